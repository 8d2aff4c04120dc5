"""Who may set rules aside has a PIN of their own; others have none."""

from __future__ import annotations

import pytest

from conference.operators import Operator, Role, Who, operator_names, pin_holders, set_pin
from conference.refusals import NotFound
from tests.factories import AT, all_rows, make_operator


def test_a_supervisor_and_the_organiser_have_pins(db):
    ids = [
        make_operator(db, role.value, role)
        for role in (Role.ADMIN, Role.SUPERVISOR, Role.RECEPTION)
    ]
    make_operator(db, "no-pin-yet", Role.SUPERVISOR)
    for operator_id in ids[:2]:
        chosen = f"hash {operator_id}"
        db.write(lambda s, me=operator_id, h=chosen: set_pin(s, me, h, at=AT, by=f"operator:{me}"))

    with db.reading() as session:
        holders = pin_holders(session)

    assert holders == [
        (Who(ids[0], "Nguyễn Thị Miền", Role.ADMIN), f"hash {ids[0]}"),
        (Who(ids[1], "Nguyễn Thị Miền", Role.SUPERVISOR), f"hash {ids[1]}"),
    ]


def test_reception_and_nobody_cannot_have_one(db):
    reception = make_operator(db, "dontiep", Role.RECEPTION)

    for operator_id in (reception, 999):
        with pytest.raises(NotFound):
            db.write(lambda s, me=operator_id: set_pin(s, me, "hash", at=AT, by="operator:1"))

    assert [one.pin_hash for one in all_rows(db, Operator)] == [""]


def test_operators_are_named_as_the_journal_names_them(db):
    operator_id = make_operator(db, "dontiep")

    with db.reading() as session:
        names = operator_names(session)

    assert names == {f"operator:{operator_id}": "Nguyễn Thị Miền"}
