"""What the door answers: four verdicts, their reasons, and the sentence for the person in front.

The sentences stand here and not in the catalogues because the stored answer carries both
languages byte for byte (ADR 0003), whoever reads it. A public sentence never accuses:
it invites to the support desk; the reason is for staff.
"""

from __future__ import annotations

import enum


class Verdict(enum.StrEnum):
    """The four answers of the door."""

    ADMITTED = "admitted"
    REPEAT = "repeat"
    REFUSED = "refused"
    UNDECIDED = "undecided"


class Reason(enum.StrEnum):
    """Why; stable names that clients may test."""

    ADMITTED = "admitted"
    REPEAT = "repeat"
    NOT_ON_LIST = "not_on_list"
    NOT_APPROVED = "not_approved"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    OTHER_CONFERENCE = "other_conference"
    BADGE_NOT_INVITATION = "badge_not_invitation"
    SLIP_NOT_INVITATION = "slip_not_invitation"
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
    Reason.REPEAT: Verdict.REPEAT,
    Reason.UNDECIDED: Verdict.UNDECIDED,
}

_TO_THE_DESK = (
    "Kính mời quý đại biểu đến bàn hỗ trợ để được hướng dẫn.",
    "Please come to the support desk; our staff will be glad to help.",
)

_SENTENCES: dict[Reason, tuple[str, str]] = {
    Reason.ADMITTED: (
        "Kính chào {address} {name}. Kính mời {address} vào hội trường{place}.",
        "Welcome, {name}. Please enter the hall{place_en}.",
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
        "Mã quét chưa đầy đủ. Kính mời quý đại biểu quét lại, hoặc đến bàn hỗ trợ.",
        "The code was not read completely. Please scan again or come to the support desk.",
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

_PLACE_WORDS = {"seat": ("ghế", "seat"), "area": ("khu vực", "area")}


def sentences(reason: Reason, **words: str) -> dict[str, str]:
    """Give the sentence for the person at the door, in Vietnamese ("vi") and English ("en").

    `words`: address (ông, bà, đại biểu), name, seat, area, first (a time such as 13h42); those a
    sentence does not need may be missing.
    """
    address = words.get("address", "đại biểu")
    place = [(*_PLACE_WORDS[key], words[key]) for key in _PLACE_WORDS if words.get(key)]
    filled = {
        "name": words.get("name", ""),
        "address": address,
        "Address": address[:1].upper() + address[1:],
        "first": words.get("first", ""),
        "place": "".join(f", {vietnamese} {name}" for vietnamese, _, name in place),
        "place_en": "".join(f", {english} {name}" for _, english, name in place),
    }
    vietnamese, english = _SENTENCES.get(reason, _TO_THE_DESK)
    return {"vi": vietnamese.format(**filled), "en": english.format(**filled)}
