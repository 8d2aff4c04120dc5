"""Award presentation: the blocks, the batches in their order, and what is on stage.

One order fixes the MC's list, the standing line and the tray (ADR 0008). Batches never
mix collectives with individuals and are balanced: 23 at most 10 become 8 + 8 + 7.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ForeignKey, Index, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from conference import journal
from conference.base import Base
from conference.journal import Fact, record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal
from conference.rooms import kinds_of


class RecipientKind(enum.StrEnum):
    """A collective is honoured through its representative, an individual in person."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"


class BatchState(enum.StrEnum):
    """Where a batch (lượt) stands."""

    PLANNED = "planned"
    GATHERING = "gathering"
    ON_STAGE = "on_stage"
    DONE = "done"


class AwardCommand(enum.StrEnum):
    """What may be cued for a batch."""

    CALL = "call"
    ON_STAGE = "on_stage"
    DONE = "done"
    UNDO = "undo"


class AwardBlock(Base):
    """One Decision and all who are honoured by it, inside an item of the programme."""

    __tablename__ = "award_block"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    title: Mapped[str] = mapped_column(String(300))
    form: Mapped[str] = mapped_column(String(200))
    certificate_heading: Mapped[str] = mapped_column(String(60))
    decision: Mapped[str] = mapped_column(String(300))
    signer_office: Mapped[str] = mapped_column(String(200))
    signer_name: Mapped[str] = mapped_column(String(200), default="")
    reader: Mapped[str] = mapped_column(String(200), default="")
    presenter: Mapped[str] = mapped_column(String(200), default="")
    flower_giver: Mapped[str] = mapped_column(String(200), default="")
    most_per_batch: Mapped[int] = mapped_column(default=10)

    batches: Mapped[list[Batch]] = relationship(order_by="Batch.ordinal", back_populates="block")


class Batch(Base):
    """Recipients who stand on the stage together, in the order of their places."""

    __tablename__ = "award_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    block_id: Mapped[int] = mapped_column(ForeignKey("award_block.id"), index=True)
    ordinal: Mapped[int]
    kind: Mapped[RecipientKind]
    state: Mapped[BatchState] = mapped_column(default=BatchState.PLANNED)

    block: Mapped[AwardBlock] = relationship(back_populates="batches")
    recipients: Mapped[list[Recipient]] = relationship(
        order_by="Recipient.place", back_populates="batch"
    )


class Recipient(Base):
    """Who is honoured: the name as the Decision writes it, and the place in the line."""

    __tablename__ = "recipient"
    __table_args__ = (Index("uq_recipient_place", "batch_id", "place", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("award_batch.id"))
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    detail: Mapped[str] = mapped_column(String(300), default="")
    unit: Mapped[str] = mapped_column(String(300), default="")
    citation: Mapped[str] = mapped_column(String(1000), default="")
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"), index=True)

    batch: Mapped[Batch] = relationship(back_populates="recipients")


class AwardCue(Base):
    """A press of a button on the award panel; an undo marks the one it took back."""

    __tablename__ = "award_cue"

    id: Mapped[int] = mapped_column(primary_key=True)
    cue_id: Mapped[str] = mapped_column(String(36), unique=True)
    command: Mapped[AwardCommand]
    batch_id: Mapped[int] = mapped_column(ForeignKey("award_batch.id"))
    state_before: Mapped[BatchState]
    at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(200), default="")
    undone: Mapped[bool] = mapped_column(default=False)


@dataclass(frozen=True, kw_only=True)
class AwardsArranged(Fact):
    """A block's recipients were put into batches."""

    block_id: int
    batches: int
    recipients: int


@dataclass(frozen=True, kw_only=True)
class BatchCalled(Fact):
    """A batch was called to gather in the wings."""

    batch_id: int


@dataclass(frozen=True, kw_only=True)
class BatchOnStage(Fact):
    """A batch stands on the stage; the hall sees its names."""

    batch_id: int


@dataclass(frozen=True, kw_only=True)
class BatchDone(Fact):
    """A batch has received and left."""

    batch_id: int


@dataclass(frozen=True, kw_only=True)
class AwardCueUndone(Fact):
    """The last press on the award panel was taken back."""

    batch_id: int
    command: str


AWARD_FACTS = kinds_of(AwardsArranged, BatchCalled, BatchOnStage, BatchDone, AwardCueUndone)


class StaleAwards(Refusal):
    """The sender's screen showed an older state of the awards."""

    code = "stale_awards"
    sentence = N_(
        "Phần trao thưởng vừa được %(by)s cập nhật; lệnh này chưa được thực hiện. Vui lòng xem lại "
        "màn hình rồi bấm lại nếu vẫn cần."
    )


class AwardCueNotPossible(Refusal):
    """The command does not fit the state of the batch, or another batch is in its way."""

    code = "award_cue_not_possible"
    sentence = N_(
        "Lệnh này không phù hợp với trạng thái của lượt, hoặc lượt khác đang ở vị trí đó. Vui lòng "
        "hoàn thành lượt trước."
    )


class NoAwardCueToUndo(Refusal):
    """Nothing was cued yet on the award panel."""

    code = "no_award_cue_to_undo"
    sentence = N_("Không còn lệnh trao thưởng nào để hoàn tác.")


@dataclass(frozen=True)
class NewRecipient:
    """Somebody to be honoured: plain values."""

    kind: RecipientKind
    name: str
    detail: str = ""
    unit: str = ""
    citation: str = ""
    delegate_id: int | None = None


@dataclass(frozen=True)
class AwardCueGiven:
    """The outcome of a press: done now, or already done by the same cue id."""

    repeat: bool = False


def batch_sizes(count: int, most: int) -> list[int]:
    """Split a count into as few batches as possible whose sizes differ by one at most."""
    if count <= 0:
        return []
    batches = -(-count // most)
    small, larger_ones = divmod(count, batches)
    return [small + 1] * larger_ones + [small] * (batches - larger_ones)


def arrange_batches(
    session: Session,
    block: AwardBlock,
    recipients: Sequence[NewRecipient],
    *,
    at: dt.datetime,
    by: str,
) -> None:
    """Put a new block's recipients into batches: collectives first, order otherwise as given."""
    session.add(block)
    session.flush()
    ordinal = 0
    for kind in (RecipientKind.COLLECTIVE, RecipientKind.INDIVIDUAL):
        waiting = [recipient for recipient in recipients if recipient.kind is kind]
        for size in batch_sizes(len(waiting), block.most_per_batch):
            ordinal += 1
            line, waiting = waiting[:size], waiting[size:]
            session.add(_new_batch(block, ordinal, kind, line))
    session.flush()
    fact = AwardsArranged(block_id=block.id, batches=ordinal, recipients=len(recipients))
    record(session, fact, at=at, by=by)


def _new_batch(
    block: AwardBlock, ordinal: int, kind: RecipientKind, line: Sequence[NewRecipient]
) -> Batch:
    return Batch(
        block_id=block.id,
        ordinal=ordinal,
        kind=kind,
        recipients=[
            Recipient(
                place=place,
                name=tidy(one.name),
                detail=tidy(one.detail),
                unit=tidy(one.unit),
                citation=tidy(one.citation),
                delegate_id=one.delegate_id,
            )
            for place, one in enumerate(line, start=1)
        ],
    )


def awards_revision(session: Session) -> int:
    """The number of the last fact that changed the awards."""
    return journal.revision(session, AWARD_FACTS)


_MOVES: dict[
    AwardCommand, tuple[BatchState, BatchState, type[BatchCalled | BatchOnStage | BatchDone]]
]
_MOVES = {
    AwardCommand.CALL: (BatchState.PLANNED, BatchState.GATHERING, BatchCalled),
    AwardCommand.ON_STAGE: (BatchState.GATHERING, BatchState.ON_STAGE, BatchOnStage),
    AwardCommand.DONE: (BatchState.ON_STAGE, BatchState.DONE, BatchDone),
}
_ROOM_FOR_ONE = {BatchState.GATHERING, BatchState.ON_STAGE}


def give_award_cue(  # noqa: PLR0913 - a cue is what, for which batch, by whom, when
    session: Session,
    *,
    cue_id: str,
    command: AwardCommand,
    batch_id: int,
    seen_revision: int,
    at: dt.datetime,
    by: str,
    by_name: str = "",
) -> AwardCueGiven:
    """Carry out one press on the award panel, once.

    The same `cue_id` again changes nothing and says so. One batch gathers and one stands on the
    stage at a time.

    Raises:
        StaleAwards: the awards have changed since the sender's screen; says who did it.
        AwardCueNotPossible, NoAwardCueToUndo, NotFound: the command does not fit.
    """
    if session.scalar(select(AwardCue.id).where(AwardCue.cue_id == cue_id)) is not None:
        return AwardCueGiven(repeat=True)
    last = last_award_cue(session)
    if seen_revision != awards_revision(session):
        # Whoever pressed last, an undo included.
        newest = select(AwardCue.by_name).order_by(AwardCue.id.desc()).limit(1)
        raise StaleAwards(by=session.scalar(newest) or "")
    if command is AwardCommand.UNDO:
        batch, before, fact = _undo(session, last)
    else:
        batch, before, fact = _move(session, command, batch_id)
    cue = AwardCue(cue_id=cue_id, command=command, at=at, by=by, by_name=by_name)
    cue.batch_id, cue.state_before = batch.id, before
    session.add(cue)
    record(session, fact, at=at, by=by)
    return AwardCueGiven()


def last_award_cue(session: Session) -> AwardCue | None:
    """Give the newest press on the award panel that was not taken back."""
    counting = AwardCue.undone.is_(False), AwardCue.command != AwardCommand.UNDO
    return session.scalar(select(AwardCue).where(*counting).order_by(AwardCue.id.desc()).limit(1))


def _undo(session: Session, last: AwardCue | None) -> tuple[Batch, BatchState, Fact]:
    if last is None:
        raise NoAwardCueToUndo
    batch = session.get_one(Batch, last.batch_id)
    before = batch.state
    batch.state = last.state_before
    last.undone = True
    return batch, before, AwardCueUndone(batch_id=batch.id, command=last.command)


def _move(session: Session, command: AwardCommand, batch_id: int) -> tuple[Batch, BatchState, Fact]:
    needed, target, fact = _MOVES[command]
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise NotFound
    in_the_way = target in _ROOM_FOR_ONE and session.scalar(
        select(func.count()).select_from(Batch).where(Batch.state == target)
    )
    if batch.state is not needed or in_the_way:
        raise AwardCueNotPossible
    batch.state = target
    return batch, needed, fact(batch_id=batch.id)


def all_blocks(session: Session) -> list[AwardBlock]:
    """Give every block with its batches and recipients, in order."""
    return list(
        session.scalars(
            select(AwardBlock)
            .options(selectinload(AwardBlock.batches).selectinload(Batch.recipients))
            .order_by(AwardBlock.id)
        )
    )


def honours_of_items(session: Session) -> dict[int, dict[str, str]]:
    """Give by item the form and the Decision of the first awards that are presented in it."""
    rows = select(AwardBlock.item_id, AwardBlock.form, AwardBlock.decision).order_by(AwardBlock.id)
    found: dict[int, dict[str, str]] = {}
    for item_id, form, decision in session.execute(rows):
        if item_id is not None:
            found.setdefault(item_id, {"form": form, "decision": decision})
    return found


def current_block(session: Session, *, item_id: int | None = None) -> AwardBlock | None:
    """Give the block that the room is busy with, or will be next; None where there is none.

    It is the one under way, else that of the item that runs, else the first with a batch to call,
    else the first without recipients; when all have received, the last.
    """
    blocks = all_blocks(session)
    open_ones = [one for one in blocks if not one.batches or _any(one, {BatchState.PLANNED})]
    in_turn = [
        *(one for one in blocks if _any(one, _ROOM_FOR_ONE)),
        *(one for one in open_ones if one.item_id is not None and one.item_id == item_id),
        *(one for one in open_ones if one.batches),
        *open_ones,
        *blocks[-1:],
    ]
    return in_turn[0] if in_turn else None


def _any(block: AwardBlock, states: set[BatchState]) -> bool:
    return any(batch.state in states for batch in block.batches)


def batch_in(block: AwardBlock, state: BatchState) -> Batch | None:
    """Give the first batch of the block in this state."""
    return next((batch for batch in block.batches if batch.state is state), None)


def batches_done(session: Session) -> int:
    """Count the batches that have received."""
    done = select(func.count()).select_from(Batch).where(Batch.state == BatchState.DONE)
    return session.scalar(done) or 0
