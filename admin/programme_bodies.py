"""What the programme's page sends: an item as somebody typed it, and where it goes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from admin.roster_bodies import RequestId
from conference.agenda import (
    AgendaItem,
    ItemWords,
    Manner,
    PartKey,
    PartKind,
    PartWords,
    read_hours,
    words_of,
)
from conference.base import LARGEST_ID
from conference.clock import hall_moment, in_the_hall
from conference.identity import Sitting
from conference.names import tidy
from conference.performers import Doing
from conference.refusals import N_, Refusal

Number = Annotated[int, Field(ge=0, le=LARGEST_ID)]
"""A number that a row can have, in every database."""

_Minutes = Annotated[int, Field(ge=1, le=24 * 60)]
_Words = Annotated[str, Field(max_length=300)]


class HourUnreadable(Refusal):
    """What was typed as an hour is none."""

    code = "item_hour_unreadable"
    sentence = N_(
        "Không hiểu giờ “%(value)s”. Vui lòng ghi như 14h20 hoặc 14:20; chương trình chưa thay đổi."
    )


class PartBody(BaseModel):
    """A step, or one of a queue; `id` of one that is there already, no `manner`: as titled."""

    id: Number | None = None
    label: Annotated[str, Field(max_length=10)] = ""
    title: _Words
    performer: _Words = ""
    length_min: _Minutes | None = None
    cue_note: _Words = ""
    manner: Manner | Literal[""] = ""

    def words(self) -> PartWords:
        """Give it as the plan takes it."""
        return PartWords(
            id=self.id,
            label=tidy(self.label),
            title=tidy(self.title),
            performer=tidy(self.performer),
            length_min=self.length_min,
            cue_note=tidy(self.cue_note),
            manner=self.manner or None,
        )


class ItemBody(BaseModel):
    """An item as it was typed; hours as programmes write them ("14h20")."""

    number: Annotated[str, Field(max_length=10)] = ""
    title: Annotated[str, Field(max_length=500)]
    performer: _Words = ""
    start: Annotated[str, Field(max_length=40)] = ""
    end: Annotated[str, Field(max_length=40)] = ""
    length_min: _Minutes | None = None
    optional: bool = False
    vote: bool = False
    hard_start: bool = False
    protected: bool = False
    manner: Manner = Manner.PLAIN
    cue_note: _Words = ""
    steps: list[PartBody] = Field(default_factory=list, max_length=40)
    entries: list[PartBody] = Field(default_factory=list, max_length=40)

    def words(self, sitting: Sitting) -> ItemWords:
        """Give it as the plan takes it, on the day of its sitting.

        An end that was left empty follows from the minutes.

        Raises:
            HourUnreadable: what was typed as an hour is none.
        """
        date = in_the_hall(sitting.starts_at).date()
        start, end = _moment(date, self.start), _moment(date, self.end)
        if start is not None and end is None and self.length_min is not None:
            end = start + dt.timedelta(minutes=self.length_min)
        return ItemWords(
            number=tidy(self.number),
            title=tidy(self.title),
            performer=tidy(self.performer),
            planned_start=start,
            planned_end=end,
            length_min=self.length_min,
            optional=self.optional,
            vote=self.vote,
            hard_start=self.hard_start,
            protected=self.protected,
            manner=self.manner,
            cue_note=tidy(self.cue_note),
            steps=[one.words() for one in self.steps],
            entries=[one.words() for one in self.entries],
        )


def _moment(date: dt.date, typed: str) -> dt.datetime | None:
    if not typed.strip():
        return None
    hours = read_hours(typed)
    if hours is None or hours.start is None or hours.end is not None:
        raise HourUnreadable(value=tidy(typed))
    return hall_moment(date, hours.start)


class SeenBody(BaseModel):
    """A change of the programme, and which programme its sender saw."""

    revision: Number


class AddBody(SeenBody):
    """A new item, behind another of its sitting (null: first); with the same id it is one item."""

    sitting_id: Number
    after_id: Number | None = None
    item: ItemBody
    request_id: RequestId | None = None


class ChangeBody(SeenBody):
    """An item as it shall be; `rest`: of the item that runs its note and its parts, no more."""

    item: ItemBody
    rest: bool = False

    def words(self, row: AgendaItem, sitting: Sitting) -> ItemWords:
        """Give it as the plan takes it."""
        typed = self.item.words(sitting)
        if not self.rest:
            return typed
        return replace(
            words_of(row), cue_note=typed.cue_note, steps=typed.steps, entries=typed.entries
        )


class MoveBody(SeenBody):
    """Behind which item of its sitting an item goes (null: first)."""

    after_id: Number | None = None


class PartNamed(BaseModel):
    """A step or an entry of an item."""

    kind: PartKind
    id: Number


class LinkBody(BaseModel):
    """Who performs an item, or a part of it."""

    item_id: Number
    part: PartNamed | None = None
    delegate_id: Number
    does: Doing = Doing.PERFORMS

    @property
    def key(self) -> PartKey | None:
        """The part that is meant; None: the item itself."""
        return (self.part.kind, self.part.id) if self.part else None


class LinksBody(BaseModel):
    """Performers to be said, or taken back."""

    links: list[LinkBody] = Field(min_length=1, max_length=200)
    linked: bool = True


class PassOnBody(BaseModel):
    """Who performs from now on all that another was to perform."""

    from_id: Number
    to_id: Number
