"""A seat as people write it: "A-05", "a5" and "A 05" are one."""

from __future__ import annotations

import re

from conference.names import fold
from conference.seating.hall import Hall
from conference.seating.places import Seat, seats


class WrittenSeats:
    """The seats of a hall by what a file may call them."""

    def __init__(self, hall: Hall) -> None:
        made = seats(hall)
        self._exact = {seat.label: seat for seat in made}
        self._loose: dict[tuple[str, ...], list[Seat]] = {}
        for seat in made:
            self._loose.setdefault(loose_label(seat.label), []).append(seat)

    def find(self, written: str) -> Seat | None:
        """Give the seat that is meant; None where there is none, or where it could be two."""
        like = self._loose.get(loose_label(written), [])
        return self._exact.get(written.strip()) or (like[0] if len(like) == 1 else None)


def loose_label(label: str) -> tuple[str, ...]:
    """Give a label's letters and numbers alone: "A-05", "a5" and "A 05" are one."""
    return tuple(part.lstrip("0") or "0" for part in re.findall(r"\d+|[^\W\d_]+", fold(label)))
