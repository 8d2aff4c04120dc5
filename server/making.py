"""Making conferences in the data folder: the demo, or one from a plan.

Imports what only documents and made-up people need; the server itself never does.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from conference.clock import Clock, in_the_hall
from conference.database import Database, run_here
from conference.delegates import DelegateCard, invitations
from conference.identity import Conference, the_conference
from conference.operators import ROLE_NAMES, Role, add_operator
from printers.invitations import InvitationWords, write_invitations
from seed.demo import DEMO_NAME, load_demo
from seed.loader import create_conference
from seed.plan import load_plan
from server.dress import Assets
from server.folder import DataFolder, write_private
from server.gate import Passwords, new_password
from server.settings import Settings


def make_demo(settings: Settings, folder: DataFolder, clock: Clock) -> None:
    """Make the demo conference of today, its operators, and its sample invitations.

    Raises:
        ConferenceExists: there is one in this database already.
    """
    now, db = clock(), Database()
    db.open(settings.database_url or f"sqlite:///{folder.file_of(DEMO_NAME)}")
    try:
        db.write(lambda s: load_demo(s, held_on=in_the_hall(now).date(), at=now))
        _add_demo_operators(db, folder, at=now)
        folder.choose(DEMO_NAME)
        write_sample_invitations(db, folder)
    finally:
        db.close()


def make_from_plan(
    settings: Settings, folder: DataFolder, clock: Clock, *, plan_name: str, held_on: dt.date
) -> None:
    """Make a conference from a plan and choose it.

    Raises:
        PlanUnknown, ConferenceExists: see there.
    """
    plan, now, db = load_plan(plan_name), clock(), Database()
    db.open(settings.database_url or f"sqlite:///{folder.file_of(plan_name)}")
    try:
        db.write(
            lambda s: create_conference(
                s, plan, plan_name=plan_name, held_on=held_on, at=now, by="command"
            )
        )
    finally:
        db.close()
    folder.choose(plan_name)


def _add_demo_operators(db: Database, folder: DataFolder, *, at: dt.datetime) -> None:
    """One operator per role, each with a random password that only this folder knows."""
    passwords, lines = Passwords(run_here), []
    for role in Role:
        password = new_password()
        add = partial(
            add_operator,
            sign_in_name=role.value,
            full_name=ROLE_NAMES[role],
            role=role,
            password_hash=passwords.hash(password),
            at=at,
            by="demo",
        )
        db.write(add)
        lines.append(f"{role.value:<14} {password}   {ROLE_NAMES[role]}")
    write_private(folder.sign_in_file, "\n".join(lines) + "\n")


def write_sample_invitations(db: Database, folder: DataFolder) -> None:
    """Write the open conference's invitations as a PDF into the data folder."""
    with db.reading() as session:
        conference, people = the_conference(session), invitations(session)
        starts = in_the_hall(conference.sittings[0].starts_at)
    folder.invitations.mkdir(exist_ok=True)
    words = [_invitation(conference, starts, card, code) for card, code in people]
    file = folder.invitations / f"{folder.open_name}.pdf"
    write_invitations(file, words, Assets().fonts)


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
