"""Bringing a programme from a file or from the clipboard: preview, then one edit.

The file is read by a job in another process. What it would change is worked out each time the
preview is opened: the programme may run meanwhile.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from admin.dropped_items import GoesWith, goes_with
from admin.jobs import Jobs, JobState, JobStatus, spoken
from admin.programme import PROGRAMME_ROLES
from admin.programme_bodies import SeenBody
from admin.programme_words import hour, item_form, minutes_of, one_sitting
from conference import agenda
from conference.agenda import (
    Brought,
    BroughtItem,
    BroughtPart,
    Editor,
    Fate,
    ItemWords,
    Line,
    compare_programme,
    replace_programme,
)
from conference.base import LARGEST_ID
from conference.clock import Clock, from_ms, in_the_hall, to_ms
from conference.database import Database
from conference.identity import the_conference
from conference.names import tidy
from conference.operators import Who, open_to
from conference.refusals import N_, NotFound, Refusal

KIND = "programme"
"""The kind of job whose folder is a preview."""

LARGEST_FILE = 5 * 1024 * 1024
BROUGHT, READ, WRITTEN = "brought", "programme.json", "written"
LONGEST_NAME = 200

FATE_NAMES = {
    Fate.NEW: N_("thêm mới"),
    Fate.CHANGED: N_("thay đổi"),
    Fate.SAME: N_("giữ nguyên"),
    Fate.MOVED: N_("đổi vị trí"),
    Fate.PLAYED: N_("đã diễn ra, giữ nguyên"),
    Fate.REMOVED: N_("bỏ ra"),
}
COLUMN_NAMES = {
    "number": N_("STT"),
    "hours": N_("Thời gian"),
    "start": N_("Bắt đầu"),
    "end": N_("Kết thúc"),
    "length": N_("Thời lượng"),
    "title": N_("Nội dung"),
    "performer": N_("Thực hiện"),
    "note": N_("Ghi chú"),
    "sitting": N_("Buổi"),
}
WORD_NAMES = {
    "number": N_("STT"),
    "title": N_("Nội dung"),
    "performer": N_("Thực hiện"),
    "start": N_("Bắt đầu"),
    "end": N_("Kết thúc"),
    "length_min": N_("Số phút"),
    "optional": N_("Nếu có"),
    "cue_note": N_("Ghi chú âm thanh, ánh sáng"),
    "steps": N_("Các bước"),
    "entries": N_("Các phần nối tiếp"),
}


class ProgrammeGone(Refusal):
    """The preview was removed, or the file was never read to its end."""

    code = "programme_preview_gone"
    sentence = N_(
        "Bản xem trước này không còn. Chương trình chưa thay đổi. Vui lòng chọn lại tệp hoặc dán "
        "lại chương trình."
    )


class ProgrammeHasErrors(Refusal):
    """A row that cannot be taken would leave an item out of the programme."""

    code = "programme_has_errors"
    sentence = N_(
        "Tệp còn %(count)s dòng lỗi; chương trình chưa thay đổi. Vui lòng sửa các dòng đó rồi đọc "
        "lại tệp."
    )


class ProgrammeTooLarge(Refusal):
    """The file is larger than any programme."""

    code = "programme_too_large_to_send"
    sentence = N_(
        "Tệp lớn hơn %(limit_mb)s MB nên không được nhận. Chương trình hiện có không thay đổi. Vui "
        "lòng xóa hình ảnh và các trang tính không dùng rồi thử lại."
    )


class ProgrammeMissing(Refusal):
    """Nothing was sent."""

    code = "programme_missing"
    sentence = N_("Chưa nhận được tệp hay đoạn dán nào. Vui lòng chọn tệp hoặc dán bảng.")


class AgainBody(BaseModel):
    """Which sheet of the file is the programme, and of which sitting."""

    sheet: Annotated[str, Field(max_length=200)] = ""
    sitting_id: Annotated[int, Field(ge=1, le=LARGEST_ID)] | None = None


def create_blueprint(
    db: Database, clock: Clock, *, who: Callable[[], Who], jobs: Jobs
) -> Blueprint:
    """Make the routes of bringing a programme."""
    routes = Blueprint("programme_import", __name__, url_prefix="/admin/programme/import")

    @routes.post("/<int:sitting_id>")
    @open_to(*PROGRAMME_ROLES)
    def bring(sitting_id: int) -> dict[str, Any]:
        with db.reading() as session:
            params = _of_sitting(session, sitting_id)
        params |= {"file_name": _file_name(), "pasted": request.headers.get("X-Pasted") == "yes"}
        return spoken(jobs.start(KIND, params, {BROUGHT: _body()}))

    @routes.get("/jobs/<job_id>")
    @open_to(*PROGRAMME_ROLES)
    def status(job_id: str) -> dict[str, Any]:
        return spoken(_asked_for(jobs, job_id))

    @routes.post("/jobs/<job_id>/cancel")
    @open_to(*PROGRAMME_ROLES)
    def cancel(job_id: str) -> dict[str, Any]:
        return spoken(jobs.cancel(_asked_for(jobs, job_id).id))

    @routes.get("/<job_id>")
    @open_to(*PROGRAMME_ROLES)
    def preview(job_id: str) -> ResponseReturnValue:
        one = _asked_for(jobs, job_id)
        if one.state is not JobState.DONE:
            return redirect("/admin/programme")
        read = _read(jobs.folder(job_id))
        with db.reading() as session:
            words = _preview_words(session, read, one.params["sitting_id"])
        words |= {"job_id": job_id, "read": read, "written_at": _written_at(jobs.folder(job_id))}
        return render_template("admin/programme_import.html", **words)

    _add_commands(routes, db, clock, who=who, jobs=jobs)
    return routes


def _add_commands(
    routes: Blueprint, db: Database, clock: Clock, *, who: Callable[[], Who], jobs: Jobs
) -> None:
    """Add what is said of a preview: read it again so, write it."""

    @routes.post("/<job_id>/again")
    @open_to(*PROGRAMME_ROLES)
    def again(job_id: str) -> dict[str, Any]:
        body = AgainBody.model_validate_json(request.get_data())
        said = body.model_dump(exclude_none=True)
        params = dict(_asked_for(jobs, job_id).params) | said
        with db.reading() as session:
            params |= _of_sitting(session, params["sitting_id"])
        return spoken(jobs.start(KIND, params, {BROUGHT: _brought_file(jobs.folder(job_id))}))

    @routes.post("/<job_id>/confirm")
    @open_to(*PROGRAMME_ROLES)
    def confirm(job_id: str) -> dict[str, Any]:
        body, me = SeenBody.model_validate_json(request.get_data()), who()
        one = _asked_for(jobs, job_id)
        if one.state is not JobState.DONE:
            raise ProgrammeGone
        read = _read(jobs.folder(job_id))
        errors = _errors(read)
        if errors:
            raise ProgrammeHasErrors(count=errors)
        editor = Editor(seen_revision=body.revision, at=clock(), by=me.by, by_name=me.name)
        sitting_id = one.params["sitting_id"]
        counted = db.write(
            lambda s: replace_programme(s, brought(read), sitting_id=sitting_id, editor=editor)
        )
        _note_written(jobs.folder(job_id), clock())
        return {"done": True, "counts": {fate.value: count for fate, count in counted.items()}}


def _of_sitting(session: Session, sitting_id: int) -> dict[str, Any]:
    """Give what a job is told of the sitting that a programme is brought for.

    Raises:
        NotFound: there is no such sitting.
    """
    sitting = one_sitting(session, sitting_id)
    if sitting is None:
        raise NotFound
    names = [one.name for one in the_conference(session).sittings]
    return {"sitting_id": sitting.id, "sitting": sitting.name, "sittings": names}


def _asked_for(jobs: Jobs, job_id: str) -> JobStatus:
    """Give the job of a preview of the open conference; a job of another kind is none."""
    one = jobs.status(job_id)
    if one.kind != KIND:
        raise NotFound
    return one


def _body() -> bytes:
    """Give what was sent as the body; it may be longer than any other body."""
    request.max_content_length = LARGEST_FILE
    if request.content_length is not None and request.content_length > LARGEST_FILE:
        raise ProgrammeTooLarge(limit_mb=LARGEST_FILE // 1024**2)
    content = request.get_data(cache=False)
    if not content.strip():
        raise ProgrammeMissing
    return content


def _file_name() -> str:
    """Give the file's own name, without a path; it travels percent-encoded in a header."""
    given = tidy(unquote(request.headers.get("X-File-Name", ""))).replace("\\", "/")
    return given.rsplit("/", 1)[-1].strip()[:LONGEST_NAME] or "chuong-trinh"


def _brought_file(folder: Path) -> bytes:
    try:
        return (folder / BROUGHT).read_bytes()
    except FileNotFoundError as exc:
        raise ProgrammeGone from exc


def _read(folder: Path) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads((folder / READ).read_text(encoding="utf-8"))
    except FileNotFoundError as exc:
        raise ProgrammeGone from exc
    return read


def _note_written(folder: Path, at: dt.datetime) -> None:
    """Note that a preview was written: opened again after an undo, it says so."""
    # The programme stands whether or not this can be kept.
    with suppress(OSError):
        (folder / WRITTEN).write_text(str(to_ms(at)), encoding="utf-8")


def _written_at(folder: Path) -> dt.datetime | None:
    try:
        return in_the_hall(from_ms(int((folder / WRITTEN).read_text(encoding="utf-8"))))
    except (OSError, ValueError):
        return None


def _errors(read: Mapping[str, Any]) -> int:
    return sum(one["severity"] == "error" for one in read["faults"])


def brought(read: Mapping[str, Any]) -> Brought:
    """Give what a job has read as the programme takes it."""
    columns = set(read["columns"])
    return Brought(
        items=[_brought_item(one) for one in read["items"]],
        has_numbers="number" in columns,
        has_hours=bool({"hours", "start", "length"} & columns),
        has_performers="performer" in columns,
    )


def _brought_item(one: Mapping[str, Any]) -> BroughtItem:
    plain = {name: one[name] for name in ("number", "title", "performer", "length_min", "optional")}
    return BroughtItem(
        **plain,
        start=_time(one["start"]),
        end=_time(one["end"]),
        cue_note=one["note"],
        steps=[BroughtPart(**part) for part in one["steps"]],
        entries=[BroughtPart(**part) for part in one["entries"]],
    )


def _time(written: str | None) -> dt.time | None:
    return None if written is None else dt.time.fromisoformat(written)


def _preview_words(session: Session, read: dict[str, Any], sitting_id: int) -> dict[str, Any]:
    """Lay what was read beside the programme as it stands now."""
    revision = agenda.rundown_revision(session)
    lines = compare_programme(session, brought(read), sitting_id=sitting_id)
    conference = the_conference(session)
    faults = _by_row(read)
    gone = [line.item for line in lines if line.fate is Fate.REMOVED and line.item is not None]
    going = goes_with(session, [item.id for item in gone])
    return {
        "revision": revision,
        "sitting_id": sitting_id,
        "sittings": [{"id": one.id, "name": one.name} for one in conference.sittings],
        "lines": [_line_words(line, read, faults, going) for line in lines],
        "protected_gone": sum(item.protected for item in gone),
        "whole": faults.get(0, []),
        "loose": _loose(read, faults),
        "counts": {fate: sum(line.fate is fate for line in lines) for fate in Fate},
        "errors": _errors(read),
        "fate_names": FATE_NAMES,
        "column_names": COLUMN_NAMES,
        "word_names": WORD_NAMES,
    }


def _by_row(read: Mapping[str, Any]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for one in read["faults"]:
        found.setdefault(one["row"], []).append(one)
    return found


def _loose(
    read: Mapping[str, Any], faults: Mapping[int, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """Give the faults of rows that are no item: parts, and what could not be taken."""
    rows = {one["row"] for one in read["items"]}
    return [one for row, them in faults.items() if row and row not in rows for one in them]


def _line_words(
    line: Line,
    read: Mapping[str, Any],
    faults: Mapping[int, list[dict[str, Any]]],
    going: Mapping[int, GoesWith],
) -> dict[str, Any]:
    source = read["items"][line.nth] if line.nth is not None else None
    after = _form_of(line.words) if line.words is not None else None
    before = item_form(line.item) if line.item is not None else None
    shown = after or before or {}
    return {
        "fate": line.fate.value,
        "row": source["row"] if source else None,
        "faults": faults.get(source["row"], []) if source else [],
        "shown": shown,
        "minutes": minutes_of(line.item) if line.item is not None and after is None else None,
        "changes": _changes(before, after) if line.fate is Fate.CHANGED else [],
        "protected": line.fate is Fate.REMOVED and line.item is not None and line.item.protected,
        "goes": going.get(line.item.id) if line.item is not None else None,
    }


def _form_of(words: ItemWords) -> dict[str, Any]:
    parts = {
        name: [
            {"label": one.label, "title": one.title, "performer": one.performer,
             "length_min": one.length_min}
            for one in given
        ]
        for name, given in (("steps", words.steps), ("entries", words.entries))
    }  # fmt: skip
    return {
        "number": words.number,
        "title": words.title,
        "performer": words.performer,
        "start": hour(words.planned_start),
        "end": hour(words.planned_end),
        "length_min": words.length_min,
        "optional": words.optional,
        "cue_note": words.cue_note,
        **parts,
    }


def _changes(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[Any]:
    """Give what differs, as words: its name, how it was, how it will be."""
    if before is None or after is None:
        return []
    return [
        {"name": name, "before": _spoken(before[name]), "after": _spoken(after[name])}
        for name in WORD_NAMES
        if _spoken(before[name]) != _spoken(after[name])
    ]


def _spoken(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_part_spoken(one) for one in value)
    if isinstance(value, bool):
        return "x" if value else ""
    return "" if value is None else str(value)


def _part_spoken(part: Mapping[str, Any]) -> str:
    label = f"{part['label']}) " if part["label"] else ""
    performer = f" ({part['performer']})" if part["performer"] else ""
    return f"{label}{part['title']}{performer}"
