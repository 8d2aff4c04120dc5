"""An item as somebody writes it: read from its rows, and put into them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from conference.agenda.records import AgendaEntry, AgendaItem, AgendaStep, Manner
from conference.agenda.refusals import HoursImpossible, TitleNeeded


@dataclass(frozen=True, kw_only=True)
class PartWords:
    """A step or an entry as somebody wrote it; `id` of one that is there already.

    `manner` is None where the title says how the hall behaves.
    """

    id: int | None = None
    label: str = ""
    title: str
    performer: str = ""
    length_min: int | None = None
    cue_note: str = ""
    manner: Manner | None = None


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


PLAIN = (
    "number", "title", "performer", "planned_start", "planned_end", "length_min", "optional",
    "vote", "hard_start", "protected", "manner", "cue_note",
)  # fmt: skip
"""What an item says of itself, but for its parts."""


def words_of(item: AgendaItem) -> ItemWords:
    """Give an item as it stands, to be changed and handed to `change_item`."""
    plain = {name: getattr(item, name) for name in PLAIN}
    return ItemWords(
        **plain,
        steps=[_part_words(one) for one in item.steps],
        entries=[_part_words(one) for one in item.entries],
    )


def _part_words(row: AgendaStep | AgendaEntry) -> PartWords:
    names = PartWords.__dataclass_fields__
    return PartWords(**{name: getattr(row, name) for name in names if hasattr(row, name)})


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
    for name in PLAIN:
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
