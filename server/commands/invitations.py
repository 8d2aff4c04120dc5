"""`hoinghi invitations`: the open conference's invitations as a PDF, or as pictures in a zip.

The server runs it as a child process too: a long document must not hold up the door.
"""

from __future__ import annotations

import click

from printers.documents.words import InvitationLayout
from server.commands.faults import say_faults
from server.conferences import open_database, open_name
from server.folder import DataFolder
from server.making import write_invitation_pictures, write_sample_invitations
from server.settings import load_settings


@click.command()
@click.option("--conference", help="A conference of the data folder, default the open one.")
@click.option(
    "--layout",
    type=click.Choice([one.value for one in InvitationLayout]),
    default=InvitationLayout.FOUR.value,
    help="One to a page, or four to an A4 page (default).",
)
@click.option("--pictures", is_flag=True, help="A picture of each in a zip, named by delegate.")
@say_faults
def invitations(conference: str | None, *, layout: str, pictures: bool) -> None:
    """Write the invitation of every approved delegate who has a code."""
    settings = load_settings()
    folder = DataFolder(settings.data_dir)
    folder.prepare()
    db = open_database(settings, folder, name=conference)
    try:
        name = open_name(db)
        if pictures:
            written = write_invitation_pictures(db, folder, name)
        else:
            written = write_sample_invitations(db, folder, name, layout=InvitationLayout(layout))
    finally:
        db.close()
    click.echo(str(written))
