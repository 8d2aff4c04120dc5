"""Checking in: a scan, or a person found by hand, gets its verdict and what follows from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy.orm import Session

from conference.attendance.answers import answer_text
from conference.attendance.judging import (
    LEAVE_MAY_SET_ASIDE,
    Found,
    judge_code,
    judge_listed,
)
from conference.attendance.leaving import last_returns
from conference.attendance.looking_up import by_code, by_delegate, count_inside
from conference.attendance.recording import (
    NOWHERE,
    AtStation,
    Attempt,
    carry_out,
    give_badge,
    keep,
)
from conference.attendance.records import ScanSource
from conference.codes import CodeKind, CodeRead, read_code
from conference.identity import DoorSetting, door_setting
from conference.printing import settle_by_scan
from conference.refusals import NotFound
from conference.verdicts import Reason, Verdict


def check_in(  # noqa: PLR0913 - a scan is which, what, where, when by both clocks
    session: Session,
    *,
    scan_id: str,
    scanned: str,
    foreign: bool = False,
    source: ScanSource = ScanSource.SCANNER,
    sequence: int | None = None,
    station: AtStation = NOWHERE,
    device_at: dt.datetime | None = None,
    at: dt.datetime,
    badges: bool = True,
) -> str:
    """Judge a scan and give the answer as JSON text (docs/developers/contracts.md).

    The first entry of a delegate queues the badge in the same transaction; whoever had left is
    noted as back. The same `scan_id` again changes nothing and gets the stored answer byte for
    byte. `sequence` is the station's own count of its scans.
    """
    door = door_setting(session, at)
    code = read_code(scanned, foreign=foreign)
    digits = code.digits if isinstance(code, CodeRead) else ""
    row = by_code(session, scan_id=scan_id, digits=digits, sitting_id=door.sitting_id)
    if row.stored_answer is not None:
        stored: str = row.stored_answer
        return stored
    found = judge_code(code, door, row, inside=lambda: count_inside(session, door.sitting_id))
    shows_badge = isinstance(code, CodeRead) and code.kind is CodeKind.BADGE
    attempt = Attempt(
        scan_id,
        station,
        at,
        station.by,
        source,
        sequence,
        device_at,
        badges=badges,
        badge_in_hand=shows_badge,
    )
    answer = _answered(session, attempt, found, door)
    if shows_badge and found.card is not None:
        # Whoever holds the badge proves that its sheet came out (ADR 0005).
        settle_by_scan(session, digits, at=at, by=station.by)
    return answer


def admit_by_hand(  # noqa: PLR0913 - whom, found how, where, by whom, by whose leave
    session: Session,
    delegate_id: int,
    *,
    scan_id: str,
    source: ScanSource,
    overrode: str = "",
    sequence: int | None = None,
    station: AtStation = NOWHERE,
    device_at: dt.datetime | None = None,
    at: dt.datetime,
    by: str,
    badges: bool = True,
) -> str:
    """Judge somebody who was found without a code, as a scan of an invitation would be judged.

    `overrode` sets a rule aside for this one person: it says why and by whose leave, and stays
    beside the attempt that let the person in. The same `scan_id` again gets the stored answer.

    Raises:
        NotFound: there is no such delegate.
    """
    door = door_setting(session, at)
    row = by_delegate(session, scan_id=scan_id, delegate_id=delegate_id, sitting_id=door.sitting_id)
    if row.stored_answer is not None:
        stored: str = row.stored_answer
        return stored
    if row.id is None:
        raise NotFound
    found = judge_listed(
        door, row, kind=None, inside=lambda: count_inside(session, door.sitting_id)
    )
    if overrode and found.reason in LEAVE_MAY_SET_ASIDE:
        found = replace(found, reason=_by_leave(found))
    if found.reason.verdict is not Verdict.ADMITTED:
        overrode = ""
    attempt = Attempt(
        scan_id, station, at, by, source, sequence, device_at, overrode=overrode, badges=badges
    )
    return _answered(session, attempt, found, door)


def _by_leave(found: Found) -> Reason:
    """Say what a leave makes of a refusal: whoever is inside stays inside."""
    if found.attendance_id is None:
        return Reason.ADMITTED
    return Reason.REPEAT if found.inside else Reason.RETURNED


def _answered(session: Session, attempt: Attempt, found: Found, door: DoorSetting) -> str:
    """Do what the verdict says, keep the attempt, and give the answer."""
    carry_out(session, attempt, found, door)
    badge = give_badge(session, attempt, found, door)
    found = _with_the_way_back(session, found)
    answer = answer_text(
        attempt.scan_id, found, door, station_name=attempt.station.name, badge=badge, at=attempt.at
    )
    keep(session, attempt, found, door, answer)
    return answer


def _with_the_way_back(session: Session, found: Found) -> Found:
    """Say of a repeat when the person came in last, where that was not the first time."""
    if found.reason is not Reason.REPEAT or found.attendance_id is None:
        return found
    back = last_returns(session, [found.attendance_id]).get(found.attendance_id)
    return replace(found, back_at=back[0], back_station=back[1]) if back else found
