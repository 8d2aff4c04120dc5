"""A database that cannot be read is a refusal, and no name of a delegate reaches the log."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from conference.database import Database
from conference.delegates import Unit
from conference.refusals import NotReadable
from tests.factories import make_conference, make_database


def test_trouble_of_the_disk_while_reading_is_a_refusal(db: Database) -> None:
    with pytest.raises(NotReadable), db.reading() as session:
        session.execute(text("SELECT 1"))
        raise OperationalError("SELECT", {}, OSError("disk I/O error"))


def test_a_mistake_of_ours_while_reading_stays_a_mistake(db: Database) -> None:
    with pytest.raises(IntegrityError), db.reading():
        raise IntegrityError("SELECT", {}, ValueError("ours"))


def test_a_failing_statement_does_not_show_what_it_was_given(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    db.write(lambda s: s.add(Unit(name="Đơn vị của ông Nguyễn Văn Kín")))

    with pytest.raises(IntegrityError) as failed:
        db.write(lambda s: s.add(Unit(name="Đơn vị của ông Nguyễn Văn Kín")))

    assert "Nguyễn Văn Kín" not in str(failed.value)
    assert "Nguyễn Văn Kín" not in caplog.text


def test_a_command_line_may_open_the_file_while_the_server_writes(tmp_path: Path) -> None:
    serving, other = make_database(tmp_path), Database()
    make_conference(serving)
    url = f"sqlite:///{tmp_path}/conference.sqlite"
    opened: list[bool] = []

    def open_it() -> None:
        other.open(url)
        opened.append(True)

    opening = threading.Thread(target=open_it)
    # Begun while the writer holds the lock: it has to wait for the commit, not be refused.
    serving.write(lambda _session: opening.start())
    opening.join(30)

    serving.close()
    other.close()
    assert opened == [True]
