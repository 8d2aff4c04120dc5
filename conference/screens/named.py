"""The named screens: stations of kind SCREEN, each told which view it shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.journal import record
from conference.refusals import NotFound
from conference.screens.records import ScreenForgotten, ScreenSwitched, ScreenView, View
from conference.stations import (
    PairingOffer,
    Station,
    StationKind,
    add_station,
    named_station,
    rename_station,
    station_of,
)

FIRST_VIEW = View.HALL
"""What a screen shows that nobody switched yet: nothing on it is secret."""


@dataclass(frozen=True)
class NamedScreen:
    """A screen with a name; `code_until` is when its unused pairing code ends."""

    id: int
    name: str
    view: View
    since: dt.datetime | None
    paired: bool
    code_until: dt.datetime | None


def add_screen(
    session: Session, *, name: str, view: View | None, at: dt.datetime, by: str
) -> PairingOffer:
    """Name a screen, say what it shows, and draw its pairing code; one that is there gets another.

    Without a view it shows what it did; a new one, or one that was forgotten, what is public.

    Raises:
        StationNameMissing: the name cannot serve.
        StationNameTaken: a station that is no screen has it.
    """
    known = named_station(session, name)
    # What a screen showed that has become a desk meanwhile says nothing of this one.
    was_screen = known is not None and known.kind is StationKind.SCREEN
    offer = add_station(session, name=name, kind=StationKind.SCREEN, at=at, by=by)
    shown = session.get(ScreenView, offer.station_id) if was_screen else None
    stands = shown.view if shown is not None and not shown.forgotten else FIRST_VIEW
    _show(session, offer.station_id, view or stands, at=at, by=by)
    return offer


def pair_screen_again(
    session: Session, station_id: int, *, at: dt.datetime, by: str
) -> PairingOffer:
    """Draw another pairing code; the device that is the screen now stays it until this is used.

    Raises:
        NotFound: there is no such screen.
    """
    station = _screen(session, station_id)
    return add_station(session, name=station.name, kind=StationKind.SCREEN, at=at, by=by)


def switch_screen(
    session: Session, station_id: int, *, view: View, at: dt.datetime, by: str
) -> bool:
    """Let a screen show another view; give whether it showed something else.

    Raises:
        NotFound: there is no such screen.
    """
    _screen(session, station_id)
    return _show(session, station_id, view, at=at, by=by)


def rename_screen(
    session: Session, station_id: int, *, name: str, at: dt.datetime, by: str
) -> bool:
    """Call a screen otherwise; give whether that is new.

    Raises:
        NotFound: there is no such screen.
        StationNameMissing: the name cannot serve.
        StationNameTaken: another station has it.
    """
    _screen(session, station_id)
    return rename_station(session, station_id, name=name, at=at, by=by)


def forget_screen(session: Session, station_id: int, *, at: dt.datetime, by: str) -> None:
    """Take a screen off the list; its device and its codes open nothing from now on.

    Raises:
        NotFound: there is no such screen, or it was forgotten already.
    """
    station = _screen(session, station_id)
    station.token_hash = station.pairing_hash = station.pairing_expires = None
    shown = session.get(ScreenView, station_id)
    if shown is None:
        shown = ScreenView(station_id=station_id, view=FIRST_VIEW, since=at)
        session.add(shown)
    shown.forgotten = True
    record(session, ScreenForgotten(station_id=station_id), at=at, by=by)


def named_screens(session: Session) -> list[NamedScreen]:
    """Give every screen in the order they were named, those of the office's page too."""
    return [_words(station, shown) for station, shown in session.execute(_SCREENS)]


def screen_of(session: Session, token: str) -> NamedScreen | None:
    """Give the screen that holds this token; None where it is no screen's, or it was forgotten."""
    station = station_of(session, token)
    if station is None or station.kind is not StationKind.SCREEN:
        return None
    shown = session.get(ScreenView, station.id)
    return None if shown is not None and shown.forgotten else _words(station, shown)


_SCREENS = (
    select(Station, ScreenView)
    .outerjoin(ScreenView, ScreenView.station_id == Station.id)
    .where(Station.kind == StationKind.SCREEN, ScreenView.forgotten.is_not(True))
    .order_by(Station.id)
)


def _words(station: Station, shown: ScreenView | None) -> NamedScreen:
    return NamedScreen(
        id=station.id,
        name=station.name,
        view=shown.view if shown else FIRST_VIEW,
        since=shown.since if shown else None,
        paired=station.token_hash is not None,
        code_until=station.pairing_expires,
    )


def _screen(session: Session, station_id: int) -> Station:
    station = session.get(Station, station_id)
    shown = session.get(ScreenView, station_id)
    if station is None or station.kind is not StationKind.SCREEN or (shown and shown.forgotten):
        raise NotFound
    return station


def _show(session: Session, station_id: int, view: View, *, at: dt.datetime, by: str) -> bool:
    shown = session.get(ScreenView, station_id)
    if shown is not None and shown.view is view and not shown.forgotten:
        return False
    if shown is None:
        shown = ScreenView(station_id=station_id)
        session.add(shown)
    shown.view, shown.since, shown.forgotten = view, at, False
    record(session, ScreenSwitched(station_id=station_id, view=view.value), at=at, by=by)
    return True
