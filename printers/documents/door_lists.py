"""Lists of the door on paper: who is here, for when nothing else works; and who signed for what.

Each becomes a `Table`; imports nothing heavy itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from conference.amounts import amount_in_words, written_amount
from printers.documents.lists import MAKER
from printers.documents.tables import TICK, Cell, Column, Kind, Row, Section, Table
from printers.documents.wording import written_count
from printers.documents.words import Issuer

_ORDINAL = Column("STT", 11, Kind.CENTRED)


@dataclass(frozen=True)
class Signing:
    """A delegate on a sheet to sign; `received` says what is known already."""

    name: str
    position: str = ""
    unit: str = ""
    received: str = ""


@dataclass(frozen=True)
class SignedPortion:
    """Those of one group or unit, under its name; without one, the sheet runs on."""

    title: str
    people: Sequence[Signing]


@dataclass(frozen=True)
class ReceiptSheet:
    """A sheet to sign for one item (ký nhận); `amount` is đồng for each, None for no money."""

    issuer: Issuer
    item: str
    attached_to: str
    portions: Sequence[SignedPortion]
    money: bool = False
    amount: int | None = None
    rehearsal: bool = False


def receipt_table(sheet: ReceiptSheet) -> Table:
    """Make the sheet that people sign when they get an item.

    Money stands beside each signature in figures and in words; both are left free where the amount
    is written in by hand.
    """
    money = (
        (Column("Số tiền (đồng)", 24, Kind.NUMBER), Column("Bằng chữ", 46)) if sheet.money else ()
    )
    in_words = "" if sheet.amount is None else amount_in_words(sheet.amount)
    amount: tuple[Cell, ...] = (sheet.amount, in_words) if sheet.money else ()
    ordinals = count(1)

    def row(one: Signing) -> Row:
        return (next(ordinals), one.name, one.position, one.unit, *amount, "", one.received)

    rows: list[Row | Section] = []
    for portion in sheet.portions:
        rows += [portion.title] if portion.title else []
        rows += [row(one) for one in portion.people]
    people = sum(len(portion.people) for portion in sheet.portions)
    return Table(
        title=f"DANH SÁCH KÝ NHẬN {sheet.item.upper()}",
        subtitle=f"({sheet.attached_to})" if sheet.attached_to else "",
        columns=(
            _ORDINAL,
            Column("Họ và tên", 40),
            Column("Chức vụ", 32),
            Column("Đơn vị", 38),
            *money,
            Column("Ký nhận", 24),
            Column("Ghi chú", 20),
        ),
        rows=rows,
        issuer=sheet.issuer,
        note=_closing(people, sheet.amount if sheet.money else None),
        signers=(MAKER,),
        landscape=sheet.money,
        rehearsal=sheet.rehearsal,
    )


def _closing(people: int, amount: int | None) -> str:
    listed = f"Danh sách này có {written_count(people)} người./."
    if not amount:
        return listed
    total = people * amount
    in_words = f"Bằng chữ: {amount_in_words(total)}"
    return f"Tổng số tiền: {written_amount(total)} ({in_words}). {listed}"


@dataclass(frozen=True)
class AtTheDoor:
    """A delegate on the paper list; moments are of the hall, None where nothing happened."""

    card_number: str
    name: str
    office: str
    seat: str
    came_at: dt.datetime | None = None
    left_at: dt.datetime | None = None


@dataclass(frozen=True)
class StationSeen:
    """How far a station is: its last number, how many scans, and when the last was."""

    name: str
    last_number: int | None
    scans: int
    last_at: dt.datetime


@dataclass(frozen=True)
class DoorList:
    """The list as it is at one moment of the hall."""

    conference: str
    sitting: str
    as_of: dt.datetime
    people: Sequence[AtTheDoor]
    stations: Sequence[StationSeen]
    rehearsal: bool = False

    @property
    def foot(self) -> str:
        """What stands below each page: a sheet that is separated still says of when it is."""
        return f"{self.sitting}  ·  Tính đến {_moment(self.as_of)}"


HOW_TO = (
    "Khi mất mạng hoặc mất điện: đánh dấu và ghi giờ vào cột “Trên giấy”; người chưa có dấu “Có "
    "mặt” là chưa điểm danh tính đến giờ trên. Sau đó nhập lại ở trang Nhập từ danh sách giấy "
    "(/kiosk/paper)."
)


def door_cover(shown: DoorList) -> Table:
    """Make what stands above the list: of when it is, the numbers, how far each station was."""
    came = sum(one.came_at is not None for one in shown.people)
    left = sum(one.left_at is not None for one in shown.people)
    return Table(
        title="DANH SÁCH ĐIỂM DANH",
        subtitle=(
            f"{shown.conference}. {shown.sitting}. Tính đến {_moment(shown.as_of)}: đã đến "
            f"{_count(came)}, trong đó đã ra ngoài {_count(left)}; danh sách "
            f"{_count(len(shown.people))} đại biểu."
        ),
        columns=(
            Column("Quầy", 70),
            Column("Số thứ tự cuối", 32, Kind.CENTRED),
            Column("Số lượt", 24, Kind.CENTRED),
            Column("Lượt cuối lúc", 32, Kind.CENTRED),
        ),
        rows=[
            (one.name, one.last_number, one.scans, f"{one.last_at:%Hh%M'%S}")
            for one in shown.stations
        ]
        or [("Chưa có lượt quét nào", "", "", "")],
        note=HOW_TO,
        landscape=False,
        rehearsal=shown.rehearsal,
    )


def door_table(shown: DoorList) -> Table:
    """Make the list itself: number, name, seat, whether somebody is here, room for a tick."""
    return Table(
        title="DANH SÁCH ĐẠI BIỂU",
        columns=(
            Column("Số thẻ", 15, Kind.CENTRED),
            Column("Họ và tên", 50),
            Column("Chức vụ, đơn vị", 68),
            Column("Ghế", 16, Kind.CENTRED),
            Column("Có mặt", 24),
            Column("Trên giấy", 20),
        ),
        rows=[
            (one.card_number, one.name, one.office, one.seat, _standing(one), "")
            for one in shown.people
        ],
        landscape=False,
        rehearsal=shown.rehearsal,
    )


def door_list_name(number: str, *, rehearsal: bool) -> str:
    """Give the file's name; a rehearsal's never takes the place of the real list."""
    return f"danh-sach-diem-danh-{number}{'-CHAY-THU' if rehearsal else ''}.pdf"


def _standing(one: AtTheDoor) -> str:
    if one.came_at is None:
        return ""
    went = f", ra {one.left_at:%Hh%M}" if one.left_at else ""
    return f"{TICK} {one.came_at:%Hh%M}{went}"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _moment(moment: dt.datetime) -> str:
    return f"{moment:%Hh%M'%S, %d/%m/%Y}"
