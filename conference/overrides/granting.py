"""Asking for leave, and a supervisor's yes or no; a yes admits in the same transaction.

A yes is to the rule that was asked about, and to no other. Who is not approved or was withdrawn is
approved first, so that list and door agree. One decision stands, whoever presses second.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.attendance import LEAVE_MAY_SET_ASIDE, AtStation, ScanSource, admit_by_hand
from conference.delegates import Delegate
from conference.identity import door_setting
from conference.journal import record
from conference.names import tidy
from conference.operators import operator_names
from conference.overrides.judging_again import RuleChanged, refuse_another_rule, rule_behind
from conference.overrides.listing import ASKED_NO_MORE, put_on_the_list, take_off_again
from conference.overrides.records import (
    WORDS_LENGTH,
    LeaveAsked,
    LeaveDecided,
    LeaveWithdrawn,
    Override,
    OverrideState,
)
from conference.refusals import N_, NotFound, Refusal
from conference.stations import Station
from conference.verdicts import Reason

OVERRODE_LENGTH = 400
"""Characters that a scan keeps of why a rule was set aside."""


class RuleStands(Refusal):
    """No supervisor may set this rule aside."""

    code = "rule_stands"
    sentence = N_(
        "Trường hợp này không duyệt ngoại lệ được; chưa có gì được ghi. Vui lòng mời đại biểu đến "
        "bàn hỗ trợ để kiểm tra giấy mời."
    )


class LeaveReasonNeeded(Refusal):
    """Who asks for leave, or decides, says why."""

    code = "leave_reason_needed"
    sentence = N_("Vui lòng ghi lý do của đề nghị hoặc của quyết định; chưa có gì được ghi.")


class LeaveDecidedAlready(Refusal):
    """Somebody else has decided, or whoever asked does so no more."""

    code = "leave_decided_already"
    sentence = N_(
        "Đề nghị này đã được xử lý (%(name)s); quyết định của quý vị không được ghi. Vui lòng xem "
        "lại danh sách chờ duyệt."
    )


class LeaveOfAnother(Refusal):
    """Only who asked, their station or a supervisor takes a request back."""

    code = "leave_of_another"
    sentence = N_(
        "Đề nghị này do bàn khác gửi (%(station)s); chưa có gì thay đổi. Vui lòng để nơi gửi hoặc "
        "Phụ trách đón tiếp rút đề nghị."
    )


def ask_leave(  # noqa: PLR0913 - for whom, which rule, why, where
    session: Session,
    *,
    request_id: str,
    delegate_id: int,
    rule: Reason,
    words: str,
    station_id: int | None = None,
    station_name: str = "",
    at: dt.datetime,
    by: str,
) -> int:
    """Ask a supervisor to let somebody in although a rule says no; give the request's id.

    The same `request_id`, or a second request for somebody who waits already, gives the first one.
    Whoever waits for leave from another rule waits for this one from now on. Where a further rule
    would come up behind this one the words say so: the yes is to both.

    Raises:
        RuleStands: nobody may set this rule aside.
        RuleChanged: this very request asked for something else.
        LeaveReasonNeeded, NotFound: nothing was recorded.
    """
    earlier = _of_request(session, request_id, delegate_id, rule)
    if earlier is not None:
        return earlier.id
    spoken = _checked(session, delegate_id, rule, words)
    behind = rule_behind(session, delegate_id, rule, at=at)
    sitting_id = door_setting(session, at).sitting_id
    for waiting in waiting_for(session, delegate_id, sitting_id):
        if waiting.rule is rule and behind in waiting.words:
            return waiting.id
        ask_no_more(session, waiting, at=at, by=by)
    row = Override(
        request_id=request_id,
        delegate_id=delegate_id,
        sitting_id=sitting_id,
        rule=rule,
        words=(f"{behind}. {spoken}" if behind else spoken)[:WORDS_LENGTH],
        asked_at=at,
        asked_by=by,
        station_id=station_id,
        station_name=station_name,
    )
    return _keep(session, row, at=at, by=by)


def _of_request(
    session: Session, request_id: str, delegate_id: int, rule: Reason
) -> Override | None:
    """Give the request of this id, if it was made; it is for one person and one rule."""
    row = session.scalar(select(Override).where(Override.request_id == request_id))
    if row is not None and (row.delegate_id, row.rule) != (delegate_id, rule):
        raise RuleChanged
    return row


def waiting_for(session: Session, delegate_id: int, sitting_id: int) -> list[Override]:
    """Give the requests for this delegate that nobody has decided."""
    waits = select(Override).where(
        Override.delegate_id == delegate_id,
        Override.sitting_id == sitting_id,
        Override.state == OverrideState.WAITING,
    )
    return list(session.scalars(waits.order_by(Override.id)))


def _keep(session: Session, row: Override, *, at: dt.datetime, by: str) -> int:
    session.add(row)
    session.flush()
    fact = LeaveAsked(override_id=row.id, delegate_id=row.delegate_id, rule=row.rule)
    record(session, fact, at=at, by=by)
    return row.id


def _checked(session: Session, delegate_id: int, rule: Reason, words: str) -> str:
    if rule not in LEAVE_MAY_SET_ASIDE:
        raise RuleStands
    if session.get(Delegate, delegate_id) is None:
        raise NotFound
    return _reason(words)


def _reason(words: str) -> str:
    spoken = tidy(words)[:WORDS_LENGTH]
    if not spoken:
        raise LeaveReasonNeeded
    return spoken


def decide_leave(  # noqa: PLR0913 - which, yes or no, why, by whom
    session: Session,
    override_id: int,
    *,
    granted: bool,
    words: str,
    approver: str,
    at: dt.datetime,
    by: str,
    badges: bool = True,
) -> str | None:
    """Say yes or no to a request; give the door's answer to a yes, else None.

    A yes admits at once, in the name of `approver`, and the badge comes out at the station that
    asked; whoever was only proposed at the door is off the list by a no. The same decision again by
    the same supervisor changes nothing.

    Raises:
        LeaveDecidedAlready: somebody else was first; their decision stands.
        RuleChanged: what keeps the delegate out by now is another rule.
        LeaveReasonNeeded, NotFound: nothing was decided.
    """
    row = _standing(session, override_id)
    spoken = _reason(words)
    wanted = OverrideState.GRANTED if granted else OverrideState.DECLINED
    if (row.state, row.decided_by) != (wanted, by):
        _decide(session, row, wanted, spoken, at=at, by=by)
        if granted:
            _put_in_reach(session, row, approver, at=at, by=by)
        else:
            take_off_again(session, row, spoken, at=at, by=by)
    return _admit(session, row, approver, at=at, by=by, badges=badges) if granted else None


def _put_in_reach(
    session: Session, row: Override, approver: str, *, at: dt.datetime, by: str
) -> None:
    """Put whoever has leave on the list, where no other rule stands before the list or behind."""
    refuse_another_rule(session, row, at=at)
    put_on_the_list(session, row, approver, at=at, by=by)
    refuse_another_rule(session, row, at=at)


def _decide(
    session: Session, row: Override, state: OverrideState, words: str, *, at: dt.datetime, by: str
) -> None:
    if row.state is not OverrideState.WAITING:
        raise LeaveDecidedAlready(name=_decider(session, row))
    row.state, row.decided_words, row.decided_at, row.decided_by = state, words, at, by
    granted = state is OverrideState.GRANTED
    record(session, LeaveDecided(override_id=row.id, granted=granted), at=at, by=by)


def grant_leave_at_once(  # noqa: PLR0913 - a request and its yes in one
    session: Session,
    *,
    request_id: str,
    delegate_id: int,
    rule: Reason,
    words: str,
    station: AtStation,
    asked_by: str,
    approver: str,
    at: dt.datetime,
    by: str,
    badges: bool = True,
) -> str:
    """Admit somebody by the leave of a supervisor who stands at the desk (PIN); give the answer.

    `by` is the supervisor, `asked_by` the desk. A request that waits for the same delegate is
    granted with it; one for another rule is needed no more. The same `request_id` again gets the
    stored answer.

    Raises:
        RuleStands, RuleChanged, LeaveReasonNeeded, NotFound: nothing was recorded.
        LeaveDecidedAlready: this request was decided by somebody else.
    """
    row = _of_request(session, request_id, delegate_id, rule)
    if row is None:
        row = Override(
            request_id=request_id,
            delegate_id=delegate_id,
            sitting_id=door_setting(session, at).sitting_id,
            rule=rule,
            words=_checked(session, delegate_id, rule, words),
            asked_at=at,
            asked_by=asked_by,
            station_id=station.id,
            station_name=station.name,
        )
        _keep(session, row, at=at, by=asked_by)
    if (row.state, row.decided_by) != (OverrideState.GRANTED, by):
        _decide(session, row, OverrideState.GRANTED, row.words, at=at, by=by)
        _put_in_reach(session, row, approver, at=at, by=by)
    _settle_what_waits(session, row, at=at, by=by)
    return _admit(session, row, approver, at=at, by=by, badges=badges)


def _settle_what_waits(session: Session, row: Override, *, at: dt.datetime, by: str) -> None:
    """Grant with this leave what waits for the same delegate; another rule's is needed no more."""
    for waiting in waiting_for(session, row.delegate_id, row.sitting_id):
        if waiting.rule is row.rule:
            _decide(session, waiting, OverrideState.GRANTED, row.words, at=at, by=by)
        else:
            ask_no_more(session, waiting, at=at, by=by)


def withdraw_leave(
    session: Session,
    override_id: int,
    *,
    station_id: int | None = None,
    supervises: bool = False,
    at: dt.datetime,
    by: str,
) -> None:
    """Ask no more; twice changes nothing. `supervises`: whoever does it may take back any request.

    Raises:
        LeaveOfAnother: somebody else asked, at another station.
        LeaveDecidedAlready: it was decided; the decision stands.
        NotFound: there is no such request.
    """
    row = _standing(session, override_id)
    if row.state is OverrideState.WITHDRAWN:
        return
    if row.state is not OverrideState.WAITING:
        raise LeaveDecidedAlready(name=_decider(session, row))
    same_station = row.station_id is not None and row.station_id == station_id
    if not (supervises or same_station or row.asked_by == by):
        raise LeaveOfAnother(station=row.station_name)
    ask_no_more(session, row, at=at, by=by)
    take_off_again(session, row, ASKED_NO_MORE, at=at, by=by)


def ask_no_more(session: Session, row: Override, *, at: dt.datetime, by: str) -> None:
    """Close a request that nobody needs an answer to any more."""
    row.state, row.decided_at, row.decided_by = OverrideState.WITHDRAWN, at, by
    record(session, LeaveWithdrawn(override_id=row.id), at=at, by=by)


def _standing(session: Session, override_id: int) -> Override:
    row = session.get(Override, override_id)
    if row is None:
        raise NotFound
    return row


def _admit(
    session: Session, row: Override, approver: str, *, at: dt.datetime, by: str, badges: bool
) -> str:
    """Let them in as a decision at the lane would; the request's own id makes it happen once."""
    overrode = f"{row.decided_words} ({approver})"[:OVERRODE_LENGTH]
    return admit_by_hand(
        session,
        row.delegate_id,
        scan_id=row.request_id,
        source=ScanSource.NAME_SEARCH,
        overrode=overrode,
        station=_station_of(session, row),
        at=at,
        by=by,
        badges=badges,
    )


def _station_of(session: Session, row: Override) -> AtStation:
    station = session.get(Station, row.station_id) if row.station_id is not None else None
    if station is None:
        return AtStation(name=row.station_name)
    return AtStation(station.id, station.name, station.pool, station.printing)


def _decider(session: Session, row: Override) -> str:
    return operator_names(session).get(row.decided_by, row.decided_by)
