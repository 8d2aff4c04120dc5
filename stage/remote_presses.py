"""What the server remembers of a remote control's last presses; nothing of it outlives a restart.

A key of a Stream Deck bounces, and sends the same bytes each time. So a press without an id is one
with the same press a moment before, and what has to be sure is done by a second press that comes
later than a bounce. More than ten requests a second are no hand's.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from conference.refusals import N_, Refusal
from conference.remotes import Caller

BOUNCE_S = 0.8
SURE_WITHIN_S = 5.0
MOST_PER_S = 10
RETRY_AFTER_S = 1
_IDS = uuid.UUID("5f0e2f2c-7a9b-4f6e-9d55-6d1f1a0d1c11")
"""The namespace of cues that remote controls name themselves."""


class RemoteTooFast(Refusal):
    """A remote control asks more often than any hand could press."""

    code = "remote_too_fast"
    sentence = N_(
        "Điều khiển từ xa gửi quá nhiều yêu cầu; lệnh này chưa được thực hiện. Vui lòng thử lại "
        "sau một giây."
    )


class PressAgain(Refusal):
    """What ends the programme or blackens the wall is pressed twice."""

    code = "press_again"
    sentence = N_(
        "Lệnh này cần bấm hai lần. Vui lòng bấm lại trong 5 giây để thực hiện; chưa có gì thay đổi."
    )


@dataclass(frozen=True)
class _Last:
    """The last press of its kind."""

    cue_id: str
    at_s: float


class Presses:
    """Remembers presses by remote control and kind; `count_s` counts seconds steadily."""

    def __init__(self, count_s: Callable[[], float]) -> None:
        self._count_s = count_s
        self._last: dict[tuple[int, str], _Last] = {}
        self._asked: dict[tuple[int, str], float] = {}
        self._allowance: dict[int, tuple[float, float]] = {}

    def admit(self, caller: Caller) -> None:
        """Let a request pass that is not one too many.

        Raises:
            RemoteTooFast: more than ten a second.
        """
        now_s = self._count_s()
        left, at_s = self._allowance.get(caller.id, (float(MOST_PER_S), now_s))
        left = min(left + (now_s - at_s) * MOST_PER_S, float(MOST_PER_S))
        allowed = left >= 1
        self._allowance[caller.id] = (left - 1 if allowed else left, now_s)
        if not allowed:
            raise RemoteTooFast

    def cue_id(self, caller: Caller, what: str, named: str) -> str:
        """Give the id of a press: the same for the same one.

        `named` is what the sender calls it; a press without a name is the one before if it comes
        within a bounce of it.
        """
        if named:
            return str(uuid.uuid5(_IDS, f"{caller.id} {what} {named}"))
        now_s, key = self._count_s(), (caller.id, what)
        last = self._last.get(key)
        same = last is not None and now_s - last.at_s <= BOUNCE_S
        # From the last one on: a key that is held down presses once.
        self._last[key] = _Last(last.cue_id if last and same else str(uuid.uuid4()), now_s)
        return self._last[key].cue_id

    def must_be_sure(self, caller: Caller, what: str) -> None:
        """Let the second press of two pass.

        Raises:
            PressAgain: it was the first, or bounced.
        """
        now_s, key = self._count_s(), (caller.id, what)
        since = now_s - self._asked.get(key, now_s - 2 * SURE_WITHIN_S)
        if BOUNCE_S < since <= SURE_WITHIN_S:
            del self._asked[key]
            return
        if since > SURE_WITHIN_S:
            self._asked[key] = now_s
        raise PressAgain
