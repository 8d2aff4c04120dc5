"""Entries in dispute, for the supervisor: both scans side by side, settled in words, kept for good.

They come from stations that had to decide without the server.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, Field

from conference.attendance import DecidedBy, DisputeKind, ScanSource, disputes, settle_dispute
from conference.clock import Clock
from conference.database import Database
from conference.operators import Who, open_to, operator_names
from conference.refusals import N_
from conference.verdicts import RULE_NAMES, STAFF_WORDS, Reason, Verdict
from kiosk.leave import SUPERVISORS

KIND_WORDS = {
    DisputeKind.DOUBLE: N_("Hai quầy cùng cho một đại biểu vào"),
    DisputeKind.WOULD_BE_REFUSED: N_("Quầy đã cho vào, nhưng danh sách có trở ngại"),
}
SOURCE_WORDS = {
    ScanSource.SCANNER: N_("máy quét"),
    ScanSource.CAMERA: N_("camera"),
    ScanSource.NAME_SEARCH: N_("tìm theo họ tên"),
    ScanSource.CARD_NUMBER: N_("số thẻ"),
    ScanSource.CITIZEN_CARD: N_("thẻ căn cước"),
    ScanSource.DELEGATION: N_("cả đoàn"),
    ScanSource.PAPER: N_("danh sách giấy"),
    ScanSource.VIP_RECEPTION: N_("lễ tân"),
}
SHOWN_WORDS = {
    Verdict.ADMITTED: N_("Mời vào"),
    Verdict.REPEAT: N_("Đã điểm danh trước đó"),
    Verdict.REFUSED: N_("Mời đến bàn hỗ trợ"),
    Verdict.UNDECIDED: N_("Mời chờ"),
}
DECIDED_WORDS = {DecidedBy.SERVER: N_("máy chủ"), DecidedBy.STATION: N_("quầy, khi mất mạng")}
OBSTACLE_WORDS = {
    reason: RULE_NAMES.get(reason, STAFF_WORDS[reason][0])
    for reason in Reason
    if reason.verdict is Verdict.REFUSED
}
"""What stands against an entry, for every reason that does."""

PRESETS = (
    N_("Cùng một đại biểu quét ở hai quầy, không có người thứ hai"),
    N_("Đã gặp đại biểu, đúng người"),
    N_("Hai người dùng chung một giấy mời; đã cấp lại mã"),
    N_("Không tìm thấy người thứ hai trong hội trường"),
)


class SettleBody(BaseModel):
    """What a supervisor found out."""

    words: Annotated[str, Field(max_length=300)]


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the routes of the disputes."""
    pages = Blueprint(
        "disputes", __name__, url_prefix="/kiosk/disputes", template_folder="templates"
    )

    @pages.get("")
    @open_to(*SUPERVISORS)
    def show() -> str:
        with db.reading() as session:
            found, names = disputes(session), operator_names(session)
        return render_template(
            "kiosk/disputes.html",
            disputes=found,
            names=names,
            kinds=KIND_WORDS,
            sources=SOURCE_WORDS,
            shown=SHOWN_WORDS,
            decided=DECIDED_WORDS,
            obstacles=OBSTACLE_WORDS,
            presets=PRESETS,
        )

    @pages.post("/<int:disputed_id>/settle")
    @open_to(*SUPERVISORS)
    def settle(disputed_id: int) -> dict[str, Any]:
        body, me = SettleBody.model_validate_json(request.get_data()), who()
        db.write(lambda s: settle_dispute(s, disputed_id, words=body.words, at=clock(), by=me.by))
        return {"done": True}

    return pages
