"""Who adds lines to the page of readiness; every new subject with something to say joins here."""

from __future__ import annotations

from conference import (
    arrivals,
    composition,
    cue_sheet,
    day_checks,
    eligibility,
    performers,
    rescheduling,
    seating,
)
from conference.delegates.checks import checks as list_checks
from conference.readiness import Checks

CHECKS: tuple[Checks, ...] = (
    rescheduling.checks,
    day_checks.checks,
    performers.checks,
    cue_sheet.checks,
    list_checks,
    seating.checks,
    composition.checks,
    eligibility.checks,
    arrivals.checks,
)
"""The lines that any process can look at; those of this machine are `server.machine`'s."""
