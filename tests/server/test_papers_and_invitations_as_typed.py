"""What can be typed of papers and invitations: the same files as in the office, without it."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from server.commands import cli


@pytest.fixture
def folder(tmp_path: Path, demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copied = tmp_path / "data"
    shutil.copytree(demo_folder, copied)
    monkeypatch.setenv("HOINGHI_DATA_DIR", str(copied))
    return copied


def hoinghi(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def test_invitations_are_typed_in_either_layout(folder: Path) -> None:
    four = hoinghi("invitations")
    pages_of_four = len(PdfReader(four.stdout.strip()).pages)
    single = hoinghi("invitations", "--layout", "single")
    pages_of_one = len(PdfReader(single.stdout.strip()).pages)

    assert pages_of_one > 3 * pages_of_four
    assert Path(single.stdout.strip()).parent == folder / "invitations"


def test_invitations_are_typed_as_pictures(folder: Path) -> None:
    typed = hoinghi("invitations", "--pictures")

    with zipfile.ZipFile(typed.stdout.strip()) as found:
        names = found.namelist()
    assert len(names) > 100
    assert all(name.endswith(".png") for name in names)


def test_the_list_is_exported_and_what_was_made_on_the_way_is_gone(
    folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "danh-sach.csv"

    done = hoinghi("delegates", "export", str(target), "--query", "mai bao anh")

    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
    assert done.exit_code == 0
    assert [row["Họ và tên"] for row in rows] == ["Mai Mai Bảo Ánh"]
    assert list((folder / "jobs").iterdir()) == []


def test_an_export_that_cannot_be_made_says_why_and_leaves_no_file(
    folder: Path, tmp_path: Path
) -> None:
    unknown, never = tmp_path / "list.pdf", tmp_path / "version.docx"

    no_format = hoinghi("delegates", "export", str(unknown))
    no_version = hoinghi(
        "delegates", "export", str(never), "--paper", "list_version", "--number", "9"
    )

    assert no_format.exit_code == no_version.exit_code == 1
    assert "định dạng" in no_format.stderr
    assert "Không tìm thấy" in no_version.stderr
    assert not unknown.exists()
    assert not never.exists()
