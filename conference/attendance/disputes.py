"""Entries in dispute: what a station had decided by itself does not agree with the records.

Both scans are kept for good and shown side by side; a supervisor settles them in words, and no
entry is taken back by that.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from conference.attendance.records import (
    DecidedBy,
    DisputedEntry,
    DisputeKind,
    DisputeSettled,
    EntryDisputed,
    Scan,
    ScanSource,
)
from conference.delegates import Delegate, Unit
from conference.journal import record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal
from conference.rooms import kinds_of
from conference.stations import Station
from conference.verdicts import Reason, Verdict

WORDS_LENGTH = 300

DISPUTE_FACTS = kinds_of(EntryDisputed, DisputeSettled)


class DisputeWordsMissing(Refusal):
    """A dispute is settled in words."""

    code = "dispute_words_missing"
    sentence = N_("Vui lòng ghi kết quả kiểm tra; trường hợp này vẫn đang chờ xử lý.")


class DisputeSettledAlready(Refusal):
    """Another supervisor was first."""

    code = "dispute_settled_already"
    sentence = N_(
        "Trường hợp này vừa được người khác xử lý; nội dung của quý vị không được ghi. Vui lòng "
        "xem lại danh sách."
    )


@dataclass(frozen=True)
class ScanSeen:
    """One of the two scans: where, when by both clocks, and what the person was shown."""

    station: str
    sequence: int | None
    device_at: dt.datetime | None
    at: dt.datetime
    source: ScanSource
    decided_by: DecidedBy
    shown: Verdict
    reason: Reason


@dataclass(frozen=True)
class Dispute:
    """An entry in dispute with both its scans; `kept` is None where nobody had been admitted."""

    id: int
    kind: DisputeKind
    delegate_id: int | None
    name: str
    mark: str
    position: str
    unit: str
    kept: ScanSeen | None
    other: ScanSeen
    noted_at: dt.datetime
    settled_at: dt.datetime | None
    settled_by: str
    settled_words: str


def note_dispute(  # noqa: PLR0913 - what is odd, about whom, and both scans
    session: Session,
    *,
    kind: DisputeKind,
    delegate_id: int | None,
    sitting_id: int,
    kept_scan_id: int | None,
    other_scan_id: int,
    at: dt.datetime,
    by: str,
) -> int:
    """Keep that two scans do not agree; give the dispute's id. Once for each `other_scan_id`."""
    noted = select(DisputedEntry.id).where(DisputedEntry.other_scan_id == other_scan_id)
    earlier = session.scalar(noted)
    if earlier is not None:
        return earlier
    row = DisputedEntry(
        kind=kind,
        delegate_id=delegate_id,
        sitting_id=sitting_id,
        kept_scan_id=kept_scan_id,
        other_scan_id=other_scan_id,
        noted_at=at,
    )
    session.add(row)
    session.flush()
    record(session, EntryDisputed(disputed_id=row.id, delegate_id=delegate_id), at=at, by=by)
    return row.id


def settle_dispute(
    session: Session, disputed_id: int, *, words: str, at: dt.datetime, by: str
) -> None:
    """Write what was found out about a dispute; both scans stay. The same words again are no news.

    Raises:
        DisputeWordsMissing, DisputeSettledAlready, NotFound: nothing was written.
    """
    row = session.get(DisputedEntry, disputed_id)
    if row is None:
        raise NotFound
    spoken = tidy(words)[:WORDS_LENGTH]
    if not spoken:
        raise DisputeWordsMissing
    if row.settled_at is not None:
        if (row.settled_words, row.settled_by) != (spoken, by):
            raise DisputeSettledAlready
        return
    row.settled_at, row.settled_by, row.settled_words = at, by, spoken
    record(session, DisputeSettled(disputed_id=row.id), at=at, by=by)


def count_open_disputes(session: Session) -> int:
    """Count the disputes that nobody has settled."""
    waiting = select(func.count()).where(DisputedEntry.settled_at.is_(None))
    return session.scalar(waiting) or 0


_kept, _other = aliased(Scan), aliased(Scan)
_kept_at, _other_at = aliased(Station), aliased(Station)


def disputes(session: Session) -> list[Dispute]:
    """Give every dispute: those that wait first, the oldest of them on top, then the settled."""
    asked = (
        select(DisputedEntry, Delegate, Unit.name, _kept, _kept_at.name, _other, _other_at.name)
        .join(_other, _other.id == DisputedEntry.other_scan_id)
        .outerjoin(_kept, _kept.id == DisputedEntry.kept_scan_id)
        .outerjoin(_kept_at, _kept_at.id == _kept.station_id)
        .outerjoin(_other_at, _other_at.id == _other.station_id)
        .outerjoin(Delegate, Delegate.id == DisputedEntry.delegate_id)
        .outerjoin(Unit, Unit.id == Delegate.unit_id)
        .order_by(DisputedEntry.settled_at.is_not(None), DisputedEntry.id)
    )
    return [
        Dispute(
            id=row.id,
            kind=row.kind,
            delegate_id=row.delegate_id,
            name=delegate.full_name if delegate else "",
            mark=delegate.namesake_mark if delegate else "",
            position=delegate.position if delegate else "",
            unit=unit or "",
            kept=_seen(kept, kept_at) if kept else None,
            other=_seen(other, other_at),
            noted_at=row.noted_at,
            settled_at=row.settled_at,
            settled_by=row.settled_by,
            settled_words=row.settled_words,
        )
        for row, delegate, unit, kept, kept_at, other, other_at in session.execute(asked)
    ]


def _seen(scan: Scan, station: str | None) -> ScanSeen:
    return ScanSeen(
        station or "",
        scan.sequence,
        scan.device_at,
        scan.at,
        scan.source,
        scan.decided_by,
        scan.shown or scan.verdict,
        scan.reason,
    )
