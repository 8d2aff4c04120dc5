"""Tables and facts of the run of show: the plan, the cues given over it, the edits made to it."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.base import Base
from conference.identity import ConferenceMoved, SittingHoursSet
from conference.journal import Fact
from conference.rooms import kinds_of


class Command(enum.StrEnum):
    """What the stage manager may cue."""

    START = "start"
    NEXT = "next"
    PART = "part"
    BACK = "back"
    ANEW = "anew"
    HOLD = "hold"
    RESUME = "resume"
    FINISH = "finish"
    SKIP = "skip"
    RESTORE = "restore"
    ADD = "add"
    UNDO = "undo"
    INTERRUPT = "interrupt"
    """Given by the server: nobody knows what happened while it was down."""
    FOLLOW_CLOCK = "follow_clock"
    """The machine's clock was set; what runs keeps its count."""


class ItemState(enum.StrEnum):
    """Where an item stands."""

    PLANNED = "planned"
    LIVE = "live"
    HELD = "held"
    DONE = "done"
    SKIPPED = "skipped"


class Phase(enum.StrEnum):
    """Where the whole conference stands."""

    NOT_STARTED = "not_started"
    START_HELD = "start_held"
    RUNNING = "running"
    HELD = "held"
    BETWEEN = "between"
    FINISHED = "finished"


class PartKind(enum.StrEnum):
    """What an item may be made up of."""

    STEP = "step"
    ENTRY = "entry"


class Manner(enum.StrEnum):
    """How the hall behaves during an item."""

    PLAIN = "plain"
    FLAG_SALUTE = "flag_salute"
    ANTHEM = "anthem"
    SILENCE = "silence"
    """Phút mặc niệm."""


class AgendaItem(Base):
    """An item of the programme (nội dung), as planned.

    An untimed item has no planned start and end, perhaps a length in minutes. `vote` marks the
    list vote, `cue_note` is for sound and screen staff, `from_plan` is false where the order is
    customary and the plan does not give it. A `hard_start` is never made earlier; what is
    `protected` is cut only after the chair was asked (không được cắt). `measured_s` is how many
    seconds it took in a rehearsal. `plan_ordinal` is its place in the file of the plan, by which
    words of the plan speak of it; None for one that was added. A `removed` item stays for the cues
    that were given to it.
    """

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    ordinal: Mapped[int] = mapped_column(index=True)
    plan_ordinal: Mapped[int | None]
    number: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(500))
    performer: Mapped[str] = mapped_column(String(300), default="")
    planned_start: Mapped[dt.datetime | None]
    planned_end: Mapped[dt.datetime | None]
    length_min: Mapped[int | None]
    optional: Mapped[bool] = mapped_column(default=False)
    vote: Mapped[bool] = mapped_column(default=False)
    from_plan: Mapped[bool] = mapped_column(default=True)
    cue_note: Mapped[str] = mapped_column(String(300), default="")
    hard_start: Mapped[bool] = mapped_column(default=False)
    protected: Mapped[bool] = mapped_column(default=False)
    manner: Mapped[Manner] = mapped_column(default=Manner.PLAIN)
    measured_s: Mapped[int | None]
    removed: Mapped[bool] = mapped_column(default=False)

    steps: Mapped[list[AgendaStep]] = relationship(
        order_by="AgendaStep.ordinal", cascade="all, delete-orphan"
    )
    entries: Mapped[list[AgendaEntry]] = relationship(
        order_by="AgendaEntry.ordinal", cascade="all, delete-orphan"
    )

    @property
    def length(self) -> dt.timedelta | None:
        """How long it takes if the plan gives minutes instead of hall times."""
        return None if self.length_min is None else dt.timedelta(minutes=self.length_min)


class AgendaStep(Base):
    """A step inside an item, with its own performer (công bố, trao, tặng hoa).

    `manner` is how the hall behaves during it; None: as its title says (chào cờ, mặc niệm).
    """

    __tablename__ = "agenda_step"
    # A cue names a part by its id: no later part may get the id of one that was taken out.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    ordinal: Mapped[int]
    label: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(300))
    performer: Mapped[str] = mapped_column(String(300), default="")
    cue_note: Mapped[str] = mapped_column(String(300), default="")
    manner: Mapped[Manner | None]


class AgendaEntry(Base):
    """One of a queue inside an item: a tiết mục, a tham luận; perhaps with minutes of its own.

    `manner` is how the hall behaves during it; None: as its title says.
    """

    __tablename__ = "agenda_entry"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    ordinal: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    performer: Mapped[str] = mapped_column(String(300), default="")
    length_min: Mapped[int | None]
    cue_note: Mapped[str] = mapped_column(String(300), default="")
    manner: Mapped[Manner | None]


class Cue(Base):
    """A button that was pressed; append-only, an undo marks the one it took back.

    `plan` is the item's plan at the moment it began: a later edit does not rewrite what was played.
    `span_ms` is what an ADD gave or took away, or by how much FOLLOW_CLOCK set the clock. Where one
    press gave several cues, each carries the `cue_id` of the first in `together`.
    """

    __tablename__ = "cue"

    id: Mapped[int] = mapped_column(primary_key=True)
    cue_id: Mapped[str] = mapped_column(String(36), unique=True)
    command: Mapped[Command]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(200), default="")
    undone: Mapped[bool] = mapped_column(default=False)
    part_kind: Mapped[PartKind | None]
    part_id: Mapped[int | None]
    span_ms: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(300), default="")
    agreed_by: Mapped[str] = mapped_column(String(200), default="")
    plan: Mapped[dict[str, Any]] = mapped_column(default=dict)
    together: Mapped[str | None] = mapped_column(String(36))


class AgendaEdit(Base):
    """A change of the plan by hand; `before` and `after` hold the changed items whole.

    An undo puts `before` back and marks the edit.
    """

    __tablename__ = "agenda_edit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(200), default="")
    before: Mapped[list[dict[str, Any]]]
    after: Mapped[list[dict[str, Any]]]
    undone: Mapped[bool] = mapped_column(default=False)


class ButtonsHeld(Base):
    """Who holds the buttons; no row while nobody does."""

    __tablename__ = "buttons_held"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    by: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(200), default="")
    since: Mapped[dt.datetime]


@dataclass(frozen=True, kw_only=True)
class ItemStarted(Fact):
    """An item went live; the one before it, if any, ended at the same moment."""

    item_id: int
    after_item_id: int | None


@dataclass(frozen=True, kw_only=True)
class ItemHeld(Fact):
    """The live item was stopped for a while."""

    item_id: int


@dataclass(frozen=True, kw_only=True)
class ItemResumed(Fact):
    """The held item goes on."""

    item_id: int


@dataclass(frozen=True, kw_only=True)
class ItemFinished(Fact):
    """The live item ended and no other began."""

    item_id: int


@dataclass(frozen=True, kw_only=True)
class CueUndone(Fact):
    """The last cue was taken back."""

    command: str
    item_id: int | None


@dataclass(frozen=True, kw_only=True)
class PartBegun(Fact):
    """A step or an entry of the live item began; the one before it ended at the same moment."""

    item_id: int
    part_kind: str
    part_id: int


@dataclass(frozen=True, kw_only=True)
class ItemReopened(Fact):
    """The item before the live one goes on as if it had not ended."""

    item_id: int
    instead_of: int


@dataclass(frozen=True, kw_only=True)
class ItemTimedAnew(Fact):
    """The live item's time begins again."""

    item_id: int


@dataclass(frozen=True, kw_only=True)
class Skipped(Fact):
    """An item, or a part of it, is left out."""

    item_id: int
    part_kind: str | None
    part_id: int | None


@dataclass(frozen=True, kw_only=True)
class Restored(Fact):
    """What was to be left out is in the programme again."""

    item_id: int
    part_kind: str | None
    part_id: int | None


@dataclass(frozen=True, kw_only=True)
class TimeGiven(Fact):
    """An item got more time, or less (negative)."""

    item_id: int
    span_ms: int


@dataclass(frozen=True, kw_only=True)
class StartHeld(Fact):
    """The programme does not begin yet."""


@dataclass(frozen=True, kw_only=True)
class StartReleased(Fact):
    """The programme may begin."""


@dataclass(frozen=True, kw_only=True)
class RunInterrupted(Fact):
    """The server was down while an item ran; somebody has to say what happened meanwhile."""

    item_id: int


@dataclass(frozen=True, kw_only=True)
class ClockFollowed(Fact):
    """The machine's clock was set and is followed; what ran kept its count."""

    span_ms: int


@dataclass(frozen=True, kw_only=True)
class ClockStepped(Fact):
    """The machine's clock was set: it is so far ahead of the conference's, which goes on steadily.

    Negative: behind; 0: both agree again, and nobody has to say anything.
    """

    apart_ms: int


@dataclass(frozen=True, kw_only=True)
class ClockKept(Fact):
    """The conference goes by its own clock, so far from the machine's."""

    apart_ms: int


@dataclass(frozen=True, kw_only=True)
class ProgrammeEdited(Fact):
    """The plan was changed by hand."""

    edit_id: int
    item_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class EditUndone(Fact):
    """The last change of the plan was taken back."""

    edit_id: int


@dataclass(frozen=True, kw_only=True)
class ButtonsTaken(Fact):
    """Another operator holds the buttons of the run of show."""

    took_over: bool


@dataclass(frozen=True, kw_only=True)
class ButtonsGivenBack(Fact):
    """Nobody holds the buttons of the run of show."""


@dataclass(frozen=True, kw_only=True)
class DurationsTakenBack(Fact):
    """What items took in a rehearsal stands beside their plan."""

    items: int


@dataclass(frozen=True, kw_only=True)
class ProgrammeShifted(Fact):
    """All planned times of a demo or a rehearsal were moved together."""

    shift_ms: int


RUNDOWN_FACTS = kinds_of(
    ItemStarted, ItemHeld, ItemResumed, ItemFinished, CueUndone, ProgrammeShifted, PartBegun,
    ItemReopened, ItemTimedAnew, Skipped, Restored, TimeGiven, StartHeld, StartReleased,
    RunInterrupted, ClockFollowed, ProgrammeEdited, EditUndone, DurationsTakenBack,
    ConferenceMoved, SittingHoursSet,
)  # fmt: skip
"""What changes the rundown; a cue that saw an older one is refused."""

BUTTON_FACTS = kinds_of(ButtonsTaken, ButtonsGivenBack)

CLOCK_FACTS = kinds_of(ClockStepped, ClockKept, ClockFollowed)
"""What was said of the machine's clock; but for following it, nothing of it changes the rundown."""
