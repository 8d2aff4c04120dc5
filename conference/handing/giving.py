"""Handing over, taking a tick back, and noting that the signed sheet is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates import Delegate
from conference.handing.records import (
    Handing,
    HandingTakenBack,
    ItemHanded,
    KitItem,
    SignaturesNoted,
)
from conference.journal import record
from conference.refusals import N_, NotFound, Refusal

STANDS = Handing.undone_at.is_(None)
"""Condition of a tick that was not taken back."""


@dataclass(frozen=True)
class HandedOver:
    """An item that a delegate has got; `repeat` when it was handed over before, at this moment."""

    item_id: int
    at: dt.datetime
    by: str
    station_name: str
    repeat: bool


class SignedForAlready(Refusal):
    """The signed sheet says that somebody got it; the tick cannot say otherwise."""

    code = "signed_for_already"
    sentence = N_(
        "Người này đã ký nhận nên không bỏ dấu được. Vui lòng bỏ dấu “đã có bản ký” ở trang Trao "
        "tài liệu, quà trước."
    )


def hand_over(
    session: Session,
    delegate_id: int,
    item_id: int,
    *,
    station_name: str = "",
    at: dt.datetime,
    by: str,
) -> HandedOver:
    """Note that a delegate got an item; a second time changes nothing and says when it was.

    Nobody is hindered: an item that the delegate's group is not meant to get is noted too.

    Raises:
        NotFound: there is no such delegate or item.
    """
    if session.get(Delegate, delegate_id) is None or session.get(KitItem, item_id) is None:
        raise NotFound
    before = _standing(session, delegate_id, item_id)
    if before is not None:
        return HandedOver(item_id, before.at, before.by, before.station_name, repeat=True)
    session.add(_handed(session, delegate_id, item_id, station_name=station_name, at=at, by=by))
    session.flush()
    return HandedOver(item_id, at, by, station_name, repeat=False)


def take_back_handing(
    session: Session, delegate_id: int, item_id: int, *, at: dt.datetime, by: str
) -> bool:
    """Take a tick back; give whether there was one.

    Raises:
        SignedForAlready: the signed sheet is there.
    """
    row = _standing(session, delegate_id, item_id)
    if row is None:
        return False
    if row.signed_at is not None:
        raise SignedForAlready
    row.undone_at, row.undone_by = at, by
    session.flush()
    record(session, HandingTakenBack(delegate_id=delegate_id, item_id=item_id), at=at, by=by)
    return True


def note_signed(
    session: Session,
    item_id: int,
    delegate_ids: Sequence[int],
    *,
    signed: bool,
    at: dt.datetime,
    by: str,
) -> int:
    """Note that the signed sheet of these delegates is there, or is not; give how many changed.

    Who signed has got it: where nobody had ticked it at the desk, the tick is made. A signature
    that is taken back leaves the tick.

    Raises:
        NotFound: there is no such item or delegate.
    """
    wanted = set(delegate_ids)
    known = set(session.scalars(select(Delegate.id).where(Delegate.id.in_(wanted))))
    if session.get(KitItem, item_id) is None or known != wanted:
        raise NotFound
    question = select(Handing).where(
        Handing.item_id == item_id, Handing.delegate_id.in_(wanted), STANDS
    )
    rows = {row.delegate_id: row for row in session.scalars(question)}
    if signed:
        for delegate_id in sorted(wanted - rows.keys()):
            rows[delegate_id] = _handed(session, delegate_id, item_id, at=at, by=by)
    changed = [row for row in rows.values() if (row.signed_at is not None) != signed]
    for row in changed:
        row.signed_at, row.signed_by = (at, by) if signed else (None, "")
    session.add_all(changed)
    session.flush()
    if changed:
        noted = SignaturesNoted(item_id=item_id, count=len(changed), signed=signed)
        record(session, noted, at=at, by=by)
    return len(changed)


def _standing(session: Session, delegate_id: int, item_id: int) -> Handing | None:
    return session.scalar(
        select(Handing).where(
            Handing.delegate_id == delegate_id, Handing.item_id == item_id, STANDS
        )
    )


def _handed(
    session: Session,
    delegate_id: int,
    item_id: int,
    *,
    station_name: str = "",
    at: dt.datetime,
    by: str,
) -> Handing:
    record(session, ItemHanded(delegate_id=delegate_id, item_id=item_id), at=at, by=by)
    return Handing(
        delegate_id=delegate_id, item_id=item_id, station_name=station_name, at=at, by=by
    )
