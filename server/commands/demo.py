"""`hoinghi demo`: a conference of made-up delegates, held today."""

from __future__ import annotations

from importlib import import_module

import click

from conference.clock import system_clock
from server.commands.faults import say_faults
from server.conferences import has_conference
from server.folder import DataFolder
from server.settings import load_settings


@click.command()
@click.option("--if-none", is_flag=True, help="Do nothing when there is a conference already.")
@say_faults
def demo(if_none: bool) -> None:  # noqa: FBT001 - click's way of a flag
    """Make the demo conference of today: 150 made-up delegates, operators, invitations."""
    settings = load_settings()
    folder = DataFolder(settings.data_dir)
    folder.prepare()
    if if_none and has_conference(settings, folder):
        return
    # Loaded only now: what makes documents is slow to load, and most starts need none.
    import_module("server.making").make_demo(settings, folder, system_clock)
    click.echo(f"Đã tạo hội nghị mẫu trong {folder.path}")
