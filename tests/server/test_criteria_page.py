"""Other criteria in the office: what they do is shown, they are chosen, and taken back."""

from __future__ import annotations

from typing import Any

import pytest

from conference.identity import the_conference
from seed.plan import load_plan
from tests.server.conftest import HTML, Served

PAGE = "/admin/nominees"
CRITERIA = f"{PAGE}/criteria"
OTHERS = "so-noi-vu-2025"


def choose(served: Served, source: str) -> Any:
    return served.client("admin").post(CRITERIA, json={"source": source})


def label_of(plan: str) -> str:
    criteria = load_plan(plan).criteria
    assert criteria is not None
    return criteria.label


def test_the_page_names_the_criteria_that_stand_and_offers_the_others(served: Served) -> None:
    text = served.client("admin").get(PAGE, headers=HTML).text

    assert f"<strong>{label_of('so-khcn-2025')}</strong>" in text
    assert label_of(OTHERS) in text
    # A plan whose criteria are its own affair offers them to nobody.
    assert label_of("xa-dai-son-2025") not in text


def test_what_becomes_of_the_answers_is_shown_and_changes_nothing(served: Served) -> None:
    added = {"kind": "individual", "name": "Nguyễn An", "ratings": {"2024": "good", "1999": "good"}}
    served.client("admin").post(PAGE, json=added)

    shown = served.client("admin").get(f"{CRITERIA}/{OTHERS}", headers=HTML)

    assert shown.status_code == 200
    assert "Nội dung đã trả lời vẫn được dùng:" in shown.text
    assert "<strong>0/1</strong>" in shown.text
    assert "được giữ nguyên, chỉ không hiện" in shown.text
    with served.db.reading() as session:
        assert the_conference(session).criteria == load_plan("so-khcn-2025").criteria.trees  # type: ignore[union-attr]


def test_others_are_chosen_and_the_answer_says_how_to_go_back(served: Served) -> None:
    there = choose(served, OTHERS)
    text = served.client("admin").get(PAGE, headers=HTML).text
    back = choose(served, there.json["before"])

    assert there.json == {"done": True, "before": "own"}
    assert f"<strong>{label_of(OTHERS)}</strong>" in text
    assert back.json == {"done": True, "before": OTHERS}


@pytest.mark.parametrize("source", ["nowhere-2025", "xa-dai-son-2025", ""])
def test_what_is_not_offered_is_not_found(served: Served, source: str) -> None:
    assert choose(served, source).status_code == 404
    assert served.client("admin").get(f"{CRITERIA}/{source or 'x'}").status_code == 404


def test_criteria_are_the_organisers(served: Served) -> None:
    assert served.client("supervisor").get(f"{CRITERIA}/{OTHERS}").status_code == 403
