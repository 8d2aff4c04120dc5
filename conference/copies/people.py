"""Who may sign in and which stations there are, taken from one conference into another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.identity import PeopleTakenOver, RehearsalEnded
from conference.journal import record
from conference.operators import Operator
from conference.remotes import Remote
from conference.screens import ScreenView
from conference.stations import Station


@dataclass(frozen=True)
class PeopleAndPlaces:
    """Operators, stations and what screens show, as rows of plain values by their names."""

    operators: dict[str, dict[str, Any]]
    stations: dict[str, dict[str, Any]]
    views: dict[str, dict[str, Any]]
    remotes: dict[tuple[str, dt.datetime], dict[str, Any]]
    """By the name and when it was made: the name of a revoked one may be given again."""


_OF_OPERATORS = ("full_name", "role", "password_hash", "pin_hash")
_SECRETS = ("token_hash", "pairing_hash")
_OF_STATIONS = (
    "kind",
    "pairing_hash",
    "pairing_expires",
    "token_hash",
    "paired_at",
    "pool",
    "printing",
)


_OF_VIEWS = ("view", "since", "forgotten")
_VIEWS = select(Station, ScreenView).join(ScreenView, ScreenView.station_id == Station.id)

_OF_REMOTES = ("token_hash", "by", "revoked_at")


def people_and_places(session: Session) -> PeopleAndPlaces:
    """Give who may sign in and which stations there are, with their secrets' hashes."""
    return PeopleAndPlaces(
        operators={
            one.sign_in_name: {name: getattr(one, name) for name in _OF_OPERATORS}
            for one in session.scalars(select(Operator))
        },
        stations={
            one.name: {name: getattr(one, name) for name in _OF_STATIONS}
            for one in session.scalars(select(Station))
        },
        views={
            station.name: {name: getattr(shown, name) for name in _OF_VIEWS}
            for station, shown in session.execute(_VIEWS)
        },
        remotes={
            (one.name, one.made_at): {name: getattr(one, name) for name in _OF_REMOTES}
            for one in session.scalars(select(Remote))
        },
    )


def keep_people_and_places(
    session: Session, kept: PeopleAndPlaces, *, at: dt.datetime, by: str
) -> None:
    """Take over what was changed in the rehearsal: new operators, passwords, paired stations.

    Nobody is removed: who was added to the real conference meanwhile stays.
    """
    _keep(session, kept)
    fact = RehearsalEnded(operators=len(kept.operators), stations=len(kept.stations))
    record(session, fact, at=at, by=by)


def take_people_over(session: Session, kept: PeopleAndPlaces, *, at: dt.datetime, by: str) -> None:
    """Let the operators and stations of the conference that was open work in this one too.

    Otherwise nobody could sign in to a conference that has just been made. Nobody is removed.
    """
    _keep(session, kept)
    fact = PeopleTakenOver(operators=len(kept.operators), stations=len(kept.stations))
    record(session, fact, at=at, by=by)


def _keep(session: Session, kept: PeopleAndPlaces) -> None:
    operators = {one.sign_in_name: one for one in session.scalars(select(Operator))}
    for sign_in_name, values in kept.operators.items():
        operator = operators.get(sign_in_name) or Operator(sign_in_name=sign_in_name)
        _set(operator, values)
        session.add(operator)
    _keep_stations(session, kept)
    _keep_remotes(session, kept)


def _keep_remotes(session: Session, kept: PeopleAndPlaces) -> None:
    """Take over remote controls, the revoked ones too: what opens nothing opens nothing there."""
    there = {(one.name, one.made_at): one for one in session.scalars(select(Remote))}
    for (name, made_at), values in kept.remotes.items():
        remote = there.get((name, made_at)) or Remote(name=name, made_at=made_at)
        _set(remote, values)
        session.add(remote)


def _keep_stations(session: Session, kept: PeopleAndPlaces) -> None:
    by_name = {one.name: one for one in session.scalars(select(Station))}
    # One that was renamed meanwhile is known by its device, if its name went to no other.
    by_token = {one.token_hash: one for one in by_name.values() if one.name not in kept.stations}
    found = {
        name: by_name.get(name) or by_token.get(values["token_hash"] or "") or Station()
        for name, values in kept.stations.items()
    }
    secrets = {values[name] for values in kept.stations.values() for name in _SECRETS} - {None}
    for station in by_name.values():
        # No two may hold one token, not even between two lines of SQL.
        if {station.token_hash, station.pairing_hash} & secrets:
            station.token_hash = station.pairing_hash = None
    session.flush()
    for name, station in found.items():
        station.name = name
        _set(station, kept.stations[name])
        session.add(station)
    session.flush()
    for name, values in kept.views.items():
        session.merge(ScreenView(station_id=found[name].id, **values))


def _set(row: Operator | Station | Remote, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
