"""The plan is changed by hand, before the day and while it runs; what was played stays as it was.

Every change keeps the changed items whole, before and after, so that the last one can be taken
back. Running the programme never edits it (ADR 0007); only these commands do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from conference.agenda.cues import rundown_revision
from conference.agenda.playing import rundown
from conference.agenda.records import (
    AgendaEdit,
    AgendaEntry,
    AgendaItem,
    AgendaStep,
    Cue,
    EditUndone,
    ItemState,
    Manner,
    ProgrammeEdited,
)
from conference.agenda.refusals import (
    ANOTHER_OPERATOR,
    EditIsPlayed,
    HoursImpossible,
    ItemIsPlayed,
    NothingToUndo,
    StaleRundown,
    TitleNeeded,
)
from conference.clock import from_ms, to_ms
from conference.journal import record
from conference.refusals import NotFound
from conference.timing import ZERO


@dataclass(frozen=True, kw_only=True)
class PartWords:
    """A step or an entry as somebody wrote it; `id` of one that is there already."""

    id: int | None = None
    label: str = ""
    title: str
    performer: str = ""
    length_min: int | None = None
    cue_note: str = ""


@dataclass(frozen=True, kw_only=True)
class ItemWords:
    """An item of the programme as somebody wrote it."""

    number: str = ""
    title: str
    performer: str = ""
    planned_start: dt.datetime | None = None
    planned_end: dt.datetime | None = None
    length_min: int | None = None
    optional: bool = False
    vote: bool = False
    hard_start: bool = False
    protected: bool = False
    manner: Manner = Manner.PLAIN
    cue_note: str = ""
    steps: Sequence[PartWords] = field(default=())
    entries: Sequence[PartWords] = field(default=())


def words_of(item: AgendaItem) -> ItemWords:
    """Give an item as it stands, to be changed and handed to `change_item`."""
    plain = {name: getattr(item, name) for name in _PLAIN}
    return ItemWords(
        **plain,
        steps=[
            PartWords(
                id=one.id,
                label=one.label,
                title=one.title,
                performer=one.performer,
                cue_note=one.cue_note,
            )
            for one in item.steps
        ],
        entries=[
            PartWords(
                id=one.id,
                title=one.title,
                performer=one.performer,
                length_min=one.length_min,
                cue_note=one.cue_note,
            )
            for one in item.entries
        ],
    )


_PLAIN = (
    "number", "title", "performer", "planned_start", "planned_end", "length_min", "optional",
    "vote", "hard_start", "protected", "manner", "cue_note",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Editor:
    """Who edits, when, and which rundown they saw."""

    seen_revision: int
    at: dt.datetime
    by: str
    by_name: str = ""


def add_item(
    session: Session, words: ItemWords, *, sitting_id: int, after_id: int | None, editor: Editor
) -> int:
    """Put a new item behind this one (None: first of its sitting); give its id.

    Raises:
        StaleRundown: the rundown has changed since; says who did it.
        ItemIsPlayed: what follows the place has begun already.
        TitleNeeded: there is no title.
        HoursImpossible: it would end before it begins.
        NotFound: there is no such item in that sitting.
    """
    items = open_plan(session, editor)
    of_sitting = [one for one in items if one.sitting_id == sitting_id]
    if after_id is None:
        nth = items.index(of_sitting[0]) if of_sitting else len(items)
    else:
        nth = items.index(_one_of(of_sitting, after_id)) + 1
    must_wait(session, items[nth : nth + 1])
    item = AgendaItem(sitting_id=sitting_id, ordinal=0, number="", title="", from_plan=False)
    write_words(item, words)
    session.add(item)
    session.flush()

    behind = items[nth:]

    def put() -> None:
        item.ordinal = items[nth - 1].ordinal + 1 if nth else 1
        if behind and behind[0].ordinal <= item.ordinal:
            for one in behind:
                one.ordinal += 1

    keep_change(session, [*behind, item], put, editor, new=[item.id])
    return item.id


def change_item(session: Session, item_id: int, words: ItemWords, *, editor: Editor) -> None:
    """Change an item that has not begun; its steps and entries become exactly those given.

    Raises:
        StaleRundown, ItemIsPlayed, TitleNeeded, HoursImpossible, NotFound: as `add_item`.
    """
    item = _one_of(open_plan(session, editor), item_id)
    must_wait(session, [item])
    keep_change(session, [item], lambda: write_words(item, words), editor)


def move_item(session: Session, item_id: int, *, after_id: int | None, editor: Editor) -> None:
    """Put an item behind another of its sitting (None: first); hours follow the new order.

    The places keep their gaps, each item keeps its length and a hard start its hour. Where one of
    the items has no hours, none of them is changed.

    Raises:
        StaleRundown, ItemIsPlayed, NotFound: as `add_item`.
    """
    items = open_plan(session, editor)
    item = _one_of(items, item_id)
    rest = [one for one in items if one is not item]
    of_sitting = [one for one in rest if one.sitting_id == item.sitting_id]
    if after_id is None:
        nth = rest.index(of_sitting[0]) if of_sitting else items.index(item)
    else:
        nth = rest.index(_one_of(of_sitting, after_id)) + 1
    after = [*rest[:nth], item, *rest[nth:]]
    changed = [n for n, (old, new) in enumerate(zip(items, after, strict=True)) if old != new]
    if not changed:
        return
    span = slice(changed[0], changed[-1] + 1)
    must_wait(session, items[span])

    def put() -> None:
        ordinals = [one.ordinal for one in items[span]]
        _retime(items[span], after[span])
        for one, ordinal in zip(after[span], ordinals, strict=True):
            one.ordinal = ordinal

    keep_change(session, items[span], put, editor)


def remove_item(session: Session, item_id: int, *, editor: Editor) -> None:
    """Take an item that has not begun out of the programme; the others keep their hours.

    Raises:
        StaleRundown, ItemIsPlayed, NotFound: as `add_item`.
    """
    item = _one_of(open_plan(session, editor), item_id)
    must_wait(session, [item])

    def put() -> None:
        item.removed = True

    keep_change(session, [item], put, editor)


def undo_edit(session: Session, *, editor: Editor) -> int:
    """Take the last change of the plan back; give the number of items that it had changed.

    Raises:
        StaleRundown: the rundown has changed since; says who did it.
        NothingToUndo: the plan is as it was given.
        EditIsPlayed: an item of that change has begun since.
    """
    _must_be_seen(session, editor)
    edit = last_edit(session)
    if edit is None:
        raise NothingToUndo
    before = {one["id"]: one for one in edit.before}
    _must_not_be_played(session, edit, before)
    rows = {row.id: row for row in session.scalars(_whole().where(AgendaItem.id.in_(_ids(edit))))}
    for item_id, row in rows.items():
        if item_id in before:
            _restore(row, before[item_id])
        else:
            row.removed = True
    edit.undone = True
    session.flush()
    record(session, EditUndone(edit_id=edit.id), at=editor.at, by=editor.by)
    return len(rows)


def close_edits(session: Session) -> None:
    """Let no older change be taken back any more: all hours have moved since."""
    session.execute(update(AgendaEdit).values(undone=True))


def _ids(edit: AgendaEdit) -> list[int]:
    return [one["id"] for one in edit.after]


def _must_not_be_played(
    session: Session, edit: AgendaEdit, before: dict[int, dict[str, Any]]
) -> None:
    """Refuse to take back what has begun since; an item that only moved on by one place has not.

    Raises:
        EditIsPlayed: so it is; nothing was changed.
    """
    played = rundown(session).played
    for one in edit.after:
        begun = one["id"] in played and played[one["id"]].started is not None
        same = {**before.get(one["id"], {}), "ordinal": one["ordinal"]} == one
        if begun and not same:
            raise EditIsPlayed


def last_edit(session: Session) -> AgendaEdit | None:
    """Give the change of the plan that an undo would take back."""
    newest = select(AgendaEdit).where(AgendaEdit.undone.is_(False)).order_by(AgendaEdit.id.desc())
    return session.scalar(newest.limit(1))


def _whole() -> Any:
    return select(AgendaItem).options(
        selectinload(AgendaItem.steps), selectinload(AgendaItem.entries)
    )


def open_plan(session: Session, editor: Editor) -> list[AgendaItem]:
    """Give the items of the programme, in order, for somebody who may change it now.

    Raises:
        StaleRundown: it has changed since the editor saw it; says who did it.
    """
    _must_be_seen(session, editor)
    standing = _whole().where(AgendaItem.removed.is_(False)).order_by(AgendaItem.ordinal)
    return list(session.scalars(standing))


def _must_be_seen(session: Session, editor: Editor) -> None:
    if editor.seen_revision != rundown_revision(session):
        raise StaleRundown(by=changed_by(session) or ANOTHER_OPERATOR)


def changed_by(session: Session) -> str:
    """Give who changed the programme last, by an edit or by a button; empty if nobody by name.

    An edit that was taken back counts as its author's: whoever took it back is not kept by name.
    """
    edit = session.scalar(select(AgendaEdit).order_by(AgendaEdit.id.desc()).limit(1))
    cue = session.scalar(select(Cue).order_by(Cue.id.desc()).limit(1))
    hands = sorted((one for one in (edit, cue) if one is not None), key=lambda one: one.at)
    return hands[-1].by_name if hands else ""


def must_wait(session: Session, items: Iterable[AgendaItem]) -> None:
    """Let only pass what has not begun.

    Raises:
        ItemIsPlayed: one of them has.
    """
    state = rundown(session)
    for item in items:
        if state.of(item).state not in {ItemState.PLANNED, ItemState.SKIPPED}:
            raise ItemIsPlayed


def _one_of(items: Sequence[AgendaItem], item_id: int) -> AgendaItem:
    found = next((one for one in items if one.id == item_id), None)
    if found is None:
        raise NotFound
    return found


def _retime(places: Sequence[AgendaItem], items: Sequence[AgendaItem]) -> None:
    """Give the items the hours of these places, one after the other."""
    hours = [
        (one.planned_start, one.planned_end)
        for one in places
        if one.planned_start is not None and one.planned_end is not None
    ]
    if len(hours) < len(places):
        return
    length = {place.id: end - start for place, (start, end) in zip(places, hours, strict=True)}
    gaps = [after[0] - before[1] for before, after in pairwise(hours)]
    at = hours[0][0]
    for item, gap in zip(items, [*gaps, ZERO], strict=True):
        if item.hard_start and item.planned_start is not None:
            at = item.planned_start
        item.planned_start, item.planned_end = at, at + length[item.id]
        at = item.planned_end + gap


def write_words(item: AgendaItem, words: ItemWords, *, returning: bool = False) -> None:
    """Put words into an item; parts that are `returning` come back under their old ids.

    Raises:
        TitleNeeded: the item or one of its parts has no title.
        HoursImpossible: it would end before it begins.
    """
    if not words.title.strip():
        raise TitleNeeded
    start, end = words.planned_start, words.planned_end
    if end is not None and (start is None or end <= start):
        raise HoursImpossible(title=words.title.strip())
    for name in _PLAIN:
        setattr(item, name, getattr(words, name))
    item.title = words.title.strip()
    item.steps = _parts(item.steps, words.steps, AgendaStep, returning=returning)
    item.entries = _parts(item.entries, words.entries, AgendaEntry, returning=returning)


def _parts(
    present: Sequence[Any], words: Sequence[PartWords], table: type[Any], *, returning: bool
) -> list[Any]:
    """Give the rows that these words ask for, those that are there already kept.

    One that is `returning` comes back under its id: cues name it by that.
    """
    by_id = {row.id: row for row in present}
    rows = []
    for ordinal, part in enumerate(words, start=1):
        if not part.title.strip():
            raise TitleNeeded
        row = by_id.get(part.id) if part.id is not None else None
        row = row or (table(id=part.id) if returning else table())
        row.ordinal = ordinal
        for name, value in asdict(part).items():
            if name != "id" and hasattr(table, name):
                setattr(row, name, value)
        rows.append(row)
    return rows


def keep_change(
    session: Session,
    items: Sequence[AgendaItem],
    put: Callable[[], None],
    editor: Editor,
    *,
    new: Collection[int] = (),
) -> None:
    """Make a change and keep the items it touches as they were and as they are, as one edit."""
    before = [_row(item) for item in items if item.id not in new]
    put()
    session.flush()
    after = [_row(item) for item in items]
    unchanged = {one["id"] for one in before if one in after}
    edit = AgendaEdit(
        at=editor.at,
        by=editor.by,
        by_name=editor.by_name,
        before=[one for one in before if one["id"] not in unchanged],
        after=[one for one in after if one["id"] not in unchanged],
    )
    if not edit.after:
        return
    session.add(edit)
    session.flush()
    fact = ProgrammeEdited(edit_id=edit.id, item_ids=[one["id"] for one in edit.after])
    record(session, fact, at=editor.at, by=editor.by)


def _row(item: AgendaItem) -> dict[str, Any]:
    """Give an item whole, as JSON."""
    columns = {name: getattr(item, name) for name in (*_PLAIN, "ordinal", "removed")}
    columns["planned_start"] = _ms(item.planned_start)
    columns["planned_end"] = _ms(item.planned_end)
    columns["manner"] = item.manner.value
    words = words_of(item)
    return columns | {
        "id": item.id,
        "steps": [asdict(one) for one in words.steps],
        "entries": [asdict(one) for one in words.entries],
    }


def _restore(item: AgendaItem, kept: dict[str, Any]) -> None:
    plain = {name: kept[name] for name in _PLAIN}
    plain["planned_start"] = _moment(kept["planned_start"])
    plain["planned_end"] = _moment(kept["planned_end"])
    plain["manner"] = Manner(kept["manner"])
    steps = [PartWords(**one) for one in kept["steps"]]
    entries = [PartWords(**one) for one in kept["entries"]]
    write_words(item, ItemWords(**plain, steps=steps, entries=entries), returning=True)
    item.ordinal, item.removed = kept["ordinal"], kept["removed"]


def _ms(moment: dt.datetime | None) -> int | None:
    return None if moment is None else to_ms(moment)


def _moment(milliseconds: int | None) -> dt.datetime | None:
    return None if milliseconds is None else from_ms(milliseconds)
