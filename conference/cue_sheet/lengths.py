"""Films and music against the time of their item: found before the day, not on the stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from conference.agenda import AgendaItem, PartKind, rundown
from conference.cue_sheet.reading import CueRow, cue_sheet
from conference.cue_sheet.records import MEDIA, CueKind
from conference.identity import the_conference
from conference.readiness import Check, Gate, Standing, some
from conference.refusals import N_

SHEET = "/admin/cue-sheet"


@dataclass(frozen=True)
class TooLong:
    """What takes longer than its item, or its place in the queue, has; `cue_id` None: all films."""

    item: AgendaItem
    cue_id: int | None
    words: str
    length_s: int
    room_s: int


def too_long(session: Session) -> list[TooLong]:
    """Give films and pieces of music that are longer than the time they have.

    Films of one item are also summed: one is shown after the other. Where the plan gives no time,
    nothing is too long.
    """
    state = rundown(session)
    by_item: dict[int, list[CueRow]] = {}
    for row in cue_sheet(session):
        if row.length_s:
            by_item.setdefault(row.item_id, []).append(row)
    found: list[TooLong] = []
    for item, slot in zip(state.items, state.slots(), strict=True):
        found += _of_item(item, by_item.get(item.id, []), slot.given_length)
    return found


def _of_item(item: AgendaItem, rows: list[CueRow], given: dt.timedelta | None) -> Iterator[TooLong]:
    room_s = None if given is None else int(given.total_seconds())
    alone = False
    for row in rows:
        own_s = _room_s(item, row, room_s)
        length_s = row.length_s or 0
        if own_s is not None and length_s > own_s:
            alone = True
            yield TooLong(item, row.id, row.words, length_s, own_s)
    films_s = sum(row.length_s or 0 for row in rows if row.kind is CueKind.VIDEO)
    if room_s is not None and films_s > room_s and not alone:
        yield TooLong(item, None, item.title, films_s, room_s)


def _room_s(item: AgendaItem, row: CueRow, room_s: int | None) -> int | None:
    """Give the time of the place in the queue if it has one of its own, else the item's."""
    if row.part is not None and row.part[0] is PartKind.ENTRY:
        entry = next((one for one in item.entries if one.id == row.part[1]), None)
        if entry is not None and entry.length_min is not None:
            return entry.length_min * 60
    return room_s


def checks(session: Session, _now: dt.datetime) -> list[Check]:
    """Look whether films and music were tried, and whether they fit; no line without any."""
    media = [row for row in cue_sheet(session) if row.kind in MEDIA]
    if not media:
        return []
    contact = the_conference(session).contact
    untried = [row.words for row in media if row.tried_at is None]
    long = [_words(one) for one in too_long(session)]
    return [
        Check(
            "media_tried",
            Gate.HOUR_BEFORE,
            Standing.MISSING if untried else Standing.IN_ORDER,
            N_("Phim, nhạc đã chạy thử"),
            N_("%(count)s tệp chưa chạy thử trên máy của hội trường.") if untried else "",
            {"count": len(untried)},
            path=SHEET,
            owner=contact,
            **some(untried),
        ),
        Check(
            "media_length",
            Gate.EVENING_BEFORE,
            Standing.CARE if long else Standing.IN_ORDER,
            N_("Phim, nhạc vừa thời gian của nội dung"),
            N_("%(count)s chỗ dài hơn thời gian dành cho nội dung.") if long else "",
            {"count": len(long)},
            path=SHEET,
            owner=contact,
            **some(long),
        ),
    ]


def _words(one: TooLong) -> str:
    return f"{one.words}: {_clock(one.length_s)} / {_clock(one.room_s)}"


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
