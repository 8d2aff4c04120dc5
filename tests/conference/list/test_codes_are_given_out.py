"""27 digits for each who is approved; a code given anew kills the one before."""

from __future__ import annotations

import pytest

from conference.codes import CodeRead, read_code
from conference.delegates import (
    CodeState,
    EntryCode,
    NotApprovedYet,
    invitations,
    issue_missing_codes,
    reissue_code,
)
from conference.identity import the_conference
from conference.refusals import NotFound
from tests.conference.list.acting import add, add_one, do, facts, person, propose
from tests.factories import all_rows, scan


def codes(db, ids=None):
    with db.reading() as session:
        return {card.id: digits for card, digits in invitations(session, ids)}


def test_who_has_a_code_keeps_it_and_who_has_none_gets_one(db):
    an = add_one(db)
    assert do(db, issue_missing_codes) == 1
    of_an = codes(db)[an]
    add(db, person("Trần Bình"))
    propose(db, person("Vũ Chi"))

    assert do(db, issue_missing_codes) == 1
    assert do(db, issue_missing_codes) == 0

    assert codes(db)[an] == of_an
    assert len(codes(db)) == 2
    assert facts(db, "CodesIssued") == [{"count": 1}, {"count": 1}]


def test_a_code_says_which_conference_it_is_of(db):
    an = add_one(db)
    do(db, issue_missing_codes)
    with db.reading() as session:
        number = the_conference(session).number

    read = read_code(codes(db)[an])

    assert isinstance(read, CodeRead)
    assert (read.conference_number, read.rehearsal) == (number, False)


def test_a_code_given_anew_kills_the_one_before(db):
    an, binh = add(db, person("Lê An"), person("Trần Bình"))
    do(db, issue_missing_codes)
    before = codes(db)

    new = do(db, reissue_code, an)

    assert codes(db, [an]) == {an: new}
    assert scan(db, before[an])["reason"] == "replaced"
    assert scan(db, new)["verdict"] == "admitted"
    assert codes(db)[binh] == before[binh]
    assert facts(db, "CodeReissued") == [{"delegate_id": an}]


def test_only_who_is_approved_gets_a_code(db):
    (proposed,) = propose(db, person("Lê An"))

    with pytest.raises(NotApprovedYet):
        do(db, reissue_code, proposed)
    with pytest.raises(NotFound):
        do(db, reissue_code, 99)


def test_the_first_code_may_be_given_at_the_desk(db):
    an = add_one(db)

    digits = do(db, reissue_code, an)

    (only,) = all_rows(db, EntryCode)
    assert (only.digits, only.state) == (digits, CodeState.ACTIVE)
