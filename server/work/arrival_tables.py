"""Papers of the door: who is here by unit, who has not come, which badge waits in which tray."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from admin.arrivals import STANDING_NAMES, Wanted
from conference.arrivals import excuses, look_once
from conference.clock import in_the_hall
from conference.delegates import in_trays
from conference.identity import sitting_at, the_conference
from printers.documents import lists
from printers.documents.tables import Column, Kind, Row, Table
from server.invitation_words import issuer_of
from server.work.paper_tables import Wish

_ORDINAL = Column("STT", 12, Kind.CENTRED)
_COUNTS = (
    ("listed", "Danh sách"),
    ("present", "Có mặt"),
    ("left", "Đã về"),
    ("excused", "Vắng có lý do"),
    ("absent", "Chưa có mặt"),
)
_HEAD_STATES = {"present": "có mặt", "left": "đã về", "absent": "chưa có mặt"}


def arrivals_table(session: Session, wish: Wish) -> Table:
    """Make the table of who is here, by unit or by group."""
    conference, figures = the_conference(session), look_once(session, wish.at)
    by_group = wish.by == "group"
    named = figures["groups" if by_group else "units"]
    heads = () if by_group else (Column("Trưởng đoàn", 60),)
    rows: list[Row] = [
        (n, one["name"], *_numbers(one), *([] if by_group else [heads_words(one["heads"])]))
        for n, one in enumerate(named, start=1)
    ]
    total: Row = ("", "Tổng cộng", *_numbers(figures["total"]), *([] if by_group else [""]))
    return Table(
        title="TÌNH HÌNH ĐẠI BIỂU CÓ MẶT",
        subtitle=f"{conference.name} – {figures['sitting']['name']}, "
        f"lúc {in_the_hall(wish.at):%Hh%M}",
        columns=(
            _ORDINAL,
            Column("Thành phần" if by_group else "Đơn vị", 75),
            *(Column(title, 22, Kind.NUMBER) for _, title in _COUNTS),
            *heads,
        ),
        rows=[*rows, total],
        issuer=issuer_of(conference, wish.today),
        signers=(lists.MAKER,),
        rehearsal=conference.rehearsal,
    )


def _numbers(count: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(count[name] for name, _ in _COUNTS)


def heads_words(heads: Iterable[Mapping[str, Any]]) -> str:
    """Name the heads of a delegation and say whether they are here."""
    return "; ".join(f"{one['name']} ({_HEAD_STATES[one['state']]})" for one in heads)


def absent_table(session: Session, wish: Wish) -> Table:
    """Make the list of those who stand as asked; telephones only where asked for."""
    conference, wanted = the_conference(session), Wanted.of(wish.filters)
    sitting = sitting_at(conference, wish.at)
    people = list(session.scalars(wanted.question(sitting.id)))
    reasons = excuses(session, [one.id for one in people])
    phones = (Column("Điện thoại", 30),) if wish.contacts else ()
    rows: list[Row] = [
        (
            *(n, one.card_number, one.full_name, one.position, one.unit.name, one.group.name),
            *((one.phone,) if wish.contacts else ()),
            reasons.get(one.id, ""),
        )
        for n, one in enumerate(people, start=1)
    ]
    return Table(
        title=f"DANH SÁCH ĐẠI BIỂU {STANDING_NAMES[wanted.standing].upper()}",
        subtitle=f"{conference.name} – {sitting.name}, lúc {in_the_hall(wish.at):%Hh%M}",
        columns=(
            _ORDINAL,
            Column("Số thẻ", 16, Kind.CENTRED),
            Column("Họ và tên", 50),
            Column("Chức vụ", 40),
            Column("Đơn vị công tác", 55),
            Column("Thành phần", 40),
            *phones,
            Column("Lý do", 50),
        ),
        rows=rows,
        issuer=issuer_of(conference, wish.today),
        rehearsal=conference.rehearsal,
    )


def trays_table(session: Session, wish: Wish) -> Table:
    """Make the list that lies on the trays: which badge in which place."""
    conference = the_conference(session)
    rows: list[Row] = [
        (n, *_tray(one.tray), one.card_number, one.full_name, one.unit.name, one.group.name)
        for n, one in enumerate(in_trays(session), start=1)
    ]
    return Table(
        title="DANH SÁCH KHAY THẺ IN SẴN",
        subtitle=conference.name,
        columns=(
            _ORDINAL,
            Column("Khay", 22, Kind.CENTRED),
            Column("Ô", 16, Kind.CENTRED),
            Column("Số thẻ", 18, Kind.CENTRED),
            Column("Họ và tên", 55),
            Column("Đơn vị công tác", 65),
            Column("Thành phần", 45),
        ),
        rows=rows,
        issuer=issuer_of(conference, wish.today),
        rehearsal=conference.rehearsal,
    )


def _tray(place: str) -> tuple[str, str]:
    tray, _, within = place.partition(",")
    return tray, within.strip()
