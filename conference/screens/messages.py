"""Words that the stage manager sends to who follows a view, and who has read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.journal import record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal
from conference.screens.records import (
    WORDS_LENGTH,
    MessageRead,
    MessageReading,
    MessageSent,
    MessageTakenBack,
    QuickText,
    QuickTextsChanged,
    StageMessage,
    View,
)
from conference.timing import ZERO

MESSAGE_VIEWS = (View.MC, View.BACKSTAGE, View.TIMER, View.CUES)
"""Who may be sent a message: those behind these views. No public screen ever shows one."""

ONE_PRESS = dt.timedelta(seconds=3)
"""The same words again within this span are the same press."""

FIRST_QUICK_TEXTS = (
    "Xin nói nhanh hơn",
    "Xin nói chậm lại",
    "Còn 5 phút",
    "Còn 1 phút, xin kết thúc",
    "Xin chờ hiệu lệnh",
    "Xin sang nội dung tiếp theo",
)


class MessageWordsMissing(Refusal):
    """A message says something."""

    code = "message_words_missing"
    sentence = N_("Vui lòng nhập lời nhắn.")


class MessageTooLong(Refusal):
    """What is not read in one glance is no message."""

    code = "message_too_long"
    sentence = N_("Lời nhắn dài quá %(most)s ký tự. Vui lòng viết ngắn lại.")


@dataclass(frozen=True)
class Reading:
    """Who of a view has read a message, and when."""

    view: View
    at: dt.datetime
    by_name: str


@dataclass(frozen=True)
class Told:
    """A message and what became of it."""

    id: int
    to: View | None
    words: str
    sent_at: dt.datetime
    by_name: str
    taken_back: bool
    readings: tuple[Reading, ...]

    def waits_for(self, view: View) -> bool:
        """Whether it stands on the screens of this view."""
        read = any(one.view is view for one in self.readings)
        return self.to in {None, view} and not self.taken_back and not read


def send_message(
    session: Session, *, to: View | None, words: str, at: dt.datetime, by: str, by_name: str = ""
) -> int:
    """Send words to who follows a view, or to all staff; give the message's id.

    The same words to the same, sent twice within a moment, are one message.

    Raises:
        MessageWordsMissing: nothing is said.
        MessageTooLong: more than 300 characters.
        NotFound: no message goes to this view.
    """
    said = _said(words)
    if not said:
        raise MessageWordsMissing
    if to is not None and to not in MESSAGE_VIEWS:
        raise NotFound
    last = session.scalar(select(StageMessage).order_by(StageMessage.id.desc()).limit(1))
    # After a clock that was put back nothing of before is the same press.
    pressed_twice = last is not None and ZERO <= at - last.sent_at <= ONE_PRESS
    if last is not None and pressed_twice and _says(last) == (to, said, by):
        return last.id
    message = StageMessage(to=to, words=said, sent_at=at, by=by, by_name=by_name)
    session.add(message)
    session.flush()
    fact = MessageSent(message_id=message.id, to=None if to is None else to.value)
    record(session, fact, at=at, by=by)
    return message.id


def _said(words: str) -> str:
    said = tidy(words)
    if len(said) > WORDS_LENGTH:
        raise MessageTooLong(most=WORDS_LENGTH)
    return said


def _says(message: StageMessage) -> tuple[View | None, str, str] | None:
    """Give to whom a message says what, by whom; nothing of one that was taken back."""
    if message.taken_back_at is not None:
        return None
    return message.to, message.words, message.by


def read_message(
    session: Session, message_id: int, *, view: View, at: dt.datetime, by: str, by_name: str = ""
) -> bool:
    """Note that somebody of a view has read a message; the first one's name stands.

    Give whether that is new; a message that was taken back meanwhile is read by nobody.

    Raises:
        NotFound: there is no such message for this view.
    """
    message = session.get(StageMessage, message_id)
    if message is None or view not in MESSAGE_VIEWS or message.to not in {None, view}:
        raise NotFound
    if message.taken_back_at is not None or _read(session, message_id, view):
        return False
    session.add(
        MessageReading(message_id=message_id, view=view, read_at=at, by=by, by_name=by_name)
    )
    record(session, MessageRead(message_id=message_id, view=view.value), at=at, by=by)
    return True


def _read(session: Session, message_id: int, view: View) -> bool:
    return session.get(MessageReading, (message_id, view)) is not None


def take_back(session: Session, message_id: int, *, at: dt.datetime, by: str) -> bool:
    """Take a message off the screens; give whether it still stood.

    Raises:
        NotFound: there is no such message.
    """
    message = session.get(StageMessage, message_id)
    if message is None:
        raise NotFound
    if message.taken_back_at is not None:
        return False
    message.taken_back_at = at
    record(session, MessageTakenBack(message_id=message_id), at=at, by=by)
    return True


def messages_since(session: Session, since: dt.datetime) -> list[Told]:
    """Give what was sent from a moment on, newest first."""
    sent = session.scalars(
        select(StageMessage).where(StageMessage.sent_at >= since).order_by(StageMessage.id.desc())
    ).all()
    readings: dict[int, list[Reading]] = {}
    numbers = [one.id for one in sent]
    read = select(MessageReading).where(MessageReading.message_id.in_(numbers))
    for one in session.scalars(read.order_by(MessageReading.read_at, MessageReading.view)):
        words = Reading(one.view, one.read_at, one.by_name)
        readings.setdefault(one.message_id, []).append(words)
    return [_told(one, readings.get(one.id, [])) for one in sent]


def _told(one: StageMessage, readings: Sequence[Reading]) -> Told:
    return Told(
        id=one.id,
        to=one.to,
        words=one.words,
        sent_at=one.sent_at,
        by_name=one.by_name,
        taken_back=one.taken_back_at is not None,
        readings=tuple(readings),
    )


def quick_texts(session: Session) -> list[str]:
    """Give the words that are kept ready, always six."""
    own = {one.ordinal: one.words for one in session.scalars(select(QuickText))}
    return [own.get(nth, words) for nth, words in enumerate(FIRST_QUICK_TEXTS, start=1)]


def set_quick_texts(session: Session, words: Sequence[str], *, at: dt.datetime, by: str) -> bool:
    """Keep these words ready; an empty one becomes what we begin with. Give whether any is new.

    Raises:
        MessageTooLong: one has more than 300 characters.
    """
    before, changed = quick_texts(session), []
    given = zip(FIRST_QUICK_TEXTS, before, words, strict=False)
    for ordinal, (first, old, new) in enumerate(given, start=1):
        wanted = _said(new) or first
        if wanted == old:
            continue
        session.merge(QuickText(ordinal=ordinal, words=wanted))
        changed.append(ordinal)
    if changed:
        record(session, QuickTextsChanged(ordinals=changed), at=at, by=by)
    return bool(changed)
