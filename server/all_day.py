"""What goes on all day: a bug in one round is logged, and the next round comes.

Delivery to the screens and the watch over the clock have threads of their own. A bug that shows in
one state of the programme would end such a thread, and silence a room until the next restart.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_log = logging.getLogger(__name__)


@contextmanager
def one_round(of: str, *, passing: type[Exception] | tuple[()] = ()) -> Iterator[None]:
    """Do one round of something that goes on all day; `of` names it in the log.

    `passing` is no bug: whoever asks for the round answers it.
    """
    try:
        yield
    except passing:
        raise
    except Exception:  # noqa: BLE001 - a bug of one round ends no delivery
        _log.exception("one round of %s failed; it goes on", of)
