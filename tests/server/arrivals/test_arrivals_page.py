"""/admin/arrivals: figures over the room, who has not come by the address, phones by role."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from admin.arrivals import MOST_ROWS, Wanted, people
from conference.arrivals import Standing
from conference.delegates import Delegate, Reply, change_delegate, invitations, note_reply
from conference.operators import Role, Who
from tests.factories import AT, BY
from tests.server.arrivals.door_paper import make
from tests.server.conftest import HTML, Served
from tests.server.test_papers import sheet_rows, word_rows

PAGE = "/admin/arrivals"


def room(served: Served, role: str = "admin") -> dict[str, Any]:
    """Give what a screen of the room is told on coming."""
    screen = served.screen("/admin", "arrivals", role)
    (told,) = [one["args"][0] for one in screen.get_received("/admin") if one["name"] == "snapshot"]
    return told


def some(served: Served, count: int = 1) -> list[Delegate]:
    with served.db.reading() as session:
        return list(session.scalars(select(Delegate).order_by(Delegate.id).limit(count)))


def shown_names(served: Served, query: str, role: str = "admin") -> list[str]:
    page = served.client(role).get(f"{PAGE}?{query}", headers=HTML).text
    return re.findall(r'id="person-\d+"[^>]*>([^<]+)<', page)


def test_whoever_comes_is_told_to_the_room_with_the_groups_and_units(served: Served):
    before = room(served)
    served.scan(served.codes[0])

    after = room(served)

    assert (before["total"]["present"], after["total"]["present"]) == (0, 1)
    assert after["revision"] > before["revision"]
    assert sum(group["present"] for group in after["groups"]) == 1
    assert sum(unit["present"] for unit in after["units"]) == 1
    assert sum(unit["listed"] for unit in after["units"]) == after["total"]["listed"] == 150


def test_the_room_follows_each_arrival_without_reading_the_list_anew(running: Served):
    screen = running.screen("/admin", "arrivals", "supervisor")
    screen.get_received("/admin")

    for code in running.codes[:3]:
        running.scan(code)

    with running.db.reading() as session:
        lanes = running.server.screens.audience("/admin", "arrivals").room.question(session, AT)
    assert [lane["came"] for lane in lanes["lanes"]] == [3]


@pytest.mark.parametrize("role", ["print", "mc", "backstage", "technician", None])
def test_others_are_not_let_into_the_room(served: Served, role: str | None):
    screen = served.screen("/admin", "arrivals", role)

    assert not screen.is_connected("/admin")


def test_telephones_are_for_those_who_see_them_on_the_list_today(served: Served):
    one = some(served)[0]
    words = {"phone": "0912 345 678"}
    served.db.write(lambda s: change_delegate(s, one.id, words, at=AT, by=BY))

    seen = {
        role: "0912 345 678" in served.client(role).get(PAGE, headers=HTML).text
        for role in ("admin", "supervisor", "reception", "vip_reception", "stage")
    }

    assert seen == {
        "admin": True, "supervisor": True, "reception": False, "vip_reception": False,
        "stage": False,
    }  # fmt: skip


def test_the_stage_sees_names_but_no_reasons_and_no_way_to_the_list(served: Served):
    one = some(served)[0]
    served.db.write(
        lambda s: note_reply(s, one.id, reply=Reply.ABSENT, words="Nằm viện", at=AT, by=BY)
    )
    address = f"{PAGE}?standing=excused"

    office = served.client("reception").get(address, headers=HTML).text
    stage = served.client("stage").get(address, headers=HTML).text

    assert one.full_name in office
    assert "Nằm viện" in office
    assert f"/admin/delegates/{one.id}" in office
    assert one.full_name in stage
    assert "Nằm viện" not in stage
    assert f"/admin/delegates/{one.id}" not in stage


@pytest.mark.parametrize(
    ("role", "phone", "reason"),
    [
        (Role.SUPERVISOR, "0912 345 678", "Nằm viện"),
        (Role.RECEPTION, "", "Nằm viện"),
        (Role.STAGE, "", ""),
    ],
)
def test_what_a_role_may_not_see_is_not_even_given_to_the_page(
    served: Served, role: Role, phone: str, reason: str
):
    one = some(served)[0]
    served.db.write(lambda s: change_delegate(s, one.id, {"phone": "0912 345 678"}, at=AT, by=BY))
    served.db.write(
        lambda s: note_reply(s, one.id, reply=Reply.ABSENT, words="Nằm viện", at=AT, by=BY)
    )

    with served.db.reading() as session:
        me = Who(1, "Lê An", role)
        given = people(session, Wanted(Standing.EXCUSED, q=one.full_name), me, AT)["rows"]

    (row,) = [row for row in given if row["id"] == one.id]
    assert (row["phone"], row["reason"]) == (phone, reason)


def test_who_has_not_come_is_shown_by_unit_and_shrinks(served: Served):
    one = some(served)[0]
    unit = f"unit={one.unit_id}"
    before = shown_names(served, unit)

    with served.db.reading() as session:
        code = next(code for card, code in invitations(session) if card.id == one.id)
    served.scan(code)

    assert one.full_name in before
    assert shown_names(served, unit) == [name for name in before if name != one.full_name]
    assert shown_names(served, f"standing=present&{unit}") == [one.full_name]
    assert shown_names(served, "standing=left") == []


def test_a_page_shows_a_hundred_and_says_how_many_there_are(served: Served):
    page = served.client("admin").get(PAGE, headers=HTML).text

    assert len(shown_names(served, "")) == MOST_ROWS
    assert 'data-total="150"' in page


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ({}, Wanted()),
        ({"standing": "left", "unit": "3", "group": "2"}, Wanted(Standing.LEFT, 3, 2)),
        (
            {"standing": "dead", "unit": "x", "group": "9" * 400, "q": "a" * 500},
            Wanted(q="a" * 200),
        ),
        ({"unit": "²", "group": "9999999999999999"}, Wanted()),
        ({"unit": "٣"}, Wanted()),
        ({"heads": "yes"}, Wanted(heads=True)),
    ],
)
def test_what_no_list_can_answer_is_taken_as_not_asked(arguments: dict[str, str], wanted: Wanted):
    assert Wanted.of(arguments) == wanted


def test_the_address_of_another_standing_keeps_what_else_was_asked():
    wanted = Wanted(unit=3, q="lê an", heads=True)

    assert wanted.address(Standing.LEFT) == f"{PAGE}?standing=left&unit=3&q=l%C3%AA+an&heads=yes"


@pytest.mark.parametrize("form", ["xlsx", "csv", "docx"])
def test_presence_by_unit_goes_on_paper_in_every_format(served: Served, form: str):
    served.scan(served.codes[0])

    assert make(served, "arrivals", form)


def test_the_paper_of_units_has_the_heads_and_sums_up(served: Served):
    one = some(served)[0]
    served.scan(served.codes[-1])
    words = {"heads_delegation": True}
    served.db.write(lambda s: change_delegate(s, one.id, words, at=AT, by=BY))

    by_unit = sheet_rows(make(served, "arrivals", "xlsx"))
    by_group = sheet_rows(make(served, "arrivals", "xlsx", by="group"))

    assert any(f"{one.full_name} (chưa có mặt)" in row for row in by_unit)
    (unit_total,) = [row for row in by_unit if "Tổng cộng" in row]
    (group_total,) = [row for row in by_group if "Tổng cộng" in row]
    assert [cell for cell in unit_total if cell] == [cell for cell in group_total if cell]
    assert group_total[1:5] == ["Tổng cộng", "150", "1", "0"]
    assert any("Thành phần" in row for row in by_group)


def test_the_paper_of_who_has_not_come_has_telephones_only_when_asked(served: Served):
    one = some(served)[0]
    words = {"phone": "0912 345 678"}
    served.db.write(lambda s: change_delegate(s, one.id, words, at=AT, by=BY))
    filters = {"unit": str(one.unit_id)}

    bare = word_rows(make(served, "absent", "docx", filters=filters))
    with_phones = word_rows(make(served, "absent", "docx", filters=filters, contacts=True))

    assert any(one.full_name in row for row in bare)
    assert not any("0912 345 678" in row for row in bare)
    assert any("0912 345 678" in row for row in with_phones)


def test_a_paper_is_made_by_a_job_from_the_page(served: Served):
    client = served.client("supervisor")
    asked = {"paper": "absent", "format": "csv", "contacts": True}

    job = client.post("/admin/door/papers", json=asked).json

    assert served.server.jobs.wait(job["id"]).state == "done"
