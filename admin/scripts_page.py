"""What the page of scripts and introductions shows, as plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from conference import scripts
from conference.agenda import (
    AgendaItem,
    PartKey,
    PartKind,
    present_in,
    sitting_on_stage,
    standing_items,
)
from conference.awards import honours_of_items
from conference.honoured_guests import GuestNow, GuestState, guests_now
from conference.identity import Conference, Sitting, the_conference
from conference.introductions import (
    IntroductionList,
    Manner,
    all_frozen,
    introduction,
    is_of_host,
    manners,
    office_of,
)
from conference.refusals import N_
from conference.scripts import CHOICES, USUAL, Written

STATES = {
    GuestState.EXPECTED: N_("chưa đến"),
    GuestState.ARRIVED: N_("đã đến"),
    GuestState.IN_LOUNGE: N_("ở phòng khách"),
    GuestState.IN_HALL: N_("đã vào hội trường"),
    GuestState.SENDS_SUBSTITUTE: N_("cử người dự thay"),
    GuestState.NOT_COMING: N_("không dự"),
}
_USUAL_MANNER = Manner()


def page_words(session: Session, asked: int | None, *, now: dt.datetime) -> dict[str, Any]:
    """Give everything that the page shows, of the sitting asked for or that of the moment."""
    conference = the_conference(session)
    known = {one.id: one for one in conference.sittings}
    sitting = known.get(asked or 0) or known[sitting_on_stage(session, now)]
    return {
        "sittings": [(one.id, one.name) for one in conference.sittings],
        "sitting_id": sitting.id,
        "items": _items(session, conference.sittings),
        "page_length": scripts.PAGE_LENGTH,
        "sentences": scripts.sentences(session),
        "choices": [
            {"key": key, "word": word, "offered": CHOICES[key]}
            for key, word in scripts.choices(session).items()
        ],
        "abbreviations": _abbreviations(session),
        **_guests(session, conference, sitting, present_in(session, sitting.id, now)),
    }


def script_words(one: Written) -> dict[str, Any]:
    """Give a script as the page works with it."""
    return {
        "words": one.words,
        "revision": one.revision,
        "by_name": one.by_name,
        "can_take_back": one.can_take_back,
        "pages": len(scripts.pages_of(one.words)),
        "too_long": scripts.too_long(one.words),
    }


def _items(session: Session, sittings: list[Sitting]) -> list[dict[str, Any]]:
    """Give the programme's items with what is written and what is proposed for each part."""
    names = {one.id: one.name for one in sittings}
    written = {(one.item_id, one.part): one for one in scripts.scripts(session)}
    proposed = {
        (one.item_id, one.part): one.words
        for one in scripts.drafts(session, honours=honours_of_items(session))
    }

    def part(item: AgendaItem, key: PartKey | None, label: str, row: Any) -> dict[str, Any]:
        known = written.get((item.id, key)) or Written(item.id, key)
        return {
            "kind": key[0].value if key else "",
            "id": key[1] if key else 0,
            "label": label,
            "title": row.title,
            "performer": row.performer,
            "draft": proposed[item.id, key],
            **script_words(known),
        }

    return [
        {
            "id": item.id,
            "number": item.number,
            "title": item.title,
            "sitting": names[item.sitting_id],
            "parts": [
                part(item, None, "", item),
                *(part(item, (PartKind.STEP, one.id), one.label, one) for one in item.steps),
                *(part(item, (PartKind.ENTRY, one.id), "", one) for one in item.entries),
            ],
        }
        for item in standing_items(session)
    ]


def _abbreviations(session: Session) -> list[dict[str, Any]]:
    """Give the table: the office's own part first, then what is usual."""
    own, table = scripts.own_abbreviations(session), scripts.abbreviations(session)
    rest = [short for short in USUAL if short not in own]
    return [
        {"short": short, "long": table.get(short, ""), "own": short in own, "usual": short in USUAL}
        for short in (*sorted(own), *rest)
    ]


def _guests(
    session: Session, conference: Conference, sitting: Sitting, entered: Sequence[int]
) -> dict[str, Any]:
    said, lists = manners(session), all_frozen(session, sitting.id)
    shown = introduction(session, sitting.id, entered)
    by_id = {one.id: one.number for one in lists}
    introduced = {one for line in shown.lines if line.introduced for one in line.ids}

    def words(one: GuestNow) -> dict[str, Any]:
        guest = one.guest.delegate
        manner = said.get(guest.id, _USUAL_MANNER)
        return {
            "id": guest.id,
            "name": guest.full_name,
            "office": office_of(guest.position, guest.unit.name),
            "by_name": manner.by_name,
            "group_line": manner.group_line,
            "said_of_host": manner.said_of_host,
            "rule_of_host": is_of_host(guest, conference.host),
            "state": STATES[one.state],
            "in_hall": one.here and one.state is GuestState.IN_HALL,
            "introduced": guest.id in introduced,
        }

    return {
        "guests": [words(one) for one in guests_now(session, *entered)],
        "group_lines": sorted({one.group_line for one in said.values() if one.group_line}),
        "lines": shown.lines,
        "waiting": len(shown.waiting),
        "frozen": [_frozen(one, by_id) for one in lists],
    }


def _frozen(one: IntroductionList, numbers: dict[int, int]) -> dict[str, Any]:
    follows = numbers.get(one.supplement_to) if one.supplement_to is not None else None
    return {
        "number": one.number,
        "at": one.at,
        "by": one.by_name,
        "lines": len(one.lines),
        "follows": follows,
    }
