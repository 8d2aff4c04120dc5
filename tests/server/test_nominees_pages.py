"""The office's pages of nominees: the table with its filters, one dossier, and one step back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete

from conference.eligibility import Nominee, review
from conference.identity import the_conference
from tests.factories import all_rows
from tests.server.conftest import HTML, Served

PAGE = "/admin/nominees"
EVERY_YEAR = {
    "clause": "hoàn thành tốt nhiệm vụ trở lên",
    "rating": {"years": [2024, 2025], "least": "good", "at_least_years": "every"},
}
WORKS = {
    "clause": "có 01 sáng kiến",
    "works": {"kind": "initiative", "level": "city", "least": 1},
}
UNITED = {"clause": "Nội bộ đoàn kết", "confirmed": "Nội bộ đoàn kết"}
SOME_WORKS = {"clause": "sáng kiến hoặc đoàn kết", "any": [WORKS, UNITED]}
DOSSIER = [{"key": "proposal", "name": "Tờ trình đề nghị"}, {"key": "minutes", "name": "Biên bản"}]


@pytest.fixture
def client(served: Served) -> FlaskClient:
    def plan(session: Any) -> None:
        session.execute(delete(Nominee))
        conference = the_conference(session)
        conference.dossier = DOSSIER
        conference.criteria = {
            "individual": {"clause": "Đối với cá nhân", "all": [EVERY_YEAR, SOME_WORKS]}
        }

    served.db.write(plan)
    return served.client("admin")


def add(client: FlaskClient, name: str = "Nguyễn Thị Miền", **words: Any) -> int:
    answer = client.post(PAGE, json={"kind": "individual", "name": name} | words)
    assert answer.status_code == 200, answer.text
    return int(answer.json["nominee_id"])


def names(page: str) -> list[str]:
    return re.findall(r'<a class="name" href="/admin/nominees/\d+">([^<]+)</a>', page)


def test_an_empty_table_invites_to_add(client: FlaskClient):
    page = client.get(PAGE, headers=HTML)

    assert page.status_code == 200
    assert "Chưa có tập thể, cá nhân nào được đề nghị." in page.text


def test_the_table_shows_dossier_verdict_and_the_failed_clause(client: FlaskClient):
    add(client, ratings={"2024": "done"}, documents=["minutes"])

    page = client.get(PAGE).text

    assert "1/2" in page
    assert "Tờ trình đề nghị" in page
    assert "“hoàn thành tốt nhiệm vụ trở lên”" in page
    assert "Không đạt: năm 2024" in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ["Phòng Bưu chính", "Nguyễn An", "Trần Bình"]),
        ("q=tran", ["Trần Bình"]),
        ("q=van+phong", ["Nguyễn An"]),
        ("kind=collective", ["Phòng Bưu chính"]),
        ("state=failed", ["Trần Bình"]),
        ("state=unknown", ["Nguyễn An"]),
        ("state=ok", []),
        ("state=incomplete", ["Phòng Bưu chính", "Nguyễn An"]),
        ("state=citation", ["Phòng Bưu chính", "Nguyễn An"]),
        ("state=nonsense", ["Phòng Bưu chính", "Nguyễn An", "Trần Bình"]),
    ],
)
def test_filters_stand_in_the_address(client: FlaskClient, asked, shown):
    add(client, "Nguyễn An", unit="Văn phòng Sở")
    add(
        client,
        "Trần Bình",
        ratings={"2024": "failed"},
        documents=["proposal", "minutes"],
        citation="Tốt",
    )
    add(client, "Phòng Bưu chính", kind="collective")

    assert names(client.get(f"{PAGE}?{asked}").text) == shown


def test_a_second_press_on_add_adds_nobody(served: Served, client: FlaskClient):
    add(client)

    again = client.post(PAGE, json={"kind": "individual", "name": "Nguyễn Thị Miền"})

    assert (again.status_code, again.json["error"]["code"]) == (409, "already_nominated")
    assert len(all_rows(served.db, Nominee)) == 1


def test_the_dossier_shows_what_is_known_and_what_the_criteria_say(client: FlaskClient):
    first = add(client, "Nguyễn An")
    nominee_id = add(
        client,
        "Trần Bình",
        card_number="0001",
        ratings={"2024": "done"},
        works=[{"kind": "initiative", "level": "grassroots", "title": "Sáng kiến số hóa"}],
        confirmed={"Nội bộ đoàn kết": False, "works_complete": True},
        documents=["minutes"],
        citation="x" * 1801,
        note="ghi chú",
    )

    page = client.get(f"{PAGE}/{nominee_id}", headers=HTML).text

    assert 'data-year="2025"' in page
    assert "Sáng kiến số hóa" in page
    assert "“sáng kiến hoặc đoàn kết”" in page
    assert "Chỉ có 0, cần 1" in page
    assert "Đã xác nhận: không" in page
    assert 'data-most="1800"' in page
    assert f'href="/admin/nominees/{first}" rel="prev"' in page


def test_a_kind_without_criteria_shows_a_dossier_without_verdict(client: FlaskClient):
    nominee_id = add(client, "Phòng Bưu chính", kind="collective")

    page = client.get(f"{PAGE}/{nominee_id}").text

    assert "Kế hoạch không nêu tiêu chuẩn cho loại này." in page
    assert 'data-role="rating"' not in page


def test_each_change_is_kept_and_what_is_not_sent_stays(served: Served, client: FlaskClient):
    nominee_id = add(client, ratings={"2024": "good"}, note="ghi chú")
    path = f"{PAGE}/{nominee_id}"

    answers = [
        client.post(path, json=body).json["changed"]
        for body in (
            {"ratings": {"2024": "good", "2025": "none"}},
            {"confirmed": {"Nội bộ đoàn kết": True}},
            {"unit": "Phòng mới", "kind": "individual"},
            {"unit": ""},
            {},
        )
    ]

    assert answers == [["ratings"], ["confirmed"], ["unit"], ["unit"], []]
    with served.db.reading() as session:
        row = review(session, nominee_id)
        assert row.verdict is not None
        assert (row.verdict.finding, row.nominee.note) == ("ok", "ghi chú")


@pytest.mark.parametrize(
    "body",
    [
        {"ratings": {"2024": "splendid"}},
        {"ratings": {"year": "good"}},
        {"works": [{"kind": "poem", "level": "city"}]},
        {"citation": "x" * 20_001},
        {"kind": "crowd"},
    ],
)
def test_what_no_field_can_send_is_refused(client: FlaskClient, body):
    nominee_id = add(client)

    assert client.post(f"{PAGE}/{nominee_id}", json=body).status_code == 422


def test_a_removal_can_be_taken_back_with_what_it_answered(served: Served, client: FlaskClient):
    nominee_id = add(client, ratings={"2024": "good"}, documents=["minutes"], citation="Tốt")

    removed = client.post(f"{PAGE}/{nominee_id}/remove", json={}).json["removed"]
    gone = client.get(f"{PAGE}/{nominee_id}")
    back = client.post(PAGE, json=removed)

    assert (gone.status_code, back.status_code) == (404, 200)
    (row,) = all_rows(served.db, Nominee)
    assert (row.ratings, row.documents, row.citation) == ({"2024": "good"}, ["minutes"], "Tốt")


@pytest.mark.parametrize("role", ["reception", "mc", "print"])
def test_dossiers_are_the_organisers(served: Served, client: FlaskClient, role):
    nominee_id = add(client)
    other = served.client(role)

    assert other.get(PAGE).status_code == 403
    assert other.get(f"{PAGE}/{nominee_id}").status_code == 403
    assert other.post(f"{PAGE}/{nominee_id}", json={"note": "x"}).status_code == 403
    assert other.post(f"{PAGE}/{nominee_id}/remove", json={}).status_code == 403
