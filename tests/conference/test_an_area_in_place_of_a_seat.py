"""Where no seats are numbered an area is: the door says it, and the badge carries it."""

from __future__ import annotations

import pytest

from conference.names import area_name
from tests.factories import badge_jobs, make_conference, make_delegates, scan


def test_who_has_an_area_and_no_seat_is_led_there(db):
    (one,) = make_delegates(db, "Nguyễn Văn An", area="B", address="ông")

    answer = scan(db, one.code)

    assert answer["sentence"] == {
        "vi": "Kính chào ông Nguyễn Văn An. Kính mời ông vào hội trường, khu vực B.",
        "en": "Welcome, Nguyễn Văn An. Please enter the hall, area B.",
    }
    assert (answer["delegate"]["seat"], answer["delegate"]["area"]) == ("", "B")


def test_with_both_the_area_is_said_first_as_an_usher_leads(db):
    (one,) = make_delegates(db, "Nguyễn Văn An", seat="A-12", area="Khu vực 1")

    scan(db, one.code)
    again = scan(db, one.code)

    assert again["verdict"] == "repeat"
    assert again["sentence"]["vi"].endswith("vào hội trường, khu vực 1, ghế A-12.")
    assert again["sentence"]["en"].endswith("enter the hall, area 1, seat A-12.")


def test_a_seat_left_from_before_counts_no_more_where_seats_are_not_numbered(empty_db):
    make_conference(empty_db, seats_numbered=False)
    (one,) = make_delegates(empty_db, "Nguyễn Văn An", seat="A-12", area="B")

    answer = scan(empty_db, one.code)

    (badge,) = badge_jobs(empty_db)
    assert (answer["delegate"]["seat"], answer["delegate"]["area"]) == ("", "B")
    assert "A-12" not in answer["sentence"]["vi"]
    assert (badge.words["seat"], badge.words["area"]) == ("", "B")


def test_the_badge_keeps_its_own_copy_of_the_area(db):
    (one,) = make_delegates(db, "Nguyễn Văn An", seat="A-12", area="Khu vực Sân khấu phụ")

    scan(db, one.code)

    (badge,) = badge_jobs(db)
    assert (badge.words["seat"], badge.words["area"]) == ("A-12", "Sân khấu phụ")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Khu vực B", "B"),
        ("khu vực  2", "2"),
        ("B", "B"),
        ("Dãy bên trái", "Dãy bên trái"),
        ("Khu vực", "Khu vực"),
        ("Lối khu vực 3", "Lối khu vực 3"),
        ("", ""),
    ],
)
def test_the_words_khu_vuc_are_said_once(written, said):
    assert area_name(written) == said
