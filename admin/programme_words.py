"""What the programme's page shows: each sitting's items with hours, gaps, sums and persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import agenda
from conference.agenda import (
    AgendaEdit,
    AgendaItem,
    ItemState,
    PartKey,
    PartKind,
    Rundown,
    words_of,
    written_hour,
)
from conference.clock import in_the_hall
from conference.delegates import Delegate
from conference.identity import Sitting, the_conference
from conference.performers import (
    Clash,
    PerformerNow,
    Proposal,
    clashes,
    performers_now,
    proposals,
)

Words = dict[str, Any]
Places = dict[tuple[int, PartKey | None], list[Words]]
"""Something by the item and the part (None: the item itself) that it belongs to."""

_LOCKED = frozenset({ItemState.LIVE, ItemState.HELD, ItemState.DONE})


def programme_words(session: Session, now: dt.datetime) -> Words:
    """Give the programme of every sitting as its page shows it."""
    conference = the_conference(session)
    # The revision first: an edit made in between is refused as stale rather than taken for seen.
    revision, state = agenda.rundown_revision(session), agenda.rundown(session)
    on_stage = agenda.on_stage(session, now)
    people = performers_now(session, *on_stage.present_in)
    persons = _persons(people)
    proposed = _proposed(proposals(session))
    return {
        "revision": revision,
        "phase": state.phase,
        "undoable": _last_edit(agenda.last_edit(session)),
        "sittings": [_sitting_words(one, state, persons, proposed) for one in conference.sittings],
        "missing": [_missing(one) for one in people if one.missing],
        "clashes": [_clash(one) for one in clashes(session, on_stage.sitting_id)],
        "sure": [one for them in proposed.values() for one in them if one["sure"]],
    }


def _last_edit(edit: AgendaEdit | None) -> Words | None:
    return {"by": edit.by_name, "at": f"{in_the_hall(edit.at):%Hh%M}"} if edit else None


def _sitting_words(sitting: Sitting, state: Rundown, persons: Places, proposed: Places) -> Words:
    items = [one for one in state.items if one.sitting_id == sitting.id]
    rows = [_row(state, one, persons, proposed) for one in items]
    for row, gap in zip(rows, gaps(items), strict=True):
        row["gap_min"] = gap
    return {
        "id": sitting.id,
        "name": sitting.name,
        "starts": hour(sitting.starts_at),
        "ends": hour(sitting.ends_at),
        "day": f"{in_the_hall(sitting.starts_at):%d/%m/%Y}",
        "rows": rows,
        "sum": _sum(sitting, items),
    }


def _row(state: Rundown, item: AgendaItem, persons: Places, proposed: Places) -> Words:
    played = state.of(item)
    return {
        "id": item.id,
        "state": played.state,
        "locked": played.state in _LOCKED,
        "live": item.id == state.live_id,
        "began": hour(played.started),
        "ended": hour(played.ended),
        "hours": hour_range(item),
        "minutes": minutes_of(item),
        "item": item_form(item),
        "parts": [
            {
                "kind": kind,
                "key": f"{kind.value}-{row.id}",
                "id": row.id,
                "label": getattr(row, "label", ""),
                "title": row.title,
                "performer": row.performer,
                "minutes": getattr(row, "length_min", None),
                "note": row.cue_note,
                "begun": state.of_part((kind, row.id)).started is not None,
                "people": persons.get((item.id, (kind, row.id)), []),
                "proposed": proposed.get((item.id, (kind, row.id)), []),
            }
            for kind, row in _parts(item)
        ],
        "people": persons.get((item.id, None), []),
        "proposed": proposed.get((item.id, None), []),
    }


def _parts(item: AgendaItem) -> Iterable[tuple[PartKind, Any]]:
    yield from ((PartKind.ENTRY, one) for one in item.entries)
    yield from ((PartKind.STEP, one) for one in item.steps)


def item_form(item: AgendaItem) -> Words:
    """Give an item as its form is filled in."""
    words = words_of(item)
    parts = {
        name: [
            {
                "id": one.id,
                "label": one.label,
                "title": one.title,
                "performer": one.performer,
                "length_min": one.length_min,
                "cue_note": one.cue_note,
                "manner": one.manner or "",
            }
            for one in given
        ]
        for name, given in (("steps", words.steps), ("entries", words.entries))
    }
    return {
        "number": words.number,
        "title": words.title,
        "performer": words.performer,
        "start": hour(words.planned_start),
        "end": hour(words.planned_end),
        "length_min": words.length_min,
        "optional": words.optional,
        "vote": words.vote,
        "hard_start": words.hard_start,
        "protected": words.protected,
        "manner": words.manner,
        "cue_note": words.cue_note,
        **parts,
    }


def hour(moment: dt.datetime | None) -> str:
    """Give a moment as the hall's clock shows it, 14h20; empty for none."""
    return "" if moment is None else written_hour(in_the_hall(moment).time())


def hour_range(item: AgendaItem) -> str:
    """Give when an item is planned, "14h00-14h20"; empty where nobody has said."""
    return "-".join(filter(None, (hour(item.planned_start), hour(item.planned_end))))


def minutes_of(item: AgendaItem) -> int | None:
    """Give how long an item is planned: by its hours, its minutes, or those of its queue."""
    if item.planned_start is not None and item.planned_end is not None:
        return (item.planned_end - item.planned_start) // dt.timedelta(minutes=1)
    if item.length_min is not None:
        return item.length_min
    lengths = [one.length_min for one in item.entries if one.length_min is not None]
    return sum(lengths) if lengths and len(lengths) == len(item.entries) else None


def gaps(items: Sequence[AgendaItem]) -> list[int]:
    """Give the minutes between each item and what is planned before it; negative: they overlap."""
    found, before = [], None
    for item in items:
        start = item.planned_start
        known = before is not None and start is not None
        found.append((start - before) // dt.timedelta(minutes=1) if known else 0)  # type: ignore[operator]
        if start is not None:
            before = item.planned_end
    return found


def _sum(sitting: Sitting, items: Sequence[AgendaItem]) -> Words:
    """Sum the minutes, and say what of the sitting's hours they leave or go beyond."""
    lengths = [minutes_of(item) for item in items]
    known = [one for one in lengths if one is not None]
    ends = [one.planned_end for one in items if one.planned_end is not None]
    beyond = (max(ends) - sitting.ends_at) // dt.timedelta(minutes=1) if ends else 0
    whole = (sitting.ends_at - sitting.starts_at) // dt.timedelta(minutes=1)
    untimed = not ends and bool(known)
    return {
        "items": len(items),
        "minutes": sum(known),
        "unknown": len(lengths) - len(known),
        "beyond": max(beyond, sum(known) - whole if untimed else 0, 0),
        "until": hour(max(ends)) if ends else "",
        "unplanned": sum(one.planned_start is None for one in items),
    }


def _persons(people: Sequence[PerformerNow]) -> Places:
    """Give who is linked, by item and part."""
    found: Places = {}
    for one in people:
        for performance in one.performances:
            place = performance.item.id, performance.part
            words = person_words(one.delegate) | {"does": performance.does}
            words |= {"present": one.present, "substitute": None}
            if one.substitute is not None:
                words["substitute"] = person_words(one.substitute)
                words["substitute"]["present"] = one.substitute_present
            found.setdefault(place, []).append(words)
    return found


def person_words(delegate: Delegate) -> Words:
    """Give a delegate as the page names one: namesakes are told apart by office and unit."""
    return {
        "id": delegate.id,
        "name": delegate.full_name,
        "mark": delegate.namesake_mark,
        "position": delegate.position,
        "unit": delegate.unit.name,
        "card": delegate.card_number,
        "listed": delegate.state.value,
    }


def _proposed(found: Iterable[Proposal]) -> Places:
    by_place: Places = {}
    for one in found:
        part = {"kind": one.part[0], "id": one.part[1]} if one.part else None
        by_place[one.item.id, one.part] = [
            person_words(person)
            | {"item_id": one.item.id, "part": part, "sure": one.sure and len(one.candidates) == 1}
            for person in one.candidates
        ]
    return by_place


def _missing(one: PerformerNow) -> Words:
    items = {each.item.id: each.item for each in one.to_come}
    substitute = one.substitute
    return person_words(one.delegate) | {
        "items": [_item_named(item) for item in items.values()],
        "substitute": person_words(substitute) if substitute else None,
        "substitute_present": one.substitute_present,
    }


def _clash(one: Clash) -> Words:
    substitute = one.substitute
    return {
        "kind": one.kind.value,
        "person": person_words(one.delegate),
        "items": [_item_named(item) for item in one.items],
        "substitute": person_words(substitute) if substitute else None,
    }


def _item_named(item: AgendaItem) -> Words:
    return {"id": item.id, "number": item.number, "title": item.title, "hours": hour_range(item)}


def one_sitting(session: Session, sitting_id: int) -> Sitting | None:
    """Give a sitting of the open conference."""
    return session.scalar(select(Sitting).where(Sitting.id == sitting_id))
