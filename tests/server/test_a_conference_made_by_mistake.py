"""A conference made by mistake is put aside, whole, and brought back; nothing is ever deleted."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import make_url

from conference.identity import ConferenceExists
from conference.refusals import NotFound, NotRecorded
from server.commands import cli
from server.folder import DataFolder
from server.removing import NOTE, remove_conference, removed_conferences, restore_conference
from server.work.job import ASKED
from tests.factories import AT, BY, new_id
from tests.server.conftest import HTML, Served

OPEN = "so-khcn-demo"
MISTAKE = "tao-nham"


def put_beside(folder: DataFolder, name: str = MISTAKE) -> dict[str, bytes]:
    """Give the folder a second conference with all that can belong to one; give its files."""
    source = folder.file_of(OPEN)
    with (
        closing(sqlite3.connect(source)) as one,
        closing(sqlite3.connect(folder.file_of(name))) as copy,
    ):
        one.backup(copy)
    shutil.copy(folder.file_of(name), folder.file_of(f"{name}.rehearsal"))
    for file in (
        folder.invitations / f"{name}.pdf",
        folder.invitations / f"{name}.rehearsal.zip",
        folder.sheets_of(name) / "0001.png",
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(file.name.encode())
    job = folder.jobs / new_id() / ASKED
    job.parent.mkdir(parents=True)
    job.write_text(json.dumps({"database_url": f"sqlite:///{folder.file_of(name)}"}))
    return files(folder, name)


def files(folder: DataFolder, name: str) -> dict[str, bytes]:
    """Give what lies in the folder under this name, but for what was put aside."""
    return {
        str(file.relative_to(folder.path)): file.read_bytes()
        for file in folder.path.rglob("*")
        if file.is_file()
        and "removed" not in file.parts
        and (name in str(file) or (file.name == ASKED and f"/{name}.db" in file.read_text()))
        and not file.name.endswith(("-wal", "-shm"))
    }


def remove(served: Served, name: str = MISTAKE, typed: str | None = None, **more: str) -> Any:
    body = {"typed": name if typed is None else typed}
    client = served.client(more.get("role", "admin"))
    return client.post(f"/admin/conferences/{name}/remove", json=body)


def code_of(answer: Any) -> str:
    return str(answer.json["error"]["code"])


def test_it_goes_with_all_that_belongs_to_it_and_comes_back_as_it_was(served: Served) -> None:
    put_beside(served.folder, "cung-thu-muc")
    before, others = put_beside(served.folder), files(served.folder, "cung-thu-muc")

    answer = remove(served)
    gone, (note,) = files(served.folder, MISTAKE), removed_conferences(served.folder)
    restore_conference(served.folder, MISTAKE)

    assert answer.json == {"done": True, "name": MISTAKE}
    assert len(before) == 6
    assert gone == {}
    assert (note.folder, note.name) == ("2026-11-20-134200-tao-nham", MISTAKE)
    assert note.by == "operator:1"
    assert files(served.folder, MISTAKE) == before
    assert files(served.folder, "cung-thu-muc") == others
    assert removed_conferences(served.folder) == []


def test_the_page_lists_it_no_more_and_says_how_it_comes_back(served: Served) -> None:
    put_beside(served.folder)
    page = served.client("admin").get("/admin/conferences", headers=HTML).text
    assert f'data-role="ask-remove" data-name="{MISTAKE}"' in page
    assert f'data-role="ask-remove" data-name="{OPEN}"' not in page

    remove(served)

    page = served.client("admin").get("/admin/conferences", headers=HTML).text
    assert f'data-name="{MISTAKE}"' not in page
    assert "hoinghi conference restore 2026-11-20-134200-tao-nham" in page


@pytest.mark.parametrize("typed", ["", "tao-nhâm", OPEN])
def test_its_name_must_be_typed_once_more(served: Served, typed: str) -> None:
    before = put_beside(served.folder)

    assert code_of(remove(served, typed=typed)) == "name_not_repeated"
    assert files(served.folder, MISTAKE) == before


def test_the_open_one_stays_even_while_it_is_rehearsed(served: Served) -> None:
    put_beside(served.folder)
    first = remove(served, OPEN)
    served.client("admin").post("/admin/rehearsal", json={"command": "begin"})

    second = remove(served, OPEN)

    assert (code_of(first), code_of(second)) == ("conference_is_open", "conference_is_open")
    assert served.folder.file_of(OPEN).is_file()


def test_one_at_whose_door_somebody_was_checked_in_stays(served: Served) -> None:
    served.scan(served.codes[0])
    before = put_beside(served.folder)

    answer = remove(served)

    assert code_of(answer) == "conference_has_arrivals"
    assert "1 lượt điểm danh" in answer.json["error"]["sentence"]
    assert files(served.folder, MISTAKE) == before


def test_a_file_that_nobody_can_read_stays(served: Served) -> None:
    served.folder.file_of("hong").write_bytes(b"no database" * 100)

    assert code_of(remove(served, "hong")) == "database_unreadable"
    assert served.folder.file_of("hong").is_file()


def test_what_is_not_there_or_not_the_organisers_is_refused(served: Served) -> None:
    put_beside(served.folder)

    assert remove(served, "nowhere").status_code == 404
    assert remove(served, role="supervisor").status_code == 403
    assert MISTAKE in served.folder.names()


def test_with_postgresql_there_is_no_folder_to_choose_from(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served.db, "url", make_url("postgresql+psycopg://localhost/hoinghi"))

    assert code_of(remove(served)) == "conferences_need_files"


@pytest.fixture
def folder(tmp_path: Path, demo_folder: Path) -> DataFolder:
    shutil.copytree(demo_folder, tmp_path / "data")
    return DataFolder(tmp_path / "data")


def put_aside(folder: DataFolder) -> str:
    note = remove_conference(folder, MISTAKE, typed=MISTAKE, open_now=OPEN, at=AT, by=BY)
    return note.folder


def test_two_of_one_name_and_one_second_lie_side_by_side(folder: DataFolder) -> None:
    put_beside(folder)
    first = put_aside(folder)
    put_beside(folder)
    second = put_aside(folder)

    restored = restore_conference(folder, first)

    assert (first, second) == ("2026-11-20-134200-tao-nham", "2026-11-20-134200-tao-nham-2")
    assert restored.folder == first
    assert [one.folder for one in removed_conferences(folder)] == [second]


def test_where_the_name_is_taken_it_comes_back_under_another(folder: DataFolder) -> None:
    before = put_beside(folder)
    put_aside(folder)
    put_beside(folder)

    with pytest.raises(ConferenceExists):
        restore_conference(folder, MISTAKE)
    back = restore_conference(folder, MISTAKE, "lay-lai")

    assert back.name == "lay-lai"
    assert removed_conferences(folder) == []
    assert {"tao-nham", "lay-lai"} <= set(folder.names())
    assert sorted(files(folder, "lay-lai").values()) == sorted(
        content for path, content in before.items() if not path.startswith("jobs")
    )


def test_a_job_that_nobody_can_read_stays_and_hinders_nothing(folder: DataFolder) -> None:
    put_beside(folder)
    broken = folder.jobs / new_id() / ASKED
    broken.parent.mkdir()
    broken.write_text("{", encoding="utf-8")

    put_aside(folder)

    assert files(folder, MISTAKE) == {}
    assert broken.is_file()


def test_a_note_that_nobody_can_read_hides_no_other(folder: DataFolder) -> None:
    put_beside(folder)
    broken = put_aside(folder)
    put_beside(folder)
    whole = put_aside(folder)

    (folder.removed / broken / NOTE).write_text("", encoding="utf-8")

    assert [one.folder for one in removed_conferences(folder)] == [whole]


def test_what_was_never_put_aside_does_not_come_back(folder: DataFolder) -> None:
    with pytest.raises(NotFound):
        restore_conference(folder, MISTAKE)


@pytest.mark.parametrize("at_the_file", [1, 4])
def test_where_the_disk_refuses_everything_stays_where_it_was(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, at_the_file: int
) -> None:
    before, rename, moved = put_beside(folder), Path.rename, []

    def refuse_one(source: Path, target: Path) -> Path:
        moved.append(source)
        if len(moved) == at_the_file:
            raise PermissionError(13, "in use")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", refuse_one)
    with pytest.raises(NotRecorded):
        put_aside(folder)
    monkeypatch.undo()

    assert files(folder, MISTAKE) == before
    assert removed_conferences(folder) == []


def test_where_the_disk_refuses_nothing_comes_back_halfway(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_beside(folder)
    aside, rename, moved = put_aside(folder), Path.rename, []

    def refuse_the_third(source: Path, target: Path) -> Path:
        moved.append(source)
        if len(moved) == 3:
            raise PermissionError(13, "in use")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", refuse_the_third)
    with pytest.raises(NotRecorded):
        restore_conference(folder, MISTAKE)
    monkeypatch.undo()

    assert files(folder, MISTAKE) == {}
    assert [one.folder for one in removed_conferences(folder)] == [aside]


@pytest.fixture
def typing(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv("HOINGHI_DATA_DIR", str(folder.path))
    put_beside(folder)
    return folder


def hoinghi(*words: str, keys: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["conference", *words], input=keys)


def test_the_command_asks_for_the_name_and_says_how_to_go_back(typing: DataFolder) -> None:
    wrong = hoinghi("remove", MISTAKE, keys="so-khcn\n")
    done = hoinghi("remove", MISTAKE, keys=f"{MISTAKE}\n")
    (note,) = removed_conferences(typing)
    listed = hoinghi("list", "--removed")

    assert wrong.exit_code == 1
    assert "Tên gõ lại không đúng" in wrong.stderr
    assert done.exit_code == 0
    assert f"hoinghi conference restore {note.folder}" in done.stdout
    assert listed.stdout.split("\t")[:2] == [note.folder, MISTAKE]
    assert typing.names() == [OPEN]


def test_the_command_brings_it_back_under_the_wished_name(typing: DataFolder) -> None:
    hoinghi("remove", MISTAKE, "--confirm", MISTAKE)

    bad = hoinghi("restore", MISTAKE, "--as", "Tên xấu")
    back = hoinghi("restore", MISTAKE, "--as", "moi")
    listed = hoinghi("list").stdout.splitlines()

    assert (bad.exit_code, back.exit_code) == (1, 0)
    assert "Đã lấy lại hội nghị moi" in back.stdout
    assert listed == ["  moi", f"* {OPEN}"]


def test_the_command_refuses_the_open_one_and_what_is_not_there(typing: DataFolder) -> None:
    is_open = hoinghi("remove", OPEN, "--confirm", OPEN)
    nowhere = hoinghi("remove", "nowhere")
    never = hoinghi("restore", "nowhere")

    assert [one.exit_code for one in (is_open, nowhere, never)] == [1, 1, 1]
    assert "đang mở nên không bỏ được" in is_open.stderr
    assert "Không có hội nghị nowhere" in nowhere.stderr
    assert "Không có hội nghị nowhere" in never.stderr
    assert typing.names() == [OPEN, MISTAKE]


def test_without_any_conference_or_with_postgresql_there_is_nothing_to_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOINGHI_DATA_DIR", str(tmp_path))
    empty = hoinghi("list")
    monkeypatch.setenv("HOINGHI_DATABASE_URL", "postgresql+psycopg://localhost/hoinghi")
    other = hoinghi("list")

    assert (empty.exit_code, empty.stdout) == (0, "")
    assert other.exit_code == 1
    assert "PostgreSQL" in other.stderr
