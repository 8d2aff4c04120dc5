"""The door's answer as JSON text: what the person in front of the station may read."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from conference.attendance.judging import Found
from conference.clock import in_the_hall, to_ms
from conference.delegates import DelegateCard
from conference.identity import DoorSetting
from conference.names import area_name
from conference.verdicts import Reason, Verdict, sentences

_NAMED = {Verdict.ADMITTED, Verdict.REPEAT}
"""Verdicts whose answer greets by name; a refused one names nobody."""


def answer_text(
    scan_id: str,
    found: Found,
    door: DoorSetting,
    *,
    station_name: str,
    badge: dict[str, Any] | None,
    at: dt.datetime,
) -> str:
    """Give the answer to a scan (docs/developers/contracts.md).

    `badge` says what becomes of the badge: {"queued": true, "pool": …}, {"tray": …}, or None.
    """
    new = found.reason is Reason.ADMITTED
    verdict = found.reason.verdict
    shown = found.card if verdict in _NAMED else None
    first_at = (at if new else found.first_at) if shown else None
    first_station = station_name if new else found.first_station
    came_at = found.back_at or first_at
    words = {"first": f"{in_the_hall(came_at):%Hh%M}"} if first_at and came_at else {}
    words["desk"] = door.support_desk
    if shown:
        words |= {"address": shown.address, "name": shown.name, "seat": shown.seat}
        words["area"] = area_name(shown.area)
    body = {
        "scan_id": scan_id,
        "verdict": verdict,
        "reason": found.reason,
        "sentence": sentences(found.reason, **words),
        "delegate": shown_words(shown) if shown else None,
        "first": {"at_ms": to_ms(first_at), "station": first_station} if first_at else None,
        "badge": badge,
        "rehearsal": door.rehearsal,
        "decided_ms": to_ms(at),
    }
    if first_at and found.back_at:
        body["back"] = {"at_ms": to_ms(found.back_at), "station": found.back_station}
    return json.dumps(body, ensure_ascii=False)


def shown_words(card: DelegateCard) -> dict[str, Any]:
    """Give the words of a delegate that an answer shows."""
    return {
        "id": card.id,
        "name": card.name,
        "mark": card.mark,
        "position": card.position,
        "unit": card.unit,
        "group": card.group,
        "colour": card.colour,
        "seat": card.seat,
        "area": area_name(card.area),
        "card_number": card.card_number,
    }


def undecided(scan_id: str, *, at: dt.datetime, rehearsal: bool = False) -> str:
    """Give the answer of a door that cannot decide now; never stored, may be judged again."""
    body = {
        "scan_id": scan_id,
        "verdict": Verdict.UNDECIDED,
        "reason": Reason.UNDECIDED,
        "sentence": sentences(Reason.UNDECIDED),
        "delegate": None,
        "first": None,
        "badge": None,
        "rehearsal": rehearsal,
        "decided_ms": to_ms(at),
    }
    return json.dumps(body, ensure_ascii=False)
