"""`hoinghi work`: one job in a process of its own; the server starts it, nobody types it."""

from __future__ import annotations

import json
import os
import sys
import threading
from importlib import import_module
from pathlib import Path

import click

from conference.refusals import Refusal
from server.work.job import ASKED, Job, JobCancelled

if sys.platform != "win32":
    import resource

KINDS = {
    "list": "server.work.list_file",
    "hall_slides": "server.work.hall_slides",
    "invitations": "server.work.invitations",
    "pictures": "server.work.invitations",
    "labels": "server.work.papers",
    "paper_list": "server.work.paper_list",
    "papers": "server.work.papers",
    "spoken_papers": "server.work.spoken_papers",
    "programme": "server.work.programme_file",
    "run_papers": "server.work.run_papers",
    "tables": "server.work.papers",
}
"""Which module does which kind of job."""


@click.command(hidden=True)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--end-with-input", is_flag=True, help="End when nobody holds the input any more.")
def work(folder: Path, end_with_input: bool) -> None:  # noqa: FBT001 - click's way of a flag
    """Do the job in FOLDER."""
    _limit(folder)
    if end_with_input:
        threading.Thread(target=_end_with_the_server, daemon=True).start()
    job = Job(folder)
    module = import_module(KINDS[job.kind])
    try:
        job.end(module.run(job))
    except JobCancelled:
        job.end_cancelled()
    except Refusal as refusal:
        job.fail(refusal)


def _end_with_the_server() -> None:
    """Wait for the end of the server, which holds the other end of our input, and end too.

    A server that was killed cannot stop its jobs; the next one lets them go on, and two processes
    must not write the same parts.
    """
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _limit(folder: Path) -> None:
    """Take no more memory and processor time than the job was given.

    Not on Windows, which has no `resource`: there the size checks of the reader and the server's
    watch over the time remain.
    """
    limits = json.loads((folder / ASKED).read_text(encoding="utf-8"))["limits"]
    if sys.platform != "win32":
        memory = limits["memory_mb"] * 1024**2
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"] + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
