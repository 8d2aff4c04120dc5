"""The run of show: what is planned, what was cued, and the state that follows from both.

The plan is never edited by running it (ADR 0007). State is a function of the items and
the cues that were given; a cue that was undone counts no more but stays in the table.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from conference import journal
from conference.base import Base
from conference.identity import Sitting, may_shift, the_conference
from conference.journal import Fact, record
from conference.refusals import N_, NotFound, Refusal
from conference.rooms import kinds_of
from conference.timing import NEVER_HELD, ZERO, Held, Slot

BEGIN_IN = dt.timedelta(minutes=2)
ANOTHER_OPERATOR = "người điều hành khác"


class Command(enum.StrEnum):
    """What the stage manager may cue."""

    START = "start"
    NEXT = "next"
    HOLD = "hold"
    RESUME = "resume"
    FINISH = "finish"
    UNDO = "undo"


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
    RUNNING = "running"
    HELD = "held"
    BETWEEN = "between"
    FINISHED = "finished"


class AgendaItem(Base):
    """An item of the programme (nội dung), as planned.

    An untimed item has no planned start and end, perhaps a length in minutes. `vote` marks the
    list vote, `cue_note` is for sound and screen staff, `from_plan` is false where the order is
    customary and the plan does not give it.
    """

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    ordinal: Mapped[int] = mapped_column(unique=True)
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

    steps: Mapped[list[AgendaStep]] = relationship(order_by="AgendaStep.ordinal")
    entries: Mapped[list[AgendaEntry]] = relationship(order_by="AgendaEntry.ordinal")

    @property
    def length(self) -> dt.timedelta | None:
        """How long it takes if the plan gives minutes instead of hall times."""
        return None if self.length_min is None else dt.timedelta(minutes=self.length_min)


class AgendaStep(Base):
    """A step inside an item, with its own performer (công bố, trao, tặng hoa)."""

    __tablename__ = "agenda_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    ordinal: Mapped[int]
    label: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(300))
    performer: Mapped[str] = mapped_column(String(300), default="")


class AgendaEntry(Base):
    """One of a queue inside an item: a tiết mục, a tham luận."""

    __tablename__ = "agenda_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    ordinal: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    performer: Mapped[str] = mapped_column(String(300), default="")


class Cue(Base):
    """A button that was pressed; append-only, an undo marks the one it took back."""

    __tablename__ = "cue"

    id: Mapped[int] = mapped_column(primary_key=True)
    cue_id: Mapped[str] = mapped_column(String(36), unique=True)
    command: Mapped[Command]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(200), default="")
    undone: Mapped[bool] = mapped_column(default=False)


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
class ProgrammeShifted(Fact):
    """All planned times of a demo or a rehearsal were moved together."""

    shift_ms: int


RUNDOWN_FACTS = kinds_of(
    ItemStarted, ItemHeld, ItemResumed, ItemFinished, CueUndone, ProgrammeShifted
)


class StaleRundown(Refusal):
    """The sender's screen showed an older rundown; somebody else was faster."""

    code = "stale_rundown"
    sentence = N_(
        "Chương trình vừa được %(by)s cập nhật; lệnh này chưa được thực hiện. Vui lòng xem lại màn "
        "hình rồi bấm lại nếu vẫn cần."
    )


class NothingNext(Refusal):
    """The last item is live; "next" never starts the first one again."""

    code = "nothing_next"
    sentence = N_("Đây là nội dung cuối cùng của chương trình. Vui lòng bấm Kết thúc khi xong.")


class CueNotPossible(Refusal):
    """The command does not fit the state the programme is in."""

    code = "cue_not_possible"
    sentence = N_("Lệnh này không phù hợp với trạng thái hiện tại của chương trình.")


class NothingToUndo(Refusal):
    """No cue was given yet, or all were taken back."""

    code = "nothing_to_undo"
    sentence = N_("Không còn lệnh nào để hoàn tác.")


class ShiftNotOffered(Refusal):
    """Only a demo or a rehearsal outside its hours, before its first item, may be moved."""

    code = "shift_not_offered"
    sentence = N_(
        "Chỉ chương trình mẫu hoặc chạy thử, chưa bắt đầu và ngoài giờ dự kiến, mới được dời giờ."
    )


@dataclass(frozen=True)
class Played:
    """What happened to one item."""

    state: ItemState = ItemState.PLANNED
    started: dt.datetime | None = None
    ended: dt.datetime | None = None
    held: Held = NEVER_HELD


@dataclass
class Rundown:
    """The programme as it stands: items in order, and what happened to each."""

    items: list[AgendaItem]
    played: dict[int, Played] = field(default_factory=dict)
    live_id: int | None = None
    last_cue: Cue | None = None

    def of(self, item: AgendaItem) -> Played:
        """Give what happened to this item."""
        return self.played.get(item.id, Played())

    @property
    def live_item(self) -> AgendaItem | None:
        """The item that runs or is held."""
        return next((item for item in self.items if item.id == self.live_id), None)

    @property
    def next_item(self) -> AgendaItem | None:
        """The first planned item after everything that has been played."""
        begun = [n for n, item in enumerate(self.items) if self.of(item).started is not None]
        rest = self.items[begun[-1] + 1 :] if begun else self.items
        return next((item for item in rest if self.of(item).state is ItemState.PLANNED), None)

    @property
    def phase(self) -> Phase:
        """Where the whole conference stands."""
        if self.live_id is not None:
            held = self.played[self.live_id].state is ItemState.HELD
            return Phase.HELD if held else Phase.RUNNING
        if not self.played:
            return Phase.NOT_STARTED
        return Phase.BETWEEN if self.next_item else Phase.FINISHED

    def slots(self) -> list[Slot]:
        """Give the items as `conference.timing` sees them."""
        return [self._slot(item) for item in self.items]

    def _slot(self, item: AgendaItem) -> Slot:
        played = self.of(item)
        return Slot(
            planned_start=item.planned_start,
            planned_end=item.planned_end,
            length=item.length,
            started=played.started,
            ended=played.ended,
            held=played.held,
            skipped=played.state is ItemState.SKIPPED,
        )


@dataclass(frozen=True)
class CueDone:
    """The outcome of a cue: done now, or already done by the same cue id."""

    repeat: bool = False


def rundown(session: Session) -> Rundown:
    """Play all cues that still count over the plan."""
    items = session.scalars(
        select(AgendaItem)
        .options(selectinload(AgendaItem.steps), selectinload(AgendaItem.entries))
        .order_by(AgendaItem.ordinal)
    ).all()
    cues = session.scalars(select(Cue).where(Cue.undone.is_(False)).order_by(Cue.id)).all()
    return play(list(items), [cue for cue in cues if cue.command is not Command.UNDO])


def play(items: list[AgendaItem], cues: Iterable[Cue]) -> Rundown:
    """Give the state that follows from these items and these cues, in order."""
    state = Rundown(items)
    for cue in cues:
        _PLAYS[cue.command](state, cue)
        state.last_cue = cue
    return state


def _play_start(state: Rundown, cue: Cue) -> None:
    if state.live_id is not None:
        _play_finish(state, cue)
    if cue.item_id is not None:
        state.live_id = cue.item_id
        state.played[cue.item_id] = Played(ItemState.LIVE, started=cue.at)


def _play_hold(state: Rundown, cue: Cue) -> None:
    if state.live_id is not None:
        live = state.played[state.live_id]
        held = replace(live.held, since=cue.at)
        state.played[state.live_id] = replace(live, state=ItemState.HELD, held=held)


def _play_resume(state: Rundown, cue: Cue) -> None:
    if state.live_id is not None:
        live = state.played[state.live_id]
        held = Held(live.held.until(cue.at))
        state.played[state.live_id] = replace(live, state=ItemState.LIVE, held=held)


def _play_finish(state: Rundown, cue: Cue) -> None:
    if state.live_id is not None:
        _play_resume(state, cue)
        live = state.played[state.live_id]
        state.played[state.live_id] = replace(live, state=ItemState.DONE, ended=cue.at)
        state.live_id = None


_PLAYS = {
    Command.START: _play_start,
    Command.NEXT: _play_start,
    Command.HOLD: _play_hold,
    Command.RESUME: _play_resume,
    Command.FINISH: _play_finish,
}


def rundown_revision(session: Session) -> int:
    """The number of the last fact that changed the rundown; arrivals do not count."""
    return journal.revision(session, RUNDOWN_FACTS)


def give_cue(  # noqa: PLR0913 - a cue is what, on which screen, by whom, when
    session: Session,
    *,
    cue_id: str,
    command: Command,
    seen_revision: int,
    item_id: int | None = None,
    at: dt.datetime,
    by: str,
    by_name: str = "",
) -> CueDone:
    """Carry out one press of a button, once.

    The same `cue_id` again changes nothing and says so. `seen_revision` is that of the rundown on
    the sender's screen: two operators who press together make one step.

    Raises:
        StaleRundown: the rundown has changed since; says who did it.
        NothingNext, NothingToUndo, CueNotPossible: the command does not fit the state.
    """
    if session.scalar(select(Cue.id).where(Cue.cue_id == cue_id)) is not None:
        return CueDone(repeat=True)
    state = rundown(session)
    if seen_revision != rundown_revision(session):
        # Whoever pressed last, an undo included.
        newest = select(Cue.by_name).order_by(Cue.id.desc()).limit(1)
        raise StaleRundown(by=session.scalar(newest) or ANOTHER_OPERATOR)
    cue = Cue(cue_id=cue_id, command=command, at=at, by=by, by_name=by_name)
    fact = _undo(session, state) if command is Command.UNDO else _apply(state, cue, item_id)
    session.add(cue)
    record(session, fact, at=at, by=by)
    return CueDone()


def _undo(session: Session, state: Rundown) -> Fact:
    if state.last_cue is None:
        raise NothingToUndo
    undone = session.get_one(Cue, state.last_cue.id)
    undone.undone = True
    return CueUndone(command=undone.command, item_id=undone.item_id)


def _apply(state: Rundown, cue: Cue, item_id: int | None) -> Fact:
    if cue.command in {Command.START, Command.NEXT}:
        return _begin(state, cue, item_id)
    needed = ItemState.HELD if cue.command is Command.RESUME else ItemState.LIVE
    live = state.played.get(state.live_id) if state.live_id is not None else None
    fits = live is not None and (live.state is needed or cue.command is Command.FINISH)
    if state.live_id is None or not fits:
        raise CueNotPossible
    cue.item_id = state.live_id
    return _FACT_OF[cue.command](item_id=state.live_id)


_FACT_OF: dict[Command, type[ItemHeld | ItemResumed | ItemFinished]] = {
    Command.HOLD: ItemHeld,
    Command.RESUME: ItemResumed,
    Command.FINISH: ItemFinished,
}


def _begin(state: Rundown, cue: Cue, item_id: int | None) -> Fact:
    if cue.command is Command.START and state.live_id is not None:
        raise CueNotPossible
    if cue.command is Command.NEXT and state.phase is Phase.NOT_STARTED:
        raise CueNotPossible
    item = state.next_item if item_id is None else _planned(state, item_id)
    if item is None:
        raise NothingNext
    cue.item_id = item.id
    return ItemStarted(item_id=item.id, after_item_id=state.live_id)


def _planned(state: Rundown, item_id: int) -> AgendaItem:
    for item in state.items:
        if item.id == item_id:
            if state.of(item).state is not ItemState.PLANNED:
                raise CueNotPossible
            return item
    raise NotFound


def shift_offered(session: Session, now: dt.datetime) -> bool:
    """Whether "begin in two minutes" is offered now."""
    return may_shift(the_conference(session), now) and not rundown(session).played


def begin_soon(session: Session, *, seen_revision: int, at: dt.datetime, by: str) -> dt.timedelta:
    """Move all planned times together so that the programme begins in two minutes.

    Only in a demo or a rehearsal: the plan of a real conference is never edited by running it.
    A programme whose first item has no planned time begins with its sitting.

    Raises:
        ShiftNotOffered: it is a real one, inside its hours, or has begun.
        StaleRundown: somebody else has just changed the rundown.
    """
    if not shift_offered(session, at):
        raise ShiftNotOffered
    if seen_revision != rundown_revision(session):
        raise StaleRundown(by=ANOTHER_OPERATOR)
    items = session.scalars(select(AgendaItem).order_by(AgendaItem.ordinal)).all()
    shift = at + BEGIN_IN - _planned_begin(session, items[0]) if items else ZERO
    for item in items:
        if item.planned_start is not None:
            item.planned_start += shift
        if item.planned_end is not None:
            item.planned_end += shift
    for sitting in session.scalars(select(Sitting)):
        sitting.starts_at += shift
        sitting.ends_at += shift
    record(session, ProgrammeShifted(shift_ms=shift // dt.timedelta(milliseconds=1)), at=at, by=by)
    return shift


def _planned_begin(session: Session, first: AgendaItem) -> dt.datetime:
    return first.planned_start or session.get_one(Sitting, first.sitting_id).starts_at
