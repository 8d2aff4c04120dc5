"""The list as it is counted: one plain row per delegate who is proposed or approved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.attendance import present_ids
from conference.delegates import Delegate, DelegateGroup, ListState, Sex, Unit
from conference.identity import Conference

NEVER_KEPT_UNASKED = ("ethnicity", "party_member")
"""Sensitive columns: counted only if the organiser has chosen to keep them."""


class Member(NamedTuple):
    """What is counted of a delegate. None and "" mean that there is no data, never "no"."""

    group_id: int
    group_key: str
    counted: bool
    approved: bool
    present: bool
    unit: str
    unit_as_given: str
    female: bool | None = None
    direct_producer: bool | None = None
    party_member: bool | None = None
    ethnicity: str = ""
    sector: str = ""
    education: str = ""
    political_theory: str = ""
    age: int | None = None


def members(session: Session, conference: Conference, sitting_id: int) -> list[Member]:
    """Give all who stand on the list; present is who came to this sitting and is approved.

    Who comes in another's place is a row of their own, and the other is withdrawn: a seat counts
    once.
    """
    kept, day = conference.kept_fields, conference.held_on
    here = present_ids(session, sitting_id)
    return [_member(row, kept, day, here) for row in session.execute(_ASKED)]


# Columns, not whole delegates: ten thousand rows are counted while a page is waited for.
_ASKED = (
    select(
        Delegate.id,
        Delegate.state,
        Delegate.unit_as_given,
        Delegate.sex,
        Delegate.birth_year,
        Delegate.birth_date,
        Delegate.direct_producer,
        Delegate.party_member,
        Delegate.ethnicity,
        Delegate.sector,
        Delegate.education,
        Delegate.political_theory,
        Delegate.group_id,
        DelegateGroup.key.label("group_key"),
        DelegateGroup.counted,
        Unit.name.label("unit"),
    )
    .join(DelegateGroup, Delegate.group_id == DelegateGroup.id)
    .join(Unit, Delegate.unit_id == Unit.id)
    .where(Delegate.state != ListState.WITHDRAWN)
)


def _member(row: Any, kept: Sequence[str], day: dt.date, here: set[int]) -> Member:
    approved = row.state is ListState.APPROVED
    born = row.birth_year or (row.birth_date.year if row.birth_date else None)
    return Member(
        group_id=row.group_id,
        group_key=row.group_key,
        counted=row.counted,
        approved=approved,
        present=approved and row.id in here,
        unit=row.unit,
        unit_as_given=row.unit_as_given or row.unit,
        female=None if row.sex is Sex.UNKNOWN else row.sex is Sex.FEMALE,
        direct_producer=row.direct_producer,
        party_member=row.party_member if "party_member" in kept else None,
        ethnicity=row.ethnicity if "ethnicity" in kept else "",
        sector=row.sector,
        education=row.education,
        political_theory=row.political_theory,
        age=None if born is None else day.year - born,
    )
