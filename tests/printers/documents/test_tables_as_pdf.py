"""A table as a PDF: its heading on every page, every row once, and nothing beyond the edge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from printers.documents.door_lists import ReceiptSheet, SignedPortion, Signing, receipt_table
from printers.documents.marks import MM_PER_POINT, Align, Line, Text
from printers.documents.table_pages import A4_MM, DENSE, OFFICIAL, Sheet
from printers.documents.table_pdf import table_pdf, tables_pdf
from printers.documents.tables import TICK, Column, Kind, Table
from printers.documents.typesetting import width_mm
from printers.documents.words import Signer
from tests.printers.documents.conftest import ISSUER

MONEY = ReceiptSheet(
    issuer=ISSUER,
    item="Tiền thưởng",
    attached_to="Hội nghị tuyên dương điển hình tiên tiến",
    portions=[
        SignedPortion(
            f"{roman}. Thành phần có tên rất dài để xuống dòng {roman} " * 3,
            [
                Signing(f"Đặng Thị Ẵm {roman}{nth}", "Phó Trưởng phòng", "Sở Khoa học", "đã nhận")
                for nth in range(1, 31)
            ],
        )
        for roman in ("I", "II")
    ],
    money=True,
    amount=500_000,
)


def texts(file: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(file).pages]


def test_the_sheet_to_sign_has_its_heading_on_every_page_and_its_closing_line(
    tmp_path: Path, font_folder: Path
) -> None:
    table_pdf(tmp_path / "sheet.pdf", receipt_table(MONEY), font_folder)

    pages = texts(tmp_path / "sheet.pdf")
    whole = "\n".join(pages)
    assert len(pages) > 3
    assert all("Họ và tên" in page and "Số tiền" in page for page in pages[:-1])
    assert "Cộng hòa" not in whole
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]
    assert "DANH SÁCH KÝ NHẬN TIỀN THƯỞNG" in pages[0]
    closing = " ".join(pages[-1].split())
    assert "Tổng số tiền: 30.000.000 đồng (Bằng chữ: Ba mươi triệu đồng). Danh sách" in closing
    assert "Danh sách này có 60 người./." in closing
    assert "NGƯỜI LẬP BIỂU" in pages[-1]
    assert all(whole.count(f"Ẵm {roman}{nth}\n") for roman in ("I", "II") for nth in range(1, 31))
    assert f"Trang 2/{len(pages)}" in pages[1]


def test_the_amount_stands_beside_each_signature_in_figures_and_in_words() -> None:
    table = receipt_table(replace(MONEY, amount=1_500_000))

    rows = [dict(zip((c.title for c in table.columns), row, strict=True)) for row in table.rows
            if not isinstance(row, str)]  # fmt: skip
    said = {(row["Số tiền (đồng)"], row["Bằng chữ"]) for row in rows}
    assert said == {(1_500_000, "Một triệu năm trăm nghìn đồng")}


def test_an_amount_that_is_written_in_by_hand_leaves_room_for_its_words() -> None:
    table = receipt_table(replace(MONEY, amount=None))

    assert [column.title for column in table.columns][4:6] == ["Số tiền (đồng)", "Bằng chữ"]
    assert {row[4:6] for row in table.rows if isinstance(row, tuple)} == {(None, "")}
    assert table.note == "Danh sách này có 60 người./."


def test_documents_have_no_column_of_money(tmp_path: Path, font_folder: Path) -> None:
    plain = replace(MONEY, item="Tài liệu", money=False, amount=None, attached_to="")
    table_pdf(tmp_path / "sheet.pdf", receipt_table(plain), font_folder)

    whole = "\n".join(texts(tmp_path / "sheet.pdf"))
    assert "Số tiền" not in whole
    assert "Danh sách này có 60 người./." in whole


def test_a_rehearsals_sheet_says_so_on_every_page(tmp_path: Path, font_folder: Path) -> None:
    table_pdf(tmp_path / "sheet.pdf", receipt_table(replace(MONEY, rehearsal=True)), font_folder)

    assert all("CHẠY THỬ" in page for page in texts(tmp_path / "sheet.pdf"))


@pytest.mark.parametrize("setting", [OFFICIAL, DENSE])
def test_nothing_leaves_the_page(setting: object, font_folder: Path) -> None:
    assert font_folder.is_dir()
    pages = Sheet(receipt_table(MONEY), setting).pages()  # type: ignore[arg-type]

    for page in pages:
        width, height = page.size_mm
        for mark in page.marks:
            match mark:
                case Text():
                    length = width_mm(mark.text, mark.weight, mark.size_pt)
                    left = mark.x_mm - (0 if mark.align is Align.LEFT else length / 2)
                    assert left >= 8
                    assert left + length <= width - 8
                    assert 8 < mark.baseline_mm + mark.size_pt * MM_PER_POINT * 0.3 < height - 8
                case Line(from_mm=(x1, y1), to_mm=(x2, y2)):
                    assert 0 < min(x1, x2) <= max(x1, x2) < width
                    assert 0 < min(y1, y2) <= max(y1, y2) < height


@pytest.mark.parametrize("rows", range(5, 25))
def test_no_section_stands_alone_at_the_end_of_a_page(font_folder: Path, rows: int) -> None:
    assert font_folder.is_dir()
    first, second = (
        SignedPortion(f"{roman}. Thành phần", [Signing(f"Lê Lan {nth}") for nth in range(rows)])
        for roman in ("I", "II")
    )

    for page in Sheet(receipt_table(replace(MONEY, portions=[first, second])), OFFICIAL).pages():
        last = max((m for m in page.marks if isinstance(m, Text)), key=lambda m: m.baseline_mm)
        assert "Thành phần" not in last.text


@pytest.mark.parametrize("rows", range(8, 20))
def test_a_long_closing_line_stays_on_the_page_wherever_the_rows_end(
    font_folder: Path, rows: int
) -> None:
    assert font_folder.is_dir()
    people = [Signing(f"Lê Lan {nth}") for nth in range(rows)]
    short = receipt_table(replace(MONEY, portions=[SignedPortion("", people)]))
    table = replace(short, note="Danh sách này được lập thành nhiều bản. " * 60)

    for page in Sheet(table, OFFICIAL).pages():
        lowest = max(one.baseline_mm for one in page.marks if isinstance(one, Text))
        assert lowest < page.size_mm[1] - 8


def test_a_tick_is_drawn_and_numbers_stand_at_the_right(tmp_path: Path, font_folder: Path) -> None:
    table = Table(
        title="DANH SÁCH",
        columns=(Column("Có mặt", 30), Column("Số", 30, Kind.NUMBER)),
        rows=[(f"{TICK} 13h42", 2025), ("", None)],
    )
    tables_pdf(tmp_path / "list.pdf", [(table, DENSE), (table, DENSE)], font_folder, foot="Chiều")

    first, second = texts(tmp_path / "list.pdf")
    size = PdfReader(tmp_path / "list.pdf").pages[0].mediabox
    words = [m.text for page in Sheet(table, DENSE).pages() for m in page.marks
             if isinstance(m, Text)]  # fmt: skip
    assert "13h42" in words
    assert "13h42" in first
    assert "2.025" in first
    assert "Chiều" in second
    assert round(float(size.width) * MM_PER_POINT) == A4_MM[1]


def test_two_signers_stand_side_by_side_with_their_names(tmp_path: Path, font_folder: Path) -> None:
    signers = (Signer("NGƯỜI LẬP BIỂU", "Lê Lan"), Signer("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Trần Bảo"))
    table = replace(receipt_table(replace(MONEY, portions=[])), signers=signers)

    table_pdf(tmp_path / "sheet.pdf", table, font_folder)

    (page,) = texts(tmp_path / "sheet.pdf")
    assert all(words in page for words in ("Lê Lan", "Trần Bảo", "PHÓ GIÁM ĐỐC", "00 người./."))
