"""The plan is changed by hand, before the day and while it runs; what was played stays as it was.

Every change is kept whole by `keeping`, so that the last one can be taken back. Running the
programme never edits it (ADR 0007); only these commands do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy.orm import Session

from conference.agenda.begun import must_be_open, must_wait
from conference.agenda.hands import must_be_seen
from conference.agenda.keeping import Editor, keep_change
from conference.agenda.playing import rundown
from conference.agenda.records import AgendaItem
from conference.agenda.sittings import place_of_sitting
from conference.agenda.standing import standing_items
from conference.agenda.words import ItemWords, words_of, write_words
from conference.refusals import NotFound
from conference.timing import ZERO


def add_item(
    session: Session, words: ItemWords, *, sitting_id: int, after_id: int | None, editor: Editor
) -> int:
    """Put a new item behind this one (None: first of its sitting); give its id.

    Raises:
        StaleRundown: the rundown has changed since; says who did it.
        ItemIsPlayed: what follows the place has begun already.
        TitleNeeded: there is no title.
        HoursImpossible: it would end before it begins.
        NotFound: there is no such sitting, or no such item in it.
    """
    items = open_plan(session, editor)
    nth = _place(session, items, sitting_id, after_id)
    must_wait(rundown(session), items[nth : nth + 1])
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

    Of the item that runs the note may change, and the parts that have not begun.

    Raises:
        StaleRundown, ItemIsPlayed, TitleNeeded, HoursImpossible, NotFound: as `add_item`.
    """
    item = _one_of(open_plan(session, editor), item_id)
    must_be_open(rundown(session), item, words_of(item), words)
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
    nth = _place(session, rest, item.sitting_id, after_id)
    after = [*rest[:nth], item, *rest[nth:]]
    changed = [n for n, (old, new) in enumerate(zip(items, after, strict=True)) if old != new]
    if not changed:
        return
    span = slice(changed[0], changed[-1] + 1)
    must_wait(rundown(session), items[span])

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
    must_wait(rundown(session), [item])

    def put() -> None:
        item.removed = True

    keep_change(session, [item], put, editor)


def open_plan(session: Session, editor: Editor) -> list[AgendaItem]:
    """Give the items of the programme, in order, for somebody who may change it now.

    Raises:
        StaleRundown: it has changed since the editor saw it; says who did it.
    """
    must_be_seen(session, editor.seen_revision)
    return standing_items(session)


def _place(
    session: Session, items: Sequence[AgendaItem], sitting_id: int, after_id: int | None
) -> int:
    """Give the place behind an item of this sitting, or its first (None)."""
    if after_id is None:
        return place_of_sitting(session, items, sitting_id)
    of_sitting = [one for one in items if one.sitting_id == sitting_id]
    return items.index(_one_of(of_sitting, after_id)) + 1


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
