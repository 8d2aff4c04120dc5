"""The first start may be cut off at any moment; the next one makes what is missing."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest

import server.making
from conference.identity import ConferenceExists
from conference.operators import Role, all_operators
from server.conferences import has_conference, open_database, open_name
from server.folder import DataFolder
from server.making import make_demo, make_from_plan
from server.settings import Settings
from tests.factories import SetClock


class PowerCutError(Exception):
    """Stands for a kill at this very place."""


def prepared(path: Path) -> tuple[Settings, DataFolder]:
    folder = DataFolder(path)
    folder.prepare()
    return Settings(data_dir=path), folder


@pytest.mark.parametrize("cut_at", ["add_operator", "write_sample_invitations", "write_private"])
def test_a_demo_that_was_cut_off_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut_at: str
) -> None:
    settings, folder = prepared(tmp_path)

    def cut(*_args: object, **_words: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as patched:
        patched.setattr(server.making, cut_at, cut)
        with pytest.raises(PowerCutError):
            make_demo(settings, folder, SetClock())
    left = has_conference(settings, folder)
    make_demo(settings, folder, SetClock())

    db = open_database(settings, folder)
    with db.reading() as session:
        operators = len(all_operators(session))
    db.close()
    assert (left, operators) == (False, len(Role))
    assert folder.sign_in_file.read_text(encoding="utf-8").count("\n") == len(Role)
    assert (folder.invitations / "so-khcn-demo.pdf").exists()


def test_a_second_demo_never_overwrites_the_first(tmp_path: Path, demo_folder: Path) -> None:
    shutil.copytree(demo_folder, tmp_path, dirs_exist_ok=True)
    settings, folder = prepared(tmp_path)
    before = folder.sign_in_file.read_text(encoding="utf-8")

    with pytest.raises(ConferenceExists):
        make_demo(settings, folder, SetClock())

    assert folder.sign_in_file.read_text(encoding="utf-8") == before


def test_a_conference_from_a_plan_is_chosen(tmp_path: Path) -> None:
    settings, folder = prepared(tmp_path)

    make_from_plan(
        settings, folder, SetClock(), plan_name="so-khcn-2025", held_on=dt.date(2026, 12, 1)
    )

    db = open_database(settings, folder)
    assert open_name(db) == folder.open_name == "so-khcn-2025"
    db.close()


def test_a_database_named_by_its_address_is_asked_whether_it_has_a_conference(
    tmp_path: Path,
) -> None:
    _, folder = prepared(tmp_path)
    settings = Settings(data_dir=tmp_path, database_url=f"sqlite:///{tmp_path}/elsewhere.db")

    before = has_conference(settings, folder)
    make_demo(settings, folder, SetClock())

    assert (before, has_conference(settings, folder)) == (False, True)
    assert (folder.invitations / "so-khcn-demo.pdf").exists()


def test_an_empty_key_file_is_no_key(tmp_path: Path) -> None:
    _, folder = prepared(tmp_path)
    (tmp_path / "secret.key").write_text("\n", encoding="ascii")

    key = folder.secret_key()

    assert len(key) == 64
    assert folder.secret_key() == key
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_a_chosen_conference_that_is_gone_is_not_opened(tmp_path: Path) -> None:
    _, folder = prepared(tmp_path)
    folder.choose("gone")
    sqlite3.connect(folder.file_of("there")).close()

    assert folder.open_name == "there"
