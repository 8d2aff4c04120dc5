"""Hall and lobby show the title of the conference whose item runs, the cover page both names."""

from __future__ import annotations

import pytest

from seed.plan import load_plan
from tests.server.conftest import HTML
from tests.server.test_every_plan_opens import press, serve_plan, shown

__all__ = ["serve_plan"]

PLAN = load_plan("so-ngoai-vu-2025")
(FURTHER,) = PLAN.further_titles


@pytest.mark.parametrize("room", ["hall", "lobby"])
def test_the_screen_changes_its_title_with_the_item(serve_plan, room):
    served = serve_plan("so-ngoai-vu-2025")
    seen = [shown(served, room)["title_block"]]

    for nth in range(7):
        press(served, "next" if nth else "start")
        seen.append(shown(served, room)["title_block"])

    assert seen == [0, 0, 0, 0, 0, 0, 1, 0]


@pytest.mark.parametrize("path", ["/stage/hall", "/stage/lobby"])
def test_the_page_carries_every_block_and_shows_the_first(serve_plan, path):
    page = serve_plan("so-ngoai-vu-2025").client().get(path, headers=HTML).text

    assert page.count('data-role="titles"') == 2
    assert page.count('data-role="titles" hidden') == 1
    assert page.index('data-role="titles">') < page.index('data-role="titles" hidden')
    assert f"Lồng ghép: {FURTHER.name}" in " ".join(page.split())


def test_the_cover_page_names_what_is_held_together(serve_plan):
    page = serve_plan("so-ngoai-vu-2025").client().get("/", headers=HTML).text

    assert f"Lồng ghép: {FURTHER.name}" in page


def test_a_conference_of_its_own_has_one_block_and_no_small_line(served):
    pages = [served.client().get(path, headers=HTML).text for path in ("/stage/hall", "/")]

    assert pages[0].count('data-role="titles"') == 1
    assert "Lồng ghép" not in "".join(pages)


def test_while_records_cannot_be_read_the_hall_shows_no_error(served, monkeypatch):
    served.db.close()

    answer = served.client().get("/stage/hall", headers=HTML)

    assert answer.status_code == 200
    assert 'data-role="titles"' in answer.text
