"""The office changes the conference's own words; what still waits for a day is named."""

from __future__ import annotations

import unicodedata

import pytest

from conference.identity import (
    Conference,
    NoConference,
    TitleMissing,
    blank_title_lines,
    describe_conference,
    the_conference,
)
from tests.conference.list.acting import do, facts


def describe(db, **changes):
    return do(db, describe_conference, changes)


def read(db):
    with db.reading() as session:
        return the_conference(session)


def test_only_what_differs_is_changed_and_recorded(db):
    before = read(db)

    changed = describe(db, name=before.name, capacity=150, contact="0225 3747 321")

    assert sorted(changed) == ["capacity", "contact"]
    assert (read(db).capacity, read(db).contact) == (150, "0225 3747 321")
    assert describe(db, capacity=150) == []
    assert len(facts(db, "ConferenceDescribed")) == 1


def test_words_are_kept_in_one_spelling_and_empty_lines_fall_away(db):
    apart = unicodedata.normalize("NFD", "HỘI NGHỊ ")

    describe(db, title_lines=[apart, "", " "], venue_lines=["Hội trường tầng 1 "], host="SỞ  A")

    now = read(db)
    assert now.title_lines == ["HỘI NGHỊ"]
    assert (now.venue_lines, now.host) == (["Hội trường tầng 1"], "SỞ A")


def test_who_signs_for_another_stands_on_a_second_line(db):
    describe(db, signer_office=" KT. GIÁM  ĐỐC\r\n\nPHÓ GIÁM ĐỐC ")

    assert read(db).signer_office == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"


def test_a_title_line_keeps_the_blanks_that_the_plan_has_in_it(db):
    describe(db, title_lines=["LẦN THỨ VI  -  GIAI ĐOẠN 2025-2030"])

    assert read(db).title_lines == ["LẦN THỨ VI  -  GIAI ĐOẠN 2025-2030"]


def test_titles_of_merged_conferences_are_kept_or_taken_out_whole(db):
    kept = {"name": "Đại hội", "form": "", "title_lines": ["ĐẠI HỘI", ""]}
    gone = {"name": " ", "form": "", "title_lines": [" "]}

    describe(db, further_titles=[kept, gone])

    assert read(db).further_titles == [{"name": "Đại hội", "form": "", "title_lines": ["ĐẠI HỘI"]}]
    with pytest.raises(TitleMissing):
        describe(db, further_titles=[kept | {"title_lines": []}])


def test_what_the_office_may_not_change_stays(db):
    number = read(db).number

    assert describe(db, number="999", rehearsal=True) == []
    assert (read(db).number, read(db).rehearsal) == (number, False)


@pytest.mark.parametrize("changes", [{"name": " "}, {"title_lines": []}, {"title_lines": [" "]}])
def test_without_a_name_or_a_title_line_nothing_changes(db, changes):
    with pytest.raises(TitleMissing):
        describe(db, contact="Mới", **changes)

    assert read(db).contact == "Văn phòng Sở"


def test_an_empty_database_has_nothing_to_describe(empty_db):
    with pytest.raises(NoConference):
        describe(empty_db, name="Hội nghị")


@pytest.mark.parametrize(
    "line",
    [
        "Hải Phòng, ngày … tháng 8 năm 2025", "Đại Sơn, ngày... tháng 8 năm 2025",
        "ngày ___ tháng 8", "Hải Phòng, ngày  tháng 8 năm 2025", "tháng năm 2025",
    ],
)  # fmt: skip
def test_a_line_with_a_gap_still_waits(line):
    assert blank_title_lines(Conference(title_lines=["HỘI NGHỊ", line], further_titles=[])) == [
        line
    ]


def test_a_full_line_waits_for_nothing_and_merged_conferences_are_looked_at_too():
    further = [{"title_lines": ["ĐẠI HỘI LẦN THỨ …"]}, {"name": "Không có dòng tiêu đề"}]
    full = ["HỘI NGHỊ", "Hải Phòng, ngày 20 tháng 8 năm 2025", "LẦN THỨ VI. GIAI ĐOẠN 2025-2030"]

    assert blank_title_lines(Conference(title_lines=full, further_titles=[])) == []
    assert blank_title_lines(Conference(title_lines=full, further_titles=further)) == [
        "ĐẠI HỘI LẦN THỨ …"
    ]
