"""What protocol does: one touch per state, the expected hour, the ticks. No scan is asked.

The first state that says a guest is here admits the guest as a scan would; going back is a new
note, and takes back an entry that protocol itself had made.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.attendance import (
    LEAVE_MAY_SET_ASIDE,
    AtStation,
    Attendance,
    Movement,
    MovementKind,
    Scan,
    ScanSource,
    admit_by_hand,
    take_back_entry,
    would_say,
)
from conference.clock import in_the_hall
from conference.honoured_guests.records import (
    HERE,
    GuestHourNoted,
    GuestState,
    GuestStateNoted,
    GuestTick,
    GuestTicked,
    HonouredGuest,
)
from conference.honoured_guests.watching import GuestNow, guests_now
from conference.identity import sitting_at, the_conference
from conference.journal import record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal

NOTE_LENGTH = 300
RECEPTION = AtStation(name="Lễ tân")
"""Where a guest is received by a telephone that was paired with no station."""

BY_PROTOCOL = "Lễ tân đón khách"
"""Why a full hall, a closed list or another sitting keeps no honoured guest out: seats are kept."""

TOUCHED_BY_MISTAKE = "Lễ tân ghi nhầm"


class GuestMovedOn(Refusal):
    """The guest's state is another than the one the sender saw."""

    code = "guest_moved_on"
    sentence = N_(
        "Trạng thái của khách vừa được người khác cập nhật; thao tác này chưa được ghi. Vui lòng "
        "xem lại rồi bấm lại nếu vẫn cần."
    )


class GuestIsHere(Refusal):
    """The door has seen the guest: protocol cannot say otherwise."""

    code = "guest_is_here"
    sentence = N_(
        "Khách đã điểm danh tại cửa lúc %(hour)s; trạng thái chưa thay đổi. Nếu điểm danh nhầm, "
        "vui lòng nhờ bàn đón tiếp hoàn tác."
    )


class GuestOffTheList(Refusal):
    """Who was taken off the list, or waits for approval, is received by the support desk."""

    code = "guest_off_the_list"
    sentence = N_(
        "Khách chưa có trong danh sách được duyệt hoặc đã được rút khỏi danh sách; trạng thái chưa "
        "thay đổi. Vui lòng nhờ phụ trách đón tiếp duyệt lại."
    )


class GuestNoteTooLong(Refusal):
    """A note is a few words."""

    code = "guest_note_too_long"
    sentence = N_("Ghi chú dài quá 300 ký tự; dữ liệu chưa thay đổi.")


def note_state(  # noqa: PLR0913 - which guest, where, by which touch, seen how, by whom
    session: Session,
    delegate_id: int,
    state: GuestState,
    *,
    touch_id: str,
    seen: GuestState | None = None,
    station: AtStation = RECEPTION,
    badges: bool = True,
    at: dt.datetime,
    by: str,
) -> dict[str, Any] | None:
    """Note where a guest is; give what the door says of the badge, None where nothing is printed.

    The same state again changes nothing. `touch_id` is the scan id of the entry; `seen` is the
    state from which an undo goes back, None asks for no such check.

    Raises:
        NotFound: protocol does not receive this delegate.
        GuestMovedOn, GuestIsHere, GuestOffTheList: nothing was changed.
    """
    now = _guest_now(session, delegate_id, at)
    # Sent again after silence, a touch is no news: what it asked for is so already.
    if now.state is state and now.left_at is None:
        return None
    if seen is not None and now.state is not seen:
        raise GuestMovedOn
    badge = None
    if state in HERE:
        if not now.here:
            badge = _admit(session, now, touch_id, station, badges=badges, at=at, by=by)
    elif now.entry is not None:
        _take_entry_back(session, now.entry, at=at, by=by)
    guest = now.guest
    guest.state, guest.state_at, guest.by = state, at, by
    record(session, GuestStateNoted(delegate_id=delegate_id, state=state), at=at, by=by)
    return badge


def _guest_now(session: Session, delegate_id: int, at: dt.datetime) -> GuestNow:
    sitting = sitting_at(the_conference(session), at)
    found = guests_now(session, sitting.id, delegate_id=delegate_id)
    if not found:
        raise NotFound
    return found[0]


def _admit(  # noqa: PLR0913 - everything an entry is made of
    session: Session,
    now: GuestNow,
    touch_id: str,
    station: AtStation,
    *,
    badges: bool,
    at: dt.datetime,
    by: str,
) -> dict[str, Any] | None:
    """Let the guest in as a scan would; give what the answer says of the badge."""
    if not now.listed:
        raise GuestOffTheList
    set_aside = would_say(session, now.guest.delegate_id, at=at).reason in LEAVE_MAY_SET_ASIDE
    answer = admit_by_hand(
        session,
        now.guest.delegate_id,
        scan_id=touch_id,
        source=ScanSource.VIP_RECEPTION,
        overrode=BY_PROTOCOL if set_aside else "",
        station=station,
        at=at,
        by=by,
        badges=badges,
    )
    if not _guest_now(session, now.guest.delegate_id, at).here:
        # This very touch was carried out before and has been taken back since.
        raise GuestMovedOn
    badge: dict[str, Any] | None = json.loads(answer)["badge"]
    return badge


def _take_entry_back(session: Session, entry: Attendance, *, at: dt.datetime, by: str) -> None:
    """Take back an entry that protocol made; one that the door has seen stays."""
    seen_at_the_door = _seen_at_the_door(session, entry)
    if seen_at_the_door is not None:
        raise GuestIsHere(hour=f"{in_the_hall(seen_at_the_door):%Hh%M}")
    take_back_entry(session, entry.delegate_id, reason=TOUCHED_BY_MISTAKE, at=at, by=by)


def _seen_at_the_door(session: Session, entry: Attendance) -> dt.datetime | None:
    """Give when somebody else than protocol saw the guest come or go out, as only the door does."""
    scanned = select(Scan.at).where(
        Scan.delegate_id == entry.delegate_id,
        Scan.at >= entry.first_at,
        Scan.source != ScanSource.VIP_RECEPTION,
    )
    went = select(Movement.at).where(
        Movement.attendance_id == entry.id, Movement.kind == MovementKind.LEFT
    )
    return session.scalar(scanned.limit(1)) or session.scalar(went.limit(1))


def expect_guest(
    session: Session,
    delegate_id: int,
    *,
    expected_at: dt.datetime | None,
    note: str,
    at: dt.datetime,
    by: str,
) -> None:
    """Write when a guest is expected and a word beside the name; the state stays.

    Raises:
        NotFound: protocol does not receive this delegate.
        GuestNoteTooLong: nothing was changed.
    """
    guest, words = session.get(HonouredGuest, delegate_id), tidy(note)
    if guest is None:
        raise NotFound
    if len(words) > NOTE_LENGTH:
        raise GuestNoteTooLong
    if (guest.expected_at, guest.note) != (expected_at, words):
        guest.expected_at, guest.note = expected_at, words
        record(session, GuestHourNoted(delegate_id=delegate_id), at=at, by=by)


def tick(
    session: Session, delegate_id: int, what: GuestTick, *, done: bool, at: dt.datetime, by: str
) -> None:
    """Note that protocol has seen to something for a guest, or not; twice changes nothing.

    Raises:
        NotFound: protocol does not receive this delegate.
    """
    guest = session.get(HonouredGuest, delegate_id)
    if guest is None:
        raise NotFound
    if (what in guest.ticks) is done:
        return
    ticked = {*guest.ticks, what} if done else set(guest.ticks) - {what}
    guest.ticks = [one for one in GuestTick if one in ticked]
    record(session, GuestTicked(delegate_id=delegate_id, tick=what, done=done), at=at, by=by)
