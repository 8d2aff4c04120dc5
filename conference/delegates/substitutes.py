"""Dự thay: somebody comes in another's place, with an own office, by letter; one seat, one count.

Also the seats of "Đại diện …", whose holder is named at the door.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates.adding import add_at_the_door, add_delegates, added_by_request
from conference.delegates.approval import Approval
from conference.delegates.entry_codes import reissue_code, replace_codes
from conference.delegates.listing import approve_delegates
from conference.delegates.records import (
    Delegate,
    Invitation,
    ListState,
    ProposedSubstitute,
    Reply,
    Substitution,
)
from conference.delegates.searching import index_again
from conference.delegates.words import NewDelegate, change_delegate, tidied
from conference.journal import Fact, record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal

AS_SUBSTITUTE = "Đã cử người dự thay"


@dataclass(frozen=True, kw_only=True)
class SubstituteNamed(Fact):
    """Somebody comes in a delegate's place; the delegate's codes open nothing any more."""

    absent_id: int
    substitute_id: int


@dataclass(frozen=True, kw_only=True)
class SubstitutionTakenBack(Fact):
    """The delegate comes after all; the substitute is off the list."""

    absent_id: int
    substitute_id: int


@dataclass(frozen=True, kw_only=True)
class SeatHolderNamed(Fact):
    """A seat of "Đại diện …" got its holder."""

    delegate_id: int


class NotOnTheList(Refusal):
    """Only an approved delegate can send a substitute."""

    code = "substitute_for_nobody"
    sentence = N_("Chỉ đại biểu đang có trong danh sách đã duyệt mới cử được người dự thay.")


class ApproverMissing(Refusal):
    """A substitution is approved by somebody."""

    code = "approver_missing"
    sentence = N_("Vui lòng ghi người duyệt việc dự thay; dữ liệu chưa thay đổi.")


class SubstituteGone(Refusal):
    """Whoever came in A's place does so no more, or A is on the list again."""

    code = "substitute_gone"
    sentence = N_(
        "Người dự thay này không còn trong danh sách, hoặc đại biểu được thay đã có tên trở lại; "
        "dữ liệu chưa thay đổi. Vui lòng xem lại danh sách rồi duyệt đúng người sẽ dự."
    )


class HasAName(Refusal):
    """The seat is not one of "Đại diện …"."""

    code = "seat_has_a_name"
    sentence = N_("Chỗ này đã có tên đại biểu. Nếu người khác đến thay, vui lòng dùng Dự thay.")


@dataclass(frozen=True)
class Substitute:
    """Who comes: with an own office and unit, never the absent one's."""

    full_name: str
    position: str
    letter: str
    approver: str
    unit: str = ""
    phone: str = ""


def name_substitute(
    session: Session,
    absent_id: int,
    who: Substitute,
    *,
    request_id: str | None = None,
    at: dt.datetime,
    by: str,
) -> int:
    """Put B on the list in A's place; give B's id.

    A is withdrawn and A's codes are replaced; B takes seat, area and group and gets a code. The
    number of delegates stays. `request_id` is kept beside B: see `substitute_of_request`.

    Raises:
        NotFound, NotOnTheList, ApproverMissing, NameMissing, WordsTooLong: nothing was changed.
    """
    absent = _who_sends(session, absent_id)
    if not tidy(who.approver):
        raise ApproverMissing
    letter, approver = tidied("letter", who.letter), tidied("approver", who.approver)
    person = _in_place_of(absent, who)
    _step_back(session, absent)
    # B for A: the number stays, even where a supervisor has gone beyond the largest one.
    approval = Approval(approver, letter or AS_SUBSTITUTE, may_exceed=True)
    (substitute_id,) = add_delegates(session, [person], approval=approval, at=at, by=by)
    session.get_one(Delegate, substitute_id).request_id = request_id
    names = {"absent_id": absent.id, "substitute_id": substitute_id}
    session.add(Substitution(**names, letter=letter, approver=approver, at=at, by=by))
    _take_over(session, absent.id, substitute_id, at=at, by=by)
    return substitute_id


def substitute_of_request(
    session: Session, absent_id: int, who: Substitute, *, request_id: str
) -> Delegate | None:
    """Give B if this request of a desk has put B on the list, approved or proposed.

    A second request for who is proposed in A's place already is the same errand from now on.

    Raises:
        NotFound: there is no A.
        RequestOfAnother, NameMissing, WordsTooLong: the request was made for somebody else.
    """
    absent = session.get(Delegate, absent_id)
    if absent is None:
        raise NotFound
    unit = tidy(who.unit) or absent.unit.name
    known = added_by_request(session, request_id, full_name=who.full_name, unit=unit)
    if known is not None:
        return known
    proposed = select(Delegate).join(
        ProposedSubstitute, ProposedSubstitute.substitute_id == Delegate.id
    )
    comes = session.scalar(
        proposed.where(
            ProposedSubstitute.absent_id == absent.id,
            Delegate.state == ListState.PROPOSED,
            Delegate.full_name == tidied("full_name", who.full_name),
            Delegate.unit_as_given == tidied("unit", unit),
        ).order_by(Delegate.id)
    )
    if comes is not None:
        comes.request_id = request_id
    return comes


def propose_substitute(
    session: Session,
    absent_id: int,
    who: Substitute,
    *,
    request_id: str,
    at: dt.datetime,
    by: str,
) -> int:
    """Write down who is to come in A's place; until somebody approves it A stays. Give B's id.

    The same `request_id` again gives the first one's id.

    Raises:
        NotFound, NotOnTheList, RequestOfAnother, NameMissing, WordsTooLong: nothing was written
            down.
    """
    known = substitute_of_request(session, absent_id, who, request_id=request_id)
    if known is not None:
        return known.id
    absent = _who_sends(session, absent_id)
    # The seat stays A's for now.
    person = replace(_in_place_of(absent, who), seat="")
    substitute_id = add_at_the_door(
        session, person, request_id=request_id, state=ListState.PROPOSED, at=at, by=by
    )
    letter = tidied("letter", who.letter)
    session.add(ProposedSubstitute(absent_id=absent.id, substitute_id=substitute_id, letter=letter))
    return substitute_id


def approve_substitute(
    session: Session, substitute_id: int, approval: Approval, *, at: dt.datetime, by: str
) -> bool:
    """Let B come in A's place as it was proposed; give whether B was proposed so.

    Raises:
        NotOnTheList: A is off the list by now; nothing was changed.
    """
    proposed = session.get(ProposedSubstitute, substitute_id)
    if proposed is None:
        return False
    absent = _who_sends(session, proposed.absent_id)
    seat, area, letter = absent.seat, absent.area, proposed.letter
    # It is carried out: whoever lets B in once more later sends nobody away again.
    session.delete(proposed)
    _step_back(session, absent)
    change_delegate(session, substitute_id, {"seat": seat, "area": area}, at=at, by=by)
    exceeding = replace(approval, may_exceed=True)
    approve_delegates(session, [substitute_id], approval=exceeding, at=at, by=by)
    session.add(
        Substitution(
            absent_id=absent.id,
            substitute_id=substitute_id,
            letter=letter,
            approver=approval.approver,
            at=at,
            by=by,
        )
    )
    _take_over(session, absent.id, substitute_id, at=at, by=by)
    return True


def _who_sends(session: Session, absent_id: int) -> Delegate:
    absent = session.get(Delegate, absent_id)
    if absent is None:
        raise NotFound
    if absent.state is not ListState.APPROVED:
        raise NotOnTheList
    return absent


def _take_over(
    session: Session, absent_id: int, substitute_id: int, *, at: dt.datetime, by: str
) -> None:
    _set_reply(session, absent_id, Reply.SUBSTITUTE, at)
    _set_reply(session, substitute_id, Reply.CONFIRMED, at)
    reissue_code(session, substitute_id, at=at, by=by)
    fact = SubstituteNamed(absent_id=absent_id, substitute_id=substitute_id)
    record(session, fact, at=at, by=by)


def _in_place_of(absent: Delegate, who: Substitute) -> NewDelegate:
    return NewDelegate(
        full_name=who.full_name,
        position=who.position,
        unit=tidy(who.unit) or absent.unit.name,
        group=absent.group.name,
        seat=absent.seat,
        area=absent.area,
        phone=who.phone,
        note=f"Dự thay {absent.full_name}",
    )


def _step_back(session: Session, delegate: Delegate) -> None:
    """Take one of the two off the list, so that seat and number are free for the other."""
    delegate.state, delegate.withdrawal_reason = ListState.WITHDRAWN, AS_SUBSTITUTE
    delegate.seat = ""
    index_again(delegate, delegate.unit.name)
    replace_codes(session, delegate.id)
    session.flush()


def _set_reply(session: Session, delegate_id: int, reply: Reply, at: dt.datetime) -> None:
    invitation = session.get(Invitation, delegate_id) or Invitation(delegate_id=delegate_id)
    invitation.reply, invitation.replied_at = reply, at
    session.add(invitation)


def take_back_substitution(
    session: Session, substitute_id: int, *, at: dt.datetime, by: str
) -> int:
    """Let A come after all: B is withdrawn, A gets the seat and a new code; give A's id.

    Raises:
        NotFound: this delegate comes in nobody's place.
        SubstituteGone: B has sent somebody else, or was withdrawn; nothing was changed.
    """
    wanted = select(Substitution).where(
        Substitution.substitute_id == substitute_id, Substitution.taken_back.is_(False)
    )
    substitution = session.scalar(wanted)
    if substitution is None:
        raise NotFound
    absent = session.get_one(Delegate, substitution.absent_id)
    substitute = session.get_one(Delegate, substitute_id)
    if substitute.state is not ListState.APPROVED or absent.state is not ListState.WITHDRAWN:
        raise SubstituteGone
    seat = substitute.seat
    _step_back(session, substitute)
    absent.state, absent.withdrawal_reason, absent.seat = ListState.APPROVED, "", seat
    index_again(absent, absent.unit.name)
    substitution.taken_back = True
    _set_reply(session, absent.id, Reply.CONFIRMED, at)
    reissue_code(session, absent.id, at=at, by=by)
    fact = SubstitutionTakenBack(absent_id=absent.id, substitute_id=substitute_id)
    record(session, fact, at=at, by=by)
    return absent.id


def substitutions(session: Session) -> list[Substitution]:
    """Give who comes in whose place now; of A, B for A and C for B only the last."""
    standing = (
        select(Substitution)
        .join(Delegate, Delegate.id == Substitution.substitute_id)
        .where(Substitution.taken_back.is_(False), Delegate.state == ListState.APPROVED)
    )
    return list(session.scalars(standing.order_by(Substitution.id)))


def name_seat_holder(
    session: Session,
    delegate_id: int,
    *,
    full_name: str,
    position: str = "",
    at: dt.datetime,
    by: str,
) -> None:
    """Write the name of who has come on a seat of "Đại diện …".

    Raises:
        NotFound, HasAName, NameMissing, WordsTooLong: nothing was changed.
    """
    row = session.get(Delegate, delegate_id)
    if row is None:
        raise NotFound
    if row.named:
        raise HasAName
    name, office = tidied("full_name", full_name), tidied("position", position)
    row.note = tidied("note", f"{row.full_name}. {row.note}")
    row.full_name, row.named = name, True
    row.position = office or row.position
    index_again(row, row.unit.name)
    record(session, SeatHolderNamed(delegate_id=row.id), at=at, by=by)
