"""Deciding about one place: kept free, given to the substitute, or to somebody else in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates import (
    Delegate,
    Duty,
    DutyHolder,
    ListState,
    change_delegate,
    end_duty,
    give_duty,
    holder_of,
)
from conference.honoured_guests import (
    GuestState,
    GuestStateNoted,
    HonouredGuest,
    guests_now,
    honoured_ids,
    order_guests,
)
from conference.identity import sitting_at, the_conference
from conference.journal import record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal
from conference.standing_in.places import Place, places_of
from conference.standing_in.records import (
    WORDS_LENGTH,
    PlaceDecided,
    PlaceDecision,
    PlaceFate,
    PlaceKind,
    PlacePassedOn,
)


class PlaceWordsMissing(Refusal):
    """Somebody else takes the place: who?"""

    code = "place_words_missing"
    sentence = N_("Vui lòng ghi rõ ai đảm nhận; chưa có gì thay đổi.")


class SubstituteNotListed(Refusal):
    """Only an approved delegate can take a place on the list."""

    code = "substitute_not_listed"
    sentence = N_(
        "Người dự thay chưa có trong danh sách đã duyệt; chưa có gì thay đổi. Vui lòng ghi người "
        "dự thay vào danh sách trước."
    )


@dataclass(frozen=True)
class _Doing:
    """One decision being carried out: whose place, for whom, when and by whom."""

    absent: Delegate
    place: Place
    fate: PlaceFate
    substitute: Delegate | None
    words: str
    at: dt.datetime
    by: str


def decide_place(  # noqa: PLR0913 - which place of whom, what becomes of it
    session: Session,
    delegate_id: int,
    place_id: str,
    *,
    fate: PlaceFate,
    substitute_id: int | None = None,
    words: str = "",
    at: dt.datetime,
    by: str,
) -> bool:
    """Decide what becomes of one place of somebody who does not come; no other place changes.

    Gives whether somebody has to be told, because it cannot be done here. A new decision takes
    back what the one before did; the same again changes nothing.

    Raises:
        NotFound: no such delegate, or no such place.
        SubstituteNotListed, PlaceWordsMissing, SeatTaken: nothing was changed.
    """
    places = {one.id: one for one in places_of(session, delegate_id).places}
    if place_id not in places:
        raise NotFound
    place, spoken = places[place_id], tidy(words)[:WORDS_LENGTH]
    substitute = _substitute(session, substitute_id) if fate is PlaceFate.GIVE_TO else None
    if fate is PlaceFate.SOMEONE_ELSE and not spoken:
        raise PlaceWordsMissing
    row = _row(session, delegate_id, place_id)
    comes_id = substitute.id if substitute else None
    if row is not None and (row.fate, row.substitute_id, row.words) == (fate, comes_id, spoken):
        return row.to_tell
    absent = session.get_one(Delegate, delegate_id)
    doing = _Doing(absent, place, fate, substitute, spoken, at, by)
    row = row or PlaceDecision(delegate_id=delegate_id, place=place_id, kind=place.kind)
    if row.substitute_id != comes_id:
        _take_back(session, doing, row)
        _note_before(session, doing, row)
    _do(session, doing)
    _write_down(session, doing, row)
    return row.to_tell


def _write_down(session: Session, doing: _Doing, row: PlaceDecision) -> None:
    row.what, row.fate, row.words = doing.place.what[:WORDS_LENGTH], doing.fate, doing.words
    row.substitute_id = doing.substitute.id if doing.substitute else None
    row.at, row.by = doing.at, doing.by
    row.to_tell, row.told_at, row.told_by = _somebody_must_know(doing), None, ""
    session.add(row)
    fact = PlaceDecided(delegate_id=row.delegate_id, place=row.place, fate=doing.fate)
    record(session, fact, at=doing.at, by=doing.by)


def pass_on(session: Session, decision_id: int, *, at: dt.datetime, by: str) -> None:
    """Note that whoever has to know what becomes of a place was told; twice changes nothing.

    Raises:
        NotFound: nothing of this id is to be told.
    """
    row = session.get(PlaceDecision, decision_id)
    if row is None or not row.to_tell:
        raise NotFound
    if row.told_at is None:
        row.told_at, row.told_by = at, by
        record(session, PlacePassedOn(delegate_id=row.delegate_id, place=row.place), at=at, by=by)


def _row(session: Session, delegate_id: int, place_id: str) -> PlaceDecision | None:
    wanted = select(PlaceDecision).where(
        PlaceDecision.delegate_id == delegate_id, PlaceDecision.place == place_id
    )
    return session.scalar(wanted)


def _substitute(session: Session, substitute_id: int | None) -> Delegate:
    found = session.get(Delegate, substitute_id) if substitute_id is not None else None
    if found is None or found.state is not ListState.APPROVED:
        raise SubstituteNotListed
    return found


def _somebody_must_know(doing: _Doing) -> bool:
    """Whether the decision asks for something that no command of ours does."""
    if doing.place.kind in {PlaceKind.SEAT, PlaceKind.PROTOCOL, PlaceKind.DUTY}:
        return doing.fate is PlaceFate.SOMEONE_ELSE
    return doing.place.kind is not PlaceKind.ITEM or doing.fate is not PlaceFate.KEEP_FREE


def _do(session: Session, doing: _Doing) -> None:
    """Do what can be done now."""
    if doing.place.kind is PlaceKind.SEAT:
        _move_seat(session, doing)
    elif doing.place.kind is PlaceKind.PROTOCOL:
        _move_in_protocol(session, doing)
    elif doing.place.kind is PlaceKind.DUTY:
        _move_duty(session, doing)


def _take_back(session: Session, doing: _Doing, row: PlaceDecision) -> None:
    """Take from whoever the decision before had given the place to what it gave, and no more."""
    if not row.gave or row.substitute_id is None:
        return
    if doing.place.kind is PlaceKind.PROTOCOL:
        order = [one for one in honoured_ids(session) if one != row.substitute_id]
        order_guests(session, order, at=doing.at, by=doing.by)
    elif doing.place.kind is PlaceKind.DUTY:
        end_duty(session, row.substitute_id, _duty(doing.place), at=doing.at, by=doing.by)
    else:
        _seat_as_before(session, doing, session.get_one(Delegate, row.substitute_id), row)


def _seat_as_before(session: Session, doing: _Doing, earlier: Delegate, row: PlaceDecision) -> None:
    """Let whoever was moved here sit where they sat before, unless that seat is somebody's now."""
    if earlier.seat != row.what:
        # Seated elsewhere since: that stands.
        return
    taken = holder_of(session, row.seat_before, besides=earlier.id) is not None
    before = {"seat": "" if taken else row.seat_before, "area": row.area_before}
    change_delegate(session, earlier.id, before, at=doing.at, by=doing.by)
    session.flush()


def _note_before(session: Session, doing: _Doing, row: PlaceDecision) -> None:
    """Keep what the substitute has already, so that a later decision takes back only its own."""
    comes = doing.substitute
    row.gave, row.seat_before, row.area_before = False, "", ""
    if comes is None:
        return
    if doing.place.kind is PlaceKind.PROTOCOL:
        row.gave = comes.id not in honoured_ids(session)
    elif doing.place.kind is PlaceKind.DUTY:
        holds = DutyHolder.delegate_id == comes.id, DutyHolder.duty == _duty(doing.place)
        row.gave = session.scalar(select(DutyHolder.id).where(*holds)) is None
    elif doing.place.kind is PlaceKind.SEAT:
        row.gave = comes.seat != doing.place.what
        row.seat_before, row.area_before = comes.seat, comes.area


def _move_seat(session: Session, doing: _Doing) -> None:
    """Let nobody but the one decided upon sit there; whoever held it by substitution gets up."""
    seat, area = doing.place.what, doing.absent.area
    keeps = doing.substitute.id if doing.substitute else None
    holders = select(Delegate).where(Delegate.seat == seat, Delegate.seat != "")
    involved = {doing.absent.id, *_came_instead(session, doing.absent.id)}
    for holder in session.scalars(holders):
        free = keeps is None and holder is doing.absent
        if holder.id in involved and holder.id != keeps and not free:
            change_delegate(session, holder.id, {"seat": ""}, at=doing.at, by=doing.by)
    session.flush()
    if keeps is not None:
        change_delegate(session, keeps, {"seat": seat, "area": area}, at=doing.at, by=doing.by)


def _came_instead(session: Session, delegate_id: int) -> set[int]:
    """Give who holds a place of theirs by substitution or by an earlier decision."""
    held = places_of(session, delegate_id)
    decided = {one.decided.substitute_id for one in held.places if one.decided is not None}
    return {one for one, _ in held.substitutes} | {one for one in decided if one is not None}


def _move_in_protocol(session: Session, doing: _Doing) -> None:
    """Say that the guest does not come; the substitute is received only where that is decided."""
    guest = session.get(HonouredGuest, doing.absent.id)
    if doing.substitute is not None and doing.substitute.id not in honoured_ids(session):
        order = honoured_ids(session)
        behind = order.index(doing.absent.id) + 1 if doing.absent.id in order else len(order)
        wanted = [*order[:behind], doing.substitute.id, *order[behind:]]
        order_guests(session, wanted, at=doing.at, by=doing.by)
    coming = doing.fate is not PlaceFate.KEEP_FREE
    state = GuestState.SENDS_SUBSTITUTE if coming else GuestState.NOT_COMING
    if guest is not None and _noted(session, doing) is not state:
        guest.state, guest.state_at, guest.by = state, doing.at, doing.by
        fact = GuestStateNoted(delegate_id=doing.absent.id, state=state)
        record(session, fact, at=doing.at, by=doing.by)


def _noted(session: Session, doing: _Doing) -> GuestState:
    """Give what protocol has noted of the guest in this sitting."""
    sitting = sitting_at(the_conference(session), doing.at)
    (guest,) = guests_now(session, sitting.id, delegate_id=doing.absent.id)
    return guest.noted


def _move_duty(session: Session, doing: _Doing) -> None:
    duty = _duty(doing.place)
    end_duty(session, doing.absent.id, duty, at=doing.at, by=doing.by)
    if doing.substitute is not None:
        give_duty(session, doing.substitute.id, duty, at=doing.at, by=doing.by)


def _duty(place: Place) -> Duty:
    return Duty(place.id.partition(":")[2])
