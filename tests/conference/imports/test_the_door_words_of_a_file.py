"""Trays, heads of delegations, words to the reception: a file brings them and takes none away."""

from __future__ import annotations

import pytest

from conference.delegates import Delegate
from conference.imports.agreeing import changes
from tests.conference.list.acting import add_one, person


@pytest.mark.parametrize(
    ("before", "brought", "columns"),
    [
        ({}, {"tray": "khay A, ô 1"}, ["tray"]),
        ({}, {"heads_delegation": True}, ["heads_delegation"]),
        ({}, {"attention": "Đi xe lăn"}, ["attention"]),
        ({"heads_delegation": True, "tray": "khay A, ô 1", "attention": "Đi xe lăn"}, {}, []),
        ({"tray": "khay A, ô 1"}, {"tray": "khay B, ô 2"}, ["tray"]),
    ],
)
def test_what_a_row_does_not_say_stays(db, before, brought, columns):
    one = add_one(db, **before)

    with db.reading() as session:
        found = changes(person(**brought), session.get_one(Delegate, one))

    assert [change.column for change in found] == columns
