"""Every fault that a row, a column or a sheet may have: its code, severity and sentence.

The sentences are message ids; details stand in them by name.
"""

from __future__ import annotations

from dataclasses import dataclass

from conference.refusals import N_
from seed.lists.model import Fault, Field, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.NOTICE

FAULTS: dict[str, tuple[Severity, str]] = {
    # A sheet or a column.
    "no_name_column": (_E, N_("Chưa xác định được cột họ và tên. Vui lòng chọn cột.")),
    "sheet_without_header": (_I, N_("Trang tính không có bảng danh sách nên được bỏ qua.")),
    "hidden_sheet": (
        _W,
        N_("Trang tính đang bị ẩn. Vui lòng kiểm tra có lấy danh sách này không."),
    ),
    "hidden_column": (_I, N_("Cột “%(header)s” đang bị ẩn nhưng vẫn được đọc.")),
    "unknown_column": (
        _I,
        N_("Cột “%(header)s” không được đọc. Có thể chọn nội dung cho cột này."),
    ),
    "column_twice": (_W, N_("Cột “%(header)s” trùng nội dung với cột trước nên không được đọc.")),
    "sensitive_dropped": (
        _I,
        N_("Cột “%(header)s” là dữ liệu cá nhân nhạy cảm, hội nghị này không lưu nên được bỏ qua."),
    ),
    "dates_swapped": (
        _W,
        N_(
            "Cột “%(header)s” có ngày và tháng bị đảo ở một số ô (tệp từng được mở bằng Excel cài "
            "kiểu ngày Mỹ). Chỉ lấy năm sinh; vui lòng sửa cột này trong tệp gốc."
        ),
    ),
    "appearance_unread": (
        _W,
        N_("Không đọc được phông chữ và dòng ẩn của tệp. Vui lòng kiểm tra kỹ phần xem trước."),
    ),
    # A person's row.
    "hidden_row": (_W, N_("Dòng đang bị ẩn trong tệp. Vui lòng kiểm tra người này còn dự không.")),
    "name_missing": (_E, N_("Dòng có dữ liệu nhưng không có họ tên.")),
    "name_not_text": (_E, N_("Ô họ tên không chứa chữ: “%(value)s”.")),
    "name_too_long": (_E, N_("Họ tên dài hơn %(limit)s ký tự.")),
    "name_of_several_lines": (
        _W,
        N_("Ô họ tên có nhiều dòng: “%(value)s”. Vui lòng kiểm tra có phải một người không."),
    ),
    "text_too_long": (_E, N_("Nội dung ô dài hơn %(limit)s ký tự.")),
    "seat_not_in_plan": (
        _W,
        N_("Sơ đồ hội trường không có ghế %(value)s. Ghế được ghi như trong tệp."),
    ),
    "seat_is_blocked": (_W, N_("Ghế %(value)s đang khóa trên sơ đồ (%(reason)s).")),
    "unit_missing": (_W, N_("Chưa có đơn vị.")),
    "position_unit_whole": (
        _W,
        N_("Không tách được chức vụ và đơn vị: “%(value)s”. Toàn bộ được ghi vào chức vụ."),
    ),
    "sex_unreadable": (_W, N_("Không hiểu giới tính “%(value)s”.")),
    "sex_twice": (_W, N_("Cả hai cột Nam và Nữ đều có dữ liệu; giới tính được để trống.")),
    "birth_unreadable": (_W, N_("Không hiểu ngày sinh “%(value)s”.")),
    "birth_year_only": (_W, N_("Ngày sinh “%(value)s” không hợp lệ; chỉ lấy năm %(year)s.")),
    "birth_two_digits": (_W, N_("Năm sinh viết hai chữ số “%(value)s”; hiểu là năm %(year)s.")),
    "citizen_number_padded": (_W, N_("Số CCCD thiếu số 0 ở đầu; đã bổ sung thành 12 chữ số.")),
    "citizen_number_scientific": (
        _E,
        N_("Số CCCD bị Excel đổi thành “%(value)s”, không khôi phục được. Vui lòng nhập lại số."),
    ),
    "citizen_number_unreadable": (_W, N_("Số CCCD không hợp lệ nên không được lấy.")),
    "citizen_number_sex": (_W, N_("Giới tính không khớp với số CCCD.")),
    "citizen_number_birth": (_W, N_("Năm sinh không khớp với số CCCD.")),
    "citizen_number_twice": (_W, N_("Số CCCD trùng với dòng %(other)s.")),
    "phone_unreadable": (_W, N_("Số điện thoại “%(value)s” không hợp lệ; giữ nguyên như đã ghi.")),
    "phone_scientific": (_W, N_("Số điện thoại bị đổi thành “%(value)s” nên không được lấy.")),
    "phone_several": (_W, N_("Ô có nhiều số điện thoại: “%(value)s”; chỉ lấy số đầu tiên.")),
    "email_unreadable": (_W, N_("Địa chỉ thư điện tử “%(value)s” không hợp lệ.")),
    "answer_unreadable": (_W, N_("Không hiểu “%(value)s”; vui lòng ghi “x” hoặc để trống.")),
    "row_twice": (_W, N_("Dòng giống hệt dòng %(other)s.")),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a fault is: a sheet, perhaps a row, perhaps a column of it."""

    sheet: str
    row: int = 0
    letter: str = ""
    field: Field | None = None


def fault(code: str, spot: Spot, **details: str | int) -> Fault:
    """Give the fault of this code at this place."""
    severity, sentence = FAULTS[code]
    cell = f"{spot.letter}{spot.row}" if spot.letter and spot.row else spot.letter
    return Fault(severity, code, sentence, details, spot.sheet, spot.row, cell, spot.field)
