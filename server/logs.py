"""What is written to standard error: one line per thing worth knowing, no personal data."""

from __future__ import annotations

import logging


def set_up_logs(level: str) -> None:
    """Send every log to standard error, times in the machine's zone."""
    logging.basicConfig(
        level=level.upper(),
        format="%(asctime)s %(levelname)-7s %(name)s: %(message)s",
        datefmt="%H:%M:%S",
        # python-escpos sets the root logger up when it is imported; ours is the one that counts.
        force=True,
    )
    # The socket library names every packet; its contents are the delegates'.
    for noisy in ("engineio", "socketio", "werkzeug", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
