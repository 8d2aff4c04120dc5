"""The wings: who goes on next, who of them is here, which batch gathers, what is carried in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from conference.awards import BatchState
from conference.cue_sheet import CueKind
from conference.operators import Role, open_to
from stage.cue_list import Technical, items_soon, rundown_without_others
from stage.programme import Programme

Words = dict[str, Any]

BACKSTAGE_ROLES = (Role.ADMIN, Role.STAGE, Role.BACKSTAGE, Role.MC)
_IN_LINE = [BatchState.ON_STAGE, BatchState.GATHERING, BatchState.PLANNED]
ITEMS_SHOWN = 3
BATCHES_SHOWN = 3
"""This batch and the next two, one only as long as the awards are far off; more is noise."""


def create_blueprint() -> Blueprint:
    """Make the page of the wings."""
    routes = Blueprint("stage_backstage", __name__, url_prefix="/stage")

    @routes.get("/backstage")
    @open_to(*BACKSTAGE_ROLES)
    def backstage() -> str:
        return render_template("stage/backstage.html")

    return routes


def backstage_words(
    shown: Programme, people: Words, award: Words | None, sheet: Technical
) -> Words:
    """Give the items that come, their performers, the batches that gather and what is carried in.

    {"soon": [item ids], "next_part", "performers", "missing_performers", "award": with this batch
    and the next two only | null, "settings": [{"item_id", "rows"}]}.
    """
    soon = items_soon(shown, ITEMS_SHOWN)
    named, missing = people["performers"], people["missing_performers"]
    return rundown_without_others(shown, soon) | {
        "soon": soon,
        "next_part": shown.staff["next_part"],
        "performers": {str(one): named[str(one)] for one in soon if str(one) in named},
        "missing_performers": [one for one in missing if _has(one, soon)],
        "award": _award(award, soon),
        "settings": [
            {"item_id": one, "rows": rows} for one in soon if (rows := _carried(sheet, one))
        ],
    }


def _has(one: Words, soon: list[int]) -> bool:
    return any(item["id"] in soon for item in one["items"])


def _carried(sheet: Technical, item_id: int) -> list[Words]:
    return [one for one in sheet.by_item.get(item_id, []) if one["kind"] == CueKind.SETTING]


def _award(award: Words | None, soon: list[int]) -> Words | None:
    if award is None:
        return None
    begun = any(one["state"] != BatchState.PLANNED for one in award["batches"])
    most = BATCHES_SHOWN if begun or award["item_id"] in soon else 1
    waiting = [one for one in award["batches"] if one["state"] != BatchState.DONE]
    # Whoever stands or gathers comes first, called out of turn or not.
    waiting.sort(key=lambda one: _IN_LINE.index(one["state"]))
    return award | {"batches": waiting[:most], "batches_after": max(len(waiting) - most, 0)}
