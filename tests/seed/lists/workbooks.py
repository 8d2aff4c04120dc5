"""Builds list files of every shape that offices send, and of those that nobody should."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl.styles import Font

from seed.lists.model import Wishes
from seed.lists.reading import read_bytes

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = ["STT", "Họ và tên", "Chức vụ", "Đơn vị"]


def read(data, **wishes):
    return read_bytes(data, file_name="danh-sach", wishes=Wishes(**wishes))


def codes(read_list):
    return [one.code for one in read_list.faults]


def names(read_list):
    return [one.full_name for one in read_list.people]


def book_of(rows, *, merges=(), title="Danh sách", sheets=None):
    """Make an openpyxl workbook; None is an empty cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    for name, more in (sheets or {}).items():
        other = book.create_sheet(name)
        for row in more:
            other.append(row)
    return book


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def xlsx(rows, **kinds):
    return saved(book_of(rows, **kinds))


def with_font(rows, font, cells):
    book = book_of(rows)
    for cell in cells:
        book.active[cell].font = Font(name=font)
    return saved(book)


def xlsx_with_shared_texts(rows):
    """Make an xlsx as Excel does: each text once, in a part of its own."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("Danh sách")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def xls(rows, *, merges=()):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Danh sách")
    covered = {
        (row, column)
        for top, bottom, left, right, _ in merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if value is not None and (row, column) not in covered:
                sheet.write(row, column, value)
    for merge in merges:
        sheet.write_merge(*merge)
    return saved(book)


def ods(rows, *, spanned=None, hidden_rows=(), trailing=True):
    """Make an ods; `spanned` is (row, column) -> rows; long empty repeats trail as in real ones."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Danh sách")
    spanned = spanned or {}
    covered = {(row + n, column) for (row, column), high in spanned.items() for n in range(1, high)}
    for number, cells in enumerate(rows):
        row = TableRow(visibility="collapse") if number in hidden_rows else TableRow()
        for place, value in enumerate(cells):
            row.addElement(
                _ods_cell(value, (number, place) in covered, spanned.get((number, place)))
            )
        if trailing:
            row.addElement(TableCell(numbercolumnsrepeated=16000))
        table.addElement(row)
    if trailing:
        last = TableRow(numberrowsrepeated=1_048_000)
        last.addElement(TableCell(numbercolumnsrepeated=16384))
        table.addElement(last)
    document.spreadsheet.addElement(table)
    return saved(document)


def _ods_cell(value, covered, high):
    if covered:
        return CoveredTableCell()
    if value is None:
        return TableCell()
    span = {"numberrowsspanned": high, "numbercolumnsspanned": 1} if high else {}
    if isinstance(value, (int, float)):
        cell = TableCell(valuetype="float", value=str(value), **span)
    else:
        cell = TableCell(valuetype="string", **span)
    for line in str(value).split("\n"):
        cell.addElement(P(text=line))
    return cell


def changed(data, entry, change):
    """Give the zip with the bytes of one entry changed by a function."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            content = old.read(one)
            new.writestr(one, change(content) if one == entry else content)
    return target.getvalue()


def with_entry(data, name, content):
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
SMALL = xlsx([HEADER, [1, "Lê Văn Kiên", "Giám đốc", "Sở Nội vụ"]])


def with_sheet_xml(change):
    """Give a small xlsx whose worksheet is changed byte for byte."""
    return changed(SMALL, SHEET, change)


def replaced(old, new):
    def change(content):
        assert old in content
        return content.replace(old, new, 1)

    return with_sheet_xml(change)


def lying_about_its_size():
    """A zip whose directory says 1,000 bytes where 60 MB come out."""
    real = b"<a>" + b" " * (60 * 1024 * 1024) + b"</a>"
    data = bytearray(with_entry(SMALL, "xl/lie.xml", real))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rfind(
            signature, 0, data.rfind(b"xl/lie.xml") if place == 24 else data.find(b"xl/lie.xml")
        )
        struct.pack_into("<I", data, at + place, 1000)
    return bytes(data)


def ole2_with(*streams):
    """Give the beginnings of an OLE2 file whose directory names these streams."""
    entries = b"".join(
        (name + "\0").encode("utf-16-le").ljust(64, b"\0") + b"\0" * 64
        for name in ("Root Entry", *streams)
    )
    return (OLE2 + b"\0" * 504 + entries).ljust(4096, b"\0")


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
