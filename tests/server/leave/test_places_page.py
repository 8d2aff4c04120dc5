"""All places of somebody who does not come on one page, each decided by itself, told and ticked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from conference.delegates import (
    Delegate,
    Duty,
    DutyHolder,
    Substitute,
    give_duty,
    name_substitute,
    withdraw_delegates,
)
from conference.handing import ItemKind, KitItem, hand_over
from conference.honoured_guests import order_guests
from conference.names import fold
from tests.factories import AT, BY, all_rows
from tests.server.conftest import HTML, Served


def absent(served: Served) -> tuple[int, int]:
    """Somebody with a duty, an item and a place in protocol order, and who comes instead."""

    def arrange(session: Any) -> tuple[int, int]:
        delegate = session.get_one(Delegate, 1)
        give_duty(session, delegate.id, Duty.CHAIR, at=AT, by=BY)
        order_guests(session, [delegate.id], at=AT, by=BY)
        item = KitItem(ordinal=90, name="Quà lưu niệm", kind=ItemKind.GIFT)
        session.add(item)
        session.flush()
        hand_over(session, delegate.id, item.id, at=AT, by=BY)
        who = Substitute("Phạm Thị Dung", "Phó phòng", letter="12/GM", approver="Trần Thị Bích")
        return delegate.id, name_substitute(session, delegate.id, who, at=AT, by=BY)

    return served.db.write(arrange)


def page(served: Served, path: Any = "", role: str = "supervisor") -> str:
    answer = served.client(role).get(f"/kiosk/places{path}", headers=HTML)
    assert answer.status_code == 200
    return answer.text


def decide(served: Served, delegate_id: int, role: str = "supervisor", **body: Any) -> Any:
    return served.client(role).post(f"/kiosk/places/{delegate_id}/decide", json=body)


def test_every_place_is_listed_with_its_answers(served: Served) -> None:
    absent_id, _ = absent(served)

    text = page(served, f"/{absent_id}")

    offered = set(re.findall(r'data-place="([^"]+)"', text))
    assert {"name_plate", "protocol", "duty:chair"} <= offered
    assert "Phạm Thị Dung đảm nhận" in text
    nobody = {"Cất biển tên", "Không đón, không giới thiệu", "Không cử người khác"}
    assert {words for words in nobody if words in text} == nobody
    assert "Đã trao cho đại biểu này lúc" in text


@pytest.mark.parametrize("role", ["admin", "supervisor", "vip_reception", "reception"])
def test_reception_reads_and_the_others_decide(served: Served, role: str) -> None:
    absent_id, _ = absent(served)

    text = page(served, f"/{absent_id}", role)

    assert ('data-role="fate"' in text) is (role != "reception")


def test_one_place_is_given_and_the_others_stay_open(served: Served) -> None:
    absent_id, comes_id = absent(served)

    done = decide(served, absent_id, place="duty:chair", fate="give_to", substitute_id=comes_id)

    assert done.json == {"done": True, "to_tell": False}
    assert [one.delegate_id for one in all_rows(served.db, DutyHolder) if one.duty is Duty.CHAIR]
    text = page(served, f"/{absent_id}")
    assert text.count('data-decided="true"') == 1
    assert "Phạm Thị Dung (dự thay) đảm nhận" in text


def test_what_is_to_be_told_is_on_the_list_until_it_is_ticked(served: Served) -> None:
    absent_id, _ = absent(served)
    hoa = {"fate": "someone_else", "words": "Bà Vũ Thị Hoa"}
    decided = decide(served, absent_id, place="name_plate", **hoa)

    before = page(served)
    (decision,) = re.findall(r'data-role="told" data-id="(\d+)"', before)
    told = served.client("vip_reception").post(f"/kiosk/places/told/{decision}", json={})

    assert decided.json == {"done": True, "to_tell": True}
    assert "Bà Vũ Thị Hoa" in before
    assert told.json == {"done": True}
    assert "Không còn việc nào cần báo" in page(served)
    assert "Đã báo lúc" in page(served, f"/{absent_id}")


def test_a_decision_that_is_none_is_refused(served: Served) -> None:
    absent_id, _ = absent(served)

    refused = [
        decide(served, absent_id, place="nowhere", fate="keep_free").status_code,
        decide(served, absent_id, place="seat", fate="perhaps").status_code,
        decide(served, absent_id, place="name_plate", fate="someone_else").json["error"]["code"],
        served.client("admin").get("/kiosk/places/99999", headers=HTML).status_code,
    ]

    assert refused == [404, 422, "place_words_missing", 404]


def test_who_does_not_come_and_sends_nobody_is_said(served: Served) -> None:
    absent_id, _ = absent(served)
    served.db.write(lambda s: withdraw_delegates(s, [2], reason="Đi công tác", at=AT, by=BY))

    assert "Không dự." in page(served, "/2")
    assert "Chưa ghi người dự thay" in page(served, "/3")
    assert "Người dự thay" in page(served, f"/{absent_id}")


def test_the_page_of_a_delegate_leads_there(served: Served) -> None:
    text = served.client("admin").get("/admin/delegates/3", headers=HTML).text

    assert 'href="/kiosk/places/3"' in text


@pytest.mark.parametrize("role", ["admin", "supervisor", "vip_reception", "reception"])
def test_a_telephone_finds_whose_places_are_to_be_decided(served: Served, role: str) -> None:
    served.db.write(lambda s: setattr(s.get_one(Delegate, 1), "namesake_mark", "B"))
    with served.db.reading() as session:
        wanted = session.get_one(Delegate, 1)
        name, number = wanted.full_name, wanted.card_number
    client = served.client(role)

    found = client.get("/kiosk/places/found", query_string={"q": fold(name)}).json["results"]
    by_card = client.get("/kiosk/places/found", query_string={"q": number}).json["results"]

    assert 'data-role="seek"' in page(served, role=role)
    assert name in [one["name"] for one in found]
    assert (by_card[0]["id"], by_card[0]["mark"]) == (1, "B")
    assert set(by_card[0]) == {"id", "name", "mark", "position", "unit"}


def test_nobody_is_listed_before_a_name_is_typed(served: Served) -> None:
    client = served.client("supervisor")

    found = [client.get(f"/kiosk/places/found{query}").json for query in ("", "?q=", "?q=%20")]

    assert found == [{"results": []}] * 3
