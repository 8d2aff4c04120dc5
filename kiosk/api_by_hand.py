"""The API of a desk: admitting without a code, taking an entry back, leaving and coming back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from conference.attendance import (
    LEAVE_MAY_SET_ASIDE,
    EntrySeen,
    ScanSource,
    admit_by_hand,
    come_back,
    leave,
    take_back_entry,
    undecided,
    would_say,
)
from conference.clock import Clock, from_ms
from conference.database import Database
from conference.operators import open_to
from conference.overrides import grant_leave_at_once
from conference.refusals import NotRecorded
from kiosk.api_lent import API_ROLES, ApiLent
from kiosk.api_scans import Judge, as_json, each_alone
from kiosk.contract import AboutBody, ByHandBody, DelegationBody, Done
from kiosk.desk import SupervisorNeeded
from kiosk.leave import approver


def add_by_hand(api: Blueprint, db: Database, clock: Clock, lent: ApiLent) -> None:
    """Add what a desk does with somebody whom it found without a code."""

    @api.post("/check-in/by-hand")
    @open_to(*API_ROLES)
    def admit() -> Response:
        body = ByHandBody.model_validate_json(request.get_data())
        try:
            answer = _with_leave(db, clock, lent, body) or db.write(
                _found_by_hand(body, lent, clock)
            )
        except NotRecorded:
            answer = undecided(body.scan_id, at=clock())
        return as_json(answer)

    @api.post("/check-in/delegation")
    @open_to(*API_ROLES)
    def admit_delegation() -> Response:
        body = DelegationBody.model_validate_json(request.get_data())
        people = (
            ByHandBody(
                scan_id=one.scan_id, delegate_id=one.delegate_id, source=ScanSource.DELEGATION
            )
            for one in body.scans
        )
        judges = ((one.scan_id, _found_by_hand(one, lent, clock)) for one in people)
        return each_alone(db, clock, judges)


def _found_by_hand(body: ByHandBody, lent: ApiLent, clock: Clock) -> Judge:
    at, device_at = clock(), from_ms(body.device_ms) if body.device_ms is not None else None
    station, by, badges = lent.station(), lent.who().by, lent.badges()
    return lambda session: admit_by_hand(
        session,
        body.delegate_id,
        scan_id=body.scan_id,
        source=body.source,
        sequence=body.sequence,
        station=station,
        device_at=device_at,
        at=at,
        by=by,
        badges=badges,
    )


def _with_leave(db: Database, clock: Clock, lent: ApiLent, body: ByHandBody) -> str | None:
    """Admit against a rule by a supervisor's leave; None where no leave is asked for or needed.

    Raises:
        SupervisorNeeded, PinWrong, PinWait: nobody gave it.
    """
    if not body.reason.strip():
        return None
    with db.reading() as session:
        rule = would_say(session, body.delegate_id, at=clock()).reason
    if rule not in LEAVE_MAY_SET_ASIDE:
        return None
    me, station, badges = lent.who(), lent.station(), lent.badges()
    at = clock()
    approved_by = approver(lent.pins, me, station, body.pin, at=at)
    if approved_by is None:
        raise SupervisorNeeded
    return db.write(
        lambda session: grant_leave_at_once(
            session,
            request_id=body.scan_id,
            delegate_id=body.delegate_id,
            rule=rule,
            words=body.reason,
            station=station,
            asked_by=me.by,
            approver=approved_by.name,
            at=at,
            by=approved_by.by,
            badges=badges,
        )
    )


def add_go_and_come(api: Blueprint, db: Database, clock: Clock, lent: ApiLent) -> None:
    """Add what follows an entry: it was a mistake, somebody leaves, somebody is back."""

    @api.post("/check-in/undo")
    @open_to(*API_ROLES)
    def undo() -> dict[str, Any]:
        body, by, at = _about(), lent.who().by, clock()
        changed = db.write(
            lambda s: take_back_entry(
                s, body.delegate_id, reason=body.reason, seen=_seen_in(body), at=at, by=by
            )
        )
        return Done(changed=changed).model_dump()

    @api.post("/leave")
    @open_to(*API_ROLES)
    def go() -> dict[str, Any]:
        body, by, at, station = _about(), lent.who().by, clock(), lent.station().name
        changed = db.write(
            lambda s: leave(
                s,
                body.delegate_id,
                reason=body.reason,
                station_name=station,
                seen=_seen_in(body),
                at=at,
                by=by,
            )
        )
        return Done(changed=changed).model_dump()

    @api.post("/return")
    @open_to(*API_ROLES)
    def back() -> dict[str, Any]:
        body, by, at, station = _about(), lent.who().by, clock(), lent.station().name
        seen = _seen_in(body)
        changed = db.write(
            lambda s: come_back(s, body.delegate_id, station_name=station, seen=seen, at=at, by=by)
        )
        return Done(changed=changed).model_dump()


def _about() -> AboutBody:
    return AboutBody.model_validate_json(request.get_data())


def _seen_in(body: AboutBody) -> EntrySeen | None:
    return EntrySeen(body.entry_id, body.moves) if body.entry_id is not None else None
