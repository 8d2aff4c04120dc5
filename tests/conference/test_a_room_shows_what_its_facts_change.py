"""A room's revision is the last fact that changes what it shows; a room opens to its roles."""

from __future__ import annotations

import pytest

from conference.agenda import RUNDOWN_FACTS
from conference.attendance import ARRIVAL_FACTS
from conference.journal import head
from conference.operators import PUBLIC, Role
from conference.rooms import Room, revision_of
from tests.factories import cue, make_delegates, make_programme, scan


def room(*roles, facts=RUNDOWN_FACTS):
    return Room("mc", "/stage", frozenset(roles), facts, lambda _session, _now: {})


@pytest.mark.parametrize(
    ("roles", "who", "opens"),
    [
        ([PUBLIC], None, True),
        ([PUBLIC], Role.MC, True),
        ([Role.MC], Role.MC, True),
        ([Role.MC], Role.PRINT, False),
        ([Role.MC], None, False),
    ],
)
def test_a_room_opens_to_its_roles_and_a_public_one_to_all(roles, who, opens):
    assert room(*roles).opens_to(who) is opens


def test_an_arrival_changes_the_office_and_not_the_stage(db):
    make_programme(db, 10)
    (an,) = make_delegates(db, "Nguyễn Văn An")
    cue(db, "start")
    with db.reading() as session:
        stage_before = revision_of(session, room())

    scan(db, an.code)
    scan(db, an.code)

    with db.reading() as session:
        stage, newest = revision_of(session, room()), head(session)
        office = revision_of(session, room(facts=RUNDOWN_FACTS | ARRIVAL_FACTS))
    assert stage == stage_before
    assert stage < office < newest
