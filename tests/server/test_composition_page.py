"""The office's page of gauges and quotas: what it shows, allots, previews and merges."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from admin.papers import FORMATS
from conference.delegates import (
    Delegate,
    DelegateGroup,
    ListState,
    Sex,
    UnitAlias,
    all_units,
)
from conference.eligibility import Nomination, Nominee, NomineeKind, add_nominee
from conference.identity import Sitting, the_conference
from tests.factories import AT, BY, all_rows, make_sitting
from tests.server.conftest import HTML, Served

PAGE = "/admin/composition"
TARGET = {
    "key": "women",
    "label": "Đại biểu nữ khoảng 40%",
    "attribute": "female",
    "share_percent": 40,
    "tolerance_percent": 5,
}


@pytest.fixture
def client(served: Served) -> FlaskClient:
    """An organiser of a conference whose demo has nobody proposed for an award."""
    served.db.write(lambda s: s.execute(delete(Nominee)))
    return served.client("admin")


def unit_named(served: Served, name: str) -> Any:
    with served.db.reading() as session:
        return next((one for one in all_units(session) if one.name == name), None)


def some_unit(served: Served, nth: int = 0) -> tuple[int, str]:
    with served.db.reading() as session:
        unit = all_units(session)[nth]
        return unit.id, unit.name


def test_the_page_shows_gauges_in_words_and_numbers(served: Served, client: FlaskClient):
    served.db.write(lambda s: setattr(the_conference(s), "composition", [TARGET]))

    page = client.get(PAGE, headers=HTML)

    assert page.status_code == 200
    assert "Đại biểu nữ khoảng 40%" in page.text
    assert 'role="meter"' in page.text
    assert "kế hoạch 40%" in page.text
    assert "chưa có dữ liệu" in page.text


def test_a_share_is_written_with_a_comma_in_vietnamese_and_a_point_in_english(
    served: Served, client: FlaskClient
):
    def a_third(session: Any) -> None:
        listed = (
            select(Delegate)
            .join(DelegateGroup)
            .where(DelegateGroup.counted, Delegate.state == ListState.APPROVED)
        )
        for nth, one in enumerate(session.scalars(listed)):
            one.sex = Sex.UNKNOWN if nth > 2 else Sex.MALE if nth else Sex.FEMALE
        the_conference(session).composition = [TARGET]

    served.db.write(a_third)

    vietnamese = client.get(PAGE, headers=HTML).text
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    english = client.get(PAGE, headers=HTML).text

    assert "33,3%" in vietnamese
    assert "33.3%" in english


def test_units_are_shown_as_of_today_or_as_given(served: Served, client: FlaskClient):
    unit_id, name = some_unit(served)

    today, given = client.get(PAGE).text, client.get(f"{PAGE}?by=given").text

    assert f'id="allot-{unit_id}"' in today
    assert 'data-role="allot"' not in given
    assert name in given


def test_presence_is_that_of_the_sitting_that_is_asked_for(served: Served, client: FlaskClient):
    served.db.write(lambda s: s.add(make_sitting(2, "Buổi tối", dt.time(19, 0), dt.time(21, 0))))
    second = max(one.id for one in all_rows(served.db, Sitting))
    served.scan(served.codes[0])

    first_page = client.get(f"{PAGE}?sitting=1").text
    second_page = client.get(f"{PAGE}?sitting={second}").text

    assert "có mặt <strong>1</strong>" in first_page
    assert "có mặt <strong>0</strong>" in second_page
    assert client.get(f"{PAGE}?sitting=999").status_code == 200


def test_numbers_are_allotted_and_taken_back(served: Served, client: FlaskClient):
    _, name = some_unit(served)

    first = client.post(f"{PAGE}/allotments", json={"numbers": {name: 7, "Đơn vị mới tinh": 2}})
    again = client.post(f"{PAGE}/allotments", json={"numbers": {name: 7}})
    back = client.post(f"{PAGE}/allotments", json={"numbers": {name: None}})

    assert [one.json["changed"] for one in (first, again, back)] == [2, 0, 1]
    assert unit_named(served, "Đơn vị mới tinh").allotted == 2
    assert unit_named(served, name).allotted is None


@pytest.mark.parametrize("numbers", [{"A": -1}, {"A": 1.5}, {"A": 10**9}, {}])
def test_a_number_that_cannot_be_is_no_allotment(served: Served, client: FlaskClient, numbers):
    answer = client.post(f"{PAGE}/allotments", json={"numbers": numbers})

    assert answer.status_code == 422
    assert unit_named(served, "A") is None


def test_the_organiser_changes_a_tolerance(served: Served, client: FlaskClient):
    served.db.write(lambda s: setattr(the_conference(s), "composition", [TARGET]))
    body = {"key": "women", "tolerance_percent": 12}

    answer = client.post(f"{PAGE}/tolerances", json=body)
    odd = client.post(f"{PAGE}/tolerances", json=body | {"tolerance_percent": 101})

    assert (answer.json["before"], odd.status_code) == (5, 422)
    assert 'data-target="women" data-saved="12"' in client.get(PAGE).text


def test_the_preview_counts_who_would_move(served: Served, client: FlaskClient):
    _, name = some_unit(served)
    with served.db.reading() as session:
        everyone = session.scalars(select(Delegate)).all()
        count = sum(one.unit.name == name for one in everyone)

    found = client.get(f"{PAGE}/moves", query_string={"name": name}).json
    unknown = client.get(f"{PAGE}/moves", query_string={"name": "Không có"}).json

    assert (found["delegates"], found["leads_to"]) == (count, None)
    assert (unknown["delegates"], unknown["unit_id"]) == (0, None)


def test_a_merged_unit_takes_delegates_and_nominees_along(served: Served, client: FlaskClient):
    (_, former), (into, name) = some_unit(served, 0), some_unit(served, 1)
    moving = client.get(f"{PAGE}/moves", query_string={"name": former}).json["delegates"]
    words = Nomination(NomineeKind.INDIVIDUAL, "Nguyễn Thị Miền", former)
    served.db.write(lambda s: add_nominee(s, words, at=AT, by=BY))

    answer = client.post(f"{PAGE}/aliases", json={"name": former, "unit_id": into})

    assert answer.json == {"done": True, "moved": moving}
    assert unit_named(served, former) is None
    assert [one.unit_id for one in all_rows(served.db, Nominee)] == [into]
    assert [one.name for one in all_rows(served.db, UnitAlias)] == [former]
    assert client.get(f"{PAGE}/moves", query_string={"name": former}).json["leads_to"] == name
    assert former in client.get(f"{PAGE}?by=given").text


def test_a_former_name_alone_moves_nobody(served: Served, client: FlaskClient):
    into, _ = some_unit(served)

    answer = client.post(f"{PAGE}/aliases", json={"name": "Tên rất cũ", "unit_id": into})

    assert answer.json["moved"] == 0
    assert "Tên rất cũ" in client.get(PAGE).text


def test_a_merge_into_nothing_is_refused_and_changes_nothing(served: Served, client: FlaskClient):
    unit_id, former = some_unit(served)

    nowhere = client.post(f"{PAGE}/aliases", json={"name": former, "unit_id": 9999})
    itself = client.post(f"{PAGE}/aliases", json={"name": former, "unit_id": unit_id})

    assert (nowhere.status_code, nowhere.json["error"]["code"]) == (404, "not_found")
    assert itself.json["error"]["code"] == "unit_into_itself"
    assert unit_named(served, former) is not None


@pytest.mark.parametrize("role", ["reception", "mc", "print"])
def test_the_composition_is_the_organisers(served: Served, role):
    client = served.client(role)

    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}/allotments", json={"numbers": {"A": 1}}).status_code == 403


def test_the_table_of_units_is_offered_in_every_format_it_has(client: FlaskClient):
    page = client.get("/admin/composition", headers=HTML).text

    offered = re.findall(r'data-paper="quotas" data-format="(\w+)"', page)

    assert sorted(offered) == sorted(FORMATS["quotas"])
    assert 'data-role="made-link"' in page
