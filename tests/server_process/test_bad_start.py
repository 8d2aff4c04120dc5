"""Where `hoinghi serve` cannot run it says in one sentence what to do, and ends with a code."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import sqlite3
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.commands import cli
from server.folder import DataFolder
from tests.factories import make_conference, make_database
from tests.running import HOINGHI

LISTENING_IS_A_FAILURE_S = 30.0
# Root may write everywhere; without this one right it is refused like anybody else.
AS_ANYBODY = [shutil.which("setpriv") or "setpriv", "--bounding-set=-dac_override"]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A data folder with a conference."""
    data = DataFolder(tmp_path / "data")
    data.prepare()
    db = make_database(data.conferences, "morning.db")
    make_conference(db)
    db.close()
    return data


def refused(folder: Path, *before: str, **settings: str) -> str:
    """Start the server where it cannot run; give its one sentence."""
    own = {
        "HOINGHI_DATA_DIR": str(folder),
        "HOINGHI_HOST": "127.0.0.1",
        "HOINGHI_PORT": "0",
        "HOINGHI_VIRTUAL_PRINTER_PORT": "0",
    }
    done = subprocess.run(
        [*before, HOINGHI, "serve"],
        env=os.environ | own | settings,
        capture_output=True,
        text=True,
        timeout=LISTENING_IS_A_FAILURE_S,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert not done.stdout
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith("Error: ")
    return sentence


def test_a_port_that_another_program_has_is_named(folder: DataFolder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        sentence = refused(folder.path, HOINGHI_PORT=port)

    assert port in sentence
    assert "HOINGHI_PORT" in sentence


def test_a_data_folder_that_cannot_be_written_is_named(folder: DataFolder):
    folder.path.chmod(0o555)
    not_root = AS_ANYBODY if os.geteuid() == 0 else []

    sentence = refused(folder.path, *not_root)

    folder.path.chmod(0o755)
    assert str(folder.path) in sentence
    assert "HOINGHI_DATA_DIR" in sentence


def test_a_file_in_the_place_of_the_data_folder_is_named(tmp_path: Path):
    (tmp_path / "data").touch()

    sentence = refused(tmp_path / "data")

    assert "HOINGHI_DATA_DIR" in sentence


def test_a_folder_that_another_server_uses_is_named(folder: DataFolder):
    with (folder.path / "server.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        sentence = refused(folder.path)

    assert str(folder.path) in sentence


def test_a_database_of_a_newer_version_is_left_as_it_is(folder: DataFolder):
    file = folder.file_of("morning")
    with sqlite3.connect(file) as newer:
        newer.execute("UPDATE alembic_version SET version_num = 'ffff'")
    newer.close()
    before = file.read_bytes()

    sentence = refused(folder.path)

    assert "morning.db" in sentence
    assert "phiên bản hoinghi mới hơn" in sentence
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_left_as_it_is(folder: DataFolder):
    file = folder.file_of("morning")
    file.write_bytes(b"a spreadsheet, perhaps" * 100)

    sentence = refused(folder.path)

    assert "morning.db" in sentence
    assert file.read_bytes() == b"a spreadsheet, perhaps" * 100


def test_an_empty_data_folder_asks_for_a_conference(tmp_path: Path):
    sentence = refused(tmp_path / "data")

    assert "hội nghị" in sentence


def test_a_printer_address_that_cannot_be_used_is_named(folder: DataFolder):
    sentence = refused(folder.path, HOINGHI_PRINTER="usb://x")

    assert "usb://x" in sentence
    assert "tcp://" in sentence


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eight thousand"), ("PORT", "80000"), ("LANGUAGE", "fr"), ("PRINTER_MODEL", "laser")],
)
def test_a_setting_that_cannot_be_used_is_named(folder: DataFolder, name: str, value: str):
    settings = {"HOINGHI_DATA_DIR": str(folder.path), f"HOINGHI_{name}": value}

    said = CliRunner().invoke(cli, ["serve"], env=settings)

    assert said.exit_code == 1
    [sentence] = said.output.splitlines()
    assert name.lower() in sentence


def test_a_misspelt_setting_in_the_file_is_named(folder: DataFolder, tmp_path: Path):
    config = tmp_path / "hoinghi.toml"
    config.write_text("prot = 8001\n", encoding="utf-8")
    settings = {"HOINGHI_DATA_DIR": str(folder.path), "HOINGHI_CONFIG": str(config)}

    said = CliRunner().invoke(cli, ["serve"], env=settings)

    assert said.exit_code == 1
    [sentence] = said.output.splitlines()
    assert "prot" in sentence
