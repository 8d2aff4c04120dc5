"""A programme as offices write it becomes items, steps and queues; doubts are faults by row."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conference.names import tidy
from seed.lists import Severity
from seed.lists.programme_model import PROGRAMME_FAULTS, Column, NoProgramme, WordFileBrought
from seed.lists.refused import Bomb, Damaged, ListRefused, NotAList, NothingInIt, TooLarge
from seed.lists.sheet_guard import LARGEST_MB
from tests.seed.lists.programmes import HEADER, S2, codes, pasted, read, shown, table
from tests.seed.lists.workbooks import OLE2, ods, xls, xlsx


def test_the_table_of_a_plan_as_word_gives_it() -> None:
    read_one = read(S2, pasted=True)

    assert [shown(one) for one in read_one.items] == [
        ("1", "Văn nghệ chào mừng (03 tiết mục)", "1400", "1420"),
        ("2", "Tuyên bố lý do, giới thiệu đại biểu", "1420", "1430"),
        ("3", "Báo cáo tổng kết", "1430", "1450"),
        ("4", "Tham luận: 01 tập thể, 02 cá nhân", "1450", "1510"),
        ("5", "Biểu dương, khen thưởng", "1510", "1530"),
        ("8", "Phát biểu chỉ đạo và bế mạc", "1530", "1600"),
    ]
    assert [one.title for one in read_one.items[0].entries] == [
        "Tiết mục 1", "Tiết mục 2", "Tiết mục 3",
    ]  # fmt: skip
    assert [one.title for one in read_one.items[3].entries] == [
        "Tham luận 1 (tập thể)", "Tham luận 2 (cá nhân)", "Tham luận 3 (cá nhân)",
    ]  # fmt: skip
    assert [(one.label, one.title, one.performer) for one in read_one.items[4].steps] == [
        ("a", "Công bố Quyết định khen thưởng", "Đ/c Chánh Văn phòng"),
        ("b", "Trao giấy khen", "Đ/c Giám đốc Sở"),
        ("c", "Tặng hoa chúc mừng", "Các đ/c Phó Giám đốc"),
    ]
    assert read_one.items[4].performer == ""
    assert "number_filled" in codes(read_one, row=4)
    assert "performer_open" in codes(read_one, row=5)


@pytest.mark.parametrize("kind", [xlsx, xls, ods])
def test_workbooks_give_the_same_whatever_the_order_of_columns(kind) -> None:
    rows = [
        ["CHƯƠNG TRÌNH HỘI NGHỊ", "", "", ""],
        ["Nội dung", "Người thực hiện", "Thời gian dự kiến", "TT"],
        ["Chào cờ", "Ban Tổ chức", "14g00-14g05", 1],
        ["Bế mạc", "Giám đốc", "từ 14h05 đến 14h10", 2],
    ]

    read_one = read(kind(rows))

    assert [shown(one) for one in read_one.items] == [
        ("1", "Chào cờ", "1400", "1405"), ("2", "Bế mạc", "1405", "1410"),
    ]  # fmt: skip
    assert [one.performer for one in read_one.items] == ["Ban Tổ chức", "Giám đốc"]
    assert read_one.format in {"xlsx", "xls", "ods"}
    assert codes(read_one) == []


def test_a_csv_of_ours_with_more_columns_is_read_by_the_first_four() -> None:
    text = (
        "\ufeffSTT,Thời gian,Nội dung,Thực hiện,Bắt đầu,Kết thúc\n"
        "1,14h00-14h20,Văn nghệ,Đoàn Thanh niên,14h02,14h25\n"
        "'-,,Tốp ca,'-,,\n"
    )

    read_one = read(text)

    assert shown(read_one.items[0]) == ("1", "Văn nghệ", "1400", "1420")
    assert [(one.title, one.performer) for one in read_one.items[0].entries] == [("Tốp ca", "-")]
    assert codes(read_one) == ["unknown_column"] * 2


def test_cells_that_excel_took_for_times_and_numbers() -> None:
    rows = [
        ["STT", "Bắt đầu", "Kết thúc", "Thời lượng", "Nội dung", "Ghi chú"],
        [1.0, dt.time(14), dt.timedelta(hours=14, minutes=20), None, "Văn nghệ", "Nhạc nền"],
        [2, 0.60416666, None, 10, "Tham luận", None],
        [3, None, None, "15 phút", "Bế mạc", None],
    ]

    read_one = read(xlsx(rows))

    assert [shown(one) for one in read_one.items] == [
        ("1", "Văn nghệ", "1400", "1420"), ("2", "Tham luận", "1430", "1440"),
        ("3", "Bế mạc", None, None),
    ]  # fmt: skip
    assert [one.length_min for one in read_one.items] == [None, None, 15]
    assert read_one.items[0].note == "Nhạc nền"
    assert codes(read_one) == ["no_performer_column", "gap"]


def test_steps_in_rows_of_their_own_belong_to_the_item_above() -> None:
    read_one = table(
        "5|15h10-15h30|Khen thưởng|Ban Tổ chức",
        "a||Công bố Quyết định|Chánh Văn phòng",
        "5b|15h15|Trao giấy khen|Giám đốc",
        "|5 phút|- Tặng hoa|Phó Giám đốc",
        "|| c) Chụp ảnh|",
        "6|15h30-15h40|Bế mạc|Giám đốc",
    )

    (first, _) = read_one.items
    assert [(one.label, one.title, one.performer) for one in first.steps] == [
        ("a", "Công bố Quyết định", "Chánh Văn phòng"), ("b", "Trao giấy khen", "Giám đốc"),
        ("", "Tặng hoa", "Phó Giám đốc"), ("c", "Chụp ảnh", ""),
    ]  # fmt: skip
    assert first.performer == "Ban Tổ chức"


def test_speakers_of_a_queue_have_their_minutes() -> None:
    read_one = table(
        "4|14h50-15h10|Tham luận|",
        "|5 phút|Tham luận 1: Phòng Quản lý khoa học|Phòng QLKH",
        "4.2|14h55-15h02|Trung tâm Công nghệ thông tin|Giám đốc Trung tâm",
        "-||Cá nhân điển hình (7 phút)|",
    )

    (item,) = read_one.items
    assert [(one.title, one.performer, one.length_min) for one in item.entries] == [
        ("Tham luận 1: Phòng Quản lý khoa học", "Phòng QLKH", 5),
        ("Trung tâm Công nghệ thông tin", "Giám đốc Trung tâm", 7),
        ("Cá nhân điển hình", "", 7),
    ]
    assert item.steps == ()


def test_hours_of_a_step_are_said_not_to_be_kept() -> None:
    read_one = table("1|14h-14h20|Khen thưởng|A", "a|14h00-14h05|Công bố|B")

    assert codes(read_one, row=3) == ["hours_of_part"]


def test_merged_cells_of_an_html_table() -> None:
    html = """<p>Chương trình</p><table><tr><th>TT</th><th>Nội dung</th><th>Thực hiện</th>
    <th>Thời gian</th></tr>
    <tr><td colspan="4"><p>PHẦN LỄ</p></td></tr>
    <tr><td rowspan="3"><p>1</p></td><td>Khen thưởng</td><td>Ban Tổ chức</td>
    <td rowspan="3">14h – 14h30</td></tr>
    <tr><td><p>a) Công bố</p></td><td>Chánh VP</td></tr>
    <tr><td>Trao thưởng</td><td>Giám đốc<table><tr><td>trong</td></tr></table></td></tr>
    <tr><td>2</td><td><p>Thông qua danh sách (nếu có)</p><p>- Đọc</p><p>- Biểu quyết</p></td>
    <td></td><td rowspan="2">14h30-14h40</td></tr>
    <tr><td>3</td><td>Bế mạc<br>Hội nghị</td><td>GĐ</td></tr>
    <tr><td colspan="x">Nơi nhận: như trên</td></tr></table>
    <table><tr><td>khác</td></tr></table>"""

    read_one = read(html, pasted=True)

    assert [shown(one) for one in read_one.items] == [
        ("1", "Khen thưởng", "1400", "1430"),
        ("2", "Thông qua danh sách (nếu có)", "1430", "1440"),
        ("3", "Bế mạc Hội nghị", None, None),
    ]
    assert [(one.label, one.title) for one in read_one.items[0].steps] == [
        ("a", "Công bố"), ("", "Trao thưởng"),
    ]  # fmt: skip
    assert [one.title for one in read_one.items[1].steps] == ["Đọc", "Biểu quyết"]
    assert read_one.items[1].optional
    assert [one.text for one in read_one.skipped] == ["PHẦN LỄ", "Nơi nhận: như trên"]
    assert "hours_shared" in codes(read_one)


def test_cells_in_quotes_as_excel_pastes_them() -> None:
    text = 'Thời gian\tNội dung\n14h00\t"Khen thưởng\na) Công bố\nb) Trao"\n15h00\tBế mạc\n'

    read_one = read(text, pasted=True)

    assert [len(one.steps) for one in read_one.items] == [2, 0]
    assert codes(read_one, row=2) == ["end_from_next", "number_missing"][:1]


def test_a_table_without_a_header_is_understood_by_what_stands_in_it() -> None:
    read_one = pasted("1|14h-14h20|Văn nghệ chào mừng|Đoàn TN", "2|14h20|Tuyên bố lý do|Chánh VP")

    assert set(read_one.columns) == {Column.NUMBER, Column.HOURS, Column.TITLE, Column.PERFORMER}
    assert [one.title for one in read_one.items] == ["Văn nghệ chào mừng", "Tuyên bố lý do"]
    assert codes(read_one)[0] == "no_header"


def test_hours_and_words_alone_are_enough() -> None:
    read_one = pasted("14h-14h20|Văn nghệ chào mừng", "14h20-14h30|Tuyên bố lý do")

    assert [one.title for one in read_one.items] == ["Văn nghệ chào mừng", "Tuyên bố lý do"]
    assert "no_performer_column" in codes(read_one)


def test_a_programme_without_hours_is_one_too() -> None:
    read_one = pasted("TT|Nội dung", "1|Tuyên bố lý do", "2|Bế mạc")

    assert [shown(one)[1:] for one in read_one.items] == [
        ("Tuyên bố lý do", None, None), ("Bế mạc", None, None),
    ]  # fmt: skip
    assert codes(read_one) == ["no_hours_column", "no_performer_column"]


def test_rows_that_are_no_items_are_left_out_and_shown() -> None:
    read_one = pasted(
        "|".join(HEADER), "(1)|(2)|(3)|(4)", "||PHẦN HỘI|", "||Buổi chiều|", "1|14h|Văn nghệ|A",
        "|".join(HEADER), "2|14h20|Bế mạc|B", "|||Người lập biểu", "",
    )  # fmt: skip

    assert [one.title for one in read_one.items] == ["Văn nghệ", "Bế mạc"]
    assert [one.why for one in read_one.skipped] == ["section", "section", "header", "footer"]


@pytest.mark.parametrize(
    ("rows", "row", "code"),
    [
        (["1|sau giải lao|Văn nghệ|A"], 2, "hours_unreadable"),
        (["1|25h99|Văn nghệ|A"], 2, "hours_impossible"),
        (["1|14h20-14h00|Văn nghệ|A"], 2, "end_before_start"),
        (["1|14h-14h20|Văn nghệ|A", "2|14h10-14h30|Bế mạc|B"], 3, "overlaps"),
        (["1|14h-14h20|Văn nghệ|A", "2|14h30-14h40|Bế mạc|B"], 3, "gap"),
        (["1|14h-14h20||A"], 2, "title_missing"),
        (["1|14h|Văn nghệ|A", "1|15h|Bế mạc|B"], 3, "number_twice"),
        (["|14h|Văn nghệ|A", "7|15h|Bế mạc|B"], 2, "number_missing"),
        (["1|14h|Văn nghệ|"], 2, "performer_missing"),
        (["1|14h|Văn nghệ|A", "2|15h|văn  nghệ|B"], 3, "title_twice"),
        (["a||Công bố|A"], 2, "part_without_item"),
        ([f"1|14h|{'x' * 501}|A"], 2, "text_too_long"),
        ([f"1|14h|Khen thưởng|{'x' * 301}"], 2, "text_too_long"),
        (["1|14h|Khen thưởng|A", f"a||{'y' * 301}|B"], 2, "text_too_long"),
        (["1|14h|Văn nghệ (03 tiết mục)|A", "||Tiết mục 1: Hát|B"], 2, "parts_differ"),
    ],
)
def test_what_is_in_doubt_is_said_with_its_row(rows, row, code) -> None:
    read_one = table(*rows)

    assert code in codes(read_one, row=row)
    fault = next(one for one in read_one.faults if one.code == code)
    assert "%" not in fault.sentence % fault.details
    assert fault.severity in set(Severity)


@pytest.mark.parametrize("hours", ["25h99", "14h00-14h60", "14h00-25:10"])
def test_an_hour_that_no_clock_has_is_mended_before_anything_is_written(hours: str) -> None:
    faults = table(f"1|{hours}|Văn nghệ|A").faults

    assert [one.code for one in faults if one.severity is Severity.ERROR] == ["hours_impossible"]


def test_performers_that_do_not_match_the_parts_stay_with_the_item() -> None:
    html = (
        "<table><tr><th>Nội dung</th><th>Thực hiện</th></tr><tr><td>Khen thưởng<br>a) Công bố<br>"
        "b) Trao</td><td>Chánh VP<br>Giám đốc<br>Phó Giám đốc</td></tr><tr><td>Trao quà<br>- Một"
        "<br>- Hai</td><td>- A<br>- B<br>- C</td></tr><tr><td>Tặng hoa<br>- Một<br>- Hai</td>"
        "<td>- A<br>- B</td></tr></table>"
    )

    first, second, third = (read_one := read(html, pasted=True)).items

    assert first.performer == "Chánh VP Giám đốc Phó Giám đốc"
    assert [one.performer for one in (*first.steps, *second.steps)] == [""] * 4
    assert [one.performer for one in third.steps] == ["A", "B"]
    assert codes(read_one).count("performers_unmatched") == 2


def test_an_end_past_midnight_is_not_invented() -> None:
    read_one = table("1|23h50 (20 phút)|Bế mạc|A")

    assert shown(read_one.items[0])[2:] == ("2350", None)
    assert read_one.items[0].length_min == 20


def test_hidden_rows_and_sheets() -> None:
    from tests.seed.lists.workbooks import book_of, saved

    book = book_of(
        [HEADER, [1, "14h", "Văn nghệ", "A"]], sheets={"Ẩn": [HEADER, [1, "14h", "X", ""]]}
    )
    book["Ẩn"].sheet_state = "hidden"
    book.active.row_dimensions[2].hidden = True

    read_one = read(saved(book))

    assert read_one.sheets == ("Danh sách",)
    assert codes(read_one) == ["hidden_row"]


def test_of_several_sheets_the_wanted_one_is_read() -> None:
    data = xlsx(
        [HEADER, [1, "14h", "Văn nghệ", "A"]],
        sheets={"Sáng": [HEADER, [1, "8h", "Trù bị", "B"]], "Trống": []},
    )

    first, morning = read(data), read(data, sheet="Sáng")

    assert [one.title for one in (*first.items, *morning.items)] == ["Văn nghệ", "Trù bị"]
    assert first.sheets == ("Danh sách", "Sáng")
    assert codes(first)[0] == "several_sheets"


def test_old_fonts_become_vietnamese() -> None:
    from tests.seed.lists.workbooks import with_font

    rows = [HEADER, [1, "14h", "V¨n nghÖ chµo mõng", "A"]]

    assert read(with_font(rows, ".VnTime", ["C2"])).items[0].title == "Văn nghệ chào mừng"


@pytest.mark.parametrize(
    ("data", "how", "refusal"),
    [
        (b"", {}, NothingInIt),
        (b" \n", {"pasted": True}, NothingInIt),
        (b"<table></table>", {"pasted": True}, NothingInIt),
        (b"%PDF-1.7", {}, NotAList),
        (OLE2 + bytes(600), {}, NotAList),
        (b"PK\x03\x04..word/document.xml..", {}, WordFileBrought),
        ("chỉ một câu".encode(), {"pasted": True}, NoProgramme),
        (b"mot\thai\nba\tbon", {"pasted": True}, NoProgramme),
        (b"day la thu, khong phai bang", {"file_name": "Chương trình.XLSX"}, NotAList),
        (b"day la thu, khong phai bang", {"file_name": "chuong-trinh.csv"}, NoProgramme),
        (b'1\t"khong dong\n2', {"pasted": True}, Damaged),
        (b"x" * (LARGEST_MB * 1024 * 1024 + 1), {}, TooLarge),
        (b"<table>" + b"<tr><td>1" * 20_001, {"pasted": True}, Bomb),
        (b"<table><tr>" + b"<td>1" * 61, {"pasted": True}, Bomb),
        (b"\n".join(b"a\tb" for _ in range(20_001)), {"pasted": True}, Bomb),
    ],
)
def test_what_is_no_programme_is_refused_in_words(data, how, refusal) -> None:
    with pytest.raises(refusal) as refused:
        read(data, **how)

    assert isinstance(refused.value, ListRefused)
    assert refused.value.sentence


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=5), max_size=8))
def test_no_pasted_table_is_too_odd(rows) -> None:
    text = "\n".join("\t".join(cells) for cells in [HEADER, *rows])

    try:
        read_one = read(text.encode("utf-8", "ignore"), pasted=True)
    except ListRefused:
        return
    assert all(one.title for one in read_one.items)
    assert all(one.code in PROGRAMME_FAULTS for one in read_one.faults)


@given(st.lists(st.sampled_from(["Văn nghệ", "Báo cáo", "Khen thưởng", "Bế mạc"]), max_size=6))
def test_every_row_with_a_number_and_words_is_an_item(titles) -> None:
    rows = [f"{nth}|{14 + nth}h|{title}|A" for nth, title in enumerate(titles, 1)]

    read_one = table(*rows, "9|23h|Kết thúc|B")

    assert [one.title for one in read_one.items] == [tidy(one) for one in [*titles, "Kết thúc"]]


def test_rows_that_name_another_sitting_are_passed_over_and_an_unknown_name_is_told_once() -> None:
    rows = (
        "STT|Thời gian|Nội dung|Thực hiện|Buổi",
        "1|8h00|Chào cờ|A|Buổi sáng",
        "a||Hát Quốc ca|B|Buổi sáng",
        "1|14h00|Văn nghệ|C|buổi chiều",
        "2|14h20|Báo cáo|D|",
        "3|14h40|Tham luận|E|Phiên kín",
        "4|15h00|Bế mạc|G|Phiên kín",
    )

    read_one = pasted(*rows, sitting="Buổi chiều", sittings=["Buổi sáng", "Buổi chiều"])
    alone = pasted(*rows, sitting="Buổi chiều", sittings=["Buổi chiều"])

    assert [one.title for one in read_one.items] == ["Văn nghệ", "Báo cáo", "Tham luận", "Bế mạc"]
    assert [(one.row, one.why) for one in read_one.skipped] == [
        (2, "other_sitting"), (3, "other_sitting"),
    ]  # fmt: skip
    assert codes(read_one).count("sitting_unknown") == 1
    assert read_one.columns[Column.SITTING] == "Buổi"
    assert (len(alone.items), codes(alone).count("sitting_unknown")) == (5, 0)


WITH_SITTINGS = "STT|Thời gian|Nội dung|Thực hiện|Buổi"
BOTH = ["Buổi sáng", "Buổi chiều"]


@pytest.mark.parametrize(
    "named",
    [
        ("1|8h00|Chào cờ|A|Buổi sáng",),
        ("||||Buổi sáng", "1|8h00|Chào cờ|A|"),
        ("||BUỔI SÁNG||", "1|8h00|Chào cờ|A|"),
    ],
)
def test_a_blank_sitting_is_the_one_that_was_named_last(named: tuple[str, ...]) -> None:
    read_one = pasted(
        WITH_SITTINGS, *named, "2|8h10|Khai mạc|B|", "1|14h00|Văn nghệ|C|Buổi chiều",
        sitting="Buổi chiều", sittings=BOTH,
    )  # fmt: skip

    assert [one.title for one in read_one.items] == ["Văn nghệ"]
    assert [one.why for one in read_one.skipped if one.text[0].isdigit()] == ["other_sitting"] * 2


def test_parts_go_with_their_item_where_only_the_item_names_its_sitting() -> None:
    read_one = pasted(
        WITH_SITTINGS, "1|8h00|Chào cờ||Buổi sáng", "1|14h00|Văn nghệ||Buổi chiều", "a||Hát|C|",
        sitting="Buổi sáng", sittings=BOTH,
    )  # fmt: skip

    assert [(one.title, one.steps) for one in read_one.items] == [("Chào cờ", ())]
    assert [one.row for one in read_one.skipped] == [3, 4]


def test_a_heading_that_is_no_sitting_ends_no_sitting() -> None:
    read_one = pasted(
        WITH_SITTINGS, "1|14h00|Văn nghệ|C|Buổi chiều", "||PHẦN LỄ||", "2|14h20|Báo cáo|D|",
        sitting="Buổi sáng", sittings=BOTH,
    )  # fmt: skip

    assert not read_one.items
    assert "sitting_unknown" not in codes(read_one)
