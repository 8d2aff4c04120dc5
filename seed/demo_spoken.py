"""What is spoken in the demo: a script for every item, and who is introduced together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy.orm import Session

from conference.agenda import AgendaItem, PartKey, PartKind
from conference.introductions import Manner, set_manner
from conference.scripts import write_script
from seed.demo_office import BY, BY_NAME, Days


def write_what_is_spoken(
    session: Session, items: Iterable[AgendaItem], people: Mapping[str, Sequence[int]], days: Days
) -> None:
    """Write the script of these items, and introduce groups of these people together.

    `people` are the ids of the delegates by the key of their group.
    """
    at, words = days.before(2, 15), _words()
    spoken = {one["number"]: one for one in words["items"]}
    for item in items:
        for part, said in _parts(item, spoken[item.number]):
            write_script(session, item.id, said, part=part, at=at, by=BY, by_name=BY_NAME)
    for group, line in words["together"].items():
        for delegate_id in people[group]:
            manner = Manner(by_name=False, group_line=line)
            set_manner(session, delegate_id, manner, at=at, by=BY)


def _parts(item: AgendaItem, said: Mapping[str, Any]) -> Iterator[tuple[PartKey | None, str]]:
    yield None, said["words"]
    for step, words in zip(item.steps, said.get("steps", ()), strict=True):
        yield (PartKind.STEP, step.id), words
    for entry, words in zip(item.entries, said.get("entries", ()), strict=True):
        yield (PartKind.ENTRY, entry.id), words


@cache
def _words() -> dict[str, Any]:
    text = resources.files("seed").joinpath("demo_spoken.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
