"""The API of what is asked and changes nothing: how somebody is found, and the door in numbers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from flask import Blueprint, request
from sqlalchemy.orm import Session

from conference.clock import Clock
from conference.database import Database
from conference.operators import open_to
from kiosk.api_answers import (
    by_code_answer,
    delegate_answer,
    history_answer,
    results,
    statistics_answer,
)
from kiosk.api_lent import API_ROLES, ApiLent
from kiosk.contract import LARGEST, CodeBody

RESULTS, MOST_RESULTS = 20, 100
LONGEST_QUERY = 200


def add_finding(api: Blueprint, db: Database, clock: Clock, lent: ApiLent) -> None:
    """Add how somebody is found."""

    @api.get("/search")
    @open_to(*API_ROLES)
    def search() -> dict[str, Any]:
        query = request.args.get("q", "")[:LONGEST_QUERY]
        limit = min(_number("limit") or RESULTS, MOST_RESULTS)
        question = functools.partial(results, query=query, limit=limit, at=clock())
        return _asked_apart(db, lent, question)

    @api.get("/delegates/<int:delegate_id>")
    @open_to(*API_ROLES)
    def delegate(delegate_id: int) -> dict[str, Any]:
        with db.reading() as session:
            return delegate_answer(session, delegate_id, at=clock()).model_dump()

    @api.post("/delegates/by-code")
    @open_to(*API_ROLES)
    def by_code() -> dict[str, Any]:
        body = CodeBody.model_validate_json(request.get_data())
        with db.reading() as session:
            return by_code_answer(session, body, at=clock()).model_dump()


def add_numbers(api: Blueprint, db: Database, clock: Clock, lent: ApiLent) -> None:
    """Add the door in numbers, and what happened at it."""

    @api.get("/statistics")
    @open_to(*API_ROLES)
    def statistics() -> dict[str, Any]:
        return _asked_apart(db, lent, functools.partial(statistics_answer, at=clock()))

    @api.get("/history")
    @open_to(*API_ROLES)
    def history() -> dict[str, Any]:
        question = functools.partial(
            history_answer,
            after=_number("after"),
            delegate_id=_number("delegate"),
            station_id=_number("station"),
        )
        return _asked_apart(db, lent, question)


def _asked_apart(db: Database, lent: ApiLent, question: Callable[[Session], Any]) -> dict[str, Any]:
    """Ask where the reading of many rows holds no scan up."""

    def ask() -> dict[str, Any]:
        with db.reading() as session:
            said: dict[str, Any] = question(session).model_dump()
            return said

    answer: dict[str, Any] = lent.run_apart(ask)
    return answer


def _number(name: str) -> int | None:
    """Read a number out of the address; what can be no id is taken as not given."""
    digits = request.args.get(name, "")
    # Not longer than an id: int() of thousands of digits raises.
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > len(str(LARGEST)):
        return None
    return min(int(digits), LARGEST)
