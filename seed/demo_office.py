"""The office's work before the demo's day: seats, duties, invitations and answers, dossiers, ticks.

Everything is made up and the same each time, and something is left to be done on every page: who
has not answered, a dossier that lacks a paper, a criterion that fails, lines not yet ticked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.awards import NewRecipient, RecipientKind
from conference.clock import hall_moment
from conference.delegates import (
    Delegate,
    Duty,
    Reply,
    Substitute,
    allot,
    give_duty,
    lock_list,
    name_substitute,
    note_reply,
    note_sent,
)
from conference.eligibility import (
    WORKS_COMPLETE,
    Nomination,
    NomineeKind,
    add_nominee,
    confirmations,
    rated_years,
)
from conference.handing import USUAL_ITEMS, set_items
from conference.honoured_guests import order_guests, propose_guests
from conference.identity import Conference, the_conference
from conference.preparation import all_tasks, tick_task
from conference.seating import (
    Hall,
    Preset,
    Purpose,
    Reserve,
    SeatKind,
    free_seats,
    keep_hall,
    preset_hall,
)

BY, BY_NAME = "demo", "Văn phòng Sở"
PEOPLE = 150

DUTIES = {
    Duty.CHAIR: ("leaders", (2,)),
    Duty.PRESIDIUM: ("leaders", (3, 4)),
    Duty.SECRETARY: ("office", (0, 1)),
    Duty.ORGANISER: ("heads", (0, 1, 2)),
}
"""Who does what: the group's key, and which of its delegates."""

AT_THE_TABLE = {"leaders": DUTIES[Duty.CHAIR][1] + DUTIES[Duty.PRESIDIUM][1]}

CONFIRMED, SAYS_SUBSTITUTE = 120, 3
ABSENCES = (
    "Đi công tác tại Hà Nội theo giấy triệu tập",
    "Nghỉ chế độ thai sản",
    "Điều trị tại bệnh viện",
    "Dự lớp cao cấp lý luận chính trị",
    "Việc gia đình",
    "Đi công tác nước ngoài",
)
LEFT_OPEN = 3
"""Tasks that nobody has ticked yet."""

_SUBSTITUTE = Substitute(
    full_name="Bùi Thị Minh Hạnh",
    position="Phó Trưởng phòng",
    letter="Công văn số 88/CV-VP",
    approver="Chánh Văn phòng Sở",
    phone="0900 000 151",
)
_WITHOUT = {5: "evidence", 17: "minutes"}
"""Nominees, by their place, whose dossier lacks this document."""
_FAILS = 11
"""The nominee who was rated below what the criteria ask, in one year."""
_MERITS = (
    "Năm năm liền hoàn thành tốt nhiệm vụ trở lên; có sáng kiến được áp dụng tại thành phố, tiết "
    "kiệm thời gian xử lý hồ sơ cho người dân và doanh nghiệp."
)


@dataclass(frozen=True)
class Days:
    """When the office did what, before the day."""

    held_on: dt.date

    def before(self, days: int, hour: int) -> dt.datetime:
        """Give the moment so many days ahead, at this hour of the hall."""
        return hall_moment(self.held_on - dt.timedelta(days=days), dt.time(hour))


def demo_hall() -> Hall:
    """Give the hall: two blocks, its first rows kept for guests, one seat taken by a camera."""
    hall = preset_hall(Preset.TWO_BLOCKS, people=PEOPLE)
    reserves = tuple(
        Reserve(f"Hàng đại biểu, {block.name.lower()}", block.name, 1, 2, Purpose.VIP)
        for block in hall.blocks
    )
    last = free_seats(hall)[-1].label
    return replace(hall, reserves=reserves, blocked={last: "Đặt máy quay"})


def hall_labels(hall: Hall, kind: SeatKind) -> list[str]:
    """Give the labels of the free seats as people are led to them: row by row, by their numbers."""
    free = [seat for seat in free_seats(hall) if seat.kind is kind]
    return [seat.label for seat in sorted(free, key=lambda seat: (seat.row_nth, seat.number))]


def arrange_office(
    session: Session, people: dict[str, list[int]], recipients: Sequence[NewRecipient], days: Days
) -> None:
    """Do the office's work for delegates on the list who have their codes.

    `people` are the ids of the delegates by the key of their group, in the order of the list.
    """
    _give_duties(session, people, days)
    set_items(session, USUAL_ITEMS[:2], at=days.before(10, 9), by=BY)
    order_guests(session, propose_guests(session), at=days.before(9, 9), by=BY)
    _allot(session, days)
    _send(session, days)
    lock_list(session, by_name=BY_NAME, at=days.before(1, 16), by=BY)
    _answer(session, people, {one.delegate_id for one in recipients}, days)
    _nominate(session, recipients, days)
    _tick(session, days)


def plan_hall(session: Session, days: Days) -> None:
    """Keep the plan of the hall."""
    keep_hall(session, demo_hall(), at=days.before(12, 9), by=BY)


def _give_duties(session: Session, people: dict[str, list[int]], days: Days) -> None:
    for duty, (group, places) in DUTIES.items():
        for place in places:
            give_duty(session, people[group][place], duty, at=days.before(11, 9), by=BY)


def _allot(session: Session, days: Days) -> None:
    """Allot each unit as many as it sent; two sent one less than they were given."""
    counted: dict[str, int | None] = {}
    for delegate in session.scalars(select(Delegate).order_by(Delegate.id)):
        counted[delegate.unit.name] = (counted.get(delegate.unit.name) or 0) + 1
    for unit in islice(sorted(counted), 0, 4, 2):
        counted[unit] = (counted[unit] or 0) + 1
    allot(session, counted, at=days.before(14, 9), by=BY)


def _send(session: Session, days: Days) -> None:
    """Hand the invitations out by unit; those of other bodies go by post."""
    by_unit: dict[str, list[Delegate]] = {}
    for delegate in session.scalars(select(Delegate).order_by(Delegate.id)):
        by_unit.setdefault(delegate.unit.name, []).append(delegate)
    sent = days.before(7, 14)
    for rows in by_unit.values():
        first = rows[0]
        outside = first.group.key in {"city", "businesses"}
        note_sent(
            session,
            [row.id for row in rows],
            sent_by="Bưu điện" if outside else "Trực tiếp",
            receiver="Văn thư" if outside else first.full_name,
            on=sent,
            at=sent,
            by=BY,
        )


def _answer(
    session: Session, people: dict[str, list[int]], honoured: set[int | None], days: Days
) -> None:
    """Note who comes, who does not and why; one comes in another's place, with a letter."""
    replaced, at = people["heads"][6], days.before(3, 10)
    name_substitute(session, replaced, _SUBSTITUTE, at=days.before(1, 17), by=BY)
    everybody = [one for ids in people.values() for one in ids if one != replaced]
    free = [one for one in reversed(people["models"]) if one not in honoured]
    absent, sending = free[: len(ABSENCES)], free[len(ABSENCES) :][:SAYS_SUBSTITUTE]
    for delegate_id, why in zip(absent, ABSENCES, strict=True):
        note_reply(session, delegate_id, reply=Reply.ABSENT, words=why, at=at, by=BY)
    for delegate_id in sending:
        words = "Sẽ cử người dự thay, gửi tên sau"
        note_reply(session, delegate_id, reply=Reply.SUBSTITUTE, words=words, at=at, by=BY)
    answered = {*absent, *sending}
    coming = (one for one in everybody if one not in answered)
    # Whoever comes in another's place has confirmed by the letter.
    for delegate_id in islice(coming, CONFIRMED - 1):
        note_reply(session, delegate_id, reply=Reply.CONFIRMED, at=at, by=BY)


def _nominate(session: Session, recipients: Sequence[NewRecipient], days: Days) -> None:
    """Keep a dossier of everybody who is honoured."""
    conference = the_conference(session)
    cards = {row.id: row.card_number for row in session.scalars(select(Delegate))}
    for nth, one in enumerate(recipients):
        collective = one.kind is RecipientKind.COLLECTIVE
        card = "" if collective else cards.get(one.delegate_id or 0, "")
        words = _dossier(conference, one, nth, card=card)
        add_nominee(session, words, at=days.before(9, 9), by=BY)


def _dossier(conference: Conference, one: NewRecipient, nth: int, *, card: str) -> Nomination:
    kind = NomineeKind(one.kind)
    tree = conference.criteria[kind]
    ratings = {
        str(year): "excellent" if (year + nth) % 3 == 0 else "good" for year in rated_years(tree)
    }
    if nth == _FAILS:
        ratings[max(ratings)] = "done"
    documents = [document["key"] for document in conference.dossier]
    individual = kind is NomineeKind.INDIVIDUAL
    title = f"Giải pháp số hóa hồ sơ của {one.unit}"
    return Nomination(
        kind=kind,
        name=one.name,
        unit=one.unit,
        card_number=card,
        ratings=ratings,
        works=[{"kind": "initiative", "level": "city", "title": title}] if individual else [],
        confirmed={
            # "Không thuộc đối tượng …" is the one clause that does not hold of somebody rated.
            **{text: not text.startswith("Không") for text in confirmations(tree)},
            WORKS_COMPLETE: individual,
        },
        documents=[key for key in documents if key != _WITHOUT.get(nth)],
        citation=_MERITS,
    )


def _tick(session: Session, days: Days) -> None:
    """Tick the work that is done: all but the last few lines, which are for the day itself."""
    for task in all_tasks(session)[:-LEFT_OPEN]:
        tick_task(session, task.id, done=True, by_name=BY_NAME, at=days.before(1, 15), by=BY)
