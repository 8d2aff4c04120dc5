"""Arrivals, disputes and requests for leave as files, for those who run the door."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from admin.door_papers import DOOR_FORMATS
from conference.attendance import leave
from conference.delegates import (
    Delegate,
    Reply,
    change_delegate,
    invitations,
    note_reply,
    withdraw_delegates,
)
from tests.factories import AT, BY, make_station
from tests.server.arrivals.door_paper import make
from tests.server.conftest import HTML, Served
from tests.server.leave.asking import ask, close_the_list, decide, person
from tests.server.leave.test_disputes_page import dispute

PAPERS = "/admin/door/papers"
FORMULA = '=HYPERLINK("http://example.test","x")'


def people(served: Served, count: int) -> list[tuple[Delegate, str]]:
    """Give the first delegates of the list with their codes."""
    with served.db.reading() as session:
        places = (joinedload(Delegate.unit), joinedload(Delegate.group))
        rows = session.scalars(select(Delegate).options(*places).order_by(Delegate.id)).all()
        codes = {card.id: code for card, code in invitations(session)}
    return [(one, codes[one.id]) for one in rows if one.id in codes][:count]


def change(served: Served, delegate_id: int, **words: Any) -> None:
    served.db.write(lambda s: change_delegate(s, delegate_id, words, at=AT, by=BY))


def read(content: bytes) -> dict[str, dict[str, str]]:
    """Give the rows of a csv by the name in them."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    return {row["Họ và tên"]: row for row in rows}


def at_a_lane(served: Served, code: str, name: str = "Quầy 1") -> None:
    _, token = make_station(served.db, name)
    client = served.client()
    client.set_cookie("hoinghi_station", token)
    served.scan(code, client, source="camera")


def test_everybody_stands_in_the_file_with_when_where_and_how(served: Served) -> None:
    (here, code), (gone, other_code), (excused, _), (missing, _) = people(served, 4)
    at_a_lane(served, code)
    served.scan(other_code)
    served.clock.forward(minutes=20)
    words = {"reason": "Việc gấp", "station_name": "Quầy 1"}
    served.db.write(lambda s: leave(s, gone.id, **words, at=served.clock(), by=BY))
    served.db.write(
        lambda s: note_reply(s, excused.id, reply=Reply.ABSENT, words="Nằm viện", at=AT, by=BY)
    )

    rows = read(make(served, "attendance", "csv"))

    assert len(rows) >= 140
    first = rows[here.full_name]
    assert first["Tình trạng"] == "Đang có mặt"
    assert (first["Vào lúc"], first["Quầy"]) == ("13h42", "Quầy 1")
    assert (first["Cách điểm danh"], first["Ra lúc"]) == ("camera", "")
    assert (first["Thành phần"], first["Đơn vị"]) == (here.group.name, here.unit.name)
    second = rows[gone.full_name]
    assert (second["Tình trạng"], second["Ra lúc"]) == ("Đã về", "14h02")
    assert (second["Lý do ra"], second["Quầy"]) == ("Việc gấp", "Không qua quầy")
    third = rows[excused.full_name]
    assert (third["Tình trạng"], third["Lý do vắng"]) == ("Vắng có lý do", "Nằm viện")
    fourth = rows[missing.full_name]
    assert (fourth["Tình trạng"], fourth["Vào lúc"]) == ("Chưa có mặt", "")


def test_the_second_sheet_counts_groups_units_delegations_and_lanes(served: Served) -> None:
    (head, code), *_ = people(served, 1)
    change(served, head.id, heads_delegation=True)
    at_a_lane(served, code)

    book = load_workbook(io.BytesIO(make(served, "attendance", "xlsx")))

    assert book.sheetnames == ["Từng người", "Số liệu"]
    rows = [[cell for cell in row if cell is not None] for row in book["Số liệu"].values]
    sections = [
        "Theo thành phần", "Theo đơn vị", "Theo đoàn", "Theo quầy", "Toàn hội nghị",
    ]  # fmt: skip
    places = [rows.index([title]) for title in sections]
    assert places == sorted(places)
    assert places[3] == places[2] + 2
    delegation = rows[places[2] + 1]
    assert delegation[-1] == f"{head.full_name} (có mặt)"
    assert rows[places[3] + 1][:3] == [1, "Quầy 1", 1]
    assert rows[-1][1:6] == ["Tổng cộng", 150, 1, 1, 0]


def test_names_and_reasons_that_look_like_formulas_compute_nothing(served: Served) -> None:
    (one, _), (other, _) = people(served, 2)
    change(served, one.id, position=FORMULA)
    served.db.write(
        lambda s: note_reply(s, other.id, reply=Reply.ABSENT, words="=1+1", at=AT, by=BY)
    )

    in_csv = read(make(served, "attendance", "csv"))
    book = load_workbook(io.BytesIO(make(served, "attendance", "xlsx")))

    assert in_csv[one.full_name]["Chức vụ"] == f"'{FORMULA}"
    assert in_csv[other.full_name]["Lý do vắng"] == "'=1+1"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []


def test_no_telephone_stands_in_it(served: Served) -> None:
    (one, _), *_ = people(served, 1)
    change(served, one.id, phone="0912 345 678")

    text = make(served, "attendance", "csv", contacts=True).decode()

    assert one.full_name in text
    assert "0912 345 678" not in text


def test_whoever_withdrew_with_a_reason_is_told_apart_from_who_is_missing(served: Served) -> None:
    (one, _), *_ = people(served, 1)
    served.db.write(lambda s: withdraw_delegates(s, [one.id], reason="Đi công tác", at=AT, by=BY))

    row = read(make(served, "attendance", "csv"))[one.full_name]

    assert (row["Tình trạng"], row["Lý do vắng"]) == ("Vắng có lý do", "Đi công tác")


@pytest.mark.parametrize(
    ("paper", "form"), [(paper, form) for paper, forms in DOOR_FORMATS.items() for form in forms]
)
def test_every_paper_of_the_door_is_made_in_each_format(
    served: Served, paper: str, form: str
) -> None:
    content = make(served, paper, form)

    beginning = {"docx": b"PK", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}
    assert content.startswith(beginning[form])


def test_a_dispute_goes_with_both_scans_into_the_file(served: Served) -> None:
    disputed = dispute(served, served.codes[0])
    path = f"/kiosk/disputes/{disputed}/settle"
    served.client("supervisor").post(path, json={"words": "Đã gặp, đúng một người"})

    (row,) = read(make(served, "disputes", "csv")).values()

    assert row["Trường hợp"] == "Hai quầy cùng cho một đại biểu vào"
    assert row["Lượt được giữ - Quầy"] == "Quầy 1"
    assert row["Lượt của quầy khi mất mạng - Quầy"] == "Quầy 2"
    assert row["Lượt được giữ - Lượt thứ"] == "7"
    assert row["Kết quả kiểm tra"] == "Đã gặp, đúng một người"
    assert row["Người ghi"]


def test_every_request_for_leave_goes_into_the_file_with_its_answer(served: Served) -> None:
    close_the_list(served)
    granted, declined, waiting = (person(served, nth) for nth in range(3))
    decide(served, ask(served, granted.id).json["leave_id"])
    decide(served, ask(served, declined.id).json["leave_id"], granted=False, words="Chưa rõ người")
    ask(served, waiting.id, words="=1+1")

    rows = read(make(served, "leaves", "csv"))

    answers = [rows[one.full_name]["Kết quả"] for one in (granted, declined, waiting)]
    assert answers == ["đã duyệt", "không duyệt", "chờ duyệt"]
    assert rows[declined.full_name]["Lý do quyết định"] == "Chưa rõ người"
    assert rows[waiting.full_name]["Lý do đề nghị"] == "'=1+1"
    assert rows[granted.full_name]["Người quyết định"]
    assert rows[waiting.full_name]["Quyết định lúc"] == ""


@pytest.mark.parametrize("role", ["admin", "supervisor"])
def test_who_runs_the_door_fetches_the_file(served: Served, role: str) -> None:
    client = served.client(role)

    job = client.post(PAPERS, json={"paper": "leaves", "format": "csv"}).json
    served.server.jobs.wait(job["id"])
    told = client.get(f"{PAPERS}/{job['id']}").json
    file = client.get(f"{PAPERS}/{job['id']}/file", buffered=True)

    assert told["state"] == "done"
    assert "cho-duyet.csv" in file.headers["Content-Disposition"]
    assert file.data.startswith(b"\xef\xbb\xbf")


def test_other_papers_are_not_found_there_and_reception_finds_none(served: Served) -> None:
    office = served.client("admin")
    quotas = office.post("/admin/papers", json={"paper": "quotas", "format": "csv"}).json
    mine = office.post(PAPERS, json={"paper": "leaves", "format": "csv"}).json
    for one in (quotas, mine):
        served.server.jobs.wait(one["id"])

    supervisor, reception = served.client("supervisor"), served.client("reception")
    answers = [
        supervisor.get(f"{PAPERS}/{quotas['id']}").status_code,
        supervisor.get(f"{PAPERS}/{quotas['id']}/file").status_code,
        reception.get(f"{PAPERS}/{mine['id']}").status_code,
        reception.get(f"{PAPERS}/{mine['id']}/file").status_code,
    ]

    assert answers == [404, 404, 403, 403]


def test_a_format_that_a_paper_has_not_is_refused_in_words(served: Served) -> None:
    answer = served.client("supervisor").post(PAPERS, json={"paper": "leaves", "format": "docx"})

    assert answer.json["error"]["code"] == "paper_unknown"


def test_the_pages_offer_files_to_those_who_may_have_them(served: Served) -> None:
    page = {
        role: served.client(role).get("/admin/arrivals", headers=HTML).text
        for role in ("admin", "supervisor", "reception", "vip_reception", "stage")
    }
    phone = {
        path: served.client("supervisor").get(path, headers=HTML).text
        for path in ("/kiosk/leave", "/kiosk/disputes")
    }

    offered = {role for role, text in page.items() if 'data-paper="attendance"' in text}
    assert offered == {"admin", "supervisor"}
    assert 'data-paper="leaves"' in phone["/kiosk/leave"]
    assert 'data-paper="disputes"' in phone["/kiosk/disputes"]
