"""Nominees: the dossier, what was ticked, the citation's length, and one step back."""

from __future__ import annotations

from typing import Any

import pytest

from conference.database import Database
from conference.delegates import add_alias, all_units, allot
from conference.eligibility import (
    AlreadyNominated,
    CardUnknown,
    DossierValueUnknown,
    Finding,
    Nomination,
    Nominee,
    NomineeKind,
    NomineeNameMissing,
    Review,
    add_nominee,
    change_nominee,
    checks,
    follow_unit,
    incomplete_dossiers,
    remove_nominee,
    review,
    reviews,
)
from conference.identity import the_conference
from conference.journal import JournalEntry
from conference.readiness import Standing
from conference.refusals import NotFound
from tests.factories import AT, BY, UNIT, all_rows, make_conference, make_delegates

DOSSIER = [
    {"key": "proposal", "name": "Tờ trình"},
    {"key": "minutes", "name": "Biên bản họp", "form": "Mẫu 08"},
]
UNITED = {"clause": "Nội bộ đoàn kết", "confirmed": "Nội bộ đoàn kết"}
RATED = {
    "clause": "hoàn thành tốt",
    "rating": {"years": [2024, 2025], "least": "good", "at_least_years": "every"},
}


@pytest.fixture
def db(empty_db: Database) -> Database:
    make_conference(
        empty_db,
        dossier=DOSSIER,
        criteria={"individual": {"clause": "Đối với cá nhân", "all": [UNITED, RATED]}},
        plan_words={"citation_most_characters": 20},
    )
    return empty_db


def nominate(db: Database, name: str = "Nguyễn Thị Miền", **words: Any) -> int:
    given = Nomination(**({"kind": NomineeKind.INDIVIDUAL, "name": name, "unit": UNIT} | words))
    return db.write(lambda s: add_nominee(s, given, at=AT, by=BY))


def change(db: Database, nominee_id: int, **changes: Any) -> list[str]:
    return db.write(lambda s: change_nominee(s, nominee_id, changes, at=AT, by=BY))


def look(db: Database, nominee_id: int) -> Review:
    with db.reading() as session:
        found = review(session, nominee_id)
        session.expunge_all()
    return found


def facts(db: Database) -> list[tuple[str, dict[str, Any]]]:
    return [
        (row.kind, row.payload)
        for row in all_rows(db, JournalEntry)
        if row.kind.startswith("Nominee")
    ]


def test_a_nominee_is_kept_in_nfc_with_unit_and_card(db: Database):
    (delegate,) = make_delegates(db, "Nguyễn Thị Miền")

    nominee_id = nominate(db, " Nguyễn  Thị Miền ", card_number="0001", note=" ghi  chú ")

    with db.reading() as session:
        row = review(session, nominee_id).nominee
        assert (row.name, row.note, row.delegate_id) == ("Nguyễn Thị Miền", "ghi chú", delegate.id)
        assert row.unit is not None
        assert row.unit.name == UNIT
    assert facts(db) == [("NomineeAdded", {"nominee_id": nominee_id, "nominee_kind": "individual"})]


def test_a_unit_is_found_by_its_former_name_and_made_when_nobody_knows_it(db: Database):
    def reorganise(session: Any) -> None:
        allot(session, {"Sở mới": 3}, at=AT, by=BY)
        add_alias(session, "Sở cũ", all_units(session)[0].id, at=AT, by=BY)

    db.write(reorganise)

    nominate(db, "A", unit="Sở cũ")
    nominate(db, "B", unit="Phòng lạ")
    nominate(db, "C", unit="")

    with db.reading() as session:
        units = {
            one.nominee.name: one.nominee.unit.name if one.nominee.unit else None
            for one in reviews(session)
        }
    assert units == {"A": "Sở mới", "B": "Phòng lạ", "C": None}


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"name": "  "}, NomineeNameMissing),
        ({"name": "Trần Văn A", "card_number": "9999"}, CardUnknown),
        ({"name": "Trần Văn A", "ratings": {"2024": "splendid"}}, DossierValueUnknown),
        ({"name": "Trần Văn A", "ratings": {"năm": "good"}}, DossierValueUnknown),
        ({"name": "Trần Văn A", "works": [{"kind": "poem", "level": "city"}]}, DossierValueUnknown),
        (
            {"name": "Trần Văn A", "works": [{"kind": "project", "level": "moon"}]},
            DossierValueUnknown,
        ),
        ({"name": "Trần Văn A", "documents": ["passport"]}, DossierValueUnknown),
        ({"name": "Nguyễn Thị Miền"}, AlreadyNominated),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nobody_is_added(db: Database, words, refusal):
    nominate(db)

    with pytest.raises(refusal):
        nominate(db, **words)

    assert len(all_rows(db, Nominee)) == 1
    assert len(facts(db)) == 1


def test_the_same_name_of_another_unit_or_kind_is_somebody_else(db: Database):
    nominate(db)

    nominate(db, unit="Phòng khác")
    nominate(db, kind=NomineeKind.COLLECTIVE)

    assert len(all_rows(db, Nominee)) == 3


def test_a_change_names_its_columns_and_twice_the_same_is_no_fact(db: Database):
    nominee_id = nominate(db)

    first = change(db, nominee_id, ratings={"2024": "good"}, name="Nguyễn Thị Miền")
    again = change(db, nominee_id, ratings={"2024": "good"})

    assert (first, again) == (["ratings"], [])
    assert [kind for kind, _ in facts(db)] == ["NomineeAdded", "NomineeChanged"]


def test_a_refused_change_leaves_all_as_it_was(db: Database):
    nominee_id = nominate(db)

    with pytest.raises(DossierValueUnknown):
        change(db, nominee_id, name="Tên khác", documents=["passport"])

    assert look(db, nominee_id).nominee.name == "Nguyễn Thị Miền"


def test_nobody_can_be_changed_looked_at_or_removed_who_is_not_there(db: Database):
    for ask in (
        lambda: change(db, 99, name="Ai đó"),
        lambda: look(db, 99),
        lambda: db.write(lambda s: remove_nominee(s, 99, at=AT, by=BY)),
    ):
        with pytest.raises(NotFound):
            ask()


def test_a_removal_gives_back_all_that_undoes_it(db: Database):
    make_delegates(db, "Nguyễn Thị Miền")
    words = {
        "card_number": "0001",
        "ratings": {"2024": "good"},
        "works": [{"kind": "project", "level": "city", "title": "Đề tài"}],
        "confirmed": {"Nội bộ đoàn kết": False},
        "documents": ["minutes"],
        "citation": "Dòng một\nDòng hai",
        "note": "ghi chú",
    }
    nominee_id = nominate(db, **words)

    removed = db.write(lambda s: remove_nominee(s, nominee_id, at=AT, by=BY))
    assert all_rows(db, Nominee) == []
    again = db.write(lambda s: add_nominee(s, removed, at=AT, by=BY))

    with db.reading() as session:
        row = review(session, again).nominee
        assert {name: getattr(row, name) for name in words if name != "card_number"} == {
            name: value for name, value in words.items() if name != "card_number"
        }
        assert row.delegate is not None
        assert row.delegate.card_number == "0001"
    assert [kind for kind, _ in facts(db)] == ["NomineeAdded", "NomineeRemoved", "NomineeAdded"]


def test_documents_are_counted_against_the_plans_list(db: Database):
    half, whole = nominate(db, documents=["minutes"]), nominate(db, "Lê Văn Kiên")
    change(db, whole, documents=["minutes", "proposal", "minutes"])

    shown = look(db, half)

    assert [(one.key, one.form, one.here) for one in shown.documents] == [
        ("proposal", "", False),
        ("minutes", "Mẫu 08", True),
    ]
    assert (shown.handed_in, shown.complete) == (1, False)
    assert look(db, whole).nominee.documents == ["proposal", "minutes"]
    with db.reading() as session:
        assert [one.nominee.id for one in incomplete_dossiers(session)] == [half]


def test_a_tick_for_a_document_that_the_plan_dropped_hinders_nobody(db: Database):
    nominee_id = nominate(db, documents=["minutes"])
    db.write(lambda s: setattr(the_conference(s), "dossier", DOSSIER[:1]))

    change(db, nominee_id, documents=["minutes", "proposal"])

    assert look(db, nominee_id).nominee.documents == ["proposal"]


def test_a_citation_keeps_its_lines_and_warns_above_the_limit(db: Database):
    nominee_id = nominate(db, citation=" Một dòng \n hai  dòng ")
    assert look(db, nominee_id).nominee.citation == "Một dòng\nhai dòng"
    assert not look(db, nominee_id).citation_too_long

    change(db, nominee_id, citation="a" * 21)

    assert look(db, nominee_id).citation_too_long


def test_without_a_number_in_the_plan_half_a_page_is_1800_characters(empty_db: Database):
    make_conference(empty_db)
    nominee_id = nominate(empty_db, citation="a" * 1800)

    shown = look(empty_db, nominee_id)

    assert (shown.citation_limit, shown.citation_too_long, shown.complete) == (1800, False, True)


def test_collectives_stand_first_and_people_by_their_given_name(db: Database):
    for name in ("Trần Văn Bình", "Nguyễn Thị An"):
        nominate(db, name)
    for name in ("Phòng Đo lường", "Phòng Bưu chính"):
        nominate(db, name, kind=NomineeKind.COLLECTIVE)

    with db.reading() as session:
        names = [one.nominee.name for one in reviews(session)]

    assert names == ["Phòng Bưu chính", "Phòng Đo lường", "Nguyễn Thị An", "Trần Văn Bình"]


def test_a_kind_without_criteria_has_no_verdict(db: Database):
    collective = nominate(db, "Phòng", kind=NomineeKind.COLLECTIVE)
    individual = nominate(db, ratings={"2024": "done"})

    assert look(db, collective).verdict is None
    verdict = look(db, individual).verdict
    assert verdict is not None
    assert verdict.finding is Finding.FAILED


def test_nominees_follow_their_unit_when_it_is_merged(db: Database):
    def merge(session: Any) -> int:
        add_nominee(session, Nomination(NomineeKind.INDIVIDUAL, "A", "Phòng cũ"), at=AT, by=BY)
        allot(session, {"Phòng mới": 1}, at=AT, by=BY)
        units = {unit.name: unit.id for unit in all_units(session)}
        follow_unit(session, units["Phòng cũ"], units["Phòng mới"])
        return add_alias(session, "Phòng cũ", units["Phòng mới"], at=AT, by=BY)

    db.write(merge)

    with db.reading() as session:
        (row,) = reviews(session)
        assert row.nominee.unit is not None
        assert row.nominee.unit.name == "Phòng mới"


def standings(db: Database) -> dict[str, tuple[Standing, tuple[str, ...]]]:
    with db.reading() as session:
        found = checks(session, AT)
    for one in found:
        assert "%" not in one.sentence % one.details
    return {one.code: (one.standing, one.items) for one in found}


def test_readiness_says_nothing_while_nobody_is_proposed(db: Database):
    assert standings(db) == {}


def test_readiness_names_who_lacks_a_document_fails_or_has_no_citation(db: Database):
    nominate(db, "A", ratings={"2024": "done"}, citation="a" * 21)
    nominate(db, "B", documents=["proposal"])

    assert standings(db) == {
        "dossiers": (Standing.MISSING, ("A (0/2)", "B (1/2)")),
        "criteria": (Standing.CARE, ("A",)),
        "citations": (Standing.CARE, ("B", "A")),
    }


def test_readiness_does_not_call_missing_data_in_order(db: Database):
    nominate(db, "A", documents=["proposal", "minutes"], citation="Tốt")

    assert standings(db) == {
        "dossiers": (Standing.IN_ORDER, ()),
        "criteria": (Standing.UNKNOWN, ("A",)),
        "citations": (Standing.IN_ORDER, ()),
    }


def test_readiness_is_in_order_when_all_is_there(db: Database):
    nominate(
        db,
        "A",
        ratings={"2024": "good", "2025": "none"},
        confirmed={"Nội bộ đoàn kết": True},
    )

    assert standings(db)["criteria"] == (Standing.IN_ORDER, ())
