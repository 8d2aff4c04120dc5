"""What the MC's screen is told beyond the rundown: what to say now and next, and who is introduced.

Only what is read soon is sent: the script of two items, the recipients of the batch that is called,
the parts of the items that are on or come next.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from conference.agenda import RUNDOWN_FACTS, ItemState, OnStage
from conference.awards import AWARD_FACTS, BatchState
from conference.delegates import ROSTER_FACTS
from conference.honoured_guests import GUEST_FACTS, honoured_entries
from conference.identity import IDENTITY_FACTS
from conference.rooms import Part
from stage.programme import Programme
from stage.spoken import SPOKEN_FACTS, introduction_words, script_words

Words = dict[str, Any]

WAITING_SHOWN = 3
"""So many who have come and are on no list are named; the rest is counted."""

_CALLED = frozenset({BatchState.GATHERING, BatchState.ON_STAGE})
_OF_READ_SOON = frozenset({"performer", "optional", "manner", "sitting_id", "steps", "entries"})
_OF_PLAYED = frozenset({"hard", "added_ms", "started_ms", "ended_ms", "held_ms", "held_since_ms"})
"""Left out of what is told in short where they say nothing."""

_OF_STAFF = ("rundown_revision", "last_cue", "start_held", "next_part")


class McWords:
    """The words to be spoken, made anew only after what changes them."""

    def __init__(self) -> None:
        written = SPOKEN_FACTS | RUNDOWN_FACTS | AWARD_FACTS | IDENTITY_FACTS
        self._script = Part(written, lambda session, *ids: script_words(session, ids))
        people = SPOKEN_FACTS | GUEST_FACTS | ROSTER_FACTS | IDENTITY_FACTS
        self._introduction = Part(people, _introduction)

    def now(self, session: Session, shown: Programme, on_stage: OnStage) -> Words:
        """Give the script of the present item and the next, and the lines of introduction."""
        came = honoured_entries(session, *on_stage.present_in)
        return {
            "script": self._script.now(session, *spoken_ids(shown)),
            "introduction": self._introduction.now(session, on_stage, came),
        }


def spoken_ids(shown: Programme) -> list[int]:
    """Give the item that is on, or comes first, and the one after it."""
    words = shown.words
    if words["now_id"] is not None:
        return [one for one in (words["now_id"], words["next_id"]) if one is not None]
    ids = [one["id"] for one in words["items"]]
    if words["next_id"] not in ids:
        return []
    coming = words["items"][ids.index(words["next_id"]) :]
    return [one["id"] for one in coming if one["state"] == ItemState.PLANNED][:2]


def rundown_for_mc(shown: Programme) -> Words:
    """Give the rundown: of items whose words are not read soon no more than title and times."""
    soon = spoken_ids(shown)
    items = [one if one["id"] in soon else _in_short(one) for one in shown.words["items"]]
    return shown.words | {key: shown.staff[key] for key in _OF_STAFF} | {"items": items}


def _in_short(item: Words) -> Words:
    return {
        key: value
        for key, value in item.items()
        if key not in _OF_READ_SOON and (value or key not in _OF_PLAYED)
    }


def award_for_mc(award: Words | None) -> Words | None:
    """Give the award with the names of the batch that is called; of the others how many."""
    if award is None:
        return None
    return award | {"batches": [_batch(one) for one in award["batches"]]}


def performers_for_mc(people: Words, shown: Programme) -> Words:
    """Give the performers of what is on or comes next, and who of them is not in the hall."""
    soon = spoken_ids(shown)
    named = people["performers"]
    return {
        "performers": {str(one): named[str(one)] for one in soon if str(one) in named},
        "missing_performers": [
            one
            for one in people["missing_performers"]
            if any(item["id"] in soon for item in one["items"])
        ],
    }


def _batch(batch: Words) -> Words:
    names = batch["recipients"] if batch["state"] in _CALLED else []
    return batch | {"recipients": names, "count": len(batch["recipients"])}


def _introduction(session: Session, on_stage: OnStage, *_: object) -> Words:
    told = introduction_words(session, on_stage.sitting_id, on_stage.present_in)
    return told | {"waiting": told["waiting"][:WAITING_SHOWN], "waits": len(told["waiting"])}
