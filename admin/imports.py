"""Bringing a list file: upload, preview, corrections, confirmation. Nothing is written before that.

The file is read by a job in another process; this side reads its preview page by page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from flask import Blueprint, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from admin.import_words import (
    SUMMARY,
    CorrectionBody,
    PreviewGone,
    file_words,
    preview_words,
    read_json,
)
from admin.jobs import Jobs, JobState, JobStatus, spoken
from conference.clock import Clock, in_the_hall
from conference.database import Database
from conference.delegates import Approval, all_groups, all_units, locked_version
from conference.imports import (
    FileBrought,
    ImportDone,
    ImportedFile,
    Wishes,
    choices_of,
    imported_files,
    incoming_from,
    remember_header,
    take_list,
    written_from,
)
from conference.names import tidy
from conference.operators import Role, Who, open_to
from conference.refusals import N_, NotFound, Refusal

KIND = "list"
"""The kind of job whose folder is a preview."""

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes; a list of 10,000 rows has about one million."""

LONGEST_NAME = 200
"""Characters of a file's name that are kept."""

BROUGHT, INCOMING = "brought", "incoming.json"
"""What the job finds in its folder, and what it leaves there beside the preview."""


class FileTooLarge(Refusal):
    """The file is larger than any list."""

    code = "list_too_large_to_send"
    sentence = N_(
        "Tệp lớn hơn %(limit_mb)s MB nên không được nhận. Danh sách hiện có không thay đổi. Vui "
        "lòng xóa hình ảnh và các trang tính không dùng, hoặc tách tệp rồi thử lại."
    )


class FileMissing(Refusal):
    """Nothing was sent."""

    code = "file_missing"
    sentence = N_("Chưa nhận được tệp nào. Vui lòng chọn lại tệp danh sách.")


class NotAllRead(Refusal):
    """Whom the file does not name is not known while some of its rows could not be taken."""

    code = "list_not_all_read"
    sentence = N_(
        "Tệp còn %(count)s dòng lỗi hoặc dòng ẩn chưa nhận, có thể là người đang có trong danh "
        "sách; chưa ghi gì và chưa rút ai. Vui lòng sửa các dòng đó rồi nhập lại tệp, hoặc bỏ chọn "
        "rút người không có trong tệp."
    )


class ConfirmBody(BaseModel):
    """How the clerk wants it written."""

    approve: bool = True
    withdraw_missing: bool = False
    put_back: bool = True
    approver: str = Field("", max_length=200)
    reason: str = Field("", max_length=300)

    def wishes(self) -> Wishes:
        """Give it as the list takes it; whoever may import may go beyond the largest number."""
        approval = Approval(self.approver, self.reason, may_exceed=True)
        return Wishes(self.approve, self.withdraw_missing, self.put_back, approval)


def create_blueprint(
    db: Database, clock: Clock, *, who: Callable[[], Who], jobs: Jobs
) -> Blueprint:
    """Make the routes of imports."""
    routes = Blueprint("imports", __name__, url_prefix="/admin/import")

    @routes.get("/")
    @open_to(Role.ADMIN)
    def start() -> str:
        with db.reading() as session:
            files = [file_words(one) for one in imported_files(session)]
        return render_template("admin/import.html", files=files, largest_mb=LARGEST_FILE // 1024**2)

    @routes.post("/")
    @open_to(Role.ADMIN)
    def bring() -> dict[str, Any]:
        return spoken(jobs.start(KIND, {"file_name": _file_name()}, {BROUGHT: _body()}))

    @routes.get("/<job_id>")
    @open_to(Role.ADMIN)
    def preview(job_id: str) -> ResponseReturnValue:
        one = _asked_for(jobs, job_id)
        if one.state is not JobState.DONE:
            return redirect("/admin/import/")
        section = request.args.get("show", "")
        page = max(request.args.get("page", 1, type=int), 1)
        words = preview_words(jobs.folder(job_id), one.params, section, page)
        with db.reading() as session:
            words |= _office_words(session, job_id)
        return render_template("admin/import_preview.html", job_id=job_id, **words)

    @routes.get("/files/<int:file_id>")
    @open_to(Role.ADMIN)
    def original(file_id: int) -> ResponseReturnValue:
        with db.reading() as session:
            file = session.get(ImportedFile, file_id)
            if file is None:
                raise NotFound
            content, name = file.content, file.name
        return send_file(BytesIO(content), as_attachment=True, download_name=name)

    _add_commands(routes, db, clock, who=who, jobs=jobs)
    return routes


def _add_commands(
    routes: Blueprint, db: Database, clock: Clock, *, who: Callable[[], Who], jobs: Jobs
) -> None:
    """Add what is said of a preview: read it again so, write it."""

    @routes.post("/<job_id>/again")
    @open_to(Role.ADMIN)
    def again(job_id: str) -> dict[str, Any]:
        body = CorrectionBody.model_validate_json(request.get_data())
        params = body.on_top_of(_asked_for(jobs, job_id).params)
        return spoken(jobs.start(KIND, params, {BROUGHT: _brought(jobs.folder(job_id))}))

    @routes.post("/<job_id>/confirm")
    @open_to(Role.ADMIN)
    def confirm(job_id: str) -> dict[str, Any]:
        wishes, me = ConfirmBody.model_validate_json(request.get_data()).wishes(), who()
        one, folder = _asked_for(jobs, job_id), jobs.folder(job_id)
        if one.state is not JobState.DONE:
            raise PreviewGone
        done = db.write(
            lambda s: take_preview(
                s, folder, job_id, one.params, wishes=wishes, by_name=me.name, at=clock(), by=me.by
            )
        )
        counted = {"added": done.added, "changed": done.changed, "withdrawn": done.withdrawn}
        return {"done": True, "repeat": done.repeat, **counted}


def _asked_for(jobs: Jobs, job_id: str) -> JobStatus:
    """Give the job of a preview of the open conference; a job of another kind is none."""
    one = jobs.status(job_id)
    if one.kind != KIND:
        raise NotFound
    return one


def _brought(folder: Path) -> bytes:
    try:
        return (folder / BROUGHT).read_bytes()
    except FileNotFoundError as exc:
        raise PreviewGone from exc


def _body() -> bytes:
    """Give the file that was sent as the body; lists may be longer than any other body."""
    request.max_content_length = LARGEST_FILE
    if request.content_length is not None and request.content_length > LARGEST_FILE:
        raise FileTooLarge(limit_mb=LARGEST_FILE // 1024**2)
    content = request.get_data(cache=False)
    if not content:
        raise FileMissing
    return content


def _file_name() -> str:
    """Give the file's own name, without a path; it travels percent-encoded in a header."""
    given = tidy(unquote(request.headers.get("X-File-Name", ""))).replace("\\", "/")
    return given.rsplit("/", 1)[-1].strip()[:LONGEST_NAME] or "danh-sach"


def take_preview(  # noqa: PLR0913 - a preview, what is wished, by whom, when
    session: Session,
    folder: Path,
    job_id: str,
    params: Mapping[str, Any],
    *,
    wishes: Wishes,
    by_name: str,
    at: dt.datetime,
    by: str,
) -> ImportDone:
    """Write what a preview has shown, once; corrected headers are remembered for the next file.

    Reads the preview's files on the writer's own thread, so that the hub does not wait for them.

    Raises:
        PreviewGone: its files were removed.
        NotAllRead: who is missing is to be withdrawn, and not all rows were read.
        StalePreview and others: see `conference.imports.take_list`.
    """
    summary = read_json(folder / SUMMARY)
    if wishes.withdraw_missing and summary["unread"]:
        raise NotAllRead(count=summary["unread"])
    _remember_headers(session, summary["sheets"])
    return take_list(
        session,
        [incoming_from(one) for one in read_json(folder / INCOMING)],
        import_id=job_id,
        file=FileBrought(params["file_name"], summary["file"]["sha256"], _brought(folder)),
        seen=summary["digest"],
        choices=choices_of(params),
        wishes=wishes,
        by_name=by_name,
        at=at,
        by=by,
    )


def _remember_headers(session: Session, sheets: list[dict[str, Any]]) -> None:
    for sheet in sheets:
        if any(column["how"] == "chosen" for column in sheet["columns"]):
            columns = [(column["header"], column["field"]) for column in sheet["columns"]]
            remember_header(session, sheet["header_key"], columns)


def _office_words(session: Session, job_id: str) -> dict[str, Any]:
    """Give what a preview's page says of the conference as it is now."""
    locked, written = locked_version(session), written_from(session, job_id)
    return {
        "groups": [group.name for group in all_groups(session)],
        "units": [unit.name for unit in all_units(session)],
        "locked": {"number": locked.number, "at": in_the_hall(locked.locked_at)}
        if locked
        else None,
        "written": file_words(written) if written else None,
    }
