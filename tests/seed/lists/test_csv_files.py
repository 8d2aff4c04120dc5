"""csv in each encoding and with each separator that Excel writes."""

from __future__ import annotations

import unicodedata

import pytest

from seed.lists.refused import Bomb, Damaged, NothingInIt
from tests.seed.lists.test_old_encodings import NAMES, in_tcvn3, in_vni
from tests.seed.lists.workbooks import names, read

LINES = [
    ["STT", "Họ và tên", "Chức vụ, đơn vị"],
    ["1", "Nguyễn Văn Tùng", "Phó, Sở A"],
    ["2", "Lê Hà", ""],
]


def csv_of(separator, lines=LINES):
    def quoted(cell):
        return f'"{cell}"' if separator in cell or "\n" in cell else cell

    return "\r\n".join(separator.join(map(quoted, line)) for line in lines) + "\r\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_encoding_and_separator_is_read(separator, encoding):
    found = read(csv_of(separator).encode(encoding))

    assert names(found) == ["Nguyễn Văn Tùng", "Lê Hà"]
    assert found.people[0].unit == "Sở A"
    assert found.format == "csv"
    assert found.encoding_note.startswith("utf-")


def test_big_endian_is_read():
    assert len(read(b"\xfe\xff" + csv_of(",").encode("utf-16-be")).people) == 2


def in_cp1258(text):
    """Write as old Windows does: the letter, then its tone (Python's codec cannot do it)."""
    written = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            written.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
            bare = unicodedata.normalize("NFC", parts.replace(tone, ""))
            written.append((bare + tone).encode("cp1258"))
    return b"".join(written)


def test_old_windows_text_comes_out_in_nfc():
    lines = [LINES[0], *([str(n), name, ""] for n, name in enumerate(NAMES, 1))]

    found = read(in_cp1258(csv_of(";", lines)))

    assert names(found) == NAMES
    assert found.encoding_note == "cp1258 ;"


@pytest.mark.parametrize("encode", [in_tcvn3, in_vni])
@pytest.mark.parametrize("convert", ["auto", None])
def test_old_fonts_saved_as_csv_are_known(encode, convert):
    lines = [LINES[0], *([str(n), name, ""] for n, name in enumerate(NAMES, 1))]
    chosen = convert or ("tcvn3" if encode is in_tcvn3 else "vni")

    found = read(encode(csv_of(",", lines)).encode("latin-1"), convert=chosen)

    assert names(found) == NAMES


def test_bytes_that_old_windows_lacks_are_latin():
    found = read("Họ tên,Ghi chú\n".encode("cp1258", "ignore") + b"Lan,\x9d\xd2\n", convert="none")

    assert found.encoding_note.startswith("latin-1")


def test_excels_separator_line_is_no_row():
    found = read(("sep=;\r\n" + csv_of(";")).encode())

    assert [one.row for one in found.people] == [2, 3]
    assert found.encoding_note == "utf-8 ;"


def test_lines_within_quotes_stay_in_their_cell():
    found = read(csv_of(",", [LINES[0], ["1", "Lê\nKiên", "Giám đốc\nSở A"]]).encode())

    assert (names(found), found.people[0].unit) == (["Lê Kiên"], "Sở A")


def test_titles_above_and_empty_cells_behind_do_not_mislead():
    text = "DANH SÁCH, ĐẠI BIỂU;;;\n;;;\n" + csv_of(";").replace("\r\n", ";;\r\n")

    assert names(read(text.encode())) == ["Nguyễn Văn Tùng", "Lê Hà"]


def test_what_is_too_long_or_broken_is_refused():
    with pytest.raises(Bomb):
        read(("Họ tên\n" + "Lan\n" * 20_001).encode())
    with pytest.raises(Bomb):
        read(("Họ tên" + ",x" * 60).encode())
    with pytest.raises(Damaged):
        read(("Họ tên\n" + "a" * 200_000).encode())
    with pytest.raises(NothingInIt):
        read(csv_of(",").encode(), sheets={"Khác"})
