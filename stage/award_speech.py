"""What is said when awards are presented: who comes up, who gives, who gives in whose place.

The words are those of the catalogue, as the office has worded them; the verb follows the award.
"""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from conference.awards import AwardBlock, RecipientKind
from conference.introductions import office_of
from conference.scripts import (
    CALLS,
    SCRIPT_FACTS,
    Speaker,
    abbreviations,
    mid_sentence,
    read_out,
    verb_of,
)
from conference.standing_in import PLACE_FACTS, Acting, PlaceKind, Substitute, acting

AWARD_SPEECH_FACTS = SCRIPT_FACTS | PLACE_FACTS
"""What changes these words besides the awards and the list."""

_RECIPIENTS = {
    RecipientKind.COLLECTIVE: "đại diện các tập thể có tên sau đây",
    RecipientKind.INDIVIDUAL: "các cá nhân có tên sau đây",
}
_ADDRESS = re.compile(r"^(?:các )?(?:đ/c|đồng chí|ông|bà)\s+", re.IGNORECASE)


def award_speech(session: Session, block: AwardBlock) -> dict[str, str]:
    """Give what is said of an award block: `announce`, a call by kind of recipient, `givers`.

    `givers` is who hands over and who gives flowers; "" where the plan names nobody.
    """
    return _Speech(session, block).words()


def award_people(session: Session, block: AwardBlock) -> dict[str, str]:
    """Give who reads out, hands over and gives flowers now, by the columns of the plan.

    Whoever the plan names stands in its own words; a substitute is told apart: "đồng chí Lê Văn
    Kiên, Phó Giám đốc Sở (thay Giám đốc Sở)". "" where it is nobody.
    """
    speech = _Speech(session, block)
    kinds = PlaceKind.READER, PlaceKind.PRESENTER, PlaceKind.FLOWER_GIVER
    return {kind.value: speech.in_writing(kind) for kind in kinds}


def who_handed_over(session: Session, block: AwardBlock) -> str:
    """Give who handed the awards over, as minutes write it, or "" where it is nobody's task."""
    return _Speech(session, block).in_minutes()


class _Speech:
    def __init__(self, session: Session, block: AwardBlock) -> None:
        self._session, self._block = session, block
        self._speaker, self._table = Speaker(session), abbreviations(session)

    def words(self) -> dict[str, str]:
        block, call = self._block, CALLS[verb_of(self._block.form)]
        calls = {
            kind.value: self._speaker.say(call, recipients=recipients, form=block.form, batch="")
            for kind, recipients in _RECIPIENTS.items()
        }
        givers = " ".join(filter(None, (self._giver(), self._flowers())))
        return {"announce": self._announce(), "givers": givers, **calls}

    def _announce(self) -> str:
        reader = self._who(PlaceKind.READER)
        if not reader:
            return ""
        return self._speaker.say("announce", reader=reader, decision=self._block.decision)

    def _giver(self) -> str:
        block = self._block
        now = self._acting(PlaceKind.PRESENTER)
        if now.substitute is not None:
            return self._speaker.say(
                "giver_replaced",
                absent_giver=self._absent(now),
                address=now.substitute.address,
                name=now.substitute.name,
                office=self._office(now.substitute),
                form=block.form,
            )
        giver = self._who(PlaceKind.PRESENTER)
        return self._speaker.say("giver", giver=giver, form=block.form) if giver else ""

    def _flowers(self) -> str:
        giver = self._who(PlaceKind.FLOWER_GIVER)
        return self._speaker.say("flowers", flower_giver=giver) if giver else ""

    def in_writing(self, kind: PlaceKind) -> str:
        """Give who does it, and of a substitute for whom."""
        now = self._acting(kind)
        if now.substitute is None:
            return now.words
        return f"{self._named(now.substitute)} (thay {self._absent(now)})"

    def in_minutes(self) -> str:
        """Give who hands over, a substitute in whose name."""
        now = self._acting(PlaceKind.PRESENTER)
        if now.substitute is None:
            return now.words
        return f"Thay mặt {self._absent(now)}, {self._named(now.substitute)}"

    def _who(self, kind: PlaceKind) -> str:
        """Give who does it now, as it is read out; "" is nobody."""
        now = self._acting(kind)
        return self._read(now.words) if now.substitute is None else self._named(now.substitute)

    def _acting(self, kind: PlaceKind) -> Acting:
        return acting(self._session, self._block, kind)

    def _named(self, one: Substitute) -> str:
        return ", ".join(filter(None, (f"{one.address} {one.name}", self._office(one))))

    def _office(self, one: Substitute) -> str:
        return self._read(office_of(one.position, one.unit))

    def _absent(self, now: Acting) -> str:
        return self._read(_ADDRESS.sub("", now.words))

    def _read(self, words: str) -> str:
        return read_out(self._table, f", {mid_sentence(words)}").removeprefix(", ")
