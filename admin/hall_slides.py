"""/admin/hall-slides: the hall's wall as files, for an operator's own machine or a dead server."""

from __future__ import annotations

from typing import Any, Literal

from flask import Blueprint, render_template, request
from pydantic import BaseModel, ConfigDict

from admin.door_papers import offer_made
from admin.jobs import Jobs, spoken
from conference.clock import Clock, from_ms, to_ms
from conference.operators import Role, open_to
from conference.refusals import N_

MAKERS = (Role.ADMIN, Role.STAGE, Role.TECHNICIAN)
PAPER = "hall_slides"
_SHOWN = 6

FORMAT_NAMES = {
    "pptx": (N_("PowerPoint (PPTX)"), N_("sửa được, chiếu bằng PowerPoint hoặc LibreOffice")),
    "pdf": ("PDF", N_("chiếu toàn màn hình ở máy nào cũng được, kèm sẵn chữ")),
    "png": (N_("Ảnh (ZIP)"), N_("mỗi trang một ảnh PNG, cho phần mềm của màn hình LED")),
}
SHAPE_NAMES = {"16x9": N_("Màn hình 16:9"), "4x3": N_("Máy chiếu 4:3")}


class SlidesBody(BaseModel):
    """Which file."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["pptx", "pdf", "png"]
    shape: Literal["16x9", "4x3"]


def create_blueprint(clock: Clock, *, jobs: Jobs) -> Blueprint:
    """Make the page and the files."""
    routes = Blueprint("admin_hall_slides", __name__, url_prefix="/admin/hall-slides")

    @routes.get("")
    @open_to(*MAKERS)
    def page() -> str:
        made = [
            {"id": one.id, "name": one.file_name, "at": from_ms(one.started_ms)}
            for one in jobs.recent(PAPER)
            if one.file_name
        ]
        return render_template(
            "admin/hall_slides.html", formats=FORMAT_NAMES, shapes=SHAPE_NAMES, made=made[:_SHOWN]
        )

    @routes.post("/files")
    @open_to(*MAKERS)
    def make() -> dict[str, Any]:
        body = SlidesBody.model_validate_json(request.get_data())
        wish = body.model_dump() | {"paper": PAPER, "at_ms": to_ms(clock())}
        return spoken(jobs.start(PAPER, wish))

    offer_made(routes, "/files", jobs, {PAPER}, roles=MAKERS)
    return routes
