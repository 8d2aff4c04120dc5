"""What was presented, batch by batch: who was there for it, who is to get it later.

Nobody notes hand by hand who got what: whoever was inside when the batch had received has it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.attendance import STANDS, Attendance
from conference.awards import (
    AwardCommand,
    AwardCue,
    Batch,
    BatchState,
    RecipientKind,
    all_blocks,
)
from conference.identity import Sitting

Entries = Mapping[int, Sequence[Attendance]]
"""By delegate, in the order of the sittings."""


@dataclass(frozen=True)
class BatchPresented:
    """A batch and what became of it; `ordinal` is its place among those of its block.

    `received`, `absent` and `unknown` are names, and together all of a batch that is `done`.
    `unknown` are those of whom nobody can say whether they were there: they are not on the list,
    or nobody of the whole batch was ever seen at the door (`recorded` is false).
    """

    ordinal: int
    kind: RecipientKind
    size: int
    done: bool
    recorded: bool
    received: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Presented:
    """One block of awards as far as it was presented; of no item where the plan names none.

    Who gave is a question to `conference.standing_in`. `last_at` is when the last of its
    batches had received, by the clock of that hour; None while none has.
    """

    block_id: int
    item_id: int | None
    title: str
    form: str
    decision: str
    batches: tuple[BatchPresented, ...]
    last_at: dt.datetime | None

    @property
    def done(self) -> list[BatchPresented]:
        """The batches that have received."""
        return [one for one in self.batches if one.done]

    @property
    def waiting(self) -> list[BatchPresented]:
        """The batches that have not."""
        return [one for one in self.batches if not one.done]

    def received(self, kind: RecipientKind) -> int:
        """Count who was there for it."""
        return sum(len(one.received) for one in self.done if one.kind is kind)


def presented(session: Session, sitting_id: int) -> list[Presented]:
    """Give each block that has batches, with who was there; presence is that of this sitting.

    While it runs over, the door counts for the next one: entries of later sittings count too.
    """
    blocks = [one for one in all_blocks(session) if one.batches]
    recipients = [who for block in blocks for batch in block.batches for who in batch.recipients]
    ids = {one.delegate_id for one in recipients if one.delegate_id is not None}
    done_at, entries = _done_at(session), _entries(session, sitting_id, ids)
    return [
        Presented(
            block_id=block.id,
            item_id=block.item_id,
            title=block.title,
            form=block.form,
            decision=block.decision,
            batches=tuple(_batch(one, done_at.get(one.id), entries) for one in block.batches),
            last_at=max(
                (done_at[one.id] for one in block.batches if one.id in done_at), default=None
            ),
        )
        for block in blocks
    ]


def _batch(batch: Batch, at: dt.datetime | None, entries: Entries) -> BatchPresented:
    done = batch.state is BatchState.DONE
    recorded = any(one.delegate_id in entries for one in batch.recipients)
    names: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for one in batch.recipients if done else ():
        known = recorded and one.delegate_id is not None and at is not None
        here = _was_here(entries.get(one.delegate_id or 0, ()), at) if known and at else None
        names[here].append(one.name)
    return BatchPresented(
        ordinal=batch.ordinal,
        kind=batch.kind,
        size=len(batch.recipients),
        done=done,
        recorded=recorded,
        received=tuple(names[True]),
        absent=tuple(names[False]),
        unknown=tuple(names[None]),
    )


def _was_here(entries: Sequence[Attendance], at: dt.datetime) -> bool:
    """Whether somebody was inside at a moment: the last that had been entered by then counts."""
    came = [one for one in entries if one.first_at <= at]
    return bool(came) and (came[-1].left_at is None or came[-1].left_at > at)


def _entries(session: Session, sitting_id: int, delegate_ids: set[int]) -> Entries:
    sitting = session.get_one(Sitting, sitting_id)
    rows = session.scalars(
        select(Attendance)
        .join(Sitting, Sitting.id == Attendance.sitting_id)
        .where(Attendance.delegate_id.in_(delegate_ids), STANDS, Sitting.ordinal >= sitting.ordinal)
        .order_by(Sitting.ordinal)
    )
    found: dict[int, list[Attendance]] = {}
    for row in rows:
        found.setdefault(row.delegate_id, []).append(row)
    return found


def _done_at(session: Session) -> dict[int, dt.datetime]:
    presses = select(AwardCue.batch_id, func.max(AwardCue.at).label("at")).where(
        AwardCue.command == AwardCommand.DONE, AwardCue.undone.is_(False)
    )
    by_batch = presses.group_by(AwardCue.batch_id)
    return {row.batch_id: row.at for row in session.execute(by_batch)}
