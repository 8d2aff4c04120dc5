"""`hoinghi invitations`: the open conference's invitations as a PDF.

The server runs it as a child process too: a long document must not hold up the door.
"""

from __future__ import annotations

import click

from server.commands.faults import say_faults
from server.conferences import invitations_file, open_database, open_name
from server.folder import DataFolder
from server.making import write_sample_invitations
from server.settings import load_settings


@click.command()
@click.option("--conference", help="A conference of the data folder, default the open one.")
@say_faults
def invitations(conference: str | None) -> None:
    """Write every delegate's invitation, four to an A4 page."""
    settings = load_settings()
    folder = DataFolder(settings.data_dir)
    folder.prepare()
    db = open_database(settings, folder, name=conference)
    try:
        write_sample_invitations(db, folder, open_name(db))
    finally:
        db.close()
    click.echo(str(invitations_file(folder, open_name(db))))
