"""Sẵn sàng across subjects: titles, performers, awards, overdue work, ticks by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from conference import day_checks
from conference.agenda import AgendaEntry, AgendaItem, AgendaStep
from conference.awards import AwardBlock, Recipient
from conference.identity import describe_conference
from conference.preparation import Bound, Task, TaskKind, TaskWords, tick_task, write_task
from conference.readiness import SHOWN_ITEMS, Gate, Standing
from tests.conference.list.acting import do
from tests.factories import AT, DAY, all_rows, make_awards, make_delegates, make_programme


def lines(db, now=AT):
    with db.reading() as session:
        return {line.code: line for line in day_checks.checks(session, now)}


def perform(db, performer, *, steps=(), entries=()):
    """Let the only item be performed so."""
    make_programme(db, 10)

    def plan(session):
        item = session.get_one(AgendaItem, 1)
        item.performer = performer
        for nth, one in enumerate(steps, start=1):
            step = AgendaStep(item_id=1, ordinal=nth, label="a", title="Trao", performer=one)
            session.add(step)
        for nth, one in enumerate(entries, start=1):
            session.add(AgendaEntry(item_id=1, ordinal=nth, title="Tham luận", performer=one))

    db.write(plan)


def test_a_conference_with_nothing_amiss_is_in_order_and_says_whom_to_ask(db):
    found = lines(db)

    assert list(found) == [
        "title_lines", "performers", "recipients_known", "decisions", "tasks_overdue",
    ]  # fmt: skip
    assert {line.standing for line in found.values()} == {Standing.IN_ORDER}
    assert {line.owner for line in found.values()} == {"Văn phòng Sở"}
    assert not any(line.sentence for line in found.values())


def test_a_title_without_its_day_is_missing(db):
    waiting = "Hải Phòng, ngày … tháng 8 năm 2025"
    do(db, describe_conference, {"title_lines": ["HỘI NGHỊ", waiting]})

    line = lines(db)["title_lines"]

    assert (line.standing, line.items, line.details) == (
        Standing.MISSING, (waiting,), {"count": 1}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("performer", "parts", "missing"),
    [
        ("Đ/c Lê An", {}, False),
        ("", {}, True),
        ("Đại diện 01 phòng/đơn vị", {}, True),
        ("đại  diện lãnh đạo", {}, True),
        ("Ban Tổ chức", {"steps": ["", "Đ/c Lê An"]}, False),
        ("Ban Tổ chức", {"steps": ["Đại diện 01 phòng"]}, True),
        ("", {"steps": ["Đ/c Lê An"], "entries": ["Bà Hoa"]}, False),
        ("", {"steps": ["Đ/c Lê An"], "entries": [""]}, True),
        ("", {"entries": ["Đại diện gia đình"]}, True),
    ],
)
def test_an_item_that_nobody_in_particular_performs_is_missing(db, performer, parts, missing):
    perform(db, performer, **parts)

    line = lines(db)["performers"]

    assert (line.standing is Standing.MISSING) == missing
    assert line.items == (("1 Nội dung 1",) if missing else ())


def test_recipients_whom_the_list_does_not_know_are_named(db):
    make_awards(db, collectives=1, individuals=1)
    (an,) = make_delegates(db, "Lê An")

    def link(session):
        session.get_one(Recipient, 1).unit = "Sở A"
        session.get_one(Recipient, 2).delegate_id = an.id

    db.write(link)

    line = lines(db)["recipients_known"]

    assert (line.items, line.path) == (("Tập thể 1 (Sở A)",), "/admin/awards")


def test_more_than_ten_are_counted_and_not_all_named(db):
    make_awards(db, collectives=0, individuals=12)

    line = lines(db)["recipients_known"]

    assert (len(line.items), line.more, line.details) == (SHOWN_ITEMS, 2, {"count": 12})
    assert line.items[0] == "Cá nhân 1"


@pytest.mark.parametrize(
    ("decision", "missing"),
    [
        ("Quyết định số 215/QĐ-SKHCN ngày 18/8/2025", False),
        ("Quyết định số …/QĐ-SKHCN ngày 18/8/2025", True),
        ("", True),
    ],
)
def test_a_block_without_the_number_of_its_decision_is_missing(db, decision, missing):
    make_awards(db)
    db.write(lambda s: setattr(s.get_one(AwardBlock, 1), "decision", decision))

    line = lines(db)["decisions"]

    assert line.items == (("Biểu dương, khen thưởng",) if missing else ())


def test_overdue_work_names_its_owners_and_their_phones(db):
    yesterday = DAY - dt.timedelta(days=1)

    def plan(session):
        session.add_all(
            [
                Task(ordinal=1, title="Danh sách", owner="Bà Miền", phone="0912", due_on=yesterday),
                Task(ordinal=2, title="Báo cáo", unit="Phòng Tổng hợp", due_on=DAY,
                     bound=Bound.BEFORE, due_text="trước ngày 20/11", kind=TaskKind.REPORT),
                Task(ordinal=3, title="Kịp", due_on=DAY),
                Task(ordinal=4, title="Xong", due_on=yesterday, done_at=AT),
                Task(ordinal=5, title="Kiểm tra", kind=TaskKind.READINESS, due_on=yesterday),
            ]
        )  # fmt: skip

    db.write(plan)

    line = lines(db)["tasks_overdue"]

    assert line.items == ("Danh sách (19/11/2026)", "Báo cáo (trước ngày 20/11)")
    assert (line.owner, line.phone) == ("Bà Miền, Phòng Tổng hợp", "0912")


def test_a_line_ticked_by_hand_stands_at_its_gate_and_says_who_ticked_it(db):
    gate = Gate.TEN_MINUTES_BEFORE
    one = do(db, write_task, None, TaskWords("Cờ, hoa", unit="Văn phòng", phone="0225", gate=gate))

    line = lines(db)[f"tick_{one}"]
    assert (line.gate, line.standing, line.title) == (gate, Standing.MISSING, "Cờ, hoa")
    assert (line.owner, line.phone, line.tick_id) == ("Văn phòng", "0225", one)
    do(db, tick_task, one, done=True, by_name="Nguyễn Thị Miền")

    line = lines(db)[f"tick_{one}"]
    assert line.standing is Standing.IN_ORDER
    assert line.sentence % line.details == "Nguyễn Thị Miền xác nhận lúc 13h42, 20/11/2026."


def test_a_line_of_the_plan_without_a_gate_stands_at_the_first(db):
    db.write(lambda s: s.add(Task(ordinal=1, title="Cờ, hoa", kind=TaskKind.READINESS)))

    (task,) = all_rows(db, Task)
    line = lines(db)[f"tick_{task.id}"]

    assert (line.gate, line.owner) == (Gate.EVENING_BEFORE, "Văn phòng Sở")
