"""The approved list: found without accents, by initials, unit or card; counted by group."""

from __future__ import annotations

import pytest

from conference.delegates import (
    CodeState,
    Delegate,
    EntryCode,
    ListState,
    NewDelegate,
    Unit,
    add_delegates,
    all_groups,
    find_delegates,
    invitations,
    issue_invitations,
    listed_by_group,
)
from conference.journal import JournalEntry
from tests.factories import (
    AT,
    BY,
    GROUP,
    GUESTS,
    all_rows,
    make_conference,
    make_delegates,
)

NAMES = ("Đặng Thị Ánh", "Nguyễn Văn Tùng", "Lê Đăng An", "Trần Hòa", "H'Hen Niê", "Y Bion")


@pytest.fixture
def listed(db):
    """Six people of one unit."""
    return make_delegates(db, *NAMES, unit="Phòng Chuyển đổi số")


def found(db, query, **how):
    with db.reading() as session:
        return [row.full_name for row in session.scalars(find_delegates(query, **how))]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("dang", ["Lê Đăng An", "Đặng Thị Ánh"]),
        ("đặng", ["Đặng Thị Ánh", "Lê Đăng An"]),
        ("nvt", ["Nguyễn Văn Tùng"]),
        ("tung nguyen", ["Nguyễn Văn Tùng"]),
        ("hoà", ["Trần Hòa"]),
        ("0005", ["H'Hen Niê"]),
        ("h'hen", ["H'Hen Niê"]),
        ("Y", ["Y Bion"]),
        ("uyen", []),
        ("xyz", []),
    ],
)
def test_words_are_found_from_their_beginning_and_exact_accents_come_first(
    db, listed, typed, names
):
    assert found(db, typed) == names


@pytest.mark.parametrize("typed", ["", "  ", "chuyen doi so"])
def test_an_empty_query_and_a_shared_unit_give_all_in_vietnamese_order(db, listed, typed):
    assert found(db, typed) == [
        "Lê Đăng An", "Đặng Thị Ánh", "Y Bion", "Trần Hòa", "H'Hen Niê", "Nguyễn Văn Tùng",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["t%", "_uyen", "'; DROP TABLE delegate; --", "\\"])
def test_what_means_something_to_sql_means_nothing_here(db, listed, typed):
    found(db, typed)

    assert len(all_rows(db, Delegate)) == len(NAMES)


def test_one_group_can_be_asked_for(db):
    make_delegates(db, "Lê An", group=GROUP)
    make_delegates(db, "Lê Bình", group=GUESTS)
    with db.reading() as session:
        groups = all_groups(session)

    guests = next(group for group in groups if group.name == GUESTS)

    assert [group.name for group in groups] == [GUESTS, GROUP]
    assert found(db, "le", group_id=guests.id) == ["Lê Bình"]


def test_only_the_approved_are_counted_and_invited(empty_db):
    number = make_conference(empty_db)
    _an, binh = make_delegates(empty_db, "Lê An", "Lê Bình")
    empty_db.write(lambda s: setattr(s.get_one(Delegate, binh.id), "state", ListState.WITHDRAWN))

    issued = empty_db.write(
        lambda s: issue_invitations(s, conference_number=number, rehearsal=False, at=AT, by=BY)
    )

    assert issued == 1
    with empty_db.reading() as session:
        assert list(listed_by_group(session).values()) == [1]
        assert [card.name for card, _ in invitations(session)] == ["Lê An"]


def test_invitations_given_out_anew_replace_the_earlier_ones(db):
    (an,) = make_delegates(db, "Lê An")
    make_delegates(db, "Lê Bình")

    codes = {row.digits: row.state for row in all_rows(db, EntryCode)}

    assert codes[an.code] is CodeState.REPLACED
    assert sorted(codes.values()) == ["active", "active", "replaced"]
    assert all_rows(db, JournalEntry)[-1].payload == {"count": 2}


def test_a_name_is_kept_tidy_and_its_unit_made_once(db):
    make_delegates(db, "  Lê   An ", "Nguye\u0302\u0303n Bình", unit=" Văn phòng  Sở")

    names = [row.full_name for row in all_rows(db, Delegate)]

    assert names == ["Lê An", "Nguyễn Bình"]
    assert [unit.name for unit in all_rows(db, Unit)] == ["Văn phòng Sở"]


def test_card_numbers_go_on_beyond_ten_thousand_and_stay_in_order(db):
    people = [NewDelegate("Lê An", "Văn phòng Sở", GROUP)]
    db.write(lambda s: add_delegates(s, people, at=AT, by=BY))
    db.write(lambda s: setattr(s.get_one(Delegate, 1), "card_number", "9998"))

    for _ in range(4):
        db.write(lambda s: add_delegates(s, people, at=AT, by=BY))
    make_delegates(db, "Lê Bình")

    with db.reading() as session:
        numbers = [card.card_number for card, _ in invitations(session)]
    assert numbers == ["9998", "9999", "10000", "10001", "10002", "10003"]
