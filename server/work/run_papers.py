"""Papers of the run of show: run sheets, the programme's export, the report, draft minutes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from conference.agenda import rundown_revision
from conference.clock import from_ms, in_the_hall
from conference.identity import the_conference
from printers.documents.paper import prose_docx
from printers.documents.parts import write_whole
from printers.documents.registers import table_csv, table_xlsx
from printers.documents.table_pages import Setting
from printers.documents.table_pdf import tables_pdf
from printers.documents.tables import Table
from server.dress import Assets
from server.work.job import Job
from server.work.minutes_draft import minutes_draft, written_out
from server.work.run_sheets import run_sheet
from server.work.run_tables import programme_json, programme_table, report_table

Write = Callable[[Path], object]

READABLE = Setting(9.5, 8.0, 0.9, (12.0, 12.0, 14.0, 15.0))
"""Read at the desk in half light: larger than a list that is carried about."""

_ROLE_STEMS = {
    "everybody": "chung", "mc": "mc", "control": "dieu-hanh", "backstage": "hau-truong",
    "technician": "ky-thuat", "photographer": "chup-anh",
}  # fmt: skip


def run(job: Job) -> str:
    """Make the paper that the job asks for; give the file's name."""
    params = job.params
    with job.database() as db, db.reading() as session:
        # The revision first: what changes in between is newer than the paper says.
        revision = rundown_revision(session)
        rehearsal = "chay-thu-" if the_conference(session).rehearsal else ""
        stem, write = _PAPERS[params["paper"]](session, params, revision)
    at = in_the_hall(from_ms(params["at_ms"]))
    name = f"{rehearsal}{stem}-ban-{revision}-{at:%Hh%M}.{params['format']}"
    write(job.folder / name)
    return name


def _run_sheet(session: Session, params: Mapping[str, object], revision: int) -> tuple[str, Write]:
    role, at = str(params["role"]), from_ms(_number(params["at_ms"]))
    table = run_sheet(session, role, at)
    return f"chuong-trinh-chi-tiet-{_ROLE_STEMS[role]}", _pdf(table, _foot(revision, params))


def _programme(session: Session, params: Mapping[str, object], _: int) -> tuple[str, Write]:
    if params["format"] == "json":
        words = programme_json(session, from_ms(_number(params["at_ms"])))
        return "chuong-trinh", lambda target: _text(target, json.dumps(words, ensure_ascii=False))
    table = programme_table(session)
    write = table_csv if params["format"] == "csv" else table_xlsx
    return "chuong-trinh", lambda target: write(target, table)


def _report(session: Session, params: Mapping[str, object], revision: int) -> tuple[str, Write]:
    at = from_ms(_number(params["at_ms"]))
    table = report_table(session, _number(params["sitting_id"]), at)
    if params["format"] == "pdf":
        return "doi-chieu", _pdf(table, _foot(revision, params))
    return "doi-chieu", lambda target: table_xlsx(target, table)


def _minutes(session: Session, params: Mapping[str, object], _: int) -> tuple[str, Write]:
    at = from_ms(_number(params["at_ms"]))
    prose = minutes_draft(session, _number(params["sitting_id"]), at)
    if params["format"] == "txt":
        return "du-thao-bien-ban", lambda target: _text(target, f"\ufeff{written_out(prose)}")
    return "du-thao-bien-ban", lambda target: prose_docx(target, prose)


_PAPERS: Mapping[str, Callable[[Session, Mapping[str, object], int], tuple[str, Write]]] = {
    "run_sheet": _run_sheet,
    "programme": _programme,
    "report": _report,
    "minutes": _minutes,
}


def _pdf(table: Table, foot: str) -> Write:
    return lambda target: tables_pdf(target, [(table, READABLE)], Assets().fonts, foot=foot)


def _foot(revision: int, params: Mapping[str, object]) -> str:
    return f"Bản {revision}, {in_the_hall(from_ms(_number(params['at_ms']))):%Hh%M %d/%m/%Y}"


def _text(target: Path, words: str) -> None:
    def write(path: Path) -> None:
        path.write_bytes(words.encode())

    write_whole(target, write)


def _number(value: object) -> int:
    return int(str(value))
