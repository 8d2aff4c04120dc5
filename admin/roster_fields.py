"""What may be known and done about a delegate, by role: one table, asked by every page and route.

A field that is not named for a role is never given to its pages, whatever the template would do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from conference.delegates import AddressForm, Delegate, Duty, ListState, Reply, Sex
from conference.operators import Role
from conference.refusals import N_

READERS = (Role.ADMIN, Role.SUPERVISOR, Role.RECEPTION, Role.VIP_RECEPTION)
"""Who sees the list, and may name the holder of an unnamed seat."""

ADDERS = (Role.ADMIN, Role.SUPERVISOR, Role.RECEPTION)
"""Who may put somebody on it; reception only as far as the plan's largest number."""

DECIDERS = (Role.ADMIN, Role.SUPERVISOR)
"""Who approves, withdraws, substitutes, and may go beyond the largest number with a reason."""

SENSITIVE = ("citizen_number", "ethnicity", "party_member")
"""Kept only where the organiser has said so (`Conference.kept_fields`)."""

SEX_NAMES = {Sex.MALE: N_("Nam"), Sex.FEMALE: N_("Nữ"), Sex.UNKNOWN: N_("Chưa rõ")}
STATE_NAMES = {
    ListState.PROPOSED: N_("Đề nghị"),
    ListState.APPROVED: N_("Đã duyệt"),
    ListState.WITHDRAWN: N_("Đã rút"),
}
FORM_NAMES = {
    AddressForm.COMRADE: N_("đồng chí"),
    AddressForm.MR_MS: N_("ông/bà"),
    AddressForm.DELEGATE: N_("đại biểu"),
    AddressForm.VERBATIM: N_("theo lời riêng"),
}
REPLY_NAMES = {
    Reply.NONE: N_("chưa trả lời"),
    Reply.CONFIRMED: N_("đã xác nhận dự"),
    Reply.SUBSTITUTE: N_("cử người dự thay"),
    Reply.ABSENT: N_("báo vắng"),
}
DUTIES = tuple(Duty)
_YES_NO = (("", N_("Chưa có dữ liệu")), ("yes", N_("Có")), ("no", N_("Không")))


@dataclass(frozen=True)
class Field:
    """A column of a delegate as a form shows it; `choices` are (value, message id)."""

    name: str
    label: str
    part: str
    kind: str = "text"
    most: int = 200
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""


FIELDS = (
    Field("honorific", N_("Học hàm, học vị, danh xưng"), "who", most=40),
    Field("full_name", N_("Họ và tên"), "who"),
    Field("sex", N_("Giới tính"), "who", "choice", choices=tuple((s, SEX_NAMES[s]) for s in Sex)),
    Field("birth_year", N_("Năm sinh"), "who", "number"),
    Field("birth_date", N_("Ngày sinh"), "who", "date"),
    Field("position", N_("Chức vụ"), "work"),
    Field("unit", N_("Đơn vị công tác"), "work", "unit", most=300),
    Field("group", N_("Thành phần"), "work", "group"),
    Field(
        "own_address_form",
        N_("Xưng hô"),
        "address",
        "choice",
        choices=(
            ("", N_("theo thành phần")),
            *((form, FORM_NAMES[form]) for form in AddressForm),
        ),
    ),
    Field(
        "own_address",
        N_("Lời xưng hô riêng"),
        "address",
        most=60,
        hint=N_("ví dụ: Mẹ Việt Nam Anh hùng, Thượng tọa"),
    ),
    Field("seat", N_("Ghế"), "place", most=20),
    Field("area", N_("Khu vực"), "place", most=60),
    Field("phone", N_("Điện thoại"), "contact", "tel", most=30),
    Field("email", N_("Thư điện tử"), "contact", "email"),
    Field("education", N_("Trình độ chuyên môn"), "about", most=120),
    Field("political_theory", N_("Lý luận chính trị"), "about", most=120),
    Field("direct_producer", N_("Người trực tiếp sản xuất"), "about", "yes_no", choices=_YES_NO),
    Field("sector", N_("Thành phần kinh tế, lĩnh vực"), "about", most=120),
    Field("citizen_number", N_("Số căn cước"), "sensitive", most=12),
    Field("ethnicity", N_("Dân tộc"), "sensitive", most=60),
    Field("party_member", N_("Đảng viên"), "sensitive", "yes_no", choices=_YES_NO),
    Field("merits", N_("Thành tích đã có"), "words", "long", most=1000),
    Field("note", N_("Ghi chú"), "words", "long", most=500),
    Field(
        "attention",
        N_("Lưu ý cho bộ phận đón tiếp"),
        "door",
        most=300,
        hint=N_("chỉ cán bộ đón tiếp thấy"),
    ),
    Field("tray", N_("Khay, ô để thẻ in sẵn"), "door", most=40, hint=N_("ví dụ: khay B, ô 14")),
    Field(
        "heads_delegation",
        N_("Trưởng đoàn của đơn vị"),
        "door",
        "yes_no",
        choices=(("no", N_("Không")), ("yes", N_("Có"))),
    ),
)
LABELS = {field.name: field.label for field in FIELDS}

_FOR_THE_DESK = frozenset(
    {
        "honorific", "full_name", "sex", "birth_year", "position", "unit", "group",
        "own_address_form", "own_address", "seat", "area", "merits", "attention", "tray",
        "heads_delegation",
    }
)  # fmt: skip
_FOR_THE_SUPERVISOR = _FOR_THE_DESK | {
    "birth_date", "phone", "email", "education", "political_theory", "direct_producer", "sector",
    "note",
}  # fmt: skip

SEEN_BY: dict[Role, frozenset[str]] = {
    Role.ADMIN: _FOR_THE_SUPERVISOR | set(SENSITIVE),
    Role.SUPERVISOR: _FOR_THE_SUPERVISOR,
    Role.RECEPTION: _FOR_THE_DESK,
    Role.VIP_RECEPTION: _FOR_THE_DESK,
}


def seen_fields(role: Role, kept: Collection[str]) -> list[Field]:
    """Give the fields that this role may see; sensitive ones only where they are kept."""
    allowed = SEEN_BY.get(role, frozenset())
    return [
        field
        for field in FIELDS
        if field.name in allowed and (field.name not in SENSITIVE or field.name in kept)
    ]


def shown_values(delegate: Delegate, fields: Iterable[Field]) -> dict[str, str]:
    """Give the values of these fields as a form holds them; nothing of any other field."""
    return {field.name: _as_text(delegate, field.name) for field in fields}


def _as_text(delegate: Delegate, name: str) -> str:
    value: Any = getattr(delegate, name)
    if name in {"unit", "group"}:
        return str(value.name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
