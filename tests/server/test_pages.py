"""Every page in both languages: what stands on it, and the headers it carries."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from conference.agenda import Command, Press, give_cue, rundown_revision
from server.gate import CONTENT_POLICY
from tests.factories import AT, new_id
from tests.server.conftest import HTML, Served

PAGES = [
    "/", "/sign-in", "/kiosk", "/kiosk/pair", "/stage/hall", "/stage/lobby", "/stage/mc",
    "/stage/control", "/print/", "/admin/", "/admin/delegates", "/admin/awards", "/admin/stations",
]  # fmt: skip


class Markup(HTMLParser):
    """Notes what a content policy would refuse, and labels that are missing."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.language = ""
        self._script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._script = tag == "script"
        self.language = found.get("lang") or self.language if tag == "html" else self.language
        self.faults += [f"{tag} {name}" for name in found if name == "style" or name[:2] == "on"]
        self.faults += ["img without alt"] if tag == "img" and "alt" not in found else []
        self.ids += [found["id"] or ""] if "id" in found else []

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.faults.append("inline script")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole_in_both_languages(served: Served, page: str, language: str) -> None:
    client = served.client("admin")
    client.post("/language", data={"language": language})

    answer = client.get(page, headers=HTML)
    markup = Markup(answer.text)

    assert answer.status_code == 200
    assert markup.language == language
    assert markup.faults == []
    assert len(markup.ids) == len(set(markup.ids))
    assert answer.headers["Content-Security-Policy"] == CONTENT_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", PAGES)
def test_english_leaves_no_vietnamese_sentence_of_ours(served: Served, page: str) -> None:
    client = served.client("admin")
    client.post("/language", data={"language": "en"})

    text = client.get(page, headers=HTML).text

    for ours in ("Đang nhận dữ liệu", "Vui lòng", "Tổng quan", "Đăng xuất", "Quầy chưa"):
        assert ours not in text


def test_an_unknown_language_changes_nothing_and_leads_nowhere_else(served: Served) -> None:
    client = served.client()

    answer = client.post("/language", data={"language": "xx", "next": "https://evil.example"})

    assert answer.headers["Location"] == "/"
    assert 'lang="vi"' in client.get("/", headers=HTML).text


def test_the_list_is_searched_without_accents_and_says_who_has_come(served: Served) -> None:
    served.scan(served.codes[0])
    client = served.client("reception")

    found = client.get("/admin/delegates?q=mai bao anh", headers=HTML).text
    none = client.get("/admin/delegates?q=khong co ai", headers=HTML).text

    assert "Mai Mai Bảo Ánh" in found
    assert "13h42" in re.sub(r"<[^>]+>|\s", "", found)
    assert "Mai Mai Bảo Ánh" not in none


def test_the_list_can_be_narrowed_to_a_group(served: Served) -> None:
    text = served.client("reception").get("/admin/delegates?group=1", headers=HTML).text

    assert text.count("Ban Thi đua - Khen thưởng thành phố") >= 4
    assert "Văn thư viên" not in text


def test_a_page_that_is_not_there_says_so_in_words(served: Served) -> None:
    client = served.client()

    page, data = client.get("/nowhere", headers=HTML), client.post("/nowhere", json={})

    assert page.status_code == data.status_code == 404
    assert "Không có trang này" in page.text
    assert data.json["error"]["code"] == "page_unknown"


def test_a_method_that_a_page_does_not_know_is_refused(served: Served) -> None:
    answer = served.client("admin").delete("/api/health")

    assert answer.status_code == 405
    assert answer.json["error"]["code"] == "page_unknown"


def test_a_bug_shows_a_calm_page_and_no_details(served: Served) -> None:
    from conference.operators import open_to_all

    served.server.app.add_url_rule("/broken", view_func=open_to_all(lambda: 1 // 0))
    served.server.app.config["PROPAGATE_EXCEPTIONS"] = False

    answer = served.client().get("/broken", headers=HTML)

    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text
    assert "Nguyễn Thị Miền" in answer.text


def test_a_request_from_another_origin_changes_nothing(served: Served) -> None:
    client = served.client("stage")
    body = {"cue_id": new_id(), "command": "start", "revision": 0}

    foreign = client.post("/stage/cues", json=body, headers={"Origin": "https://evil.example"})
    sent_by = client.post("/stage/cues", json=body, headers={"Sec-Fetch-Site": "cross-site"})
    own = client.post("/stage/cues", json=body, headers={"Origin": "http://localhost"})

    assert (foreign.status_code, sent_by.status_code, own.status_code) == (403, 403, 200)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("192.168.1.10:8000", 200),
        ("[::1]:8000", 200),
        ("hoinghi.local", 200),
        ("evil.example", 400),
        ("8.8.8.8", 400),
        ("", 400),
    ],
)
def test_only_names_of_ours_are_answered(served: Served, host: str, status: int) -> None:
    answer = served.client().get("/api/health", headers={"Host": host})

    assert answer.status_code == status


def test_further_names_can_be_allowed(serve) -> None:
    served = serve(allowed_hosts=["hall.example"])

    assert served.client().get("/api/health", headers={"Host": "hall.example"}).status_code == 200


def test_health_tells_version_revision_database_and_spooler(served: Served) -> None:
    before = served.client().get("/api/health").json

    served.db.write(
        lambda s: give_cue(
            s,
            Press(
                cue_id=new_id(), seen_revision=rundown_revision(s), command=Command.START
            ),
            at=AT, by="test",
        )
    )  # fmt: skip
    after = served.client().get("/api/health").json
    served.db.close()
    broken = served.client().get("/api/health").json

    assert before["database"] == "ok"
    assert before["spooler"] == "stopped"
    # Whoever presses first takes the buttons, and the item begins.
    assert after["revision"] == before["revision"] + 2
    assert broken["database"] == "failing"
    assert set(before) == {"version", "revision", "database", "spooler", "rehearsal"}


def test_a_page_without_a_conference_still_opens(served: Served) -> None:
    served.db.close()

    answer = served.client().get("/", headers=HTML)

    assert answer.status_code == 200


def test_sample_invitations_are_the_organisers_alone(served: Served) -> None:
    admin = served.client("admin")

    pdf = admin.get("/admin/invitations/so-khcn-demo.pdf", buffered=True)
    missing = admin.get("/admin/invitations/other.pdf")
    stranger = served.client().get("/admin/invitations/so-khcn-demo.pdf")

    assert pdf.data[:5] == b"%PDF-"
    assert (missing.status_code, stranger.status_code) == (404, 401)
    assert "/admin/invitations/so-khcn-demo.pdf" in admin.get("/admin/", headers=HTML).text


def test_a_station_gets_a_new_code_under_its_own_name(
    served: Served,
) -> None:
    admin = served.client("admin")

    nameless, first, again = (
        admin.post("/admin/stations", json={"name": name}).json
        for name in (" ", "Quầy 1", "Quầy 1")
    )
    paired = [
        served.client().post("/api/pair", json={"pairing_code": offer["pairing_code"]}).status_code
        for offer in (first, again)
    ]

    assert nameless["error"]["code"] == "station_name_missing"
    assert first["station_id"] == again["station_id"]
    assert paired == [409, 200]
