"""Puts the office's parts together: every list, paper and page of /admin and what they are lent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint

import admin.composition
import admin.conferences
import admin.eligibility
import admin.imports
import admin.invitations
import admin.jobs
import admin.papers
import admin.readiness
import admin.roster
import admin.seating
from conference import (
    arrivals,
    composition,
    day_checks,
    eligibility,
    rescheduling,
    seating,
)
from conference.clock import Clock
from conference.database import Database
from conference.delegates.checks import checks as list_checks
from conference.operators import Who
from conference.readiness import Checks
from server.choosing import FolderConferences
from server.jobs import ChildJobs
from server.machine import Machine, machine_checks
from server.remembered_checks import remembered

CHECKS: tuple[Checks, ...] = (
    rescheduling.checks,
    day_checks.checks,
    list_checks,
    seating.checks,
    composition.checks,
    eligibility.checks,
    arrivals.checks,
)
"""Who adds lines to the page of readiness; every new subject with something to say joins here."""


@dataclass(frozen=True)
class Lent:
    """What the server lends the office."""

    who: Callable[[], Who]
    jobs: ChildJobs
    conferences: FolderConferences
    machine: Machine
    opens: Callable[[str], bool]


def readiness_checks(machine: Machine) -> tuple[Checks, ...]:
    """Give everybody's lines of readiness, and those of this machine, which are never old."""
    return (remembered(CHECKS), machine_checks(machine))


def office_blueprints(db: Database, clock: Clock, lent: Lent) -> list[Blueprint]:
    """Make the office's blueprints beside the overview, awards and stations of `admin.routes`."""
    who, checks = lent.who, readiness_checks(lent.machine)
    return [
        admin.roster.create_blueprint(db, clock, who=who),
        admin.imports.create_blueprint(db, clock, who=who, jobs=lent.jobs),
        admin.jobs.create_blueprint(lent.jobs),
        admin.invitations.create_blueprint(db, clock, who=who, jobs=lent.jobs),
        admin.papers.create_blueprint(clock, jobs=lent.jobs),
        admin.seating.create_blueprint(db, clock, who=who),
        admin.composition.create_blueprint(db, clock, who=who),
        admin.eligibility.create_blueprint(db, clock, who=who),
        admin.readiness.create_blueprint(db, clock, who=who, checks=checks, opens=lent.opens),
        admin.conferences.create_blueprint(db, clock, who=who, conferences=lent.conferences),
    ]
