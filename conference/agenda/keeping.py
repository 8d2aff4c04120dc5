"""Each change of the plan is kept whole, before and after, and the last one can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from conference.agenda.begun import must_be_open
from conference.agenda.hands import must_be_seen
from conference.agenda.playing import rundown
from conference.agenda.records import (
    AgendaEdit,
    AgendaItem,
    EditUndone,
    Manner,
    ProgrammeEdited,
)
from conference.agenda.refusals import EditIsPlayed, ItemIsPlayed, NothingToUndo
from conference.agenda.words import PLAIN, ItemWords, PartWords, words_of, write_words
from conference.clock import from_ms, to_ms
from conference.journal import record

Kept = dict[str, Any]
"""An item whole, as JSON."""


@dataclass(frozen=True, kw_only=True)
class Editor:
    """Who edits, when, and which rundown they saw."""

    seen_revision: int
    at: dt.datetime
    by: str
    by_name: str = ""


def keep_change(
    session: Session,
    items: Sequence[AgendaItem],
    put: Callable[[], None],
    editor: Editor,
    *,
    new: Collection[int] = (),
) -> None:
    """Make a change and keep the items it touches as they were and as they are, as one edit."""
    before = [_kept(item) for item in items if item.id not in new]
    put()
    session.flush()
    after = [_kept(item) for item in items]
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


def last_edit(session: Session) -> AgendaEdit | None:
    """Give the change of the plan that an undo would take back."""
    newest = select(AgendaEdit).where(AgendaEdit.undone.is_(False)).order_by(AgendaEdit.id.desc())
    return session.scalar(newest.limit(1))


def close_edits(session: Session) -> None:
    """Let no older change be taken back any more: all hours have moved since."""
    session.execute(update(AgendaEdit).values(undone=True))


def undo_edit(session: Session, *, editor: Editor) -> int:
    """Take the last change of the plan back; give the number of items that it had changed.

    Raises:
        StaleRundown: the rundown has changed since; says who did it.
        NothingToUndo: the plan is as it was given.
        EditIsPlayed: an item of that change, or a part of it that changed, has begun since.
    """
    must_be_seen(session, editor.seen_revision)
    edit = last_edit(session)
    if edit is None:
        raise NothingToUndo
    before = {one["id"]: one for one in edit.before}
    _must_not_be_played(session, edit, before)
    rows = {row.id: row for row in _rows(session, edit)}
    for item_id, row in rows.items():
        if item_id in before:
            _restore(row, before[item_id])
        else:
            row.removed = True
    edit.undone = True
    session.flush()
    record(session, EditUndone(edit_id=edit.id), at=editor.at, by=editor.by)
    return len(rows)


def only_moved(before: Kept, after: Kept) -> bool:
    """Whether an item has another place and nothing else: it made room."""
    return {**before, "ordinal": after["ordinal"]} == after


def _rows(session: Session, edit: AgendaEdit) -> list[AgendaItem]:
    """Give the items of a change, those that it took out too."""
    wanted = select(AgendaItem).where(AgendaItem.id.in_([one["id"] for one in edit.after]))
    whole = wanted.options(selectinload(AgendaItem.steps), selectinload(AgendaItem.entries))
    return list(session.scalars(whole))


def _must_not_be_played(session: Session, edit: AgendaEdit, before: dict[int, Kept]) -> None:
    """Refuse to take back what has begun since; an item that only moved on by one place has not.

    Raises:
        EditIsPlayed: so it is; nothing was changed.
    """
    state = rundown(session)
    standing = {item.id: item for item in state.items}
    for after in edit.after:
        item, was = standing.get(after["id"]), before.get(after["id"], {})
        begun = item is not None and state.of(item).started is not None
        if item is None or not begun or only_moved(was, after):
            continue
        if not was or was["removed"]:
            raise EditIsPlayed
        try:
            must_be_open(state, item, _words(after), _words(was))
        except ItemIsPlayed as exc:
            raise EditIsPlayed from exc


def _kept(item: AgendaItem) -> Kept:
    columns = {name: getattr(item, name) for name in (*PLAIN, "ordinal", "removed")}
    columns["planned_start"] = _ms(item.planned_start)
    columns["planned_end"] = _ms(item.planned_end)
    columns["manner"] = item.manner.value
    words = words_of(item)
    return columns | {
        "id": item.id,
        "steps": [asdict(one) for one in words.steps],
        "entries": [asdict(one) for one in words.entries],
    }


def _restore(item: AgendaItem, kept: Kept) -> None:
    write_words(item, _words(kept), returning=True)
    item.ordinal, item.removed = kept["ordinal"], kept["removed"]


def _words(kept: Kept) -> ItemWords:
    plain = {name: kept[name] for name in PLAIN}
    plain["planned_start"] = _moment(kept["planned_start"])
    plain["planned_end"] = _moment(kept["planned_end"])
    plain["manner"] = Manner(kept["manner"])
    steps, entries = ([_part(one) for one in kept[name]] for name in ("steps", "entries"))
    return ItemWords(**plain, steps=steps, entries=entries)


def _part(kept: Kept) -> PartWords:
    manner = kept.get("manner")
    return PartWords(**kept | {"manner": Manner(manner) if manner else None})


def _ms(moment: dt.datetime | None) -> int | None:
    return None if moment is None else to_ms(moment)


def _moment(milliseconds: int | None) -> dt.datetime | None:
    return None if milliseconds is None else from_ms(milliseconds)
