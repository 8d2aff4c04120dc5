"""`hoinghi plan`: conferences from the plans that come with hoinghi."""

from __future__ import annotations

import datetime as dt

import click

from conference.clock import in_the_hall, system_clock
from seed.plan import load_plan, plan_names
from server.commands.faults import say_faults
from server.folder import DataFolder
from server.making import make_from_plan
from server.settings import load_settings


@click.group()
def plan() -> None:
    """The plans that come with hoinghi."""


@plan.command("list")
def list_plans() -> None:
    """Name the plans."""
    for name in plan_names():
        click.echo(f"{name}\t{load_plan(name).name}")


@plan.command("load")
@click.argument("name")
@click.option("--date", "held_on", type=click.DateTime(["%Y-%m-%d"]), help="Day, default today.")
@say_faults
def load_one_plan(name: str, held_on: dt.datetime | None) -> None:
    """Make a conference from plan NAME and choose it for the next `serve`."""
    settings = load_settings()
    folder = DataFolder(settings.data_dir)
    folder.prepare()
    day = held_on.date() if held_on else in_the_hall(system_clock()).date()
    make_from_plan(settings, folder, system_clock, plan_name=name, held_on=day)
    click.echo(f"Đã tạo hội nghị {name} ngày {day:%d/%m/%Y}")
