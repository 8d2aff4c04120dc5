"""`hoinghi operator`: the people who may sign in."""

from __future__ import annotations

import click

from conference.clock import system_clock
from conference.database import run_here
from conference.operators import (
    ROLE_NAMES,
    Role,
    add_operator,
    all_operators,
    reset_password,
)
from server.commands.faults import say_faults
from server.conferences import conference_for_command
from server.passwords import Passwords, new_password
from server.settings import load_settings


@click.group()
def operator() -> None:
    """The people who may sign in."""


@operator.command("add")
@click.argument("sign_in_name")
@click.option("--name", "full_name", help="Full name, default the role's.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@say_faults
def add_one_operator(sign_in_name: str, full_name: str | None, role: str) -> None:
    """Let somebody sign in; prints a random password once."""
    password = new_password()
    hashed = Passwords(run_here).hash(password)
    with conference_for_command(load_settings()) as db:
        db.write(
            lambda s: add_operator(
                s,
                sign_in_name=sign_in_name,
                full_name=full_name or ROLE_NAMES[Role(role)],
                role=Role(role),
                password_hash=hashed,
                at=system_clock(),
                by="command",
            )
        )
    click.echo(f"{sign_in_name}\t{password}")


@operator.command("reset")
@click.argument("sign_in_name")
@say_faults
def reset_one_operator(sign_in_name: str) -> None:
    """Give somebody a new random password; sign-ins with the old one end."""
    password = new_password()
    hashed = Passwords(run_here).hash(password)
    with conference_for_command(load_settings()) as db:
        db.write(
            lambda s: reset_password(
                s,
                sign_in_name=sign_in_name,
                password_hash=hashed,
                at=system_clock(),
                by="command",
            )
        )
    click.echo(f"{sign_in_name}\t{password}")


@operator.command("list")
@say_faults
def list_operators() -> None:
    """Write who may sign in."""
    with conference_for_command(load_settings()) as db, db.reading() as session:
        for one in all_operators(session):
            click.echo(f"{one.sign_in_name}\t{one.role}\t{one.full_name}")
