"""A scan by a card's short number names nobody: there are few enough of them to try them all."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from conference.attendance.records import Scan, ScanSource
from conference.clock import from_ms, in_the_hall
from conference.verdicts import Reason, sentences


def name_nobody(session: Session, answer: str, *, scan_id: str, number: str) -> str:
    """Give the answer to a card's number as the station words it, without name, unit and seat.

    It is kept so too: whoever sends the same scan again, as whatever, learns no more.
    """
    body: dict[str, Any] = json.loads(answer)
    if body["delegate"] is None:
        return answer
    first = body["first"]
    hour = f"{in_the_hall(from_ms(first['at_ms'])):%Hh%M}" if first else ""
    body["delegate"] = None
    body["sentence"] = sentences(_said(body), name=number, first=hour)
    unnamed = json.dumps(body, ensure_ascii=False)
    session.execute(
        update(Scan)
        .where(Scan.scan_id == scan_id, Scan.source == ScanSource.CARD_NUMBER)
        .values(answer=unnamed)
    )
    return unnamed


def _said(body: dict[str, Any]) -> Reason:
    """Give the reason to word; a repeat without its hour is worded as a return (merging)."""
    said = Reason(body["reason"])
    return Reason.RETURNED if said is Reason.REPEAT and body["first"] is None else said
