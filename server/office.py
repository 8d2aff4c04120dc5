"""Puts the office's parts together: every list, paper and page of /admin and what they are lent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from flask import Blueprint

import admin.composition
import admin.conferences
import admin.criteria
import admin.eligibility
import admin.imports
import admin.invitations
import admin.jobs
import admin.papers
import admin.programme
import admin.programme_import
import admin.readiness
import admin.roster
import admin.seating
from conference.clock import Clock
from conference.database import Database, RunApart
from conference.eligibility import CriteriaSet
from conference.operators import Who
from conference.readiness import Checks
from seed.plan import criteria_presets
from server.choosing import FolderConferences
from server.jobs import ChildJobs
from server.machine import Machine, machine_checks
from server.remembered_checks import remembered
from server.subject_checks import CHECKS


@dataclass(frozen=True)
class Lent:
    """What the server lends the office."""

    who: Callable[[], Who]
    jobs: ChildJobs
    conferences: FolderConferences
    machine: Machine
    opens: Callable[[str], bool]
    pages: RunApart
    """Works through the whole list where the hub need not wait for it."""


def readiness_checks(machine: Machine) -> tuple[Checks, ...]:
    """Give everybody's lines of readiness, and those of this machine, which are never old."""
    return (remembered(CHECKS), machine_checks(machine))


def office_blueprints(db: Database, clock: Clock, lent: Lent) -> list[Blueprint]:
    """Make the office's blueprints beside those of `admin.routes`: overview, awards, stations."""
    who, checks, presets = lent.who, readiness_checks(lent.machine), _criteria()
    return [
        admin.roster.create_blueprint(db, clock, who=who),
        admin.imports.create_blueprint(db, clock, who=who, jobs=lent.jobs),
        admin.jobs.create_blueprint(lent.jobs),
        admin.invitations.create_blueprint(db, clock, who=who, jobs=lent.jobs),
        admin.papers.create_blueprint(
            clock, jobs=lent.jobs, told={"readiness": lambda: _of_the_machine(db, clock, lent)}
        ),
        admin.seating.create_blueprint(db, clock, who=who, run_apart=lent.pages),
        admin.composition.create_blueprint(db, clock, who=who),
        admin.programme.create_blueprint(db, clock, who=who),
        admin.programme_import.create_blueprint(db, clock, who=who, jobs=lent.jobs),
        admin.eligibility.create_blueprint(db, clock, who=who, presets=presets),
        admin.criteria.create_blueprint(db, clock, who=who, presets=presets),
        admin.readiness.create_blueprint(db, clock, who=who, checks=checks, opens=lent.opens),
        admin.conferences.create_blueprint(db, clock, who=who, conferences=lent.conferences),
    ]


def _criteria() -> Mapping[str, CriteriaSet]:
    """Give the criteria of other plans that a conference may take over."""
    return {name: CriteriaSet(one.label, one.trees) for name, one in criteria_presets().items()}


def _of_the_machine(db: Database, clock: Clock, lent: Lent) -> dict[str, Any]:
    """Give the lines of readiness that only this process can look at, as plain values."""
    with db.reading() as session:
        lines = machine_checks(lent.machine)(session, clock())
    return {"machine_lines": [asdict(line) for line in lines]}
