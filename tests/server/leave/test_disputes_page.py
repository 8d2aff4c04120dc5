"""The supervisor sees both scans of a dispute side by side and writes what was found out."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from conference.attendance import DisputedEntry, DisputeKind, Scan, note_dispute
from conference.verdicts import Reason
from tests.factories import AT, all_rows, make_station, new_id
from tests.server.conftest import HTML, Served
from tests.server.test_screens_follow import newest


def dispute(served: Served, code: str) -> int:
    """Two lanes have scanned one code, and the second one admitted by itself."""
    for name in ("Quầy 1", "Quầy 2"):
        _, token = make_station(served.db, name)
        client = served.client()
        client.set_cookie("hoinghi_station", token)
        client.post("/api/check-in", json={"scan_id": new_id(), "code": code, "sequence": 7})

    def note(session) -> int:
        kept, other = session.scalars(select(Scan).order_by(Scan.id))
        return note_dispute(
            session,
            kind=DisputeKind.DOUBLE,
            delegate_id=kept.delegate_id,
            sitting_id=kept.sitting_id,
            kept_scan_id=kept.id,
            other_scan_id=other.id,
            at=AT,
            by="station:1",
        )

    return served.db.write(note)


def test_both_scans_stand_on_the_page_and_in_the_count(served: Served) -> None:
    dispute(served, served.codes[0])

    page = served.client("supervisor").get("/kiosk/disputes", headers=HTML)

    assert page.text.count('class="seen"') == 2
    assert "Quầy 1" in page.text
    assert "Quầy 2" in page.text
    phone = served.screen("/kiosk", "leave", "supervisor")
    assert newest(phone, "/kiosk")["disputes"] == 1


def test_a_dispute_about_a_code_that_is_nobodys_has_no_kept_scan(served: Served) -> None:
    served.scan("1" * 27)
    served.db.write(
        lambda s: note_dispute(
            s,
            kind=DisputeKind.WOULD_BE_REFUSED,
            delegate_id=None,
            sitting_id=1,
            kept_scan_id=None,
            other_scan_id=1,
            at=AT,
            by="station:1",
        )
    )

    page = served.client("admin").get("/kiosk/disputes", headers=HTML)

    assert "Không rõ đại biểu" in page.text
    assert "Chưa có lượt vào nào khác" in page.text


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason.WITHDRAWN, "Đã rút khỏi danh sách"),
        (Reason.NOT_ON_LIST, "không có đại biểu nào mang mã đó"),
        (Reason.DAMAGED, "Máy quét đọc thiếu số"),
    ],
)
def test_a_dispute_names_what_stands_against_the_entry(
    served: Served, reason: Reason, words: str
) -> None:
    dispute(served, served.codes[0])

    def refuse(session) -> None:
        session.scalars(select(Scan).order_by(Scan.id.desc())).first().reason = reason

    served.db.write(refuse)

    page = served.client("supervisor").get("/kiosk/disputes", headers=HTML)

    (obstacle,) = re.findall(r'data-role="obstacle">([^<]+)<', page.text)
    assert words in obstacle


def test_settling_in_words_keeps_both_scans(served: Served) -> None:
    disputed = dispute(served, served.codes[0])
    supervisor = served.client("supervisor")
    path = f"/kiosk/disputes/{disputed}/settle"

    empty = supervisor.post(path, json={"words": " "})
    done = supervisor.post(path, json={"words": "Đã gặp, đúng một người"})
    late = served.client("admin").post(path, json={"words": "Hai người"})

    page = supervisor.get("/kiosk/disputes", headers=HTML)
    assert empty.json["error"]["code"] == "dispute_words_missing"
    assert (done.json, late.status_code) == ({"done": True}, 409)
    assert "Đã gặp, đúng một người" in page.text
    assert 'data-role="settle"' not in page.text
    assert len(all_rows(served.db, Scan)) == 2
    assert all_rows(served.db, DisputedEntry)[0].settled_words == "Đã gặp, đúng một người"


def test_without_disputes_the_page_says_so(served: Served) -> None:
    page = served.client("supervisor").get("/kiosk/disputes", headers=HTML)

    assert "Không có trường hợp nào cần đối chiếu" in page.text
