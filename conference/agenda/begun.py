"""What of the programme may still be changed: all that has not begun, of the live item its rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from conference.agenda.records import AgendaItem, ItemState, PartKind
from conference.agenda.refusals import ItemIsPlayed
from conference.agenda.state import Rundown
from conference.agenda.words import ItemWords, PartWords

_WAITS = frozenset({ItemState.PLANNED, ItemState.SKIPPED})


def must_wait(state: Rundown, items: Iterable[AgendaItem]) -> None:
    """Let only pass what has not begun.

    Raises:
        ItemIsPlayed: one of them has.
    """
    if any(state.of(item).state not in _WAITS for item in items):
        raise ItemIsPlayed


def must_be_open(state: Rundown, item: AgendaItem, before: ItemWords, after: ItemWords) -> None:
    """Let only pass what may become of an item now: anything until it begins, then its rest.

    Of the item that runs the note may change, and the parts that have not begun; it keeps its
    title, its hours and what has begun of it.

    Raises:
        ItemIsPlayed: it has begun, and more would change; or it is over.
    """
    if state.of(item).state in _WAITS:
        return
    if item.id != state.live_id or not _keeps_what_began(state, before, after):
        raise ItemIsPlayed


def _keeps_what_began(state: Rundown, before: ItemWords, after: ItemWords) -> bool:
    frozen = replace(
        after,
        title=after.title.strip(),
        cue_note=before.cue_note,
        steps=before.steps,
        entries=before.entries,
    )
    return (
        frozen == before
        and _begun(state, PartKind.STEP, before.steps) == _begun(state, PartKind.STEP, after.steps)
        and _begun(state, PartKind.ENTRY, before.entries)
        == _begun(state, PartKind.ENTRY, after.entries)
    )


def _begun(state: Rundown, kind: PartKind, parts: Sequence[PartWords]) -> list[PartWords]:
    return [
        one
        for one in parts
        if one.id is not None and state.of_part((kind, one.id)).started is not None
    ]
