"""Why a list file is not read: each sentence says what is safe and what to do."""

from __future__ import annotations

from conference.refusals import N_, Refusal


class ListRefused(Refusal):
    """The file was not read to its end: the reader ran out of its memory or time, or died."""

    code = "list_not_read"
    sentence = N_(
        "Không đọc xong được tệp này nên đã dừng lại. Danh sách hiện có không thay đổi. Vui lòng "
        "mở tệp bằng Excel, lưu thành tệp .xlsx mới chỉ gồm danh sách rồi thử lại."
    )


class TooLarge(ListRefused):
    """The file is larger than any list needs; `limit_mb`."""

    code = "list_too_large"
    sentence = N_(
        "Tệp lớn hơn %(limit_mb)s MB nên không được mở. Danh sách hiện có không thay đổi. Vui lòng "
        "xóa hình ảnh và các trang tính không dùng, hoặc tách tệp rồi thử lại."
    )


class NotAList(ListRefused):
    """The content is no xlsx, xls, ods or csv, whatever the name says."""

    code = "not_a_list"
    sentence = N_(
        "Tệp này không phải bảng tính Excel, OpenDocument hay CSV (dù tên tệp có thể ghi như vậy). "
        "Danh sách hiện có không thay đổi. Vui lòng chọn tệp .xlsx, .xls, .ods hoặc .csv."
    )


class Encrypted(ListRefused):
    """The file is protected by a password."""

    code = "list_encrypted"
    sentence = N_(
        "Tệp được bảo vệ bằng mật khẩu nên không mở được. Danh sách hiện có không thay đổi. Vui "
        "lòng mở tệp bằng Excel, bỏ mật khẩu, lưu lại rồi thử lại."
    )


class Bomb(ListRefused):
    """The file would unfold into far more than a list; `what` names the limit."""

    code = "list_out_of_bounds"
    sentence = N_(
        "Tệp vượt quá giới hạn an toàn (%(what)s) nên không được mở. Danh sách hiện có không thay "
        "đổi. Vui lòng chép riêng bảng danh sách (tối đa 20.000 dòng, 60 cột) sang một tệp mới rồi "
        "thử lại."
    )


class Damaged(ListRefused):
    """The file is cut short or inconsistent."""

    code = "list_damaged"
    sentence = N_(
        "Tệp bị hỏng hoặc chưa tải về đầy đủ nên không đọc được. Danh sách hiện có không thay đổi. "
        "Vui lòng tải lại tệp, hoặc mở bằng Excel, lưu thành tệp mới rồi thử lại."
    )


class NoHeader(ListRefused):
    """No row looks like the header of a list."""

    code = "list_without_header"
    sentence = N_(
        "Không tìm thấy dòng tiêu đề có cột “Họ và tên” trong tệp. Danh sách hiện có không thay "
        "đổi. Vui lòng bổ sung dòng tiêu đề cho bảng danh sách rồi thử lại."
    )


class NothingInIt(ListRefused):
    """There is nothing below the header, or nothing at all."""

    code = "list_empty"
    sentence = N_(
        "Tệp không có dòng danh sách nào. Danh sách hiện có không thay đổi. Vui lòng kiểm tra lại "
        "tệp, hoặc chọn đúng trang tính có danh sách."
    )
