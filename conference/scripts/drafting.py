"""A first draft of what is said for an item, proposed from its title, its steps and its performers.

Never stored by itself and never in the place of written words: the office takes it over or writes
its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from conference.agenda import (
    AgendaEntry,
    AgendaItem,
    AgendaStep,
    Manner,
    PartKey,
    PartKind,
    standing_items,
)
from conference.scripts.catalogue import CALLS, verb_of
from conference.scripts.sentences import Speaker, mid_sentence

_OF_MANNER = {
    Manner.FLAG_SALUTE: ("flag_salute",),
    Manner.ANTHEM: ("anthem",),
    Manner.SILENCE: ("silence",),
}
_CALL = "call"
"""Recipients are called up in the words of their kind of award."""

_OF_TITLE: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("tuyên bố lý do", "giới thiệu"), ("purpose", "introduce_open")),
    (("tuyên bố lý do",), ("purpose",)),
    (("giới thiệu",), ("introduce_open",)),
    (("tham luận",), ("paper",)),
    (("hưởng ứng",), ("response",)),
    (("văn nghệ",), ("performance",)),
    (("công bố", "quyết định"), ("announce",)),
    (("tặng", "hoa"), ("flowers",)),
    (("trao", "khen"), (_CALL, "giver")),
    (("trao", "thưởng"), (_CALL, "giver")),
    (("báo cáo",), ("report",)),
    (("phát động",), ("launch",)),
    (("chỉ đạo", "bế mạc"), ("guiding", "closing")),
    (("chỉ đạo",), ("guiding",)),
    (("bế mạc",), ("closing",)),
    (("biểu dương",), ("honour_open",)),
    (("tôn vinh",), ("honour_open",)),
    (("khen thưởng",), ("honour_open",)),
    (("thông qua",), ("vote",)),
    (("giải lao",), ("pause",)),
)
"""Which sentences a title asks for: the first line of which it has every word."""

_SOMEBODY = "đại biểu được phân công"
"""Who is invited where the plan names nobody."""

_USUAL_PAUSE_MIN = 15
_ITS_DECISION = "Quyết định khen thưởng"
_ITS_FORM = "phần thưởng"
_ITS_RECIPIENTS = "các tập thể, cá nhân có tên sau đây"


@dataclass(frozen=True)
class Draft:
    """What might be said for an item, or for a part of it; a blank line parts pages."""

    item_id: int
    part: PartKey | None
    words: str


Honours = Mapping[int, Mapping[str, str]]
"""By item, the `form` and the `decision` of the awards that are presented in it."""


def drafts(
    session: Session, item_ids: Iterable[int] | None = None, *, honours: Honours | None = None
) -> list[Draft]:
    """Propose what is said for these items and their parts, or for all, in their order."""
    items, speaker = standing_items(session), Speaker(session)
    wanted = {item.id for item in items} if item_ids is None else set(item_ids)
    found: list[Draft] = []
    for nth, item in enumerate(items):
        if item.id in wanted:
            first, last = nth == 0, nth == len(items) - 1
            known = (honours or {}).get(item.id, {})
            found += _of_item(speaker, item, known, first=first, last=last)
    return found


def _of_item(
    speaker: Speaker, item: AgendaItem, honour: Mapping[str, str], *, first: bool, last: bool
) -> list[Draft]:
    keys = _OF_MANNER.get(item.manner) or _keys_of(item.title) or ("next_item",)
    if first:
        keys = ("welcome", *(key for key in keys if key != "welcome"))
    if last and "closing" not in keys:
        keys = (*keys, "closing")
    own = Draft(item.id, None, _said(speaker, keys, item, honour))
    rows: list[tuple[PartKind, AgendaStep | AgendaEntry]] = [
        *((PartKind.STEP, one) for one in item.steps),
        *((PartKind.ENTRY, one) for one in item.entries),
    ]
    parts = [
        Draft(item.id, (kind, one.id), _said(speaker, _keys_of_part(item, kind, one), one, honour))
        for kind, one in rows
    ]
    return [own, *parts]


def _keys_of_part(
    item: AgendaItem, kind: PartKind, part: AgendaStep | AgendaEntry
) -> tuple[str, ...]:
    """Give what a part asks for; one of a queue asks for the same as its item."""
    of_item = _keys_of(item.title) if kind is PartKind.ENTRY else ()
    return _keys_of(part.title) or of_item or ("next_item",)


def _keys_of(title: str) -> tuple[str, ...]:
    said = title.casefold()
    found = (keys for words, keys in _OF_TITLE if all(word in said for word in words))
    return next(found, ())


def _said(
    speaker: Speaker,
    keys: Sequence[str],
    one: AgendaItem | AgendaStep | AgendaEntry,
    honour: Mapping[str, str],
) -> str:
    performer = mid_sentence(one.performer) or _SOMEBODY
    minutes = one.length_min if isinstance(one, AgendaItem) else None
    words = {
        "title": one.title.rstrip(". "),
        "performer": performer,
        "reader": performer,
        "giver": performer,
        "flower_giver": performer,
        "recipients": _ITS_RECIPIENTS,
        "decision": honour.get("decision") or _ITS_DECISION,
        "form": honour.get("form") or _ITS_FORM,
        "batch": "",
        "minutes": str(minutes or _USUAL_PAUSE_MIN),
    }
    call = CALLS[verb_of(words["form"])]
    spoken = (call if key == _CALL else key for key in keys)
    return "\n\n".join(speaker.say(key, **words) for key in spoken)
