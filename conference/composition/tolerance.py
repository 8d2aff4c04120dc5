"""How far a share may be from the plan's: no plan says so, the organiser does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from conference.identity import the_conference
from conference.journal import Fact, record
from conference.refusals import NotFound
from conference.rooms import kinds_of


@dataclass(frozen=True, kw_only=True)
class ToleranceSet(Fact):
    """The organiser said how far a share may be from the plan's."""

    target: str
    tolerance_percent: int


COMPOSITION_FACTS = kinds_of(ToleranceSet)


def set_tolerance(
    session: Session, key: str, tolerance_percent: int, *, at: dt.datetime, by: str
) -> int:
    """Set by how many points a share may differ; give what it was before. Twice changes nothing.

    Raises:
        NotFound: the plan names no share for this target.
    """
    conference = the_conference(session)
    targets = [dict(one) for one in conference.composition]
    target = next((one for one in targets if one["key"] == key), None)
    if target is None or target.get("share_percent") is None:
        raise NotFound
    before: int = target.get("tolerance_percent") or 0
    if before != tolerance_percent:
        target["tolerance_percent"] = tolerance_percent
        conference.composition = targets
        fact = ToleranceSet(target=key, tolerance_percent=tolerance_percent)
        record(session, fact, at=at, by=by)
    return before
