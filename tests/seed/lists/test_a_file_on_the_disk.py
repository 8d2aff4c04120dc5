"""A file is read from its place on the disk, and tells how far it is."""

from __future__ import annotations

import pytest

from seed.lists.reading import read_list
from seed.lists.refused import TooLarge
from tests.seed.lists.workbooks import HEADER, write, xlsx


def test_a_long_list_tells_its_progress(tmp_path):
    rows = [HEADER, *([n, f"Lê Kiên {n}", "a", "b"] for n in range(1, 1200))]
    file, told = write(tmp_path / "danh sách.xlsx", xlsx(rows)), []

    found = read_list(file, file_name="a.xlsx", progress=lambda *far: told.append(far))

    assert (found.file_name, len(found.people)) == ("a.xlsx", 1199)
    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]


def test_a_file_above_the_limit_is_not_even_opened(tmp_path):
    file = write(tmp_path / "a.xlsx", b"a" * (5 * 1024**2 + 1))

    with pytest.raises(TooLarge) as refused:
        read_list(file, file_name="a.xlsx")

    assert refused.value.details == {"limit_mb": 5}
