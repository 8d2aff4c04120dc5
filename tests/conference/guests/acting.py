"""Short ways to receive guests and to look at them, for the tests of this folder."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from conference import honoured_guests
from conference.database import Database
from conference.honoured_guests import GuestNow, GuestState, HonouredGuest
from conference.identity import sitting_at, the_conference
from conference.journal import JournalEntry
from tests.factories import AT, BY, Invited, all_rows, make_delegates, new_id

LATER = AT + dt.timedelta(minutes=5)


def do(db: Database, command: Any, *given: Any, **how: Any) -> Any:
    """Run a command of protocol in a transaction of its own."""
    return db.write(lambda session: command(session, *given, **{"at": AT, "by": BY} | how))


def receive(db: Database, *names: str) -> list[Invited]:
    """Put guests on the list and let protocol receive them in this order."""
    guests = make_delegates(db, *names)
    in_order = {one.name: one for one in guests}
    do(db, honoured_guests.order_guests, [in_order[name].id for name in names])
    return [in_order[name] for name in names]


def touch(db: Database, guest: Invited, state: GuestState, **how: Any) -> Any:
    """Touch one state of a guest."""
    asked = {"touch_id": new_id()} | how
    return do(db, honoured_guests.note_state, guest.id, state, **asked)


def now(db: Database, guest: Invited, at: dt.datetime = AT) -> GuestNow:
    """Give where a guest is."""
    with db.reading() as session:
        sitting = sitting_at(the_conference(session), at)
        (found,) = honoured_guests.guests_now(session, sitting.id, delegate_id=guest.id)
        return found


def row(db: Database, guest: Invited) -> HonouredGuest:
    """Give what protocol wrote of a guest."""
    with db.reading() as session:
        wanted = select(HonouredGuest).where(HonouredGuest.delegate_id == guest.id)
        return session.scalars(wanted.options(joinedload(HonouredGuest.delegate))).one()


def order(db: Database) -> list[int]:
    """Give the ids of the guests in protocol order."""
    with db.reading() as session:
        return honoured_guests.honoured_ids(session)


def facts(db: Database, kind: str) -> list[dict[str, Any]]:
    """Give what was recorded of this kind."""
    return [entry.payload for entry in all_rows(db, JournalEntry) if entry.kind == kind]
