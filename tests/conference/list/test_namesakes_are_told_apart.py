"""Two of one name are called one after the other: (A) and (B) tell them apart."""

from __future__ import annotations

from conference.delegates import card_of, mark_namesakes, namesakes, withdraw_delegates
from tests.conference.list.acting import add, add_one, change, do, facts, person, row


def sets(db):
    with db.reading() as session:
        return [[one.full_name for one in rows] for rows in namesakes(session)]


def marks(db, ids):
    return [row(db, one).namesake_mark for one in ids]


def test_two_spellings_of_one_sound_are_namesakes(db):
    add(db, person("Nguyễn Thị Hoà"), person("Nguyễn Thị Hòa"), person("NGUYỄN THỊ HÒA"))
    add(db, person("Nguyễn Thị Hoa"), person("Lê An"))

    assert sets(db) == [["Nguyễn Thị Hoà", "Nguyễn Thị Hòa", "NGUYỄN THỊ HÒA"]]


def test_numbers_and_letters_of_other_tongues_do_not_make_namesakes(db):
    add(db, person("Khách 1"), person("Khách 2"), person("Y Bhĭm"), person("Y Bhŭm"))

    assert sets(db) == []


def test_nameless_seats_and_the_withdrawn_are_nobodys_namesakes(db):
    _, gone = add(db, person("Lê An"), person("Lê An"))
    do(db, withdraw_delegates, [gone], reason="Bận")
    add(db, *(person("Đại diện Công ty A", named=False) for _ in range(2)))

    assert sets(db) == []


def test_each_gets_a_letter_once_and_the_name_stays_pure(db):
    ids = add(db, person("Lê An"), person("Lê An"), person("Trần Bình"))

    assert do(db, mark_namesakes) == 2
    assert do(db, mark_namesakes) == 0

    assert marks(db, ids) == ["A", "B", ""]
    assert facts(db, "NamesakesMarked") == [{"delegate_ids": ids[:2]}]
    card = card_of(row(db, ids[1]))
    assert (card.name, card.mark) == ("Lê An", "B")


def test_who_comes_later_gets_the_next_letter_and_nobody_loses_one(db):
    ids = add(db, person("Lê An"), person("Lê An"))
    do(db, mark_namesakes)
    do(db, withdraw_delegates, ids[:1], reason="Bận")
    later = [add_one(db, "Lê An"), add_one(db, "Lê An")]

    assert do(db, mark_namesakes) == 2
    assert marks(db, [*ids, *later]) == ["A", "B", "A", "C"]


def test_a_mark_that_two_share_is_given_anew_to_the_second(db):
    first = add(db, person("Lê An"), person("Lê An"))
    second = add(db, person("Vũ Chi"), person("Vũ Chi"))
    do(db, mark_namesakes)
    change(db, second[0], full_name="Lê An")

    assert do(db, mark_namesakes) == 1
    assert marks(db, [*first, second[0]]) == ["A", "B", "C"]


def test_more_namesakes_than_letters_have_marks_too(db):
    ids = add(db, *(person("Nguyễn Văn An") for _ in range(28)))

    do(db, mark_namesakes)

    assert marks(db, ids)[25:] == ["Z", "AA", "AB"]
