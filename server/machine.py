"""What this machine is like before the doors open: asked by `hoinghi doctor` and by Sẵn sàng."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from conference.clock import in_the_hall
from conference.identity import the_conference
from conference.readiness import PAPER_LIST, Check, Checks, Gate, Standing
from conference.refusals import N_
from printers.badge_printer import PrinterState
from printers.spooler import SpoolerState
from server.paper_list import TOO_LONG, PaperState

LEAST_FREE_BYTES = 2 * 1024**3
PRINT_DESK = "/print/"


@dataclass(frozen=True)
class Machine:
    """What is asked of the machine; each answer is what it is at that moment."""

    folder: Path
    screens_built: Callable[[], bool]
    printing: Callable[[], SpoolerState]
    virtual_printer: bool
    addresses: Callable[[], list[str]]
    """Under which the screens of the hall reach this server, localhost left out."""

    paper: Callable[[], PaperState | None] = lambda: None
    """How the paper list is; None where no folder was chosen for it."""


@dataclass(frozen=True)
class Finding:
    """How one thing stands, in words for the office."""

    standing: Standing
    sentence: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def machine_checks(machine: Machine) -> Checks:
    """Give the lines of readiness that only the server knows."""

    def checks(session: Session, now: dt.datetime) -> list[Check]:
        conference = the_conference(session)
        # Of a demo and of a rehearsal, nobody expects paper.
        paper = not (conference.demo or conference.rehearsal)
        addresses = tuple(machine.addresses())
        evening, hour = Gate.EVENING_BEFORE, Gate.HOUR_BEFORE
        lines = [
            _line("printer", hour, N_("Máy in"), _printer(machine, paper=paper), path=PRINT_DESK),
            _line("disk", evening, N_("Dung lượng đĩa"), look_at_disk(machine.folder)),
            _line("screens", evening, N_("Phần mềm các màn hình"), _screens(machine)),
            _line("zone", evening, N_("Múi giờ của máy chủ"), look_at_zone(now)),
            _line("lan", hour, N_("Mạng nội bộ"), _network(addresses), items=addresses),
        ]
        on_paper = machine.paper()
        if on_paper is not None or paper:
            lines.append(
                _line(PAPER_LIST, hour, N_("Danh sách giấy"), look_at_paper(on_paper, now))
            )
        return [replace(line, owner=conference.contact) for line in lines]

    return checks


def look_at_disk(folder: Path) -> Finding:
    """Look whether the data folder's disk has room for the day."""
    free = shutil.disk_usage(folder).free
    enough = free >= LEAST_FREE_BYTES
    return Finding(
        Standing.IN_ORDER if enough else Standing.MISSING,
        N_("Còn trống %(free)s GB.")
        if enough
        else N_("Chỉ còn trống %(free)s GB; cần ít nhất %(least)s GB."),
        {"free": f"{free / 1024**3:.1f}".replace(".", ","), "least": LEAST_FREE_BYTES // 1024**3},
    )


def look_at_zone(now: dt.datetime) -> Finding:
    """Look whether this machine's own clock shows the hall's time.

    Screens show the hall's time whatever the machine's zone; but where a person has set the clock
    to the hall's time in another zone, every moment that is recorded is wrong.
    """
    here, hall = now.astimezone().utcoffset(), in_the_hall(now).utcoffset()
    if here == hall:
        return Finding(Standing.IN_ORDER)
    return Finding(
        Standing.CARE,
        N_(
            "Máy chủ không đặt múi giờ Việt Nam. Bây giờ là %(now)s; nếu sai, vui lòng sửa giờ máy."
        ),
        {"now": f"{in_the_hall(now):%Hh%M, %d/%m/%Y}"},
    )


def look_at_paper(paper: PaperState | None, now: dt.datetime) -> Finding:
    """Look whether the paper list is written and fresh."""
    if paper is None:
        return Finding(
            Standing.CARE,
            N_(
                "Chưa chọn thư mục ghi danh sách giấy (thiết lập paper_folder); khi mất điện sẽ "
                "không có danh sách dự phòng mới nhất."
            ),
        )
    if paper.fault:
        return Finding(Standing.MISSING, paper.fault, dict(paper.details))
    if paper.written_at is None:
        return Finding(Standing.UNKNOWN, N_("Đang ghi danh sách giấy lần đầu."))
    details = {
        "file": str(paper.folder / paper.file_name),
        "at": f"{in_the_hall(paper.written_at):%Hh%M}",
    }
    if now - paper.written_at > TOO_LONG:
        return Finding(Standing.MISSING, N_("Danh sách giấy %(file)s đã cũ, từ %(at)s."), details)
    return Finding(Standing.IN_ORDER, N_("%(file)s, ghi lúc %(at)s."), details)


_NOT_READY = N_("Máy in chưa sẵn sàng.")
_PRINTER_WORDS: dict[str, str] = {
    PrinterState.PAPER_OUT: N_("Máy in hết giấy."),
    PrinterState.COVER_OPEN: N_("Nắp máy in đang mở."),
    PrinterState.CUTTER_ERROR: N_("Lỗi dao cắt của máy in."),
    PrinterState.OFFLINE: N_("Mất kết nối với máy in."),
    PrinterState.UNKNOWN: N_("Máy in không trả lời."),
    PrinterState.BUSY: N_("Máy in đang bận."),
}


def _printer(machine: Machine, *, paper: bool) -> Finding:
    state = machine.printing()
    if not state.running:
        return Finding(Standing.MISSING, N_("Bộ phận in đã dừng; vui lòng khởi động lại hoinghi."))
    if state.paused:
        return Finding(Standing.CARE, N_("Đang tạm dừng in."))
    if state.trouble:
        return Finding(Standing.MISSING, _PRINTER_WORDS.get(state.trouble, _NOT_READY))
    if machine.virtual_printer and paper:
        return Finding(Standing.CARE, N_("Đang dùng máy in ảo: thẻ và giấy không ra giấy thật."))
    if state.printer.state is PrinterState.UNKNOWN:
        return Finding(Standing.UNKNOWN, N_("Chưa hỏi được máy in."))
    return Finding(Standing.IN_ORDER)


def _screens(machine: Machine) -> Finding:
    if machine.screens_built():
        return Finding(Standing.IN_ORDER)
    return Finding(Standing.MISSING, N_("Chưa có tệp giao diện; vui lòng cài lại hoinghi."))


def _network(addresses: tuple[str, ...]) -> Finding:
    if addresses:
        return Finding(Standing.IN_ORDER, N_("Các màn hình và quầy mở địa chỉ này."))
    return Finding(
        Standing.MISSING, N_("Máy chủ chưa nối mạng nội bộ; các quầy không kết nối được.")
    )


def _line(
    code: str,
    gate: Gate,
    title: str,
    found: Finding,
    *,
    path: str = "",
    items: tuple[str, ...] = (),
) -> Check:
    return Check(
        code, gate, found.standing, title, found.sentence, found.details, items=items, path=path
    )
