"""Sentences for every occasion of a ceremony, as templates that the office may word otherwise.

The register is formal. A template names what is filled in between braces, in Vietnamese, as the
office reads and writes it: "{người trao}"; our own code fills them by name (`giver=`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.identity import the_conference
from conference.journal import record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal
from conference.scripts.catalogue import CATALOGUE, CHOICES, SLOTS, STAGE_WORD, Sentence
from conference.scripts.reading_out import abbreviations, read_out
from conference.scripts.records import SentenceWorded, SpokenSentence

SENTENCE_LENGTH = 1000

_SLOT = re.compile(r"\{([^{}]*)\}")
_BY_NAME = {slot.name: key for key, slot in SLOTS.items()}
_ALWAYS = ("stage", "conference")
"""What every sentence may say: where awards are received, and which conference it is."""


class SentenceSlotUnknown(Refusal):
    """A template asks for something that this sentence has not."""

    code = "sentence_slot_unknown"
    sentence = N_(
        "Câu này không có chỗ điền “%(slot)s”; câu chưa được lưu. Các chỗ điền dùng được: "
        "%(known)s."
    )


class SentenceSlotMissing(Refusal):
    """A template leaves out what the sentence is about, or nobody said what to fill in."""

    code = "sentence_slot_missing"
    sentence = N_("Câu còn thiếu chỗ điền %(slots)s; chưa có gì thay đổi. Vui lòng bổ sung.")


class SentenceTooLong(Refusal):
    """A sentence is said in one breath, or two."""

    code = "sentence_too_long"
    sentence = N_("Câu dài quá 1.000 ký tự; câu chưa được lưu. Vui lòng rút gọn.")


class ChoiceUnknown(Refusal):
    """The word is none of those to choose from."""

    code = "spoken_choice_unknown"
    sentence = N_("Lựa chọn này không có; chưa có gì thay đổi. Vui lòng chọn lại.")


@dataclass(frozen=True)
class Worded:
    """A sentence as it stands: its template, whether it is the office's own, and an example."""

    key: str
    about: str
    template: str
    own: bool
    slots: tuple[str, ...]
    preview: str


class Speaker:
    """Says sentences as they are worded now; for whoever says many of them at once."""

    def __init__(self, session: Session) -> None:
        self._own = _own(session)
        self._always = _always(session, self._own)

    def say(self, key: str, **words: str) -> str:
        """Give what is said on an occasion, filled in with these words.

        An empty word leaves its place out, with the comma before it.

        Raises:
            NotFound: there is no such sentence.
            SentenceSlotMissing: the template asks for a word that was not given.
        """
        known = _known(key)
        return _fill(self._own.get(key, known.template), {**self._always, **words})


def sentence(session: Session, key: str, **words: str) -> str:
    """Give what is said on an occasion, filled in with these words; see `Speaker.say`."""
    return Speaker(session).say(key, **words)


def preview(session: Session, key: str, template: str | None = None) -> str:
    """Give a sentence filled in with examples, as it is read aloud; of this template if given.

    Raises:
        NotFound, SentenceSlotUnknown, SentenceSlotMissing, SentenceTooLong: see `word_sentence`.
    """
    known = _known(key)
    if template is not None:
        _check(known, template)
    own = _own(session)
    words = {slot: SLOTS[slot].example for slot in known.slots} | _always(session, own)
    said = _fill(own.get(key, known.template) if template is None else template, words)
    return read_out(session, said, keep=(SLOTS["decision"].example,))


def sentences(session: Session) -> list[Worded]:
    """Give the whole catalogue as it stands, with an example of each."""
    own, table = _own(session), abbreviations(session)
    always = _always(session, own)

    def worded(known: Sentence) -> Worded:
        template = own.get(known.key, known.template)
        words = {slot: SLOTS[slot].example for slot in known.slots} | always
        return Worded(
            key=known.key,
            about=known.about,
            template=template,
            own=known.key in own,
            slots=tuple(SLOTS[slot].name for slot in (*known.slots, *_ALWAYS)),
            preview=read_out(table, _fill(template, words)),
        )

    return [worded(known) for known in CATALOGUE.values()]


def word_sentence(session: Session, key: str, template: str, *, at: dt.datetime, by: str) -> None:
    """Word a sentence otherwise; nothing, or the default itself, resets it to the default.

    Raises:
        NotFound: there is no such sentence.
        SentenceSlotUnknown, SentenceSlotMissing, SentenceTooLong: it stays as it was.
    """
    known, wanted = _known(key), tidy(template)
    if wanted:
        _check(known, wanted)
    _keep(session, key, "" if wanted == known.template else wanted, at=at, by=by)


def choices(session: Session) -> dict[str, str]:
    """Give the words that all sentences use, by key: sân khấu or lễ đài."""
    return _choices(_own(session))


def _choices(own: Mapping[str, str]) -> dict[str, str]:
    return {key: own.get(key, words[0]) for key, words in CHOICES.items()}


def choose(session: Session, key: str, word: str, *, at: dt.datetime, by: str) -> None:
    """Choose a word that all sentences use.

    Raises:
        ChoiceUnknown: it is none of those to choose from.
    """
    offered = CHOICES.get(key, ())
    if word not in offered:
        raise ChoiceUnknown
    _keep(session, key, "" if word == offered[0] else word, at=at, by=by)


def _keep(session: Session, key: str, words: str, *, at: dt.datetime, by: str) -> None:
    row = session.get(SpokenSentence, key)
    if (row.words if row else "") == words:
        return
    if row is not None and not words:
        session.delete(row)
    elif row is not None:
        row.words = words
    else:
        session.add(SpokenSentence(key=key, words=words))
    session.flush()
    record(session, SentenceWorded(key=key), at=at, by=by)


def _known(key: str) -> Sentence:
    if key not in CATALOGUE:
        raise NotFound
    return CATALOGUE[key]


def _own(session: Session) -> dict[str, str]:
    return {one.key: one.words for one in session.scalars(select(SpokenSentence))}


def _always(session: Session, own: Mapping[str, str]) -> dict[str, str]:
    return {"stage": _choices(own)[STAGE_WORD], "conference": the_conference(session).name}


def _check(known: Sentence, template: str) -> None:
    if len(template) > SENTENCE_LENGTH:
        raise SentenceTooLong
    usable = {SLOTS[slot].name for slot in (*known.slots, *_ALWAYS)}
    asked = _SLOT.findall(template)
    strange = [one for one in asked if one not in usable]
    # A brace that belongs to no pair is a slot that was mistyped.
    strange += re.findall(r"[{}]", _SLOT.sub("", template))
    if strange:
        names = ", ".join(f"{{{name}}}" for name in sorted(usable))
        raise SentenceSlotUnknown(slot=strange[0], known=names)
    needed = [SLOTS[slot].name for slot in known.needed if SLOTS[slot].name not in asked]
    if needed:
        raise SentenceSlotMissing(slots=_listed(needed))


def _fill(template: str, words: Mapping[str, str]) -> str:
    asked = [_BY_NAME[name] for name in _SLOT.findall(template)]
    missing = [SLOTS[slot].name for slot in asked if slot not in words]
    if missing:
        raise SentenceSlotMissing(slots=_listed(missing))
    filled = _SLOT.sub(lambda found: words[_BY_NAME[found[1]]], template)
    return _begun_large(_closed_up(filled))


def _listed(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


_ADDRESSES = ("Các ", "Đ/c ", "Đồng chí ", "Ông ", "Bà ", "Đại diện ", "Toàn thể ")
"""How a performer begins in a table; inside a sentence these words are small."""


def mid_sentence(words: str) -> str:
    """Give words of a table as they stand inside a sentence: "các đ/c Phó Giám đốc"."""
    is_small = words.startswith(_ADDRESSES)
    return words[:1].lower() + words[1:] if is_small else words


def _closed_up(said: str) -> str:
    """Close the gaps that empty words have left."""
    said = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(said.split()))
    said = re.sub(r",+(?=[,.;:!?])", "", said)
    return said.strip(" ,")


def _begun_large(said: str) -> str:
    return said[:1].upper() + said[1:]
