"""A pairing code is eight digits, lives ten minutes and works once; only hashes are kept."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.journal import JournalEntry
from conference.stations import (
    PAIRING_TIME,
    PairingCodeUnknown,
    ScreenCodeUnknown,
    Station,
    StationKind,
    StationNameMissing,
    add_station,
    all_stations,
    pair_station,
    station_of,
)
from tests.factories import AT, BY, all_rows, at_one_instant, make_station


def add(db, name="Quầy 1"):
    return db.write(lambda s: add_station(s, name=name, kind=StationKind.KIOSK, at=AT, by=BY))


def pair(db, code, at=AT):
    return db.write(lambda s: pair_station(s, pairing_code=code, at=at))


def holder(db, token):
    with db.reading() as session:
        return station_of(session, token)


def test_a_device_that_redeems_the_code_is_the_station_from_then_on(db):
    offer = add(db)

    name, token = pair(db, offer.pairing_code)

    assert len(offer.pairing_code) == 8
    assert offer.pairing_code.isdigit()
    assert offer.expires == AT + PAIRING_TIME
    assert name == "Quầy 1"
    assert holder(db, token).id == offer.station_id
    kinds = [entry.kind for entry in all_rows(db, JournalEntry)][-2:]
    assert kinds == ["StationAdded", "StationPaired"]


def test_a_code_works_once_even_for_two_devices_at_one_instant(db):
    code = add(db).pairing_code

    outcomes = at_one_instant([lambda: pair(db, code)] * 2)

    assert [type(one) for one in outcomes].count(PairingCodeUnknown) == 1
    with pytest.raises(PairingCodeUnknown):
        pair(db, code)


@pytest.mark.parametrize(
    ("late", "works"), [(dt.timedelta(0), True), (dt.timedelta(milliseconds=1), False)]
)
def test_a_code_lives_ten_minutes(db, late, works):
    code = add(db).pairing_code

    outcome = at_one_instant([lambda: pair(db, code, at=AT + PAIRING_TIME + late)])[0]

    assert isinstance(outcome, tuple) is works


@pytest.mark.parametrize("code", ["", "00000000x", "12345678901", "\x00"])
def test_a_wrong_code_opens_nothing(db, code):
    add(db)

    with pytest.raises(PairingCodeUnknown):
        pair(db, code)


def test_a_screens_wrong_code_is_told_where_screens_get_theirs(db):
    with pytest.raises(ScreenCodeUnknown) as refused:
        db.write(lambda s: pair_station(s, pairing_code="12345678", at=AT, for_screen=True))

    assert "Điều hành" in refused.value.sentence
    assert "quầy" not in refused.value.sentence.lower()


def test_neither_code_nor_token_can_be_read_from_the_database(db):
    offer = add(db)
    kept_code = all_rows(db, Station)[0].pairing_hash
    _, token = pair(db, offer.pairing_code)

    (row,) = all_rows(db, Station)
    assert offer.pairing_code not in kept_code
    assert token not in row.token_hash
    assert (row.pairing_hash, row.pairing_expires, row.paired_at) == (None, None, AT)


def test_an_unknown_or_empty_token_is_no_station(db):
    make_station(db)

    assert holder(db, "guess") is None
    assert holder(db, "") is None


def test_station_names_are_tidy_unique_and_in_the_order_they_were_named(db):
    make_station(db, "  Quầy   2 ")
    add(db, "Quầy 1")

    with db.reading() as session:
        names = [station.name for station in all_stations(session)]

    assert names == ["Quầy 2", "Quầy 1"]
    with pytest.raises(StationNameMissing):
        add(db, " \t")


def test_a_station_that_nobody_paired_in_time_gets_a_new_code_and_the_old_one_dies(db):
    first = add(db)

    second = add(db)

    assert second.station_id == first.station_id
    with pytest.raises(PairingCodeUnknown):
        pair(db, first.pairing_code)
    assert pair(db, second.pairing_code)[0] == "Quầy 1"


def test_a_lost_tablet_is_replaced_and_knows_nothing_any_more(db):
    _, lost = pair(db, add(db).pairing_code)

    offer = add(db)
    still_there = holder(db, lost)
    _, new = pair(db, offer.pairing_code)

    assert still_there is not None
    assert holder(db, lost) is None
    assert holder(db, new).id == offer.station_id
