"""What the MC reads, as plain words: the script of items, and the lines that introduce guests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import awards
from conference.agenda import AgendaItem, PartKey
from conference.clock import to_ms
from conference.identity import the_conference
from conference.introductions import INTRODUCTION_FACTS, Line, introduction
from conference.scripts import SCRIPT_FACTS, abbreviations, drafts, pages_of, read_out, scripts

SPOKEN_FACTS = SCRIPT_FACTS | INTRODUCTION_FACTS
"""What changes these words; besides them rundown, awards, guests, roster and identity do."""


def script_words(session: Session, item_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Give the pages of these items, in the given order, as they are read out.

    Each is {"item_id", "pages": [{"part": {"kind", "id"} | None, "words", "draft"}]}; `draft` says
    that nobody has written them: they are proposed from the programme. No item is left out.
    """
    if not item_ids:
        return []
    table, keep = abbreviations(session), verbatim_words(session)
    pages: dict[int, list[dict[str, Any]]] = {item_id: [] for item_id in item_ids}
    for item_id, part, words, draft in spoken_parts(session, item_ids):
        pages[item_id] += [
            {"part": _part(part), "words": read_out(table, page, keep=keep), "draft": draft}
            for page in pages_of(words)
        ]
    return [{"item_id": item_id, "pages": pages[item_id]} for item_id in item_ids]


def spoken_parts(
    session: Session, item_ids: Iterable[int] | None = None
) -> list[tuple[int, PartKey | None, str, bool]]:
    """Give item, part, words and whether they are a draft: what is written, else proposed."""
    wanted = None if item_ids is None else set(item_ids)
    written = {(one.item_id, one.part): one.words for one in scripts(session, wanted) if one.words}
    proposed = drafts(session, wanted, honours=awards.honours_of_items(session))
    return [
        (one.item_id, one.part, written.get((one.item_id, one.part)) or one.words,
         (one.item_id, one.part) not in written)
        for one in proposed
    ]  # fmt: skip


def verbatim_words(session: Session) -> list[str]:
    """Give titles and Decisions, which are read as they are written wherever they stand."""
    conference = the_conference(session)
    further = [one["name"] for one in conference.further_titles]
    titles = session.scalars(select(AgendaItem.title).where(AgendaItem.removed.is_(False)))
    decisions = session.scalars(select(awards.AwardBlock.decision))
    return [conference.name, *further, *conference.title_lines, *titles, *decisions]


def introduction_words(
    session: Session, sitting_id: int, present_in: Sequence[int] = ()
) -> dict[str, Any]:
    """Give the lines that introduce who is in the hall, in order, and who waits to be listed.

    {"frozen": {"number", "at_ms"} | None, "begun", "lines": [{"ids", "text", "manner": "by_name" |
    "group", "introduced", "late", "fresh"}], "waiting": [{"id", "name", "position", "unit",
    "state", "listed", "at_ms"}]}. `late` came after introducing began and stands behind the others;
    `fresh` is not on paper although a list was frozen. Who waits has come but is not in the hall
    (`state`), or not on the MC's list (`listed`).
    """
    shown = introduction(session, sitting_id, present_in)
    frozen = shown.frozen
    return {
        "frozen": {"number": frozen.number, "at_ms": to_ms(frozen.at)} if frozen else None,
        "begun": shown.begun,
        "lines": [_line(one) for one in shown.lines],
        "waiting": [
            {
                "id": one.delegate_id,
                "name": one.name,
                "position": one.position,
                "unit": one.unit,
                "state": one.state,
                "listed": one.listed,
                "at_ms": to_ms(one.came) if one.came else None,
            }
            for one in shown.waiting
        ],
    }


def _line(one: Line) -> dict[str, Any]:
    return {
        "ids": list(one.ids),
        "text": one.text,
        "manner": "by_name" if one.by_name else "group",
        "introduced": one.introduced,
        "late": one.late,
        "fresh": one.fresh,
    }


def _part(part: PartKey | None) -> dict[str, Any] | None:
    return None if part is None else {"kind": part[0], "id": part[1]}
