"""Who does now what an award block plans: whoever was planned, or was decided on instead."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.awards import AwardBlock
from conference.delegates import Delegate
from conference.standing_in.records import PlaceDecision, PlaceFate, PlaceKind


@dataclass(frozen=True)
class Substitute:
    """Who does it in somebody's place, in the words of the list."""

    address: str
    name: str
    position: str
    unit: str


@dataclass(frozen=True)
class Acting:
    """Who does it: `words` as plan or decision say them, "" for nobody.

    Where a `substitute` does it, `words` are of whomever that one stands in for.
    """

    words: str
    substitute: Substitute | None = None


def acting(session: Session, block: AwardBlock, kind: PlaceKind) -> Acting:
    """Give who reads out, hands over or gives flowers of a block, by the newest decision."""
    planned = {
        PlaceKind.READER: block.reader,
        PlaceKind.PRESENTER: block.presenter,
        PlaceKind.FLOWER_GIVER: block.flower_giver,
    }[kind]
    decided = _decided(session, f"{kind}:{block.id}")
    if decided is None:
        return Acting(planned)
    if decided.fate is PlaceFate.GIVE_TO:
        one = session.get_one(Delegate, decided.substitute_id)
        substitute = Substitute(one.address, one.full_name, one.position, one.unit.name)
        return Acting(planned, substitute)
    return Acting(decided.words if decided.fate is PlaceFate.SOMEONE_ELSE else "")


def _decided(session: Session, place: str) -> PlaceDecision | None:
    of_place = select(PlaceDecision).where(PlaceDecision.place == place)
    return session.scalar(of_place.order_by(PlaceDecision.id.desc()).limit(1))
