"""The mark that says when the server was last alive, and what its clock showed then.

Written every few seconds without waiting for the disk: a mark that is some seconds old costs
nothing, a half-written one would, and so it is renamed into place.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from conference.clock import from_ms

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Mark:
    """When the server was last alive, and with which conference open.

    `boot` and `count_s` are the machine's run and its count of seconds at that moment
    (`conference.clock`), `kept_ms` by how much the machine's clock is knowingly not followed.
    """

    conference: str
    alive_ms: int
    boot: str
    count_s: float
    kept_ms: int = 0

    @property
    def alive(self) -> dt.datetime:
        """When the server was last alive, by the conference's clock."""
        return from_ms(self.alive_ms)

    def of_this_run(self, *, boot: str, count_s: float) -> bool:
        """Whether the machine has not been started anew since."""
        return bool(boot) and boot == self.boot and count_s >= self.count_s

    def goes_on(self, wall: dt.datetime, *, boot: str, count_s: float) -> dt.datetime:
        """Give what the conference's clock shows now.

        In the same run of the machine it never stopped. In another one the machine is believed,
        but not that it is earlier than it was.
        """
        if self.of_this_run(boot=boot, count_s=count_s):
            return self.alive + dt.timedelta(seconds=count_s - self.count_s)
        return max(wall, self.alive)


def read_mark(file: Path) -> Mark | None:
    """Read the mark; None where there is none that makes sense."""
    try:
        mark = Mark(**json.loads(file.read_text(encoding="utf-8")))
        mark.goes_on(mark.alive, boot=mark.boot, count_s=mark.count_s)
        dt.timedelta(milliseconds=mark.kept_ms)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, OverflowError) as exc:
        _log.warning("when the server was last alive is not known: %s", exc)
        return None
    return mark


def write_mark(file: Path, mark: Mark) -> None:
    """Write the mark in one piece; a disk that will not take it stops nobody."""
    unfinished = file.with_name(file.name + ".unfinished")
    try:
        unfinished.write_text(json.dumps(asdict(mark)), encoding="utf-8")
        unfinished.replace(file)
    except OSError as exc:
        _log.warning("that the server is alive could not be noted: %s", exc)
