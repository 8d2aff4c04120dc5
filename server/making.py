"""Making conferences in the data folder: the demo, or one from a plan.

Imports what only documents and made-up people need; the server itself never does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy.orm import Session

from conference.clock import Clock, in_the_hall
from conference.database import Database, run_here
from conference.delegates import DelegateCard, invitations
from conference.identity import Conference, ConferenceExists, the_conference
from conference.operators import ROLE_NAMES, Role, add_operator
from printers.invitations import InvitationWords, write_invitations
from seed.demo import DEMO_NAME, load_demo
from seed.loader import create_conference
from seed.plan import load_plan
from server.conferences import invitations_file
from server.dress import Assets
from server.folder import DataFolder, write_private
from server.gate import Passwords, new_password
from server.settings import Settings


def make_demo(settings: Settings, folder: DataFolder, clock: Clock) -> None:
    """Make the demo conference of today, its operators, and its sample invitations.

    Raises:
        ConferenceExists: there is one in this database already.
    """
    now = clock()
    passwords = {role: new_password() for role in Role}

    def fill(session: Session) -> None:
        load_demo(session, held_on=in_the_hall(now).date(), at=now)
        _add_demo_operators(session, passwords, at=now)

    with _new_database(settings, folder, DEMO_NAME) as db:
        db.write(fill)
        write_sample_invitations(db, folder, DEMO_NAME)
        lines = (f"{role.value:<14} {passwords[role]}   {ROLE_NAMES[role]}" for role in Role)
        write_private(folder.sign_in_file, "\n".join(lines) + "\n")


def make_from_plan(
    settings: Settings, folder: DataFolder, clock: Clock, *, plan_name: str, held_on: dt.date
) -> None:
    """Make a conference from a plan and choose it.

    Raises:
        PlanUnknown, ConferenceExists: see there.
    """
    plan, now = load_plan(plan_name), clock()
    create = partial(
        create_conference,
        plan=plan,
        plan_name=plan_name,
        held_on=held_on,
        at=now,
        by="command",
    )
    with _new_database(settings, folder, plan_name) as db:
        db.write(create)


@contextmanager
def _new_database(settings: Settings, folder: DataFolder, name: str) -> Iterator[Database]:
    """Give an empty database that becomes the conference `name` once it is filled.

    Killed in the middle, nothing is left that looks like a conference; the next try begins anew.
    """
    db, file = Database(), folder.file_of(name)
    if settings.database_url:
        db.open(settings.database_url)
        yield db
        db.close()
        return
    if file.exists():
        raise ConferenceExists
    unfinished = file.with_suffix(".unfinished")
    for suffix in ("", "-wal", "-shm"):
        unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)
    db.open(f"sqlite:///{unfinished}")
    try:
        yield db
    finally:
        db.close()
    unfinished.replace(file)
    folder.choose(name)


def _add_demo_operators(session: Session, passwords: dict[Role, str], *, at: dt.datetime) -> None:
    """One operator per role, each with a random password that only this folder knows."""
    hasher = Passwords(run_here)
    for role, password in passwords.items():
        add_operator(
            session,
            sign_in_name=role.value,
            full_name=ROLE_NAMES[role],
            role=role,
            password_hash=hasher.hash(password),
            at=at,
            by="demo",
        )


def write_sample_invitations(db: Database, folder: DataFolder, name: str) -> None:
    """Write a conference's invitations as a PDF into the data folder."""
    with db.reading() as session:
        conference, people = the_conference(session), invitations(session)
        starts = in_the_hall(conference.sittings[0].starts_at)
    folder.invitations.mkdir(exist_ok=True)
    words = [_invitation(conference, starts, card, code) for card, code in people]
    unfinished = folder.invitations / f"{name}.unfinished"
    write_invitations(unfinished, words, Assets().fonts)
    unfinished.replace(invitations_file(folder, name))


def _invitation(
    conference: Conference, starts: dt.datetime, card: DelegateCard, code: str
) -> InvitationWords:
    return InvitationWords(
        title_lines=tuple(conference.title_lines),
        host=conference.host,
        address=card.address,
        name=card.name,
        detail=", ".join(filter(None, [card.position, card.unit])),
        name_of_conference=conference.name,
        time=f"{starts:%Hh%M}, ngày {starts:%d/%m/%Y}",
        venue=", ".join(conference.venue_lines),
        card_number=card.card_number,
        seat=card.seat,
        code=code,
        rehearsal=conference.rehearsal,
    )
