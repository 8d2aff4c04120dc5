"""`hoinghi delegates` and `hoinghi codes`: the list, and what was given out for it."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import click

from admin.import_words import SUMMARY
from admin.imports import BROUGHT, KIND, LARGEST_FILE, FileTooLarge, take_preview
from admin.jobs import JobState, JobStatus
from conference.clock import system_clock
from conference.database import Database
from conference.delegates import Approval, find_delegates, invitations
from conference.imports import Wishes
from server.commands.faults import say_faults
from server.commands.papers import export
from server.conferences import conference_for_command
from server.folder import DataFolder
from server.jobs import ChildJobs, JobFailed
from server.settings import load_settings

BY, BY_NAME = "command", "hoinghi delegates import"
FAULTS_SHOWN = 20


@click.group()
def delegates() -> None:
    """The approved list."""


delegates.add_command(export)


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


@delegates.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--group", "default_group", default="", help="Group of rows that name none.")
@click.option("--unit", "default_unit", default="", help="Unit of rows that name none.")
@click.option("--sheet", "sheets", multiple=True, help="Only this sheet; may be given again.")
@click.option(
    "--section",
    "sections",
    multiple=True,
    help="SECTION=GROUP: which group a section is; a group that is new is made.",
)
@click.option(
    "--person",
    "people",
    multiple=True,
    help="ROW=ID, ROW=other or ROW=leave_out: whom a row of a known name means.",
)
@click.option(
    "--others", is_flag=True, help="Rows of a known name that are not answered are others."
)
@click.option("--hidden-rows", is_flag=True, help="Take the hidden rows too.")
@click.option("--proposed", is_flag=True, help="Put new delegates among the proposed.")
@click.option("--withdraw-missing", is_flag=True, help="Withdraw whom the file does not name.")
@click.option("--approver", default="", help="Who approved additions to a locked list.")
@click.option("--reason", default="", help="Why they were added.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@say_faults
def import_list(  # noqa: PLR0913 - click gives each option as a parameter
    file: Path,
    *,
    default_group: str,
    default_unit: str,
    sheets: tuple[str, ...],
    sections: tuple[str, ...],
    people: tuple[str, ...],
    others: bool,
    hidden_rows: bool,
    proposed: bool,
    withdraw_missing: bool,
    approver: str,
    reason: str,
    yes: bool,
) -> None:
    """Read a list FILE (xlsx, xls, ods, csv), show what it changes, and write it if confirmed."""
    params = {
        "file_name": file.name,
        "default_group": default_group,
        "default_unit": default_unit,
        "sheets": list(sheets),
        "groups": _pairs(sections),
        "people": _pairs(people),
        "rest": "other" if others else "",
        "hidden_rows": hidden_rows,
    }
    wishes = Wishes(
        approve=not proposed,
        withdraw_missing=withdraw_missing,
        approval=Approval(approver, reason, may_exceed=True),
    )
    settings = load_settings()
    with conference_for_command(settings) as db:
        _check_size(file)
        jobs = ChildJobs(DataFolder(settings.data_dir).jobs, db, system_clock)
        started = jobs.start(KIND, params, {BROUGHT: file.read_bytes()})
        job = jobs.wait(started.id)
        _tell_fault(job)
        folder = jobs.folder(job.id)
        _show_preview(folder)
        if not yes and not click.confirm("Ghi vào danh sách? / Write it?"):
            click.echo("Chưa ghi gì. / Nothing was written.")
            return
        _write(db, folder, job, wishes)


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    """Read "what=is" as given at the command line; the last sign of equality parts it."""
    if wrong := [one for one in given if "=" not in one]:
        raise click.BadParameter(wrong[0])
    return {
        what.strip(): meant.strip() for what, _, meant in (one.rpartition("=") for one in given)
    }


def _check_size(file: Path) -> None:
    if file.stat().st_size > LARGEST_FILE:
        raise FileTooLarge(limit_mb=LARGEST_FILE // 1024**2)


def _tell_fault(job: JobStatus) -> None:
    if job.state is not JobState.DONE:
        fault = job.fault or {"sentence": JobFailed.sentence, "details": {}}
        raise click.ClickException(fault["sentence"] % fault["details"])


def _show_preview(folder: Path) -> None:
    summary = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
    for name, number in summary["counts"].items():
        click.echo(f"{number:>6}  {name}")
    for severity in ("error", "warning"):
        for fault in _first_page(folder, severity)[:FAULTS_SHOWN]:
            place = f"{fault['sheet']}!{fault['cell'] or fault['row'] or ''}"
            click.echo(f"{severity}: {place}: {fault['sentence'] % fault['details']}", err=True)
    for group in summary["groups"]:
        if not group["name"]:
            click.echo(f"group?: {group['given']} ({group['count']})", err=True)
    for row in _first_page(folder, "ask"):
        alike = "; ".join(f"{one['id']} = {one['name']}, {one['unit']}" for one in row["alike"])
        click.echo(f"ask: {row['key']}: {row['name']}, {row['unit']}: {alike}?", err=True)


def _first_page(folder: Path, section: str) -> list[dict[str, Any]]:
    file = folder / f"{section}-1.json"
    rows: list[dict[str, Any]] = json.loads(file.read_text("utf-8")) if file.exists() else []
    return rows


def _write(db: Database, folder: Path, job: JobStatus, wishes: Wishes) -> None:
    done = db.write(
        lambda s: take_preview(
            s, folder, job.id, job.params, wishes=wishes, by_name=BY_NAME, at=system_clock(), by=BY
        )
    )
    click.echo(
        f"Đã ghi: {done.added} thêm mới, {done.changed} thay đổi, {done.withdrawn} rút. / "
        f"Written: {done.added} new, {done.changed} changed, {done.withdrawn} withdrawn."
    )


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
