"""The sheets that people sign for what they are given (ký nhận): of an item, by group or unit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from conference.clock import in_the_hall
from conference.delegates import all_groups, all_units
from conference.handing import ItemKind, KitItem, Receiver, receivers
from conference.identity import the_conference
from conference.refusals import NotFound
from printers.documents.door_lists import ReceiptSheet, SignedPortion, Signing, receipt_table
from printers.documents.tables import Table
from server.invitation_words import issuer_of
from server.work.paper_tables import Wish


def receipts(session: Session, wish: Wish) -> Table:
    """Make the sheet of the item in `filters`, for everybody, or one group or unit of them.

    Raises:
        NotFound: there is no such item.
    """
    item = session.get(KitItem, _number(wish, "item") or 0)
    if item is None:
        raise NotFound
    people = receivers(
        session, item.id, group_id=_number(wish, "group"), unit_id=_number(wish, "unit")
    )
    conference = the_conference(session)
    sheet = ReceiptSheet(
        issuer=issuer_of(conference, wish.today),
        item=item.name,
        attached_to=conference.name,
        portions=_portions(session, people, wish.by),
        money=item.kind is ItemKind.MONEY,
        amount=item.amount,
        rehearsal=conference.rehearsal,
    )
    return receipt_table(sheet)


def _number(wish: Wish, name: str) -> int | None:
    written = wish.filters.get(name, "")
    return int(written) if written.isdecimal() else None


def _portions(session: Session, people: Sequence[Receiver], by: str) -> list[SignedPortion]:
    """Put people below their groups or units, in the order of those; alphabetical within."""
    if by not in {"group", "unit"}:
        return [SignedPortion("", [_signing(one) for one in people])]
    groups, units = all_groups(session), all_units(session)
    names = [one.name for one in groups] if by == "group" else [one.name for one in units]
    place = {name: nth for nth, name in enumerate(names)}

    def heading(one: Receiver) -> str:
        return one.group if by == "group" else one.unit

    ordered = sorted(people, key=lambda one: place[heading(one)])
    return [
        SignedPortion(name, [_signing(one) for one in rows])
        for name, rows in groupby(ordered, key=heading)
    ]


def _signing(one: Receiver) -> Signing:
    mark = f"({one.mark})" if one.mark else ""
    received = ""
    if one.signed_at is not None:
        received = f"đã ký {in_the_hall(one.signed_at):%d/%m}"
    elif one.handed_at is not None:
        received = f"đã nhận {in_the_hall(one.handed_at):%Hh%M}"
    name = " ".join(filter(None, (one.honorific, one.name, mark)))
    return Signing(name, one.position, one.unit, received)
