"""Papers of the one who speaks: a frozen list of guests, or the script as cards.

A kind of job of its own: the one at the bục waits for it, whatever else is being made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from conference import journal
from conference.agenda import RUNDOWN_FACTS, AgendaItem, PartKind, standing_items
from conference.clock import from_ms, in_the_hall
from conference.identity import Sitting, the_conference
from conference.introductions import IntroductionList, frozen_list
from conference.refusals import N_, NotFound, Refusal
from printers.documents.spoken import (
    CueCard,
    CueCards,
    IntroductionSheet,
    ReadLine,
    cue_cards_pdf,
    introduction_pdf,
)
from server.dress import Assets
from server.work.job import Job
from stage.spoken import SPOKEN_FACTS, script_words


class NoScriptToPrint(Refusal):
    """None of the items asked for says anything."""

    code = "no_script_to_print"
    sentence = N_("Chưa có lời dẫn nào để in. Vui lòng kiểm tra chương trình.")


def run(job: Job) -> str:
    """Make the paper that the job asks for; give the file's name."""
    make = _introduction if job.params["paper"] == "introduction" else _cards
    return make(job)


def _introduction(job: Job) -> str:
    params = job.params
    with job.database() as db, db.reading() as session:
        sheet = introduction_sheet(session, params["sitting_id"], params["number"])
    size = params["size"]
    what = "bo-sung" if sheet.follows else "danh-sach"
    name = f"{what}-gioi-thieu-dai-bieu-{sheet.number:02}-{size}.pdf"
    introduction_pdf(job.folder / name, sheet, Assets().fonts, size)
    return name


def _cards(job: Job) -> str:
    with job.database() as db, db.reading() as session:
        cards = cue_cards(session, job.params["item_ids"], at_ms=job.params["at_ms"])
    name = f"loi-dan-ban-{cards.revision}-{cards.made_at:%Hh%M}.pdf"
    cue_cards_pdf(job.folder / name, cards, Assets().fonts)
    return name


def introduction_sheet(session: Session, sitting_id: int, number: int) -> IntroductionSheet:
    """Give a frozen list as it goes on paper.

    Raises:
        NotFound: there is no list of this number in this sitting.
    """
    frozen, sitting = frozen_list(session, sitting_id, number), session.get(Sitting, sitting_id)
    if frozen is None or sitting is None:
        raise NotFound
    conference = the_conference(session)
    return IntroductionSheet(
        conference=conference.name,
        sitting=sitting.name,
        number=frozen.number,
        frozen_at=in_the_hall(frozen.at),
        lines=[ReadLine(one["number"], one["text"], one["change"]) for one in frozen.lines],
        follows=_follows(session, frozen),
        rehearsal=conference.rehearsal,
    )


def _follows(session: Session, frozen: IntroductionList) -> int | None:
    if frozen.supplement_to is None:
        return None
    return session.get_one(IntroductionList, frozen.supplement_to).number


def cue_cards(session: Session, item_ids: Sequence[int], *, at_ms: int) -> CueCards:
    """Give the cards of these items, or of all where none are named, in the programme's order.

    Raises:
        NoScriptToPrint: they say nothing.
    """
    # The revision first: words that change in between are newer than it says.
    revision = journal.revision(session, SPOKEN_FACTS | RUNDOWN_FACTS)
    cards = list(_each_card(session, item_ids))
    if not cards:
        raise NoScriptToPrint
    conference = the_conference(session)
    return CueCards(
        conference=conference.name,
        revision=revision,
        made_at=in_the_hall(from_ms(at_ms)),
        cards=cards,
        rehearsal=conference.rehearsal,
    )


def _each_card(session: Session, item_ids: Sequence[int]) -> Iterator[CueCard]:
    items = {item.id: item for item in standing_items(session, item_ids)}
    for spoken in script_words(session, list(items)):
        item, pages = items[spoken["item_id"]], spoken["pages"]
        parts = _part_names(item)
        for page in pages:
            same = [one for one in pages if one["part"] == page["part"]]
            yield CueCard(
                number=item.number,
                title=item.title,
                words=page["words"],
                part=parts.get(_key(page["part"]), ""),
                page=next(nth for nth, one in enumerate(same, start=1) if one is page),
                pages=len(same),
                draft=page["draft"],
            )


def _part_names(item: AgendaItem) -> dict[tuple[str, int], str]:
    steps = {
        (PartKind.STEP.value, one.id): f"{one.label}) {one.title}" if one.label else one.title
        for one in item.steps
    }
    return steps | {(PartKind.ENTRY.value, one.id): one.title for one in item.entries}


def _key(part: dict[str, Any] | None) -> tuple[str, int]:
    return ("", 0) if part is None else (str(part["kind"]), part["id"])
