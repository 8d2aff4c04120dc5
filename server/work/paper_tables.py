"""The tables that papers are made of: which rows of the conference stand in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.invitation_list import Wanted
from admin.roster_fields import REPLY_NAMES, SEX_NAMES, STATE_NAMES
from admin.roster_search import Asked
from conference.attendance import STANDS, Attendance
from conference.clock import from_ms, in_the_hall
from conference.composition import quota_table
from conference.delegates import (
    Delegate,
    Invitation,
    ListVersion,
    Reply,
    Sex,
    all_groups,
    all_units,
    replies,
)
from conference.identity import Sitting, sitting_at, the_conference
from conference.refusals import NotFound
from printers.documents import lists
from printers.documents.lists import Issued, Listed, Portion, SignatureSheet
from printers.documents.tables import Column, Kind, Row, Table
from server.invitation_words import issuer_of

PURPOSES = {"documents": "TÀI LIỆU", "gifts": "QUÀ TẶNG", "": ""}
_ORDINAL = Column("STT", 12, Kind.CENTRED)


@dataclass(frozen=True)
class Wish:
    """What is asked of a paper; each takes what it knows of."""

    paper: str
    format: str
    at_ms: int
    filters: Mapping[str, str]
    delegate_ids: Sequence[int] = ()
    contacts: bool = False
    number: int = 0
    by: str = ""
    purpose: str = ""
    sheet: str = "2x7"
    used_labels: int = 0
    shift_right_mm: float = 0.0
    shift_down_mm: float = 0.0
    machine_lines: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def of(cls, params: Mapping[str, Any]) -> Wish:
        """Read the parameters of a job."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in params.items() if name in known})

    @property
    def at(self) -> dt.datetime:
        """When it was asked for."""
        return from_ms(self.at_ms)

    @property
    def today(self) -> dt.date:
        """The hall's day on which it was asked for."""
        return in_the_hall(self.at).date()


def sitting_of(session: Session, wish: Wish) -> Sitting:
    """Give the sitting that the page shows: the one in its address, else that of the moment."""
    conference, asked = the_conference(session), wish.filters.get("sitting", "")
    named = (one for one in conference.sittings if str(one.id) == asked)
    return next(named, None) or sitting_at(conference, wish.at)


def invited(session: Session, wish: Wish) -> list[Delegate]:
    """Give the approved delegates whose invitations are asked for."""
    question = Wanted.of(wish.filters).question()
    if wish.delegate_ids:
        question = question.where(Delegate.id.in_(wish.delegate_ids))
    return list(session.scalars(question))


def _asked(session: Session, wish: Wish) -> list[Delegate]:
    """Give the delegates that the list page shows for these filters, all of them."""
    sitting = sitting_at(the_conference(session), wish.at)
    question = Asked.of(wish.filters).question(sitting.id)
    if wish.delegate_ids:
        question = question.where(Delegate.id.in_(wish.delegate_ids))
    return list(session.scalars(question))


def delegates_table(session: Session, wish: Wish) -> Table:
    """Make a table of any view of the list; telephones and addresses only where asked for."""
    conference, answered = the_conference(session), replies(session)
    sitting = sitting_at(conference, wish.at)
    entries = select(Attendance).where(Attendance.sitting_id == sitting.id, STANDS)
    came = {row.delegate_id: row.first_at for row in session.scalars(entries)}
    contacts = (Column("Điện thoại", 30), Column("Thư điện tử", 45)) if wish.contacts else ()

    def row(ordinal: int, one: Delegate) -> Row:
        first_at, invitation = came.get(one.id), answered.get(one.id)
        more = (one.phone, one.email) if wish.contacts else ()
        return (
            *(ordinal, one.card_number, _name(one), one.position, one.unit.name, one.group.name),
            *(SEX_NAMES[one.sex] if one.sex is not Sex.UNKNOWN else "", _year(one), one.seat),
            *(one.area, STATE_NAMES[one.state], _reply(invitation)),
            f"{in_the_hall(first_at):%Hh%M}" if first_at else "",
            *(*more, one.tray, _yes(one.heads_delegation), one.attention, one.note),
        )

    return Table(
        title="DANH SÁCH ĐẠI BIỂU",
        subtitle=conference.name,
        columns=(
            _ORDINAL,
            Column("Số thẻ", 16, Kind.CENTRED),
            Column("Họ và tên", 45),
            Column("Chức vụ", 40),
            Column("Đơn vị công tác", 50),
            Column("Thành phần", 35),
            Column("Giới tính", 14, Kind.CENTRED),
            Column("Năm sinh", 16, Kind.CENTRED),
            Column("Ghế", 14, Kind.CENTRED),
            Column("Khu vực", 22),
            Column("Trạng thái", 22),
            Column("Trả lời giấy mời", 30),
            Column("Có mặt", 16, Kind.CENTRED),
            *contacts,
            Column("Khay", 24),
            Column("Trưởng đoàn", 18, Kind.CENTRED),
            Column("Lưu ý đón tiếp", 35),
            Column("Ghi chú", 35),
        ),
        rows=[row(n, one) for n, one in enumerate(_asked(session, wish), start=1)],
        issuer=issuer_of(conference, wish.today),
        rehearsal=conference.rehearsal,
    )


def signature(session: Session, wish: Wish) -> Table:
    """Make the sheet that delegates sign, by group or by unit."""
    conference = the_conference(session)
    filters = {"state": "approved"} | dict(wish.filters)
    people = _asked(session, Wish(**(vars(wish) | {"filters": filters})))
    sheet = SignatureSheet(
        issuer=issuer_of(conference, wish.today),
        purpose=PURPOSES[wish.purpose],
        attached_to=conference.name,
        portions=_portions(session, people, wish.by),
        rehearsal=conference.rehearsal,
    )
    return lists.signature_table(sheet)


def _portions(session: Session, people: Iterable[Delegate], by: str) -> list[Portion]:
    """Put people below the headings of their groups or units; the order within stays."""
    if by == "unit":
        names = [unit.name for unit in all_units(session)]
        return _sorted_into(names, [(one.unit.name, one) for one in people])
    if by == "group":
        names = [group.name for group in all_groups(session)]
        return _sorted_into(names, [(one.group.name, one) for one in people])
    return [Portion("", [listed(one) for one in people])]


def _sorted_into(names: Sequence[str], people: Sequence[tuple[str, Delegate]]) -> list[Portion]:
    place = {name: nth for nth, name in enumerate(names)}
    ordered = sorted(people, key=lambda pair: place[pair[0]])
    return [
        Portion(name, [listed(one) for _, one in pairs])
        for name, pairs in groupby(ordered, key=lambda pair: pair[0])
    ]


def list_version(session: Session, wish: Wish) -> Table:
    """Make a locked version of the list, as it was locked.

    Raises:
        NotFound: there is no version of this number.
    """
    version = session.scalar(select(ListVersion).where(ListVersion.number == wish.number))
    if version is None:
        raise NotFound
    conference, locked_on = the_conference(session), in_the_hall(version.locked_at).date()
    people = [
        Listed(
            name=row["name"],
            position=row["position"],
            unit=row["unit"],
            group=row["group"],
            year_of_birth=str(row["birth_year"] or ""),
            is_woman=_is_woman(row["sex"]),
            note="; ".join(filter(None, ["Bổ sung" if row["supplement"] else "", row["note"]])),
        )
        for row in version.rows
    ]
    return lists.version_table(
        lists.ListVersion(
            issuer=issuer_of(conference, locked_on),
            number=version.number,
            locked_on=locked_on,
            attached_to=conference.name,
            portions=[Portion("", people)],
            rehearsal=conference.rehearsal,
        )
    )


def register(session: Session, wish: Wish) -> Table:
    """Make the register of invitations by unit: one line for each hand that took some."""
    conference, noted = the_conference(session), replies(session)
    lines: dict[tuple[str, str, str, str], int] = {}
    places = {unit.name: nth for nth, unit in enumerate(all_units(session))}
    for one in invited(session, wish):
        line = (one.unit.name, *_sent(noted.get(one.id)))
        lines[line] = lines.get(line, 0) + 1
    issued = [
        Issued(unit, lines[unit, receiver, day, how], receiver=receiver, day=day, note=how)
        for unit, receiver, day, how in sorted(lines, key=lambda line: (places[line[0]], *line[1:]))
    ]
    issuer = issuer_of(conference, wish.today)
    return lists.issue_register(issuer, issued, rehearsal=conference.rehearsal)


def quotas(session: Session, wish: Wish) -> Table:
    """Make the table of units: allotted, registered, approved, present."""
    conference = the_conference(session)
    by = "given" if wish.by == "given" else "new"
    table = quota_table(session, sitting_of(session, wish).id, by=by)  # type: ignore[arg-type]
    rows: list[Row] = [
        (n, one.name, one.allotted, one.registered, one.approved, one.present)
        for n, one in enumerate(table.rows, start=1)
    ]
    total = table.total
    counted = (total.allotted, total.registered, total.approved, total.present)
    return Table(
        title="BẢNG PHÂN BỔ VÀ ĐĂNG KÝ ĐẠI BIỂU",
        subtitle=conference.name,
        columns=(
            _ORDINAL,
            Column("Đơn vị", 75),
            Column("Phân bổ", 22, Kind.NUMBER),
            Column("Đăng ký", 22, Kind.NUMBER),
            Column("Đã duyệt", 22, Kind.NUMBER),
            Column("Có mặt", 22, Kind.NUMBER),
        ),
        rows=[*rows, ("", "Tổng cộng", *counted)],
        issuer=issuer_of(conference, wish.today),
        signers=(lists.MAKER,),
        landscape=False,
        rehearsal=conference.rehearsal,
    )


def listed(one: Delegate, *, role: str = "", reply: str = "") -> Listed:
    """Give a delegate as lists name them, without the telephone."""
    return Listed(
        name=_name(one),
        position=one.position,
        unit=one.unit.name,
        group=one.group.name,
        year_of_birth=_year(one),
        is_woman=_is_woman(one.sex),
        role=role,
        reply=reply,
    )


def _name(one: Delegate) -> str:
    """Give a name with its title, and with the mark that tells namesakes apart."""
    mark = f"({one.namesake_mark})" if one.namesake_mark else ""
    return " ".join(filter(None, [one.honorific, one.full_name, mark]))


def _yes(answer: bool) -> str:  # noqa: FBT001 - the value itself
    return "x" if answer else ""


def _year(one: Delegate) -> str:
    return str(one.birth_year or "")


def _is_woman(sex: str) -> bool | None:
    return {Sex.FEMALE.value: True, Sex.MALE.value: False}.get(sex)


def _reply(invitation: Invitation | None) -> str:
    if invitation is None or invitation.reply is Reply.NONE:
        return ""
    said = REPLY_NAMES[invitation.reply]
    return f"{said}: {invitation.reply_words}" if invitation.reply_words else said


def _sent(invitation: Invitation | None) -> tuple[str, str, str]:
    """Give receiver, day and way; all empty where it has not gone out."""
    if invitation is None or invitation.issued_at is None:
        return ("", "", "")
    day = in_the_hall(invitation.issued_at)
    return (invitation.receiver, f"{day:%d/%m/%Y}", invitation.sent_by)
