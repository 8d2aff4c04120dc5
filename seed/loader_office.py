"""What the office gets out of a plan: tasks, readiness lines, and the words it only reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conference.preparation import Task, TaskKind
from conference.readiness import Gate
from seed.plan import Plan
from seed.plan_office import PlannedReport, PlannedTask
from seed.readiness import readiness_lines
from seed.sitting_hours import sitting_hours

CONFIRM_HOURS = "Xác nhận giờ bắt đầu và kết thúc từng buổi; kế hoạch chưa ghi giờ"

_READ_ONLY = {
    "edition", "title_from_plan", "contact_person", "default_address", "date_limit", "document",
    "scope", "next_congress", "legal_bases", "activities", "may_add", "merged_with", "duties",
    "tiers", "pilots", "reports",
}  # fmt: skip


def plan_words(plan: Plan) -> dict[str, Any]:
    """Give what is only read, as JSON: each under the name it has in the plan's file.

    Added are `item_notes` by the ordinal of their item, `citation_limit` and
    `citation_most_characters` of a trích ngang, `criteria_label`, `hours_assumed`: the ordinals of
    sittings whose hours nobody has said, and `further_title_of_item`: by the ordinal of an item,
    which of the further titles (1 is the first) its award belongs to.
    """
    hours, dossier = sitting_hours(plan), plan.dossier
    return plan.model_dump(mode="json", include=_READ_ONLY) | {
        "item_notes": {str(n): item.note for n, item in enumerate(plan.items, 1) if item.note},
        "citation_limit": dossier.citation_limit if dossier else "",
        "citation_most_characters": dossier.citation_most_characters if dossier else None,
        "criteria_label": plan.criteria.label if plan.criteria else "",
        "hours_assumed": [n for n, sitting in enumerate(hours, 1) if sitting.assumed],
        "further_title_of_item": _further_title_of_item(plan),
    }


def _further_title_of_item(plan: Plan) -> dict[str, int]:
    nth_title = {title.key: nth for nth, title in enumerate(plan.further_titles, start=1)}
    title_of = {award.key: award.further_title for award in plan.awards if award.further_title}
    return {
        str(ordinal): nth_title[title_of[award]]
        for ordinal, item in enumerate(plan.items, start=1)
        for award in item.awards
        if award in title_of
    }


def tasks(plan: Plan) -> list[Task]:
    """Give the work of a conference in its order: the plan's, its reports, the lines of the day."""
    rows = [*_tasks(plan), *_reports(plan), *_readiness(plan)]
    for ordinal, row in enumerate(rows, start=1):
        row.ordinal = ordinal
    return rows


def _tasks(plan: Plan) -> Iterator[Task]:
    for task in plan.tasks:
        yield Task(
            kind=task.kind,
            unit=task.unit,
            title=task.title,
            area=task.area,
            owner=task.owner,
            gate=task.gate,
            **_limit(task),
        )


def _reports(plan: Plan) -> Iterator[Task]:
    for report in plan.reports:
        via = f" (qua {report.via})" if report.via else ""
        yield Task(
            kind=TaskKind.REPORT,
            unit=report.unit,
            title=f"Báo cáo {report.to}{via}: {report.what}",
            area="báo cáo",
            **_limit(report),
        )


def _readiness(plan: Plan) -> Iterator[Task]:
    if any(sitting.assumed for sitting in sitting_hours(plan)):
        yield _line(Gate.EVENING_BEFORE, "chương trình", CONFIRM_HOURS)
    for line in readiness_lines():
        yield _line(line.gate, line.area, line.title)


def _line(gate: Gate, area: str, title: str) -> Task:
    return Task(kind=TaskKind.READINESS, gate=gate, area=area, title=title)


def _limit(due: PlannedTask | PlannedReport) -> dict[str, Any]:
    limit = {"due_on": due.due, "due_text": due.due_text}
    return limit if due.bound is None else limit | {"bound": due.bound}
