"""What is typed: the list, codes, operators, plans, and the look-over before the day."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.commands import cli


@pytest.fixture
def folder(tmp_path: Path, demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copied = tmp_path / "data"
    shutil.copytree(demo_folder, copied)
    monkeypatch.setenv("HOINGHI_DATA_DIR", str(copied))
    return copied


def hoinghi(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def test_the_list_is_csv_and_can_be_searched(folder: Path) -> None:
    everybody = list(csv.reader(io.StringIO(hoinghi("delegates", "list").stdout)))
    found = list(
        csv.reader(io.StringIO(hoinghi("delegates", "list", "--query", "mai bao anh").stdout))
    )

    assert everybody[0] == ["card_number", "name", "position", "unit", "group", "seat"]
    assert len(everybody) == 151
    assert [row[1] for row in found[1:]] == ["Mai Mai Bảo Ánh"]


def test_codes_can_be_read_by_people_and_by_programs(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(hoinghi("codes", "--csv").stdout)))
    lines = hoinghi("codes").stdout.splitlines()

    assert list(rows[0]) == ["delegate", "code"]
    assert all(len(row["code"]) == 27 and row["code"].isdigit() for row in rows)
    assert lines[0] == f"{rows[0]['code']}  0001  {rows[0]['delegate']}"


def test_operators_are_added_reset_and_listed(folder: Path) -> None:
    added = hoinghi("operator", "add", "mien", "--name", "Nguyễn Thị Miền", "--role", "admin")
    reset = hoinghi("operator", "reset", "mien")
    listed = hoinghi("operator", "list").stdout
    twice = hoinghi("operator", "add", "MIEN", "--role", "mc")
    unknown = hoinghi("operator", "reset", "nobody")

    assert added.stdout.startswith("mien\t")
    assert reset.stdout.startswith("mien\t")
    assert added.stdout != reset.stdout
    assert "mien\tadmin\tNguyễn Thị Miền" in listed
    assert (twice.exit_code, unknown.exit_code) == (1, 1)
    assert "Tên đăng nhập này đã có người dùng" in twice.stderr


def test_plans_are_named_and_become_conferences_of_a_day(folder: Path) -> None:
    named = [line.split("\t") for line in hoinghi("plan", "list").stdout.splitlines()]
    loaded = hoinghi("plan", "load", "so-khcn-2025", "--date", "2026-12-01")
    again = hoinghi("plan", "load", "so-khcn-2025")
    unknown = hoinghi("plan", "load", "nowhere")

    limits = {name: limit for name, _, limit in named}
    assert named[0][1].startswith("Hội nghị tuyên dương điển hình tiên tiến")
    assert (limits["so-khcn-2025"], limits["so-noi-vu-2025"]) == ("trước ngày 25/8/2025", "—")
    assert "01/12/2026" in loaded.stdout
    assert "quá thời hạn của kế hoạch (trước ngày 25/8/2025)" in loaded.stdout
    assert (again.exit_code, unknown.exit_code) == (1, 1)
    assert "so-khcn-2025" in unknown.stderr


def test_a_plan_for_several_tiers_is_loaded_for_one(folder: Path) -> None:
    loaded = hoinghi(
        "plan", "load", "tp-hai-phong-2019", "--tier", "grassroots", "--date", "2020-04-01"
    )
    refused = hoinghi("plan", "load", "so-noi-vu-2025", "--tier", "city")

    with closing(sqlite3.connect(folder / "conferences" / "tp-hai-phong-2019.db")) as made:
        (name,) = made.execute("SELECT name FROM conference").fetchone()
    assert name == "Hội nghị biểu dương người tốt, việc tốt"
    assert "quá thời hạn của kế hoạch (Quý I năm 2020)" in loaded.stdout
    assert refused.exit_code == 1
    assert "không có hội nghị cấp city" in refused.stderr
    assert not (folder / "conferences" / "so-noi-vu-2025.db").exists()


def test_a_plan_loaded_in_time_is_not_called_late(folder: Path) -> None:
    last_day = hoinghi("plan", "load", "so-khcn-2025", "--date", "2025-08-24").stdout
    no_limit = hoinghi("plan", "load", "so-noi-vu-2025", "--date", "2026-12-01").stdout

    assert "thời hạn" not in last_day + no_limit


def test_a_demo_is_not_made_over_another(folder: Path) -> None:
    assert hoinghi("demo", "--if-none").exit_code == 0
    assert hoinghi("demo").exit_code == 1


def test_a_healthy_machine_passes_the_look_over(folder: Path) -> None:
    looked = hoinghi("doctor")

    assert looked.exit_code == 0, looked.stdout
    assert "(150)" in looked.stdout


def test_a_tampered_journal_is_named_before_the_doors_open(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "conferences" / "so-khcn-demo.db")) as raw, raw:
        raw.execute("UPDATE journal SET \"by\" = 'operator:9' WHERE id = 2")

    looked = hoinghi("doctor")

    assert looked.exit_code == 1
    assert "journal altered at entry 2" in looked.stdout


def test_a_printer_that_is_away_fails_the_look_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOINGHI_PRINTER", "tcp://127.0.0.1:1")

    looked = hoinghi("doctor")

    assert looked.exit_code == 1
    assert "offline" in looked.stdout


def test_an_empty_folder_fails_the_look_over_with_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOINGHI_DATA_DIR", str(tmp_path / "nothing"))

    looked = hoinghi("doctor")

    assert looked.exit_code == 1
    assert "hoinghi demo" in looked.stdout


def test_invitations_of_a_conference_that_is_not_there_leave_no_file(folder: Path) -> None:
    before = sorted((folder / "conferences").iterdir())

    asked = hoinghi("invitations", "--conference", "nope")

    assert asked.exit_code == 1
    assert sorted((folder / "conferences").iterdir()) == before


def test_an_unknown_command_is_said_to_be_unknown() -> None:
    assert hoinghi("dance").exit_code == 2
