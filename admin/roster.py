"""The office's pages of the list: searching, one delegate, the approved list; and what is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.roster_bodies import (
    AddBody,
    DutyBody,
    GroupBody,
    HolderBody,
    ManyBody,
    PersonWords,
    SubstituteBody,
)
from admin.roster_fields import (
    ADDERS,
    DECIDERS,
    FIELDS,
    FORM_NAMES,
    READERS,
    REPLY_NAMES,
    SENSITIVE,
    SEX_NAMES,
    STATE_NAMES,
)
from admin.roster_list import list_page
from admin.roster_person import person_page, rights_of
from admin.roster_search import HERE, ONLY, Asked, search
from conference import delegates
from conference.clock import Clock
from conference.database import Database
from conference.delegates import Approval, Delegate, ListState, NewDelegate
from conference.identity import the_conference
from conference.operators import Role, Who, open_to
from conference.refusals import N_, Refusal

_WORDS = {
    "state_names": STATE_NAMES,
    "sex_names": SEX_NAMES,
    "form_names": FORM_NAMES,
    "reply_names": REPLY_NAMES,
}


_ASKED_OF_NEW = (
    "full_name", "honorific", "position", "unit", "group", "sex", "birth_year", "phone",
    "own_address_form", "own_address", "note",
)  # fmt: skip
_ADD_FIELDS = tuple(one for name in _ASKED_OF_NEW for one in FIELDS if one.name == name)


class FieldNotKept(Refusal):
    """The organiser has not chosen to keep this."""

    code = "field_not_kept"
    sentence = N_(
        "Hội nghị này không lưu căn cước, dân tộc hoặc đảng viên nếu Ban Tổ chức chưa chọn lưu; "
        "dữ liệu chưa thay đổi."
    )


@dataclass(frozen=True)
class Office:
    """What every route here works with."""

    db: Database
    clock: Clock
    who: Callable[[], Who]

    def do(self, command: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Run a command of the list in the name of whoever asks, now."""
        at, by = self.clock(), self.who().by
        return self.db.write(lambda s: command(s, *given, **named, at=at, by=by))


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the routes of the list."""
    routes = Blueprint("roster", __name__, url_prefix="/admin", template_folder="templates")
    office = Office(db, clock, who)
    _add_pages(routes, office)
    _add_list_commands(routes, office)
    _add_person_commands(routes, office)
    return routes


def _add_pages(routes: Blueprint, office: Office) -> None:
    @routes.get("/delegates")
    @open_to(*READERS)
    def search_list() -> str:
        asked, me = Asked.of(request.args), office.who()
        with office.db.reading() as session:
            found = search(session, asked, office.clock())
            locked = delegates.locked_version(session)
            number = locked.number if locked else None
        offered = {"only_names": {key: words for key, (words, _) in ONLY.items()}, "heres": HERE}
        shown = {"asked": asked, "may": rights_of(me), "locked": number, "add_fields": _ADD_FIELDS}
        return render_template("admin/delegates.html", **found, **offered, **shown, **_WORDS)

    @routes.get("/delegates/<int:delegate_id>")
    @open_to(*READERS)
    def person(delegate_id: int) -> str:
        with office.db.reading() as session:
            shown = person_page(session, delegate_id, office.who())
        return render_template("admin/delegate.html", **shown, **_WORDS)

    @routes.get("/list")
    @open_to(*DECIDERS)
    def approved_list() -> str:
        with office.db.reading() as session:
            shown = list_page(session, office.who())
        return render_template("admin/list.html", **shown, **_WORDS)


def _add_list_commands(routes: Blueprint, office: Office) -> None:
    @routes.post("/delegates")
    @open_to(*ADDERS)
    def add_one() -> dict[str, Any]:
        body = AddBody.model_validate_json(request.get_data())
        return dict(office.do(_add, body, me=office.who()))

    @routes.post("/delegates/approve")
    @open_to(*DECIDERS)
    def approve() -> dict[str, Any]:
        body = ManyBody.model_validate_json(request.get_data())
        moved = office.do(
            _move,
            body.delegate_ids,
            ListState.APPROVED,
            partial(delegates.approve_delegates, approval=body.approval(may_exceed=True)),
        )
        return {"done": True, "count": len(moved), "delegate_ids": moved}

    @routes.post("/delegates/withdraw")
    @open_to(*DECIDERS)
    def withdraw() -> dict[str, Any]:
        body = ManyBody.model_validate_json(request.get_data())
        moved = office.do(
            _move,
            body.delegate_ids,
            ListState.WITHDRAWN,
            partial(delegates.withdraw_delegates, reason=body.reason),
        )
        return {"done": True, "count": len(moved), "delegate_ids": moved}

    @routes.post("/delegates/take-back")
    @open_to(*DECIDERS)
    def take_back() -> dict[str, Any]:
        body = ManyBody.model_validate_json(request.get_data())
        return {"done": True, "count": len(office.do(delegates.take_back, body.delegate_ids))}

    @routes.post("/list/lock")
    @open_to(Role.ADMIN)
    def lock() -> dict[str, Any]:
        locked = office.do(delegates.lock_list, by_name=office.who().name)
        return {
            "done": True,
            "number": locked.number,
            "count": locked.count,
            "repeat": locked.repeat,
        }

    @routes.post("/list/namesakes")
    @open_to(Role.ADMIN)
    def mark_namesakes() -> dict[str, Any]:
        return {"done": True, "count": office.do(delegates.mark_namesakes)}

    @routes.post("/list/groups/<int:group_id>")
    @open_to(Role.ADMIN)
    def change_group(group_id: int) -> dict[str, Any]:
        words = GroupBody.model_validate_json(request.get_data()).model_dump(exclude_unset=True)
        return {"done": True, "columns": office.do(delegates.change_group, group_id, words)}


def _add_person_commands(routes: Blueprint, office: Office) -> None:
    @routes.post("/delegates/<int:delegate_id>")
    @open_to(Role.ADMIN)
    def change(delegate_id: int) -> dict[str, Any]:
        words = PersonWords.model_validate_json(request.get_data()).said()
        return {"done": True, "columns": office.do(_change, delegate_id, words)}

    @routes.post("/delegates/<int:delegate_id>/code")
    @open_to(*DECIDERS)
    def reissue(delegate_id: int) -> dict[str, Any]:
        office.do(delegates.reissue_code, delegate_id)
        return {"done": True}

    @routes.post("/delegates/<int:delegate_id>/substitute")
    @open_to(*DECIDERS)
    def substitute(delegate_id: int) -> dict[str, Any]:
        body = SubstituteBody.model_validate_json(request.get_data())
        coming = delegates.Substitute(**body.model_dump())
        return {"done": True, "id": office.do(delegates.name_substitute, delegate_id, coming)}

    @routes.post("/delegates/<int:delegate_id>/substitute/take-back")
    @open_to(*DECIDERS)
    def take_back_substitute(delegate_id: int) -> dict[str, Any]:
        return {"done": True, "id": office.do(delegates.take_back_substitution, delegate_id)}

    @routes.post("/delegates/<int:delegate_id>/holder")
    @open_to(*READERS)
    def name_holder(delegate_id: int) -> dict[str, Any]:
        body = HolderBody.model_validate_json(request.get_data())
        office.do(delegates.name_seat_holder, delegate_id, **body.model_dump())
        return {"done": True}

    @routes.post("/delegates/<int:delegate_id>/duties")
    @open_to(Role.ADMIN)
    def change_duty(delegate_id: int) -> dict[str, Any]:
        body = DutyBody.model_validate_json(request.get_data())
        command = delegates.give_duty if body.held else delegates.end_duty
        office.do(command, delegate_id, body.duty)
        return {"done": True}


def _move(
    session: Session,
    delegate_ids: list[int],
    state: ListState,
    command: Callable[..., int],
    *,
    at: dt.datetime,
    by: str,
) -> list[int]:
    """Bring delegates into a state; give those who were not in it, which is what undo names."""
    moving = select(Delegate.id).where(Delegate.id.in_(delegate_ids), Delegate.state != state)
    moved = sorted(session.scalars(moving))
    command(session, moved, at=at, by=by)
    return moved


def _add(session: Session, body: AddBody, *, me: Who, at: dt.datetime, by: str) -> dict[str, Any]:
    """Put one person on the list; reception proposes, unless somebody is named who approved."""
    decides = me.role in DECIDERS
    approval = Approval(body.approver, body.reason, may_exceed=decides)
    approved = body.state == "approved" and (decides or approval.given)
    state = ListState.APPROVED if approved else ListState.PROPOSED
    person = NewDelegate(**body.words.model_dump())
    (new_id,) = delegates.add_delegates(
        session, [person], state=state, approval=approval, at=at, by=by
    )
    row = session.get_one(Delegate, new_id)
    return {
        "done": True,
        "id": new_id,
        "name": row.full_name,
        "card_number": row.card_number,
        "state": row.state,
    }


def _change(
    session: Session, delegate_id: int, words: dict[str, Any], *, at: dt.datetime, by: str
) -> list[str]:
    _check_kept(session, words)
    return delegates.change_delegate(session, delegate_id, words, at=at, by=by)


def _check_kept(session: Session, words: dict[str, Any]) -> None:
    kept = the_conference(session).kept_fields
    if any(name in words and name not in kept for name in SENSITIVE):
        raise FieldNotKept
