"""A database that cannot be opened is refused with what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from conference.database import Database
from conference.refusals import DatabaseUnreadable
from tests.factories import make_database


@pytest.mark.parametrize("url", ["nonsense", "nosuchdatabase://host/name", "mysql://host/name"])
def test_an_address_that_names_no_database_of_ours_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnreadable) as refused:
        Database().open(url)

    assert refused.value.details["name"] == "HOINGHI_DATABASE_URL"


def test_the_reason_is_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "not a file"
    folder.mkdir()

    with pytest.raises(DatabaseUnreadable) as refused:
        Database().open(f"sqlite:///{folder}")

    assert "\n" not in str(refused.value.details["why"])


def test_a_file_that_may_not_be_written_is_refused_before_the_doors_open(tmp_path: Path) -> None:
    make_database(tmp_path, "closed.sqlite").close()
    before = (tmp_path / "closed.sqlite").read_bytes()

    # Read-only by the address: the superuser may write whatever the mode of a file says.
    with pytest.raises(DatabaseUnreadable):
        Database().open(f"sqlite:///file:{tmp_path}/closed.sqlite?mode=ro&uri=true")

    assert (tmp_path / "closed.sqlite").read_bytes() == before
