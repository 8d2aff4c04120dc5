"""Another conference is opened: when it may be, and who may work in it."""

from __future__ import annotations

import pytest

from conference.copies import (
    AnotherNotNow,
    ConferenceInUse,
    copy_for_rehearsal,
    people_and_places,
    refuse_another_now,
    take_people_over,
)
from conference.journal import JournalEntry
from conference.operators import Role, all_operators, find_operator
from conference.screens import View, add_screen, named_screens, rename_screen, screen_of
from conference.stations import all_stations, pair_station, station_of
from tests.factories import (
    AT,
    BY,
    all_rows,
    cue,
    make_conference,
    make_database,
    make_delegates,
    make_operator,
    make_programme,
    make_station,
    reopen,
    scan,
)


@pytest.fixture
def other(tmp_path):
    """A conference that has just been made, in a file of its own."""
    opened = make_database(tmp_path, "other.sqlite")
    make_conference(opened)
    yield opened
    opened.close()


def take_over(db, other):
    with db.reading() as session:
        kept = people_and_places(session)
    other.write(lambda s: take_people_over(s, kept, at=AT, by=BY))


def refuse(db, **more):
    with db.reading() as session:
        refuse_another_now(session, **more)


def test_operators_and_paired_stations_work_in_the_new_one_too(db, other):
    make_operator(db, "mien", Role.ADMIN)
    _, token = make_station(db)

    take_over(db, other)

    with other.reading() as session:
        operator, station = find_operator(session, "mien"), station_of(session, token)
    assert operator is not None
    assert (operator.role, operator.password_hash) == (Role.ADMIN, "$argon2id$not-a-real-one")
    assert station is not None
    entry = all_rows(other, JournalEntry)[-1]
    assert (entry.kind, entry.payload) == ("PeopleTakenOver", {"operators": 1, "stations": 1})


def test_nobody_of_the_new_one_is_removed_and_twice_changes_nothing(db, other):
    make_operator(other, "binh")
    make_operator(db, "mien")

    take_over(db, other)
    take_over(db, other)

    with other.reading() as session:
        names = sorted(one.sign_in_name for one in all_operators(session))
        stations = all_stations(session)
    assert names == ["binh", "mien"]
    assert list(stations) == []


def test_a_station_of_the_new_one_alone_keeps_its_device(db, other):
    make_station(db)
    _, token = make_station(other, "Bàn của hội nghị mới")

    take_over(db, other)

    with other.reading() as session:
        station = station_of(session, token)
    assert station is not None
    assert station.name == "Bàn của hội nghị mới"


def test_a_renamed_screen_is_the_same_device_and_shows_the_same(db, other):
    offer = db.write(lambda s: add_screen(s, name="Bục", view=View.MC, at=AT, by=BY))
    _, token = db.write(lambda s: pair_station(s, pairing_code=offer.pairing_code, at=AT))
    take_over(db, other)
    db.write(lambda s: rename_screen(s, offer.station_id, name="Màn MC", at=AT, by=BY))

    take_over(db, other)

    with other.reading() as session:
        screens, holder = named_screens(session), screen_of(session, token)
    assert [(one.name, one.view, one.paired) for one in screens] == [("Màn MC", View.MC, True)]
    assert holder is not None
    assert holder.name == "Màn MC"


def test_a_name_that_went_to_another_device_goes_with_it(db, other):
    first, second = (
        db.write(lambda s, n=name: add_screen(s, name=n, view=View.HALL, at=AT, by=BY))
        for name in ("Trái", "Phải")
    )
    tokens = [
        db.write(lambda s, c=offer.pairing_code: pair_station(s, pairing_code=c, at=AT))[1]
        for offer in (first, second)
    ]
    take_over(db, other)
    for station, name in ((first, "Cũ"), (second, "Trái"), (first, "Phải")):
        number = station.station_id
        db.write(lambda s, i=number, n=name: rename_screen(s, i, name=n, at=AT, by=BY))

    take_over(db, other)

    with other.reading() as session:
        names = [screen_of(session, token).name for token in tokens]
    assert names == ["Phải", "Trái"]


def test_before_and_after_its_programme_a_conference_may_be_left(db):
    make_programme(db, 10)

    refuse(db)
    cue(db, "start")
    with pytest.raises(AnotherNotNow):
        refuse(db, although_begun=True)
    cue(db, "finish")

    refuse(db)


def test_while_delegates_come_it_takes_a_second_press(db):
    [an] = make_delegates(db, "Nguyễn Văn An")
    scan(db, an.code)

    with pytest.raises(ConferenceInUse) as refused:
        refuse(db)
    refuse(db, although_begun=True)

    assert refused.value.details == {"present": 1}


def test_a_rehearsal_is_ended_first(db, tmp_path):
    copy_for_rehearsal(tmp_path / "conference.sqlite", tmp_path / "rehearsal.sqlite", at=AT, by=BY)
    rehearsal = reopen(tmp_path, "rehearsal.sqlite")

    with pytest.raises(AnotherNotNow):
        refuse(rehearsal)

    rehearsal.close()
