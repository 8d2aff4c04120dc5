"""A delegate's history in words: the journal's facts and the door's answers, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.roster_fields import LABELS, REPLY_NAMES
from conference.attendance import Scan
from conference.clock import in_the_hall
from conference.delegates import DUTY_NAMES, Duty, Happened, Reply, delegate_history
from conference.operators import all_operators
from conference.refusals import N_
from conference.stations import all_stations
from conference.verdicts import Reason

SENTENCES = {
    "DelegateChanged": N_("Sửa thông tin: %(columns)s"),
    "DelegatesApproved": N_("Duyệt vào danh sách"),
    "DelegatesProposed": N_("Đưa trở lại trạng thái đề nghị"),
    "DelegatesWithdrawn": N_("Rút khỏi danh sách"),
    "ListChangeTakenBack": N_("Hoàn tác: %(command)s"),
    "CodeReissued": N_("Cấp mã giấy mời; mã trước đó (nếu có) hết hiệu lực"),
    "InvitationsSent": N_("Ghi phát hành giấy mời"),
    "ReplyNoted": N_("Ghi trả lời giấy mời: %(reply)s"),
    "SeatHolderNamed": N_("Ghi tên người giữ chỗ"),
    "NamesakesMarked": N_("Đánh dấu phân biệt người trùng họ tên"),
    "SubstituteNamed": N_("Cử người dự thay"),
    "SubstitutionTakenBack": N_("Hủy việc dự thay"),
    "DutyGiven": N_("Giao nhiệm vụ: %(duty)s"),
    "DutyEnded": N_("Thôi nhiệm vụ: %(duty)s"),
}
SUPPLEMENT = N_("Duyệt bổ sung sau khi chốt danh sách")
COMMANDS = {"approve": N_("việc duyệt"), "withdraw": N_("việc rút khỏi danh sách")}
SCANS = {
    Reason.ADMITTED: N_("Điểm danh"),
    Reason.REPEAT: N_("Quét lại mã (đã điểm danh)"),
    Reason.REPLACED: N_("Quét mã đã được thay; mời đến bàn hỗ trợ"),
    Reason.WITHDRAWN: N_("Quét mã khi đã rút khỏi danh sách; mời đến bàn hỗ trợ"),
    Reason.NOT_APPROVED: N_("Quét mã khi chưa được duyệt; mời đến bàn hỗ trợ"),
}
OTHER_SCAN = N_("Quét mã khác; mời đến bàn hỗ trợ")
MACHINES = {
    "system": N_("hệ thống"),
    "demo": N_("hội nghị mẫu"),
    "command": N_("dòng lệnh"),
    "door": N_("cửa vào"),
}
ELSEWHERE = N_("nơi khác")


@dataclass(frozen=True)
class Line:
    """A line of the history: when, what, who."""

    at: dt.datetime
    sentence: str
    by: str

    @property
    def local(self) -> dt.datetime:
        """The same moment by the hall's clock."""
        return in_the_hall(self.at)


def history_lines(session: Session, delegate_id: int) -> list[Line]:
    """Give what has happened to a delegate, in the reader's language."""
    names = _names(session)
    scans = session.scalars(select(Scan).where(Scan.delegate_id == delegate_id))
    lines = [
        *(
            Line(one.at, _sentence(one), _who(one.by, names))
            for one in delegate_history(session, delegate_id)
        ),
        *(
            Line(
                scan.at,
                gettext(SCANS.get(scan.reason, OTHER_SCAN)),
                _who(f"station:{scan.station_id}" if scan.station_id else "door", names),
            )
            for scan in scans
        ),
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _sentence(happened: Happened) -> str:
    payload = happened.payload
    if happened.kind == "DelegatesApproved" and payload["supplement"]:
        return str(gettext(SUPPLEMENT))
    return str(gettext(SENTENCES[happened.kind]) % _details(payload))


def _details(payload: Mapping[str, Any]) -> dict[str, str]:
    """Translate what a fact names, as far as it names it."""
    details = {}
    if "columns" in payload:
        labels = [gettext(LABELS[name]) for name in payload["columns"] if name in LABELS]
        details["columns"] = ", ".join(labels)
    if "command" in payload:
        details["command"] = gettext(COMMANDS[payload["command"]])
    if "reply" in payload:
        details["reply"] = gettext(REPLY_NAMES[Reply(payload["reply"])])
    if "duty" in payload:
        details["duty"] = gettext(DUTY_NAMES[Duty(payload["duty"])])
    return details


def _names(session: Session) -> dict[str, str]:
    operators = {f"operator:{one.id}": one.full_name for one in all_operators(session)}
    return operators | {f"station:{one.id}": one.name for one in all_stations(session)}


def _who(by: str, names: Mapping[str, str]) -> str:
    return names.get(by) or str(gettext(MACHINES.get(by, ELSEWHERE)))
