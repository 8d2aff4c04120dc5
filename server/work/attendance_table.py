"""Everybody of a sitting and how they stand to it, and the same in numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.arrivals import STANDING_NAMES
from conference.arrivals import Standing, excuses, look_once, who
from conference.attendance import STANDS, Attendance
from conference.clock import in_the_hall
from conference.delegates import Delegate
from conference.identity import sitting_at, the_conference
from kiosk.disputes import SOURCE_WORDS
from printers.documents.tables import Cell, Column, Kind, Row, Section, Table
from server.invitation_words import issuer_of
from server.work.arrival_tables import heads_words
from server.work.paper_tables import Wish

NO_LANE = "Không qua quầy"
"""Who came in without a station: with the VIP reception, or entered from paper."""

_ORDER = (Standing.PRESENT, Standing.LEFT, Standing.EXCUSED, Standing.NOT_COME)
_COUNTS = (
    ("listed", "Danh sách"),
    ("came", "Đã đến"),
    ("present", "Đang có mặt"),
    ("left", "Đã về"),
    ("excused", "Vắng có lý do"),
    ("absent", "Chưa có mặt"),
)


def attendance_table(session: Session, wish: Wish) -> Table:
    """Make the list of everybody with who came when, by which lane and how; then the counts.

    Telephones are no part of it: they stand on the list of who has not come.
    """
    conference = the_conference(session)
    sitting = sitting_at(conference, wish.at)
    figures = look_once(session, wish.at)
    people = [
        (standing, one) for standing in _ORDER for one in session.scalars(who(sitting.id, standing))
    ]
    people.sort(key=lambda row: (row[1].unit.name, row[1].sort_key, row[1].id))
    whole = Table(
        title="DANH SÁCH ĐIỂM DANH ĐẠI BIỂU",
        subtitle=f"{conference.name} – {sitting.name}, lúc {in_the_hall(wish.at):%Hh%M}",
        columns=(
            Column("STT", 10, Kind.CENTRED),
            Column("Số thẻ", 14, Kind.CENTRED),
            Column("Họ và tên", 42),
            Column("Chức vụ", 34),
            Column("Thành phần", 34),
            Column("Đơn vị", 44),
            Column("Trưởng đoàn", 36),
            Column("Tình trạng", 24),
            Column("Lý do vắng", 32),
            Column("Vào lúc", 16, Kind.CENTRED),
            Column("Quầy", 26),
            Column("Cách điểm danh", 26),
            Column("Ra lúc", 16, Kind.CENTRED),
            Column("Lý do ra", 30),
        ),
        rows=_rows(session, sitting.id, people, figures),
        issuer=issuer_of(conference, wish.today),
        rehearsal=conference.rehearsal,
        sheet_name="Từng người",
    )
    return replace(whole, further=(_counts(whole, figures),))


def _rows(
    session: Session,
    sitting_id: int,
    people: Sequence[tuple[Standing, Delegate]],
    figures: Mapping[str, Any],
) -> list[Row]:
    entries = select(Attendance).where(Attendance.sitting_id == sitting_id, STANDS)
    came = {one.delegate_id: one for one in session.scalars(entries)}
    reasons = excuses(session, [one.id for standing, one in people if standing is Standing.EXCUSED])
    heads = {unit["id"]: _names(unit["heads"]) for unit in figures["units"]}
    return [
        (
            *(nth, one.card_number, _named(one), one.position, one.group.name, one.unit.name),
            heads.get(one.unit_id, ""),
            *(STANDING_NAMES[standing], reasons.get(one.id, "")),
            *_entry(came.get(one.id)),
        )
        for nth, (standing, one) in enumerate(people, start=1)
    ]


def _named(one: Delegate) -> str:
    return f"{one.full_name} ({one.namesake_mark})" if one.namesake_mark else one.full_name


def _names(heads: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(one["name"] for one in heads)


def _entry(entry: Attendance | None) -> tuple[Cell, ...]:
    if entry is None:
        return ("",) * 5
    lane = entry.station_name or NO_LANE
    source = SOURCE_WORDS[entry.source]
    return (_hour(entry.first_at), lane, source, _hour(entry.left_at), entry.left_reason)


def _hour(moment: dt.datetime | None) -> str:
    return f"{in_the_hall(moment):%Hh%M}" if moment else ""


def _counts(whole: Table, figures: Mapping[str, Any]) -> Table:
    """Make the numbers by group, unit, delegation and lane; a delegation is a unit with a head."""
    units = figures["units"]
    parts = (
        ("Theo thành phần", figures["groups"]),
        ("Theo đơn vị", units),
        ("Theo đoàn", [one for one in units if one["heads"]]),
    )
    rows: list[Row | Section] = []
    for title, counted in parts:
        rows += [title, *(_counted(nth, one) for nth, one in enumerate(counted, start=1))]
    rows += ["Theo quầy", *(_lane(nth, one) for nth, one in enumerate(figures["lanes"], start=1))]
    total = {"name": "Tổng cộng"} | figures["total"]
    return replace(
        whole,
        title="SỐ LIỆU ĐIỂM DANH",
        columns=(
            Column("STT", 12, Kind.CENTRED),
            Column("Tên", 75),
            *(Column(title, 22, Kind.NUMBER) for _, title in _COUNTS),
            Column("Trưởng đoàn", 60),
        ),
        rows=[*rows, "Toàn hội nghị", _counted("", total)],
        sheet_name="Số liệu",
    )


def _counted(ordinal: Cell, one: Mapping[str, Any]) -> Row:
    numbers = (one[name] for name, _ in _COUNTS)
    return (ordinal, one["name"], *numbers, heads_words(one.get("heads", ())))


def _lane(ordinal: int, lane: Mapping[str, Any]) -> Row:
    """Say how many came by a lane; nobody is missing from one."""
    numbers = (lane["came"] if name == "came" else None for name, _ in _COUNTS)
    return (ordinal, lane["name"] or NO_LANE, *numbers, "")
