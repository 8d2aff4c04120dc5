"""The page of invitations: how far they are, handing them out, answers, and taking both back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from conference.delegates import (
    Delegate,
    EntryCode,
    Reply,
    Substitute,
    name_substitute,
    note_reply,
    note_sent,
    replies,
    sent_notes,
)
from conference.identity import the_conference
from tests.factories import AT, BY
from tests.server.conftest import HTML, Served

PATH = "/admin/invitations"
SENT = {"on": "2026-11-18", "sent_by": "văn thư", "receiver": "Bà Lan"}


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def tiles(served: Served) -> dict[str, str]:
    page = served.client("admin").get(PATH, headers=HTML).text
    found = re.findall(r'<div class="tile[^"]*"><dt>(.*?)</dt><dd>(.*?)</dd>', page, re.DOTALL)
    return {name: text_of(words).replace(" ", "") for name, words in found}


def rows(served: Served, asked: str = "", role: str = "admin") -> str:
    page = served.client(role).get(PATH + asked, headers=HTML).text
    return page[page.index('data-role="results"') :]


def post(served: Served, path: str, role: str = "admin", **body: Any) -> Any:
    return served.client(role).post(f"{PATH}/{path}", json=body)


def issued(served: Served, *ids: int) -> list[tuple[Any, str, str]]:
    with served.db.reading() as session:
        return [(one.issued_at, one.sent_by, one.receiver) for one in sent_notes(session, ids)]


def test_the_page_counts_codes_issues_and_answers(served: Served) -> None:
    def mark(session: Any) -> None:
        note_sent(session, [1, 2, 3], sent_by="Zalo", on=AT, at=AT, by=BY)
        note_reply(session, 1, reply=Reply.CONFIRMED, at=AT, by=BY)
        note_reply(session, 2, reply=Reply.ABSENT, words="đi công tác", at=AT, by=BY)

    served.db.write(mark)

    assert tiles(served) == {
        "Đại biểu đã duyệt": "150",
        "Mã đã cấp": "150",
        "Đã phát hành": "3chưa147",
        "Chưa trả lời": "148",
        "Đã xác nhận dự": "1",
        "Cử người dự thay": "0",
        "Báo vắng": "1",
    }


def test_codes_are_given_to_those_who_have_none_and_nobody_elses_changes(served: Served) -> None:
    def forget(session: Any) -> None:
        session.query(EntryCode).filter(EntryCode.delegate_id == 3).delete()

    served.db.write(forget)
    before = tiles(served)["Mã đã cấp"]
    digits = set(served.codes)

    first, again = post(served, "codes").json, post(served, "codes").json

    with served.db.reading() as session:
        now = set(session.scalars(EntryCode.__table__.select().with_only_columns(EntryCode.digits)))
    assert before == "149chưacấp1"
    assert (first["count"], again["count"]) == (1, 0)
    assert len(now - digits) == 1
    assert tiles(served)["Mã đã cấp"] == "150"


def test_a_whole_unit_is_handed_its_invitations_and_that_is_taken_back(served: Served) -> None:
    with served.db.reading() as session:
        unit_id = session.get_one(Delegate, 7).unit_id
        ids = [row.id for row in session.query(Delegate).filter(Delegate.unit_id == unit_id).all()]
    post(served, "sent", delegate_ids=[7], on="2026-11-10", sent_by="Zalo", receiver="Ông Hùng")
    of_seven = issued(served, 7)

    done = post(served, "sent", unit_id=unit_id, **SENT).json
    noted = issued(served, *ids)
    undone = post(served, "sent/put-back", notes=done["before"]).json
    twice = post(served, "sent/put-back", notes=done["before"]).json

    assert done["count"] == len(ids) - 1
    assert issued(served, 7) == of_seven
    assert sum(receiver == "Bà Lan" for _, _, receiver in noted) == len(ids) - 1
    assert {words for words in issued(served, *ids) if words != of_seven[0]} <= {(None, "", "")}
    assert (undone["count"], twice["count"]) == (len(ids) - 1, 0)


def test_an_invitation_handed_out_twice_goes_back_to_its_first_note(served: Served) -> None:
    post(served, "sent", delegate_ids=[7], on="2026-11-10", sent_by="Zalo", receiver="Ông Hùng")
    first = issued(served, 7)

    again = post(served, "sent", delegate_ids=[7], **SENT).json
    second = issued(served, 7)
    post(served, "sent/put-back", notes=again["before"])

    assert second != first
    assert issued(served, 7) == first


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("sent", {"delegate_ids": [7], "on": "0001-01-01"}),
        ("sent", {"delegate_ids": [7], "on": "9999-12-31"}),
        ("sent/put-back", {"notes": [{"delegate_id": 7, "issued_ms": 2**53}]}),
    ],
)
def test_a_day_that_no_invitation_goes_out_on_is_refused(
    served: Served, path: str, body: Any
) -> None:
    answer = post(served, path, **body)

    assert answer.status_code in {400, 422}
    assert issued(served, 7) == [(None, "", "")]


def test_an_absence_needs_a_reason_and_an_answer_is_taken_back(served: Served) -> None:
    refused = post(served, "7/reply", reply="absent")
    given = post(served, "7/reply", reply="absent", words="đi công tác nước ngoài").json
    page = rows(served, "?reply=absent")
    post(served, "7/reply", **given["before"])

    with served.db.reading() as session:
        row = replies(session)[7]
    assert refused.json["error"]["code"] == "absence_reason_needed"
    assert given["before"] == {"reply": "none", "words": ""}
    assert "đi công tác nước ngoài" in page
    assert row.reply is Reply.NONE


def test_who_sends_somebody_else_is_led_to_where_the_substitute_is_written_down(
    served: Served,
) -> None:
    post(served, "7/reply", reply="substitute")

    assert "/admin/delegates/7#substitute" in rows(served, "?reply=substitute")


def test_substitutes_who_have_a_name_are_told_apart(served: Served) -> None:
    coming = Substitute("Lê Thị Thay", "Phó Trưởng phòng", "12/GM", "Giám đốc Sở")
    served.db.write(lambda s: name_substitute(s, 7, coming, at=AT, by=BY))

    assert "đãcótênngườithay:1" in tiles(served)["Cử người dự thay"]


@pytest.mark.parametrize(
    ("asked", "count"),
    [("?issued=yes", 2), ("?issued=no", 148), ("?reply=confirmed", 1), ("?reply=none", 149),
     ("?q=khong+ai+ca", 0), ("?issued=maybe&reply=odd&unit=x", 150)],
)  # fmt: skip
def test_the_list_is_narrowed_by_its_address(served: Served, asked: str, count: int) -> None:
    def mark(session: Any) -> None:
        note_sent(session, [1, 2], sent_by="", on=AT, at=AT, by=BY)
        note_reply(session, 1, reply=Reply.CONFIRMED, at=AT, by=BY)

    served.db.write(mark)

    assert f'data-total="{count}"' in rows(served, asked)


def test_units_are_counted_each_on_a_line(served: Served) -> None:
    with served.db.reading() as session:
        unit = session.get_one(Delegate, 7).unit
        name, unit_id = unit.name, unit.id
    post(served, "sent", unit_id=unit_id, **SENT)

    page = rows(served, "?by=unit")

    line = next(one for one in page.split("<tr>") if f">{name}<" in one)
    assert "send-unit" not in line
    assert 'data-kind="good"' in line
    assert page.count('data-role="send-unit"') > 5


def test_the_words_of_the_invitation_are_kept_tidy(served: Served) -> None:
    words = {
        "presided_by": "  Giám đốc   Sở ",
        "invitation_notes": [" Có mặt trước 15 phút. ", "  "],
        "signer_office": "KT. GIÁM ĐỐC\n\nPHÓ  GIÁM ĐỐC",
        "signer_name": "Lê Văn Kiên",
    }

    answer, again = post(served, "words", **words).json, post(served, "words", **words).json

    with served.db.reading() as session:
        conference = the_conference(session)
        assert conference.presided_by == "Giám đốc Sở"
        assert conference.invitation_notes == ["Có mặt trước 15 phút."]
        assert conference.signer_office == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
    assert answer["columns"]
    assert again["columns"] == []
    assert "Lê Văn Kiên" in served.client("admin").get(PATH, headers=HTML).text


def test_reception_looks_and_sees_no_telephone_and_nothing_to_press(served: Served) -> None:
    def call(session: Any) -> None:
        session.get_one(Delegate, 7).phone = "0912345678"

    served.db.write(call)

    page = served.client("reception").get(PATH, headers=HTML).text

    assert "0912345678" not in page
    for button in ("issue-codes", "send-unit", "open-words", 'data-role="reply"', "job-resume"):
        assert button not in page


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("codes", {}),
        ("sent", {"delegate_ids": [1], "on": "2026-11-18"}),
        ("sent/put-back", {"notes": []}),
        ("1/reply", {"reply": "confirmed"}),
        ("words", {"invitation_notes": []}),
        ("documents", {"kind": "pictures"}),
    ],
)
@pytest.mark.parametrize("role", ["reception", "stage", None])
def test_nobody_else_changes_anything(
    served: Served, role: str | None, path: str, body: Any
) -> None:
    answer = served.client(role).post(f"{PATH}/{path}", json=body)

    assert answer.status_code in {401, 403}


def test_the_files_survive_a_reload_and_tell_where_they_stand(served: Served) -> None:
    jobs = served.server.jobs
    asked = {"kind": "invitations", "layout": "single", "delegate_ids": [3]}
    job = post(served, "documents", **asked).json
    jobs.wait(job["id"])
    nobody = post(served, "documents", kind="pictures", filters={"q": "khong ai ca"}).json
    jobs.wait(nobody["id"])

    page = served.client("admin").get(PATH, headers=HTML).text

    assert f'data-id="{job["id"]}" data-state="done" data-old="false"' in page
    assert f"/admin/jobs/{job['id']}/file" in page
    assert f'data-id="{nobody["id"]}" data-state="failed"' in page
    assert "Chưa có giấy mời nào để tạo" in page


def test_the_sample_of_the_overview_still_opens(served: Served) -> None:
    client = served.client("admin")
    overview = client.get("/admin/", headers=HTML).text
    link = re.search(r'href="(/admin/invitations/[^"]+\.pdf)"', overview)
    assert link is not None

    answer = client.get(link[1], buffered=True)

    assert answer.data.startswith(b"%PDF")


def test_the_undo_of_a_large_unit_is_not_too_long(served: Served) -> None:
    note = {
        "delegate_id": 1,
        "issued_ms": 1_700_000_000_000,
        "sent_by": "Văn thư",
        "receiver": "x" * 150,
    }

    answer = served.client("admin").post(
        "/admin/invitations/sent/put-back", json={"notes": [note] * 700}
    )

    assert answer.status_code == 200, answer.json
