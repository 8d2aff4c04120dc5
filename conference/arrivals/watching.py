"""Who is here, looked at again and again while people come in: only what is new is read.

A whole look at ten thousand delegates takes longer than the hub may be held up, and is made apart
from it; it is needed once, and again when something has changed that concerns many.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.arrivals.reading import Scans, read_people, read_stays
from conference.arrivals.shown import Counted, read_names, shown
from conference.arrivals.tally import Tally
from conference.attendance import ARRIVAL_FACTS, ScanAnswered
from conference.delegates import (
    Delegate,
    DelegateChanged,
    DelegatesApproved,
    DelegatesListed,
    DelegatesProposed,
    DelegatesWithdrawn,
    GroupChanged,
    ListChangeTakenBack,
    ReplyNoted,
    SeatHolderNamed,
    SubstituteNamed,
    SubstitutionTakenBack,
    UnitMerged,
)
from conference.doors import DOOR_FACTS, the_door
from conference.honoured_guests import GuestsOrdered, GuestStateNoted
from conference.identity import Sitting, sitting_at, the_conference
from conference.journal import JournalEntry
from conference.rooms import Snapshot, kinds_of

_NEW_PEOPLE = kinds_of(DelegatesListed)
_OF_PEOPLE = _NEW_PEOPLE | kinds_of(
    DelegateChanged, DelegatesApproved, DelegatesProposed, DelegatesWithdrawn, ListChangeTakenBack,
    GuestStateNoted, ReplyNoted, SeatHolderNamed, SubstituteNamed, SubstitutionTakenBack,
)  # fmt: skip
_OF_ALL = DOOR_FACTS | kinds_of(GroupChanged, GuestsOrdered, UnitMerged)
_COUNTED = ARRIVAL_FACTS | _OF_PEOPLE | _OF_ALL

SHOWN_FACTS = _COUNTED | kinds_of(ScanAnswered)
"""What changes what is told of arrivals."""

MOST_AT_ONCE = 500
"""Of more delegates than these a whole look is the shorter one."""

_WHOM = ("delegate_id", "absent_id", "substitute_id")


@dataclass
class _Known:
    """What was read, of which sitting of which file, and up to which entry of the journal."""

    of: tuple[object, ...]
    upto: tuple[int, str]
    counted: Counted


ReadApart = Callable[[Callable[[Session], _Known]], _Known]
"""Asks a question of the records on a thread of its own."""


class Watch:
    """Follows who comes; a look gives everything that screens show of it."""

    def __init__(self, read_apart: ReadApart) -> None:
        self._read_apart = read_apart
        self._known: _Known | None = None
        self._looking = threading.Lock()

    def look(self, session: Session, now: dt.datetime) -> Snapshot:
        """Give how many are here of whom, since when, and through which lanes."""
        with self._looking:
            known = self._known
            if known is None or not _caught_up(session, known, now):
                known = self._known = self._read_apart(lambda apart: whole(apart, now))
            known.counted.scans.catch_up(session, now)
            return shown(session, known.counted, now)


def whole(session: Session, now: dt.datetime) -> _Known:
    """Read and count everything."""
    sitting = sitting_at(the_conference(session), now)
    tally = Tally(the_door(session).quorum_base)
    upto = _head(session)
    stays = read_stays(session, sitting.id)
    for delegate_id, person in read_people(session, sitting.id).items():
        tally.put(delegate_id, person, stays.get(delegate_id))
    scans = Scans()
    scans.catch_up(session, now)
    counted = Counted(tally, read_names(session), scans)
    return _Known(_place(session, sitting), upto, counted)


def _place(session: Session, sitting: Sitting) -> tuple[object, ...]:
    conference = the_conference(session)
    return conference.number, conference.rehearsal, sitting.id


def _head(session: Session) -> tuple[int, str]:
    newest = select(JournalEntry.id, JournalEntry.chain).order_by(JournalEntry.id.desc()).limit(1)
    row = session.execute(newest).first()
    return (row.id, row.chain) if row else (0, "")


def _caught_up(session: Session, known: _Known, now: dt.datetime) -> bool:
    """Take what has happened since; False where a whole look is needed."""
    sitting = sitting_at(the_conference(session), now)
    number, chain = known.upto
    # A copy and a rehearsal have journals of their own, that part somewhere.
    same = session.scalar(select(JournalEntry.chain).where(JournalEntry.id == number)) or ""
    if known.of != _place(session, sitting) or same != chain:
        return False
    upto = _head(session)
    if upto == known.upto:
        return True
    concerned = _concerned(session, known)
    if concerned is None or len(concerned) > MOST_AT_ONCE:
        return False
    _read_again(session, known, concerned, sitting)
    known.upto = upto
    return True


def _concerned(session: Session, known: _Known) -> set[int] | None:
    """Give whom the facts since then are about; None if they are about all."""
    new = select(JournalEntry.kind, JournalEntry.payload).where(
        JournalEntry.id > known.upto[0], JournalEntry.kind.in_(sorted(_COUNTED))
    )
    facts = session.execute(new).all()
    kinds = {fact.kind for fact in facts}
    if kinds & _OF_ALL:
        return None
    concerned = {one for fact in facts for one in _named_in(fact.payload)}
    if kinds & _NEW_PEOPLE:
        added = select(Delegate.id).where(Delegate.id > known.counted.tally.newest_id)
        concerned |= set(session.scalars(added))
    return concerned


def _named_in(payload: dict[str, Any]) -> Iterable[int]:
    yield from (payload[name] for name in _WHOM if name in payload)
    yield from payload.get("delegate_ids", ())


def _read_again(session: Session, known: _Known, concerned: set[int], sitting: Sitting) -> None:
    counted = known.counted
    people = read_people(session, sitting.id, Delegate.id.in_(concerned))
    stays = read_stays(session, sitting.id, among=concerned)
    for delegate_id in concerned:
        counted.tally.put(delegate_id, people.get(delegate_id), stays.get(delegate_id))
    units, groups = counted.names.units, counted.names.groups
    if any(one.unit_id not in units or one.group_id not in groups for one in people.values()):
        counted.names = read_names(session)


def look_once(session: Session, now: dt.datetime) -> Snapshot:
    """Give the same from one whole look: for a paper, or where nobody looks again."""
    return shown(session, whole(session, now).counted, now)
