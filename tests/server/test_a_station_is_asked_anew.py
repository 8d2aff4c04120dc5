"""Which station a device is, is asked of the records once, and again when it has changed."""

from __future__ import annotations

import pytest
from flask import Flask

from conference import stations
from conference.database import Database
from conference.stations import BadgePrinting, set_printing
from kiosk.routes import STATION_COOKIE, StationCards
from tests.factories import AT, BY, make_station


def asked(cards: StationCards, token: str) -> BadgePrinting:
    """How the station of this token prints, as a request is told."""
    cookie = {"Cookie": f"{STATION_COOKIE}={token}"}
    with Flask(__name__).test_request_context(headers=cookie):
        return cards.of_request().printing


def test_what_was_changed_while_it_was_read_is_not_kept(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    station, token = make_station(db)
    cards, read = StationCards(db), stations.station_of
    db.listen(cards.hear)

    def switched_off_meanwhile(session, token):
        before = read(session, token)
        db.write(
            lambda s: set_printing(s, station.id, printing=BadgePrinting.OFF, pool="", at=AT, by=BY)
        )
        return before

    monkeypatch.setattr(stations, "station_of", switched_off_meanwhile)
    first = asked(cards, token)
    monkeypatch.undo()

    assert (first, asked(cards, token)) == (BadgePrinting.ONCE, BadgePrinting.OFF)


def test_a_station_is_asked_for_once(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    _, token = make_station(db)
    cards = StationCards(db)
    asked(cards, token)
    monkeypatch.delattr(stations, "station_of")

    assert asked(cards, token) is BadgePrinting.ONCE
