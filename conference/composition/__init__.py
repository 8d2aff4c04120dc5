"""Composition (cơ cấu): gauges against the plan, counts by attribute, quotas by unit and group.

Almost everything here is a question; units are allotted and merged by `conference.delegates`. It
warns and never blocks (ADR 0009).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from conference.composition.gauges import (
    Bucket,
    Gauge,
    Reach,
    Share,
    Structure,
    gauges_of,
    per_mille,
    structures_of,
)
from conference.composition.members import Member, members
from conference.composition.quotas import (
    By,
    Capacity,
    GroupQuota,
    Quota,
    QuotaTable,
    capacity_of,
    groups_table,
    units_table,
)
from conference.composition.tolerance import COMPOSITION_FACTS, ToleranceSet, set_tolerance
from conference.identity import sitting_at, the_conference
from conference.readiness import Check, Gate, Standing, some
from conference.refusals import N_

__all__ = [
    "COMPOSITION_FACTS",
    "Bucket",
    "By",
    "Capacity",
    "Composition",
    "Gauge",
    "GroupQuota",
    "Member",
    "Quota",
    "QuotaTable",
    "Reach",
    "Share",
    "Structure",
    "ToleranceSet",
    "checks",
    "composition",
    "gauges",
    "gauges_of",
    "per_mille",
    "quota_table",
    "set_tolerance",
    "structures_of",
]

_PATH = "/admin/composition"


@dataclass(frozen=True)
class Composition:
    """All that the office's page shows, from one look at the list."""

    gauges: tuple[Gauge, ...]
    structures: tuple[Structure, ...]
    units: QuotaTable
    groups: tuple[GroupQuota, ...]
    capacity: Capacity


def composition(session: Session, sitting_id: int, *, by: By = "new") -> Composition:
    """Look at the list once and count all of it; present is who came to this sitting."""
    conference = the_conference(session)
    people = members(session, conference, sitting_id)
    return Composition(
        gauges=tuple(gauges_of(conference.composition, people)),
        structures=tuple(structures_of(people, conference.kept_fields)),
        units=units_table(session, people, by=by),
        groups=tuple(groups_table(session, people)),
        capacity=capacity_of(conference.capacity, people),
    )


def gauges(session: Session, sitting_id: int) -> list[Gauge]:
    """Measure each target of the plan on the approved list and in the hall."""
    conference = the_conference(session)
    return gauges_of(conference.composition, members(session, conference, sitting_id))


def quota_table(session: Session, sitting_id: int, *, by: By = "new") -> QuotaTable:
    """Count allotted, registered and present by unit, of today or as given."""
    people = members(session, the_conference(session), sitting_id)
    return units_table(session, people, by=by)


def checks(session: Session, now: dt.datetime) -> list[Check]:
    """Say which shares are out of tolerance and who sends more than was allotted.

    Of the approved list, not of the hall: before the doors open nobody is there.
    """
    conference = the_conference(session)
    people = members(session, conference, sitting_at(conference, now).id)
    shares = [one for one in gauges_of(conference.composition, people) if one.share_percent]
    units = units_table(session, people, by="new").rows
    groups = [one for one in groups_table(session, people) if one.most is not None]
    return [
        *([_shares(shares)] if shares else []),
        *([_units(units)] if any(one.allotted is not None for one in units) else []),
        *([_groups(groups)] if groups else []),
    ]


def _shares(shares: Sequence[Gauge]) -> Check:
    care = [one.label for one in shares if one.listed_reach is Reach.CARE]
    unsure = any(one.listed_reach in {Reach.UNKNOWN, Reach.AIM} for one in shares)
    return _check(
        "composition",
        N_("Cơ cấu đại biểu"),
        N_("%(count)s chỉ tiêu cơ cấu ngoài mức cho phép."),
        care,
        otherwise=Standing.UNKNOWN if unsure else Standing.IN_ORDER,
    )


def _units(units: Iterable[Quota]) -> Check:
    over = [f"{one.name} ({one.registered}/{one.allotted})" for one in units if one.over > 0]
    sentence = N_("%(count)s đơn vị đăng ký vượt số lượng phân bổ.")
    return _check("allotments", N_("Số lượng phân bổ"), sentence, over)


def _groups(groups: Iterable[GroupQuota]) -> Check:
    over = [f"{one.name} ({one.approved}/{one.most})" for one in groups if one.over]
    sentence = N_("%(count)s thành phần vượt số lượng tối đa.")
    return _check("group_numbers", N_("Số lượng từng thành phần"), sentence, over)


def _check(
    code: str,
    title: str,
    sentence: str,
    care: list[str],
    *,
    otherwise: Standing = Standing.IN_ORDER,
) -> Check:
    return Check(
        code=code,
        gate=Gate.EVENING_BEFORE,
        standing=Standing.CARE if care else otherwise,
        title=title,
        sentence=sentence,
        details={"count": len(care)},
        path=_PATH,
        **some(care),
    )
