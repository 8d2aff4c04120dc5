"""A table as xlsx or csv: what people typed stays text, and never becomes a formula."""

import csv
import io
import zipfile

import openpyxl
import pytest

from printers.documents.registers import LONGEST_CELL, harmless, table_csv, table_xlsx
from printers.documents.tables import Column, Kind, Table
from tests.printers.documents.conftest import ISSUER

COLUMNS = (Column("Họ và tên", 50), Column("Điện thoại", 30), Column("Số lượng", 20, Kind.NUMBER))
FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://a.example","x")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\u200b=1+1",
    "  =1+1",
    "＝1+1",
    "＠SUM(A1)",
    "- Bí thư Chi bộ",
    "%0A",
    "|x",
]
PLAIN = ["+84 912 345 678", "-12,5", "(+84) 912", "-", "0912345678", "031085001234", "1E5", "A=B"]


def table(*rows, **kw):
    return Table("DANH SÁCH", COLUMNS, rows, **kw)


def read_csv(file):
    text = file.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def sheet_of(file):
    return openpyxl.load_workbook(file).active


def rows_of(file):
    """The rows below the headings, as openpyxl reads them."""
    rows = [[cell.value for cell in row] for row in sheet_of(file).iter_rows()]
    start = next(n for n, row in enumerate(rows) if row[0] == "Họ và tên")
    return rows[start + 1 :]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text_in_both_files(text, tmp_path):
    table_xlsx(tmp_path / "a.xlsx", table((text, "", 1)))
    table_csv(tmp_path / "a.csv", table((text, "", 1)))

    in_xlsx, in_csv = rows_of(tmp_path / "a.xlsx")[0][0], read_csv(tmp_path / "a.csv")[1][0]
    assert in_xlsx.startswith("'")
    assert in_csv.startswith("'")
    assert in_xlsx.removeprefix("'") == text.strip("\t\r\n \u200b")


@pytest.mark.parametrize("text", PLAIN)
def test_phones_and_numbers_stay_as_they_are_typed(text, tmp_path):
    table_xlsx(tmp_path / "a.xlsx", table(("An", text, None)))

    assert rows_of(tmp_path / "a.xlsx")[0][1] == text
    assert sheet_of(tmp_path / "a.xlsx").cell(4, 2).data_type == "s"


def test_no_formula_and_no_link_stands_in_the_workbook(tmp_path):
    hostile = [(text, "http://a.example", 1) for text in FORMULAS]

    table_xlsx(tmp_path / "a.xlsx", table(*hostile, note="=1+1", subtitle="=2+2"))

    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
        assert not [name for name in parts.namelist() if "rels/sheet" in name]
    assert b"<f>" not in sheet
    assert b"<hyperlink" not in sheet


def test_numbers_are_numbers(tmp_path):
    table_xlsx(tmp_path / "a.xlsx", table(("An", "", 12), ("Bình", "", -3.5), ("Chi", "", None)))
    table_csv(tmp_path / "a.csv", table(("An", "", 12), ("Bình", "", -3.5), ("Chi", "", None)))

    assert [row[2] for row in rows_of(tmp_path / "a.xlsx")] == [12, -3.5, None]
    assert [row[2] for row in read_csv(tmp_path / "a.csv")[1:]] == ["12", "-3.5", ""]


def test_a_csv_is_what_excel_reads(tmp_path):
    table_csv(tmp_path / "a.csv", table(("Đặng Thị Ẵm", 'nói "vâng", rồi', 1)))

    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 2
    assert read_csv(tmp_path / "a.csv")[1] == ["Đặng Thị Ẵm", 'nói "vâng", rồi', "1"]


def test_a_row_is_as_high_as_its_longest_text(tmp_path):
    long = "Phó Giám đốc phụ trách Trung tâm Đổi mới sáng tạo và Ứng dụng khoa học và công nghệ"
    rows = [("An", "", 1), (long, "", 1), ("Bình\nChi", "", None)]

    table_xlsx(tmp_path / "a.xlsx", table(*rows))

    sheet = sheet_of(tmp_path / "a.xlsx")
    heights = [sheet.row_dimensions[5 + n].height for n in range(3)]
    lines = -(-len(long) // int(COLUMNS[0].width_mm / 2))
    assert heights[0] in (None, 15)
    assert heights[1] >= lines * 15
    assert heights[2] == pytest.approx(32, abs=0.5)


def test_a_section_is_a_row_of_its_own(tmp_path):
    rows = ("I. ĐẠI BIỂU KHÁCH MỜI", ("An", "", 1))

    table_xlsx(tmp_path / "a.xlsx", table(*rows))
    table_csv(tmp_path / "a.csv", table(*rows))

    assert rows_of(tmp_path / "a.xlsx")[0] == ["I. ĐẠI BIỂU KHÁCH MỜI", None, None]
    assert read_csv(tmp_path / "a.csv")[1] == ["I. ĐẠI BIỂU KHÁCH MỜI", "", ""]
    assert sheet_of(tmp_path / "a.xlsx").auto_filter.ref is None


def test_the_heading_stays_in_sight_and_on_every_page(tmp_path):
    table_xlsx(tmp_path / "a.xlsx", table(("An", "", 1), issuer=ISSUER))

    sheet = sheet_of(tmp_path / "a.xlsx")
    heading = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Họ và tên")
    assert sheet.freeze_panes == f"A{heading + 1}"
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert sheet.auto_filter.ref == f"A{heading}:C{heading + 1}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # One page wide (the default, hence unwritten), as many long as it needs.
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.fitToHeight == 0


def test_two_rows_of_headings_share_their_common_word(tmp_path):
    columns = (
        Column("Họ và tên", 50),
        Column("Nam", 10, above="Năm sinh"),
        Column("Nữ", 10, above="Năm sinh"),
        Column("Ghi chú", 30),
    )
    two = Table("DANH SÁCH", columns, [("An", "1975", "", "")])

    table_xlsx(tmp_path / "a.xlsx", two)
    table_csv(tmp_path / "a.csv", two)

    sheet = sheet_of(tmp_path / "a.xlsx")
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A4:A5", "B4:C4", "D4:D5"} <= merged
    assert [sheet["B4"].value, sheet["B5"].value, sheet["C5"].value] == ["Năm sinh", "Nam", "Nữ"]
    assert sheet.print_title_rows == "$4:$5"
    assert read_csv(tmp_path / "a.csv")[0][1:3] == ["Năm sinh - Nam", "Năm sinh - Nữ"]


def test_the_issuer_and_the_title_stand_above(tmp_path):
    table_xlsx(
        tmp_path / "a.xlsx", table(("An", "", 1), issuer=ISSUER, rehearsal=True, note="Hết.")
    )

    said = [cell.value for row in sheet_of(tmp_path / "a.xlsx").iter_rows() for cell in row]
    for words in (ISSUER.superior, ISSUER.body, "DANH SÁCH (CHẠY THỬ)", "Hết."):
        assert words in said
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said


def test_a_table_of_one_column_stands_on_its_own(tmp_path):
    narrow = Table("DANH SÁCH", (Column("Đơn vị", 50),), [("Sở Nội vụ",)], ISSUER, landscape=False)

    table_xlsx(tmp_path / "a.xlsx", narrow)

    said = [row[0].value for row in sheet_of(tmp_path / "a.xlsx").iter_rows()]
    assert said[-1] == "Sở Nội vụ"
    assert sheet_of(tmp_path / "a.xlsx").page_setup.orientation == "portrait"


def test_lines_within_a_cell_are_kept_and_marks_without_shape_go():
    assert harmless("Chủ tịch\r\nBí thư\x00\x0b") == "Chủ tịch\nBí thư"


def test_more_than_excel_holds_is_marked_as_cut():
    long = harmless("a" * (LONGEST_CELL + 5))

    assert len(long) == LONGEST_CELL
    assert long.endswith("…")


def test_a_whole_number_is_written_without_a_stray_point(tmp_path):
    table_xlsx(tmp_path / "a.xlsx", table(("An", "", 30), ("Bình", "", 2025.0), ("Chi", "", 70.5)))

    formats = [row[2].number_format for row in sheet_of(tmp_path / "a.xlsx").iter_rows()][-3:]
    assert formats == ["#,##0", "#,##0", "#,##0.0#"]
