"""What the demo's technicians do in each item, some of it not yet tried."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any

from sqlalchemy.orm import Session

from conference.agenda import AgendaItem, PartKey, parts_of
from conference.cue_sheet import CueKind, CueWords, add_cue, try_media
from seed.demo_office import BY, BY_NAME, Days


def write_cue_sheet(session: Session, items: Iterable[AgendaItem], days: Days) -> None:
    """Write what the technicians do in these items."""
    at, planned = days.before(2, 16), _planned()
    for item in items:
        for one in planned.get(item.number, ()):
            words = CueWords(
                CueKind(one["kind"]),
                one["words"],
                one.get("file", ""),
                one.get("length_s"),
                _part(item, one.get("part")),
            )
            cue_id = add_cue(session, item.id, words, at=at, by=BY)
            if one.get("tried"):
                try_media(session, cue_id, at=at, by=BY, by_name=BY_NAME)


def _part(item: AgendaItem, nth: int | None) -> PartKey | None:
    return None if nth is None else parts_of(item)[nth - 1]


def _planned() -> dict[str, list[dict[str, Any]]]:
    text = resources.files("seed").joinpath("demo_cues.toml").read_text(encoding="utf-8")
    return {one["number"]: one["cues"] for one in tomllib.loads(text)["items"]}
