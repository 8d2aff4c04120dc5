"""What the stage's screens show: whole states, never changes to them.

Hall and lobby are given only what is public. The award order is secret until a batch stands on the
stage, so that the hall's snapshot never holds more than that batch.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from conference import agenda, awards
from conference.agenda import BUTTON_FACTS, CLOCK_FACTS, RUNDOWN_FACTS, OnStage
from conference.attendance import ARRIVAL_FACTS, present_ids
from conference.awards import AWARD_FACTS, AwardBlock, Batch, BatchState, Recipient
from conference.cue_sheet import CUE_SHEET_FACTS
from conference.delegates import ROSTER_FACTS
from conference.doors import DOOR_FACTS
from conference.honoured_guests import GUEST_FACTS, honoured_entries
from conference.identity import IDENTITY_FACTS
from conference.opening import OPENING_FACTS
from conference.operators import PUBLIC, Role
from conference.performers import PERFORMER_FACTS
from conference.rooms import Part, Room, Snapshot
from conference.screens import (
    HALL_FACTS,
    MESSAGE_FACTS,
    QUICK_TEXT_FACTS,
    SCREEN_FACTS,
    View,
    hall_now,
)
from stage.award_speech import AWARD_SPEECH_FACTS, award_people, award_speech
from stage.award_turn import in_turn, pressed_ms
from stage.backstage import BACKSTAGE_ROLES, backstage_words
from stage.cue_list import CUE_ROLES, cue_list_words, technical_words
from stage.guests import guests_words
from stage.mc_words import McWords, award_for_mc, performers_for_mc, rundown_for_mc
from stage.messages import Messages
from stage.opening import Opening
from stage.performers import programme_people, with_presence
from stage.programme import Programme, programme
from stage.speaker_timer import TIMER_ROLES, timer_words
from stage.spoken import SPOKEN_FACTS
from stage.welcome import WELCOME_FACTS, welcome

NAMESPACE = "/stage"
CONTROL_ROLES = (Role.ADMIN, Role.STAGE)
AWARD_ROLES = (Role.ADMIN, Role.STAGE, Role.BACKSTAGE)
MC_ROLES = (Role.ADMIN, Role.STAGE, Role.MC, Role.BACKSTAGE)


PICTURES = "/stage/pictures/"


class Stage:
    """What stage screens show, with the parts of it that arrivals at the door do not change."""

    def __init__(self) -> None:
        self._programme = Part(RUNDOWN_FACTS | BUTTON_FACTS | IDENTITY_FACTS, programme)
        self._award = Part(AWARD_FACTS | ROSTER_FACTS | AWARD_SPEECH_FACTS, _award)
        self._hall = Part(HALL_FACTS, _hall_words)
        self.messages = Messages()
        self._on_stage = Part(AWARD_FACTS | ROSTER_FACTS, _on_stage_words)
        self._clock = Part(CLOCK_FACTS, _clock_words)
        self._guests = Part(GUEST_FACTS | ROSTER_FACTS | IDENTITY_FACTS, guests_words)
        self._mc = McWords()
        self._performers = Part(PERFORMER_FACTS | RUNDOWN_FACTS | ROSTER_FACTS, programme_people)
        self._technical = Part(CUE_SHEET_FACTS | RUNDOWN_FACTS, technical_words)
        self._opening = Opening()

    def control(self, session: Session, now: dt.datetime) -> Snapshot:
        """Give all the stage manager works with."""
        offered = {"offered": agenda.shift_offered(session, now)}
        clock = {"clock_warning": self._clock.now(session)}
        screens = self._hall.now(session) | self.messages.sent(session, now)
        shown = self._programme.now(session)
        on_stage = shown.sittings.now(now)
        staff = self._staff(session, shown, on_stage) | {"begin_soon": offered}
        counts = self._technical.now(session).counts
        people = staff["performers"]
        opening = self._opening.control(
            session, on_stage.sitting_id, now, people=people, ready=counts
        )
        panels = {"technical": counts, "opening": opening}
        return shown.words | shown.staff | staff | clock | screens | panels

    def mc(self, session: Session, now: dt.datetime) -> Snapshot:
        """Give what is read out now and next, to whom, and how long there still is."""
        shown = self._programme.now(session)
        on_stage = shown.sittings.now(now)
        staff = self._staff(session, shown, on_stage)
        guests = staff["guests"]
        only = {
            "sitting_id": on_stage.sitting_id,
            "opening": self._opening.mc(session, on_stage.sitting_id, now),
            "award": award_for_mc(staff["award"]),
            "guests": {"present": len(guests["here"]), "expected": guests["expected"]},
            "messages": self.messages.unread(session, View.MC, now),
            **performers_for_mc(staff, shown),
        }
        return rundown_for_mc(shown) | self._mc.now(session, shown, on_stage) | staff | only

    def _staff(self, session: Session, shown: Programme, on_stage: OnStage) -> dict[str, Any]:
        """Give the award order, the honoured guests and the performers, with who has come."""
        return {
            "award": self._award_now(session, shown.live_id, on_stage),
            "guests": self._guests_now(session, shown.began.get(on_stage.sitting_id), on_stage),
            **with_presence(session, self._performers.now(session), on_stage.present_in),
        }

    def lobby(self, session: Session, now: dt.datetime) -> Snapshot:
        """Give the programme as every guest may read it."""
        shown = self._programme.now(session)
        # Of the sitting that its rows are of: the door may be open for the one after that.
        of_rows = shown.next_sitting_id if shown.words["items"] else shown.sittings.door(now)
        opening = None if of_rows is None else self._opening.public(session, of_rows)
        return shown.words | {"title_block": shown.title_block, "opening": opening}

    def timer(self, session: Session, now: dt.datetime) -> Snapshot:
        """Give the speaker what runs and how long it may."""
        return timer_words(session, self._programme.now(session), self.messages, now)

    def cues(self, session: Session, now: dt.datetime) -> Snapshot:
        """Give the technicians what to make ready, to run and to end."""
        shown = self._programme.now(session)
        messages = {"messages": self.messages.unread(session, View.CUES, now)}
        return cue_list_words(shown, self._technical.now(session)) | messages

    def backstage(self, session: Session, now: dt.datetime) -> Snapshot:
        """Give the wings who goes on next, which batch gathers and what is carried in."""
        shown = self._programme.now(session)
        on_stage = shown.sittings.now(now)
        people = with_presence(session, self._performers.now(session), on_stage.present_in)
        award = self._award_now(session, shown.live_id, on_stage)
        messages = {"messages": self.messages.unread(session, View.BACKSTAGE, now)}
        return backstage_words(shown, people, award, self._technical.now(session)) | messages

    def hall(self, session: Session, _now: dt.datetime) -> Snapshot:
        """Give the present item and the batch on stage; nothing that is not public."""
        shown = self._programme.now(session)
        return {
            "phase": shown.words["phase"],
            "now": shown.live,
            "title_block": shown.title_block,
            "award": self._on_stage.now(session, shown.live_id),
            "showing": (hall := self._hall.now(session))["showing"],
            "backdrop_url": hall["backdrop_url"],
        }

    def welcome(self, session: Session, now: dt.datetime) -> Snapshot:
        """Give whom the lobby greets."""
        shown = self._programme.now(session)
        return welcome(session, shown, shown.sittings.door(now))

    def _award_now(
        self, session: Session, live_id: int | None, on_stage: OnStage
    ) -> dict[str, Any] | None:
        award = self._award.now(session, live_id)
        if award is None:
            return None
        here = present_ids(session, *on_stage.present_in, among=award.delegate_ids)
        return award.words | {"batches": [_with_presence(one, here) for one in award.batches]}

    def _guests_now(
        self, session: Session, began: dt.datetime | None, on_stage: OnStage
    ) -> dict[str, Any]:
        # Of all who come through the door, few are guests whom the stage is told of.
        came = honoured_entries(session, *on_stage.present_in)
        return self._guests.now(session, on_stage.present_in, began, came)


def stage_rooms() -> list[Room]:
    """Give the rooms of the stage's screens."""
    # The list too: a name or an office that is put right must be read out right.
    staff = RUNDOWN_FACTS | BUTTON_FACTS | AWARD_FACTS | ARRIVAL_FACTS | GUEST_FACTS | ROSTER_FACTS
    staff |= OPENING_FACTS | DOOR_FACTS
    staff |= PERFORMER_FACTS | MESSAGE_FACTS | AWARD_SPEECH_FACTS
    panels = CLOCK_FACTS | HALL_FACTS | QUICK_TEXT_FACTS | SCREEN_FACTS
    timed = RUNDOWN_FACTS | MESSAGE_FACTS
    wings = timed | AWARD_FACTS | ARRIVAL_FACTS | ROSTER_FACTS | PERFORMER_FACTS | CUE_SHEET_FACTS
    wings |= AWARD_SPEECH_FACTS
    panels |= CUE_SHEET_FACTS
    # A name that is put right while its batch stands on the stage is put right on the wall.
    wall = RUNDOWN_FACTS | AWARD_FACTS | ROSTER_FACTS | HALL_FACTS
    everybody, stage = frozenset({PUBLIC}), Stage()
    return [
        Room("control", NAMESPACE, frozenset(CONTROL_ROLES), staff | panels, stage.control),
        Room("mc", NAMESPACE, frozenset(MC_ROLES), staff | SPOKEN_FACTS, stage.mc),
        Room("hall", NAMESPACE, everybody, wall, stage.hall),
        Room("lobby", NAMESPACE, everybody, RUNDOWN_FACTS | OPENING_FACTS, stage.lobby),
        Room("cues", NAMESPACE, frozenset(CUE_ROLES), timed | CUE_SHEET_FACTS, stage.cues),
        Room("backstage", NAMESPACE, frozenset(BACKSTAGE_ROLES), wings, stage.backstage),
        Room("timer", NAMESPACE, frozenset(TIMER_ROLES), timed, stage.timer),
        Room("welcome", NAMESPACE, everybody, WELCOME_FACTS, stage.welcome),
    ]


def _clock_words(session: Session) -> dict[str, Any] | None:
    apart_ms = agenda.clock_warning(session)
    return {"ms": apart_ms} if apart_ms else None


def _hall_words(session: Session) -> dict[str, Any]:
    shown = hall_now(session)
    return {
        "showing": shown.showing,
        "backdrop_url": PICTURES + shown.backdrop if shown.backdrop else None,
    }


@dataclass(frozen=True)
class _Award:
    """The award block that the room is busy with, but for who of its recipients has come."""

    words: dict[str, Any]
    batches: list[dict[str, Any]]
    delegate_ids: list[int]


def _award(session: Session, live_id: int | None) -> _Award | None:
    block = awards.current_block(session, item_id=live_id)
    if block is None:
        return None
    called, on_stage, upcoming = (
        awards.batch_in(block, state)
        for state in (BatchState.GATHERING, BatchState.ON_STAGE, BatchState.PLANNED)
    )
    words = {
        "block_id": block.id,
        "item_id": block.item_id,
        "revision": awards.awards_revision(session),
        "in_turn": in_turn(session, block, live_id),
        "pressed_ms": pressed_ms(session),
        "title": block.title,
        "form": block.form,
        "decision": block.decision,
        **award_people(session, block),
        "said": award_speech(session, block),
        "called_id": called.id if called else None,
        "on_stage_id": on_stage.id if on_stage else None,
        "next_id": upcoming.id if upcoming else None,
    }
    recipients = [one.delegate_id for batch in block.batches for one in batch.recipients]
    return _Award(
        words,
        [_batch_words(block, batch) for batch in block.batches],
        [one for one in recipients if one is not None],
    )


def _batch_words(block: AwardBlock, batch: Batch) -> dict[str, Any]:
    return {
        "id": batch.id,
        "label": batch_label(block, batch),
        "kind": batch.kind,
        "state": batch.state,
        "recipients": [(one.delegate_id, _recipient_words(one)) for one in batch.recipients],
    }


def _recipient_words(one: Recipient) -> dict[str, Any]:
    return {
        "id": one.id,
        "place": one.place,
        "name": one.name,
        "detail": one.detail,
        "unit": one.unit,
    }


def _with_presence(batch: dict[str, Any], here: set[int]) -> dict[str, Any]:
    marked = [
        words | {"present": delegate_id in here} for delegate_id, words in batch["recipients"]
    ]
    return batch | {"recipients": marked}


def batch_label(block: AwardBlock, batch: Batch) -> str:
    """Give the batch's name as it is called: "Lượt 2/4"."""
    return f"Lượt {batch.ordinal}/{len(block.batches)}"


def _on_stage_words(session: Session, live_id: int | None) -> dict[str, Any] | None:
    for block in awards.all_blocks(session):
        batch = awards.batch_in(block, BatchState.ON_STAGE)
        if batch is not None and in_turn(session, block, live_id):
            names = [{"name": one.name, "unit": one.unit} for one in batch.recipients]
            return {
                "form": block.form,
                "decision": block.decision,
                "label": batch_label(block, batch),
                "names": names,
            }
    return None
