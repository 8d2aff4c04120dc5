"""/api/stage: the run of show from outside, for a Stream Deck or a phone, by a token.

A remote control holds the buttons as an operator does, by its own name, and is refused as one is.
What it may do is no more than the control page does by one press.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from flask import Blueprint, Response, request
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import agenda
from conference.agenda import Command, Cue, CueNotPossible, NothingNext, Press, Step
from conference.clock import Clock, running_s
from conference.database import Database
from conference.operators import open_to_remotes
from conference.remotes import Caller
from conference.screens import Showing, send_message, show_in_hall
from stage.remote_contract import (
    KEY_HEADER,
    RemoteButtons,
    RemoteDone,
    RemoteHall,
    RemoteHold,
    RemoteMessage,
    RemotePress,
    RemoteSent,
    RemoteShown,
    RemoteStep,
)
from stage.remote_presses import RETRY_AFTER_S, Presses
from stage.remote_state import remote_state

Answer = dict[str, object]
Body = TypeVar("Body", bound=BaseModel)


def create_blueprint(
    db: Database,
    clock: Clock,
    *,
    caller: Callable[[], Caller],
    count_s: Callable[[], float] = running_s,
) -> Blueprint:
    """Make the routes; `caller` gives the remote control that makes the request."""
    remote = Blueprint("remote", __name__, url_prefix="/api/stage")
    buttons = _Buttons(db, clock, caller, Presses(count_s))
    remote.before_request(buttons.admit)
    remote.after_request(_say_how)
    _add_state(remote, db, clock)
    _add_step(remote, buttons)
    _add_others(remote, buttons)
    _add_holding(remote, buttons)
    _add_screens(remote, buttons)
    return remote


class _Buttons:
    """Does what remote controls press."""

    def __init__(
        self, db: Database, clock: Clock, caller: Callable[[], Caller], presses: Presses
    ) -> None:
        self._db, self._clock, self._caller, self._presses = db, clock, caller, presses

    def admit(self) -> None:
        """Let a request pass that is not one too many."""
        self._presses.admit(self._caller())

    def step(self, body: RemoteStep) -> Answer:
        """Press the one big button."""
        me, cue_id = self._caller(), self._cue_id("step", body)
        with self._db.reading() as session:
            known = _given(session, cue_id)
            revision = agenda.rundown_revision(session)
            state = agenda.rundown(session)
        if known is not None:
            return _answer(known, revision, repeat=True)
        step = agenda.next_step(state)
        if step is None:
            raise NothingNext if state.live_item is None else CueNotPossible
        if step.ends and not body.sure:
            self._presses.must_be_sure(me, "finish")
        return self._give(_press_of(step, cue_id, _seen(body, revision)), body)

    def press(self, command: Command, body: RemotePress, *, reason: str = "") -> Answer:
        """Press the button of this command."""
        cue_id = self._cue_id(command, body)
        with self._db.reading() as session:
            revision = agenda.rundown_revision(session)
        seen = _seen(body, revision)
        return self._give(
            Press(cue_id=cue_id, seen_revision=seen, command=command, reason=reason), body
        )

    def take(self) -> Answer:
        """Take the buttons from whoever holds them."""
        me, now = self._caller(), self._clock()
        self._db.write(lambda s: agenda.take_buttons(s, at=now, by=me.by, by_name=me.name))
        return self._held()

    def give_back(self) -> Answer:
        """Let go of the buttons."""
        me, now = self._caller(), self._clock()
        self._db.write(lambda s: agenda.give_buttons_back(s, at=now, by=me.by))
        return self._held()

    def _held(self) -> Answer:
        with self._db.reading() as session:
            held = agenda.buttons_held(session)
        return RemoteButtons(buttons=held.by_name if held else "").model_dump(mode="json")

    def message(self, body: RemoteMessage) -> int:
        """Send words to the staff's screens; give the message's id."""
        me, now = self._caller(), self._clock()
        return self._db.write(
            lambda s: send_message(
                s, to=body.to, words=body.words, at=now, by=me.by, by_name=me.name
            )
        )

    def hall(self, body: RemoteHall) -> bool:
        """Let the wall show something; give whether that is new."""
        me, now = self._caller(), self._clock()
        if body.showing is Showing.BLACK and not body.sure:
            self._presses.must_be_sure(me, "black")
        return self._db.write(
            lambda s: show_in_hall(s, showing=body.showing, at=now, by=me.by, by_name=me.name)
        )

    def _cue_id(self, what: str, body: RemotePress) -> str:
        named = body.cue_id or request.headers.get(KEY_HEADER, "")[:255]
        return self._presses.cue_id(self._caller(), what, named)

    def _give(self, press: Press, body: RemotePress) -> Answer:
        me, now = self._caller(), self._clock()

        def give(session: Session) -> bool:
            known = _given(session, press.cue_id)
            if known is None and body.take_over:
                agenda.take_buttons(session, at=now, by=me.by, by_name=me.name)
            done = agenda.give_cue(session, press, at=now, by=me.by, by_name=me.name)
            return done.repeat

        repeat = self._db.write(give)
        with self._db.reading() as session:
            revision = agenda.rundown_revision(session)
        return _answer(press.command, revision, repeat=repeat)


def _press_of(step: Step, cue_id: str, seen_revision: int) -> Press:
    about = step.command in {Command.START, Command.NEXT, Command.PART}
    return Press(
        cue_id=cue_id,
        seen_revision=seen_revision,
        command=step.command,
        item_id=step.item_id if about else None,
        part=step.part,
    )


def _seen(body: RemotePress, revision: int) -> int:
    """Give the rundown that the sender saw; the present one where nobody says."""
    return revision if body.revision is None else body.revision


def _given(session: Session, cue_id: str) -> Command | None:
    """Give the command of a press that was carried out before."""
    return session.scalar(select(Cue.command).where(Cue.cue_id == cue_id))


def _answer(command: Command, revision: int, *, repeat: bool) -> Answer:
    return RemoteDone(repeat=repeat, command=command, revision=revision).model_dump(mode="json")


def _add_state(remote: Blueprint, db: Database, clock: Clock) -> None:
    @remote.get("/state")
    @open_to_remotes
    def state() -> Answer:
        with db.reading() as session:
            return remote_state(session, clock()).model_dump(mode="json")


def _add_step(remote: Blueprint, buttons: _Buttons) -> None:
    @remote.post("/step")
    @open_to_remotes
    def step() -> Answer:
        return buttons.step(_body(RemoteStep))


def _add_others(remote: Blueprint, buttons: _Buttons) -> None:
    @remote.post("/undo")
    @open_to_remotes
    def undo() -> Answer:
        return buttons.press(Command.UNDO, _body(RemotePress))

    @remote.post("/hold")
    @open_to_remotes
    def hold() -> Answer:
        body = _body(RemoteHold)
        return buttons.press(Command.HOLD, body, reason=body.reason)

    @remote.post("/resume")
    @open_to_remotes
    def resume() -> Answer:
        return buttons.press(Command.RESUME, _body(RemotePress))


def _add_holding(remote: Blueprint, buttons: _Buttons) -> None:
    @remote.post("/buttons")
    @open_to_remotes
    def take_buttons() -> Answer:
        return buttons.take()

    @remote.post("/buttons/give-back")
    @open_to_remotes
    def give_buttons_back() -> Answer:
        return buttons.give_back()


def _add_screens(remote: Blueprint, buttons: _Buttons) -> None:
    @remote.post("/message")
    @open_to_remotes
    def message() -> Answer:
        message_id = buttons.message(_body(RemoteMessage))
        return RemoteSent(message_id=message_id).model_dump(mode="json")

    @remote.post("/hall")
    @open_to_remotes
    def hall() -> Answer:
        body = _body(RemoteHall)
        changed = buttons.hall(body)
        return RemoteShown(changed=changed, showing=body.showing).model_dump(mode="json")


def _body(model: type[Body]) -> Body:
    """Read the body; a button that sends none wants what is usual."""
    return model.model_validate_json(request.get_data() or b"{}")


def _say_how(response: Response) -> Response:
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
