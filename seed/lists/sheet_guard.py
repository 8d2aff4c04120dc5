"""The checks made before any library opens a list file: what it is, and that it stays a list.

The last lines of defence are the memory and time limits of the job that reads (`server.jobs`).
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from seed.lists.ods_xml import OdsSheet, OdsWatch
from seed.lists.refused import Bomb, Damaged, Encrypted, NotAList, NothingInIt, TooLarge
from seed.lists.sheet_xml import MOST_CHARACTERS, WorkbookWatch, XmlWatch
from seed.lists.zip_guard import Package

LARGEST_MB: Final = 5
_ZIP: Final = b"PK\x03\x04"
_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE2_NAME_STEP: Final = 128
"""Directory entries of OLE2 are 128 bytes each and begin with their name in UTF-16."""
_XLS_PASSWORD: Final = re.compile(
    rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
"""BIFF8: the beginning of the workbook, perhaps "write protected", then FILEPASS."""
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_HIDDEN: Final = re.compile(rb"hidden=[\"'](?:1|true)", re.IGNORECASE)
"""LibreOffice writes hidden="false" on every row."""
_BEFORE_XML: Final = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
_OTHER_KINDS: Final = (b"%PDF", b"{\\rtf", b"<")


@dataclass(frozen=True, slots=True)
class Guarded:
    """A file that was let in: what it is, and what the guard saw on its way."""

    format: str
    data: bytes
    has_legacy_fonts: bool = False
    has_hidden: bool = False
    ods_sheets: tuple[OdsSheet, ...] = field(default=())


def guard(data: bytes) -> Guarded:
    """Tell what the file is by its content, and refuse what is no list.

    Raises:
        ListRefused: one of its kinds.
    """
    if len(data) > LARGEST_MB * 1024 * 1024:
        raise TooLarge(limit_mb=LARGEST_MB)
    if not data.strip():
        raise NothingInIt
    if data.startswith(_ZIP):
        return _guard_zip(data)
    if data.startswith(_OLE2):
        return _guard_ole2(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_OTHER_KINDS):
        raise NotAList
    if b"\0" in data and not data.startswith(_UTF16):
        raise NotAList
    return Guarded("csv", data)


def _guard_ole2(data: bytes) -> Guarded:
    if _has_stream(data, "EncryptedPackage"):
        raise Encrypted
    if not (_has_stream(data, "Workbook") or _has_stream(data, "Book")):
        raise NotAList
    if _XLS_PASSWORD.search(data):
        # python-calamine would only say that it cannot detect the format.
        raise Encrypted
    return Guarded("xls", data)


def _has_stream(data: bytes, name: str) -> bool:
    wanted = (name + "\0").encode("utf-16-le")
    place = data.find(wanted)
    while place != -1 and place % _OLE2_NAME_STEP:
        place = data.find(wanted, place + 1)
    return place != -1


def _guard_zip(data: bytes) -> Guarded:
    package = Package(data)
    if "xl/workbook.xml" in package.names:
        return _guard_xlsx(package, data)
    if {"mimetype", "content.xml"} <= package.names:
        return _guard_ods(package, data)
    raise NotAList


def _guard_xlsx(package: Package, data: bytes) -> Guarded:
    fonts = hidden = False
    cells = longest = 0
    for entry in package.entries:
        part = b"".join(package.pieces(entry))
        hidden = hidden or _HIDDEN.search(part) is not None
        fonts = fonts or b'".Vn' in part or b'"VNI' in part
        watch = WorkbookWatch()
        if entry.filename.endswith((".xml", ".rels")):
            watch.watch([part])
        elif part.lstrip(_BEFORE_XML).startswith(b"<"):
            # Old drawings (.vml) are not always well formed; what is read of them is watched.
            with suppress(Damaged):
                watch.watch([part])
        cells += watch.cells
        longest = max(longest, watch.longest)
    if cells * longest > MOST_CHARACTERS:
        raise Bomb(what=f"> {MOST_CHARACTERS} ký tự")
    return Guarded("xlsx", data, has_legacy_fonts=fonts, has_hidden=hidden)


def _guard_ods(package: Package, data: bytes) -> Guarded:
    sheets: tuple[OdsSheet, ...] = ()
    for entry in package.entries:
        part = b"".join(package.pieces(entry))
        if entry.filename == "mimetype" and b"opendocument.spreadsheet" not in part:
            raise NotAList
        if entry.filename == "META-INF/manifest.xml" and b"encryption-data" in part:
            raise Encrypted
    # Only then the contents: those of an encrypted file are no XML.
    for entry in Package(data).entries:
        if entry.filename.endswith(".xml"):
            watch = OdsWatch() if entry.filename == "content.xml" else XmlWatch()
            watch.watch(Package(data).pieces(entry))
            sheets = watch.sheets if isinstance(watch, OdsWatch) else sheets
    if not sheets:
        raise Damaged
    return Guarded("ods", data, ods_sheets=sheets)
