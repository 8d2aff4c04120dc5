"""What a programme file becomes: plain frozen values, and every fault that a row of one may have.

Nothing here reads a file, so that the server may import it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from conference.refusals import N_
from seed.lists.model import Fault, Severity, SkippedRow
from seed.lists.refused import ListRefused


class Column(StrEnum):
    """What a column of a programme holds."""

    NUMBER = "number"
    HOURS = "hours"
    START = "start"
    END = "end"
    LENGTH = "length"
    TITLE = "title"
    PERFORMER = "performer"
    NOTE = "note"
    SITTING = "sitting"


@dataclass(frozen=True, slots=True)
class ListedPart:
    """A step (a, b, c) or one of a queue (tiết mục, tham luận)."""

    label: str
    title: str
    performer: str = ""
    length_min: int | None = None


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item as the file writes it; `row` is 1-based as Excel shows it."""

    row: int
    number: str
    title: str
    performer: str = ""
    start: dt.time | None = None
    end: dt.time | None = None
    length_min: int | None = None
    optional: bool = False
    note: str = ""
    steps: tuple[ListedPart, ...] = ()
    entries: tuple[ListedPart, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadProgramme:
    """A programme file, read. `columns` are their headers by what they hold."""

    file_name: str
    sha256: str
    format: str
    sheet: str
    sheets: tuple[str, ...]
    columns: dict[Column, str] = field(default_factory=dict)
    items: tuple[ListedItem, ...] = ()
    faults: tuple[Fault, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()


class NoProgramme(ListRefused):
    """No column of the file tells what the items are."""

    code = "programme_without_columns"
    sentence = N_(
        "Không tìm thấy bảng chương trình có cột “Nội dung” trong tệp hoặc đoạn đã dán. Chương "
        "trình hiện có không thay đổi. Vui lòng kiểm tra tiêu đề các cột: STT, Thời gian, Nội "
        "dung, Thực hiện."
    )


class WordFileBrought(ListRefused):
    """A Word file; its table goes through the clipboard."""

    code = "programme_word_file"
    sentence = N_(
        "Đây là tệp Word nên chưa đọc được trực tiếp; chương trình hiện có không thay đổi. Vui "
        "lòng mở tệp bằng Word, chọn cả bảng chương trình, chép (Ctrl+C) rồi dán vào ô bên dưới."
    )


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.NOTICE

PROGRAMME_FAULTS: dict[str, tuple[Severity, str]] = {
    # The whole table.
    "no_header": (
        _W,
        N_("Không có dòng tiêu đề; các cột được hiểu theo nội dung. Vui lòng xem kỹ từng cột."),
    ),
    "several_sheets": (
        _W,
        N_("Tệp có nhiều trang tính có chương trình; chỉ đọc trang “%(taken)s”."),
    ),
    "unknown_column": (_I, N_("Cột “%(header)s” không được đọc.")),
    "no_hours_column": (_I, N_("Bảng không có cột thời gian; giờ hiện có được giữ nguyên.")),
    "no_performer_column": (
        _I,
        N_("Bảng không có cột thực hiện; người thực hiện hiện có được giữ nguyên."),
    ),
    # A row.
    "title_missing": (
        _E,
        N_("Dòng có dữ liệu nhưng không có nội dung. Vui lòng ghi nội dung hoặc xóa dòng."),
    ),
    "text_too_long": (
        _E,
        N_("Ô “%(what)s” dài hơn %(limit)s ký tự. Vui lòng rút gọn rồi đọc lại."),
    ),
    "end_before_start": (
        _E,
        N_("Giờ kết thúc không sau giờ bắt đầu: “%(value)s”. Vui lòng sửa giờ rồi đọc lại."),
    ),
    "hours_impossible": (
        _E,
        N_("Không có giờ nào như “%(value)s”. Vui lòng sửa giờ rồi đọc lại."),
    ),
    "hours_unreadable": (
        _W,
        N_("Không hiểu thời gian “%(value)s”; nội dung này sẽ không có giờ."),
    ),
    "hours_shared": (
        _W,
        N_(
            "Thời gian “%(value)s” ghi chung với dòng trên; nội dung này sẽ không có giờ riêng và "
            "nối tiếp mục trên."
        ),
    ),
    "hours_of_part": (_W, N_("Giờ riêng của phần “%(title)s” không được giữ.")),
    "end_from_next": (_I, N_("Không ghi giờ kết thúc; lấy theo giờ bắt đầu của mục sau: %(end)s.")),
    "overlaps": (_W, N_("Bắt đầu lúc %(start)s, trước khi mục trên kết thúc (%(end)s).")),
    "gap": (_I, N_("Có khoảng trống %(minutes)s phút trước mục này.")),
    "number_filled": (_I, N_("Thiếu số thứ tự; sẽ ghi là %(number)s.")),
    "number_missing": (_I, N_("Không có số thứ tự.")),
    "number_twice": (_W, N_("Số thứ tự %(number)s trùng với dòng %(other)s.")),
    "performer_missing": (_W, N_("Chưa ghi người thực hiện.")),
    "performer_open": (_W, N_("Chưa rõ người thực hiện: “%(value)s”.")),
    "optional_found": (_I, N_("Có ghi “nếu có”; sẽ là nội dung có thể bỏ qua.")),
    "parts_made": (
        _I,
        N_("Nội dung nêu %(count)s phần nhưng không liệt kê; sẽ lập sẵn %(count)s phần."),
    ),
    "parts_differ": (
        _W,
        N_("Nội dung nêu %(count)s phần nhưng liệt kê %(listed)s. Vui lòng kiểm tra."),
    ),
    "performers_unmatched": (
        _W,
        N_(
            "Số người thực hiện không khớp số phần; toàn bộ được ghi cho nội dung: “%(value)s”. "
            "Vui lòng ghi người thực hiện của từng phần sau khi nhập."
        ),
    ),
    "part_without_item": (
        _E,
        N_("Dòng là phần của một nội dung nhưng phía trên không có nội dung."),
    ),
    "title_twice": (_W, N_("Nội dung giống hệt dòng %(other)s.")),
    "sitting_unknown": (
        _W,
        N_(
            "Cột “Buổi” ghi “%(value)s”, không phải buổi nào của hội nghị; các dòng ghi như vậy "
            "được đọc vào buổi đang chọn."
        ),
    ),
    "hidden_row": (_W, N_("Dòng đang bị ẩn trong tệp nhưng vẫn được đọc. Vui lòng kiểm tra.")),
}


def programme_fault(code: str, sheet: str, row: int = 0, **details: str | int) -> Fault:
    """Give the fault of this code at this row; 0 is the whole table."""
    severity, sentence = PROGRAMME_FAULTS[code]
    return Fault(severity, code, sentence, details, sheet, row)
