"""`hoinghi conference`: the conferences of the data folder, put aside and brought back."""

from __future__ import annotations

import click

from conference.clock import system_clock
from conference.copies import ConferencesNeedFiles
from server.commands.faults import say_faults
from server.folder import REHEARSAL_SUFFIX, DataFolder
from server.removing import remove_conference, removed_conferences, restore_conference
from server.settings import load_settings


@click.group()
def conference() -> None:
    """The conferences of the data folder."""


@conference.command("list")
@click.option("--removed", is_flag=True, help="Those that were put aside instead.")
@say_faults
def list_conferences(*, removed: bool) -> None:
    """Name the conferences; the open one has a star."""
    folder = _folder()
    if removed:
        for one in removed_conferences(folder):
            click.echo(f"{one.folder}\t{one.name}\t{one.title}\t{one.removed_on}")
        return
    for name in folder.names():
        click.echo(f"{'*' if name == _open_name(folder) else ' '} {name}")


@conference.command("remove")
@click.argument("name")
@click.option("--confirm", "typed", help="The name once more; asked for where it is not given.")
@say_faults
def remove(name: str, typed: str | None) -> None:
    """Put conference NAME aside into the folder "removed"; nothing is deleted.

    Only one that is not open and at whose door nobody was checked in.
    """
    folder = _folder()
    if name not in folder.names():
        raise click.ClickException(f"Không có hội nghị {name} trong {folder.conferences}.")
    if typed is None:
        typed = click.prompt(f"Gõ lại tên ngắn để bỏ hội nghị {name}", type=str)
    note = remove_conference(
        folder, name, typed=typed, open_now=_open_name(folder), at=system_clock(), by="command"
    )
    click.echo(f"Đã chuyển hội nghị {name} vào {folder.removed / note.folder}")
    click.echo(f"Lấy lại: hoinghi conference restore {note.folder}")


@conference.command("restore")
@click.argument("name")
@click.option("--as", "new_name", help="Another name, where NAME is taken by now.")
@say_faults
def restore(name: str, new_name: str | None) -> None:
    """Bring back conference NAME (or its folder in "removed") as it was."""
    folder = _folder()
    if not any(name in {one.folder, one.name} for one in removed_conferences(folder)):
        raise click.ClickException(f"Không có hội nghị {name} trong {folder.removed}.")
    note = restore_conference(folder, name, new_name)
    click.echo(f"Đã lấy lại hội nghị {note.name}: {note.title}")


def _folder() -> DataFolder:
    settings = load_settings()
    if settings.database_url:
        raise ConferencesNeedFiles
    folder = DataFolder(settings.data_dir)
    folder.prepare()
    return folder


def _open_name(folder: DataFolder) -> str:
    """Name the conference that the server has open, or would open."""
    return (folder.open_name or "").removesuffix(REHEARSAL_SUFFIX)
