"""What the page of the approved list shows: counts, lock, versions, supplements, duties, groups."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from admin.roster_person import rights_of
from admin.roster_search import count_states, one_name
from conference import journal
from conference.clock import in_the_hall
from conference.delegates import (
    DUTY_NAMES,
    SEARCH_LIMIT,
    Delegate,
    DelegateChanged,
    DelegateGroup,
    DelegatesApproved,
    DelegatesListed,
    DelegatesProposed,
    DelegatesWithdrawn,
    GroupChanged,
    ListChangeTakenBack,
    ListLocked,
    ListState,
    SeatHolderNamed,
    SubstituteNamed,
    SubstitutionTakenBack,
    UnitMerged,
    all_groups,
    counted_approved,
    duty_holders,
    list_versions,
    listed_by_group,
    substitutions,
)
from conference.identity import the_conference
from conference.operators import Who
from conference.rooms import kinds_of

_CHANGE_THE_LIST = kinds_of(
    DelegatesListed, DelegatesApproved, DelegatesProposed, DelegatesWithdrawn, DelegateChanged,
    ListChangeTakenBack, SubstituteNamed, SubstitutionTakenBack, SeatHolderNamed, GroupChanged,
    UnitMerged,
)  # fmt: skip
"""What can make the list differ from its locked version."""


def list_page(session: Session, me: Who) -> dict[str, Any]:
    """Give what the page of the approved list shows."""
    capacity, counted = the_conference(session).capacity, counted_approved(session)
    versions = [
        {
            "number": one.number,
            "at": in_the_hall(one.locked_at),
            "by": one.by_name,
            "count": one.count,
            "digest": one.digest,
        }
        for one in list_versions(session)
    ]
    changed_places = _substitutions(session)
    instead = {one["substitute"]["id"] for one in changed_places}
    supplements = [one for one in _supplements(session) if one["id"] not in instead]
    return {
        "states": count_states(session),
        "may": rights_of(me),
        "capacity": capacity,
        "counted": counted,
        "over": max(counted - capacity, 0) if capacity is not None else 0,
        "unnamed": _unnamed(session),
        "versions": versions,
        "touched": bool(versions) and _touched(session),
        "supplements": supplements[:SEARCH_LIMIT],
        "more_supplements": max(len(supplements) - SEARCH_LIMIT, 0),
        "substitutions": changed_places,
        "namesakes": _namesakes(session),
        "duties": _duties(session),
        "groups": _groups(session),
    }


def _touched(session: Session) -> bool:
    """Whether anything was done since the lock that may have changed the list."""
    locked = journal.revision(session, kinds_of(ListLocked))
    return journal.revision(session, _CHANGE_THE_LIST) > locked


def _unnamed(session: Session) -> int:
    seats = select(func.count()).where(
        Delegate.named.is_(False), Delegate.state != ListState.WITHDRAWN
    )
    return session.scalar(seats) or 0


def _supplements(session: Session) -> list[dict[str, Any]]:
    added = (
        select(Delegate)
        .where(Delegate.supplement, Delegate.state == ListState.APPROVED)
        .options(joinedload(Delegate.unit))
        .order_by(Delegate.sort_key, Delegate.id)
    )
    return [
        _named(row) | {"approver": row.approver, "reason": row.approval_reason}
        for row in session.scalars(added)
    ]


def _substitutions(session: Session) -> list[dict[str, Any]]:
    found = substitutions(session)
    ids = {one.absent_id for one in found} | {one.substitute_id for one in found}
    people = {
        row.id: row
        for row in session.scalars(
            select(Delegate).where(Delegate.id.in_(ids)).options(joinedload(Delegate.unit))
        )
    }
    return [
        {
            "absent": _named(people[one.absent_id]),
            "substitute": _named(people[one.substitute_id]),
            "letter": one.letter,
            "approver": one.approver,
            "at": in_the_hall(one.at),
        }
        for one in found
    ]


def _namesakes(session: Session) -> list[list[dict[str, Any]]]:
    """Give the sets of namesakes, as far as a page shows them."""
    alike = (
        select(Delegate)
        .where(one_name())
        .options(joinedload(Delegate.unit))
        .order_by(Delegate.sort_key, Delegate.id)
        .limit(SEARCH_LIMIT)
    )
    rows = session.scalars(alike).all()
    return [
        [
            _named(row) | {"mark": row.namesake_mark, "birth_year": row.birth_year or ""}
            for row in same
        ]
        for _, same in groupby(rows, key=lambda row: row.sort_key)
    ]


def _duties(session: Session) -> list[dict[str, Any]]:
    holders = defaultdict(list)
    for one in duty_holders(session):
        holders[one.duty].append(_named(one.delegate))
    return [{"name": name, "holders": holders[duty]} for duty, name in DUTY_NAMES.items()]


def _groups(session: Session) -> list[dict[str, Any]]:
    listed = listed_by_group(session)
    return [_group(group) | {"listed": listed.get(group.id, 0)} for group in all_groups(session)]


def _group(group: DelegateGroup) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "badge_word": group.badge_word,
        "counted": group.counted,
        "most": "" if group.most is None else group.most,
        "address_form": group.address_form,
        "protocol_rank": group.protocol_rank,
    }


def _named(row: Delegate) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.full_name,
        "position": row.position,
        "unit": row.unit.name,
        "card_number": row.card_number,
    }
