"""What a station decided without the server is taken in afterwards, and stands (ADR 0023).

Whoever a station admitted is inside: nothing is judged away. Where the records say otherwise both
sides are kept and a supervisor is told.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from conference.attendance.answers import answer_text, undecided
from conference.attendance.disputes import note_dispute
from conference.attendance.judging import Found, judge_code, judge_listed
from conference.attendance.looking_up import by_code, by_delegate
from conference.attendance.recording import (
    NOWHERE,
    AtStation,
    Attempt,
    admit,
    give_badge,
    keep,
    let_back_in,
    note_answer,
)
from conference.attendance.records import DecidedBy, DisputedEntry, DisputeKind, Scan, ScanSource
from conference.clock import to_ms
from conference.codes import CodeKind, CodeRead, read_code
from conference.delegates import Delegate
from conference.doors import was_closed
from conference.identity import DoorSetting, door_setting
from conference.printing import settle_by_scan
from conference.verdicts import Reason, Verdict

LONGEST_APART = dt.timedelta(hours=12)
"""How old a scan may be by the station's clock to be believed; what is older is a wrong clock."""

CLOCKS_DIFFER = dt.timedelta(minutes=2)
"""How far a station's clock may be from the server's without anybody having noticed."""

LONGEST_NUMBER = 12
"""Characters of a card's number that are kept as they were typed."""

_SHOWN_WITHOUT_REASON = {
    Verdict.ADMITTED: Reason.ADMITTED,
    Verdict.REPEAT: Reason.REPEAT,
    Verdict.REFUSED: Reason.NOT_ON_LIST,
    Verdict.UNDECIDED: Reason.UNDECIDED,
}
"""The plainest reason of each verdict, for a station that does not say why it showed it."""


_BELONGS_ELSEWHERE = frozenset({Reason.OTHER_CONFERENCE, Reason.REAL_CODE_IN_REHEARSAL})
"""Whoever was greeted by such a code entered a conference that is not the open one."""


@dataclass(frozen=True)
class _Known:
    """What the records know of whoever was scanned: the judgement, and how the entry stands."""

    door: DoorSetting
    found: Found
    stored_answer: str | None
    left_at: dt.datetime | None
    badge_code: str
    number: str = ""


def merge_scan(  # noqa: PLR0913 - a scan is which, what, where, when by both clocks
    session: Session,
    *,
    scan_id: str,
    scanned: str,
    foreign: bool = False,
    shown: Verdict | None,
    shown_reason: Reason | None = None,
    source: ScanSource = ScanSource.SCANNER,
    sequence: int | None = None,
    device_at: dt.datetime | None = None,
    station: AtStation = NOWHERE,
    at: dt.datetime,
    badges: bool = True,
) -> str:
    """Take in a scan that a station answered by itself; give the answer as JSON text.

    `shown` is what the person saw: only "admitted" lets somebody in, at the station's own time
    where that can be true; why it was shown, `shown_reason` tells. None: nothing was shown any
    more. The answer says what was shown, and what the server would have said as `judged`. With
    `source` card_number `scanned` is the short number of the card. The same `scan_id` again changes
    nothing and gets the stored answer byte for byte, also when the server itself had given it.

    Who entered another conference is not taken in here: the station keeps the scan until that one
    is open. What a rehearsal let in is kept as a rehearsal's scan, and no supervisor is asked.
    """
    came_at = _believable(device_at, at)
    known = _what_is_known(session, scan_id, scanned, source=source, foreign=foreign, at=came_at)
    attempt = Attempt(
        scan_id, station, at, station.by, source, sequence, device_at,
        badges=badges, decided_by=DecidedBy.STATION, shown=shown or Verdict.UNDECIDED,
        came_at=came_at,
    )  # fmt: skip
    if known.stored_answer is None and _belongs_elsewhere(attempt, known):
        return undecided(scan_id, at=at, rehearsal=known.door.rehearsal)
    dispute = _disagrees(attempt, known)
    if known.stored_answer is not None:
        _stand_by_what_was_shown(session, attempt, known, dispute)
        return known.stored_answer
    answer = _take_in(session, attempt, known, dispute, shown_reason=shown_reason)
    _tell_a_supervisor(session, attempt, known, dispute)
    if known.badge_code:
        # Whoever holds the badge proves that its sheet came out (ADR 0005).
        settle_by_scan(session, known.badge_code, at=at, by=station.by)
    return answer


def _believable(device_at: dt.datetime | None, at: dt.datetime) -> dt.datetime:
    """Give when a scan was made: by the station's clock unless that cannot be true."""
    if device_at is None or not at - LONGEST_APART <= device_at <= at + CLOCKS_DIFFER:
        return at
    return min(device_at, at)


def _what_is_known(
    session: Session,
    scan_id: str,
    scanned: str,
    *,
    source: ScanSource,
    foreign: bool,
    at: dt.datetime,
) -> _Known:
    door = _door_then(session, at)
    if source is ScanSource.CARD_NUMBER:
        of_card = select(Delegate.id).where(Delegate.card_number == scanned.strip())
        delegate_id = session.scalar(of_card) or 0
        row = by_delegate(
            session, scan_id=scan_id, delegate_id=delegate_id, sitting_id=door.sitting_id
        )
        found = (
            judge_listed(door, row, kind=None, inside=_plenty_of_room)
            if row.id is not None
            else Found(Reason.NOT_ON_LIST)
        )
        number = scanned.strip()[:LONGEST_NUMBER]
        return _Known(door, found, row.stored_answer, row.left_at, "", number)
    code = read_code(scanned, foreign=foreign)
    digits = code.digits if isinstance(code, CodeRead) else ""
    row = by_code(session, scan_id=scan_id, digits=digits, sitting_id=door.sitting_id)
    found = judge_code(code, door, row, inside=_plenty_of_room)
    is_badge = isinstance(code, CodeRead) and code.kind is CodeKind.BADGE and found.card is not None
    return _Known(door, found, row.stored_answer, row.left_at, digits if is_badge else "")


def _door_then(session: Session, came_at: dt.datetime) -> DoorSetting:
    """Give how the door was run: a list that was closed since keeps out nobody who came before."""
    door = door_setting(session, came_at)
    return replace(door, closed=door.closed and was_closed(session, came_at))


def _plenty_of_room() -> int:
    """Count nobody: whoever is inside already takes up no more room by being written down."""
    return 0


def _belongs_elsewhere(attempt: Attempt, known: _Known) -> bool:
    greeted = attempt.shown in {Verdict.ADMITTED, Verdict.REPEAT}
    return greeted and known.found.reason in _BELONGS_ELSEWHERE


def _disagrees(attempt: Attempt, known: _Known) -> DisputeKind | None:
    """Say what is odd about somebody whom the station admitted, if anything is."""
    found = known.found
    if attempt.shown is not Verdict.ADMITTED or found.reason is Reason.REHEARSAL_CODE:
        return None
    if found.attendance_id is not None and not _was_away(attempt, known):
        return DisputeKind.DOUBLE
    return None if found.reason.verdict is Verdict.ADMITTED else DisputeKind.WOULD_BE_REFUSED


def _was_away(attempt: Attempt, known: _Known) -> bool:
    """Whether the delegate had left when the station let somebody in."""
    return known.left_at is not None and known.left_at <= attempt.moment + CLOCKS_DIFFER


def _take_in(
    session: Session,
    attempt: Attempt,
    known: _Known,
    dispute: DisputeKind | None,
    *,
    shown_reason: Reason | None,
) -> str:
    """Keep the attempt and what followed from it; give the answer."""
    found = known.found
    if dispute is DisputeKind.DOUBLE and found.reason is Reason.RETURNED:
        # By now the delegate has left; when the station let somebody in, they were inside.
        found = replace(found, reason=Reason.REPEAT)
    badge = _let_in(session, attempt, replace(known, found=found), dispute)
    said = _as_shown(attempt, found, shown_reason)
    answer = _answer(attempt, found, said, known, badge=badge, dispute=dispute)
    keep(session, attempt, found, known.door, answer)
    return answer


def _let_in(
    session: Session, attempt: Attempt, known: _Known, dispute: DisputeKind | None
) -> dict[str, Any] | None:
    """Write down that the station let somebody in, if it did; give what the answer says of a badge.

    None is printed for an entry in dispute: that is for the supervisor to say.
    """
    found, door = known.found, known.door
    if attempt.shown is not Verdict.ADMITTED or dispute is DisputeKind.DOUBLE or not found.card:
        note_answer(session, attempt, found)
        return None
    if found.attendance_id is None:
        admit(session, attempt, found, door)
    else:
        let_back_in(session, attempt, found, door)
    return give_badge(session, attempt, found, door) if dispute is None else None


def _as_shown(attempt: Attempt, found: Found, shown_reason: Reason | None) -> Reason:
    """Give the reason of the verdict that the person saw.

    Nobody is greeted whom the records do not know: that answer stays the server's.
    """
    shown = attempt.shown or Verdict.UNDECIDED
    greeted = shown in {Verdict.ADMITTED, Verdict.REPEAT}
    if found.reason.verdict is shown or (greeted and found.card is None):
        return found.reason
    if shown_reason is not None and shown_reason.verdict is shown:
        return shown_reason
    return _SHOWN_WITHOUT_REASON[shown]


def _answer(
    attempt: Attempt,
    found: Found,
    said: Reason,
    known: _Known,
    *,
    badge: dict[str, Any] | None,
    dispute: DisputeKind | None,
) -> str:
    """Give what the person was shown, and beside it what the server says of the scan.

    Of a card's number the answer carries what was typed: it may be nobody's.
    """
    timeless = said is Reason.REPEAT and found.first_at is None
    # A repeat of an entry that the records do not have: no hour can be named.
    worded = replace(found, reason=Reason.RETURNED if timeless else said)
    text = answer_text(
        attempt.scan_id, worded, known.door, station_name=attempt.station.name, badge=badge,
        at=attempt.moment,
    )  # fmt: skip
    body: dict[str, Any] = json.loads(text) | {"verdict": said.verdict, "reason": said}
    if dispute is DisputeKind.DOUBLE and found.first_at is not None:
        body["first"] = {"at_ms": to_ms(found.first_at), "station": found.first_station}
    body |= {
        "decided_by": attempt.decided_by,
        "shown": attempt.shown,
        "judged": {"verdict": found.reason.verdict, "reason": found.reason},
        "disputed": dispute,
    }
    if attempt.source is ScanSource.CARD_NUMBER:
        body["number"] = known.number
    return json.dumps(body, ensure_ascii=False)


def _stand_by_what_was_shown(
    session: Session, attempt: Attempt, known: _Known, dispute: DisputeKind | None
) -> None:
    """Let in whom the station admitted because the server's answer to this scan never came.

    The answer stays what it was; where it had let nobody in, the person was shown otherwise.
    """
    scan = session.scalars(select(Scan).where(Scan.scan_id == attempt.scan_id)).one()
    silent = attempt.shown is not Verdict.ADMITTED or scan.verdict is Verdict.ADMITTED
    if silent or scan.decided_by is DecidedBy.STATION:
        return
    scan.decided_by, scan.shown = DecidedBy.STATION, attempt.shown
    session.flush()
    _let_in(session, attempt, known, dispute)
    _tell_a_supervisor(session, attempt, known, dispute)


def _tell_a_supervisor(
    session: Session, attempt: Attempt, known: _Known, dispute: DisputeKind | None
) -> None:
    if dispute is None:
        return
    found, sitting_id = known.found, known.door.sitting_id
    entered = found.card is not None and found.attendance_id is not None
    note_dispute(
        session,
        kind=dispute,
        delegate_id=found.card.id if found.card else None,
        sitting_id=sitting_id,
        kept_scan_id=_scan_of_the_entry(session, attempt, known) if entered else None,
        other_scan_id=session.scalars(select(Scan.id).where(Scan.scan_id == attempt.scan_id)).one(),
        at=attempt.at,
        by=attempt.by,
    )


def _scan_of_the_entry(session: Session, attempt: Attempt, known: _Known) -> int | None:
    """Give the scan whose entry stands: the last one that let this delegate in."""
    let_in = or_(
        Scan.shown == Verdict.ADMITTED,
        (Scan.decided_by == DecidedBy.SERVER) & (Scan.reason == Reason.ADMITTED),
    )
    double = select(DisputedEntry.other_scan_id).where(DisputedEntry.kind == DisputeKind.DOUBLE)
    return session.scalar(
        select(Scan.id)
        .where(
            Scan.delegate_id == (known.found.card.id if known.found.card else 0),
            Scan.sitting_id == known.door.sitting_id,
            Scan.scan_id != attempt.scan_id,
            let_in,
            Scan.id.not_in(double),
        )
        .order_by(Scan.id.desc())
        .limit(1)
    )
