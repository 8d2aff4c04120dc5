"""What is announced before the beginning, and how many minutes before it.

A conference whose office has worded nothing uses `FIRST_ANNOUNCEMENTS`; one whose office has taken
all of them away announces nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from conference.journal import JournalEntry, record
from conference.names import tidy
from conference.opening.records import WORDS_LENGTH, Announcement, AnnouncementsWorded
from conference.refusals import N_, Refusal

LONGEST_BEFORE = 120
"""Minutes: a sitting's door opens two hours ahead of it."""


class AnnouncementUnclear(Refusal):
    """An announcement says something, once, at a minute before the beginning."""

    code = "announcement_unclear"
    sentence = N_(
        "Mỗi lời nhắc cần có nội dung và một số phút riêng, từ 1 đến %(most)s phút trước giờ bắt "
        "đầu. Vui lòng kiểm tra lại."
    )


class AnnouncementTooLong(Refusal):
    """An announcement is read in one breath or two."""

    code = "announcement_too_long"
    sentence = N_("Lời nhắc dài quá %(most)s ký tự. Vui lòng viết ngắn lại.")


class AnnouncementsChanged(Refusal):
    """Somebody else has worded the announcements meanwhile."""

    code = "announcements_changed"
    sentence = N_(
        "Các lời nhắc vừa được người khác sửa. Nội dung đang nhập vẫn còn trên trang; vui lòng xem "
        "bản mới rồi ghi lại."
    )


@dataclass(frozen=True, order=True)
class Wording:
    """What is announced, so many minutes before a sitting's first item."""

    minutes_before: int
    words: str


FIRST_ANNOUNCEMENTS = (
    Wording(
        15,
        "Kính thưa quý vị đại biểu, còn 15 phút nữa hội nghị sẽ bắt đầu. Trân trọng kính mời quý "
        "vị vào hội trường và ổn định chỗ ngồi.",
    ),
    Wording(
        5,
        "Kính thưa quý vị đại biểu, còn 5 phút nữa hội nghị sẽ bắt đầu. Trân trọng kính mời quý "
        "vị ổn định chỗ ngồi và tắt chuông điện thoại.",
    ),
    Wording(
        2,
        "Kính thưa quý vị đại biểu, còn 2 phút nữa hội nghị sẽ bắt đầu. Trân trọng kính mời quý "
        "vị ổn định chỗ ngồi và giữ trật tự.",
    ),
)


def wordings(session: Session) -> list[Wording]:
    """Give what is announced, in the order in which it is."""
    ordered = select(Announcement).order_by(Announcement.minutes_before.desc())
    own = [Wording(one.minutes_before, one.words) for one in session.scalars(ordered)]
    return own if own or _were_worded(session) else list(FIRST_ANNOUNCEMENTS)


def _were_worded(session: Session) -> bool:
    """Whether the office ever saved any: an empty list may be meant; the journal says so."""
    saved = select(JournalEntry.id).where(JournalEntry.kind == AnnouncementsWorded.kind())
    return session.scalar(saved.limit(1)) is not None


def set_wordings(
    session: Session,
    wanted: Sequence[Wording],
    *,
    seen: Sequence[Wording],
    at: dt.datetime,
    by: str,
) -> bool:
    """Announce these instead, or nothing where there are none; give whether any is new.

    `seen` is what the page showed.

    Raises:
        AnnouncementUnclear: one says nothing, two have the same minute, or the minute is none.
        AnnouncementTooLong: one has more than 1000 characters.
        AnnouncementsChanged: somebody else has changed them since they were seen.
    """
    chosen = _in_order(wanted)
    _check(chosen)
    before = wordings(session)
    if chosen == before:
        return False
    if _in_order(seen) != before:
        raise AnnouncementsChanged
    session.execute(delete(Announcement))
    session.add_all(Announcement(minutes_before=o.minutes_before, words=o.words) for o in chosen)
    session.flush()
    record(session, AnnouncementsWorded(), at=at, by=by)
    return True


def _in_order(given: Sequence[Wording]) -> list[Wording]:
    tidied = (Wording(one.minutes_before, tidy(one.words)) for one in given)
    return sorted(tidied, reverse=True)


def _check(chosen: Sequence[Wording]) -> None:
    minutes = [one.minutes_before for one in chosen]
    timed = all(0 < one <= LONGEST_BEFORE for one in minutes)
    if not timed or len(set(minutes)) < len(minutes) or not all(one.words for one in chosen):
        raise AnnouncementUnclear(most=LONGEST_BEFORE)
    if any(len(one.words) > WORDS_LENGTH for one in chosen):
        raise AnnouncementTooLong(most=WORDS_LENGTH)
