"""One operator holds the buttons; another takes them knowingly, and nobody by accident."""

from __future__ import annotations

import pytest

from conference.agenda import (
    ButtonsHeldByAnother,
    buttons_held,
    give_buttons_back,
    rundown,
    take_buttons,
)
from conference.journal import JournalEntry
from tests.factories import AT, all_rows, cue, make_programme

MIEN = {"by": "operator:1", "by_name": "Nguyễn Thị Miền"}
KIEN = {"by": "operator:2", "by_name": "Lê Văn Kiên"}


def holder(db):
    with db.reading() as session:
        held = buttons_held(session)
        return held.by_name if held else None


def take(db, who):
    db.write(lambda s: take_buttons(s, at=AT, **who))


def kinds(db):
    return [row.kind for row in all_rows(db, JournalEntry) if row.kind.startswith("Buttons")]


def test_who_presses_first_holds_them(db):
    make_programme(db, 10, 10)
    assert holder(db) is None

    cue(db, "start", **MIEN)
    cue(db, "next", **MIEN)

    assert holder(db) == "Nguyễn Thị Miền"
    assert kinds(db) == ["ButtonsTaken"]


def test_another_is_told_who_holds_them_and_changes_nothing(db):
    items = make_programme(db, 10, 10)
    cue(db, "start", **MIEN)

    with pytest.raises(ButtonsHeldByAnother) as refusal:
        cue(db, "next", **KIEN)

    assert refusal.value.details == {"by": "Nguyễn Thị Miền"}
    with db.reading() as session:
        assert rundown(session).live_id == items[0]


def test_who_takes_them_over_presses_and_the_other_is_told(db):
    items = make_programme(db, 10, 10)
    cue(db, "start", **MIEN)

    take(db, KIEN)
    take(db, KIEN)
    cue(db, "next", **KIEN)

    with pytest.raises(ButtonsHeldByAnother):
        cue(db, "undo", **MIEN)
    assert kinds(db) == ["ButtonsTaken", "ButtonsTaken"]
    with db.reading() as session:
        assert rundown(session).live_id == items[1]


def test_given_back_they_are_anybodys(db):
    make_programme(db, 10)
    take(db, MIEN)

    db.write(lambda s: give_buttons_back(s, at=AT, by=KIEN["by"]))
    assert holder(db) == "Nguyễn Thị Miền"
    db.write(lambda s: give_buttons_back(s, at=AT, by=MIEN["by"]))
    assert holder(db) is None

    cue(db, "start", **KIEN)
    assert holder(db) == "Lê Văn Kiên"


def test_of_one_who_has_no_name_another_operator_is_spoken_of(db):
    make_programme(db, 10)
    take(db, {"by": "operator:1", "by_name": ""})

    with pytest.raises(ButtonsHeldByAnother) as refusal:
        cue(db, "start", **KIEN)

    assert refusal.value.details == {"by": "người điều hành khác"}
