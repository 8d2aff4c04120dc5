"""The hall's wall as slides: PPTX, PDF or pictures, all of one revision of programme and awards.

The names of those who are honoured stand in them before they are presented: for the operator of
the wall only, who is told so where the file is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from conference import awards, journal
from conference.agenda import RUNDOWN_FACTS, AgendaItem, ItemState, PartKey, part_row, parts_of
from conference.agenda import rundown as played
from conference.awards import AWARD_FACTS, AwardBlock, Batch
from conference.clock import from_ms, in_the_hall
from conference.identity import IDENTITY_FACTS, the_conference, title_blocks
from printers.documents.hall_pptx import write_pptx
from printers.documents.hall_slides import (
    MOST_NAMES,
    SHAPES,
    Deck,
    Shape,
    Slide,
    batch_slide,
    item_slide,
    title_slide,
    write_pdf,
    write_pictures,
)
from printers.documents.wording import REHEARSAL_MARK
from server.dress import Assets
from server.work.job import Job

Write = Callable[[Path, Deck, Shape, Path], int]

FORMATS: dict[str, tuple[Write, str]] = {
    "pptx": (write_pptx, "pptx"),
    "pdf": (write_pdf, "pdf"),
    "png": (write_pictures, "zip"),
}


def run(job: Job) -> str:
    """Make the slides that the job asks for; give the file's name."""
    write, ending = FORMATS[job.params["format"]]
    shape = job.params["shape"]
    with job.database() as db, db.reading() as session:
        revision = slides_revision(session)
        deck = hall_deck(session)
        rehearsal = "chay-thu-" if the_conference(session).rehearsal else ""
    at = in_the_hall(from_ms(job.params["at_ms"]))
    name = f"{rehearsal}man-hinh-hoi-truong-{shape}-ban-{revision}-{at:%Hh%M}.{ending}"
    write(job.folder / name, deck, SHAPES[shape], Assets().fonts)
    return name


def slides_revision(session: Session) -> int:
    """Give the number of the last fact that changes a slide."""
    return journal.revision(session, RUNDOWN_FACTS | AWARD_FACTS | IDENTITY_FACTS)


def hall_deck(session: Session) -> Deck:
    """Give the title, then each item, its parts and its batches, in the order of the programme.

    What was left out of the programme has no slide; awards of no item stand at the end.
    """
    conference = the_conference(session)
    mark = f" ({REHEARSAL_MARK})" if conference.rehearsal else ""
    first = title_slide(title_blocks(session), f"Tiêu đề{mark}")
    blocks = awards.all_blocks(session)
    state = played(session)
    shown = [item for item in state.items if state.of(item).state is not ItemState.SKIPPED]
    slides = [first]
    for item in shown:
        slides += _of_item(item, [key for key in parts_of(item) if _kept(state.of_part(key).state)])
        slides += _of_blocks([one for one in blocks if one.item_id == item.id])
    known = {item.id for item in state.items}
    slides += _of_blocks([one for one in blocks if one.item_id not in known])
    return Deck(conference.name, slides)


def _kept(state: ItemState) -> bool:
    return state is not ItemState.SKIPPED


def _of_item(item: AgendaItem, parts: list[PartKey]) -> Iterator[Slide]:
    note = f"Nội dung {item.number}: {item.title}" if item.number else item.title
    name = f"noi-dung-{item.id}"
    yield item_slide(item.title, item.performer, note=note, name=name)
    for nth, key in enumerate(parts, start=1):
        row = part_row(item, key)
        if row is not None:
            yield item_slide(
                row.title,
                row.performer,
                above=item.title,
                note=f"{note}. Phần {nth}: {row.title}",
                name=f"{name}-phan-{nth}",
            )


def _of_blocks(blocks: list[AwardBlock]) -> Iterator[Slide]:
    for block in blocks:
        for batch in block.batches:
            yield from _of_batch(block, batch)


def _of_batch(block: AwardBlock, batch: Batch) -> Iterator[Slide]:
    """Give one slide, or as many as a long line needs, of about the same length."""
    names = [(one.name, one.unit) for one in batch.recipients]
    note = f"{block.title}. Lượt {batch.ordinal}/{len(block.batches)}"
    name = f"khen-thuong-{block.id}-luot-{batch.ordinal}"
    sizes = awards.batch_sizes(len(names), MOST_NAMES) or [0]
    for nth, size in enumerate(sizes, start=1):
        shown, names = names[:size], names[size:]
        more = "" if len(sizes) == 1 else f"-{nth}"
        yield batch_slide(block.form, block.decision, shown, note=note, name=f"{name}{more}")
