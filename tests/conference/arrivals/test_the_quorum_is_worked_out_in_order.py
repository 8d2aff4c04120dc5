"""The quorum: of whom, how many are needed, when they were there; it blocks nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.arrivals import Person, Stay, Tally, crossings, quorum_of
from conference.clock import from_ms, to_ms
from conference.delegates import Reply, note_reply, withdraw_delegates
from conference.doors import QuorumBase
from tests.conference.arrivals.hall import back, come, figures, go, minutes, set_door, undo
from tests.conference.list.acting import add_one, do
from tests.factories import GUESTS, make_delegates


@pytest.fixture
def six(db):
    """Six who count, of whom two thirds are asked for: four."""
    set_door(db, quorum_percent=66)
    return [one.id for one in make_delegates(db, count=6)]


def quorum(db):
    return figures(db, minutes(60))["quorum"]


def test_it_is_reached_with_the_last_who_was_missing_and_says_when(db, six):
    for nth, one in enumerate(six[:3]):
        come(db, one, minutes(nth))
    short = quorum(db)

    come(db, six[3], minutes(7))

    assert (short["needed"], short["present"], short["reached"], short["first_ms"]) == (
        4, 3, False, None
    )  # fmt: skip
    reached = quorum(db)
    assert (reached["reached"], reached["first_ms"], reached["since_ms"]) == (
        True, to_ms(minutes(7)), to_ms(minutes(7))
    )  # fmt: skip


def test_it_is_lost_when_somebody_leaves_and_regained_when_one_comes_back(db, six):
    for nth, one in enumerate(six[:4]):
        come(db, one, minutes(nth))
    go(db, six[0], minutes(10))
    lost = quorum(db)

    back(db, six[0], minutes(20))

    assert (lost["reached"], lost["first_ms"], lost["since_ms"]) == (
        False, to_ms(minutes(3)), None
    )  # fmt: skip
    regained = quorum(db)
    assert (regained["first_ms"], regained["since_ms"]) == (to_ms(minutes(3)), to_ms(minutes(20)))


def test_an_entry_taken_back_was_never_there(db, six):
    for nth, one in enumerate(six[:5]):
        come(db, one, minutes(nth))

    undo(db, six[0], minutes(30))

    assert quorum(db)["first_ms"] == to_ms(minutes(4))


def test_it_is_asked_of_those_who_count_of_the_whole_list_or_of_who_confirmed(db, six):
    guest = add_one(db, "Lê Khách", group=GUESTS)
    do(db, note_reply, six[0], reply=Reply.CONFIRMED)
    come(db, guest)
    come(db, six[0])

    found = {}
    for base in QuorumBase:
        set_door(db, quorum_base=base)
        shown = quorum(db)
        found[base] = (shown["present"], shown["whole"], shown["needed"])

    assert found == {
        QuorumBase.COUNTED: (1, 6, 4),
        QuorumBase.LISTED: (2, 7, 5),
        QuorumBase.CONFIRMED: (1, 1, 1),
    }


def test_it_follows_the_list_when_the_list_grows_shorter(db, six):
    for nth, one in enumerate(six[:3]):
        come(db, one, minutes(nth))

    do(db, withdraw_delegates, six[4:], reason="Nghỉ ốm")

    shown = quorum(db)
    assert (shown["whole"], shown["needed"], shown["reached"]) == (4, 3, True)


def test_of_nobody_there_is_none(db):
    set_door(db, quorum_percent=50)

    shown = quorum(db)

    assert (shown["whole"], shown["needed"], shown["reached"]) == (0, 0, False)


MOVES = st.lists(
    st.lists(st.integers(0, 40), min_size=1, max_size=5, unique=True).map(sorted), max_size=8
)
"""For each delegate the moments at which the hall is entered and left by turns."""


def stays(times):
    return {
        nth: Stay(0, tuple((ms, 1 if turn % 2 == 0 else -1) for turn, ms in enumerate(moments)))
        for nth, moments in enumerate(times)
    }


def inside(stay, moment):
    return sum(step for ms, step in stay.moves if ms <= moment) > 0


@given(MOVES, st.integers(1, 8))
def test_the_moments_are_those_that_looking_at_every_moment_finds(times, needed):
    people = stays(times)
    tally = Tally(QuorumBase.COUNTED)
    for nth, stay in people.items():
        tally.put(nth, Person(1, 1), stay)

    found = crossings(tally.moves, needed)

    enough = [sum(inside(s, ms) for s in people.values()) >= needed for ms in range(41)]
    first = enough.index(True) if True in enough else None
    last_short = max((ms for ms in range(41) if not enough[ms]), default=-1)
    assert found == (first, last_short + 1 if enough[-1] else None)


@given(MOVES, MOVES)
def test_counts_do_not_depend_on_the_order_in_which_they_were_put(before, after):
    told, fresh = Tally(QuorumBase.LISTED), Tally(QuorumBase.LISTED)
    first, then = stays(before), stays(after)
    for nth in range(8):
        told.put(nth, Person(1, nth % 3, excused=nth % 2 == 0), first.get(nth))

    for nth in reversed(range(8)):
        told.put(nth, Person(nth % 2, 2), then.get(nth))
        fresh.put(nth, Person(nth % 2, 2), then.get(nth))

    assert told.moves == fresh.moves
    assert told.total == fresh.total
    for counter in ("came", "net", "base_net", "lanes"):
        assert +getattr(told, counter) == +getattr(fresh, counter)
        assert -getattr(told, counter) == -getattr(fresh, counter)
    assert told.newest_id == 7


@given(st.integers(1, 100), st.integers(1, 500))
def test_so_many_are_needed_that_their_share_is_not_below_the_percentage(percent, whole):
    needed = quorum_of([], QuorumBase.LISTED, percent=percent, whole=whole).needed

    assert 100 * needed >= percent * whole > 100 * (needed - 1)


def test_moments_of_the_same_millisecond_count_as_one():
    moves = [(5, 1), (5, -1), (7, 1)]

    assert crossings(moves, 1) == (7, 7)
    assert quorum_of(moves, QuorumBase.LISTED, percent=100, whole=1).first_at == from_ms(7)
