"""`hoinghi plan`: conferences from the plans that come with hoinghi."""

from __future__ import annotations

import datetime as dt

import click

from conference.clock import in_the_hall, system_clock
from conference.identity import Level
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
    """Name the plans: how each is called here, its title, and by when it is to be held."""
    for name in plan_names():
        one = load_plan(name)
        limit = one.date_limit.text if one.date_limit else "—"
        click.echo(f"{name}\t{one.name}\t{limit}")


@plan.command("load")
@click.argument("name")
@click.option("--date", "held_on", type=click.DateTime(["%Y-%m-%d"]), help="Day, default today.")
@click.option("--as", "file_name", help="Name of the conference in the folder, default NAME.")
@click.option(
    "--tier",
    type=click.Choice([level.value for level in Level]),
    help="Which tier (cấp) of a plan for several.",
)
@say_faults
def load_one_plan(
    name: str, held_on: dt.datetime | None, file_name: str | None, tier: str | None
) -> None:
    """Make a conference from plan NAME and choose it for the next `serve`."""
    settings = load_settings()
    folder = DataFolder(settings.data_dir)
    folder.prepare()
    day = held_on.date() if held_on else in_the_hall(system_clock()).date()
    level = Level(tier) if tier else None
    make_from_plan(
        settings,
        folder,
        system_clock,
        plan_name=name,
        held_on=day,
        file_name=file_name,
        tier=level,
    )
    click.echo(f"Đã tạo hội nghị {name} ngày {day:%d/%m/%Y}")
    made = load_plan(name)
    limit = (made.of_tier(level) if level else made).date_limit
    if limit is not None and day > limit.last_day:
        click.echo(f"Lưu ý: quá thời hạn của kế hoạch ({limit.text}).")
