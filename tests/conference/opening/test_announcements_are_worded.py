"""The office words the announcements; without words of its own there are the formal ones."""

from __future__ import annotations

import pytest

from conference.journal import JournalEntry
from conference.opening import (
    FIRST_ANNOUNCEMENTS,
    AnnouncementsChanged,
    AnnouncementTooLong,
    AnnouncementUnclear,
    Wording,
    before_the_start,
    set_wordings,
    wordings,
)
from conference.opening.records import WORDS_LENGTH
from tests.factories import AT, BY, all_rows

OWN = [Wording(10, "Kính mời đại biểu vào hội trường."), Wording(1, "Xin giữ trật tự.")]


def now(db):
    with db.reading() as session:
        return wordings(session)


def word(db, wanted, seen=None):
    shown = now(db) if seen is None else seen
    return db.write(lambda s: set_wordings(s, wanted, seen=shown, at=AT, by=BY))


def test_the_first_ones_are_at_15_5_and_2_minutes(db):
    assert [one.minutes_before for one in now(db)] == [15, 5, 2]
    assert now(db) == list(FIRST_ANNOUNCEMENTS)


def test_own_words_take_their_place_in_the_order_of_time(db):
    changed = word(db, OWN[::-1])

    assert (changed, now(db)) == (True, OWN)
    assert [entry.kind for entry in all_rows(db, JournalEntry)][-1] == "AnnouncementsWorded"
    assert word(db, OWN) is False


def test_an_office_that_takes_them_all_away_announces_nothing(db):
    assert word(db, []) is True

    assert now(db) == []
    assert word(db, []) is False


def test_nothing_is_announced_before_a_start_without_announcements(db):
    word(db, [])

    with db.reading() as session:
        before = before_the_start(session, 1)

    assert before is not None
    assert before.announcements == ()


def test_the_first_ones_come_back_as_they_were(db):
    word(db, [])

    assert word(db, FIRST_ANNOUNCEMENTS) is True
    assert now(db) == list(FIRST_ANNOUNCEMENTS)


@pytest.mark.parametrize(
    "wanted",
    [
        [Wording(5, " ")],
        [Wording(0, "Kính mời")],
        [Wording(121, "Kính mời")],
        [Wording(5, "Kính mời"), Wording(5, "Xin mời")],
    ],
)
def test_what_cannot_be_announced_is_refused_whole(db, wanted):
    with pytest.raises(AnnouncementUnclear):
        word(db, wanted)

    assert now(db) == list(FIRST_ANNOUNCEMENTS)


def test_a_speech_is_no_announcement(db):
    with pytest.raises(AnnouncementTooLong):
        word(db, [Wording(5, "a" * (WORDS_LENGTH + 1))])


def test_the_slower_of_two_who_word_them_is_told(db):
    seen = now(db)
    word(db, OWN)

    with pytest.raises(AnnouncementsChanged):
        word(db, [Wording(3, "Kính mời")], seen=seen)
    assert word(db, OWN, seen=seen) is False
