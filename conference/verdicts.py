"""What the door answers: four verdicts, their reasons, and the sentence for the person in front.

The sentences stand here and not in the catalogues because the stored answer carries both
languages byte for byte (ADR 0003), whoever reads it. A public sentence never accuses:
it invites to the support desk; the reason is for staff.
"""

from __future__ import annotations

import enum
import re

from conference.refusals import N_


class Verdict(enum.StrEnum):
    """The four answers of the door."""

    ADMITTED = "admitted"
    REPEAT = "repeat"
    REFUSED = "refused"
    UNDECIDED = "undecided"


class Reason(enum.StrEnum):
    """Why; stable names that clients may test."""

    ADMITTED = "admitted"
    RETURNED = "returned"
    REPEAT = "repeat"
    NOT_ON_LIST = "not_on_list"
    NOT_APPROVED = "not_approved"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    OTHER_CONFERENCE = "other_conference"
    BADGE_NOT_INVITATION = "badge_not_invitation"
    INVITATION_NOT_BADGE = "invitation_not_badge"
    SLIP_NOT_INVITATION = "slip_not_invitation"
    WRONG_SITTING = "wrong_sitting"
    CAPACITY = "capacity"
    LIST_CLOSED = "list_closed"
    REHEARSAL_CODE = "rehearsal_code"
    REAL_CODE_IN_REHEARSAL = "real_code_in_rehearsal"
    DAMAGED = "damaged"
    CITIZEN_CARD = "citizen_card"
    FOREIGN = "foreign"
    UNDECIDED = "undecided"

    @property
    def verdict(self) -> Verdict:
        """The verdict this reason belongs to."""
        return _VERDICT_OF.get(self, Verdict.REFUSED)


_VERDICT_OF = {
    Reason.ADMITTED: Verdict.ADMITTED,
    Reason.RETURNED: Verdict.ADMITTED,
    Reason.REPEAT: Verdict.REPEAT,
    Reason.UNDECIDED: Verdict.UNDECIDED,
}

_TO_THE_DESK = (
    "Kính mời {guest} đến bàn hỗ trợ{desk} để được hướng dẫn.",
    "Please come to the support desk{desk_en}; our staff will be glad to help.",
)

_SENTENCES: dict[Reason, tuple[str, str]] = {
    Reason.ADMITTED: (
        "Kính chào {address} {name}. Kính mời {address} vào hội trường{place}.",
        "Welcome, {name}. Please enter the hall{place_en}.",
    ),
    Reason.RETURNED: (
        "Kính chào {address} {name} trở lại. Kính mời {address} vào hội trường{place}.",
        "Welcome back, {name}. Please enter the hall{place_en}.",
    ),
    Reason.REPEAT: (
        "{Address} {name} đã điểm danh lúc {first}. Kính mời {address} vào hội trường{place}.",
        "{name} checked in at {first}. Please enter the hall{place_en}.",
    ),
    Reason.OTHER_CONFERENCE: (
        "Mã này thuộc một hội nghị khác. " + _TO_THE_DESK[0],
        "This code belongs to another conference. " + _TO_THE_DESK[1],
    ),
    Reason.BADGE_NOT_INVITATION: (
        "Đây là mã trên thẻ đại biểu, không phải giấy mời. " + _TO_THE_DESK[0],
        "This is the code of a badge, not of an invitation. " + _TO_THE_DESK[1],
    ),
    Reason.INVITATION_NOT_BADGE: (
        "Từ buổi này xin quý đại biểu dùng mã trên thẻ đại biểu. " + _TO_THE_DESK[0],
        "From this sitting on please use the code on your badge. " + _TO_THE_DESK[1],
    ),
    Reason.SLIP_NOT_INVITATION: (
        "Đây là mã trên phiếu khen thưởng, không phải giấy mời. " + _TO_THE_DESK[0],
        "This is the code of an award slip, not of an invitation. " + _TO_THE_DESK[1],
    ),
    Reason.REHEARSAL_CODE: (
        "Đây là mã của buổi chạy thử. " + _TO_THE_DESK[0],
        "This is a rehearsal code. " + _TO_THE_DESK[1],
    ),
    Reason.REAL_CODE_IN_REHEARSAL: (
        "Hệ thống đang chạy thử; giấy mời này vẫn còn nguyên giá trị cho hội nghị. "
        + _TO_THE_DESK[0],
        "A rehearsal is running; this invitation stays valid for the conference. "
        + _TO_THE_DESK[1],
    ),
    Reason.DAMAGED: (
        "Mã quét chưa đầy đủ. Kính mời quý đại biểu quét lại, hoặc đến bàn hỗ trợ{desk}.",
        "The code was not read completely. Please scan again or come to the support desk{desk_en}.",
    ),
    Reason.CITIZEN_CARD: (
        "Đây là mã trên thẻ căn cước, không phải giấy mời. " + _TO_THE_DESK[0],
        "This is the code of a citizen card, not of an invitation. " + _TO_THE_DESK[1],
    ),
    Reason.FOREIGN: (
        "Đây không phải mã giấy mời của hội nghị. " + _TO_THE_DESK[0],
        "This is not an invitation code of the conference. " + _TO_THE_DESK[1],
    ),
    Reason.UNDECIDED: (
        "Xin quý đại biểu vui lòng chờ trong giây lát, bộ phận đón tiếp sẽ hỗ trợ.",
        "One moment, please; the reception staff will help you.",
    ),
}

_PLACE_WORDS = {"area": ("khu vực", "area"), "seat": ("ghế", "seat")}
"""In the order in which an usher leads: first the part of the hall, then the seat."""

_LEAVE = N_("Cần phụ trách đón tiếp cho phép: bấm Xin duyệt, mời đại biểu đến bàn hỗ trợ.")
_NAME_ROAD = N_("Tìm đại biểu theo họ tên hoặc số thẻ rồi điểm danh tại bàn.")

STAFF_WORDS: dict[Reason, tuple[str, str]] = {
    Reason.ADMITTED: (
        N_("Đã điểm danh."),
        N_("Mời đại biểu vào hội trường."),
    ),
    Reason.RETURNED: (
        N_("Đã ra ngoài, nay trở lại."),
        N_("Mời đại biểu vào hội trường."),
    ),
    Reason.REPEAT: (
        N_("Đã điểm danh trước đó và đang ở trong hội trường."),
        N_("Xem giờ và quầy của lần đầu; nếu là người khác dùng giấy mời, báo phụ trách đón tiếp."),
    ),
    Reason.NOT_ON_LIST: (
        N_("Mã của hội nghị này nhưng không có đại biểu nào mang mã đó."),
        _NAME_ROAD,
    ),
    Reason.NOT_APPROVED: (
        N_("Có trong danh sách đề nghị nhưng chưa được duyệt."),
        _LEAVE,
    ),
    Reason.WITHDRAWN: (
        N_("Đã rút khỏi danh sách, hoặc đã cử người khác dự thay."),
        N_("Hỏi đại biểu rồi xem lịch sử; nếu vẫn dự, xin ý kiến phụ trách đón tiếp."),
    ),
    Reason.REPLACED: (
        N_("Mã này đã được thay bằng mã mới, hoặc đã có người dự thay."),
        N_("Tìm theo họ tên: người dự thay có mã riêng, người được cấp lại điểm danh tại bàn."),
    ),
    Reason.OTHER_CONFERENCE: (
        N_("Mã của một hội nghị khác."),
        N_("Hỏi giấy mời của hội nghị này; nếu không mang theo, tìm theo họ tên."),
    ),
    Reason.BADGE_NOT_INVITATION: (
        N_("Mã trên thẻ đại biểu; hội nghị chưa cho thẻ phát trước mở cửa."),
        N_("Tìm theo họ tên rồi điểm danh tại bàn."),
    ),
    Reason.INVITATION_NOT_BADGE: (
        N_("Giấy mời; từ buổi này chỉ dùng thẻ đại biểu."),
        N_("Hỏi thẻ đại biểu; nếu quên hoặc mất, tìm theo họ tên và in lại thẻ."),
    ),
    Reason.SLIP_NOT_INVITATION: (
        N_("Mã trên phiếu khen thưởng."),
        N_("Hỏi giấy mời; nếu không mang theo, tìm theo họ tên."),
    ),
    Reason.WRONG_SITTING: (
        N_("Thành phần này không được mời dự buổi đang mở."),
        _LEAVE,
    ),
    Reason.CAPACITY: (
        N_("Hội trường đã đủ số người theo sức chứa."),
        N_("Mời đại biểu sang phòng chờ; phụ trách đón tiếp quyết định."),
    ),
    Reason.LIST_CLOSED: (
        N_("Danh sách đã khóa: đã hết giờ đón tiếp."),
        _LEAVE,
    ),
    Reason.REHEARSAL_CODE: (
        N_("Mã của buổi chạy thử, không dùng được ở hội nghị thật."),
        _NAME_ROAD,
    ),
    Reason.REAL_CODE_IN_REHEARSAL: (
        N_("Giấy mời thật quét vào buổi chạy thử; giấy mời vẫn còn giá trị."),
        N_("Nếu hội nghị đã bắt đầu, báo Ban Tổ chức kết thúc chạy thử ngay."),
    ),
    Reason.DAMAGED: (
        N_("Máy quét đọc thiếu số hoặc mã bị nhòe, rách."),
        N_("Quét lại; nếu vẫn không được, nhập số thẻ hoặc tìm theo họ tên."),
    ),
    Reason.CITIZEN_CARD: (
        N_("Mã trên thẻ căn cước; hệ thống không lưu nội dung của mã này."),
        N_("Quét thẻ tại ô tìm kiếm để tìm đại biểu theo số, hoặc tìm theo họ tên."),
    ),
    Reason.FOREIGN: (
        N_("Không phải mã của phần mềm này."),
        N_("Hỏi giấy mời; nếu không mang theo, tìm theo họ tên."),
    ),
    Reason.UNDECIDED: (
        N_("Máy chủ chưa trả lời hoặc chưa ghi được."),
        N_("Chờ vài giây rồi quét lại; nếu vẫn vậy, dùng danh sách giấy và báo kỹ thuật."),
    ),
}
"""What the staff reads of each reason: what is the matter, and what to do."""

RULE_NAMES: dict[Reason, str] = {
    Reason.NOT_APPROVED: N_("Có tên trong danh sách nhưng chưa được duyệt"),
    Reason.WITHDRAWN: N_("Đã rút khỏi danh sách"),
    Reason.REPLACED: N_("Đã cử người dự thay, hoặc giấy mời đã được thay bằng mã khác"),
    Reason.BADGE_NOT_INVITATION: N_("Đưa thẻ đại biểu thay cho giấy mời"),
    Reason.INVITATION_NOT_BADGE: N_("Từ buổi này vào cửa bằng thẻ, đại biểu chỉ có giấy mời"),
    Reason.WRONG_SITTING: N_("Thành phần này không được mời dự buổi đang họp"),
    Reason.CAPACITY: N_("Hội trường đã đủ số người theo giới hạn"),
    Reason.LIST_CLOSED: N_("Đã hết giờ đón tiếp"),
}
"""The rules that a supervisor may set aside for one person, in the words of the staff."""


_DESK_WORDS = re.compile(r"^bàn hỗ trợ\s*", re.IGNORECASE)
_DESK_NUMBER = re.compile(r"^(?:số\s*)?(\d+)$", re.IGNORECASE)


def _desk(called: str) -> tuple[str, str]:
    """Give the desk's name behind "bàn hỗ trợ" and behind "support desk", without doubled words."""
    name = _DESK_WORDS.sub("", called)
    if number := _DESK_NUMBER.match(name):
        return f" số {number[1]}", f" {number[1]}"
    return (f" {name}", f" ({name})") if name else ("", "")


def sentences(reason: Reason, **words: str) -> dict[str, str]:
    """Give the sentence for the person at the door, in Vietnamese ("vi") and English ("en").

    `words`: address (ông, bà, đại biểu), name, seat, area, first (a time such as 13h42), desk (how
    the support desk is called, "số 3"); those a sentence does not need may be missing.
    """
    address = words.get("address", "đại biểu")
    desk, desk_en = _desk(words.get("desk", ""))
    place = [(*_PLACE_WORDS[key], words[key]) for key in _PLACE_WORDS if words.get(key)]
    filled = {
        "name": words.get("name", ""),
        "address": address,
        "Address": address[:1].upper() + address[1:],
        "first": words.get("first", ""),
        "guest": "quý đại biểu",
        "desk": desk,
        "desk_en": desk_en,
        "place": "".join(f", {vietnamese} {name}" for vietnamese, _, name in place),
        "place_en": "".join(f", {english} {name}" for _, english, name in place),
    }
    vietnamese, english = _SENTENCES.get(reason, _TO_THE_DESK)
    return {"vi": vietnamese.format(**filled), "en": english.format(**filled)}
