"""The hall as PPTX, PDF and pictures: one slide for the title, each item, part and batch."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pptx import Presentation

from conference import agenda, awards
from conference.agenda import Command, Press, rundown
from server.work.hall_slides import hall_deck, slides_revision
from tests.factories import AT, BY, new_id
from tests.server.conftest import HTML, Served

PAGE = "/admin/hall-slides"


def deck(served: Served) -> list[Any]:
    with served.db.reading() as session:
        return list(hall_deck(session).slides)


def expected(served: Served) -> int:
    with served.db.reading() as session:
        items = rundown(session).items
        parts = sum(len(one.steps) + len(one.entries) for one in items)
        batches = sum(len(one.batches) for one in awards.all_blocks(session))
        return 1 + len(items) + parts + batches


def skip(served: Served, **what: Any) -> None:
    def press(session: Any) -> None:
        seen, why = agenda.rundown_revision(session), {"reason": "Rút", "agreed_by": "Chủ trì"}
        cue = Press(cue_id=new_id(), seen_revision=seen, command=Command.SKIP, **why, **what)
        agenda.give_cue(session, cue, at=AT, by=BY)

    served.db.write(press)


def test_every_item_part_and_batch_has_a_slide(served: Served) -> None:
    slides = deck(served)

    assert len(slides) == expected(served)
    assert len({one.name for one in slides}) == len(slides)
    batch = next(one for one in slides if one.names)
    before = slides[slides.index(batch) - 1]
    assert before.words[0].text.startswith("Biểu dương, tôn vinh")
    assert "Lượt 1/4" in batch.note


def test_titles_stand_without_their_numbers(served: Served) -> None:
    second = deck(served)[1]

    assert second.words[0].text == "Văn nghệ chào mừng"
    assert second.note == "Nội dung 1: Văn nghệ chào mừng"


def test_what_was_left_out_has_no_slide(served: Served) -> None:
    with served.db.reading() as session:
        items = rundown(session).items
        entry, plain = items[0].entries[0], items[6]
    before = len(deck(served))

    skip(served, item_id=items[0].id, part=(agenda.PartKind.ENTRY, entry.id))
    skip(served, item_id=plain.id)

    slides = deck(served)
    assert len(slides) == before - 2
    assert plain.title not in {one.words[0].text for one in slides}


def test_awards_of_no_item_stand_at_the_end(served: Served) -> None:
    def part(session: Any) -> None:
        awards.all_blocks(session)[0].item_id = None

    served.db.write(part)

    assert len(deck(served)) == expected(served)
    assert deck(served)[-1].names


def test_a_long_line_goes_on_on_another_slide(served: Served) -> None:
    before = len(deck(served))

    def gather(session: Any) -> None:
        _, second, third, *_ = awards.all_blocks(session)[0].batches
        for nth, one in enumerate(list(third.recipients), start=20):
            one.batch_id, one.place = second.id, nth

    served.db.write(gather)

    slides = deck(served)
    sizes = [len(one.names) for one in slides if "Lượt 2/" in one.note]
    assert len(sizes) == 2
    assert max(sizes) - min(sizes) <= 1
    assert len(slides) == before + 1


@pytest.mark.parametrize(("kind", "ending"), [("pptx", "pptx"), ("pdf", "pdf"), ("png", "zip")])
def test_the_file_says_its_revision_and_its_hour(served: Served, kind: str, ending: str) -> None:
    client = served.client("technician")
    job = client.post(f"{PAGE}/files", json={"format": kind, "shape": "16x9"}).json

    assert served.server.jobs.wait(job["id"]).fault is None
    answer = client.get(f"{PAGE}/files/{job['id']}/file", buffered=True)

    with served.db.reading() as session:
        revision = slides_revision(session)
    name = f"man-hinh-hoi-truong-16x9-ban-{revision}-13h42.{ending}"
    assert name in answer.headers["Content-Disposition"]
    if kind == "pptx":
        assert len(Presentation(io.BytesIO(answer.data)).slides) == expected(served)
    assert name in client.get(PAGE, headers=HTML).text


def test_the_page_says_that_the_files_are_not_for_everybody(served: Served) -> None:
    page = served.client("stage").get(PAGE, headers=HTML).text

    assert "Lưu hành nội bộ" in page
    assert len(re.findall('data-role="make"', page)) == 6
    assert served.client("mc").get(PAGE).status_code == 403


def test_an_unknown_kind_of_file_is_refused(served: Served) -> None:
    wish = {"format": "exe", "shape": "16x9"}

    assert served.client("stage").post(f"{PAGE}/files", json=wish).status_code == 422
