"""What a person looks at before the doors open, whatever the plan: lines of `readiness.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from conference.readiness import Gate
from seed.plan_part import PlanPart, Words


class ReadinessLine(PlanPart):
    """A line that is ticked by hand, and the gate at which it must be in order."""

    gate: Gate
    area: Words
    title: Words


class _Lines(PlanPart):
    lines: tuple[ReadinessLine, ...]


def readiness_lines() -> tuple[ReadinessLine, ...]:
    """Give the lines in the order of their gates."""
    text = (files("seed") / "readiness.toml").read_text(encoding="utf-8")
    return _Lines.model_validate(tomllib.loads(text)).lines
