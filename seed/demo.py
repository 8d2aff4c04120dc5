"""The demo: the plan of Sở Khoa học và Công nghệ with 150 made-up delegates.

Nobody in it is real: names are drawn by Faker with a fixed seed. Groups are the plan's; the number
of 150 and about 70 % model delegates are borrowed from the plan of xã Đại Sơn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import count, islice

from faker import Faker
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda import AgendaItem
from conference.awards import AwardBlock, NewRecipient, RecipientKind, arrange_batches
from conference.delegates import Delegate, NewDelegate, Sex, add_delegates, issue_invitations
from conference.identity import the_conference
from conference.seating import SeatKind
from seed.demo_cues import write_cue_sheet
from seed.demo_office import (
    AT_THE_TABLE,
    BY,
    Days,
    arrange_office,
    demo_hall,
    hall_labels,
    plan_hall,
)
from seed.demo_spoken import write_what_is_spoken
from seed.loader import create_conference
from seed.plan import Plan, load_plan

DEMO_PLAN = "so-khcn-2025"
DEMO_NAME = "so-khcn-demo"
SEED = 20250825
INDIVIDUALS = 23
BORN = (1960, 2003)

DECISION = "Quyết định số 215/QĐ-SKHCN ngày 18/8/2025"

_DIVISIONS = (
    "Văn phòng Sở",
    "Phòng Quản lý Khoa học",
    "Phòng Quản lý Công nghệ và Đổi mới sáng tạo",
    "Phòng Chuyển đổi số",
    "Phòng Bưu chính, Viễn thông",
    "Phòng Tiêu chuẩn, Đo lường, Chất lượng",
    "Thanh tra Sở",
    "Trung tâm Công nghệ thông tin và Truyền thông",
    "Trung tâm Đổi mới sáng tạo và Ứng dụng khoa học và công nghệ",
    "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng",
)
_GROUP_SIZES = {
    "city": 4, "leaders": 6, "heads": 15, "organisations": 2,
    "models": 85, "honoured": 20, "office": 12, "businesses": 6,
}  # fmt: skip
_POSITIONS = {
    "city": ("Trưởng phòng", "Phó Trưởng phòng", "Chuyên viên chính", "Chuyên viên"),
    "leaders": ("Ủy viên Ban Chấp hành Đảng bộ", "Phó Giám đốc Sở", "Bí thư Chi bộ"),
    "heads": ("Trưởng phòng", "Phó Trưởng phòng", "Giám đốc Trung tâm", "Phó Giám đốc Trung tâm"),
    "organisations": ("Bí thư Đoàn Thanh niên", "Chủ tịch Hội Cựu chiến binh"),
    "models": ("Chuyên viên", "Chuyên viên chính", "Kỹ sư", "Nghiên cứu viên", "Viên chức"),
    "honoured": ("Chuyên viên chính", "Phó Trưởng phòng", "Kỹ sư chính", "Nghiên cứu viên chính"),
    "office": ("Chuyên viên", "Kế toán viên", "Văn thư viên", "Nhân viên"),
    "businesses": ("Giám đốc", "Phó Giám đốc", "Trưởng bộ phận Nghiên cứu và Phát triển"),
}
_DIRECT_PRODUCER = {
    "Kỹ sư": True, "Kỹ sư chính": True, "Nghiên cứu viên": True, "Nghiên cứu viên chính": True,
    "Chuyên viên": False, "Chuyên viên chính": False, "Kế toán viên": False,
}  # fmt: skip
"""Người trực tiếp lao động, công tác; of the others nobody has said."""
_BUSINESSES = (
    "Công ty Cổ phần Công nghệ Biển Đông", "Công ty TNHH Giải pháp số Đất Cảng",
    "Công ty Cổ phần Thiết bị đo lường Cửa Cấm",
)  # fmt: skip
_COLLECTIVES = (
    "Văn phòng Sở",
    "Phòng Chuyển đổi số",
    "Trung tâm Công nghệ thông tin và Truyền thông",
    "Trung tâm Đổi mới sáng tạo và Ứng dụng khoa học và công nghệ",
)
_CITATION = {
    RecipientKind.COLLECTIVE: "Tập thể điển hình tiên tiến, đã có thành tích xuất sắc trong "
    "phong trào thi đua yêu nước giai đoạn 2020-2025",
    RecipientKind.INDIVIDUAL: "Cá nhân điển hình tiên tiến, đã có thành tích xuất sắc trong "
    "phong trào thi đua yêu nước giai đoạn 2020-2025",
}


def load_demo(session: Session, *, held_on: dt.date, at: dt.datetime) -> None:
    """Make the demo conference on this day in an empty database.

    Raises:
        ConferenceExists: the database has a conference already.
    """
    plan, days = load_plan(DEMO_PLAN), Days(held_on)
    began = min(at, days.before(15, 9))
    items = create_conference(
        session, plan, plan_name=DEMO_PLAN, held_on=held_on, at=began, by=BY, demo=True
    )
    plan_hall(session, days)
    ids = add_delegates(session, list(made_up_delegates(plan)), at=days.before(10, 9), by=BY)
    number, issued = the_conference(session).number, days.before(8, 9)
    issue_invitations(session, conference_number=number, rehearsal=False, at=issued, by=BY)
    award_item = next(
        item for item, planned in zip(items, plan.items, strict=True) if planned.awards
    )
    recipients = list(_recipients(session, plan))
    _arrange_awards(session, plan, award_item, recipients, at=days.before(2, 9))
    people = _by_group(plan, ids)
    arrange_office(session, people, recipients, days)
    write_what_is_spoken(session, items, people, days)
    write_cue_sheet(session, items, days)


def _by_group(plan: Plan, ids: Sequence[int]) -> dict[str, list[int]]:
    """Give the ids of the delegates by the key of their group, as they were drawn."""
    drawn = iter(ids)
    return {one.key: list(islice(drawn, _GROUP_SIZES.get(one.key, 0))) for one in plan.groups}


def made_up_delegates(plan: Plan) -> Iterator[NewDelegate]:
    """Draw the delegates, always the same ones, seated row by row in the plan's groups.

    Whoever presides sits at the table of the Đoàn Chủ tịch.
    """
    fake, years = Faker("vi_VN"), Faker()
    fake.seed_instance(SEED)
    # A second draw, so that what is added to a person changes nobody's name.
    years.seed_instance(SEED)
    seen: set[str] = set()
    hall = demo_hall()
    seats, table = (iter(hall_labels(hall, kind)) for kind in (SeatKind.HALL, SeatKind.PRESIDIUM))
    phones = (f"0900 000 {nth:03d}" for nth in count(1))
    for group in plan.groups:
        for nth in range(_GROUP_SIZES.get(group.key, 0)):
            name, sex = _new_name(fake, seen)
            position = _POSITIONS[group.key][nth % len(_POSITIONS[group.key])]
            yield NewDelegate(
                full_name=name,
                unit=_unit(fake, group.key, nth),
                group=group.name,
                position=position,
                sex=sex,
                seat=next(table if nth in AT_THE_TABLE.get(group.key, ()) else seats),
                birth_year=years.random_int(*BORN),
                phone=next(phones),
                direct_producer=_DIRECT_PRODUCER.get(position),
            )


def _new_name(fake: Faker, seen: set[str]) -> tuple[str, Sex]:
    """Draw a name that nobody has yet, family name first, and the sex it was drawn for."""
    while True:
        woman = fake.boolean(chance_of_getting_true=46)
        given = fake.first_name_female() if woman else fake.first_name_male()
        middle = "Thị" if woman and fake.boolean() else fake.middle_name()
        name = f"{fake.last_name()} {middle} {given}"
        if name not in seen:
            seen.add(name)
            return name, Sex.FEMALE if woman else Sex.MALE


def _unit(fake: Faker, group: str, nth: int) -> str:
    fixed = {
        "city": "Ban Thi đua - Khen thưởng thành phố",
        "leaders": "Sở Khoa học và Công nghệ",
        "office": "Văn phòng Sở",
        "organisations": ("Đoàn Thanh niên Sở", "Hội Cựu chiến binh Sở")[nth % 2],
        "businesses": _BUSINESSES[nth % len(_BUSINESSES)],
    }
    return fixed.get(group) or str(fake.random_element(_DIVISIONS))


def _arrange_awards(
    session: Session,
    plan: Plan,
    item: AgendaItem,
    recipients: Sequence[NewRecipient],
    *,
    at: dt.datetime,
) -> None:
    block = AwardBlock(
        item_id=item.id,
        title="Biểu dương, tôn vinh, khen thưởng",
        decision=DECISION,
        **plan.award.model_dump(),
    )
    arrange_batches(session, block, recipients, at=at, by=BY)


def _recipients(session: Session, plan: Plan) -> Iterator[NewRecipient]:
    """Honour four collectives through a delegate of each, and 23 model delegates."""
    honoured = [group.name for group in plan.groups if group.key in {"models", "honoured"}]
    delegates = session.scalars(select(Delegate).order_by(Delegate.id)).all()
    models = [one for one in delegates if one.group.name in honoured]
    representatives: set[int] = set()
    for unit in _COLLECTIVES:
        one = next(m for m in models if m.unit.name == unit)
        representatives.add(one.id)
        yield NewRecipient(
            kind=RecipientKind.COLLECTIVE,
            name=unit,
            detail=f"Đại diện: {one.full_name}, {one.position}",
            unit="Sở Khoa học và Công nghệ",
            citation=_CITATION[RecipientKind.COLLECTIVE],
            delegate_id=one.id,
        )
    others = [one for one in models if one.id not in representatives]
    for one in others[:: len(others) // INDIVIDUALS][:INDIVIDUALS]:
        yield NewRecipient(
            kind=RecipientKind.INDIVIDUAL,
            name=one.full_name,
            detail=one.position,
            unit=one.unit.name,
            citation=_CITATION[RecipientKind.INDIVIDUAL],
            delegate_id=one.id,
        )
