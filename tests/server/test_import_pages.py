"""The office brings a list: file, preview, corrections, confirmation; refusals say what to do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from admin.import_words import COLUMN_NAMES, FIELD_NAMES, CorrectionBody
from admin.imports import INCOMING, LARGEST_FILE
from conference.delegates import Delegate, change_delegate, lock_list
from conference.imports import ImportedFile
from conference.imports.agreeing import PLAIN_COLUMNS
from seed.lists import Field
from tests.factories import AT, BY, all_rows
from tests.server.conftest import Served
from tests.server.importing import (
    GROUP,
    HEADER,
    UNIT,
    a_list,
    again,
    bring,
    confirm,
    page,
    rows,
    send,
    summary,
    xlsx,
)


def counts(served: Served, job: Any) -> dict[str, int]:
    found: dict[str, int] = summary(served, job)["counts"]
    return found


def how_many(served: Served) -> int:
    with served.db.reading() as session:
        return session.scalar(select(func.count()).select_from(Delegate)) or 0


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["error"]["code"]


def test_a_file_becomes_a_preview_and_then_the_list(served: Served) -> None:
    before = how_many(served)

    answer = send(served, a_list("Võ Tám", "An Bình"), "thư mục/Đại biểu%.xlsx")
    ended = served.server.jobs.wait(answer.json["id"])
    shown = page(served, ended)
    done = confirm(served, ended)

    assert "Đại biểu%.xlsx" in shown
    assert "Võ Tám" in shown
    assert "Ghi 2 mới, 0 thay đổi" in shown
    assert done.json == {"done": True, "repeat": False, "added": 2, "changed": 0, "withdrawn": 0}
    assert how_many(served) == before + 2


def test_confirming_twice_writes_once_and_the_page_says_so(served: Served) -> None:
    job = bring(served, a_list("Võ Tám"))
    confirm(served, job)
    there = how_many(served)

    assert confirm(served, job).json["repeat"] is True
    assert how_many(served) == there
    assert "Đã ghi lúc" in page(served, job)


def test_the_same_file_again_has_nothing_to_write_and_says_when_it_came(served: Served) -> None:
    data = a_list("Võ Tám")
    confirm(served, bring(served, data))
    there = how_many(served)

    job = bring(served, data)
    shown = page(served, job)
    done = confirm(served, job)

    assert "Đúng tệp này đã được nhập lúc" in shown
    assert (done.json["added"], done.json["changed"], done.json["withdrawn"]) == (0, 0, 0)
    assert how_many(served) == there
    assert len(all_rows(served.db, ImportedFile)) == 1


def test_the_file_itself_can_be_had_back(served: Served) -> None:
    data = a_list("Võ Tám")
    confirm(served, bring(served, data, "Đại biểu.xlsx"))
    client = served.client("admin")

    listed = client.get("/admin/import/").text
    [address] = re.findall(r"/admin/import/files/\d+", listed)
    answer = client.get(address, buffered=True)

    assert "Đại biểu.xlsx" in listed
    assert answer.data == data
    assert "attachment" in answer.headers["Content-Disposition"]
    assert client.get("/admin/import/files/999").status_code == 404


def test_a_column_that_was_misunderstood_is_corrected_and_remembered(served: Served) -> None:
    header = ["STT", "Họ và tên", "Nơi về", "Thành phần"]
    job = bring(served, xlsx([header, [1, "Võ Tám", UNIT, GROUP]]))
    assert summary(served, job)["without_unit"] == 1

    better = again(served, job, columns={"Danh sách": {"C": "unit"}})
    confirm(served, better)
    following = bring(served, xlsx([header, [1, "An Bình", UNIT, GROUP]]))

    assert summary(served, better)["without_unit"] == 0
    assert rows(served, following, "new-1")[0]["unit"] == UNIT
    assert "đã ghi nhớ" in page(served, following)


def test_answers_about_namesakes_add_up_and_can_be_taken_back(served: Served) -> None:
    confirm(served, bring(served, a_list("Võ Tám", "An Bình")))
    job = bring(served, a_list("Võ Tám", "An Bình", unit="Sở Y tế"))
    shown = page(served, job)

    one = again(served, job, people={"Danh sách!2": "other"})
    both = again(served, one, people={"Danh sách!3": "leave_out"})
    back = again(served, both, people={"Danh sách!2": ""})

    assert "Là ai?" in shown
    assert "thẻ" in shown
    assert [counts(served, each)["ask"] for each in (job, one, both, back)] == [2, 1, 0, 1]
    assert "Trả lời lại" in page(served, both, "?show=new")
    assert "Trả lời lại" in page(served, both, "?show=left_out")


def test_whoever_is_not_answered_may_be_somebody_else_at_once(served: Served) -> None:
    confirm(served, bring(served, a_list("Võ Tám", "An Bình")))
    job = bring(served, a_list("Võ Tám", "An Bình", unit="Sở Y tế"))

    others = again(served, job, rest="other")

    assert counts(served, others)["new"] == 2
    assert "Hỏi lại từng dòng" in page(served, others)
    assert counts(served, again(served, others, rest=""))["ask"] == 2


def test_a_section_that_nobody_knows_becomes_a_group_when_it_is_said(served: Served) -> None:
    job = bring(served, a_list("Võ Tám", group="Khối doanh nghiệp"))
    assert "Tạo thành phần mới: Khối doanh nghiệp" in page(served, job)
    refused = confirm(served, job)

    better = again(served, job, groups={"Khối doanh nghiệp": "Khối doanh nghiệp"})
    unsaid = again(served, better, groups={"Khối doanh nghiệp": ""})

    assert code(refused) == (409, "group_undecided")
    assert confirm(served, better).json["added"] == 1
    assert summary(served, unsaid)["groups"][0]["name"] == ""


def test_a_locked_list_asks_for_the_approver_in_its_own_words(served: Served) -> None:
    served.db.write(lambda s: lock_list(s, by_name="A", at=AT, by=BY))
    job = bring(served, a_list("Võ Tám"))

    assert "Danh sách đã chốt lần 1" in page(served, job)
    assert code(confirm(served, job)) == (409, "approval_needed")
    assert confirm(served, job, approver="Giám đốc", reason="Công văn 3").json["added"] == 1


def test_a_list_that_changed_meanwhile_wants_one_more_look(served: Served) -> None:
    confirm(served, bring(served, a_list("Võ Tám")))
    job = bring(served, a_list("Võ Tám", position="Kế toán"))
    [row] = rows(served, job, "changed-1")
    words = {"position": "Thủ quỹ"}
    served.db.write(lambda s: change_delegate(s, row["delegate_id"], words, at=AT, by=BY))

    assert code(confirm(served, job)) == (409, "stale_preview")
    assert confirm(served, again(served, job)).json["changed"] == 1


def test_nobody_is_withdrawn_while_rows_of_the_file_were_not_read(served: Served) -> None:
    rows_ = [[*HEADER, "Ghi chú"], [1, "Võ Tám", "", UNIT, GROUP, "dài " * 200]]
    job = bring(served, xlsx([*rows_, [2, "An Bình", "", UNIT, GROUP, ""]]))
    before = how_many(served)

    refused = confirm(served, job, withdraw_missing=True)

    assert code(refused) == (409, "list_not_all_read")
    assert "chưa thể rút ai" in page(served, job)
    assert how_many(served) == before
    assert confirm(served, job).json["added"] == 1


def test_whom_the_file_does_not_name_can_be_withdrawn(served: Served) -> None:
    before = how_many(served)

    done = confirm(served, bring(served, a_list("Võ Tám")), withdraw_missing=True)

    assert done.json["withdrawn"] == before


def test_each_section_has_its_page_and_an_empty_one_gives_way(served: Served) -> None:
    job = bring(served, a_list(*(f"Võ Văn {n}" for n in range(150))))

    assert "2/2" in page(served, job, "?show=new&page=2")
    assert "2/2" in page(served, job, "?show=new&page=99")
    assert "sẽ được thêm" in page(served, job, "?show=changed")
    assert "sẽ được thêm" in page(served, job, "?show=nothing-like-it&page=x")
    assert "Mặc định được giữ nguyên" in page(served, job, "?show=missing")


def test_a_page_of_ten_thousand_rows_stays_light(served: Served) -> None:
    job = bring(served, a_list(*(f"Võ Văn {n}" for n in range(10_000))))

    shown = page(served, job)

    assert len(shown) < 150_000
    assert "1/100" in shown


def test_what_is_said_of_a_cell_is_in_the_language_of_the_page(served: Served) -> None:
    data = xlsx([[*HEADER, "SĐT", "Món ăn"], [1, "Võ Tám", "", UNIT, GROUP, "12%", "chay"]])
    job = bring(served, data)

    shown = page(served, job, "?show=warning")

    assert "12%" in shown
    assert "F2" in shown
    assert "Món ăn" in page(served, job, "?show=notice")


def test_words_of_a_file_are_never_markup(served: Served) -> None:
    job = bring(served, a_list("<b>Võ</b> Tám", unit="<script>x</script>", group="<i>x</i>"))

    shown = page(served, job)

    assert "<b>Võ" not in shown
    assert "<script>x" not in shown
    assert "<i>x" not in shown


def test_a_legacy_font_is_shown_with_samples(served: Served) -> None:
    import io

    from openpyxl import load_workbook
    from openpyxl.styles import Font

    book = load_workbook(io.BytesIO(a_list("NguyÔn V¨n Tïng")))
    book.active["B2"].font = Font(name=".VnTime")
    target = io.BytesIO()
    book.save(target)

    shown = page(served, bring(served, target.getvalue()))

    assert "NguyÔn V¨n Tïng" in shown
    assert "Nguyễn Văn Tùng" in shown
    assert "TCVN3" in shown


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", (409, "file_missing")),
        (b"x" * (LARGEST_FILE + 1), (413, "list_too_large_to_send")),
    ],
)
def test_a_file_that_is_no_file_is_refused_at_once(
    served: Served, data: bytes, refusal: tuple[int, str]
) -> None:
    answer = send(served, data)

    assert code(answer) == refusal
    assert "Vui lòng" in answer.json["error"]["sentence"]


def test_a_file_without_a_name_has_one(served: Served) -> None:
    job = send(served, a_list("Võ Tám"), "")

    assert served.server.jobs.wait(job.json["id"]).params["file_name"] == "danh-sach"


@pytest.mark.parametrize(
    "body",
    [
        {"columns": {"Danh sách": {"C": "password"}}},
        {"people": {"Danh sách!2": "everybody"}},
        {"groups": {"x": "y" * 301}},
        {"convert": "rot13"},
        {"rest": "leave"},
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(served: Served, body: Any) -> None:
    job = bring(served, a_list("Võ Tám"))

    answer = served.client("admin").post(f"/admin/import/{job.id}/again", json=body)

    assert code(answer) == (422, "bad_request")


def test_only_a_preview_of_this_conference_can_be_shown_or_written(served: Served) -> None:
    client = served.client("admin")
    other = client.post("/admin/papers", json={"paper": "quotas", "format": "csv"}).json["id"]
    served.server.jobs.wait(other)

    for job_id in (other, "0" * 32):
        assert client.get(f"/admin/import/{job_id}").status_code == 404
        assert client.post(f"/admin/import/{job_id}/confirm", json={}).status_code == 404
        assert client.post(f"/admin/import/{job_id}/again", json={}).status_code == 404


def test_a_preview_of_another_conference_is_not_written_into_this_one(
    served: Served, monkeypatch
) -> None:
    job = bring(served, a_list("Võ Tám"))
    monkeypatch.setattr(served.server.jobs, "_url", lambda: "sqlite:///another.db")

    assert code(confirm(served, job)) == (409, "other_conferences_job")


def test_a_preview_that_is_gone_says_so(served: Served) -> None:
    job = bring(served, a_list("Võ Tám"))
    folder = served.server.jobs.folder(job.id)
    (folder / INCOMING).unlink()
    assert code(confirm(served, job)) == (409, "preview_gone")
    (folder / "brought").unlink()

    answer = served.client("admin").post(f"/admin/import/{job.id}/again", json={})

    assert code(answer) == (409, "preview_gone")


def test_a_file_that_could_not_be_read_has_no_preview(served: Served) -> None:
    job = send(served, b"%PDF-1.7")
    ended = served.server.jobs.wait(job.json["id"])
    client = served.client("admin")

    assert ended.fault is not None
    assert "không phải bảng tính" in client.get(f"/admin/jobs/{ended.id}").json["fault"]["sentence"]
    assert client.get(f"/admin/import/{ended.id}").location == "/admin/import/"
    assert code(confirm(served, ended)) == (409, "preview_gone")


@pytest.mark.parametrize("role", ["reception", "stage", "print", None])
def test_only_the_office_brings_files(served: Served, role: str | None) -> None:
    answer = served.client(role).post("/admin/import/", data=b"x")

    assert answer.status_code in {401, 403}


def test_every_column_of_a_file_and_of_the_list_has_a_name() -> None:
    assert {one.value for one in Field} == set(FIELD_NAMES)
    assert {"full_name", "unit", "group", *PLAIN_COLUMNS} - set(COLUMN_NAMES) == {"named"}


def test_what_is_not_said_in_a_correction_stays() -> None:
    before = {
        "file_name": "a", "columns": {"A": {"B": "unit"}}, "sheets": ["A"], "people": {"A!1": "7"},
    }  # fmt: skip

    assert CorrectionBody().on_top_of(before) == before
    said = CorrectionBody(columns={"A": {"C": "note"}}, people={"A!2": "8"}, sheets=[])
    assert said.on_top_of(before) == {
        "file_name": "a",
        "columns": {"A": {"B": "unit", "C": "note"}},
        "sheets": [],
        "people": {"A!1": "7", "A!2": "8"},
    }
