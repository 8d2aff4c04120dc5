"""`hoinghi delegates` and `hoinghi codes`: the list, and what was given out for it."""

from __future__ import annotations

import csv
import sys

import click

from conference.delegates import find_delegates, invitations
from server.commands.faults import say_faults
from server.conferences import conference_for_command
from server.settings import load_settings


@click.group()
def delegates() -> None:
    """The approved list."""


@delegates.command("list")
@click.option("--query", default="", help="Part of a name, unit or card number; accents optional.")
@say_faults
def list_delegates(query: str) -> None:
    """Write the list as CSV: card number, name, position, unit, group, seat."""
    with conference_for_command(load_settings()) as db, db.reading() as session:
        out = csv.writer(sys.stdout)
        out.writerow(["card_number", "name", "position", "unit", "group", "seat"])
        for one in session.scalars(find_delegates(query)):
            words = [one.card_number, one.full_name, one.position, one.unit.name]
            out.writerow([*words, one.group.name, one.seat])


@click.command()
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV: delegate, code.")
@say_faults
def codes(as_csv: bool) -> None:  # noqa: FBT001 - click's way of a flag
    """Write every delegate's valid invitation code."""
    with conference_for_command(load_settings()) as db, db.reading() as session:
        people = invitations(session)
    if as_csv:
        out = csv.writer(sys.stdout)
        out.writerow(["delegate", "code"])
        out.writerows([card.name, digits] for card, digits in people)
        return
    for card, digits in people:
        click.echo(f"{digits}  {card.card_number}  {card.name}")
