"""Reads a programme that was brought or pasted; the office's page lays it beside the plan.

Nothing is written to the conference, and nothing of it is read: what is compared changes while the
programme runs, what a file says does not.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import Any

from seed.lists.programme import read_programme
from server.work.job import Job

BROUGHT = "brought"
READ = "programme.json"


def run(job: Job) -> str:
    """Read the file of the job into plain words."""
    params = job.params
    read = read_programme(
        job.folder / BROUGHT,
        file_name=params["file_name"],
        pasted=params.get("pasted", False),
        sheet=params.get("sheet", ""),
        sitting=params.get("sitting", ""),
        sittings=params.get("sittings", ()),
    )
    words = json.dumps(asdict(read), ensure_ascii=False, default=_plain)
    (job.folder / READ).write_text(words, encoding="utf-8")
    return READ


def _plain(value: Any) -> str:
    """Give an hour as JSON carries it.

    Raises:
        TypeError: it is none.
    """
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    raise TypeError(repr(value))
