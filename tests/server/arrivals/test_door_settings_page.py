"""/admin/door: every setting in words, kept at once; colours, sittings and trays of badges."""

from __future__ import annotations

import io
import json
import re

import pytest
from pypdf import PdfReader

from admin.door import COLOUR_NAMES
from conference.delegates import Delegate, DelegateGroup, GroupColour
from conference.doors import DOOR_COLUMNS, Door, the_door
from tests.factories import all_rows
from tests.house.tree import ROOT
from tests.server.conftest import HTML, Served
from tests.server.test_papers import make, word_rows

PAGE = "/admin/door"


def page_of(served: Served) -> str:
    return served.client("admin").get(PAGE, headers=HTML).text


def test_every_setting_of_the_door_stands_on_the_page(served: Served):
    page = page_of(served)

    assert [name for name in DOOR_COLUMNS if f'name="{name}"' not in page] == []


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ({"badges_admit": True}, True),
        ({"invitations_admit": False}, False),
        ({"preprinted": True}, True),
        ({"closed": True}, True),
        ({"hall_capacity": 150}, 150),
        ({"hall_capacity": ""}, None),
        ({"support_desk": " số 3 "}, "số 3"),
        ({"greet_honoured": False}, False),
        ({"quorum_base": "listed"}, "listed"),
        ({"quorum_percent": 67}, 67),
        ({"quorum_percent": ""}, None),
    ],
)
def test_a_setting_is_kept_and_the_others_stay(served: Served, words: dict, kept: object):
    ((name, _),) = words.items()
    served.client("admin").post(PAGE, json={"greet_honoured": True, "quorum_percent": 51})
    with served.db.reading() as session:
        before = {one: getattr(the_door(session), one) for one in DOOR_COLUMNS}

    answer = served.client("admin").post(PAGE, json=words)

    assert answer.json["done"]
    with served.db.reading() as session:
        after = {one: getattr(the_door(session), one) for one in DOOR_COLUMNS}
    assert after == before | {name: kept}


@pytest.mark.parametrize(
    "words",
    [
        {"quorum_percent": 0}, {"quorum_percent": 101}, {"hall_capacity": 0}, {"hall_capacity": -1},
        {"quorum_base": "everybody"}, {"support_desk": "x" * 61}, {"id": 2},
    ],
)  # fmt: skip
def test_what_cannot_be_is_not_kept(served: Served, words: dict):
    answer = served.client("admin").post(PAGE, json=words)

    assert answer.status_code == 422
    assert all_rows(served.db, Door) == []


def test_a_door_that_is_closed_sends_to_the_desk_at_once(served: Served):
    served.client("admin").post(PAGE, json={"closed": True, "support_desk": "số 3"})

    answer = served.scan(served.codes[0]).json

    assert answer["reason"] == "list_closed"
    assert "bàn hỗ trợ số 3" in answer["sentence"]["vi"]


def test_a_group_has_one_of_eight_colours_each_with_a_word_and_a_token(served: Served):
    tokens = (ROOT / "server" / "static" / "tokens.css").read_text(encoding="utf-8")

    answer = served.client("admin").post("/admin/list/groups/1", json={"colour": "teal"})

    assert answer.json["columns"] == ["colour"]
    assert set(COLOUR_NAMES) == set(GroupColour)
    assert [one for one in GroupColour if one and f"--group-{one}:" not in tokens] == []
    assert re.search(r'<option value="teal" selected>', page_of(served))


def test_a_colour_that_there_is_not_is_refused(served: Served):
    answer = served.client("admin").post("/admin/list/groups/1", json={"colour": "pink"})

    assert not answer.json.get("done")


def test_a_group_is_invited_to_some_sittings_or_to_all(served: Served):
    client = served.client("admin")
    client.post("/admin/list/groups/1", json={"sitting_ordinals": [2]})

    client.post("/admin/list/groups/1", json={"name": "Đại biểu"})

    assert next(g for g in all_rows(served.db, DelegateGroup) if g.id == 1).sitting_ordinals == [2]


def trays(served: Served) -> set[str]:
    return {one.tray for one in all_rows(served.db, Delegate)}


def test_badges_are_put_into_trays_and_that_is_taken_back(served: Served):
    client = served.client("admin")

    assigned = client.post(f"{PAGE}/trays", json={"per_tray": 60}).json

    assert assigned == {"done": True, "count": 150}
    assert "khay C, ô 30" in trays(served)
    page = page_of(served)
    assert "khay C" in page
    assert "khay D" not in page
    assert client.post(f"{PAGE}/trays/clear", json={}).json["count"] == 150
    assert trays(served) == {""}
    assert client.post(f"{PAGE}/trays/take-back", json={}).json["count"] == 150
    assert "khay C, ô 30" in trays(served)
    refused = client.post(f"{PAGE}/trays/take-back", json={})
    assert refused.json["error"]["code"] == "trays_moved"


def test_trays_have_a_list_and_labels(served: Served):
    served.client("admin").post(f"{PAGE}/trays", json={"per_tray": 60})

    rows = word_rows(make(served, "trays", "docx"))

    assert next(row[1:4] for row in rows if row[1] == "khay A") == ["khay A", "ô 1", "0001"]
    assert sum(row[1].startswith("khay ") for row in rows) == 150
    labels = PdfReader(io.BytesIO(make(served, "labels", "pdf", by="tray", sheet="3x8")))
    assert "KHAY C" in labels.pages[0].extract_text()


def test_with_badges_in_trays_the_door_says_where_and_prints_nothing(served: Served):
    client = served.client("admin")
    client.post(PAGE, json={"preprinted": True})
    client.post(f"{PAGE}/trays", json={"per_tray": 60})

    answer = json.loads(served.scan(served.codes[0]).data)

    assert answer["badge"]["queued"] is False
    assert answer["badge"]["tray"].startswith("khay A, ô ")
