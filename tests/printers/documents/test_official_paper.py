"""Lists in Word: laid out as Nghị định 30/2020 asks, with a heading on each page."""

import datetime as dt
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from printers.documents.lists import (
    Issued,
    Listed,
    ListVersion,
    Portion,
    SignatureSheet,
    issue_register,
    phone_list,
)
from printers.documents.paper import (
    CELL_PADDING_MM,
    list_version_docx,
    signature_sheet_docx,
    table_docx,
)
from printers.documents.tables import Column, Kind, Table
from printers.documents.words import Signer
from tests.printers.documents.conftest import ISSUER

AN = Listed("Nguyễn Văn An", "Giám đốc", "Sở Nội vụ", "Khách mời", "1970", is_woman=False)
BA = Listed("Trần Thị Ba <&>", "", "Trung tâm", "ĐHTT", "1982", is_woman=True, note="dự thay")
CHI = Listed("Y Chi", year_of_birth="1990")
PORTIONS = (Portion("I. KHÁCH MỜI", (AN,)), Portion("II. ĐIỂN HÌNH TIÊN TIẾN", (BA, CHI)))
SHEET = SignatureSheet(
    ISSUER,
    "TÀI LIỆU",
    "Kèm theo Kế hoạch số 12/KH-SKHCN",
    PORTIONS,
    approver=Signer("GIÁM ĐỐC", "Lê"),
)
VERSION = ListVersion(ISSUER, 3, dt.date(2025, 8, 5), "", PORTIONS)


def list_of(document):
    """The table with borders; head and signatures stand in tables too."""
    [found] = [t for t in document.tables if t._tbl.tblPr.find(qn("w:tblBorders")) is not None]
    return found


def said(document):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def cells(document):
    """Each row's cells as they are stored, a merged one once."""
    return [
        ["".join(t.text or "" for t in tc.iter(qn("w:t"))) for tc in tr.iter(qn("w:tc"))]
        for tr in list_of(document)._tbl.iter(qn("w:tr"))
    ]


@pytest.fixture
def signed(tmp_path):
    signature_sheet_docx(tmp_path / "ky-nhan.docx", SHEET)
    return docx.Document(tmp_path / "ky-nhan.docx")


@pytest.fixture
def listed(tmp_path):
    list_version_docx(tmp_path / "danh-sach.docx", VERSION)
    return docx.Document(tmp_path / "danh-sach.docx")


def test_the_page_is_that_of_official_paper(signed):
    [section] = signed.sections

    assert (section.page_width, section.page_height) == pytest.approx((Mm(210), Mm(297)), abs=700)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert margins == pytest.approx((Mm(20), Mm(20), Mm(30), Mm(15)), abs=700)
    style = signed.styles["Normal"]
    assert (style.font.name, style.font.size) == ("Times New Roman", Pt(13))
    assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == "Times New Roman"


def test_issuer_stands_left_and_the_national_name_right(signed):
    left, right = signed.tables[0].rows[0].cells

    assert [p.text for p in left.paragraphs if p.text] == [
        ISSUER.superior,
        ISSUER.body,
        ISSUER.number,
    ]
    assert [p.text for p in right.paragraphs if p.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        ISSUER.place_and_date,
    ]
    bold = [run.bold for p in left.paragraphs for run in p.runs]
    assert bold == [False, True, False]


def test_the_national_name_has_its_column_in_every_office_program(signed):
    table = signed.tables[0]

    in_cells = [cell.width for cell in table.rows[0].cells]
    in_columns = [column.width for column in table.columns]

    # Word goes by the cells, LibreOffice by the columns; the name wants 92 mm at 12 points.
    assert in_columns == in_cells
    assert in_columns[1] - Mm(2 * CELL_PADDING_MM) >= Mm(91)


def test_the_sheet_has_a_row_to_sign_for_everybody(signed):
    assert cells(signed) == [
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Ký nhận", "Ghi chú"],
        ["I. KHÁCH MỜI"],
        ["1", "Nguyễn Văn An", "Giám đốc", "Sở Nội vụ", "", ""],
        ["II. ĐIỂN HÌNH TIÊN TIẾN"],
        ["2", "Trần Thị Ba <&>", "", "Trung tâm", "", "dự thay"],
        ["3", "Y Chi", "", "", "", ""],
    ]
    assert "DANH SÁCH ĐẠI BIỂU KÝ NHẬN TÀI LIỆU" in said(signed)
    assert "(Kèm theo Kế hoạch số 12/KH-SKHCN)" in said(signed)
    assert "Danh sách này có 03 người./." in said(signed)


def test_the_heading_repeats_and_no_row_is_torn(signed, listed):
    for document, headings in ((signed, 1), (listed, 2)):
        rows = list(list_of(document)._tbl.iter(qn("w:tr")))
        repeated = [row.trPr.find(qn("w:tblHeader")) is not None for row in rows]
        assert repeated == [True] * headings + [False] * (len(rows) - headings)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_maker_and_approver_sign_below_the_maker_alone_at_the_right(signed, listed):
    both = [[p.text for p in cell.paragraphs] for cell in signed.tables[-1].rows[0].cells]
    alone = [[p.text for p in cell.paragraphs] for cell in listed.tables[-1].rows[0].cells]

    assert both == [["NGƯỜI LẬP BIỂU", ""], ["GIÁM ĐỐC", "Lê"]]
    assert alone == [[""], ["NGƯỜI LẬP BIỂU", ""]]


def test_an_office_may_have_two_lines(tmp_path):
    sheet = replace(SHEET, approver=Signer("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Lê Văn Kiên"))

    signature_sheet_docx(tmp_path / "a.docx", sheet)

    right = docx.Document(tmp_path / "a.docx").tables[-1].rows[0].cells[1]
    assert [p.text for p in right.paragraphs] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn Kiên"]


def test_the_column_of_the_year_tells_the_sex_and_nobodys_is_guessed(listed):
    assert cells(listed) == [
        ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị công tác", "Thành phần", "Ghi chú"],
        ["", "", "Nam", "Nữ", "", "", "", ""],
        ["I. KHÁCH MỜI"],
        ["1", "Nguyễn Văn An", "1970", "", "Giám đốc", "Sở Nội vụ", "Khách mời", ""],
        ["II. ĐIỂN HÌNH TIÊN TIẾN"],
        ["2", "Trần Thị Ba <&>", "", "1982", "", "Trung tâm", "ĐHTT", "dự thay"],
        ["3", "Y Chi", "", "", "", "", "", "Sinh năm 1990"],
    ]


def test_a_version_says_its_number_and_its_day(listed):
    assert "(Danh sách số 03, chốt ngày 05 tháng 8 năm 2025)" in said(listed)
    assert listed.sections[0].orientation == WD_ORIENT.LANDSCAPE


def test_a_known_sex_without_a_year_is_ticked(tmp_path):
    people = (replace(AN, year_of_birth=""), replace(BA, year_of_birth=""), Listed("Y Dung"))

    list_version_docx(tmp_path / "a.docx", replace(VERSION, portions=(Portion("", people),)))

    rows = cells(docx.Document(tmp_path / "a.docx"))[2:]
    assert [row[2:4] for row in rows] == [["x", ""], ["", "x"], ["", ""]]
    assert rows[2][-1] == ""


def test_pages_are_numbered_above_from_the_second_on(listed):
    [section] = listed.sections

    assert section.different_first_page_header_footer
    fields = section.header._element.findall(f".//{qn('w:fldSimple')}")
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE"]
    assert section.first_page_header.paragraphs[0].text == ""


def test_a_rehearsals_list_says_so_on_every_page(tmp_path):
    signature_sheet_docx(tmp_path / "a.docx", replace(SHEET, rehearsal=True))

    document = docx.Document(tmp_path / "a.docx")
    assert "DANH SÁCH ĐẠI BIỂU KÝ NHẬN TÀI LIỆU (CHẠY THỬ)" in said(document)
    for header in (document.sections[0].header, document.sections[0].first_page_header):
        assert "CHẠY THỬ" in header.paragraphs[0].text


def test_the_table_is_as_wide_as_the_page_allows(signed, listed):
    for document, width_mm in ((signed, 165), (listed, 252)):
        widths = [int(col.get(qn("w:w"))) for col in list_of(document)._tbl.tblGrid]
        assert sum(widths) / 1440 * 25.4 == pytest.approx(width_mm, abs=1)


def test_the_register_counts_what_was_handed_out(tmp_path):
    issued = [Issued("Sở Nội vụ", 12, "Chị Lan", "15/8/2025"), Issued("Xã Đại Sơn", 2013)]

    table_docx(tmp_path / "a.docx", issue_register(ISSUER, issued))

    document = docx.Document(tmp_path / "a.docx")
    assert cells(document)[1:] == [
        ["1", "Sở Nội vụ", "12", "Chị Lan", "15/8/2025", "", ""],
        ["2", "Xã Đại Sơn", "2.013", "", "", "", ""],
    ]
    assert "Tổng cộng: 2.025 giấy mời, 02 đơn vị./." in said(document)


def test_the_phone_list_names_role_number_and_answer(tmp_path):
    person = replace(AN, role="Người trao", phone="+84912345678", reply="Chưa trả lời")
    phones = phone_list(ISSUER, (Portion("Đại biểu", (person,)),), subtitle="Chiều 21/8")

    table_docx(tmp_path / "a.docx", phones)

    document = docx.Document(tmp_path / "a.docx")
    assert cells(document)[2] == [
        "1",
        "Nguyễn Văn An",
        "Giám đốc, Sở Nội vụ",
        "Người trao",
        "+84912345678",
        "Chưa trả lời",
    ]
    assert "(Chiều 21/8)" in said(document)


def test_a_plain_table_needs_no_head_no_note_and_no_signature(tmp_path):
    columns = (Column("Việc", 50), Column("Tỷ lệ", 20, Kind.NUMBER))

    table_docx(tmp_path / "a.docx", Table("SỔ", columns, [("Dự\x0b", 70.5), ("Vắng", None)]))

    document = docx.Document(tmp_path / "a.docx")
    assert len(document.tables) == 1
    assert cells(document)[1:] == [["Dự", "70,5"], ["Vắng", ""]]
    assert said(document) == ["SỔ"]


def test_the_table_stands_between_its_title_and_its_closing_line(signed):
    body = list(signed.element.body)
    texts = ["".join(t.text or "" for t in part.iter(qn("w:t"))) for part in body]

    table = body.index(list_of(signed)._tbl)
    assert texts.index("(Kèm theo Kế hoạch số 12/KH-SKHCN)") < table
    assert table < texts.index("Danh sách này có 03 người./.")
    assert body[-1].tag == qn("w:sectPr")
