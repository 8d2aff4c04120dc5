"""A file that would unfold, lies or is something else is refused before a library opens it."""

from __future__ import annotations

import io
import zipfile

import pytest

from seed.lists import sheet_guard, workbook
from seed.lists.ods_xml import OdsWatch
from seed.lists.refused import (
    Bomb,
    Damaged,
    Encrypted,
    ListRefused,
    NotAList,
    NothingInIt,
    TooLarge,
)
from tests.seed.lists.workbooks import (
    HEADER,
    SMALL,
    book_of,
    changed,
    codes,
    lying_about_its_size,
    names,
    ods,
    ole2_with,
    read,
    replaced,
    saved,
    with_entry,
    with_sheet_xml,
    xls,
    xlsx_with_shared_texts,
)

MANY = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 20_100)).encode()
ENTITY = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'
EXTERNAL = b'<!DOCTYPE a SYSTEM "file:///etc/passwd">'
ODS = ods([HEADER, [1, "Lê Kiên", "a", "b"]])


def in_sheet(row):
    return replaced(b"</sheetData>", row + b"</sheetData>")


def before_root(doctype):
    return with_sheet_xml(lambda content: doctype + content[content.index(b"<worksheet") :])


def in_ods(old, new):
    return changed(ODS, "content.xml", lambda content: content.replace(old, new, 1))


def shared(text):
    return changed(
        xlsx_with_shared_texts([HEADER]),
        "xl/sharedStrings.xml",
        lambda content: content.replace(b"</sst>", b"<si><t>" + text + b"</t></si></sst>"),
    )


def many_entries():
    data = SMALL
    for number in range(220):
        data = with_entry(data, f"xl/media/{number}.txt", b"x")
    return data


BOMBS = {
    "a cell at the far corner": in_sheet(b'<row r="9"><c r="XFD1048576"><v>1</v></c></row>'),
    "a cell in column 61": in_sheet(
        b'<row r="9"><c r="BI9" t="inlineStr"><is><t>x</t></is></c></row>'
    ),
    "too many rows": in_sheet(MANY),
    "cells without places": in_sheet(b'<row r="9">' + b"<c><v>1</v></c>" * 61 + b"</row>"),
    "a prefix before the names": in_sheet(
        b'<x:row r="9" xmlns:x="y"><x:c r="XFD9"><x:v>1</x:v></x:c></x:row>'
    ),
    "a sheet under another name": with_entry(
        SMALL, "xl/drawing.vml", b'<a><c r="XFD1048576"><v>1</v></c><br></a>'
    ),
    "a claimed dimension": with_sheet_xml(
        lambda content: content.replace(b'ref="A1:D2"', b'ref="A1:XFD1048576"', 1)
    ),
    "a merge of all": replaced(
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ),
    "merges over merges": replaced(
        b"</sheetData>",
        b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:BH19000"/>' * 3 + b"</mergeCells>",
    ),
    "49 MB in one cell": with_entry(SMALL, "xl/huge.xml", b"<a>" + b"a" * 49 * 1024**2 + b"</a>"),
    "a longer text than Excel has": shared(b"abcdefgh" * 5000),
    "a lie about the size": lying_about_its_size(),
    "many entries": many_entries(),
    "an entity bomb": before_root(ENTITY),
    "an external entity": before_root(EXTERNAL),
    "a document type in a part of its own": with_entry(SMALL, "docProps/x.xml", ENTITY + b"<a/>"),
    "a row repeated with content": in_ods(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">'
    ),
    "a cell repeated with content": in_ods(
        b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16384" '
    ),
    "spaces counted by the thousand": in_ods(
        b"</text:p>", b'<text:s text:c="1000000000"/></text:p>'
    ),
    "spans without end": in_ods(
        b"<table:table-cell ",
        b'<table:table-cell table:number-rows-spanned="99999" table:number-columns-spanned="99" ',
    ),
    "an entity in an ods": changed(
        ODS, "content.xml", lambda content: ENTITY + content[content.index(b"<office:") :]
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_unfold_is_refused(name):
    with pytest.raises(Bomb) as refused:
        sheet_guard.guard(BOMBS[name])

    assert refused.value.sentence % refused.value.details


def test_text_repeated_into_too_many_cells_is_refused():
    watch = OdsWatch()
    cell = '<c:table-cell value-type="string" number-columns-repeated="60"><p>{}</p></c:table-cell>'
    rows = '<table-row number-rows-repeated="20000">' + cell.format("a" * 400) + "</table-row>"

    with pytest.raises(Bomb):
        watch.watch([f'<a xmlns:c="c"><table name="x">{rows}</table></a>'.encode()])


def test_one_long_text_in_too_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(sheet_guard, "MOST_CHARACTERS", 10)

    with pytest.raises(Bomb):
        sheet_guard.guard(xlsx_with_shared_texts([HEADER]))


def test_an_xls_with_cells_out_of_bounds_is_refused():
    rows = [HEADER, [None] * 200 + ["x"]]

    with pytest.raises(Bomb):
        read(xls(rows))


def test_formatting_without_content_far_out_is_no_bomb():
    data = in_sheet(b'<row r="1048576"><c r="XFD1048576" s="0"/></row>')

    assert names(read(data)) == ["Lê Văn Kiên"]


def docx():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return target.getvalue()


def odt():
    return changed(ODS, "mimetype", lambda _: b"application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    "data",
    [
        docx(),
        odt(),
        b"%PDF-1.7\n...",
        b"{\\rtf1 }",
        b"\xef\xbb\xbf <html><table></table></html>",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        ole2_with("WordDocument"),
    ],
)
def test_other_kinds_of_files_are_refused_whatever_their_name(data):
    with pytest.raises(NotAList):
        read(data)


def encrypted_ods():
    return changed(
        ODS,
        "META-INF/manifest.xml",
        lambda content: content.replace(
            b"</manifest:manifest>", b"<x:encryption-data/></manifest:manifest>"
        ),
    )


def encrypted_zip():
    data = bytearray(SMALL)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        ole2_with("EncryptionInfo", "EncryptedPackage"),
        encrypted_ods(),
        encrypted_zip(),
    ],
)
def test_files_with_a_password_are_refused_by_name(data):
    with pytest.raises(Encrypted):
        read(data)


def xls_with_password():
    """Turn the record after BOF into FILEPASS (XOR), as Excel's old protection does."""
    data = xls([HEADER, [1, "Lê Kiên", "a", "b"]])
    start = data.index(b"\x09\x08\x10\x00")
    following = start + 4 + 16
    return data[:following] + b"\x2f\x00" + data[following + 2 :]


def test_an_old_workbook_with_a_password_is_refused():
    with pytest.raises(Encrypted):
        read(xls_with_password())


def wrong_method():
    data = bytearray(SMALL)
    data[data.index(b"PK\x01\x02") + 10] = 12
    return bytes(data)


def wrong_local_header():
    data = bytearray(SMALL)
    data[2:4] = b"\x03\x04"
    second = data.index(b"PK\x03\x04", 4)
    data[second + 2] = 9
    return bytes(data)


def broken_stream():
    data = bytearray(SMALL)
    start = data.index(b"PK\x03\x04")
    name, extra = data[start + 26], data[start + 28]
    data[start + 30 + name + extra] = 0xFF
    return bytes(data)


def no_tables():
    return changed(ODS, "content.xml", lambda _: b"<a><b/></a>")


@pytest.mark.parametrize(
    "data",
    [
        SMALL[: len(SMALL) // 2],
        SMALL[:-10],
        b"PK\x03\x04",
        with_sheet_xml(lambda content: content[:-20]),
        with_sheet_xml(lambda content: content.replace(b'r="2"', b'r="zwei"', 1)),
        ole2_with("Workbook"),
        ole2_with("Book") + b"\xff" * 9000,
        wrong_method(),
        wrong_local_header(),
        broken_stream(),
        no_tables(),
        changed(SMALL, "xl/workbook.xml", lambda _: b"<workbook/>"),
        b"\xff\xfeA",
    ],
)
def test_what_is_damaged_is_refused(data):
    with pytest.raises((Damaged, NothingInIt)):
        read(data)


def test_a_file_above_the_limit_is_refused():
    with pytest.raises(TooLarge) as refused:
        read(b"a" * (5 * 1024**2 + 1))

    assert "5 MB" in refused.value.sentence % refused.value.details


def test_an_empty_file_is_refused():
    with pytest.raises(NothingInIt):
        read(b" \r\n")


def test_a_panic_of_the_reader_is_damage():
    class PanicException(BaseException):
        pass

    with pytest.raises(Damaged), workbook._PanicIsDamage():
        raise PanicException

    with pytest.raises(KeyError), workbook._PanicIsDamage():
        raise KeyError


def test_what_only_openpyxl_cannot_read_keeps_its_values():
    book = book_of([HEADER, [1, "Lê Kiên", "a", "b"]])
    book.active.row_dimensions[2].hidden = True
    data = changed(
        saved(book),
        "xl/styles.xml",
        lambda content: content.replace(b"<fonts", b"<fontz").replace(b"</fonts", b"</fontz"),
    )

    found = read(data)

    assert names(found) == ["Lê Kiên"]
    assert codes(found) == ["appearance_unread"]


def test_each_refusal_says_what_is_safe():
    for kind in ListRefused.__subclasses__():
        assert "hiện có không thay đổi" in kind.sentence
        assert "Vui lòng" in kind.sentence
