"""What the stage's pages send: the shape of each request, checked before anything is done."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from conference.agenda import Command, Cut, CutKind, CutWish, PartKind, Press
from conference.awards import AwardCommand
from conference.base import LARGEST_ID
from conference.timing import ZERO

Number = Annotated[int, Field(ge=0, le=LARGEST_ID)]
"""A number that a row or a fact can have, in every database; 0 where there is none yet."""

RowId = Annotated[int, Field(ge=1, le=LARGEST_ID)]

CueId = Annotated[str, Field(min_length=8, max_length=36, pattern=r"^[0-9A-Za-z-]+$")]

Words = Annotated[str, Field(max_length=300)]
NameOfAPerson = Annotated[str, Field(max_length=200)]
SpanMs = Annotated[int, Field(ge=-3_600_000, le=3_600_000)]

ByHand = Literal[
    Command.START, Command.NEXT, Command.PART, Command.BACK, Command.ANEW, Command.HOLD,
    Command.RESUME, Command.FINISH, Command.SKIP, Command.RESTORE, Command.ADD, Command.UNDO,
]  # fmt: skip
"""What an operator may cue; the rest is noted by the server."""


class PartBody(BaseModel):
    """A step or an entry of an item."""

    kind: PartKind
    id: Number


class CueBody(BaseModel):
    """One press on the control page; `span_ms` is what an ADD gives, negative takes."""

    cue_id: CueId
    command: ByHand
    revision: Number
    item_id: Number | None = None
    part: PartBody | None = None
    span_ms: SpanMs | None = None
    reason: Words = ""
    agreed_by: NameOfAPerson = ""

    def press(self) -> Press:
        """Give the press as the conference takes it."""
        return Press(
            cue_id=self.cue_id,
            seen_revision=self.revision,
            command=Command(self.command),
            item_id=self.item_id,
            part=(self.part.kind, self.part.id) if self.part else None,
            span=None if self.span_ms is None else dt.timedelta(milliseconds=self.span_ms),
            reason=self.reason,
            agreed_by=self.agreed_by,
        )


class CutBody(BaseModel):
    """One press on an offered cut; the words go into the minutes."""

    cue_id: CueId
    revision: Number
    kind: CutKind
    item_id: Number
    span_ms: Annotated[int, Field(ge=0, le=86_400_000)] = 0
    entry_ids: list[Number] = Field(default=[], max_length=100)
    reason: Words
    agreed_by: NameOfAPerson = ""

    def wish(self) -> CutWish:
        """Give the cut as the conference takes it."""
        cut = Cut(
            kind=self.kind,
            item_id=self.item_id,
            wins=ZERO,
            asks=False,
            span=dt.timedelta(milliseconds=self.span_ms),
            entry_ids=tuple(self.entry_ids),
        )
        return CutWish(
            cut=cut,
            cue_id=self.cue_id,
            seen_revision=self.revision,
            reason=self.reason,
            agreed_by=self.agreed_by,
        )


class SeenBody(BaseModel):
    """A wish that only makes sense over the rundown that was seen."""

    revision: Number


class OrderBody(SeenBody):
    """An item put behind another of its sitting; None: first."""

    item_id: Number
    after_id: Number | None


class NoteBody(SeenBody):
    """What sound and screen staff are told of an item."""

    item_id: Number
    note: Words


class AwardCueBody(BaseModel):
    """One press on the award panel."""

    cue_id: CueId
    command: AwardCommand
    batch_id: Number = 0
    revision: Number


class GuestsBody(BaseModel):
    """Guests whom the stage manager puts on the list that the MC reads from."""

    delegate_ids: list[Number] = Field(max_length=500)
