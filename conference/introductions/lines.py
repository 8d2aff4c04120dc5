"""The lines that introduce guests: who is in the hall, guests before hosts, once each.

Somebody is introduced who is in the hall, as reception has noted, and whom the stage manager has
put on the MC's list. The order is that of protocol and is fixed when introducing begins: who joins
later comes behind all others, so that no line moves while it is being read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.honoured_guests import GuestNow, GuestState, guests_now
from conference.identity import the_conference
from conference.introductions.offices import is_of_host, office_of
from conference.introductions.records import (
    GuestManner,
    Introduced,
    IntroductionList,
    IntroductionPlace,
)
from conference.names import fold
from conference.scripts import Speaker, abbreviations, read_out


@dataclass(frozen=True)
class Line:
    """One line as it is read: a guest by name, or a group.

    `late`: joined after introducing had begun (đến sau khi giới thiệu). `fresh`: still to be read
    and not on paper, or otherwise than on paper, although a list was frozen.
    """

    ids: tuple[int, ...]
    text: str
    by_name: bool
    introduced: bool = False
    late: bool = False
    fresh: bool = False

    @property
    def key(self) -> str:
        """By what a line is known again when its words or its members have changed."""
        return f"guest:{self.ids[0]}" if self.by_name else f"group:{fold(self.text)}"


@dataclass(frozen=True)
class Waiting:
    """A guest who has come and has no line: not in the hall yet, or not on the MC's list."""

    delegate_id: int
    name: str
    position: str
    unit: str
    state: GuestState
    came: dt.datetime | None
    listed: bool


@dataclass(frozen=True)
class Introduction:
    """Everything that the one who introduces needs; `frozen` is the newest list on paper."""

    lines: list[Line]
    waiting: list[Waiting]
    frozen: IntroductionList | None
    begun: bool


@dataclass(frozen=True)
class Manner:
    """How a guest is introduced, and whether the office or the rule says so."""

    by_name: bool = True
    group_line: str = ""
    said_of_host: bool | None = None


_USUAL = Manner()
_SPOKEN_TO = re.compile(r"^(?:đ/c|đồng chí|ông|bà)[.:,]?(?:\s+|$)", re.IGNORECASE)
"""What an honorific may begin with that says no more than the form of address."""


def introduction(session: Session, sitting_id: int, present_in: Sequence[int] = ()) -> Introduction:
    """Give the lines in the order in which they are read, and who waits.

    `present_in` are the sittings whose entries say who is in the hall (agenda.present_in); without
    them the sitting's own do.
    """
    guests = guests_now(session, *(present_in or (sitting_id,)))
    lists = frozen_lists(session, sitting_id)
    places = _places(session, sitting_id)
    lines = _Lines(session, sitting_id, places, on_paper(lists)).of(_in_order(session, guests))
    return Introduction(
        lines=lines,
        waiting=[_waiting(one) for one in guests if one.here and not is_read_out(one)],
        frozen=lists[-1] if lists else None,
        begun=bool(places),
    )


def is_read_out(one: GuestNow) -> bool:
    """Whether a guest has a line: in the hall, as reception noted, and on the MC's list."""
    on_list = one.guest.mc_ordinal is not None
    return one.here and on_list and one.state is GuestState.IN_HALL


def manners(session: Session) -> dict[int, Manner]:
    """Give how guests are introduced of whom somebody has said so, by the delegate's id."""
    return {
        row.delegate_id: Manner(row.by_name, row.group_line, row.of_host)
        for row in session.scalars(select(GuestManner))
    }


def introduced_ids(session: Session, sitting_id: int) -> set[int]:
    """Give the ids of those who were introduced in this sitting."""
    done = select(Introduced.delegate_id).where(Introduced.sitting_id == sitting_id)
    return set(session.scalars(done))


def frozen_lists(session: Session, sitting_id: int) -> list[IntroductionList]:
    """Give what stands on paper, the newest last: the last whole list and what follows it."""
    of_sitting = select(IntroductionList).where(IntroductionList.sitting_id == sitting_id)
    rows = list(session.scalars(of_sitting.order_by(IntroductionList.number)))
    whole = [nth for nth, row in enumerate(rows) if row.supplement_to is None]
    return rows[whole[-1] :] if whole else []


def on_paper(lists: Iterable[IntroductionList]) -> dict[str, dict[str, Any]]:
    """Give the lines as whoever holds all the sheets would read them, by their keys."""
    read: dict[str, dict[str, Any]] = {}
    for one in lists:
        for line in one.lines:
            if line["change"] == "gone":
                read.pop(line["key"], None)
            else:
                read[line["key"]] = line
    return read


def _in_order(session: Session, guests: Sequence[GuestNow]) -> list[GuestNow]:
    """Give who is read out: guests before hosts, each in protocol order."""
    host, said = the_conference(session).host, manners(session)

    def of_host(one: GuestNow) -> bool:
        delegate = one.guest.delegate
        return is_of_host(delegate, host, said=said.get(delegate.id, _USUAL).said_of_host)

    return sorted(filter(is_read_out, guests), key=of_host)


def _places(session: Session, sitting_id: int) -> dict[int, IntroductionPlace]:
    rows = select(IntroductionPlace).where(IntroductionPlace.sitting_id == sitting_id)
    return {row.delegate_id: row for row in session.scalars(rows)}


class _Lines:
    """Makes the lines of one sitting."""

    def __init__(
        self,
        session: Session,
        sitting_id: int,
        places: dict[int, IntroductionPlace],
        paper: dict[str, dict[str, Any]],
    ) -> None:
        self._places, self._paper, self._speaker = places, paper, Speaker(session)
        self._introduced = introduced_ids(session, sitting_id)
        self._manners = manners(session)
        self._table = abbreviations(session)

    def of(self, guests: Sequence[GuestNow]) -> list[Line]:
        """Give the lines of these guests, who stand in order."""
        placed = sorted(guests, key=self._place)
        together: dict[str, list[GuestNow]] = {}
        for one in placed:
            together.setdefault(self._belongs(one), []).append(one)
        return [self._line(some) for some in together.values()]

    def _place(self, one: GuestNow) -> tuple[bool, int]:
        """Whoever has no place yet comes behind all who have, in the given order."""
        place = self._places.get(one.guest.delegate_id)
        return (True, 0) if place is None else (False, place.ordinal)

    def _belongs(self, one: GuestNow) -> str:
        manner = self._manner(one)
        return str(one.guest.delegate_id) if manner.by_name else f"= {fold(manner.group_line)}"

    def _manner(self, one: GuestNow) -> Manner:
        return self._manners.get(one.guest.delegate_id, _USUAL)

    def _line(self, some: Sequence[GuestNow]) -> Line:
        first = some[0]
        by_name = self._manner(first).by_name
        text = self._by_name(first) if by_name else self._group(first)
        ids = tuple(one.guest.delegate_id for one in some)
        line = Line(
            ids=ids,
            text=text,
            by_name=by_name,
            # A group is introduced together: who joins it afterwards has been greeted too.
            introduced=not self._introduced.isdisjoint(ids),
            late=all(map(self._is_late, ids)),
        )
        return self._with_paper(line)

    def _with_paper(self, line: Line) -> Line:
        known = self._paper.get(line.key)
        otherwise = known is None or known["text"] != line.text
        fresh = bool(self._paper) and otherwise and not line.introduced
        return Line(**{**vars(line), "fresh": fresh})

    def _is_late(self, delegate_id: int) -> bool:
        place = self._places.get(delegate_id)
        return bool(self._places) if place is None else place.late

    def _by_name(self, one: GuestNow) -> str:
        guest = one.guest.delegate
        title = _SPOKEN_TO.sub("", guest.honorific)
        return self._speaker.say(
            "guest_by_name",
            # A name is never touched, whatever letters it is made of.
            address=self._read(f"{guest.address} {title}".strip()) if guest.named else "",
            name=guest.full_name,
            office=self._read(office_of(guest.position, guest.unit.name)),
        )

    def _group(self, one: GuestNow) -> str:
        group = self._read(self._manner(one).group_line)
        return self._speaker.say("guest_group", group=group)

    def _read(self, words: str) -> str:
        # These words stand inside a sentence: none of them begins it.
        return read_out(self._table, f", {words}").removeprefix(", ")


def _waiting(one: GuestNow) -> Waiting:
    delegate = one.guest.delegate
    return Waiting(
        delegate_id=delegate.id,
        name=delegate.full_name,
        position=delegate.position,
        unit=delegate.unit.name,
        state=one.state,
        came=one.arrived_at,
        listed=one.guest.mc_ordinal is not None,
    )
