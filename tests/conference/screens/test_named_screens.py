"""A screen has a name, a device and a view; what was forgotten opens nothing any more."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.refusals import NotFound
from conference.screens import (
    View,
    add_screen,
    forget_screen,
    named_screens,
    pair_screen_again,
    rename_screen,
    screen_of,
    switch_screen,
)
from conference.stations import (
    PAIRING_TIME,
    StationKind,
    StationNameMissing,
    StationNameTaken,
    add_station,
    all_stations,
    pair_station,
    rename_station,
)
from tests.conference.screens.shown import kinds
from tests.factories import AT, BY

LATER = AT + dt.timedelta(minutes=1)


def add(db, name="Bục MC", view=View.MC):
    return db.write(lambda s: add_screen(s, name=name, view=view, at=AT, by=BY))


def pair(db, offer):
    return db.write(lambda s: pair_station(s, pairing_code=offer.pairing_code, at=AT))[1]


def do(db, command, number, **more):
    return db.write(lambda s: command(s, number, at=LATER, by=BY, **more))


def screens(db):
    with db.reading() as session:
        return named_screens(session)


def holder(db, token):
    with db.reading() as session:
        return screen_of(session, token)


def test_a_new_screen_waits_for_its_device_and_then_shows_its_view(db):
    offer = add(db)
    [waiting] = screens(db)

    token = pair(db, offer)
    [paired] = screens(db)

    assert (waiting.paired, waiting.code_until) == (False, AT + PAIRING_TIME)
    assert (paired.paired, paired.code_until, paired.view) == (True, None, View.MC)
    assert holder(db, token) == paired
    assert kinds(db, 3) == ["StationAdded", "ScreenSwitched", "StationPaired"]


def test_a_screen_is_switched_once_whatever_is_pressed_twice(db):
    token = pair(db, add(db))
    number = screens(db)[0].id

    switched = [do(db, switch_screen, number, view=View.TIMER) for _ in range(2)]

    assert switched == [True, False]
    assert (holder(db, token).view, holder(db, token).since) == (View.TIMER, LATER)
    assert kinds(db, 2) == ["StationPaired", "ScreenSwitched"]


def test_a_screen_of_the_offices_page_is_one_too_and_shows_the_hall(db):
    offer = db.write(lambda s: add_station(s, name="Màn 1", kind=StationKind.SCREEN, at=AT, by=BY))

    [shown] = screens(db)

    assert (shown.id, shown.view, shown.since) == (offer.station_id, View.HALL, None)
    assert do(db, switch_screen, shown.id, view=View.LOBBY) is True


def as_a_desk(db, name, kind=StationKind.KIOSK):
    return db.write(lambda s: add_station(s, name=name, kind=kind, at=AT, by=BY))


def test_a_name_that_is_a_kiosks_is_refused(db):
    pair(db, as_a_desk(db, "Quầy 1"))
    number = add(db).station_id

    with pytest.raises(StationNameTaken):
        add(db, "Quầy  1")
    with pytest.raises(StationNameTaken):
        do(db, rename_screen, number, name="Quầy 1")
    with pytest.raises(StationNameMissing):
        do(db, rename_screen, number, name="  ")
    with pytest.raises(NotFound):
        do(db, switch_screen, 1, view=View.HALL)


@pytest.mark.parametrize("kind", [StationKind.KIOSK, StationKind.RECEPTION, StationKind.PRINT])
def test_a_screen_does_not_become_a_desk_in_the_middle_of_the_show(db, kind):
    token = pair(db, add(db))

    with pytest.raises(StationNameTaken):
        db.write(lambda s: add_station(s, name="Bục  MC", kind=kind, at=AT, by=BY))

    assert holder(db, token).view is View.MC


def test_a_desk_that_was_named_as_another_kind_is_named_again(db):
    for kind in (StationKind.KIOSK, StationKind.RECEPTION):
        db.write(lambda s, kind=kind: add_station(s, name="Quầy 1", kind=kind, at=AT, by=BY))

    with db.reading() as session:
        assert [one.kind for one in all_stations(session)] == [StationKind.RECEPTION]


def test_a_forgotten_screen_that_is_paired_behind_the_controls_back_shows_nothing(db):
    offer = add(db)
    do(db, forget_screen, offer.station_id)

    kind = StationKind.SCREEN
    token = pair(db, db.write(lambda s: add_station(s, name="Bục MC", kind=kind, at=AT, by=BY)))

    assert (holder(db, token), screens(db)) == (None, [])


def test_a_screen_named_again_without_a_view_shows_what_it_did_or_what_is_public(db):
    add(db)
    stays = add(db, view=None)
    kept = screens(db)[0].view
    do(db, forget_screen, stays.station_id)

    token = pair(db, add(db, view=None))

    assert (kept, holder(db, token).view) == (View.MC, View.HALL)
    assert [one.id for one in screens(db)] == [stays.station_id]


def test_a_renamed_screen_keeps_its_device(db):
    token = pair(db, add(db))
    number = screens(db)[0].id

    renamed = [do(db, rename_screen, number, name=" Màn  trái ") for _ in range(2)]

    assert renamed == [True, False]
    assert holder(db, token).name == "Màn trái"
    assert kinds(db, 1) == ["StationRenamed"]


def test_another_device_takes_its_place_and_the_first_is_nobody(db):
    first = pair(db, add(db))
    number = screens(db)[0].id

    offer = do(db, pair_screen_again, number)
    still = holder(db, first)
    second = pair(db, offer)

    assert still is not None
    assert (holder(db, first), holder(db, second).id) == (None, number)


@pytest.mark.parametrize("of_the_office", [False, True])
def test_a_forgotten_screen_opens_nothing_and_may_be_named_again(db, of_the_office):
    if of_the_office:
        kind = StationKind.SCREEN
        offer = db.write(lambda s: add_station(s, name="Bục MC", kind=kind, at=AT, by=BY))
    else:
        offer = add(db)
    token = pair(db, offer)

    do(db, forget_screen, offer.station_id)

    assert (screens(db), holder(db, token)) == ([], None)
    assert kinds(db, 1) == ["ScreenForgotten"]
    with pytest.raises(NotFound):
        do(db, forget_screen, offer.station_id)
    assert add(db).station_id == offer.station_id
    assert [one.paired for one in screens(db)] == [False]


def test_a_kiosk_and_a_stranger_are_no_screens(db):
    offer = db.write(lambda s: add_station(s, name="Quầy 1", kind=StationKind.KIOSK, at=AT, by=BY))
    token = pair(db, offer)

    assert (holder(db, token), holder(db, "guess"), screens(db)) == (None, None, [])
    with pytest.raises(NotFound):
        do(db, forget_screen, 99)
    with pytest.raises(NotFound):
        do(db, rename_station, 99, name="Không")


def test_a_kind_that_was_named_wrong_is_put_right_while_no_device_is_there(db):
    desk = as_a_desk(db, "Màn hình sảnh")

    screen = add(db, "Màn hình sảnh", view=None)

    assert screen.station_id == desk.station_id
    assert [(one.name, one.view) for one in screens(db)] == [("Màn hình sảnh", View.HALL)]


def test_the_name_of_a_forgotten_screen_may_be_a_desks_and_a_screens_again(db):
    offer = add(db)
    token = pair(db, offer)
    do(db, forget_screen, offer.station_id)
    as_a_desk(db, "Bục MC")
    between = screens(db)

    add(db, view=None)

    assert (between, holder(db, token)) == ([], None)
    assert [(one.id, one.view) for one in screens(db)] == [(offer.station_id, View.HALL)]


def test_a_screen_that_was_a_desk_meanwhile_shows_what_is_public(db):
    add(db)
    as_a_desk(db, "Bục MC")

    add(db, view=None)

    assert [one.view for one in screens(db)] == [View.HALL]
