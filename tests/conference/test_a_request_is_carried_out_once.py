"""An errand whose answer was lost is sent again under its id, and is still one errand."""

from __future__ import annotations

import pytest

from conference.refusals import NotFound
from conference.remotes import (
    Remote,
    RemoteNameTaken,
    all_remotes,
    caller_of,
    make_remote,
    revoke_remote,
)
from conference.requests import once
from tests.factories import AT, BY, all_rows, new_id


def make(db, request_id=None, name="Stream Deck"):
    return db.write(lambda s: make_remote(s, name=name, at=AT, by=BY, request_id=request_id))


def opens(db, token):
    with db.reading() as session:
        return caller_of(session, token) is not None


def test_the_same_id_again_does_nothing_and_gives_what_was_made(db):
    done, request = [], new_id()

    def act():
        done.append(1)
        return 7

    first, again = (db.write(lambda s: once(s, request, act)) for _ in range(2))

    assert [(one.number, one.repeat) for one in (first, again)] == [(7, False), (7, True)]
    assert len(done) == 1


def test_what_stands_no_longer_is_made_anew_and_kept_for_the_same_id(db):
    request, made = new_id(), iter((7, 8))

    def sent(stands):
        return db.write(lambda s: once(s, request, lambda: next(made), stands=stands))

    answers = [sent(lambda _number: False) for _ in range(2)]
    answers.append(sent(lambda number: number == 8))

    assert [(one.number, one.repeat) for one in answers] == [(7, False), (8, False), (8, True)]


def test_what_was_refused_may_be_sent_again(db):
    def refused():
        raise NotFound

    request = new_id()
    with pytest.raises(NotFound):
        db.write(lambda s: once(s, request, refused))

    assert db.write(lambda s: once(s, request, lambda: 3)).number == 3


def test_without_an_id_each_is_an_errand_of_its_own(db):
    assert [db.write(lambda s: once(s, None, lambda: 1)).repeat for _ in range(2)] == [False] * 2


def test_a_remote_control_whose_token_was_lost_on_the_way_gets_another(db):
    request = new_id()
    lost = make(db, request)

    offer = make(db, request)

    assert offer.remote_id == lost.remote_id
    assert (opens(db, lost.token), opens(db, offer.token)) == (False, True)
    assert len(all_rows(db, Remote)) == 1
    with pytest.raises(RemoteNameTaken):
        make(db, new_id())


def test_one_that_was_revoked_meanwhile_gets_none(db):
    request = new_id()
    made = make(db, request)
    db.write(lambda s: revoke_remote(s, made.remote_id, at=AT, by=BY))

    with pytest.raises(NotFound):
        make(db, request)
    with db.reading() as session:
        assert [one.token_hash for one in all_remotes(session)] == [None]
