"""/admin/programme over HTTP: edits while it runs, who performs, a file written as one edit."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.programme_import import BROUGHT, KIND, READ
from admin.programme_words import item_form
from conference.agenda import AgendaItem, rundown, rundown_revision
from conference.clock import in_the_hall
from conference.cue_sheet import CueKind, CueWords, add_cue
from conference.delegates import Delegate
from conference.performers import all_links, link_performer
from conference.scripts.records import Script
from seed.lists.refused import ListRefused
from server.work import programme_file
from server.work.job import ASKED, Job
from tests.factories import AT, BY, cue, new_id
from tests.seed.lists.programmes import HEADER, S2
from tests.seed.lists.workbooks import xlsx
from tests.server.conftest import HTML, Served

PAGE = "/admin/programme"


def revision(served: Served) -> int:
    with served.db.reading() as session:
        return rundown_revision(session)


def items(served: Served) -> list[AgendaItem]:
    with served.db.reading() as session:
        found = rundown(session).items
        session.expunge_all()
    return found


def page(served: Served, role: str = "admin") -> str:
    return served.client(role).get(PAGE, headers=HTML).text


def post(served: Served, path: str, body: dict[str, Any], role: str = "stage") -> Any:
    seen = {"revision": revision(served)}
    return served.client(role).post(f"{PAGE}/{path}", json=seen | body)


def delegate_id(served: Served, nth: int = 0) -> int:
    with served.db.reading() as session:
        return session.scalars(
            select(Delegate.id).where(Delegate.named).order_by(Delegate.id)
        ).all()[nth]


def test_the_page_shows_hours_parts_sums_and_who_performs(served: Served) -> None:
    text = page(served)

    for words in (
        "14h00-14h20",
        "Tiết mục 1",
        "không được cắt",
        "Đ/c Chánh Văn phòng Sở",
        "<strong>120</strong>",
    ):
        assert words in text


def test_an_item_is_changed_with_hours_as_they_are_typed(served: Served) -> None:
    one = items(served)[1]
    item = {
        "number": "2a", "title": "Tuyên bố  lý do", "performer": "MC", "start": "14g20’",
        "length_min": 15, "cue_note": "Micro", "optional": True,
        "steps": [{"label": "a", "title": "Giới thiệu đại biểu"}],
        "entries": [{"title": "Đoàn một", "length_min": 3}],
    }  # fmt: skip

    answer = post(served, f"items/{one.id}", {"item": item})

    assert answer.json["done"]
    assert answer.json["revision"] == revision(served)
    with served.db.reading() as session:
        row = session.get_one(AgendaItem, one.id)
        assert (row.number, row.title, row.optional) == ("2a", "Tuyên bố lý do", True)
        assert [f"{in_the_hall(at):%H%M}" for at in (row.planned_start, row.planned_end)] == [
            "1420", "1435",
        ]  # fmt: skip
        assert [step.title for step in row.steps] == ["Giới thiệu đại biểu"]
    assert "Chồng lấn 5 phút" in page(served)
    assert "Hoàn tác lần sửa gần nhất" in page(served)


def test_items_are_added_moved_removed_and_the_last_edit_taken_back(served: Served) -> None:
    first, second, *_ = items(served)
    item = {"title": "Chào cờ", "start": "13h50", "end": "13h55"}

    added = post(served, "items", {"sitting_id": first.sitting_id, "after_id": None, "item": item})
    new = added.json["item_id"]
    assert [one.id for one in items(served)][:2] == [new, first.id]
    post(served, f"items/{second.id}/move", {"after_id": None})
    assert [one.id for one in items(served)][:3] == [second.id, new, first.id]
    post(served, f"items/{new}/remove", {})
    assert new not in [one.id for one in items(served)]

    assert post(served, "undo", {}).json["items"] == 1
    assert new in [one.id for one in items(served)]


def test_a_new_item_whose_answer_was_lost_is_sent_again_and_is_one(served: Served) -> None:
    before, request = items(served), new_id()
    item = {"title": "Tặng hoa", "length_min": 3}
    body = {"sitting_id": before[0].sitting_id, "after_id": None, "item": item}

    first, again = (post(served, "items", body | {"request_id": request}).json for _ in range(2))

    assert len(items(served)) == len(before) + 1
    assert first["item_id"] == again["item_id"]
    assert (first["repeat"], again["repeat"]) == (False, True)


@pytest.mark.parametrize("typed", ["chiều", "14h00-14h20", "25h"])
def test_an_hour_that_is_none_is_refused_by_name(served: Served, typed: str) -> None:
    answer = post(served, f"items/{items(served)[0].id}", {"item": {"title": "X", "start": typed}})

    assert answer.status_code == 409
    assert answer.json["error"]["code"] == "item_hour_unreadable"
    assert typed in answer.json["error"]["sentence"]


def test_what_nobody_has_is_not_found(served: Served) -> None:
    item = {"title": "X"}

    assert post(served, "items/999", {"item": item}).status_code == 404
    assert post(served, "items", {"sitting_id": 99, "item": item}).status_code == 404
    assert post(served, "import/99", {}).status_code == 404


def test_a_stale_edit_is_refused_with_who_was_faster(served: Served) -> None:
    one, seen = items(served)[2], revision(served)
    post(served, f"items/{one.id}", {"item": {"title": "Khác"}}, role="stage")

    answer = post(
        served, f"items/{one.id}", {"revision": seen, "item": {"title": "Của tôi"}}, "admin"
    )

    assert answer.json["error"]["code"] == "stale_rundown"
    assert "Điều hành sân khấu" in answer.json["error"]["sentence"]
    assert items(served)[2].title == "Khác"


def test_what_has_begun_is_locked_and_says_so_while_the_rest_is_edited(served: Served) -> None:
    first, second, *_ = items(served)
    cue(served.db, "start")

    refused = post(served, f"items/{first.id}", {"item": {"title": "Khác"}})
    done = post(served, f"items/{second.id}", {"item": {"title": "Sửa khi đang chạy"}})

    assert refused.json["error"]["code"] == "item_is_played"
    assert done.json["done"]
    text = page(served)
    assert "Đã bắt đầu, không sửa được" not in text
    assert "đang diễn ra" in text
    cue(served.db, "next")
    text = page(served)
    assert "Đã bắt đầu, không sửa được" in text
    assert "đã kết thúc" in text


def test_an_untimed_programme_shows_its_minutes_or_that_nobody_knows(served: Served) -> None:
    for nth, one in enumerate(items(served)):
        words = {"title": one.title} | ({"length_min": 50} if nth else {})
        post(served, f"items/{one.id}", {"item": words})

    text = page(served)

    assert "chưa có giờ" in text
    assert "50 phút" in text
    assert "<strong>350</strong>" in text
    assert "1 mục chưa rõ thời lượng" in text
    assert "quá giờ của buổi 230 phút" in text


def test_who_performs_is_searched_linked_and_waited_for_with_all_items(served: Served) -> None:
    first, second, *_ = items(served)
    one = delegate_id(served)
    with served.db.reading() as session:
        name = session.get_one(Delegate, one).full_name
    found = served.client("stage").get(f"{PAGE}/people?q={quote(name)}").json["people"]
    assert one in [person["id"] for person in found]
    assert served.client("stage").get(f"{PAGE}/people?q=").json == {"people": []}

    part = {"kind": "entry", "id": first.entries[0].id}
    links = [
        {"item_id": first.id, "part": part, "delegate_id": one, "does": "speaks"},
        {"item_id": second.id, "delegate_id": one},
    ]
    assert post(served, "performers", {"links": links}).json["changed"] == 2
    buttons = re.findall(r"<button[^>]*data-role=\"(?:link|unlink)\"[^>]*>", page(served))
    ids = [one.split('id="')[1].split('"')[0] for one in buttons]
    assert len(set(ids)) == len(buttons) >= 2

    text = page(served)
    assert "Người thực hiện chưa có mặt</h2>" in text.replace(" (1)", "")
    missing = text.split('data-role="missing"')[1].split("</ul>")[0]
    assert "14h00-14h20" in missing
    assert "14h20-14h30" in missing
    taken = post(served, "performers", {"links": links[:1], "linked": False})
    assert taken.json["changed"] == 1
    other = delegate_id(served, 1)
    assert post(served, "performers/pass-on", {"from_id": one, "to_id": other}).json["items"] == 1
    with served.db.reading() as session:
        assert [link.delegate_id for link in all_links(session)] == [other]


def test_the_page_asks_for_a_choice_and_names_conflicts(served: Served) -> None:
    one, other = delegate_id(served), items(served)
    with served.db.reading() as session:
        name = session.get_one(Delegate, one).full_name
    sent = {"title": "Báo cáo", "performer": f"Đ/c {name}", "start": "14h20", "end": "14h30"}
    post(served, f"items/{other[2].id}", {"item": sent})
    assert f'data-name="{name}"' in page(served)

    links = [{"item_id": row.id, "delegate_id": one} for row in other[1:3]]
    post(served, "performers", {"links": links})

    assert "phải ở hai nội dung cùng lúc" in page(served)
    lines = served.client("admin").get("/admin/readiness", headers=HTML).text
    assert "Người thực hiện không trùng việc" in lines


def test_staff_screens_are_told_who_performs_and_who_is_missing(served: Served) -> None:
    first, second, *_ = items(served)
    one = delegate_id(served)
    links = [{"item_id": row.id, "delegate_id": one} for row in (first, second)]
    post(served, "performers", {"links": links})

    for room, role in (("control", "stage"), ("mc", "mc")):
        shown = served.screen("/stage", room, role).get_received("/stage")
        snapshot = next(each["args"][0] for each in shown if each["name"] == "snapshot")
        (person,) = snapshot["performers"][str(first.id)]
        assert (person["delegate_id"], person["present"], person["part"]) == (one, False, None)
        assert person["does"] == "performs"
        assert person["substitute"] is None
        (missing,) = snapshot["missing_performers"]
        assert [each["id"] for each in missing["items"]] == [first.id, second.id]
    public = served.screen("/stage", "hall").get_received("/stage")
    assert "performers" not in json.dumps(public)


def test_of_the_item_that_runs_the_rest_is_changed_and_nothing_else(served: Served) -> None:
    first = items(served)[0]
    begun, *waiting = item_form(first)["entries"]
    cue(served.db, "start")
    cue(served.db, "part")
    entries = [begun, *(one | {"title": "Đổi tiết mục"} for one in waiting)]
    wish = {"title": "Bị khóa", "cue_note": "Micro 2", "entries": entries}

    whole = post(served, f"items/{first.id}", {"item": wish})
    rest = post(served, f"items/{first.id}", {"item": wish, "rest": True})
    late = post(served, f"items/{first.id}", {"item": wish | {"entries": []}, "rest": True})

    assert [one.json.get("error", {}).get("code") for one in (whole, rest, late)] == [
        "item_is_played", None, "item_is_played",
    ]  # fmt: skip
    now = items(served)[0]
    assert (now.title, now.cue_note) == (first.title, "Micro 2")
    assert [one.title for one in now.entries][1:] == ["Đổi tiết mục"] * len(waiting)
    assert page(served).count('data-live="true"') == 1


def bring(served: Served, data: bytes | str, **params: Any) -> str:
    """Read a file as its job does, in this process; give the job's id."""
    job_id = new_id().replace("-", "")
    folder = served.folder.jobs / job_id
    folder.mkdir(parents=True)
    (folder / BROUGHT).write_bytes(data.encode() if isinstance(data, str) else data)
    url = served.db.url
    assert url is not None
    asked = {
        "kind": KIND,
        "params": {"sitting_id": 1, "file_name": "Chương trình.xlsx", "pasted": False} | params,
        "database_url": url.render_as_string(hide_password=False),
        "limits": {"memory_mb": 1024, "seconds": 60},
        "started_ms": 0,
    }
    (folder / ASKED).write_text(json.dumps(asked), encoding="utf-8")
    job = Job(folder)
    try:
        job.end(programme_file.run(job))
    except ListRefused as refusal:
        job.fail(refusal)
    return job_id


def preview(served: Served, job: str) -> Any:
    return served.client("stage").get(f"{PAGE}/import/{job}", headers=HTML)


def test_a_pasted_programme_is_shown_first_and_written_as_one_edit(served: Served) -> None:
    before = [one.title for one in items(served)]
    job = bring(served, S2, pasted=True)

    text = preview(served, job).text
    assert "bảng đã dán" in text
    assert "Thiếu số thứ tự; sẽ ghi là 3." in text
    assert "thêm mới" in text
    assert "bỏ ra" in text
    assert "<del>" in text
    assert [one.title for one in items(served)] == before

    answer = post(served, f"import/{job}/confirm", {})

    assert answer.json["done"]
    assert answer.json["counts"]["new"] >= 1
    assert [one.number for one in items(served)] == ["1", "2", "3", "4", "5", "8"]
    assert "giống hệt chương trình hiện có" in preview(served, job).text
    post(served, "undo", {})
    assert [one.title for one in items(served)] == before


def test_items_of_another_sitting_are_not_called_rows_that_are_no_items(served: Served) -> None:
    rows = (
        "STT\tThời gian\tNội dung\tThực hiện\tBuổi", "1\t14h\tVăn nghệ\tA\tChiều",
        "2\t20h\tLiên hoan\tB\tTối", "\t\tPHẦN HỘI\t\t",
    )  # fmt: skip
    job = bring(served, "\n".join(rows), pasted=True, sitting="Chiều", sittings=["Chiều", "Tối"])

    text = preview(served, job).text

    other, no_item = text.index("Dòng của buổi khác"), text.index("Dòng không phải nội dung")
    assert other < text.index("Liên hoan") < no_item < text.index("PHẦN HỘI")


def test_a_stale_preview_is_not_written(served: Served) -> None:
    job, seen = bring(served, S2, pasted=True), revision(served)
    cue(served.db, "start")

    answer = post(served, f"import/{job}/confirm", {"revision": seen})

    assert answer.json["error"]["code"] == "stale_rundown"


def test_what_may_not_be_cut_is_told_with_all_that_goes_with_it(served: Served) -> None:
    last, first = items(served)[-1], items(served)[0]

    def hang_on_it(session: Session) -> str:
        for item in rundown(session).items:
            item.protected = item.id == last.id
        who = session.scalars(select(Delegate).where(Delegate.named).limit(1)).one()
        link_performer(session, item_id=last.id, delegate_id=who.id, part=None, at=AT, by=BY)
        written = session.scalars(select(Script).where(Script.item_id == last.id)).all()
        assert len(written) == 1
        written[0].words = "Một\n\nHai\n\nBa"
        for words in (CueWords(CueKind.VIDEO, "Phim", "ket.mp4", 60, None),
                      CueWords(CueKind.SOUND, "Nhạc nền", "", None, None)):  # fmt: skip
            add_cue(session, last.id, words, at=AT, by=BY)
        return who.full_name

    name = served.db.write(hang_on_it)
    job = bring(served, f"TT|Nội dung\n1|{first.title}".replace("|", "\t"), pasted=True)

    text = preview(served, job).text

    row = next(one for one in text.split("<tr ") if last.title in one)
    assert "Không được cắt" in row
    assert f"người thực hiện {name}" in row
    assert "phim ket.mp4" in row
    assert "3 trang lời dẫn" in row
    assert "việc âm thanh, ánh sáng" in row
    assert text.count("Không được cắt") == 1
    assert "bỏ ra 1 nội dung không được cắt" in text
    assert "data-twice" in text


def test_a_table_that_was_written_and_taken_back_says_so(served: Served) -> None:
    job = bring(served, S2, pasted=True)
    served.db.write(lambda s: [setattr(one, "protected", False) for one in rundown(s).items])
    assert "data-twice" not in preview(served, job).text
    post(served, f"import/{job}/confirm", {})
    post(served, "undo", {})

    text = preview(served, job).text

    assert "đã được ghi một lần lúc" in text
    assert "data-twice" in text
    assert "&lt;" not in text


def test_a_file_with_errors_is_shown_but_not_written(served: Served) -> None:
    rows = [HEADER, [1, "14h20-14h00", "Văn nghệ", "A"], [2, "", "", "B"]]
    job = bring(served, xlsx(rows))

    text = preview(served, job).text
    assert "Còn 2 dòng lỗi" in text
    assert 'data-role="confirm"' not in text
    assert "dòng 3" in text
    answer = post(served, f"import/{job}/confirm", {})

    assert answer.json["error"]["code"] == "programme_has_errors"


def test_another_sheet_is_read_on_request(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx([HEADER, [1, "14h", "A", "B"]], sheets={"Khác": [HEADER, [1, "15h", "C", "D"]]})
    job = bring(served, data)
    assert "Khác</option>" in preview(served, job).text
    jobs, asked = served.server.jobs, []
    monkeypatch.setattr(jobs, "start", lambda *wish: asked.append(wish) or jobs.status(job))

    post(served, f"import/{job}/again", {"sheet": "Khác"})

    ((kind, params, files),) = asked
    assert (kind, params["sheet"], params["sitting_id"]) == (KIND, "Khác", 1)
    assert [params["sitting"]] == params["sittings"]
    assert files == {BROUGHT: data}
    assert "15h00" in preview(served, bring(served, data, sheet="Khác")).text
    assert served.client("stage").get(f"{PAGE}/import/jobs/{job}").json["state"] == "done"


def test_a_file_is_sent_read_apart_and_refused_in_words(served: Served) -> None:
    def sent(data: bytes, **headers: str) -> Any:
        kind = {"Content-Type": "application/octet-stream"}
        return served.client("admin").post(f"{PAGE}/import/1", data=data, headers=kind | headers)

    assert sent(b" ").json["error"]["code"] == "programme_missing"
    assert sent(b"x" * (5 * 1024 * 1024 + 1)).json["error"]["code"] == "programme_too_large_to_send"

    started = sent(b"%PDF-1.7", **{"X-File-Name": quote("C:\\Chương trình.pdf")})
    job = served.server.jobs.wait(started.json["id"])

    assert job.params["file_name"] == "Chương trình.pdf"
    assert (job.state, job.fault["code"]) == ("failed", "not_a_list")
    assert preview(served, job.id).status_code == 302
    assert (
        post(served, f"import/{job.id}/confirm", {}).json["error"]["code"]
        == "programme_preview_gone"
    )
    assert post(served, f"import/jobs/{job.id}/cancel", {}).json["state"] == "failed"


def test_a_preview_that_was_cleared_away_says_so(served: Served) -> None:
    job = bring(served, S2, pasted=True)
    (served.server.jobs.folder(job) / READ).unlink()
    (served.server.jobs.folder(job) / BROUGHT).unlink()

    assert (
        post(served, f"import/{job}/confirm", {}).json["error"]["code"] == "programme_preview_gone"
    )
    assert post(served, f"import/{job}/again", {}).json["error"]["code"] == "programme_preview_gone"
    (served.server.jobs.folder(job) / ASKED).write_text(
        (served.server.jobs.folder(job) / ASKED).read_text().replace('"programme"', '"list"')
    )
    assert preview(served, job).status_code == 404
