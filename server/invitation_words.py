"""What invitations and the heads of lists say, put into words from the conference's records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.clock import in_the_hall
from conference.delegates import (
    Delegate,
    DelegateCard,
    Duty,
    ListState,
    duty_holders,
    invitations,
)
from conference.identity import Conference, the_conference
from conference.names import fold
from conference.rescheduling import hours_assumed
from printers.documents.wording import written_day, written_moment, written_weekday
from printers.documents.words import InvitationWords, Issuer, Signer

_SAID_BY_THE_ADDRESS = {"ong", "ba", "ong/ba", "dong chi", "d/c", "d/c.", "dai bieu"}
"""Honorifics that the form of address says already."""

NO_CODE = "0" * 27
"""Stands in the preview of an invitation whose code is not given out; it opens no door."""


@dataclass(frozen=True)
class _Name:
    """A delegate's name as an invitation writes it, with the form of address before it."""

    address: str
    name: str


def invitation_words(
    session: Session, delegate_ids: Collection[int] | None = None
) -> list[InvitationWords]:
    """Give the invitations of the approved delegates who have a code, by card number."""
    conference, names = the_conference(session), _names(session)
    chair = _chair(session, conference)
    return [
        _words(conference, card, names[card.id], code=code, chair=chair)
        for card, code in invitations(session, delegate_ids)
        if card.id in names
    ]


def sample_words(session: Session, card: DelegateCard) -> InvitationWords:
    """Give a delegate's invitation without a code, to be looked at."""
    conference = the_conference(session)
    name = _names(session).get(card.id) or _Name(card.address, card.name)
    return _words(conference, card, name, code=NO_CODE, chair=_chair(session, conference))


def issuer_of(conference: Conference, today: dt.date) -> Issuer:
    """Give the head of a document of this day."""
    return Issuer(
        superior=conference.superior_body,
        body=conference.host,
        place_and_date=f"{conference.place}, {written_day(today)}",
    )


def written_times(conference: Conference) -> str:
    """Write when the sittings begin, each with its day; hours that nobody said are left out."""
    assumed = hours_assumed(conference)
    written = [
        (written_weekday if sitting.ordinal in assumed else written_moment)(
            in_the_hall(sitting.starts_at)
        )
        for sitting in conference.sittings
    ]
    return "; ".join(dict.fromkeys(written))


def _names(session: Session) -> dict[int, _Name]:
    approved = select(
        Delegate.id, Delegate.address, Delegate.honorific, Delegate.full_name, Delegate.named
    ).where(Delegate.state == ListState.APPROVED)
    return {row.id: _name(*row[1:]) for row in session.execute(approved)}


def _name(address: str, honorific: str, full_name: str, named: bool) -> _Name:  # noqa: FBT001 - a column of a row
    if not named:
        # "Đại diện lãnh đạo …" is an office; nobody is addressed yet.
        return _Name("", full_name)
    title = "" if fold(honorific) in _SAID_BY_THE_ADDRESS else honorific
    return _Name(address, f"{title} {full_name}".strip())


def _chair(session: Session, conference: Conference) -> str:
    """Give who presides: as the office words it, else whoever has that duty."""
    if conference.presided_by:
        return conference.presided_by
    holders = (one.delegate for one in duty_holders(session) if one.duty is Duty.CHAIR)
    said = "; ".join(
        ", ".join(filter(None, [f"{one.address} {one.full_name}", one.position])) for one in holders
    )
    # It stands at the beginning of its line.
    return said[:1].upper() + said[1:]


def _words(
    conference: Conference, card: DelegateCard, name: _Name, *, code: str, chair: str
) -> InvitationWords:
    signed = conference.signer_office or conference.signer_name
    return InvitationWords(
        superior_body=conference.superior_body,
        host=conference.host,
        address=name.address,
        name=name.name,
        detail=", ".join(filter(None, [card.position, card.unit])),
        name_of_conference=conference.name,
        time=written_times(conference),
        venue=", ".join(conference.venue_lines),
        card_number=card.card_number,
        seat=card.seat if conference.seats_numbered else "",
        area=card.area,
        code=code,
        chair=chair,
        notes=tuple(conference.invitation_notes),
        signer=Signer(conference.signer_office, conference.signer_name) if signed else None,
        rehearsal=conference.rehearsal,
    )
