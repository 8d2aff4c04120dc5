"""/admin/report: planned beside actual, its papers, and what a rehearsal measured."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.programme_import import brought
from conference import cue_sheet, performers
from conference.agenda import (
    AgendaItem,
    Editor,
    Fate,
    Manner,
    PartKind,
    Phase,
    change_item,
    compare_programme,
    rundown,
    rundown_revision,
    words_of,
)
from conference.attendance import Attendance
from conference.awards import AwardBlock, all_blocks
from conference.clock import to_ms
from conference.cue_sheet import CueKind, CueWords
from conference.delegates import Delegate
from conference.identity import Sitting
from conference.standing_in import PlaceFate, decide_place
from printers.artwork.text import tidy
from seed.lists.programme import read_programme
from server.work.job import ASKED, Job
from server.work.minutes_draft import OPEN, minutes_draft
from server.work.run_papers import run
from server.work.run_sheets import ROLE_NAMES, run_sheet
from server.work.run_tables import report_table
from tests.factories import AT, BY, all_rows, award_cue, cue, new_id
from tests.server.conftest import HTML, Served

PAGE = "/admin/report"


@pytest.fixture
def items(served: Served) -> list[AgendaItem]:
    with served.db.reading() as session:
        return rundown(session).items


def made(served: Served, paper: str, form: str, **more: Any) -> tuple[str, bytes]:
    """Make a paper as the job's own process does, without the process; give its name and bytes."""
    folder = served.folder.path / f"{paper}-{form}-{new_id()}"
    folder.mkdir()
    params = {"paper": paper, "format": form, "at_ms": to_ms(AT), **more}
    asked = {"kind": "run_papers", "params": params, "database_url": str(served.db.url)}
    (folder / ASKED).write_text(json.dumps(asked), encoding="utf-8")
    name = run(Job(folder))
    return name, (folder / name).read_bytes()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", tidy(text))


def pdf_words(data: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def play(served: Served, items: list[AgendaItem]) -> None:
    """Begin four minutes late, hold once, leave one part and one item out, end two items."""
    start = items[0].planned_start or AT

    def at(minute: int) -> Any:
        return start + dt.timedelta(minutes=minute)

    entry = items[0].entries[0].id
    cue(served.db, "start", at=at(4))
    cue(served.db, "skip", item_id=items[0].id, part=(PartKind.ENTRY, entry), reason="Ốm", at=at(5))
    cue(served.db, "hold", at=at(6), reason="Mất điện")
    cue(served.db, "resume", at=at(8))
    cue(served.db, "next", at=at(20))
    cue(served.db, "skip", item_id=items[6].id, reason="Hết giờ", agreed_by="Chủ tọa", at=at(21))
    cue(served.db, "finish", at=at(25))


def test_the_page_compares_and_draws(served: Served, items: list[AgendaItem]) -> None:
    before = served.client("stage").get(PAGE, headers=HTML).text
    play(served, items)

    page = served.client("stage").get(PAGE, headers=HTML).text

    assert 'data-role="chart"' not in before
    assert len(re.findall('data-role="drift"', page)) == 4
    assert 'data-late="4.0"' in page
    assert "Hết giờ" in page
    assert "Chủ tọa" in page
    assert all(one.title in tidy(page) for one in items)


def test_a_pause_is_no_reason_why_an_item_ended_and_no_time_is_zero(
    served: Served, items: list[AgendaItem]
) -> None:
    cue(served.db, "start", at=AT)
    cue(served.db, "hold", at=AT, reason="Mất điện sân khấu")
    cue(served.db, "resume", at=AT + dt.timedelta(minutes=2))
    cue(served.db, "next", item_id=items[1].id, at=AT + dt.timedelta(minutes=2))

    page = tidy(served.client("stage").get(PAGE, headers=HTML).text)

    assert "Đã xong. Tạm dừng: Mất điện sân khấu" in page
    row = page[page.index('<tr data-state="done">') :].split("</tr>")[0]
    numbers = re.findall('<td class="number">(.*?)</td>', row)
    assert [re.sub("<.*?>", "", one) for one in numbers][1] == "0"


def test_a_sitting_that_nobody_knows_is_the_one_of_the_moment(served: Served) -> None:
    for asked in ("99", "x"):
        assert served.client("admin").get(f"{PAGE}?sitting={asked}").status_code == 200


@pytest.mark.parametrize(
    "role", ["everybody", "mc", "control", "backstage", "technician", "photographer"]
)
def test_every_title_stands_on_the_run_sheet(
    served: Served, items: list[AgendaItem], role: str
) -> None:
    if role == "control":
        play(served, items)

    name, data = made(served, "run_sheet", "pdf", role=role)

    words = pdf_words(data)
    titles = [one.title for item in items for one in (item, *item.steps, *item.entries)]
    assert [one for one in titles if squeezed(one) not in words] == []
    revision = re.search(r"Bản(\d+),13h42", words)
    assert revision is not None
    assert f"-ban-{revision[1]}-13h42.pdf" in name
    assert ("Thựctế,dựkiến" in words) is (role == "control")
    pages = PdfReader(io.BytesIO(data)).pages
    assert all("Ghichép" in squeezed(page.extract_text()) for page in pages[:-1])


def test_notes_are_those_of_the_role(served: Served, items: list[AgendaItem]) -> None:
    first = items[0]
    part = (PartKind.ENTRY, first.entries[0].id)

    def prepare(session: Session) -> None:
        row = session.get_one(AgendaItem, first.id)
        row.hard_start = row.protected = row.optional = row.vote = True
        row.manner, row.cue_note = Manner.ANTHEM, "Ghi chú của kế hoạch"
        who = session.scalars(select(Delegate.id).limit(1)).one()
        performers.link_performer(
            session, item_id=first.id, delegate_id=who, part=part, at=AT, by=BY
        )
        for kind, length in ((CueKind.SOUND, 65), (CueKind.SETTING, None)):
            words = CueWords(kind, f"Việc {kind}", "nhac.mp3" if length else "", length, None)
            cue_sheet.add_cue(session, first.id, words, at=AT, by=BY)

    served.db.write(prepare)
    with served.db.reading() as session:
        tables = {role: run_sheet(session, role, AT) for role in ROLE_NAMES}
        name = session.scalars(select(Delegate.full_name).limit(1)).one()

    words = {role: str([*table.rows]) for role, table in tables.items()}
    assert "Đúng giờ bắt đầu; Không được cắt; Có thể bỏ khi thiếu giờ; Biểu quyết" in words["mc"]
    assert "Quốc ca" in words["everybody"]
    assert "Âm thanh: Việc sound (nhac.mp3) 1:05" in words["technician"]
    assert "Việc setting" not in words["technician"]
    assert "Khánh tiết: Việc setting" in words["backstage"]
    assert "Ghi chú của kế hoạch" not in words["technician"]
    assert "Ghi chú của kế hoạch" in words["mc"]
    assert name in words["photographer"]
    assert name not in words["technician"]
    assert re.search(r"\d\d lượt \(.*cá nhân\)", words["photographer"])


@pytest.mark.parametrize(("where", "told"), [("played", 1), ("nowhere", 1), ("before", 0)])
def test_awards_are_told_once_where_they_were_presented(
    served: Served, items: list[AgendaItem], where: str, told: int
) -> None:
    def place(session: Session) -> int:
        block = all_blocks(session)[0]
        block.item_id = items[0].id if where == "played" else None
        return block.batches[0].id

    batch = served.db.write(place)
    cue(served.db, "start", at=AT)
    moment = AT - dt.timedelta(hours=1) if where == "before" else AT
    for command in ("call", "on_stage", "done"):
        award_cue(served.db, command, batch, at=moment)

    with served.db.reading() as session:
        draft = minutes_draft(session, items[0].sitting_id, AT)

    assert sum("lượt)" in one for one in draft.paragraphs) == told
    # Nobody was seen at the door: who received is for the secretary to say.
    unseen = [one for one in draft.paragraphs if "Không có ghi nhận có mặt: Lượt 1/" in one]
    assert len(unseen) == told
    assert all(f"cho {OPEN}" in one and one.endswith(f"đã nhận: {OPEN}") for one in unseen)


def test_a_report_says_no_hour_that_nobody_gave(served: Served, items: list[AgendaItem]) -> None:
    def forget(session: Session) -> None:
        for row in session.scalars(select(AgendaItem)):
            row.planned_start = row.planned_end = None

    served.db.write(forget)
    sitting = items[0].sitting_id
    with served.db.reading() as session:
        untimed = report_table(session, sitting, AT)
    cue(served.db, "start", item_id=items[-1].id, at=AT)
    cue(served.db, "finish", at=AT)
    with served.db.reading() as session:
        played = report_table(session, sitting, AT)

    assert untimed.note == ""
    assert played.note == "Thực tế: 13h42-13h42."


def test_a_report_of_a_whole_sitting_says_how_late_it_ended(
    served: Served, items: list[AgendaItem]
) -> None:
    end = items[-1].planned_end
    assert end is not None
    cue(served.db, "start", item_id=items[-1].id, at=end)
    cue(served.db, "finish", at=end + dt.timedelta(minutes=2, seconds=30))

    with served.db.reading() as session:
        report = report_table(session, items[0].sitting_id, AT)

    assert "Kết thúc lệch kế hoạch +2,5 phút." in report.note


def test_an_unfinished_sitting_leaves_dots_in_its_draft(
    served: Served, items: list[AgendaItem]
) -> None:
    cue(served.db, "hold", at=AT, reason="Chờ khách")
    sitting = items[0].sitting_id
    with served.db.reading() as session:
        nothing = minutes_draft(session, sitting, AT)
    entry = items[0].entries[0].id
    cue(served.db, "start", at=AT)
    cue(served.db, "part", part=(PartKind.ENTRY, entry), at=AT)
    with served.db.reading() as session:
        later = items[6]
        editor = Editor(seen_revision=rundown_revision(session), at=AT, by=BY, by_name="Bà Sửa")
    words = replace(words_of(later), title="Tên mới")
    served.db.write(lambda s: change_item(s, later.id, words, editor=editor))

    with served.db.reading() as session:
        begun = minutes_draft(session, sitting, AT)
        report = report_table(session, sitting, AT)

    assert nothing.paragraphs[0] == f"Thời gian bắt đầu: {OPEN}"
    assert nothing.paragraphs[-1] == f"Hội nghị kết thúc vào {OPEN}./."
    assert "Giữ giờ bắt đầu, lý do: Chờ khách." in begun.paragraphs
    assert f"Kết thúc nội dung này lúc: {OPEN}" in begun.paragraphs
    assert "13 giờ 42 phút: Bà Sửa sửa nội dung “Tên mới”." in begun.paragraphs
    assert any(f"{items[0].entries[0].title}" in one for one in begun.paragraphs)
    assert "Giữ giờ bắt đầu: Chờ khách." in report.note
    assert "Số lần sửa chương trình khi đang diễn ra: 1." in report.note
    assert "Kết thúc lệch" not in report.note


def test_a_held_start_is_called_late_only_where_it_was(
    served: Served, items: list[AgendaItem]
) -> None:
    planned = items[0].planned_start or AT
    cue(served.db, "hold", at=planned, reason="Chờ khách")
    cue(served.db, "start", at=planned + dt.timedelta(minutes=1))
    sitting = items[0].sitting_id

    with served.db.reading() as session:
        draft = minutes_draft(session, sitting, AT)
        report = report_table(session, sitting, AT)
    page = served.client("stage").get(PAGE, headers=HTML).text

    assert "Hội nghị bắt đầu chậm, lý do: Chờ khách." in draft.paragraphs
    assert "Chưa bắt đầu đúng giờ: Chờ khách." in report.note
    assert "Chưa bắt đầu đúng giờ:" in tidy(page)


def test_parts_and_batches_that_were_passed_over_are_named(
    served: Served, items: list[AgendaItem]
) -> None:
    def place(session: Session) -> int:
        block = all_blocks(session)[0]
        block.item_id = items[0].id
        return len(block.batches)

    count = served.db.write(place)
    cue(served.db, "start", at=AT)
    with served.db.reading() as session:
        running = "\n".join(minutes_draft(session, items[0].sitting_id, AT).paragraphs)
    cue(served.db, "next", at=AT)

    with served.db.reading() as session:
        told = "\n".join(minutes_draft(session, items[0].sitting_id, AT).paragraphs)
        rows = report_table(session, items[0].sitting_id, AT).rows

    title = tidy(items[0].entries[0].title)
    assert "Chưa trao" not in running
    assert f"{title}: không thực hiện." not in tidy(running)
    assert f"{title}: không thực hiện." in tidy(told)
    assert f"Lượt {count}/{count} (" in told
    assert "Không thực hiện" in [row[-1] for row in rows]


def test_the_export_is_read_again_as_the_same_programme(
    served: Served, items: list[AgendaItem], tmp_path: Path
) -> None:
    _, data = made(served, "programme", "csv")
    file = tmp_path / "chuong-trinh.csv"
    file.write_bytes(data)

    read = read_programme(file, file_name=file.name)

    assert data.startswith(b"\xef\xbb\xbf")
    header = next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert header[:4] == ["STT", "Thời gian", "Nội dung", "Thực hiện"]
    assert [tidy(one.title) for one in read.items] == [tidy(one.title) for one in items]
    assert [tidy(one.performer) for one in read.items] == [tidy(one.performer) for one in items]


def test_what_was_exported_of_two_sittings_is_of_each_its_own_when_it_comes_back(
    served: Served, items: list[AgendaItem], tmp_path: Path
) -> None:
    def add(session: Session) -> int:
        evening = Sitting(ordinal=2, name="Buổi tối", starts_at=AT, ends_at=AT)
        session.add(evening)
        session.flush()
        session.add(AgendaItem(sitting_id=evening.id, ordinal=90, number="1", title="Giao lưu"))
        return evening.id

    evening = served.db.write(add)
    _, data = made(served, "programme", "csv")
    file = tmp_path / "chuong-trinh.csv"
    file.write_bytes(data)
    names = [one.name for one in all_rows(served.db, Sitting)]

    fates = {}
    for sitting_id, name in zip((1, evening), names, strict=True):
        read = read_programme(file, file_name=file.name, sitting=name, sittings=names)
        words = json.loads(json.dumps(asdict(read), default=str))
        with served.db.reading() as session:
            lines = compare_programme(session, brought(words), sitting_id=sitting_id)
        fates[name] = ({one.fate for one in lines}, len(lines))

    assert fates == {names[0]: ({Fate.SAME}, len(items)), "Buổi tối": ({Fate.SAME}, 1)}


def test_the_workbook_says_what_was_played(served: Served, items: list[AgendaItem]) -> None:
    play(served, items)

    _, data = made(served, "programme", "xlsx")

    sheet = load_workbook(io.BytesIO(data)).active
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"Hết giờ", "Chủ tọa", "Đã xong", items[0].title} <= cells


def test_the_json_keeps_its_documented_shape(served: Served, items: list[AgendaItem]) -> None:
    play(served, items)

    _, data = made(served, "programme", "json")

    words = json.loads(data)
    assert (words["format"], words["version"]) == ("hoinghi-programme", 1)
    told = [one for sitting in words["sittings"] for one in sitting["items"]]
    assert [one["id"] for one in told] == [one.id for one in items]
    assert (told[0]["state"], told[0]["held_ms"]) == ("done", 120_000)
    assert (told[6]["skip_reason"], told[6]["skip_agreed_by"]) == ("Hết giờ", "Chủ tọa")
    assert told[0]["parts"][0]["state"] == "skipped"


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_the_report_names_every_item(served: Served, items: list[AgendaItem], form: str) -> None:
    play(served, items)

    _, data = made(served, "report", form, sitting_id=items[0].sitting_id)

    if form == "pdf":
        words = pdf_words(data)
    else:
        rows = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
        words = squeezed("".join(str(cell) for row in rows for cell in row))
    assert [one.title for one in items if squeezed(one.title) not in words] == []
    assert "Tạmdừng:Mấtđiện" in words
    assert "Bỏ:Hếtgiờ(Chủtọađồngý)" in words


def test_the_draft_tells_hours_names_reasons_and_awards(
    served: Served, items: list[AgendaItem]
) -> None:
    play(served, items)
    with served.db.reading() as session:
        block = all_blocks(session)[0]
        batch = block.batches[0]
        ids = [one.delegate_id for one in batch.recipients]
        absent, count, form = batch.recipients[0].name, len(ids) - 1, block.form
    came = [Attendance(delegate_id=one, sitting_id=1, first_at=AT) for one in ids[1:]]
    served.db.write(lambda session: session.add_all(came))
    for command in ("call", "on_stage", "done"):
        award_cue(served.db, command, batch.id)

    _, data = made(served, "minutes", "docx", sitting_id=items[0].sitting_id)
    _, text = made(served, "minutes", "txt", sitting_id=items[0].sitting_id)

    told = "\n".join(one.text for one in Document(io.BytesIO(data)).paragraphs)
    written = text.decode("utf-8-sig")
    for words in (told, written):
        assert re.search(rf"\d\d giờ \d\d phút: {re.escape(tidy(items[0].title))}", tidy(words))
        assert "lý do: Hết giờ; được sự đồng ý của Chủ tọa." in words
        assert "Tạm dừng trong nội dung này, lý do: Mất điện." in words
        assert "không thực hiện, lý do: Ốm." in words
        assert "BIÊN BẢN" in words
        assert re.search(rf"rao {form} cho {count:02} (tập thể|cá nhân).*\(1/\d lượt\)\.", words)
        assert f"Vắng, trao sau: {tidy(absent)}." in tidy(words)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in written


def test_the_draft_names_who_handed_over_for_whom(served: Served, items: list[AgendaItem]) -> None:
    with served.db.reading() as session:
        block = all_blocks(session)[0]
        absent, deputy = session.scalars(select(Delegate).order_by(Delegate.id).limit(2))

    def decide(session: Session) -> None:
        session.get_one(AwardBlock, block.id).presenter = f"Đ/c {absent.full_name}"
        session.flush()
        place, fate = f"presenter:{block.id}", PlaceFate.GIVE_TO
        decide_place(session, absent.id, place, fate=fate, substitute_id=deputy.id, at=AT, by=BY)

    served.db.write(decide)
    play(served, items)
    for command in ("call", "on_stage", "done"):
        award_cue(served.db, command, block.batches[0].id)

    with served.db.reading() as session:
        told = "\n".join(minutes_draft(session, items[0].sitting_id, AT).paragraphs)

    assert f"Thay mặt {absent.full_name}, {deputy.address} {deputy.full_name}" in told
    assert f"Đ/c {absent.full_name} trao" not in told


def test_while_the_second_start_is_held_the_sheet_goes_on_foreseeing(
    served: Served, items: list[AgendaItem]
) -> None:
    def another_sitting(session: Session) -> None:
        start = items[-1].planned_start or AT
        later = Sitting(ordinal=2, name="Tối", starts_at=start, ends_at=start)
        session.add(later)
        session.flush()
        session.get_one(AgendaItem, items[-1].id).sitting_id = later.id

    served.db.write(another_sitting)
    with served.db.reading() as session:
        before = run_sheet(session, "mc", AT)
    for command in ("start", "finish", "hold"):
        more = {"item_id": items[-2].id} if command == "start" else {}
        cue(served.db, command, reason="Chờ", at=AT, **more)

    with served.db.reading() as session:
        phase, sheet = rundown(session).phase, run_sheet(session, "mc", AT)

    assert phase is Phase.START_HELD
    assert "Thực tế, dự kiến" not in [one.title for one in before.columns]
    assert "Thực tế, dự kiến" in [one.title for one in sheet.columns]


def test_a_paper_is_made_beside_the_server_and_offered(served: Served) -> None:
    client = served.client("stage")
    wish = {"paper": "run_sheet", "format": "pdf", "role": "mc"}

    job = client.post(f"{PAGE}/files", json=wish).json
    assert served.server.jobs.wait(job["id"]).fault is None

    answer = client.get(f"{PAGE}/files/{job['id']}/file", buffered=True)
    name = answer.headers["Content-Disposition"]
    assert "chuong-trinh-chi-tiet-mc-ban-" in name
    assert answer.data.startswith(b"%PDF")
    assert f"/admin/report/files/{job['id']}/file" in client.get(PAGE, headers=HTML).text


def test_a_paper_that_does_not_exist_is_refused(served: Served) -> None:
    client = served.client("stage")
    wishes = (
        {"paper": "minutes", "format": "pdf", "sitting_id": 1},
        {"paper": "report", "format": "pdf"},
    )

    assert [client.post(f"{PAGE}/files", json=one).status_code for one in wishes] == [422, 422]
    unknown = {"paper": "report", "format": "pdf", "sitting_id": 99}
    assert client.post(f"{PAGE}/files", json=unknown).status_code == 404


def test_what_a_rehearsal_measured_is_taken_after_it_has_ended(
    served: Served, items: list[AgendaItem]
) -> None:
    client, admin = served.client("stage"), served.client("admin")
    early = client.post(f"{PAGE}/rehearsed", json={})
    film = CueWords(CueKind.VIDEO, "Mở phóng sự", "phim.mp4", 60)
    line = served.db.write(lambda s: cue_sheet.add_cue(s, items[0].id, film, at=AT, by=BY))
    admin.post("/admin/rehearsal", json={"command": "begin"})
    play(served, items)
    served.db.write(lambda s: cue_sheet.try_media(s, line, at=AT, by=BY, by_name="Nam"))
    during = client.post(f"{PAGE}/rehearsed", json={})
    hidden = client.get(PAGE, headers=HTML).text
    admin.post("/admin/rehearsal", json={"command": "end"})

    answer = client.post(f"{PAGE}/rehearsed", json={})

    assert early.json["error"]["code"] == "nothing_measured"
    assert during.json["error"]["code"] == "already_rehearsing"
    assert 'id="take-rehearsed"' not in hidden
    assert answer.json == {"done": True, "items": 2, "tried": 1}
    with served.db.reading() as session:
        tried = {one.id: one.tried_by for one in cue_sheet.cue_sheet(session)}
        assert tried[line] == "Nam"
    measured = [one.measured_s for one in all_rows(served.db, AgendaItem) if one.measured_s]
    assert measured == [14 * 60, 5 * 60]
    assert "Chạy\u00a0thử, phút" in client.get(PAGE, headers=HTML).text


def test_of_a_rehearsal_in_which_nothing_ended_there_is_nothing_to_take(served: Served) -> None:
    admin = served.client("admin")
    for command in ("begin", "end"):
        admin.post("/admin/rehearsal", json={"command": command})

    answer = admin.post(f"{PAGE}/rehearsed", json={})

    assert answer.json["error"]["code"] == "nothing_measured"
