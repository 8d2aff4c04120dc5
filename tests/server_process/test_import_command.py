"""`hoinghi delegates import FILE`: a preview in the terminal, answers as options, written once."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from server.commands import cli
from server.folder import DataFolder
from tests.factories import GROUP, make_conference, make_database
from tests.server.importing import HEADER, UNIT, a_list, xlsx


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a conference of two groups and nobody in it."""
    data = DataFolder(tmp_path / "data")
    data.prepare()
    db = make_database(data.conferences, "morning.db")
    make_conference(db)
    db.close()
    return data.path


def run(folder: Path, data: bytes, *options: str, said: str | None = None) -> Result:
    file = folder / "danh sách.xlsx"
    file.write_bytes(data)
    settings: dict[str, Any] = {"HOINGHI_DATA_DIR": str(folder)}
    return CliRunner().invoke(
        cli, ["delegates", "import", str(file), *options], env=settings, input=said
    )


def listed(folder: Path) -> list[dict[str, str]]:
    done = CliRunner().invoke(cli, ["delegates", "list"], env={"HOINGHI_DATA_DIR": str(folder)})
    return list(csv.DictReader(io.StringIO(done.output)))


def test_a_file_is_shown_and_written_when_it_is_confirmed(folder: Path) -> None:
    done = run(folder, a_list("Võ Tám", "An Bình"), said="y\n")

    assert done.exit_code == 0, done.output
    assert "     2  new" in done.output
    assert "2 thêm mới" in done.output
    assert [(one["name"], one["group"]) for one in listed(folder)] == [
        ("An Bình", GROUP),
        ("Võ Tám", GROUP),
    ]


def test_nothing_is_written_where_it_is_not_confirmed(folder: Path) -> None:
    done = run(folder, a_list("Võ Tám"), said="n\n")

    assert "Chưa ghi gì" in done.output
    assert listed(folder) == []


def test_a_second_run_changes_nothing(folder: Path) -> None:
    run(folder, a_list("Võ Tám"), "--yes")

    done = run(folder, a_list("Võ Tám"), "--yes")

    assert "0 thêm mới, 0 thay đổi, 0 rút" in done.output


def test_a_section_that_nobody_knows_is_named_and_can_be_said(folder: Path) -> None:
    data = a_list("Võ Tám", group="Khối A")

    refused = run(folder, data, "--yes")
    done = run(folder, data, "--yes", "--section", "Khối A=Doanh nghiệp")

    assert refused.exit_code == 1
    assert "group?: Khối A (1)" in refused.output
    assert "chưa rõ thành phần" in refused.output
    assert done.exit_code == 0, done.output
    assert listed(folder)[0]["group"] == "Doanh nghiệp"


def test_namesakes_are_named_and_answered(folder: Path) -> None:
    run(folder, a_list("Võ Tám", "An Bình"), "--yes")
    moved = a_list("Võ Tám", "An Bình", unit="Sở Y tế")

    refused = run(folder, moved, "--yes")
    done = run(folder, moved, "--yes", "--person", "Danh sách!2=1", "--others")

    assert f"ask: Danh sách!2: Võ Tám, Sở Y tế: 1 = Võ Tám, {UNIT}?" in refused.output
    assert "1 thêm mới, 1 thay đổi" in done.output


def test_an_answer_without_its_row_is_refused(folder: Path) -> None:
    assert run(folder, a_list("Võ Tám"), "--person", "other").exit_code == 2


def test_faults_are_told_with_their_cells(folder: Path) -> None:
    rows = [[*HEADER, "Ngày sinh", "Ghế"], [1, "Võ Tám", "", UNIT, GROUP, "31/02/1975", "x" * 40]]

    done = run(folder, xlsx([*rows, [2, "An Bình", "", UNIT, GROUP, "hôm qua", ""]]), "--yes")

    assert "warning: Danh sách!F3" in done.output
    assert "error: Danh sách!G2" in done.output
    assert [one["name"] for one in listed(folder)] == ["An Bình"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"%PDF-1.7", "không phải bảng tính"), (b"x" * (5 * 1024**2 + 1), "Tệp lớn hơn 5 MB")],
)
def test_a_file_that_is_no_list_is_one_sentence(folder: Path, data: bytes, sentence: str) -> None:
    done = run(folder, data, "--yes")

    assert done.exit_code == 1
    assert sentence in done.output
    assert listed(folder) == []
