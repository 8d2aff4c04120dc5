"""Who would have to be in two places, or is not on the list any more: found ahead, never blocking.

Hours are those of the plan. Parts of one item follow one another, so that they never overlap; an
item without hours overlaps nothing, because nobody knows when it is.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda import AgendaItem
from conference.awards import AwardBlock, Batch, Recipient
from conference.clock import in_the_hall
from conference.delegates import Delegate, ListState
from conference.identity import sitting_at, the_conference
from conference.performers.watching import PerformerNow, performers_now
from conference.readiness import Check, Gate, Standing, some
from conference.refusals import N_

PROGRAMME = "/admin/programme"


class ClashKind(enum.StrEnum):
    """Why somebody cannot do what the programme says."""

    TWO_ITEMS = "two_items"
    TWO_SITTINGS = "two_sittings"
    RECEIVES_TOO = "receives_too"
    NOT_ON_THE_LIST = "not_on_the_list"


@dataclass(frozen=True)
class Clash:
    """One person and the items that do not go together; one item where they are on no list."""

    kind: ClashKind
    delegate: Delegate
    items: tuple[AgendaItem, ...]
    substitute: Delegate | None = None


def clashes(session: Session, sitting_id: int) -> list[Clash]:
    """Give what does not go together, of all that is still to come, person by person.

    `sitting_id` is any sitting: it is only asked who is in the hall.
    """
    called = _called(session)
    found: list[Clash] = []
    for one in performers_now(session, sitting_id):
        items = _items(one)
        found += _overlaps(one, items)
        receives = [item for item in items if (item.id, one.delegate.id) in called]
        found += [Clash(ClashKind.RECEIVES_TOO, one.delegate, (item,)) for item in receives]
        if items and one.delegate.state is not ListState.APPROVED:
            kind = ClashKind.NOT_ON_THE_LIST
            found.append(Clash(kind, one.delegate, tuple(items), one.substitute))
    return found


def checks(session: Session, now: dt.datetime) -> list[Check]:
    """Look whether everybody can be where the programme wants them."""
    conference = the_conference(session)
    names = [_named(one) for one in clashes(session, sitting_at(conference, now).id)]
    return [
        Check(
            "performers_clash",
            Gate.EVENING_BEFORE,
            Standing.CARE if names else Standing.IN_ORDER,
            N_("Người thực hiện không trùng việc"),
            N_("%(count)s trường hợp cần xem lại.") if names else "",
            {"count": len(names)},
            path=PROGRAMME,
            owner=conference.contact,
            **some(names),
        )
    ]


def _items(one: PerformerNow) -> list[AgendaItem]:
    return list({each.item.id: each.item for each in one.to_come}.values())


def _overlaps(one: PerformerNow, items: Sequence[AgendaItem]) -> Iterator[Clash]:
    for first, second in combinations(items, 2):
        if _overlap(first, second):
            same = first.sitting_id == second.sitting_id
            kind = ClashKind.TWO_ITEMS if same else ClashKind.TWO_SITTINGS
            yield Clash(kind, one.delegate, (first, second))


def _overlap(first: AgendaItem, second: AgendaItem) -> bool:
    hours = (first.planned_start, first.planned_end, second.planned_start, second.planned_end)
    if None in hours:
        return False
    # mypy does not see through `in`.
    start, end, other_start, other_end = (one for one in hours if one is not None)
    return start < other_end and other_start < end


def _called(session: Session) -> set[tuple[int | None, int | None]]:
    """Give who receives something in which item."""
    rows = session.execute(
        select(AwardBlock.item_id, Recipient.delegate_id)
        .join(Batch, Batch.block_id == AwardBlock.id)
        .join(Recipient, Recipient.batch_id == Batch.id)
        .where(AwardBlock.item_id.is_not(None), Recipient.delegate_id.is_not(None))
    )
    return {(item_id, delegate_id) for item_id, delegate_id in rows}


def _named(clash: Clash) -> str:
    places = "; ".join(_place(item) for item in clash.items)
    return f"{clash.delegate.full_name}: {places}"


def _place(item: AgendaItem) -> str:
    start = item.planned_start
    hour = f" ({in_the_hall(start):%Hh%M})" if start else ""
    return f"{item.number} {item.title}".strip() + hour
