"""The conference's clock: it goes on steadily whatever is done to the machine's.

It shows the machine's time as it was when the server started, and the seconds gone by since. A slow
drift (NTP) is followed without anybody seeing it. A step is not: no countdown moves. Where nothing
counts the machine's clock is followed at once; while a programme runs the stage manager says which
of the two is right. What was said stands in the journal, and moves the clock from there
(`hear`), so that the moved moments of the programme and the clock change together.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from conference import agenda
from conference.agenda import ClockFollowed, ClockKept
from conference.clock import Clock, running_s, system_clock, this_boot, to_ms
from conference.database import Database
from conference.journal import Recorded
from conference.operators import Who
from conference.refusals import N_, Refusal
from server.alive import Mark, read_mark, write_mark
from server.all_day import one_round

STEP = dt.timedelta(seconds=2)
"""What is more than this was no drift: somebody or something set the clock."""

SLEW_PER_S = dt.timedelta(milliseconds=5)
"""So much of a drift is made up for in a second; clocks of machines drift a tenth of it."""

LOOK_EVERY_S = 1.0
NOTE_EVERY_S = 5.0
"""So often it is noted that the server is alive."""

HEARD_WITHIN_S = 1.0
SYSTEM = "system"
_NONE = dt.timedelta(0)
_log = logging.getLogger(__name__)


class ClocksAgree(Refusal):
    """Nothing is to be chosen: the two clocks show the same."""

    code = "clocks_agree"
    sentence = N_("Đồng hồ hội nghị và đồng hồ máy chủ đang khớp nhau; không cần chọn.")


@dataclass(frozen=True)
class _Anchor:
    """A moment, and the count of seconds at which it was."""

    at: dt.datetime
    count_s: float


class SteadyClock:
    """A `Clock` that setting the machine's clock does not move."""

    def __init__(
        self,
        *,
        wall: Clock = system_clock,
        count_s: Callable[[], float] = running_s,
        mark: Mark | None = None,
    ) -> None:
        """Begin with the machine's time, or go on from the mark of the server before."""
        self._wall, self._count_s = wall, count_s
        now, count = wall(), count_s()
        if mark is not None:
            now = mark.goes_on(now, boot=this_boot(), count_s=count)
        self._anchor = _Anchor(now, count)
        self._unmoved = self._anchor
        self.turns = 0
        """How often it was moved at once; a screen that sees another number takes its time anew."""

    def __call__(self) -> dt.datetime:
        """Answer the conference's present moment."""
        return self._since(self._anchor)

    def unmoved(self) -> dt.datetime:
        """Answer a moment that was never moved since the start: by it sign-ins grow old."""
        return self._since(self._unmoved)

    def apart(self) -> dt.timedelta:
        """Answer by how much the machine's clock is ahead; negative: behind."""
        return self._wall() - self()

    def kept_before(self, mark: Mark | None) -> dt.timedelta:
        """Answer by how much the machine's clock was knowingly not followed before the start.

        Of a machine that was started anew nothing is known any more.
        """
        if mark is None or not mark.of_this_run(boot=this_boot(), count_s=self._count_s()):
            return _NONE
        return dt.timedelta(milliseconds=mark.kept_ms)

    def mark(self, conference: str, kept: dt.timedelta) -> Mark:
        """Give what a server that comes after needs to go on from."""
        anchor = _Anchor(self(), self._count_s())
        return Mark(conference, to_ms(anchor.at), this_boot(), anchor.count_s, _ms(kept))

    def seconds(self) -> float:
        """Answer the count of seconds that the clock goes by."""
        return self._count_s()

    def move(self, span: dt.timedelta) -> None:
        """Go on from another moment."""
        self._shift(span)
        self.turns += 1

    def slew(self, span: dt.timedelta) -> None:
        """Make up for a drift, as slowly as nobody sees it."""
        self._shift(min(max(span, -SLEW_PER_S), SLEW_PER_S))

    def _shift(self, span: dt.timedelta) -> None:
        anchor = self._anchor
        self._anchor = _Anchor(anchor.at + span, anchor.count_s)

    def _since(self, anchor: _Anchor) -> dt.datetime:
        return anchor.at + dt.timedelta(seconds=self._count_s() - anchor.count_s)


class ClockWatch:
    """Compares the conference's clock with the machine's, and notes that the server is alive."""

    def __init__(
        self, db: Database, clock: SteadyClock, file: Path, *, conference: Callable[[], str]
    ) -> None:
        """Note in `file` that the server is alive; `conference` names the one that is open."""
        self._db, self._clock, self._file, self._conference = db, clock, file, conference
        self._before = read_mark(file)
        self._kept = clock.kept_before(self._before)
        self._told: dt.timedelta | None = None
        self._unheard = False
        """What was chosen is written, and the clock has not been told of it yet."""
        self._one_by_one, self._heard = threading.Lock(), threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="clock watch", daemon=True)

    def start(self) -> None:
        """Settle what happened while the server was down, then watch."""
        self.begin()
        self._thread.start()

    def begin(self) -> None:
        """Settle what happened while the server was down, and note that it is up again."""
        before = self._before
        same = before is not None and before.conference == self._conference()
        self._settle(before.alive if before and same else None)
        self.round()
        self.note_alive()

    def stop(self) -> None:
        """Watch no more; until now the server was alive."""
        if self._thread.is_alive():
            self._stopping.set()
            self.note_alive()

    def another_opened(self) -> None:
        """Look anew: another conference is open now, and an item of it may have run on for long."""
        self._told, self._unheard = None, False
        self._settle(None)

    def note_alive(self) -> None:
        """Note that the server is alive, for the one that comes after it."""
        write_mark(self._file, self._clock.mark(self._conference(), self._kept))

    def round(self) -> None:
        """Look once at both clocks: follow a drift, tell of a step or follow it."""
        with self._one_by_one:
            self._look()

    def _look(self) -> None:
        if self._unheard:
            # Followed once more, the same step would count twice.
            return
        apart = self._clock.apart()
        if abs(apart) <= STEP:
            # Put right again, whatever was said before.
            self._kept = _NONE
        off = apart - self._kept
        stepped = abs(off) > STEP
        if not stepped:
            self._clock.slew(off)
        try:
            if (stepped or self._kept) and self._nothing_counts():
                self._follow(apart, by=SYSTEM)
            else:
                self._tell(apart if stepped else _NONE)
        except Refusal as refusal:
            _log.warning("the clock's step cannot be told: %s", refusal.code)

    def choose(self, who: Who, *, follow: bool) -> None:
        """Follow the machine's clock from now on, or keep the conference's.

        Raises:
            ClocksAgree: there is nothing to choose.
        """
        with self._one_by_one:
            apart = self._clock.apart()
            agree = abs(apart - self._kept) <= STEP and not (follow and self._kept)
            if agree or self._unheard:
                raise ClocksAgree
            if follow:
                self._follow(apart, by=who.by)
            else:
                self._keep(apart, by=who.by)

    def hear(self, facts: Sequence[Recorded]) -> None:
        """Listen to the database: what was said of the clock is done now."""
        for fact in facts:
            if fact.kind == ClockFollowed.kind():
                self._clock.move(dt.timedelta(milliseconds=fact.payload["span_ms"]))
                self._kept = self._told = _NONE
            elif fact.kind == ClockKept.kind():
                self._kept = dt.timedelta(milliseconds=fact.payload["apart_ms"])
                self._told = _NONE
            else:
                continue
            self._unheard = False
            self._heard.set()

    def _follow(self, span: dt.timedelta, *, by: str) -> None:
        at = self._clock() + span
        _log.warning("the machine's clock was set by %s; it is followed", span)
        self._say(lambda s: agenda.follow_clock(s, span=span, at=at, by=by))

    def _keep(self, apart: dt.timedelta, *, by: str) -> None:
        apart_ms, now = _ms(apart), self._clock()
        self._say(lambda s: agenda.keep_clock(s, apart_ms=apart_ms, at=now, by=by))

    def _say(self, command: Callable[[Session], None]) -> None:
        self._heard.clear()
        self._unheard, written = True, False
        try:
            self._db.write(command)
            written = True
        finally:
            if not written:
                self._unheard = False
        # Whoever looks next must see both clocks as they are then.
        self._heard.wait(HEARD_WITHIN_S)

    def _tell(self, apart: dt.timedelta) -> None:
        told = self._told
        if told is None:
            with self._db.reading() as session:
                told = dt.timedelta(milliseconds=agenda.clock_warning(session))
        self._told = told
        # Seconds that drift by are not told anew each time, but the end of it is.
        if bool(told) is bool(apart) and abs(apart - told) <= STEP:
            return
        apart_ms, now = _ms(apart), self._clock()
        _log.warning("the machine's clock is %d ms ahead of the conference's", apart_ms)
        self._db.write(lambda s: agenda.note_clock_step(s, apart_ms=apart_ms, at=now, by=SYSTEM))
        self._told = apart

    def _settle(self, last_alive: dt.datetime | None) -> None:
        now = self._clock()
        try:
            self._db.write(
                lambda s: agenda.note_restart(s, last_alive=last_alive, at=now, by=SYSTEM)
            )
        except Refusal as refusal:
            _log.warning("whether an item ran on for long is not known: %s", refusal.code)

    def _nothing_counts(self) -> bool:
        with self._db.reading() as session:
            return agenda.nothing_counts(session)

    def _loop(self) -> None:
        noted_s = self._clock.seconds()
        while not self._stopping.wait(LOOK_EVERY_S):
            with one_round("the watch over the clock"):
                self.round()
            if self._clock.seconds() - noted_s >= NOTE_EVERY_S:
                noted_s = self._clock.seconds()
                self.note_alive()


def no_choice(who: Who, *, follow: bool) -> None:  # noqa: ARG001 - as ClockWatch.choose
    """Choose between two clocks where there is only one.

    Raises:
        ClocksAgree: always.
    """
    raise ClocksAgree


def _ms(span: dt.timedelta) -> int:
    return span // dt.timedelta(milliseconds=1)
