"""Conferences made by mistake are put aside, whole, into the folder `removed`, and brought back.

Nothing is ever deleted: what belongs to a conference moves together, with the day in the folder's
name and a note of who did it. Only a conference that is not open and at whose door nobody was
checked in goes; of a file that cannot be read nobody can say so, and it stays.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

from sqlalchemy import make_url

from admin.conferences import RemovedConference
from conference.clock import in_the_hall
from conference.copies import ConferenceNameBad
from conference.identity import ConferenceExists
from conference.refusals import N_, DatabaseUnreadable, NotFound, NotRecorded, Refusal
from server.folder import REHEARSAL_SUFFIX, SHORT_NAME, DataFolder, write_private
from server.job_folders import JobFolders, read_words

NOTE = "removed.json"
_BESIDE = ("-wal", "-shm", "")
_CALLED_BY_NAME = ("invitations", "sheets", "conferences")
_PARTS = ("jobs", *_CALLED_BY_NAME)


class ConferenceIsOpen(Refusal):
    """The conference that is open cannot be put aside."""

    code = "conference_is_open"
    sentence = N_(
        "Hội nghị %(name)s đang mở nên không bỏ được. Vui lòng mở hội nghị khác trước; dữ liệu "
        "chưa thay đổi."
    )


class ConferenceHasArrivals(Refusal):
    """Somebody was checked in: this conference was no mistake."""

    code = "conference_has_arrivals"
    sentence = N_(
        "Hội nghị %(name)s đã có %(present)s lượt điểm danh nên không phải là hội nghị tạo nhầm; "
        "không bỏ được. Dữ liệu chưa thay đổi."
    )


class NameNotRepeated(Refusal):
    """The name that was typed is not the conference's."""

    code = "name_not_repeated"
    sentence = N_(
        "Tên gõ lại không đúng với tên ngắn %(name)s; chưa bỏ hội nghị nào. Vui lòng gõ đúng tên."
    )


def remove_conference(
    folder: DataFolder, name: str, *, typed: str, open_now: str, at: dt.datetime, by: str
) -> RemovedConference:
    """Put a conference aside with all that belongs to it; `typed` is its name, once more.

    Raises:
        NotFound: the folder has none of this name.
        NameNotRepeated, ConferenceIsOpen, ConferenceHasArrivals, DatabaseUnreadable: it stays.
        NotRecorded: the disk refuses; what had moved is back in its place.
    """
    if name not in folder.names():
        raise NotFound
    if typed.strip() != name:
        raise NameNotRepeated(name=name)
    if name == open_now.removesuffix(REHEARSAL_SUFFIX):
        raise ConferenceIsOpen(name=name)
    title, held_on, present = _looked_at(folder.file_of(name))
    if present:
        raise ConferenceHasArrivals(name=name, present=present)
    day = in_the_hall(at)
    aside = _free(folder.removed, f"{day:%Y-%m-%d-%H%M%S}-{name}")
    note = RemovedConference(aside.name, name, title, held_on, f"{day:%d/%m/%Y %Hh%M}", by)
    try:
        aside.mkdir(parents=True, mode=0o700)
        write_private(aside / NOTE, json.dumps(asdict(note), ensure_ascii=False))
        _move([(one, aside / one.relative_to(folder.path)) for one in _belongings(folder, name)])
    except OSError as exc:
        raise NotRecorded from exc
    return note


def removed_conferences(folder: DataFolder) -> list[RemovedConference]:
    """Give what was put aside and not brought back, the newest first.

    What has no note that can be read lies there for a person to look at.
    """
    notes = sorted(folder.removed.glob(f"*/{NOTE}"), reverse=True)
    return [
        RemovedConference(**words)
        for note in notes
        if (words := read_words(note)) and _lying_in(note.parent)
    ]


def restore_conference(
    folder: DataFolder, wanted: str, new_name: str | None = None
) -> RemovedConference:
    """Bring a conference back by its name (the newest of it) or by its folder's name.

    Under a new name it stands beside the one that has taken its own; its jobs know it by the old
    one and stay where they are, for what they made can be made again.

    Raises:
        NotFound: nothing of this name was put aside.
        ConferenceNameBad, ConferenceExists: nothing was moved.
        NotRecorded: the disk refuses; what had moved is back in its place.
    """
    found = (one for one in removed_conferences(folder) if wanted in {one.folder, one.name})
    note = next(found, None)
    if note is None:
        raise NotFound
    name, aside = new_name or note.name, folder.removed / note.folder
    if not SHORT_NAME.fullmatch(name):
        raise ConferenceNameBad
    parts = _PARTS if name == note.name else _CALLED_BY_NAME
    moves = [
        (one, folder.path / one.parent.name / _renamed(one.name, note.name, name))
        for one in _lying_in(aside, parts)
    ]
    if any(target.exists() for _, target in moves):
        raise ConferenceExists
    try:
        _move(moves)
    except OSError as exc:
        raise NotRecorded from exc
    (aside / NOTE).rename(aside / f"restored-{NOTE}")
    return replace(note, name=name)


def _belongings(folder: DataFolder, name: str) -> Iterator[Path]:
    """Give all that is a conference's and its rehearsal's, the databases last."""
    both = (name + REHEARSAL_SUFFIX, name)
    yield from _jobs(folder, both)
    papers = (folder.invitations / f"{one}{form}" for one in both for form in (".pdf", ".zip"))
    files = (folder.file_of(one) for one in both)
    databases = (file.with_name(file.name + more) for file in files for more in _BESIDE)
    yield from (one for one in (*papers, folder.sheets_of(name), *databases) if one.exists())


def _jobs(folder: DataFolder, names: tuple[str, ...]) -> Iterator[Path]:
    """Give the jobs of these conferences: another one of the same name must not show them."""
    urls = {
        make_url(f"sqlite:///{folder.file_of(one)}").render_as_string(hide_password=False)
        for one in names
    }
    for job_id, asked in JobFolders(folder.jobs).all_asked():
        if asked.get("database_url") in urls:
            yield folder.jobs / job_id


def _lying_in(aside: Path, parts: Sequence[str] = _PARTS) -> list[Path]:
    """Give what was put aside, in the order of `_belongings`: no database before its log."""
    found = (sorted(aside.glob(f"{part}/*"), reverse=True) for part in parts)
    return [one for some in found for one in some]


def _renamed(file_name: str, name: str, new_name: str) -> str:
    """Give a file's name with the conference's new one in front; a job is called by its number."""
    return file_name if name == new_name else new_name + file_name.removeprefix(name)


def _move(moves: list[tuple[Path, Path]]) -> None:
    """Move all or none: where one fails, those before it go back."""
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)
            done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            target.rename(source)
        raise


def _free(parent: Path, name: str) -> Path:
    """Give a folder that is not there yet; two of one second get a number."""
    wanted, nth = parent / name, 2
    while wanted.exists():
        wanted, nth = parent / f"{name}-{nth}", nth + 1
    return wanted


def _looked_at(file: Path) -> tuple[str, str, int]:
    """Give title, day and arrivals without changing the file, whatever version wrote it."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as looking:
            title, held_on = looking.execute("SELECT name, held_on FROM conference").fetchone()
            (present,) = looking.execute("SELECT count(*) FROM attendance").fetchone()
    except (sqlite3.Error, TypeError) as exc:
        raise DatabaseUnreadable(name=file.name, why=str(exc)) from exc
    return title, dt.date.fromisoformat(held_on).strftime("%d/%m/%Y"), present
