"""A whole programme is brought from a file: laid beside the plan, then written as one edit.

What was played stays, and so does everything ahead of it. An item of the file that is an item of
the plan changes it in its place, so that what hangs on it (who performs it, what is said, who is
honoured, its cues) stays with it; what the file does not speak of stays too.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from conference.agenda.customs import manner_of, never_cut
from conference.agenda.editing import open_plan
from conference.agenda.keeping import Editor, keep_change
from conference.agenda.likeness import pairs, same_titles
from conference.agenda.playing import rundown
from conference.agenda.records import AgendaItem, ItemState
from conference.agenda.sittings import place_of_sitting
from conference.agenda.state import Rundown
from conference.agenda.words import ItemWords, PartWords, words_of, write_words
from conference.clock import hall_moment, in_the_hall
from conference.identity import Sitting
from conference.refusals import N_, NotFound, Refusal


class NothingBrought(Refusal):
    """An empty file does not empty a programme."""

    code = "programme_nothing_brought"
    sentence = N_(
        "Tệp không có nội dung nào cho phần chưa diễn ra; chương trình chưa thay đổi. Muốn xóa nội "
        "dung, vui lòng xóa từng mục."
    )


@dataclass(frozen=True, kw_only=True)
class BroughtPart:
    """A step or one of a queue, as a file writes it."""

    label: str = ""
    title: str
    performer: str = ""
    length_min: int | None = None


@dataclass(frozen=True, kw_only=True)
class BroughtItem:
    """An item as a file writes it; hours are the hall's."""

    number: str = ""
    title: str
    performer: str = ""
    start: dt.time | None = None
    end: dt.time | None = None
    length_min: int | None = None
    optional: bool = False
    cue_note: str = ""
    steps: Sequence[BroughtPart] = field(default=())
    entries: Sequence[BroughtPart] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What a file brings for one sitting, and which of the columns it has."""

    items: Sequence[BroughtItem]
    has_numbers: bool = True
    has_hours: bool = True
    has_performers: bool = True


class Fate(enum.StrEnum):
    """What becomes of an item."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    MOVED = "moved"
    """Only its place changes."""
    PLAYED = "played"
    """The file has it too; it was played, and stays as it was played."""
    REMOVED = "removed"


@dataclass(frozen=True)
class Line:
    """An item of the file, or one that the file lacks, and what becomes of it.

    `nth` is its place in the file, None for one that the file lacks.
    """

    fate: Fate
    nth: int | None
    item: AgendaItem | None
    words: ItemWords | None


def compare_programme(session: Session, brought: Brought, *, sitting_id: int) -> list[Line]:
    """Say what would become of each item if this were written; those that go come last.

    Raises:
        NotFound: there is no such sitting.
    """
    return _compare(session, rundown(session), brought, sitting_id)


def replace_programme(
    session: Session, brought: Brought, *, sitting_id: int, editor: Editor
) -> dict[Fate, int]:
    """Write what a file brings in the place of what has not begun, as one edit; count the fates.

    Raises:
        StaleRundown: the programme has changed since; says who did it.
        NothingBrought: there is nothing for what is still to come.
        TitleNeeded, HoursImpossible: an item cannot be written so; nothing was changed.
        NotFound: there is no such sitting.
    """
    items = open_plan(session, editor)
    state = rundown(session)
    lines = _compare(session, state, brought, sitting_id)
    written = [(line, line.words) for line in lines if line.words is not None]
    if not written:
        raise NothingBrought
    going = [line.item for line in lines if line.fate is Fate.REMOVED and line.item is not None]
    rows = [line.item or _new_row(session, words, sitting_id) for line, words in written]
    new = [row.id for row, (line, _) in zip(rows, written, strict=True) if line.item is None]
    order = _new_order(
        session, items, rows, locked=_locked(state, sitting_id), sitting_id=sitting_id
    )

    def put() -> None:
        for row, (line, words) in zip(rows, written, strict=True):
            if line.fate is not Fate.MOVED:
                write_words(row, words)
        for row in going:
            row.removed = True
        _number(order)

    keep_change(session, [*order, *going], put, editor, new=new)
    return {fate: sum(line.fate is fate for line in lines) for fate in Fate}


def _compare(session: Session, state: Rundown, brought: Brought, sitting_id: int) -> list[Line]:
    sitting = session.get(Sitting, sitting_id)
    if sitting is None:
        raise NotFound
    date = in_the_hall(sitting.starts_at).date()
    locked = _locked(state, sitting_id)
    open_ones = [one for one in state.items if one.sitting_id == sitting_id and one not in locked]
    played = _matched([*brought.items], locked, exact=True)
    rest = [nth for nth in range(len(brought.items)) if nth not in played]
    found = _matched([brought.items[nth] for nth in rest], open_ones)
    mine = {rest[nth]: item for nth, item in found.items()}
    stays = iter(item for item in open_ones if item in mine.values())
    lines = []
    for nth, one in enumerate(brought.items):
        if nth in played:
            lines.append(Line(Fate.PLAYED, nth, played[nth], None))
            continue
        item = mine.get(nth)
        words = _merged(item, one, brought, date)
        in_place = item is not None and next(stays) is item
        lines.append(Line(_fate(item, words, in_place=in_place), nth, item, words))
    gone = [one for one in open_ones if one not in mine.values()]
    return [*lines, *(Line(Fate.REMOVED, None, one, None) for one in gone)]


def _fate(item: AgendaItem | None, words: ItemWords, *, in_place: bool) -> Fate:
    if item is None:
        return Fate.NEW
    if words != words_of(item):
        return Fate.CHANGED
    return Fate.SAME if in_place else Fate.MOVED


def _locked(state: Rundown, sitting_id: int) -> list[AgendaItem]:
    """Give what stays where it is: all up to the last item that has begun."""
    items = [one for one in state.items if one.sitting_id == sitting_id]
    begun = [n for n, one in enumerate(items) if state.of(one).state in _BEGUN]
    return items[: begun[-1] + 1] if begun else []


_BEGUN = frozenset({ItemState.LIVE, ItemState.HELD, ItemState.DONE})


def _matched(
    brought: Sequence[BroughtItem], items: Sequence[AgendaItem], *, exact: bool = False
) -> dict[int, AgendaItem]:
    """Find which of the items each of the file is: of the same title, else of one much like it."""

    def same_place(nth: int, other: int) -> bool:
        one, item = brought[nth], items[other]
        start = item.planned_start and in_the_hall(item.planned_start).time()
        same_number = bool(one.number) and one.number == item.number
        return same_number or (one.start is not None and one.start == start)

    titles, others = [one.title for one in brought], [one.title for one in items]
    found = same_titles(titles, others) if exact else pairs(titles, others, same_place)
    return {nth: items[other] for nth, other in found.items()}


def _merged(
    item: AgendaItem | None, one: BroughtItem, brought: Brought, date: dt.date
) -> ItemWords:
    """Give the words that an item gets: the file's where it says something, else those it has."""
    has = words_of(item) if item is not None else _by_custom(one)
    words = replace(
        has,
        title=one.title,
        optional=one.optional or has.optional,
        cue_note=one.cue_note or has.cue_note,
    )
    if brought.has_numbers or item is None:
        words = replace(words, number=one.number)
    if brought.has_performers or item is None:
        words = replace(words, performer=one.performer)
    if brought.has_hours or item is None:
        words = replace(
            words,
            planned_start=_moment(date, one.start),
            planned_end=_moment(date, one.end),
            length_min=one.length_min,
        )
    return replace(
        words,
        steps=_merged_parts(has.steps, one.steps),
        entries=_merged_parts(has.entries, one.entries),
    )


def _by_custom(one: BroughtItem) -> ItemWords:
    return ItemWords(title=one.title, manner=manner_of(one.title), protected=never_cut(one.title))


def _merged_parts(has: Sequence[PartWords], given: Sequence[BroughtPart]) -> Sequence[PartWords]:
    """Give the parts of the file, under the ids that are there; none given: none touched."""
    if not given:
        return has
    found = pairs([one.title for one in given], [one.title for one in has])
    parts = []
    for nth, one in enumerate(given):
        before = has[found[nth]] if nth in found else PartWords(title=one.title)
        length = before.length_min if one.length_min is None else one.length_min
        parts.append(
            replace(
                before,
                label=one.label or before.label,
                title=one.title,
                performer=one.performer or before.performer,
                length_min=length,
            )
        )
    return parts


def _moment(date: dt.date, hour: dt.time | None) -> dt.datetime | None:
    return None if hour is None else hall_moment(date, hour)


def _new_row(session: Session, words: ItemWords, sitting_id: int) -> AgendaItem:
    row = AgendaItem(sitting_id=sitting_id, ordinal=0, number="", title="", from_plan=False)
    write_words(row, words)
    session.add(row)
    session.flush()
    return row


def _new_order(
    session: Session,
    items: Sequence[AgendaItem],
    rows: Sequence[AgendaItem],
    *,
    locked: Sequence[AgendaItem],
    sitting_id: int,
) -> list[AgendaItem]:
    """Give the whole programme in its new order: the sitting's new rows behind what is locked."""
    others = [one for one in items if one in locked or one.sitting_id != sitting_id]
    first = place_of_sitting(session, items, sitting_id)
    nth = others.index(locked[-1]) + 1 if locked else first
    return [*others[:nth], *rows, *others[nth:]]


def _number(order: Sequence[AgendaItem]) -> None:
    """Give the items rising places; those that may keep theirs do."""
    last = 0
    for row in order:
        if row.ordinal <= last:
            row.ordinal = last + 1
        last = row.ordinal
