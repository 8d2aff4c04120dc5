"""Making conferences in the data folder: the demo, or one from a plan.

Imports what only documents and made-up people need; the server itself never does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from conference.clock import Clock, in_the_hall
from conference.database import Database, run_here
from conference.identity import ConferenceExists, Level
from conference.operators import ROLE_NAMES, Role, add_operator
from printers.documents.invitations import invitations_pdf
from printers.documents.pictures import invitations_zip
from printers.documents.words import InvitationLayout, InvitationWords
from seed.demo import DEMO_NAME, load_demo
from seed.loader import create_conference
from seed.plan import load_plan
from server.conferences import invitations_file, pictures_file
from server.dress import Assets
from server.folder import DataFolder, write_private
from server.invitation_words import invitation_words
from server.passwords import Passwords, new_password
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


def make_from_plan(  # noqa: PLR0913 - a plan, where to, its day, name and tier
    settings: Settings,
    folder: DataFolder,
    clock: Clock,
    *,
    plan_name: str,
    held_on: dt.date,
    file_name: str | None = None,
    tier: Level | None = None,
) -> None:
    """Make a conference from a plan and choose it; in the folder it is called as the plan is.

    Raises:
        PlanUnknown, TierUnknown, ConferenceExists: see there.
    """
    plan, now = load_plan(plan_name), clock()
    create = partial(
        create_conference,
        plan=plan,
        plan_name=plan_name,
        held_on=held_on,
        tier=tier,
        at=now,
        by="command",
    )
    with _new_database(settings, folder, file_name or plan_name) as db:
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


def write_sample_invitations(
    db: Database,
    folder: DataFolder,
    name: str,
    *,
    layout: InvitationLayout = InvitationLayout.FOUR,
) -> Path:
    """Write a conference's invitations as a PDF into the data folder; give the file."""
    target = invitations_file(folder, name)
    folder.invitations.mkdir(exist_ok=True)
    invitations_pdf(target, _invitation_words(db), Assets().fonts, layout=layout)
    return target


def write_invitation_pictures(db: Database, folder: DataFolder, name: str) -> Path:
    """Write a conference's invitations as pictures in a zip; give the file."""
    target = pictures_file(folder, name)
    folder.invitations.mkdir(exist_ok=True)
    invitations_zip(target, _invitation_words(db), Assets().fonts)
    return target


def _invitation_words(db: Database) -> list[InvitationWords]:
    with db.reading() as session:
        return invitation_words(session)
