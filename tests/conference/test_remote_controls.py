"""Remote controls: named, each with a token that is shown once and works until it is revoked."""

from __future__ import annotations

import pytest

from conference.copies import people_and_places, take_people_over
from conference.refusals import NotFound
from conference.remotes import (
    Remote,
    RemoteNameMissing,
    RemoteNameTaken,
    all_remotes,
    caller_of,
    make_remote,
    revoke_remote,
)
from tests.factories import AT, BY, all_rows, make_conference, make_database


def make(db, name="Stream Deck"):
    return db.write(lambda s: make_remote(s, name=name, at=AT, by=BY))


def revoke(db, remote_id):
    return db.write(lambda s: revoke_remote(s, remote_id, at=AT, by=BY))


def caller(db, token):
    with db.reading() as session:
        return caller_of(session, token)


def test_a_token_says_who_calls(db):
    offer = make(db)

    known = caller(db, offer.token)

    assert known is not None
    assert (known.by, known.name) == (
        f"remote:{offer.remote_id}",
        "Điều khiển từ xa: Stream Deck",
    )


def test_of_a_token_only_its_hash_is_kept(db):
    offer = make(db)

    (kept,) = all_rows(db, Remote)

    assert offer.token not in vars(kept).values()
    assert len(offer.token) >= 40


@pytest.mark.parametrize("token", ["", "x", "Stream Deck"])
def test_another_token_is_nobodys(db, token):
    make(db)

    assert caller(db, token) is None


def test_a_revoked_token_opens_nothing_and_is_revoked_once(db):
    offer = make(db)

    assert (revoke(db, offer.remote_id), revoke(db, offer.remote_id)) == (True, False)

    assert caller(db, offer.token) is None
    with db.reading() as session:
        assert [one.revoked_at for one in all_remotes(session)] == [AT]


def test_one_that_was_never_made_cannot_be_revoked(db):
    with pytest.raises(NotFound):
        revoke(db, 7)


def test_a_remote_control_needs_a_name(db):
    with pytest.raises(RemoteNameMissing):
        make(db, "  ")


def test_a_name_is_given_again_only_after_the_other_was_revoked(db):
    first = make(db)
    with pytest.raises(RemoteNameTaken):
        make(db, " Stream  Deck ")

    revoke(db, first.remote_id)
    second = make(db)

    with db.reading() as session:
        assert [one.id for one in all_remotes(session)] == [second.remote_id, first.remote_id]


def test_another_conference_knows_them_too_and_which_of_them_were_revoked(db, tmp_path):
    kept, gone = make(db), make(db, "Điện thoại")
    other = make_database(tmp_path, "other.sqlite")
    make_conference(other)

    for _ in range(2):
        with db.reading() as session:
            people = people_and_places(session)
        other.write(lambda s, people=people: take_people_over(s, people, at=AT, by=BY))
        revoke(db, gone.remote_id)

    assert caller(other, kept.token) is not None
    assert caller(other, gone.token) is None
    assert len(all_rows(other, Remote)) == 2
    other.close()
