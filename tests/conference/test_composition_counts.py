"""Gauges, counts and quotas: exact, of those who count, and no data is a bucket of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.composition import (
    Composition,
    Gauge,
    Member,
    Reach,
    Share,
    checks,
    composition,
    gauges,
    gauges_of,
    per_mille,
    quota_table,
    set_tolerance,
    structures_of,
)
from conference.database import Database
from conference.delegates import (
    Delegate,
    DelegateGroup,
    ListState,
    NewDelegate,
    Sex,
    add_alias,
    add_delegates,
    all_groups,
    all_units,
    allot,
    withdraw_delegates,
)
from conference.identity import the_conference
from conference.journal import JournalEntry
from conference.readiness import Standing
from conference.refusals import NotFound
from tests.factories import AT, BY, GROUP, GUESTS, all_rows, make_conference, make_delegates, scan

WOMEN = {"key": "women", "label": "nữ", "attribute": "female"}
MODELS = {
    "key": "models",
    "label": "ĐHTT khoảng 70%",
    "groups": ["models"],
    "share_percent": 70,
    "tolerance_percent": 5,
}


@pytest.fixture
def db(empty_db: Database) -> Database:
    make_conference(empty_db, composition=[MODELS, WOMEN], capacity=10)

    def name_groups(session: Any) -> None:
        for group in all_groups(session):
            group.key = {GROUP: "models", GUESTS: "press"}[group.name]
        session.add(
            DelegateGroup(ordinal=3, key="leaders", name="Lãnh đạo", badge_word="ĐB", most=1)
        )

    empty_db.write(name_groups)
    return empty_db


def enlist(db: Database, count: int, state: ListState = ListState.APPROVED, **words: Any) -> None:
    person = {"unit": "Phòng A", "group": GROUP} | words
    people = [NewDelegate(full_name=f"Người {n}", **person) for n in range(count)]
    db.write(lambda s: add_delegates(s, people, state=state, at=AT, by=BY))


def look(db: Database, **how: Any) -> Composition:
    with db.reading() as session:
        return composition(session, 1, **how)


def gauge(db: Database, key: str) -> Gauge:
    with db.reading() as session:
        return next(one for one in gauges(session, 1) if one.key == key)


def buckets(db: Database, key: str) -> list[tuple[str, int]]:
    table = next(one for one in look(db).structures if one.key == key)
    return [(bucket.label, bucket.listed) for bucket in table.buckets]


def test_a_share_is_of_approved_delegates_in_groups_that_count(db: Database):
    enlist(db, 7)
    enlist(db, 3, group="Lãnh đạo")
    enlist(db, 5, group=GUESTS)
    enlist(db, 2, ListState.PROPOSED)

    found = gauge(db, "models")

    assert found.listed == Share(count=7, unknown=0, whole=10)
    assert found.listed.per_mille == 700
    assert (found.listed_reach, found.present_reach) == (Reach.WITHIN, Reach.AIM)


def test_the_hall_is_measured_beside_the_list(db: Database):
    people = make_delegates(db, "Nguyễn An", "Trần Bình")
    enlist(db, 1, group="Lãnh đạo")
    scan(db, people[0].code)

    found = gauge(db, "models")

    assert found.listed == Share(count=2, unknown=0, whole=3)
    assert found.present == Share(count=1, unknown=0, whole=1)
    assert found.present_reach is Reach.CARE


def test_who_was_withdrawn_is_counted_nowhere_even_in_the_hall(db: Database):
    one, _ = make_delegates(db, "Nguyễn An", "Trần Bình")
    scan(db, one.code)
    db.write(lambda s: withdraw_delegates(s, [one.id], reason="vắng", at=AT, by=BY))

    shown = look(db)

    assert (shown.capacity.approved, shown.capacity.present) == (1, 0)
    assert (shown.units.total.registered, shown.units.total.present) == (1, 0)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (Share(65, 0, 100), Reach.WITHIN),
        (Share(75, 0, 100), Reach.WITHIN),
        (Share(64, 0, 100), Reach.CARE),
        (Share(76, 0, 100), Reach.CARE),
        (Share(649, 0, 1000), Reach.CARE),
        (Share(60, 10, 100), Reach.UNKNOWN),
        (Share(40, 10, 100), Reach.CARE),
        (Share(66, 5, 100), Reach.WITHIN),
        (Share(0, 0, 0), Reach.AIM),
    ],
)
def test_tolerance_is_inclusive_and_those_without_data_leave_it_open(share, expected):
    people = [
        *([Member(1, "", True, True, False, "", "", female=True)] * share.count),
        *([Member(1, "", True, True, False, "", "")] * share.unknown),
        *([Member(1, "", True, True, False, "", "", female=False)]
          * (share.whole - share.count - share.unknown)),
    ]  # fmt: skip
    target = WOMEN | {"share_percent": 70, "tolerance_percent": 5}

    (found,) = gauges_of([target], people)

    assert (found.listed, found.listed_reach) == (share, expected)


def test_an_aim_without_a_share_is_shown_and_never_judged(db: Database):
    enlist(db, 2, sex=Sex.FEMALE)
    enlist(db, 1, sex=Sex.MALE)
    enlist(db, 1)

    found = gauge(db, "women")

    assert found.listed == Share(count=2, unknown=1, whole=4)
    assert (found.listed.known, found.listed.per_mille) == (3, 667)
    assert found.listed_reach is Reach.AIM


def test_a_spread_points_to_its_table_and_an_unheard_attribute_has_no_data(db: Database):
    targets = [
        {"key": one, "label": one, "attribute": one}
        for one in ("sector", "former_unit", "field", "direct_producer", "party_member")
    ]
    people = [Member(1, "", True, True, False, "", "", sector="tư nhân", direct_producer=False)]

    found = {one.key: (one.spread, one.listed.count, one.listed.known)
             for one in gauges_of(targets, people)}  # fmt: skip

    assert found == {
        "sector": ("sector", 1, 1),
        "former_unit": ("former_unit", 1, 1),
        "field": ("", 0, 0),
        "direct_producer": ("", 0, 1),
        "party_member": ("", 0, 0),
    }


def test_percentages_are_rounded_half_up_and_none_of_nothing():
    assert [per_mille(*one) for one in ((141, 200), (1, 3), (2, 3), (1, 16), (0, 0))] == [
        705, 333, 667, 63, None,
    ]  # fmt: skip


def test_no_data_is_a_bucket_of_its_own(db: Database):
    enlist(db, 2, sex=Sex.FEMALE)
    enlist(db, 1)

    assert buckets(db, "sex") == [("nữ", 2), ("nam", 0), ("chưa có dữ liệu", 1)]


def test_words_of_the_list_are_counted_whatever_their_case_the_most_frequent_first(db: Database):
    for sector in ("tư nhân", "nhà nước", "Nhà nước", ""):
        enlist(db, 1, sector=sector)

    assert buckets(db, "sector") == [("nhà nước", 2), ("tư nhân", 1), ("chưa có dữ liệu", 1)]


def test_ages_fall_into_bands_by_the_year_of_the_conference(db: Database):
    for year in (1996, 1995, 1986, 1976, 1966, 1965):
        enlist(db, 1, birth_year=year)
    enlist(db, 1, birth_date=dt.date(2000, 2, 29))
    enlist(db, 1)

    assert [number for _, number in buckets(db, "age")] == [2, 2, 1, 1, 1, 1]


@pytest.mark.parametrize("year", [1066, 2066])
def test_a_year_that_cannot_be_is_no_data(db: Database, year):
    enlist(db, 1, birth_year=year)

    assert buckets(db, "age")[-1] == ("chưa có dữ liệu", 1)


def test_sensitive_columns_are_counted_only_where_the_organiser_keeps_them(db: Database):
    enlist(db, 1, party_member=True, ethnicity="Tày")
    before = {one.key: one for one in look(db).structures}

    db.write(lambda s: setattr(the_conference(s), "kept_fields", ["party_member", "ethnicity"]))
    after = {one.key: one for one in look(db).structures}

    assert not before["party_member"].kept
    assert [bucket.listed for bucket in before["party_member"].buckets] == [0, 0, 1]
    assert [bucket.listed for bucket in after["party_member"].buckets] == [1, 0, 0]
    assert after["ethnicity"].buckets[0].label == "Tày"


def test_units_show_allotted_registered_and_present_with_sums(db: Database):
    (came,) = make_delegates(db, "Nguyễn An", unit="Phòng A")
    scan(db, came.code)
    enlist(db, 2, ListState.PROPOSED)
    enlist(db, 1, unit="Phòng B")
    enlist(db, 4, unit="Báo", group=GUESTS)
    numbers = {"Phòng A": 2, "Phòng C": 5}
    db.write(lambda s: allot(s, numbers, at=AT, by=BY))

    with db.reading() as session:
        table = quota_table(session, 1)

    rows = [(r.name, r.allotted, r.registered, r.approved, r.present, r.over) for r in table.rows]
    assert rows == [
        ("Phòng A", 2, 3, 1, 1, 1),
        ("Phòng B", None, 1, 1, 0, 0),
        ("Phòng C", 5, 0, 0, 0, -5),
    ]  # fmt: skip
    total = table.total
    assert (total.allotted, total.registered, total.present, total.over) == (7, 4, 1, -3)


def test_units_are_counted_by_their_name_of_today_or_as_the_list_gave_it(db: Database):
    enlist(db, 2, unit="Xã cũ")
    enlist(db, 1, unit="Xã mới")

    def merge(session: Any) -> None:
        new = next(one for one in all_units(session) if one.name == "Xã mới")
        add_alias(session, "Xã cũ", new.id, at=AT, by=BY)
        add_alias(session, "Xã xưa", new.id, at=AT, by=BY)

    db.write(merge)

    (now,) = look(db).units.rows
    given = look(db, by="given").units

    assert (now.name, now.registered, now.former_names) == ("Xã mới", 3, ("Xã cũ", "Xã xưa"))
    assert [(one.name, one.registered) for one in given.rows] == [("Xã cũ", 2), ("Xã mới", 1)]
    assert given.total.allotted is None


def test_groups_and_capacity_say_how_many_are_over(db: Database):
    enlist(db, 3, group="Lãnh đạo")
    enlist(db, 1, ListState.PROPOSED)

    shown = look(db)

    assert [(one.name, one.most, one.approved, one.proposed, one.over) for one in shown.groups] == [
        (GUESTS, None, 0, 0, 0),
        (GROUP, None, 0, 1, 0),
        ("Lãnh đạo", 1, 3, 0, 2),
    ]
    assert (shown.capacity.capacity, shown.capacity.left) == (10, 7)


def test_without_a_largest_number_nothing_is_left_to_say(empty_db: Database):
    make_conference(empty_db)

    assert look(empty_db).capacity.left is None


def standings(db: Database) -> dict[str, tuple[Standing, tuple[str, ...]]]:
    with db.reading() as session:
        found = checks(session, AT)
    return {one.code: (one.standing, one.items) for one in found}


def test_readiness_looks_at_shares_allotments_and_groups(db: Database):
    enlist(db, 2, group="Lãnh đạo")
    db.write(lambda s: allot(s, {"Phòng A": 1}, at=AT, by=BY))

    assert standings(db) == {
        "composition": (Standing.CARE, ("ĐHTT khoảng 70%",)),
        "allotments": (Standing.CARE, ("Phòng A (2/1)",)),
        "group_numbers": (Standing.CARE, ("Lãnh đạo (2/1)",)),
    }


def test_readiness_does_not_call_an_empty_list_in_order(db: Database):
    assert standings(db) == {
        "composition": (Standing.UNKNOWN, ()),
        "group_numbers": (Standing.IN_ORDER, ()),
    }


def test_readiness_is_in_order_within_tolerance_and_says_nothing_without_targets(
    db: Database,
):
    enlist(db, 7)
    enlist(db, 3, group="Lãnh đạo")
    assert standings(db)["composition"] == (Standing.IN_ORDER, ())

    def plan_no_numbers(session: Any) -> None:
        the_conference(session).composition = [WOMEN]
        for group in all_groups(session):
            group.most = None

    db.write(plan_no_numbers)

    assert standings(db) == {}


def tolerate(db: Database, key: str, percent: int) -> int:
    return db.write(lambda s: set_tolerance(s, key, percent, at=AT, by=BY))


def test_the_organiser_says_how_far_a_share_may_differ(db: Database):
    enlist(db, 6)
    enlist(db, 4, group="Lãnh đạo")
    assert gauge(db, "models").listed_reach is Reach.CARE

    given = [tolerate(db, "models", 10), tolerate(db, "models", 10)]

    assert given == [5, 10]
    assert gauge(db, "models").listed_reach is Reach.WITHIN
    noted = [row.payload for row in all_rows(db, JournalEntry) if row.kind == "ToleranceSet"]
    assert noted == [{"target": "models", "tolerance_percent": 10}]


@pytest.mark.parametrize("key", ["women", "nobody"])
def test_there_is_no_tolerance_where_the_plan_names_no_share(db: Database, key):
    with pytest.raises(NotFound):
        tolerate(db, key, 10)


# What holds for every list.

members = st.builds(
    Member,
    group_id=st.just(1),
    group_key=st.sampled_from(["models", "leaders", "press"]),
    counted=st.booleans(),
    approved=st.just(True),
    present=st.booleans(),
    unit=st.just("Phòng A"),
    unit_as_given=st.sampled_from(["Phòng A", "Phòng cũ"]),
    female=st.sampled_from([True, False, None]),
    direct_producer=st.sampled_from([True, False, None]),
    party_member=st.sampled_from([True, False, None]),
    ethnicity=st.sampled_from(["Kinh", "Tày", ""]),
    sector=st.sampled_from(["tư nhân", "TƯ NHÂN", "nhà nước", ""]),
    education=st.sampled_from(["Đại học", "đại học", ""]),
    age=st.one_of(st.none(), st.integers(-5, 250)),
)


@given(st.lists(members))
def test_buckets_sum_to_the_whole_on_the_list_and_in_the_hall(people):
    counted = [one for one in people if one.counted]

    for table in structures_of(people, ["party_member", "ethnicity"]):
        assert sum(bucket.listed for bucket in table.buckets) == table.listed == len(counted)
        assert sum(bucket.present for bucket in table.buckets) == table.present
        assert table.present == sum(one.present for one in counted)


@given(st.lists(members), st.integers(0, 100), st.integers(0, 20))
def test_data_that_come_in_never_turn_a_settled_gauge(people, share, tolerance):
    target = WOMEN | {"share_percent": share, "tolerance_percent": tolerance}
    complete = [one if one.female is not None else one._replace(female=True) for one in people]

    (before,), (after,) = gauges_of([target], people), gauges_of([target], complete)

    assert after.listed_reach is not Reach.UNKNOWN
    assert before.listed_reach in {after.listed_reach, Reach.UNKNOWN}


def test_a_long_list_is_counted_without_making_a_delegate_of_each_row(db: Database):
    enlist(db, 3)

    with db.reading() as session:
        composition(session, 1)
        assert not any(isinstance(row, Delegate) for row in session.identity_map.values())
