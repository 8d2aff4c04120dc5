"""`hoinghi invitations`: the open conference's invitations as a PDF.

The server runs it as a child process too: a long document must not hold up the door.
"""

from __future__ import annotations

import click

from server.app import invitations_file
from server.commands.faults import say_faults
from server.conferences import open_database
from server.folder import DataFolder
from server.making import write_sample_invitations
from server.settings import load_settings


@click.command()
@say_faults
def invitations() -> None:
    """Write every delegate's invitation, four to an A4 page."""
    settings = load_settings()
    folder = DataFolder(settings.data_dir)
    folder.prepare()
    db = open_database(settings, folder)
    try:
        write_sample_invitations(db, folder)
    finally:
        db.close()
    click.echo(str(invitations_file(folder)))
