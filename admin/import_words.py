"""What the pages of imports say and are told: names of columns, corrections, a preview's words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints, field_validator

from conference.clock import from_ms, in_the_hall
from conference.imports import ImportedFile
from conference.refusals import N_, Refusal

SUMMARY = "summary.json"
PAGE_ROWS = 100

SECTIONS = (
    "ask", "error", "new", "changed", "returning", "missing", "warning", "replaced", "notice",
    "unchanged", "left_out", "skipped",
)  # fmt: skip
"""What a preview is made of, what needs an answer first."""

FIELD_NAMES = {
    "name": N_("Họ và tên"),
    "family_name": N_("Họ và tên đệm"),
    "given_name": N_("Tên"),
    "position": N_("Chức vụ"),
    "unit": N_("Đơn vị công tác"),
    "position_unit": N_("Chức vụ, đơn vị"),
    "group": N_("Thành phần"),
    "sex": N_("Giới tính"),
    "birth": N_("Ngày sinh hoặc năm sinh"),
    "birth_male": N_("Năm sinh – Nam"),
    "birth_female": N_("Năm sinh – Nữ"),
    "citizen_number": N_("Số căn cước công dân"),
    "phone": N_("Số điện thoại"),
    "email": N_("Thư điện tử"),
    "ethnicity": N_("Dân tộc"),
    "party": N_("Đảng viên"),
    "education": N_("Trình độ chuyên môn"),
    "political_theory": N_("Lý luận chính trị"),
    "direct_producer": N_("Trực tiếp sản xuất"),
    "sector": N_("Thành phần kinh tế"),
    "merits": N_("Thành tích đã có"),
    "address_form": N_("Cách xưng hô"),
    "seat": N_("Số ghế"),
    "area": N_("Khu vực"),
    "card_number": N_("Số thẻ"),
    "note": N_("Ghi chú"),
    "attention": N_("Lưu ý cho bộ phận đón tiếp"),
    "tray": N_("Khay đựng thẻ"),
    "place_in_tray": N_("Ô trong khay"),
    "heads_delegation": N_("Trưởng đoàn"),
    "stt": N_("Số thứ tự"),
    "ignore": N_("(không lấy cột này)"),
}
"""What a column may hold, as the reader of files names it."""

COLUMN_NAMES = FIELD_NAMES | {
    "full_name": N_("Họ và tên"),
    "birth_year": N_("Năm sinh"),
    "birth_date": N_("Ngày sinh"),
    "party_member": N_("Đảng viên"),
    "honorific": N_("Học hàm, học vị, danh xưng"),
    "own_address": N_("Cách xưng hô"),
    "own_address_form": N_("Cách xưng hô"),
}
"""What a column of the list is called where a change is shown."""


class PreviewGone(Refusal):
    """The preview was removed, or the file was never read to its end."""

    code = "preview_gone"
    sentence = N_(
        "Bản xem trước này không còn. Chưa ghi gì vào danh sách. Vui lòng chọn lại tệp danh sách."
    )


Key = Annotated[str, StringConstraints(max_length=300)]
Word = Annotated[str, StringConstraints(max_length=300)]


class CorrectionBody(BaseModel):
    """What the clerk says of the file before it is read again; what is not said stays.

    An empty answer takes back an earlier one.
    """

    columns: dict[Key, dict[Key, str]] = Field(default_factory=dict)
    groups: dict[Word, Word] = Field(default_factory=dict)
    default_unit: Word = ""
    people: dict[
        Key, Annotated[str, StringConstraints(pattern=r"^(\d{1,18}|other|leave_out)?$")]
    ] = Field(default_factory=dict)
    rest: Literal["", "other"] = ""
    sheets: list[Key] = Field(default_factory=list)
    hidden_rows: bool = False
    convert: Literal["auto", "tcvn3", "vni", "viqr", "none"] = "auto"

    @field_validator("columns")
    @classmethod
    def known(cls, columns: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        """Let in only what the reader of files knows."""
        if any(field not in FIELD_NAMES for sheet in columns.values() for field in sheet.values()):
            raise ValueError("unknown field")
        return columns

    def on_top_of(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Give the wishes of the last reading with these corrections."""
        said = {name: getattr(self, name) for name in self.model_fields_set}
        for name in {"groups", "people"} & said.keys():
            merged = params.get(name, {}) | said[name]
            said[name] = {key: value for key, value in merged.items() if value}
        if "columns" in said:
            before = params.get("columns", {})
            of_sheets = {sheet: before.get(sheet, {}) | new for sheet, new in self.columns.items()}
            said["columns"] = before | of_sheets
        return dict(params) | said


def preview_words(
    folder: Path, params: Mapping[str, Any], section: str, page: int
) -> dict[str, Any]:
    """Give one page of a preview; a section that is empty gives way to the first that is not.

    Raises:
        PreviewGone: its files were removed.
    """
    summary = read_json(folder / SUMMARY)
    counts = summary["counts"]
    if not counts.get(section):
        section = next((name for name in SECTIONS if counts[name]), "unchanged")
    pages = max(-(-counts[section] // PAGE_ROWS), 1)
    page = min(page, pages)
    file = folder / f"{section}-{page}.json"
    before = summary["before"]
    if before is not None:
        before |= {"at": in_the_hall(from_ms(before["at_ms"]))}
    return {
        "summary": summary,
        "params": params,
        "section": section,
        "sections": [(name, counts[name]) for name in SECTIONS],
        "rows": read_json(file) if file.is_file() else [],
        "page_number": page,
        "pages": pages,
        "field_names": FIELD_NAMES,
        "column_names": COLUMN_NAMES,
    }


def file_words(one: ImportedFile) -> dict[str, Any]:
    """Give what the pages say of a file that was taken in."""
    return {
        "id": one.id,
        "name": one.name,
        "sha256": one.sha256,
        "at": in_the_hall(one.at),
        "by_name": one.by_name,
        "added": one.added,
        "changed": one.changed,
        "withdrawn": one.withdrawn,
    }


def read_json(file: Path) -> Any:
    """Read a file that a job has left.

    Raises:
        PreviewGone: it was removed.
    """
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as exc:
        raise PreviewGone from exc
