"""Who signs in: one name each, whatever its case; and which door is open to which role."""

from __future__ import annotations

import pytest

from conference.journal import JournalEntry
from conference.operators import (
    PUBLIC,
    ROLE_NAMES,
    Operator,
    Role,
    SignInNameTaken,
    SignInNameUnknown,
    Who,
    all_operators,
    declared_roles,
    find_operator,
    open_to,
    open_to_all,
    reset_password,
)
from tests.factories import AT, all_rows, make_operator


def reset(db, name, new="$argon2id$another"):
    db.write(lambda s: reset_password(s, sign_in_name=name, password_hash=new, at=AT, by="x"))


@pytest.mark.parametrize("typed", ["mien", "MIEN", "  Mien "])
def test_an_operator_is_found_whatever_the_case(db, typed):
    made = make_operator(db, "Mien", Role.MC)

    with db.reading() as session:
        found = find_operator(session, typed)

    assert (found.id, found.role, found.full_name) == (made, Role.MC, "Nguyễn Thị Miền")


def test_nobody_is_found_by_a_name_that_nobody_has(db):
    with db.reading() as session:
        assert find_operator(session, "ai đó") is None


def test_two_operators_cannot_share_a_name(db):
    make_operator(db, "mien")

    with pytest.raises(SignInNameTaken):
        make_operator(db, "MIEN")

    assert len(all_rows(db, Operator)) == 1


def test_a_new_password_replaces_the_old_and_is_a_fact_without_it(db):
    made = make_operator(db, "mien")

    reset(db, "MIEN")

    with db.reading() as session:
        (row,) = all_operators(session)
    assert row.password_hash == "$argon2id$another"
    newest = all_rows(db, JournalEntry)[-1]
    assert (newest.kind, newest.payload) == ("PasswordReset", {"operator_id": made})


def test_a_password_of_nobody_cannot_be_reset(db):
    with pytest.raises(SignInNameUnknown):
        reset(db, "ai đó")


def test_the_journal_names_an_operator_by_number():
    assert Who(3, "Nguyễn Thị Miền", Role.MC).by == "operator:3"


def test_every_role_has_a_name_people_can_read():
    assert set(ROLE_NAMES) == set(Role)


def test_a_view_says_who_may_use_it_and_one_that_says_nothing_is_known():
    @open_to(Role.ADMIN, Role.MC)
    def guarded():
        pass

    @open_to_all
    def public():
        pass

    def undeclared():
        pass

    assert declared_roles(guarded) == {"admin", "mc"}
    assert declared_roles(public) == {PUBLIC}
    assert declared_roles(undeclared) is None
