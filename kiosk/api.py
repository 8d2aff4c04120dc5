"""The door's API under /api: every road by which somebody is found, admitted, or taken back.

Every verdict is HTTP 200; 4xx and 5xx mean "no verdict" (docs/developers/contracts.md). What comes
in and goes out are the models of `kiosk.contract`, of which the published contract is made.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request
from sqlalchemy.orm import Session

from conference.attendance import (
    LEAVE_MAY_SET_ASIDE,
    AtStation,
    DecidedBy,
    EntrySeen,
    ScanSource,
    admit_by_hand,
    check_in,
    come_back,
    leave,
    merge_scan,
    name_nobody,
    take_back_entry,
    undecided,
    would_say,
)
from conference.clock import Clock, from_ms
from conference.database import Database, RunApart
from conference.operators import Role, Who, open_to, open_to_all
from conference.overrides import grant_leave_at_once
from conference.refusals import NotRecorded
from conference.stations import StationNeeded
from kiosk.api_answers import (
    by_code_answer,
    delegate_answer,
    history_answer,
    results,
    statistics_answer,
)
from kiosk.contract import (
    LARGEST,
    AboutBody,
    BatchBody,
    BatchScan,
    ByHandBody,
    CodeBody,
    DelegationBody,
    Done,
    ScanBody,
)
from kiosk.contract_document import ROUTES, contract_document, kind_of
from kiosk.desk import DECIDERS, SupervisorNeeded
from kiosk.pins import Pins

API_ROLES = (Role.RECEPTION, Role.SUPERVISOR, Role.ADMIN)
RESULTS, MOST_RESULTS = 20, 100
LONGEST_QUERY = 200

Judge = Callable[[Session], str]
SameConference = Callable[[Session], None]
"""Refuses, within a transaction, another conference than the page is of that sent the request."""


@dataclass(frozen=True)
class ApiLent:
    """What the server lends the API; `version` is the contract's.

    `same_conference` is asked while the request is at hand; what it gives runs with the command.
    """

    who: Callable[[], Who]
    station: Callable[[], AtStation]
    pins: Pins
    badges: Callable[[], bool]
    run_apart: RunApart
    version: str
    same_conference: Callable[[], SameConference]


def create_blueprint(db: Database, clock: Clock, lent: ApiLent) -> Blueprint:
    """Make the API's routes."""
    api = Blueprint("api", __name__, url_prefix="/api", template_folder="templates")
    _scan(api, db, clock, lent)
    _by_hand(api, db, clock, lent)
    _go_and_come(api, db, clock, lent)
    _find(api, db, clock, lent)
    _count(api, db, clock, lent)
    _publish(api, lent)
    return api


def _scan(api: Blueprint, db: Database, clock: Clock, lent: ApiLent) -> None:
    """Add what a station does: one scan, or those that waited."""

    @api.post("/check-in")
    @open_to_all
    def answer_scan() -> Response:
        body = ScanBody.model_validate_json(request.get_data())
        judge = _judging(body, lent.station(), clock, badges=lent.badges())
        try:
            answer = db.write(judge)
        except NotRecorded:
            answer = undecided(body.scan_id, at=clock())
        return _json(answer)

    @api.post("/check-in/batch")
    @open_to_all
    def answer_batch() -> Response:
        station = lent.station()
        if station.id is None:
            raise StationNeeded
        body, badges = BatchBody.model_validate_json(request.get_data()), lent.badges()
        same = lent.same_conference()
        judges = (
            (one.scan_id, _merging(one, station, clock, same, badges=badges)) for one in body.scans
        )
        return _each_alone(db, clock, judges)


def _judging(
    body: ScanBody | BatchScan, station: AtStation, clock: Clock, *, badges: bool
) -> Judge:
    at, device_at = clock(), from_ms(body.device_ms) if body.device_ms is not None else None
    return lambda session: check_in(
        session,
        scan_id=body.scan_id,
        scanned=body.code,
        foreign=body.foreign,
        source=body.source,
        sequence=body.sequence,
        station=station,
        device_at=device_at,
        at=at,
        badges=badges,
    )


def _merging(
    body: BatchScan, station: AtStation, clock: Clock, same: SameConference, *, badges: bool
) -> Judge:
    """Judge what was never answered; take in what the station decided as it was."""
    if body.source is ScanSource.CARD_NUMBER:
        judge = _taking_in(body, station, clock, badges=badges)
        return _if_same(same, _naming_nobody(body, judge))
    if body.decided_by is DecidedBy.SERVER:
        return _judging(body, station, clock, badges=badges)
    return _taking_in(body, station, clock, badges=badges)


def _naming_nobody(body: BatchScan, judge: Judge) -> Judge:
    """Answer a card's number without a name: anybody with a station's cookie can try them all."""
    return lambda session: name_nobody(
        session, judge(session), scan_id=body.scan_id, number=body.code.strip()
    )


def _if_same(same: SameConference, judge: Judge) -> Judge:
    """Judge a card's number in the conference of its page only: a code says its own, this not."""

    def checked(session: Session) -> str:
        same(session)
        return judge(session)

    return checked


def _taking_in(body: BatchScan, station: AtStation, clock: Clock, *, badges: bool) -> Judge:
    at, device_at = clock(), from_ms(body.device_ms) if body.device_ms is not None else None
    return lambda session: merge_scan(
        session,
        scan_id=body.scan_id,
        scanned=body.code,
        foreign=body.foreign,
        shown=body.shown,
        shown_reason=body.shown_reason,
        source=body.source,
        sequence=body.sequence,
        device_at=device_at,
        station=station,
        at=at,
        badges=badges,
    )


def _each_alone(db: Database, clock: Clock, judges: Iterable[tuple[str, Judge]]) -> Response:
    """Answer each in a transaction of its own; one that fails is undecided and harms no other.

    Else a station would send the same batch all night.
    """
    answers = [
        db.write_one_of_several(judge) or undecided(scan_id, at=clock())
        for scan_id, judge in judges
    ]
    return _json(f'{{"answers": [{", ".join(answers)}]}}')


def _by_hand(api: Blueprint, db: Database, clock: Clock, lent: ApiLent) -> None:
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
        return _json(answer)

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
        return _each_alone(db, clock, judges)


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
    approver, at = _approver(lent, me, station, body.pin, at=clock()), clock()
    return db.write(
        lambda session: grant_leave_at_once(
            session,
            request_id=body.scan_id,
            delegate_id=body.delegate_id,
            rule=rule,
            words=body.reason,
            station=station,
            asked_by=me.by,
            approver=approver.name,
            at=at,
            by=approver.by,
            badges=badges,
        )
    )


def _approver(lent: ApiLent, me: Who, station: AtStation, pin: str, *, at: dt.datetime) -> Who:
    if me.role in DECIDERS:
        return me
    if not pin:
        raise SupervisorNeeded
    places = [me.by] if station.id is None else [station.by, me.by]
    return lent.pins.needed(pin, places=places, at=at)


def _go_and_come(api: Blueprint, db: Database, clock: Clock, lent: ApiLent) -> None:
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


def _find(api: Blueprint, db: Database, clock: Clock, lent: ApiLent) -> None:
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


def _count(api: Blueprint, db: Database, clock: Clock, lent: ApiLent) -> None:
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


def _publish(api: Blueprint, lent: ApiLent) -> None:
    """Add the contract, for programs and for people."""

    @api.get("/openapi.json")
    @open_to_all
    def contract() -> dict[str, Any]:
        return contract_document(lent.version)

    @api.get("/")
    @open_to_all
    def page() -> str:
        document = contract_document(lent.version)
        return render_template("kiosk/api.html", document=document, routes=ROUTES, kind_of=kind_of)


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


def _json(text: str) -> Response:
    return Response(text, mimetype="application/json")
