"""What every test may ask for: a database of its own, a conference in it, a set clock."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from conference.database import Database
from tests.browser import browser, day, fresh_day, open_page, todays_demo
from tests.factories import SetClock, make_conference, make_database

# One browser for all: a second one in the same process is refused.
__all__ = ["browser", "clock", "day", "db", "empty_db", "fresh_day", "open_page", "todays_demo"]

# Thousands of tests leave a large heap behind, which the collector would walk through again and
# again.
gc.set_threshold(50_000, 50, 50)

# A busy laptop is not a fault: no deadline per example.
settings.register_profile("hoinghi", deadline=None, max_examples=60)
settings.load_profile("hoinghi")


@pytest.fixture
def empty_db(tmp_path: Path) -> Iterator[Database]:
    """A database with tables and no conference."""
    db = make_database(tmp_path)
    yield db
    db.close()


@pytest.fixture
def db(empty_db: Database) -> Database:
    """A database with a conference of one sitting."""
    make_conference(empty_db)
    return empty_db


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands at 13:42 of the conference's day."""
    return SetClock()
