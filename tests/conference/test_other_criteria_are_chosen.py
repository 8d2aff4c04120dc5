"""Other criteria than the plan's own: said before what they do, no answer lost, one way back."""

from __future__ import annotations

from typing import Any

import pytest

from conference.database import Database
from conference.eligibility import (
    OWN,
    WORKS_COMPLETE,
    CriteriaSet,
    Effect,
    Finding,
    Nomination,
    Nominee,
    NomineeKind,
    Turn,
    add_nominee,
    change_nominee,
    choose_criteria,
    criteria_effect,
    criteria_label,
    criteria_offered,
    criteria_source,
    review,
)
from conference.identity import the_conference
from conference.journal import JournalEntry
from conference.refusals import NotFound
from tests.factories import AT, BY, all_rows, make_conference


def rated(first: int, last: int) -> dict[str, Any]:
    rule = {"years": [first, last], "least": "good", "at_least_years": "every"}
    return {"clause": "hoàn thành tốt", "rating": rule}


def confirmed(words: str) -> dict[str, Any]:
    return {"clause": words, "confirmed": words}


def all_of(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"clause": "Đối với cá nhân", "all": list(parts)}


UNITED, CHOSEN = confirmed("Nội bộ đoàn kết"), confirmed("Được bình xét công khai")
WORKS = {
    "clause": "01 sáng kiến",
    "works": {"kind": "initiative", "level": "city", "least": 1},
}
OURS = {"individual": all_of(UNITED, rated(2024, 2025))}
THEIRS = CriteriaSet("Sở Nội vụ 2025", {"individual": all_of(CHOSEN, rated(2025, 2026), WORKS)})
PRESETS = {"so-noi-vu-2025": THEIRS, "ours-again": CriteriaSet("Kế hoạch này", OURS)}


@pytest.fixture
def db(empty_db: Database) -> Database:
    make_conference(empty_db, criteria=OURS, plan_words={"criteria_label": "Kế hoạch này"})
    return empty_db


def nominate(db: Database, name: str = "Nguyễn Thị Miền", **words: Any) -> int:
    given = Nomination(**({"kind": NomineeKind.INDIVIDUAL, "name": name} | words))
    return db.write(lambda s: add_nominee(s, given, at=AT, by=BY))


def choose(db: Database, source: str = "so-noi-vu-2025") -> str:
    return db.write(lambda s: choose_criteria(s, source, PRESETS, at=AT, by=BY))


def effect(db: Database, wanted: CriteriaSet = THEIRS) -> Effect:
    with db.reading() as session:
        return criteria_effect(session, wanted)


def finding(db: Database, nominee_id: int) -> Finding | None:
    with db.reading() as session:
        verdict = review(session, nominee_id).verdict
    return verdict.finding if verdict else None


def choices(db: Database) -> list[str]:
    return [one.payload["source"] for one in all_rows(db, JournalEntry) if "Criteria" in one.kind]


def test_the_own_criteria_and_those_that_differ_are_offered(db: Database) -> None:
    with db.reading() as session:
        offered = criteria_offered(the_conference(session), PRESETS)

    assert {source: one.label for source, one in offered.items()} == {
        OWN: "Kế hoạch này",
        "so-noi-vu-2025": "Sở Nội vụ 2025",
    }


def test_others_judge_from_now_on_and_the_own_ones_come_back(db: Database) -> None:
    nominee_id = nominate(
        db, ratings={"2024": "good", "2025": "good"}, confirmed={"Nội bộ đoàn kết": True}
    )
    first = finding(db, nominee_id)

    before, others = choose(db), finding(db, nominee_id)
    back, again = choose(db, OWN), finding(db, nominee_id)

    assert (before, back) == (OWN, "so-noi-vu-2025")
    assert (first, others, again) == (Finding.OK, Finding.UNKNOWN, Finding.OK)
    assert choices(db) == ["so-noi-vu-2025", OWN]
    with db.reading() as session:
        conference = the_conference(session)
        assert (conference.criteria, criteria_label(conference)) == (OURS, "Kế hoạch này")
        assert criteria_source(conference) == OWN


def test_choosing_the_same_twice_changes_nothing(db: Database) -> None:
    choose(db)

    assert choose(db) == "so-noi-vu-2025"
    assert choices(db) == ["so-noi-vu-2025"]


def test_what_nobody_offers_is_refused(db: Database) -> None:
    with pytest.raises(NotFound):
        choose(db, "nowhere-2025")

    assert choices(db) == []


def test_no_answer_is_lost_by_going_there_and_answering_and_back(db: Database) -> None:
    nominee_id = nominate(
        db, ratings={"2024": "good", "2025": "done"}, confirmed={"Nội bộ đoàn kết": True}
    )
    choose(db)

    there = {"ratings": {"2026": "good"}, "confirmed": {"Được bình xét công khai": False}}
    db.write(lambda s: change_nominee(s, nominee_id, there, at=AT, by=BY))
    choose(db, OWN)

    (row,) = all_rows(db, Nominee)
    assert row.ratings == {"2024": "good", "2025": "done", "2026": "good"}
    assert row.confirmed == {"Nội bộ đoàn kết": True, "Được bình xét công khai": False}


def test_an_answer_is_taken_back_by_saying_so(db: Database) -> None:
    nominee_id = nominate(db, ratings={"2024": "good"}, confirmed={"Nội bộ đoàn kết": True})

    nothing = {"ratings": {"2024": None}, "confirmed": {"Nội bộ đoàn kết": None}}
    changed = db.write(lambda s: change_nominee(s, nominee_id, nothing, at=AT, by=BY))

    (row,) = all_rows(db, Nominee)
    assert (changed, row.ratings, row.confirmed) == (["ratings", "confirmed"], {}, {})


def test_what_becomes_of_the_answers_is_said_before(db: Database) -> None:
    nominate(
        db,
        "Nguyễn An",
        ratings={"2024": "good", "2025": "good"},
        confirmed={"Nội bộ đoàn kết": True, WORKS_COMPLETE: True},
    )
    nominate(
        db, "Trần Bình", ratings={"2025": "done"}, works=[{"kind": "initiative", "level": "city"}]
    )

    said = effect(db)

    assert (said.nominees, said.used, said.resting) == (2, 4, 2)
    assert said.to_confirm == ("Được bình xét công khai",)
    assert said.years == (2026,)
    assert said.turns == (Turn("Nguyễn An", Finding.OK, Finding.FAILED),)
    assert choices(db) == []


def test_without_criteria_all_answers_rest(db: Database) -> None:
    nominate(db, ratings={"2024": "good"}, confirmed={"Nội bộ đoàn kết": True})

    said = effect(db, CriteriaSet(""))

    assert (said.used, said.resting, said.to_confirm, said.years) == (0, 2, (), ())
    assert said.turns == (Turn("Nguyễn Thị Miền", Finding.UNKNOWN, None),)


def test_of_a_kind_that_nobody_is_proposed_of_nothing_is_asked(db: Database) -> None:
    nominate(db)

    said = effect(db, CriteriaSet("", {"collective": CHOSEN, "individual": OURS["individual"]}))

    assert (said.to_confirm, said.years, said.turns) == ((), (), ())
