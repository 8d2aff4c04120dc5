"""Where a seat is: the hall drawn with the one seat marked, for the card that greets a delegate.

Public, so that it holds the hall's shape and one label: no name, nobody else's seat.
"""

from __future__ import annotations

import functools
import json

from flask import Response
from flask_babel import gettext

from conference import seating
from conference.database import Database, RunApart
from conference.seating import HallWords

MOST_SEATS = 1500
"""A larger hall is no help on a card: its seats are too small to see, and its drawing is heavy."""

DRAWINGS_KEPT = 256
"""Drawings by plan, seat and language; those of a plan that was changed fall out."""


def seat_map(db: Database, label: str, *, run_apart: RunApart) -> Response:
    """Answer with the drawing of this seat; with nothing (204) where no plan has such a seat."""
    with db.reading() as session:
        values = seating.hall_values(session)
    if values is None:
        return _nothing()
    plan = json.dumps(values, sort_keys=True)
    words = HallWords(**{name: gettext(said) for name, said in seating.HALL_WORDS.items()})
    svg = run_apart(functools.partial(_drawn, plan, label, words))
    return _nothing() if svg is None else Response(svg, mimetype="image/svg+xml")


def _nothing() -> Response:
    return Response(status=204)


@functools.lru_cache(maxsize=DRAWINGS_KEPT)
def _drawn(plan: str, label: str, words: HallWords) -> str | None:
    hall = seating.hall_from(json.loads(plan))
    labels = [seat.label for seat in seating.seats(hall)]
    if label not in labels or len(labels) > MOST_SEATS:
        return None
    return seating.hall_svg(hall, highlight=label, words=words)
