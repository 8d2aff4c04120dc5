"""The API of what a station scans: one at a time, or those that waited while it was alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from conference.attendance import (
    AtStation,
    DecidedBy,
    ScanSource,
    check_in,
    merge_scan,
    name_nobody,
    undecided,
)
from conference.clock import Clock, from_ms
from conference.database import Database
from conference.operators import open_to_all
from conference.refusals import NotRecorded
from conference.stations import StationNeeded
from kiosk.api_lent import ApiLent, SameConference
from kiosk.contract import BatchBody, BatchScan, ScanBody

Judge = Callable[[Session], str]


def add_scans(api: Blueprint, db: Database, clock: Clock, lent: ApiLent) -> None:
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
        return as_json(answer)

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
        return each_alone(db, clock, judges)


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


def each_alone(db: Database, clock: Clock, judges: Iterable[tuple[str, Judge]]) -> Response:
    """Answer each in a transaction of its own; one that fails is undecided and harms no other.

    Else a station would send the same batch all night.
    """
    answers = [
        db.write_one_of_several(judge) or undecided(scan_id, at=clock())
        for scan_id, judge in judges
    ]
    return as_json(f'{{"answers": [{", ".join(answers)}]}}')


def as_json(text: str) -> Response:
    """Send a stored answer as it is, byte for byte."""
    return Response(text, mimetype="application/json")
