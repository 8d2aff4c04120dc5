"""The contract is made of the models that the routes check with, and says nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openapi_pydantic import OpenAPI

from conference.verdicts import Verdict
from kiosk.contract import Answer
from tests.factories import make_station, new_id
from tests.server.conftest import HTML, Served

ROOT = Path(__file__).parents[3]
OTHERS = {"/api/health", "/api/pair"}
"""Under /api/ and not of the door's contract."""


def document(served: Served):
    return served.client().get("/api/openapi.json").json


def test_it_is_openapi_of_its_own_kind(served: Served) -> None:
    said = document(served)

    assert said["openapi"].startswith("3.1")
    OpenAPI.model_validate(said)


def test_each_operation_has_a_name_of_its_own(served: Served) -> None:
    paths = document(served)["paths"]

    names = [one["operationId"] for methods in paths.values() for one in methods.values()]

    assert "post_api_check_in" in names
    assert len(set(names)) == len(names)


def test_it_knows_every_route_of_the_door_and_no_others(served: Served) -> None:
    said = {
        (method.upper(), path)
        for path, methods in document(served)["paths"].items()
        for method in methods
    }
    there = {
        (method, re.sub(r"<\w+:(\w+)>", r"{\1}", rule.rule))
        for rule in served.server.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/") and rule.rule not in OTHERS
    }

    assert said == there


def test_every_reference_leads_somewhere(served: Served) -> None:
    said = document(served)
    schemas = said["components"]["schemas"]

    wanted = set(
        re.findall(r"#/components/schemas/(\w+)", served.client().get("/api/openapi.json").text)
    )

    assert wanted <= set(schemas)
    assert schemas["Verdict"]["enum"] == [verdict.value for verdict in Verdict]


def test_people_read_the_same_on_a_page(served: Served) -> None:
    page = served.client().get("/api/", headers=HTML)

    assert page.status_code == 200
    for path in document(served)["paths"]:
        assert path in page.text
    assert "BatchScan" in page.text
    assert "style=" not in page.text
    assert "<script>" not in page.text


@pytest.mark.parametrize("code", ["{invitation}", "12345"])
def test_an_answer_is_what_the_contract_says_and_carries_nothing_beside(
    served: Served, code: str
) -> None:
    answer = served.scan(code.format(invitation=served.codes[0])).json

    assert set(answer) <= set(Answer.model_fields)
    Answer.model_validate(answer)


def test_the_answer_to_a_scan_in_dispute_carries_nothing_beside_either(served: Served) -> None:
    _, token = make_station(served.db, "Quầy 1")
    station = served.client()
    station.set_cookie("hoinghi_station", token)
    served.scan(served.codes[0])
    decided = {
        "scan_id": new_id(), "code": served.codes[0], "decided_by": "station", "shown": "admitted",
    }  # fmt: skip

    (answer,) = station.post("/api/check-in/batch", json={"scans": [decided]}).json["answers"]

    assert answer["disputed"] == "double"
    assert set(answer) <= set(Answer.model_fields)
    Answer.model_validate(answer)


def test_every_verdict_has_its_shape_word_colour_and_sound() -> None:
    """ "Cannot decide" among them: it never looks or sounds like another."""
    kiosk = ROOT / "kiosk"
    shapes = (kiosk / "templates/kiosk/_verdict_shapes.html").read_text(encoding="utf-8")
    words = (kiosk / "templates/kiosk/kiosk.html").read_text(encoding="utf-8")
    tones = (kiosk / "static/tones.js").read_text(encoding="utf-8")
    colours = (ROOT / "server/static/tokens.css").read_text(encoding="utf-8")

    for verdict in Verdict:
        assert f'id="shape-{verdict}"' in shapes
        assert f'"{verdict}": _(' in words
        assert re.search(rf"^  {verdict}: \[\[", tones, re.MULTILINE)
        assert f"--{verdict}: #" in colours
    assert len(set(re.findall(r"^  \w+: (\[\[.*\]\]),$", tones, re.MULTILINE))) == len(Verdict)
    drawn = re.findall(r'<symbol id="shape-\w+"[^>]*>(.*)</symbol>', shapes)
    assert len(set(drawn)) == len(Verdict)
