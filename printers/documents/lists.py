"""The lists that an office signs, hands over or telephones along: which columns, which sentences.

Each becomes a `Table`, which `paper` writes as docx and `registers` as xlsx or csv. Imports nothing
heavy itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from printers.documents.tables import Column, Kind, Row, Section, Table
from printers.documents.wording import written_count, written_day
from printers.documents.words import Issuer, Signer

MAKER = Signer("NGƯỜI LẬP BIỂU")
_ORDINAL = Column("STT", 12, Kind.CENTRED)


@dataclass(frozen=True)
class Listed:
    """A delegate as lists name them; years and replies are words, "" where nobody said."""

    name: str
    position: str = ""
    unit: str = ""
    group: str = ""
    year_of_birth: str = ""
    is_woman: bool | None = None
    role: str = ""
    phone: str = ""
    reply: str = ""
    note: str = ""


@dataclass(frozen=True)
class Portion:
    """A part of a list under its own heading; without one, the list runs on."""

    title: str
    people: Sequence[Listed]


@dataclass(frozen=True)
class SignatureSheet:
    """A sheet that delegates sign: for what, and who made it."""

    issuer: Issuer
    purpose: str
    attached_to: str
    portions: Sequence[Portion]
    maker: Signer = MAKER
    approver: Signer | None = None
    rehearsal: bool = False


@dataclass(frozen=True)
class ListVersion:
    """A locked, numbered version of the list."""

    issuer: Issuer
    number: int
    locked_on: dt.date
    attached_to: str
    portions: Sequence[Portion]
    maker: Signer = MAKER
    approver: Signer | None = None
    rehearsal: bool = False


@dataclass(frozen=True)
class Issued:
    """What one unit was sent: how many invitations, to whose hands, when."""

    unit: str
    invitations: int
    receiver: str = ""
    day: str = ""
    note: str = ""


def signature_table(sheet: SignatureSheet) -> Table:
    """Make the sheet "ký nhận": a row to sign for each delegate."""

    def row(ordinal: int, one: Listed) -> Row:
        return (ordinal, one.name, one.position, one.unit, "", one.note)

    return Table(
        title=f"DANH SÁCH ĐẠI BIỂU KÝ NHẬN {sheet.purpose}".strip(),
        subtitle=_in_brackets(sheet.attached_to),
        columns=(
            _ORDINAL,
            Column("Họ và tên", 42),
            Column("Chức vụ", 32),
            Column("Đơn vị công tác", 38),
            Column("Ký nhận", 24),
            Column("Ghi chú", 17),
        ),
        rows=list(_rows(sheet.portions, row)),
        issuer=sheet.issuer,
        note=_closing(sheet.portions),
        signers=_signers(sheet.maker, sheet.approver),
        landscape=False,
        rehearsal=sheet.rehearsal,
    )


def version_table(version: ListVersion) -> Table:
    """Make the list of a locked version; the column that holds the year of birth tells the sex."""
    return Table(
        title="DANH SÁCH ĐẠI BIỂU",
        subtitle=_in_brackets(
            f"Danh sách số {written_count(version.number)}, chốt {written_day(version.locked_on)}",
            version.attached_to,
        ),
        columns=(
            _ORDINAL,
            Column("Họ và tên", 50),
            Column("Nam", 15, Kind.CENTRED, above="Năm sinh"),
            Column("Nữ", 15, Kind.CENTRED, above="Năm sinh"),
            Column("Chức vụ", 45),
            Column("Đơn vị công tác", 55),
            Column("Thành phần", 35),
            Column("Ghi chú", 25),
        ),
        rows=list(_rows(version.portions, _version_row)),
        issuer=version.issuer,
        note=_closing(version.portions),
        signers=_signers(version.maker, version.approver),
        rehearsal=version.rehearsal,
    )


def issue_register(issuer: Issuer, issued: Sequence[Issued], *, rehearsal: bool = False) -> Table:
    """Make the register of invitations that were handed out, unit by unit (sổ phát hành)."""
    total = sum(one.invitations for one in issued)
    return Table(
        title="SỔ PHÁT HÀNH GIẤY MỜI",
        columns=(
            _ORDINAL,
            Column("Đơn vị", 50),
            Column("Số giấy mời", 18, Kind.CENTRED),
            Column("Người nhận", 36),
            Column("Ngày", 22, Kind.CENTRED),
            Column("Ký nhận", 24),
            Column("Ghi chú", 20),
        ),
        rows=[
            (ordinal, one.unit, one.invitations, one.receiver, one.day, "", one.note)
            for ordinal, one in enumerate(issued, start=1)
        ],
        issuer=issuer,
        note=f"Tổng cộng: {written_count(total)} giấy mời, {written_count(len(issued))} đơn vị./.",
        signers=(MAKER,),
        landscape=False,
        rehearsal=rehearsal,
    )


def phone_list(
    issuer: Issuer, portions: Sequence[Portion], *, subtitle: str = "", rehearsal: bool = False
) -> Table:
    """Make the list to telephone along the evening before: who has not confirmed yet."""

    def row(ordinal: int, one: Listed) -> Row:
        office = ", ".join(filter(None, (one.position, one.unit)))
        return (ordinal, one.name, office, one.role, one.phone, one.reply)

    return Table(
        title="DANH SÁCH LIÊN HỆ XÁC NHẬN DỰ HỘI NGHỊ",
        subtitle=_in_brackets(subtitle),
        columns=(
            _ORDINAL,
            Column("Họ và tên", 50),
            Column("Chức vụ, đơn vị", 75),
            Column("Vai trò", 45),
            Column("Điện thoại", 32),
            Column("Trả lời", 40),
        ),
        rows=list(_rows(portions, row)),
        issuer=issuer,
        note=_closing(portions),
        rehearsal=rehearsal,
    )


def _version_row(ordinal: int, one: Listed) -> Row:
    """Put the year below the sex; who has said only one of both is not guessed at."""
    year, note = one.year_of_birth, one.note
    men = women = ""
    if one.is_woman is None:
        note = "; ".join(filter(None, (year and f"Sinh năm {year}", note)))
    elif one.is_woman:
        women = year or "x"
    else:
        men = year or "x"
    return (ordinal, one.name, men, women, one.position, one.unit, one.group, note)


def _rows(
    portions: Sequence[Portion], row: Callable[[int, Listed], Row]
) -> Iterator[Row | Section]:
    """Give the portions below each other; the numbers run on through all of them."""
    ordinals = count(1)
    for portion in portions:
        if portion.title:
            yield portion.title
        for one in portion.people:
            yield row(next(ordinals), one)


def _closing(portions: Sequence[Portion]) -> str:
    people = sum(len(portion.people) for portion in portions)
    return f"Danh sách này có {written_count(people)} người./."


def _in_brackets(*words: str) -> str:
    inside = "; ".join(filter(None, words))
    return f"({inside})" if inside else ""


def _signers(maker: Signer, approver: Signer | None) -> tuple[Signer, ...]:
    return (maker,) if approver is None else (maker, approver)
