"""A supervisor's PIN at a desk: who gives leave here and now, and the wait after wrong ones.

Wrong PINs are counted in memory; a server that is started anew counts from none.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections import defaultdict, deque
from collections.abc import Sequence
from typing import Protocol

from conference.database import Database
from conference.operators import Who, pin_holders
from conference.refusals import N_, Refusal

PIN_DIGITS = 6
WRONG_AT_MOST = 5
WRONG_WITHIN = dt.timedelta(minutes=1)


class PinWrong(Refusal):
    """No supervisor has this PIN."""

    code = "pin_wrong"
    sentence = N_("Mã PIN chưa đúng; chưa có gì được duyệt. Vui lòng nhập lại.")


class PinNobodys(Refusal):
    """No supervisor has chosen a PIN yet: whatever is typed is nobody's."""

    code = "pin_nobodys"
    sentence = N_(
        "Chưa có Phụ trách nào đặt mã PIN; chưa có gì được duyệt. Phụ trách đặt mã tại /kiosk/pin; "
        "hoặc để trống mã PIN để gửi đề nghị đến điện thoại của Phụ trách."
    )


class PinWait(Refusal):
    """Too many wrong PINs at one place in a minute."""

    code = "pin_wait"
    sentence = N_(
        "Đã nhập sai mã PIN nhiều lần. Vui lòng chờ %(seconds)s giây rồi nhập lại, hoặc gửi đề "
        "nghị đến điện thoại của người phụ trách."
    )


class PinWeak(Refusal):
    """A PIN is six digits that nobody guesses."""

    code = "pin_weak"
    sentence = N_(
        "Mã PIN gồm 6 chữ số, không dùng dãy dễ đoán (cùng một số, số liền nhau, lặp lại, ngày "
        "sinh thường gặp). Vui lòng chọn mã khác; mã cũ vẫn giữ nguyên."
    )


class Hashing(Protocol):
    """Hashes and checks secrets away from the hub (server.passwords.Passwords)."""

    def hash(self, password: str) -> str:
        """Give the hash of a secret."""
        ...

    def matches(self, password: str, password_hash: str | None) -> bool:
        """Whether the secret is the one that was hashed; None is never matched."""
        ...


class Pins:
    """Knows whose PIN was typed; one for the whole server, so that all doors count together."""

    def __init__(self, db: Database, hashing: Hashing) -> None:
        self._db, self._hashing = db, hashing
        self._wrong: dict[str, deque[dt.datetime]] = defaultdict(deque)
        self._lock = threading.Lock()

    def check_pin(self, pin: str, *, places: Sequence[str], at: dt.datetime) -> Who | None:
        """Give whose PIN this is, or None.

        `places` name where it was typed (station and operator, as the journal names them). Every
        PIN on record is looked at, so that the time does not tell whose it was.

        Raises:
            PinWait: five wrong ones within a minute at one of the places.
            PinNobodys: no supervisor has chosen one; nothing is counted.
        """
        with self._db.reading() as session:
            holders = pin_holders(session)
        if not holders:
            raise PinNobodys
        self._begin(places, at)
        hashes = [pin_hash for _, pin_hash in holders]
        right = [self._hashing.matches(pin, pin_hash) for pin_hash in hashes]
        found = next((who for (who, _), hit in zip(holders, right, strict=False) if hit), None)
        if found is not None:
            self._forget(places, at)
        return found

    def needed(self, pin: str, *, places: Sequence[str], at: dt.datetime) -> Who:
        """Give whose PIN this is.

        Raises:
            PinWrong, PinWait, PinNobodys: nobody's, too many wrong ones, or nobody has any.
        """
        who = self.check_pin(pin, places=places, at=at)
        if who is None:
            raise PinWrong
        return who

    def has_one(self, me: Who) -> bool:
        """Whether somebody has chosen a PIN."""
        with self._db.reading() as session:
            return any(who.id == me.id for who, _ in pin_holders(session))

    def chosen(self, pin: str, *, me: Who) -> str:
        """Give the hash of a PIN that somebody chose.

        Raises:
            PinWeak: it is easily guessed, or another supervisor's: a PIN names one person.
        """
        if is_weak(pin):
            raise PinWeak
        with self._db.reading() as session:
            others = [pin_hash for who, pin_hash in pin_holders(session) if who.id != me.id]
        taken = [self._hashing.matches(pin, pin_hash) for pin_hash in others]
        if any(taken):
            raise PinWeak
        return self._hashing.hash(pin)

    def _begin(self, places: Sequence[str], at: dt.datetime) -> None:
        """Count the try as wrong before it is looked at: many at one instant count each."""
        with self._lock:
            for place in places:
                tries = self._wrong[place]
                while tries and at - tries[0] >= WRONG_WITHIN:
                    tries.popleft()
                if len(tries) >= WRONG_AT_MOST:
                    left = tries[0] + WRONG_WITHIN - at
                    raise PinWait(seconds=max(1, round(left.total_seconds())))
            for place in places:
                self._wrong[place].append(at)

    def _forget(self, places: Sequence[str], at: dt.datetime) -> None:
        with self._lock:
            for place in places:
                if at in self._wrong[place]:
                    self._wrong[place].remove(at)


_RUNS = "01234567890", "09876543210"
_DATE = re.compile(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d\d|(0[1-9]|1[0-2])(19|20)\d\d")
"""A day such as 201126 or a month such as 112026."""


def is_weak(pin: str) -> bool:
    """Whether a PIN is no six digits, or one that a neighbour tries first."""
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        return True
    repeats = pin[:3] == pin[3:] or pin[:2] == pin[2:4] == pin[4:] or pin == pin[::-1]
    return repeats or any(pin in run for run in _RUNS) or _DATE.fullmatch(pin) is not None
