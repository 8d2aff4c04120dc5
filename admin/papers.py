"""Having a paper made: lists, registers, sheets, labels. The work is a job beside the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from flask import Blueprint, request
from pydantic import BaseModel, ConfigDict, Field

from admin.jobs import Jobs, spoken
from conference.base import LARGEST_ID
from conference.clock import Clock, to_ms
from conference.operators import Role, open_to
from conference.refusals import N_, Refusal

Paper = Literal[
    "delegates", "list_version", "signature", "issue_register", "phone_list", "quotas", "labels",
    "preview", "trays", "nominees", "tasks", "readiness", "gauges",
]  # fmt: skip

FORMATS: Mapping[str, tuple[str, ...]] = {
    "delegates": ("xlsx", "csv", "docx"),
    "list_version": ("docx", "xlsx", "csv"),
    "signature": ("docx", "xlsx"),
    "issue_register": ("xlsx", "docx", "csv"),
    "phone_list": ("docx", "xlsx", "csv"),
    "quotas": ("xlsx", "docx", "csv"),
    "labels": ("pdf",),
    "preview": ("png",),
    "trays": ("docx", "xlsx"),
    "nominees": ("xlsx", "csv"),
    "tasks": ("xlsx", "csv"),
    "readiness": ("xlsx", "csv"),
    "gauges": ("xlsx", "csv"),
}
"""Which formats a paper has."""

MOST_PICKED = 500


class PaperUnknown(Refusal):
    """This paper has no such format."""

    code = "paper_unknown"
    sentence = N_("Văn bản này không có định dạng đã chọn. Vui lòng chọn định dạng khác.")


class PaperBody(BaseModel):
    """What is asked of a paper; `by` sorts into groups or units, the last four are of labels."""

    model_config = ConfigDict(extra="forbid")

    paper: Paper
    format: str = Field(max_length=4)
    filters: dict[str, Annotated[str, Field(max_length=200)]] = Field(default_factory=dict)
    delegate_ids: list[Annotated[int, Field(ge=1, le=LARGEST_ID)]] = Field(
        default_factory=list, max_length=MOST_PICKED
    )
    contacts: bool = False
    number: int = Field(0, ge=0, le=100_000)
    by: Literal["", "group", "unit", "delegate", "new", "given", "tray"] = ""
    purpose: Literal["", "documents", "gifts"] = ""
    sheet: Literal["2x7", "3x8"] = "2x7"
    used_labels: int = Field(0, ge=0, le=23)
    shift_right_mm: float = Field(0, ge=-20, le=20)
    shift_down_mm: float = Field(0, ge=-20, le=20)


Told = Mapping[str, Callable[[], dict[str, Any]]]
"""By paper, what only the running server knows and the job beside it is told."""


def create_blueprint(clock: Clock, *, jobs: Jobs, told: Told) -> Blueprint:
    """Make the route that starts a paper."""
    routes = Blueprint("papers", __name__, url_prefix="/admin")

    @routes.post("/papers")
    @open_to(Role.ADMIN)
    def make() -> dict[str, Any]:
        body = PaperBody.model_validate_json(request.get_data())
        if body.format not in FORMATS[body.paper]:
            raise PaperUnknown
        known = told[body.paper]() if body.paper in told else {}
        params = body.model_dump() | known | {"at_ms": to_ms(clock())}
        return spoken(jobs.start("papers", params))

    return routes
