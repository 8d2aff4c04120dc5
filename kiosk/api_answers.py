"""What the door's API says of delegates, attempts and numbers, made from the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.attendance import (
    LEAVE_MAY_SET_ASIDE,
    STANDS,
    Attendance,
    Found,
    Happening,
    PastAttempt,
    Tally,
    attempts,
    happened,
    last_returns,
    moves_of,
    names_of,
    passages,
    statistics,
    whose_code,
    would_say,
)
from conference.clock import to_ms
from conference.delegates import Delegate, ListState, find_delegates
from conference.handing import items_of
from conference.identity import door_setting
from conference.names import area_name
from conference.refusals import NotFound
from conference.verdicts import STAFF_WORDS
from kiosk.contract import (
    AttemptSeen,
    ByCodeAnswer,
    CodeBody,
    DelegateAnswer,
    DoorSays,
    FoundDelegate,
    HappeningSeen,
    HistoryAnswer,
    ItemSeen,
    PassageSeen,
    PerMinute,
    Results,
    StaffWords,
    StationSeen,
    StatisticsAnswer,
    TallySeen,
)


def results(session: Session, query: str, *, limit: int, at: dt.datetime) -> Results:
    """Give who answers to a query; an empty one finds nobody: no list is browsed here."""
    if not query.strip():
        return Results(results=[], more=False)
    found = session.scalars(find_delegates(query).limit(limit + 1)).all()
    # Whoever is off the list stands behind the others: Enter takes the first.
    shown = sorted(found[:limit], key=lambda one: one.state is ListState.WITHDRAWN)
    return Results(results=_seen(session, shown, at), more=len(found) > limit)


def _seen(session: Session, found: Sequence[Delegate], at: dt.datetime) -> list[FoundDelegate]:
    door = door_setting(session, at)
    entries = session.scalars(
        select(Attendance).where(
            Attendance.sitting_id == door.sitting_id,
            Attendance.delegate_id.in_([one.id for one in found]),
            STANDS,
        )
    )
    came = {entry.delegate_id: entry for entry in entries}
    names = names_of(session, [entry.by for entry in came.values()])
    ids = [entry.id for entry in came.values()]
    moves, back = moves_of(session, ids), last_returns(session, ids)
    return [
        FoundDelegate(
            **_words(one, door.seats_numbered),
            **_entry(came[one.id], names, moves, back.get(came[one.id].id))
            if one.id in came
            else _NOT_HERE,
        )
        for one in found
    ]


_NOT_HERE: dict[str, Any] = {
    "inside": False, "entry_id": None, "moves": 0,
    "first_ms": None, "first_station": "", "first_by": "", "left_ms": None,
    "back_ms": None, "back_station": "",
}  # fmt: skip


def _entry(
    entry: Attendance,
    names: Mapping[str, str],
    moves: Mapping[int, int],
    back: tuple[dt.datetime, str] | None,
) -> dict[str, Any]:
    return {
        "inside": entry.left_at is None,
        "entry_id": entry.id,
        "moves": moves[entry.id],
        "first_ms": to_ms(entry.first_at),
        "first_station": entry.station_name,
        "first_by": names.get(entry.by, ""),
        "left_ms": to_ms(entry.left_at) if entry.left_at else None,
        "back_ms": to_ms(back[0]) if back else None,
        "back_station": back[1] if back else "",
    }


def _words(one: Delegate, numbered: bool) -> dict[str, Any]:  # noqa: FBT001 - of the conference
    return {
        "id": one.id,
        "name": one.full_name,
        "mark": one.namesake_mark,
        "position": one.position,
        "unit": one.unit.name,
        "unit_id": one.unit_id,
        "group": one.group.name,
        "colour": one.group.colour,
        "seat": one.seat if numbered else "",
        "area": area_name(one.area),
        "card_number": one.card_number,
        "birth_year": one.birth_year,
        "state": one.state,
        "attention": one.attention,
        "tray": one.tray,
        "heads_delegation": one.heads_delegation,
    }


def _one(session: Session, delegate_id: int, at: dt.datetime) -> FoundDelegate:
    places = (joinedload(Delegate.unit), joinedload(Delegate.group))
    delegate = session.get(Delegate, delegate_id, options=places)
    if delegate is None:
        raise NotFound
    (seen,) = _seen(session, [delegate], at)
    return seen


def delegate_answer(session: Session, delegate_id: int, *, at: dt.datetime) -> DelegateAnswer:
    """Give a delegate with everything that happened at the door.

    Raises:
        NotFound: there is no such delegate.
    """
    return DelegateAnswer(
        **_one(session, delegate_id, at).model_dump(),
        now=_says(would_say(session, delegate_id, at=at)),
        history=[_attempt(one) for one in attempts(session, delegate_id=delegate_id)],
        passages=_passages(session, delegate_id),
        happened=[happening_seen(one) for one in happened(session, delegate_id)],
        items=_items(session, delegate_id),
        places=f"/kiosk/places/{delegate_id}",
    )


def _passages(session: Session, delegate_id: int) -> list[PassageSeen]:
    return [
        PassageSeen.model_validate(
            {
                "kind": one.kind,
                "at_ms": to_ms(one.at),
                "station": one.station,
                "reason": one.reason,
                "by": one.by,
                "by_name": one.by_name,
            }
        )
        for one in passages(session, delegate_id)
    ]


def happening_seen(one: Happening) -> HappeningSeen:
    """Give a line of the story at the door as pages read it."""
    return HappeningSeen.model_validate(
        {
            "kind": one.kind,
            "at_ms": to_ms(one.at),
            "delegate_id": one.delegate_id,
            "name": one.name,
            "mark": one.mark,
            "station": one.station,
            "words": one.words,
            "by_name": one.by_name,
            "attempt": _attempt(one.attempt) if one.attempt else None,
        }
    )


def _items(session: Session, delegate_id: int) -> list[ItemSeen]:
    return [
        ItemSeen(
            id=one.item_id,
            name=one.name,
            kind=one.kind,
            amount=one.amount,
            due=one.due,
            handed_ms=to_ms(one.handed_at) if one.handed_at else None,
            handed_by=one.handed_by,
            station=one.station_name,
            signed=one.signed_at is not None,
        )
        for one in items_of(session, delegate_id)
    ]


def by_code_answer(session: Session, body: CodeBody, *, at: dt.datetime) -> ByCodeAnswer:
    """Give whom a code is about, without admitting anybody and without keeping anything."""
    delegate_id, found = whose_code(session, body.code, foreign=body.foreign, at=at)
    delegate = _one(session, delegate_id, at) if delegate_id is not None else None
    return ByCodeAnswer(delegate=delegate, now=_says(found))


def _says(found: Found) -> DoorSays:
    what, to_do = STAFF_WORDS[found.reason]
    return DoorSays(
        verdict=found.reason.verdict,
        reason=found.reason,
        staff=StaffWords(what=gettext(what), to_do=gettext(to_do)),
        leave=found.reason in LEAVE_MAY_SET_ASIDE,
    )


def history_answer(
    session: Session, *, after: int | None, delegate_id: int | None, station_id: int | None
) -> HistoryAnswer:
    """Give the attempts that are asked for, at most 200."""
    found = attempts(session, after=after, delegate_id=delegate_id, station_id=station_id)
    return HistoryAnswer(attempts=[_attempt(one) for one in found])


def _attempt(one: PastAttempt) -> AttemptSeen:
    return AttemptSeen(
        id=one.id,
        scan_id=one.scan_id,
        delegate_id=one.delegate_id,
        name=one.name,
        mark=one.mark,
        unit=one.unit,
        station=one.station,
        sequence=one.sequence,
        source=one.source,
        decided_by=one.decided_by,
        shown=one.shown,
        verdict=one.verdict,
        reason=one.reason,
        overrode=one.overrode,
        device_ms=to_ms(one.device_at) if one.device_at else None,
        at_ms=to_ms(one.at),
        by=one.by,
        by_name=one.by_name,
        number=one.number,
        taken_back=one.taken_back,
    )


def statistics_answer(session: Session, *, at: dt.datetime) -> StatisticsAnswer:
    """Give the open sitting's door in numbers."""
    counted = statistics(session, door_setting(session, at).sitting_id)
    return StatisticsAnswer(
        present=counted.all.present,
        came=counted.all.came,
        left=counted.all.left,
        listed=counted.all.listed,
        groups=[_tally(one) for one in counted.groups],
        units=[_tally(one) for one in counted.units],
        stations=[
            StationSeen(
                id=one.id,
                name=one.name,
                attempts=one.attempts,
                admitted=one.admitted,
                repeats=one.repeats,
                refused=one.refused,
                last_sequence=one.last_sequence,
                last_ms=to_ms(one.last_at) if one.last_at else None,
            )
            for one in counted.stations
        ],
        entries_per_minute=_minutes(counted.entries_per_minute),
        attempts_per_minute=_minutes(counted.attempts_per_minute),
    )


def _tally(one: Tally) -> TallySeen:
    return TallySeen(
        id=one.id,
        name=one.name,
        listed=one.listed,
        came=one.came,
        present=one.present,
        left=one.left,
    )


def _minutes(counted: list[tuple[dt.datetime, int]]) -> list[PerMinute]:
    return [PerMinute(at_ms=to_ms(minute), count=number) for minute, number in counted]
