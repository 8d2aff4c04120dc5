"""Everything that a screen or a paper tells of arrivals, as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.arrivals.quorum import Quorum, quorum_of
from conference.arrivals.reading import Scans
from conference.arrivals.tally import Count, Tally
from conference.clock import to_ms
from conference.delegates import DelegateGroup, Unit, all_groups, all_units
from conference.doors import the_door
from conference.identity import sitting_at, the_conference
from conference.rooms import Snapshot
from conference.stations import Station


@dataclass(frozen=True)
class Names:
    """How groups and units are called, in the order in which lists have them."""

    groups: Mapping[int, DelegateGroup]
    units: Mapping[int, Unit]


@dataclass
class Counted:
    """What was read and counted, and what it is called."""

    tally: Tally
    names: Names
    scans: Scans


def read_names(session: Session) -> Names:
    """Read how groups and units are called."""
    return Names(
        {one.id: one for one in all_groups(session)}, {one.id: one for one in all_units(session)}
    )


def shown(session: Session, counted: Counted, now: dt.datetime) -> Snapshot:
    """Give all figures of the sitting that attendance counts for now."""
    tally, names = counted.tally, counted.names
    sitting = sitting_at(the_conference(session), now)
    return {
        "sitting": {"id": sitting.id, "name": sitting.name},
        "total": count_words(tally.total),
        "counted": count_words(tally.counted),
        "groups": list(_groups(tally, names)),
        "units": list(_units(tally, names)),
        "lanes": _lanes(session, tally, counted.scans),
        "curve": _curve(tally),
        "quorum": _quorum(session, tally),
    }


def count_words(count: Count) -> dict[str, int]:
    """Give a count's numbers by their names."""
    names = ("listed", "came", "present", "left", "excused", "withdrawn", "absent")
    return {name: getattr(count, name) for name in names}


def _groups(tally: Tally, names: Names) -> Iterable[dict[str, Any]]:
    for group in names.groups.values():
        words = {"id": group.id, "name": group.name, "counted": group.counted}
        yield words | {"colour": group.colour} | count_words(tally.groups[group.id])


def _units(tally: Tally, names: Names) -> Iterable[dict[str, Any]]:
    """Give the units of whom somebody is or was on the list."""
    for unit in names.units.values():
        count = tally.units.get(unit.id)
        if count is not None and (count.listed or count.excused):
            heads = [_head(tally, *head) for head in tally.heads.get(unit.id, {}).items()]
            yield {"id": unit.id, "name": unit.name, "heads": heads} | count_words(count)


def _head(tally: Tally, delegate_id: int, name: str) -> dict[str, Any]:
    stay = tally.stay_of(delegate_id)
    state = "absent" if stay is None else "present" if stay.inside else "left"
    return {"id": delegate_id, "name": name, "state": state}


def _lanes(session: Session, tally: Tally, scans: Scans) -> list[dict[str, Any]]:
    """Give each station through which somebody came or at which something was scanned."""
    names = dict(session.execute(select(Station.id, Station.name)).all())
    used = {lane for lane, came in tally.lanes.items() if came}
    used |= {lane for lane, minutes in scans.lanes.items() if minutes}
    return [
        {
            "id": lane,
            "name": names.get(lane, ""),
            "came": tally.lanes[lane],
            "minutes": sorted(scans.lanes.get(lane, {}).items()),
        }
        for lane in sorted(used, key=lambda lane: (lane == 0, lane))
    ]


def _curve(tally: Tally) -> list[tuple[int, int, int, int]]:
    """Give minute in ms, who came in it, who was inside after it, and how many of the quorum."""
    known = tally.came.keys() | tally.net.keys()
    minutes = sorted(minute for minute in known if _moved(tally, minute))
    inside = accumulate(tally.net[minute] for minute in minutes)
    of_base = accumulate(tally.base_net[minute] for minute in minutes)
    came = (tally.came[minute] for minute in minutes)
    return list(zip(minutes, came, inside, of_base, strict=True))


def _moved(tally: Tally, minute: int) -> bool:
    return bool(tally.came[minute] or tally.net[minute] or tally.base_net[minute])


def _quorum(session: Session, tally: Tally) -> dict[str, Any] | None:
    percent = the_door(session).quorum_percent
    if percent is None:
        return None
    return quorum_words(quorum_of(tally.moves, tally.base, percent=percent, whole=tally.base_size))


def quorum_words(quorum: Quorum) -> dict[str, Any]:
    """Give a quorum as screens read it."""
    return {
        "base": quorum.base,
        "percent": quorum.percent,
        "whole": quorum.whole,
        "needed": quorum.needed,
        "present": quorum.present,
        "reached": quorum.reached,
        "first_ms": to_ms(quorum.first_at) if quorum.first_at else None,
        "since_ms": to_ms(quorum.since) if quorum.since else None,
    }
