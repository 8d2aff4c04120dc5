"""Papers of the door: whoever runs it has them made, and no others; a job beside the server works.

The office's other papers are the organiser's alone (`admin.papers`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ConfigDict, Field

from admin.jobs import FileNotReady, Jobs, JobState, JobStatus, spoken
from admin.papers import PaperUnknown
from conference.clock import Clock, to_ms
from conference.operators import Role, open_to
from conference.refusals import NotFound

DOOR_ROLES = (Role.ADMIN, Role.SUPERVISOR)
"""Who runs the door: who sees telephones and reasons, disputes and requests for leave."""

DoorPaper = Literal["attendance", "arrivals", "absent", "disputes", "leaves"]

DOOR_FORMATS: Mapping[str, tuple[str, ...]] = {
    "attendance": ("xlsx", "csv"),
    "arrivals": ("xlsx", "csv", "docx"),
    "absent": ("xlsx", "csv", "docx"),
    "disputes": ("csv", "xlsx"),
    "leaves": ("csv", "xlsx"),
}
"""Which formats a paper has; the first sheet of `attendance` is everybody, the second counts."""


class DoorPaperBody(BaseModel):
    """What is asked of a paper; `by` counts by group or unit, the filters are the page's."""

    model_config = ConfigDict(extra="forbid")

    paper: DoorPaper
    format: str = Field(max_length=4)
    filters: dict[str, Annotated[str, Field(max_length=200)]] = Field(default_factory=dict)
    contacts: bool = False
    by: Literal["", "group", "unit"] = ""


def create_blueprint(clock: Clock, *, jobs: Jobs) -> Blueprint:
    """Make the routes of the door's papers."""
    routes = Blueprint("door_papers", __name__, url_prefix="/admin/door/papers")

    @routes.post("")
    @open_to(*DOOR_ROLES)
    def make() -> dict[str, Any]:
        body = DoorPaperBody.model_validate_json(request.get_data())
        if body.format not in DOOR_FORMATS[body.paper]:
            raise PaperUnknown
        return spoken(jobs.start("papers", body.model_dump() | {"at_ms": to_ms(clock())}))

    offer_made(routes, "", jobs, DOOR_FORMATS)
    return routes


def offer_made(
    routes: Blueprint,
    path: str,
    jobs: Jobs,
    papers: Collection[str],
    *,
    roles: Collection[Role] = DOOR_ROLES,
) -> None:
    """Add how far a job of one of these papers is, and its file; no other job is found here.

    The file is saved by the browser; with `?open` it is shown, to be printed from there.
    """

    @routes.get(f"{path}/<job_id>")
    @open_to(*roles)
    def status(job_id: str) -> dict[str, Any]:
        return spoken(the_paper(job_id))

    @routes.get(f"{path}/<job_id>/file")
    @open_to(*roles)
    def file(job_id: str) -> ResponseReturnValue:
        one = the_paper(job_id)
        made = jobs.folder(job_id) / one.file_name
        if one.state is not JobState.DONE or not made.is_file():
            raise FileNotReady
        save = "open" not in request.args
        return send_file(made.resolve(), as_attachment=save, download_name=one.file_name)

    def the_paper(job_id: str) -> JobStatus:
        one = jobs.status(job_id)
        if one.params.get("paper") not in papers:
            raise NotFound
        return one
