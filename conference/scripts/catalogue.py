"""The catalogue of spoken sentences: on which occasion, with which default words, filled with what.

What is filled in is named in Vietnamese between braces. Verbs follow the kind of award: tặng for
Giấy khen and Bằng khen, phong tặng for titles of honour, truy tặng for those who have died.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from conference.refusals import N_


@dataclass(frozen=True)
class Slot:
    """Something that is filled in: its name in templates, and an example."""

    name: str
    example: str


@dataclass(frozen=True)
class Sentence:
    """What is said on one occasion; a template must not leave out what is `needed`."""

    key: str
    about: str
    template: str
    slots: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


SLOTS: Mapping[str, Slot] = {
    "stage": Slot("nơi trao", "sân khấu"),
    "conference": Slot("hội nghị", "Hội nghị tuyên dương điển hình tiên tiến"),
    "address": Slot("xưng hô", "đồng chí"),
    "name": Slot("họ tên", "Nguyễn Thị Hoà"),
    "office": Slot("chức vụ", "Phó Giám đốc Sở Khoa học và Công nghệ"),
    "guest": Slot("khách", "Đồng chí Nguyễn Thị Hoà, Phó Giám đốc Sở Khoa học và Công nghệ"),
    "group": Slot("nhóm", "các đồng chí lãnh đạo các phòng, đơn vị trực thuộc Sở"),
    "performer": Slot("người thực hiện", "đồng chí Lê Văn Kiên, Phó Giám đốc Sở"),
    "title": Slot("nội dung", "Báo cáo tổng kết phong trào thi đua giai đoạn 2020-2025"),
    "reader": Slot("người công bố", "đồng chí Chánh Văn phòng Sở"),
    "decision": Slot("quyết định", "Quyết định số 215/QĐ-SKHCN ngày 18/8/2025"),
    "form": Slot("hình thức khen thưởng", "Giấy khen của Giám đốc Sở Khoa học và Công nghệ"),
    "recipients": Slot("người nhận", "các tập thể và cá nhân có tên sau đây"),
    "batch": Slot("lượt", "Lượt 2/4"),
    "giver": Slot("người trao", "đồng chí Giám đốc Sở"),
    "absent_giver": Slot("người vắng", "Giám đốc Sở"),
    "flower_giver": Slot("người tặng hoa", "các đồng chí Phó Giám đốc Sở"),
    "proxy": Slot("người nhận thay", "ông Nguyễn Văn Nam, con trai của đồng chí"),
    "minutes": Slot("số phút", "15"),
}

STAGE_WORD = "choice.stage"
CHOICES: Mapping[str, tuple[str, ...]] = {STAGE_WORD: ("sân khấu", "lễ đài")}
"""Words that all sentences use; the first is what is said where nobody chose."""


class AwardVerb(enum.StrEnum):
    """How an award is given, by its kind."""

    PRESENT = "tặng"
    CONFER = "phong tặng"
    POSTHUMOUS = "truy tặng"


_CONFERRED = (
    "danh hiệu", "anh hùng", "nhân dân", "ưu tú", "mẹ việt nam", "chiến sĩ thi đua",
    "chiến sỹ thi đua", "tập thể lao động",
)  # fmt: skip


def verb_of(form: str, *, posthumous: bool = False) -> AwardVerb:
    """Give the verb of an award's form: "Giấy khen", "danh hiệu Nghệ sĩ Ưu tú", "truy tặng …"."""
    said = form.casefold()
    if posthumous or "truy tặng" in said:
        return AwardVerb.POSTHUMOUS
    certificate = "giấy khen" in said or "bằng khen" in said
    if not certificate and any(word in said for word in _CONFERRED):
        return AwardVerb.CONFER
    return AwardVerb.PRESENT


CALLS: Mapping[AwardVerb, str] = {
    AwardVerb.PRESENT: "call_present",
    AwardVerb.CONFER: "call_confer",
    AwardVerb.POSTHUMOUS: "call_posthumous",
}
"""The sentence that calls recipients up, by how the award is given."""

_SENTENCES = (
    Sentence(
        "welcome",
        N_("Chào mừng"),
        "Kính thưa các vị đại biểu, kính thưa toàn thể Hội nghị! Ban Tổ chức trân trọng chào mừng "
        "các vị đại biểu về dự {hội nghị}.",
    ),
    Sentence(
        "purpose",
        N_("Tuyên bố lý do"),
        "Kính thưa các vị đại biểu! Được sự phân công của Ban Tổ chức, tôi xin trân trọng tuyên bố "
        "lý do {hội nghị}.",
    ),
    Sentence(
        "introduce_open",
        N_("Mở đầu giới thiệu đại biểu"),
        "Về dự Hội nghị hôm nay, Ban Tổ chức xin trân trọng giới thiệu các vị đại biểu:",
    ),
    Sentence(
        "guest_by_name",
        N_("Giới thiệu đích danh"),
        "{xưng hô} {họ tên}, {chức vụ}",
        ("address", "name", "office"),
        ("name",),
    ),
    Sentence("guest_group", N_("Giới thiệu chung"), "cùng dự có {nhóm}", ("group",), ("group",)),
    Sentence(
        "guest_late",
        N_("Giới thiệu đại biểu đến sau"),
        "Ban Tổ chức xin trân trọng giới thiệu thêm: {khách}.",
        ("guest",),
        ("guest",),
    ),
    Sentence(
        "introduce_close",
        N_("Kết thúc giới thiệu đại biểu"),
        "Xin trân trọng cảm ơn và nhiệt liệt chào mừng các vị đại biểu đã về dự Hội nghị.",
    ),
    Sentence(
        "flag_salute",
        N_("Chào cờ"),
        "Kính mời các vị đại biểu và toàn thể Hội nghị đứng nghiêm trang làm lễ chào cờ.",
    ),
    Sentence(
        "anthem",
        N_("Hát Quốc ca"),
        "Kính mời các vị đại biểu và toàn thể Hội nghị đứng nghiêm trang, hát Quốc ca.",
    ),
    Sentence(
        "silence",
        N_("Phút mặc niệm"),
        "Kính mời các vị đại biểu và toàn thể Hội nghị đứng dậy, dành một phút mặc niệm.",
    ),
    Sentence(
        "next_item",
        N_("Chuyển sang nội dung tiếp theo"),
        "Tiếp theo chương trình: {nội dung}. Xin trân trọng kính mời {người thực hiện}.",
        ("title", "performer"),
        ("title",),
    ),
    Sentence(
        "performance",
        N_("Văn nghệ"),
        "Mở đầu chương trình, kính mời các vị đại biểu thưởng thức: {nội dung}, do {người thực "
        "hiện} biểu diễn.",
        ("title", "performer"),
    ),
    Sentence(
        "report",
        N_("Báo cáo"),
        "Xin trân trọng kính mời {người thực hiện} lên trình bày: {nội dung}.",
        ("title", "performer"),
    ),
    Sentence(
        "paper",
        N_("Tham luận"),
        "Tiếp theo, xin trân trọng kính mời {người thực hiện} lên trình bày tham luận.",
        ("title", "performer"),
    ),
    Sentence(
        "announce",
        N_("Công bố Quyết định"),
        "Xin trân trọng kính mời {người công bố} lên công bố {quyết định}.",
        ("reader", "decision"),
    ),
    Sentence(
        "honour_open",
        N_("Mở đầu phần khen thưởng"),
        "Kính thưa các vị đại biểu! Sau đây, Hội nghị long trọng tiến hành: {nội dung}.",
        ("title",),
    ),
    Sentence(
        "call_present",
        N_("Mời lên nhận (tặng)"),
        "Xin trân trọng kính mời {người nhận} được tặng {hình thức khen thưởng} lên {nơi trao}:",
        ("recipients", "form", "batch"),
        ("form",),
    ),
    Sentence(
        "call_confer",
        N_("Mời lên nhận (phong tặng)"),
        "Xin trân trọng kính mời {người nhận} được phong tặng {hình thức khen thưởng} lên {nơi "
        "trao}:",
        ("recipients", "form", "batch"),
        ("form",),
    ),
    Sentence(
        "call_posthumous",
        N_("Mời lên nhận (truy tặng)"),
        "Xin trân trọng kính mời đại diện gia đình {người nhận} được truy tặng {hình thức khen "
        "thưởng} lên {nơi trao}:",
        ("recipients", "form", "batch"),
        ("form",),
    ),
    Sentence(
        "giver",
        N_("Mời người trao"),
        "Xin trân trọng kính mời {người trao} lên {nơi trao} trao {hình thức khen thưởng}.",
        ("giver", "form"),
        ("giver",),
    ),
    Sentence(
        "giver_replaced",
        N_("Người trao được thay"),
        "Thay mặt {người vắng}, {xưng hô} {họ tên}, {chức vụ}, trao {hình thức khen thưởng}.",
        ("absent_giver", "address", "name", "office", "form"),
        ("absent_giver", "name"),
    ),
    Sentence(
        "recipient_absent",
        N_("Người nhận vắng mặt"),
        "{xưng hô} {họ tên} nhận sau.",
        ("address", "name"),
        ("name",),
    ),
    Sentence(
        "recipient_proxy",
        N_("Người nhận thay"),
        "Nhận thay {xưng hô} {họ tên}: {người nhận thay}.",
        ("address", "name", "proxy"),
        ("name", "proxy"),
    ),
    Sentence(
        "flowers",
        N_("Tặng hoa"),
        "Xin trân trọng kính mời {người tặng hoa} lên {nơi trao} tặng hoa chúc mừng các tập thể, "
        "cá nhân được khen thưởng.",
        ("flower_giver",),
    ),
    Sentence(
        "photo",
        N_("Chụp ảnh lưu niệm"),
        "Xin kính mời các vị đại biểu ở lại {nơi trao} chụp ảnh lưu niệm.",
    ),
    Sentence(
        "recipients_thanked",
        N_("Mời người nhận về vị trí"),
        "Xin nhiệt liệt chúc mừng và kính mời các tập thể, cá nhân trở về vị trí.",
    ),
    Sentence(
        "launch",
        N_("Phát động thi đua"),
        "Tiếp theo chương trình: {nội dung}. Xin trân trọng kính mời {người thực hiện}.",
        ("title", "performer"),
    ),
    Sentence(
        "response",
        N_("Phát biểu hưởng ứng"),
        "Tiếp theo chương trình: {nội dung}. Xin trân trọng kính mời {người thực hiện}.",
        ("title", "performer"),
    ),
    Sentence(
        "guiding",
        N_("Phát biểu chỉ đạo"),
        "Xin trân trọng kính mời {người thực hiện} lên phát biểu chỉ đạo Hội nghị.",
        ("title", "performer"),
    ),
    Sentence(
        "vote",
        N_("Biểu quyết"),
        "Kính mời Hội nghị tiến hành: {nội dung}. Xin trân trọng kính mời {người thực hiện} điều "
        "hành phần biểu quyết.",
        ("title", "performer"),
    ),
    Sentence(
        "pause",
        N_("Giải lao"),
        "Hội nghị xin phép giải lao {số phút} phút. Kính mời các vị đại biểu trở lại hội trường "
        "đúng giờ.",
        ("minutes",),
    ),
    Sentence(
        "thanks",
        N_("Cảm ơn người vừa trình bày"),
        "Xin trân trọng cảm ơn {người thực hiện}.",
        ("performer",),
    ),
    Sentence(
        "closing",
        N_("Bế mạc"),
        "Kính thưa các vị đại biểu! Hội nghị đã hoàn thành toàn bộ nội dung chương trình. Thay mặt "
        "Ban Tổ chức, xin trân trọng cảm ơn và kính chúc các vị đại biểu mạnh khỏe, hạnh phúc và "
        "thành công.",
    ),
)

CATALOGUE: Mapping[str, Sentence] = {one.key: one for one in _SENTENCES}
