"""What is said when awards are presented: who comes up, who gives, who gives in whose place.

The words are those of the catalogue, as the office has worded them; the verb follows the award.
"""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.awards import AwardBlock, RecipientKind
from conference.delegates import Delegate
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
from conference.standing_in import PLACE_FACTS, PlaceDecision, PlaceFate, PlaceKind

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
        reader = self._who(PlaceKind.READER, self._block.reader)
        if not reader:
            return ""
        return self._speaker.say("announce", reader=reader, decision=self._block.decision)

    def _giver(self) -> str:
        block = self._block
        decided = self._decided(PlaceKind.PRESENTER)
        if decided is not None and decided.fate is PlaceFate.GIVE_TO:
            substitute = self._session.get_one(Delegate, decided.substitute_id)
            return self._speaker.say(
                "giver_replaced",
                absent_giver=self._read(_ADDRESS.sub("", block.presenter)),
                address=substitute.address,
                name=substitute.full_name,
                office=self._read(office_of(substitute.position, substitute.unit.name)),
                form=block.form,
            )
        giver = self._who(PlaceKind.PRESENTER, block.presenter)
        return self._speaker.say("giver", giver=giver, form=block.form) if giver else ""

    def _flowers(self) -> str:
        giver = self._who(PlaceKind.FLOWER_GIVER, self._block.flower_giver)
        return self._speaker.say("flowers", flower_giver=giver) if giver else ""

    def _who(self, kind: PlaceKind, planned: str) -> str:
        """Give who does it now: who was planned, or who was decided on instead; "" is nobody."""
        decided = self._decided(kind)
        if decided is None:
            return self._read(planned)
        if decided.fate is PlaceFate.KEEP_FREE:
            return ""
        if decided.fate is PlaceFate.SOMEONE_ELSE:
            return self._read(decided.words)
        substitute = self._session.get_one(Delegate, decided.substitute_id)
        office = self._read(office_of(substitute.position, substitute.unit.name))
        return ", ".join(filter(None, (f"{substitute.address} {substitute.full_name}", office)))

    def _decided(self, kind: PlaceKind) -> PlaceDecision | None:
        """Give the newest decision about this place of the block."""
        of_place = select(PlaceDecision).where(PlaceDecision.place == f"{kind}:{self._block.id}")
        return self._session.scalar(of_place.order_by(PlaceDecision.id.desc()).limit(1))

    def _read(self, words: str) -> str:
        return read_out(self._table, f", {mid_sentence(words)}").removeprefix(", ")
