"""What the pages of the hall show: the drawing, who sits where, what a proposal would change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from flask_babel import gettext
from markupsafe import Markup
from sqlalchemy.orm import Session

from conference import awards, seating
from conference.delegates import (
    Duty,
    GroupKind,
    ListState,
    all_groups,
    all_units,
    find_delegates,
)
from conference.identity import the_conference
from conference.refusals import Refusal
from conference.seating import Hall, HallWords, Person, Preset, Proposal, Seat

MOST_CHOICES = 500
"""Names in a list to choose from; more than that nobody reads."""

MOST_FOUND = 12
"""Rows of an usher's search: a glance, not a list."""

_APART = {GroupKind.PRESS, GroupKind.SERVICE}


def hall_words() -> HallWords:
    """Give the words of the drawing in the reader's language."""
    return HallWords(**{name: gettext(words) for name, words in seating.HALL_WORDS.items()})


def recipients_in_order(session: Session) -> list[int]:
    """Give the delegates who are honoured today, as they will be called."""
    called = [
        one.delegate_id
        for block in awards.all_blocks(session)
        for batch in block.batches
        for one in batch.recipients
        if one.delegate_id is not None
    ]
    return list(dict.fromkeys(called))


def drawing(
    session: Session,
    hall: Hall,
    people: Sequence[Person],
    *,
    highlight: str | None = None,
    interactive: bool = False,
) -> Markup:
    """Draw the hall with who sits where."""
    seated = {one.seat: one for one in people if one.seat}
    called = set(recipients_in_order(session))
    svg = seating.hall_svg(
        hall,
        highlight=highlight,
        occupied={label: _mark(one, called) for label, one in seated.items()},
        names={label: one.name for label, one in seated.items()},
        words=hall_words(),
        interactive=interactive,
    )
    # hall_svg escapes whatever people wrote; test_the_drawing_escapes.py holds it to that.
    return Markup(svg)  # noqa: S704


def _mark(person: Person, called: set[int]) -> str:
    if person.id in called:
        return seating.RECIPIENT
    if person.kind is GroupKind.LEADER or person.duty in {Duty.CHAIR, Duty.PRESIDIUM}:
        return seating.VIP
    return seating.APART if person.kind in _APART else seating.TAKEN


def saved_hall(session: Session) -> tuple[Hall | None, bool]:
    """Give the hall, and whether what is kept can be read."""
    try:
        return seating.the_hall(session), True
    except Refusal:
        return None, False


def editor_words(session: Session, *, may_change: bool) -> dict[str, Any]:
    """Give what the editor shows."""
    values, (hall, readable) = seating.hall_values(session), saved_hall(session)
    people = seating.people_to_seat(session)
    words: dict[str, Any] = {
        "hall": hall,
        "plan": values,
        "readable": readable,
        "seen": seating.digest(values),
        "may_change": may_change,
        "presets": [(one.value, seating.PRESET_NAMES[one]) for one in Preset],
        "people": len(people),
        "numbered": the_conference(session).seats_numbered,
        "groups": _groups(session),
        "recipients": len(recipients_in_order(session)),
    }
    if hall is None:
        return words
    made = seating.seats(hall)
    return words | {
        "svg": drawing(session, hall, people, interactive=may_change),
        "block_names": [(one.name, one.name) for one in hall.blocks],
        "rows_text": [rows_text(one.rows) for one in hall.blocks],
        "counts": counts(hall, made, people),
        "rows": rows_for_print(made, people),
        "unseated": [one for one in people if not one.seat][:MOST_CHOICES],
        "seated_at": {one.seat: one for one in people if one.seat},
        "area_counts": _area_counts(session) if hall.areas else {},
        "units": [(one.id, one.name) for one in all_units(session)] if hall.areas else [],
    }


def rows_text(rows: Sequence[int]) -> str:
    """Write the rows' lengths as the editor reads them: "9×12 10"."""
    runs = [(length, len(list(same))) for length, same in groupby(rows)]
    return " ".join(f"{count}×{length}" if count > 1 else str(length) for length, count in runs)


def _groups(session: Session) -> list[dict[str, Any]]:
    return [
        {
            "id": group.id,
            "name": group.name,
            "in_front": group.kind is GroupKind.LEADER,
            "apart": group.kind in _APART,
        }
        for group in sorted(all_groups(session), key=lambda one: one.protocol_rank)
    ]


def _area_counts(session: Session) -> dict[str, int]:
    counted: dict[str, int] = {}
    for row in session.scalars(seating.seatable()):
        counted[row.area] = counted.get(row.area, 0) + 1
    return counted


def counts(hall: Hall, made: Sequence[Seat], people: Sequence[Person]) -> dict[str, int]:
    """Count seats and people; `gone` are seats of the list that the plan cannot give."""
    usable = {seat.label for seat in made if not seat.blocked}
    seated = [one for one in people if one.seat]
    return {
        "seats": len(made),
        "usable": len(usable),
        "blocked": len(made) - len(usable),
        "seated": len(seated),
        "unseated": len(people) - len(seated),
        "gone": sum(one.seat not in usable for one in seated),
        "free": len(usable - {one.seat for one in seated}),
        "capacity": seating.area_capacity(hall),
    }


def rows_for_print(made: Iterable[Seat], people: Iterable[Person]) -> list[dict[str, Any]]:
    """List who sits in each row, rows without anybody left out."""
    seated = {one.seat: one for one in people if one.seat}
    rows = []
    for (block, row), places in groupby(made, key=lambda seat: (seat.block, seat.row)):
        taken = [(seat, seated[seat.label]) for seat in places if seat.label in seated]
        if taken:
            taken.sort(key=lambda one: one[0].number)
            rows.append({"block": block, "row": row, "taken": taken})
    return rows


def proposal_words(people: Sequence[Person], proposal: Proposal, *, keep: bool) -> dict[str, Any]:
    """Give what a proposal would change, and a digest by which it is confirmed."""
    wanted = dict(proposal.pairs)
    units = {one.unit_id: one.unit for one in people}
    changes = []
    for one in people:
        after = wanted.get(one.id, one.seat if keep else "")
        if after != one.seat:
            changes.append({"name": one.name, "unit": one.unit, "before": one.seat, "after": after})
    return {
        "changes": changes,
        "unchanged": len(people) - len(changes),
        "unseated": [f"{one.name} ({one.unit})" for one in proposal.unseated],
        "split": [units[one] for one in proposal.split_units],
        "shown": seating.digest([list(pair) for pair in proposal.pairs]),
    }


def usher_words(session: Session, query: str, label: str) -> dict[str, Any]:
    """Give the usher's page: who is looked for, and where the chosen seat or area is."""
    hall, _ = saved_hall(session)
    people = seating.people_to_seat(session)
    found = _found(session, query)
    known = {seat.label for seat in seating.seats(hall)} if hall else set()
    known |= {area.name for area in hall.areas} if hall else set()
    if label not in known:
        only = found[0] if len(found) == 1 else {}
        label = only.get("seat") or only.get("area") or ""
    holder = next((one for one in people if label and one.seat == label), None)
    return {
        "q": query,
        "hall": hall,
        "found": found,
        "label": label,
        "holder": holder,
        "svg": drawing(session, hall, people, highlight=label or None) if hall else "",
    }


def _found(session: Session, query: str) -> list[dict[str, Any]]:
    if not query.strip():
        return []
    question = find_delegates(query, state=ListState.APPROVED).limit(MOST_FOUND)
    return [
        {
            "name": row.full_name,
            "position": row.position,
            "unit": row.unit.name,
            "seat": row.seat,
            "area": row.area,
        }
        for row in session.scalars(question)
    ]
