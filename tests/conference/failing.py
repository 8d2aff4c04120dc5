"""A command that does its work and then fails, as a bug would make it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from conference.database import Database
from tests.factories import AT


class Fault(Exception):  # noqa: N818 - a bug, not an error of ours
    """A bug."""


def failing_after(db: Database, work: Callable[[Session, dt.datetime], Any]) -> None:
    """Run a command that fails after its work is done."""

    def command(session: Session) -> None:
        work(session, AT)
        session.flush()
        raise Fault

    with pytest.raises(Fault):
        db.write(command)
