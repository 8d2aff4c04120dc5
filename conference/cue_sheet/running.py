"""Carrying the sheet out: made ready, runs, done, and back; what was tried before the doors open.

Nothing here moves the programme, and the programme moves nothing here: a person at the desk says
what is ready and what runs.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.cue_sheet.records import CueState, MediaTried, TechnicalCue, TechnicalCueMoved
from conference.journal import record
from conference.refusals import N_, NotFound, Refusal


class CueStateChanged(Refusal):
    """Somebody else has moved this cue since the sender's screen."""

    code = "cue_state_changed"
    sentence = N_(
        "%(by)s vừa chuyển trạng thái việc này; lệnh này chưa được thực hiện. Vui lòng xem lại "
        "rồi bấm lại nếu vẫn cần."
    )


ANOTHER = "Người khác"


def set_state(  # noqa: PLR0913 - what becomes what, seen how, by whom, when
    session: Session,
    cue_id: int,
    state: CueState,
    *,
    seen: CueState | None = None,
    at: dt.datetime,
    by: str,
    by_name: str = "",
) -> bool:
    """Say how far a cue is, forward or back; give whether that is new.

    `seen` is what the sender's screen showed. The same press again changes nothing.

    Raises:
        NotFound: there is no such cue.
        CueStateChanged: somebody else has moved it since; says who.
    """
    row = _row(session, cue_id)
    if row.state is state:
        return False
    if seen is not None and row.state is not seen:
        raise CueStateChanged(by=row.state_by or ANOTHER)
    _move(session, row, state, at=at, by=by, by_name=by_name)
    return True


def stand_by(
    session: Session, item_id: int, *, at: dt.datetime, by: str, by_name: str = ""
) -> list[int]:
    """Make ready all cues of an item that are only planned; give their ids."""
    planned = select(TechnicalCue).where(
        TechnicalCue.item_id == item_id,
        TechnicalCue.removed.is_(False),
        TechnicalCue.state == CueState.PLANNED,
    )
    rows = list(session.scalars(planned.order_by(TechnicalCue.ordinal)))
    for row in rows:
        _move(session, row, CueState.STANDBY, at=at, by=by, by_name=by_name)
    return [row.id for row in rows]


def try_media(
    session: Session,
    cue_id: int,
    *,
    tried: bool = True,
    at: dt.datetime,
    by: str,
    by_name: str = "",
) -> bool:
    """Note that a film or a piece of music was run once, or take that back; give whether new.

    Raises:
        NotFound: there is no such cue.
    """
    row = _row(session, cue_id)
    if (row.tried_at is not None) is tried:
        return False
    row.tried_at, row.tried_by = (at, by_name) if tried else (None, "")
    record(session, MediaTried(technical_cue_id=row.id, tried=tried), at=at, by=by)
    return True


def _move(
    session: Session,
    row: TechnicalCue,
    state: CueState,
    *,
    at: dt.datetime,
    by: str,
    by_name: str,
) -> None:
    row.state, row.state_at, row.state_by = state, at, by_name
    record(session, TechnicalCueMoved(technical_cue_id=row.id, state=state.value), at=at, by=by)


def _row(session: Session, cue_id: int) -> TechnicalCue:
    row = session.get(TechnicalCue, cue_id)
    if row is None or row.removed:
        raise NotFound
    return row
