"""Who holds the buttons: one operator at a time, taken over knowingly and never by accident."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from conference.agenda.records import ButtonsGivenBack, ButtonsHeld, ButtonsTaken
from conference.agenda.refusals import ANOTHER_OPERATOR, ButtonsHeldByAnother
from conference.journal import record


def buttons_held(session: Session) -> ButtonsHeld | None:
    """Give who holds the buttons; None while nobody does."""
    return session.get(ButtonsHeld, 1)


def hold_buttons(session: Session, *, at: dt.datetime, by: str, by_name: str) -> None:
    """See to it that this operator holds the buttons; whoever presses first takes free ones.

    Raises:
        ButtonsHeldByAnother: says who.
    """
    held = buttons_held(session)
    if held is None:
        session.add(ButtonsHeld(id=1, by=by, by_name=by_name, since=at))
        record(session, ButtonsTaken(took_over=False), at=at, by=by)
    elif held.by != by:
        raise ButtonsHeldByAnother(by=held.by_name or ANOTHER_OPERATOR)


def take_buttons(session: Session, *, at: dt.datetime, by: str, by_name: str) -> None:
    """Take the buttons, from another operator too: both sides see who did."""
    held = buttons_held(session)
    if held is not None and held.by == by:
        return
    if held is None:
        held = ButtonsHeld(id=1)
        session.add(held)
        took_over = False
    else:
        took_over = True
    held.by, held.by_name, held.since = by, by_name, at
    record(session, ButtonsTaken(took_over=took_over), at=at, by=by)


def give_buttons_back(session: Session, *, at: dt.datetime, by: str) -> None:
    """Let go of the buttons; nothing happens where somebody else holds them."""
    held = buttons_held(session)
    if held is None or held.by != by:
        return
    session.delete(held)
    record(session, ButtonsGivenBack(), at=at, by=by)
