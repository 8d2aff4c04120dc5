"""Chủ trì, Đoàn Chủ tịch, thư ký, Ban Tổ chức: who has which duty, in which order."""

from __future__ import annotations

import pytest

from conference.delegates import (
    Duty,
    duty_holders,
    end_duty,
    give_duty,
    withdraw_delegates,
)
from conference.refusals import NotFound
from tests.conference.list.acting import add, add_one, do, facts, person


def held(db):
    with db.reading() as session:
        return [(one.duty, one.delegate.full_name) for one in duty_holders(session)]


def test_chairs_come_first_and_each_duty_in_the_order_given(db):
    an, binh, chi = add(db, person("Lê An"), person("Trần Bình"), person("Vũ Chi"))
    for who, duty in ((an, Duty.SECRETARY), (chi, Duty.CHAIR), (binh, Duty.CHAIR)):
        do(db, give_duty, who, duty)

    assert held(db) == [
        (Duty.CHAIR, "Vũ Chi"), (Duty.CHAIR, "Trần Bình"), (Duty.SECRETARY, "Lê An"),
    ]  # fmt: skip


def test_a_duty_is_given_and_ended_once(db):
    an = add_one(db)
    for _ in range(2):
        do(db, give_duty, an, Duty.CHAIR)
    assert held(db) == [(Duty.CHAIR, "Lê An")]
    for _ in range(2):
        do(db, end_duty, an, Duty.CHAIR)

    assert held(db) == []
    assert facts(db, "DutyGiven") == facts(db, "DutyEnded") == [
        {"delegate_id": an, "duty": "chair"}
    ]  # fmt: skip


def test_whoever_was_withdrawn_presides_over_nothing(db):
    an = add_one(db)
    do(db, give_duty, an, Duty.PRESIDIUM)

    do(db, withdraw_delegates, [an], reason="Bận")

    assert held(db) == []


def test_nobody_has_no_duty(db):
    with pytest.raises(NotFound):
        do(db, give_duty, 99, Duty.CHAIR)
