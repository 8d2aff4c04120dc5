"""What is handed out: set in the office, ticked at the desk, signed for on paper."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from conference.handing import all_items
from conference.identity import the_conference
from tests.server.conftest import HTML, Served

ITEMS = [
    {"name": "Tài liệu hội nghị", "kind": "document"},
    {"name": "Tiền thưởng", "kind": "money", "amount": 500_000},
]


@pytest.fixture
def items(served: Served) -> list[int]:
    answer = served.client("supervisor").post("/admin/handing/items", json={"items": ITEMS})
    ids: list[int] = answer.json["ids"]
    return ids


def hand(served: Served, delegate_id: int, item_id: int, *, undo: bool = False) -> Any:
    path = "/kiosk/desk/hand/undo" if undo else "/kiosk/desk/hand"
    body = {"delegate_id": delegate_id, "item_id": item_id}
    return served.client("reception").post(path, json=body)


def sign(served: Served, item_id: int, **body: Any) -> Any:
    return served.client("supervisor").post(f"/admin/handing/{item_id}/signed", json=body)


def page(served: Served, query: str = "") -> str:
    return served.client("supervisor").get(f"/admin/handing{query}", headers=HTML).text


def sheet(served: Served, **wish: Any) -> bytes:
    client = served.client("supervisor")
    job = client.post("/admin/handing/sheets", json=wish).json
    assert served.server.jobs.wait(job["id"]).fault is None
    status = client.get(f"/admin/handing/sheets/{job['id']}").json
    assert status["state"] == "done"
    return client.get(f"/admin/handing/sheets/{job['id']}/file", buffered=True).data


def test_the_usual_items_are_offered_where_nothing_is_handed_out_yet(served: Served) -> None:
    before = page(served)

    first = served.client("admin").post("/admin/handing/usual", json={})
    again = served.client("admin").post("/admin/handing/usual", json={})

    assert 'data-role="usual"' in before
    assert first.json["ids"] == again.json["ids"] == [1, 2, 3]
    assert "Hoa cài ngực" in page(served)


def test_the_page_counts_each_item_and_shows_who_gets_it(served: Served, items: list[int]) -> None:
    hand(served, 7, items[1])

    text = page(served, f"?item={items[1]}")

    assert "500.000" in text
    assert "đã nhận lúc 13h42" in text
    assert "chưa nhận" in text


@pytest.mark.parametrize(("only", "found"), [("missing", 148), ("unsigned", 1), ("signed", 1)])
def test_receivers_are_found_by_how_they_stand(
    served: Served, items: list[int], only: str, found: int
) -> None:
    hand(served, 7, items[0])
    sign(served, items[0], delegate_ids=[8])

    text = page(served, f"?item={items[0]}&only={only}")

    assert f'<span class="soft">{found}</span>' in text


def test_receivers_are_found_by_name_card_group_and_unit(served: Served, items: list[int]) -> None:
    by_card = page(served, f"?item={items[0]}&q=0007")
    nobody = page(served, f"?item={items[0]}&q=khong%20co%20ai&group=1&unit=1")

    assert by_card.count('data-role="pick"') == 1
    assert "Không có ai khớp bộ lọc." in nobody


def test_an_item_that_is_not_there_shows_the_first_one(served: Served, items: list[int]) -> None:
    assert f'data-role="chosen" data-item="{items[0]}"' in page(served, "?item=999")


def test_the_desk_ticks_once_and_takes_it_back(served: Served, items: list[int]) -> None:
    first, second = hand(served, 7, items[0]).json, hand(served, 7, items[0]).json
    undone, nothing = (hand(served, 7, items[0], undo=True).json for _ in range(2))

    assert (first["repeat"], second["repeat"]) == (False, True)
    assert first["at_ms"] == second["at_ms"]
    assert [one["handed_ms"] is not None for one in first["items"]] == [True, False]
    assert (undone["changed"], nothing["changed"]) == (True, False)
    assert [one["handed_ms"] for one in undone["items"]] == [None, None]


def test_a_tick_that_is_signed_for_is_refused_in_words(served: Served, items: list[int]) -> None:
    sign(served, items[0], delegate_ids=[7])

    answer = hand(served, 7, items[0], undo=True)

    assert answer.json["error"]["code"] == "signed_for_already"


def test_everybody_who_was_ticked_is_signed_for_at_once(served: Served, items: list[int]) -> None:
    for delegate_id in (7, 8):
        hand(served, delegate_id, items[0])

    signed = sign(served, items[0], everybody=True)
    back = sign(served, items[0], delegate_ids=[7], signed=False)

    assert (signed.json["count"], back.json["count"]) == (2, 1)


def test_the_sheet_to_sign_names_everybody_and_the_money(served: Served, items: list[int]) -> None:
    hand(served, 7, items[1])

    pdf = PdfReader(io.BytesIO(sheet(served, item=items[1], format="pdf", by="group")))

    text = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    total = "Tổng số tiền: 75.000.000 đồng (Bằng chữ: Bảy mươi lăm triệu đồng)."
    assert "DANH SÁCH KÝ NHẬN TIỀN THƯỞNG" in text
    assert "Năm trăm nghìn đồng" in text
    assert f"{total} Danh sách này có 150 người./." in text
    assert "đã nhận" in text


def test_the_sheet_goes_to_word_and_excel_for_one_unit_of_a_group(
    served: Served, items: list[int]
) -> None:
    sign(served, items[0], delegate_ids=[7])

    word = Document(io.BytesIO(sheet(served, item=items[0], format="docx", by="unit")))
    excel = load_workbook(io.BytesIO(sheet(served, item=items[0], format="xlsx", group=1)))

    cells = [cell.text for row in word.tables[1].rows for cell in row.cells]
    assert "đã ký 20/11" in cells
    assert excel.active is not None
    assert excel.active.max_row < 40


def test_a_supervisor_gets_these_sheets_and_no_other_paper(served: Served) -> None:
    other = served.client("admin").post("/admin/papers", json={"paper": "quotas", "format": "csv"})

    refused = served.client("supervisor").get(f"/admin/handing/sheets/{other.json['id']}/file")

    assert refused.status_code == 404


def test_a_sheet_that_is_not_made_has_no_file(served: Served, items: list[int]) -> None:
    assert items
    client = served.client("supervisor")
    job = client.post("/admin/handing/sheets", json={"item": 999, "format": "pdf"}).json
    failed = served.server.jobs.wait(job["id"])

    answer = client.get(f"/admin/handing/sheets/{job['id']}/file")

    assert failed.fault is not None
    assert answer.json["error"]["code"] == "file_not_ready"


def test_changing_the_list_keeps_ticks_and_refuses_to_lose_any(
    served: Served, items: list[int]
) -> None:
    hand(served, 7, items[0])

    refused = served.client("admin").post("/admin/handing/items", json={"items": []})

    assert refused.json["error"]["code"] == "item_in_use"
    with served.db.reading() as session:
        assert [one.name for one in all_items(session)] == ["Tài liệu hội nghị", "Tiền thưởng"]
        assert the_conference(session).name


def test_an_old_page_removes_no_item_that_was_added_meanwhile(
    served: Served, items: list[int]
) -> None:
    client = served.client("supervisor")
    old_page = [one | {"id": n} for one, n in zip(ITEMS, items, strict=True)]
    flowers = [*old_page, {"name": "Hoa cài ngực", "kind": "gift"}]
    added = client.post("/admin/handing/items", json={"items": flowers, "seen": items}).json["ids"]

    late = client.post("/admin/handing/items", json={"items": old_page, "seen": items})
    knowing = client.post("/admin/handing/items", json={"items": old_page, "seen": added})

    assert late.json["error"]["code"] == "items_changed"
    assert knowing.json["ids"] == items
