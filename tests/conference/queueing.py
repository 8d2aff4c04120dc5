"""Keeps the writer busy so that commands queue up behind it in a known order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any, Self

from sqlalchemy import event

from conference.database import Database

PATIENCE_S = 30.0


class BusyWriter:
    """Inside the block the one writer is held in a command; on leaving it goes on."""

    def __init__(self, db: Database) -> None:
        self._db, self._busy, self._go = db, threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._hold, daemon=True)

    def _hold(self) -> None:
        self._db.write(lambda _: (self._busy.set(), self._go.wait(PATIENCE_S)))

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._busy.wait(PATIENCE_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._go.set()
        self._thread.join(PATIENCE_S)


def write_together(db: Database, commands: Sequence[Callable[..., Any]]) -> list[Any]:
    """Queue all commands in their order, so that one flush takes them; give what became of each."""
    outcomes: list[Any] = [None] * len(commands)

    def write(nth: int) -> None:
        try:
            outcomes[nth] = db.write(commands[nth])
        except Exception as exc:  # noqa: BLE001 - the test looks at it
            outcomes[nth] = exc

    threads = [
        threading.Thread(target=write, args=(nth,), daemon=True) for nth in range(len(commands))
    ]
    with BusyWriter(db):
        for nth, thread in enumerate(threads):
            thread.start()
            while db._writer._queue.qsize() <= nth:  # type: ignore[union-attr]
                thread.join(0.001)
    for thread in threads:
        thread.join(PATIENCE_S)
        assert not thread.is_alive(), "a command never came back"
    return outcomes


class Commits:
    """Counts the commits of the writer from now on."""

    def __init__(self, db: Database) -> None:
        self.count = 0
        event.listen(db._writer._engine, "commit", self._one_more)  # type: ignore[union-attr]

    def _one_more(self, _connection: object) -> None:
        self.count += 1
