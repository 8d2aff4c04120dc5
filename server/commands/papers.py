"""`hoinghi delegates export`: a list, register or sheet of the open conference as a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from admin.jobs import JobState
from admin.papers import FORMATS, PaperBody, PaperUnknown
from conference.clock import system_clock, to_ms
from server.commands.faults import say_faults
from server.conferences import conference_for_command
from server.folder import DataFolder
from server.jobs import ChildJobs, JobFailed
from server.settings import load_settings

PAPERS = [paper for paper in FORMATS if paper != "preview"]


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--paper", type=click.Choice(PAPERS), default="delegates", help="What is written.")
@click.option("--query", default="", help="Part of a name, unit or card number; accents optional.")
@click.option("--contacts", is_flag=True, help="With telephones and e-mail addresses.")
@click.option("--number", type=int, default=0, help="Which locked version (list_version).")
@click.option("--by", type=click.Choice(["group", "unit", "delegate"]), help="Sorted into these.")
@say_faults
def export(
    file: Path, *, paper: str, query: str, contacts: bool, number: int, by: str | None
) -> None:
    """Write the list, or another paper, into FILE; its ending says the format (xlsx, csv, docx)."""
    form = file.suffix.removeprefix(".").lower()
    if form not in FORMATS[paper]:
        raise PaperUnknown
    asked = {
        "paper": paper,
        "format": form,
        "filters": {"q": query},
        "contacts": contacts,
        "number": number,
        "by": by or "",
    }
    wish = PaperBody.model_validate(asked).model_dump() | {"at_ms": to_ms(system_clock())}
    settings = load_settings()
    with conference_for_command(settings) as db:
        jobs = ChildJobs(DataFolder(settings.data_dir).jobs, db, system_clock)
        job = jobs.wait(jobs.start("papers", wish).id)
        if job.state is not JobState.DONE:
            fault = job.fault or {"sentence": JobFailed.sentence, "details": {}}
            raise click.ClickException(fault["sentence"] % fault["details"])
        folder = jobs.folder(job.id)
        shutil.copyfile(folder / job.file_name, file)
        # Nobody takes this job up again, and what it made may hold telephones.
        shutil.rmtree(folder)
    click.echo(str(file))
