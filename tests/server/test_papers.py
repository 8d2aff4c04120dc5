"""Papers of the office: each is made by a job beside the server, in each format it can have."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from admin.papers import FORMATS, PaperBody
from conference.agenda import AgendaItem
from conference.clock import to_ms
from conference.delegates import (
    Delegate,
    Duty,
    Reply,
    change_delegate,
    give_duty,
    lock_list,
    note_reply,
)
from conference.identity import the_conference
from conference.refusals import NotFound
from server.work import papers
from server.work.job import ASKED, Job
from tests.factories import AT, BY, new_id
from tests.server.conftest import Served

PNG = b"\x89PNG\r\n"


def make(served: Served, paper: str, form: str, **wish: Any) -> bytes:
    """Make a paper as its job does, without the process around it; give its bytes."""
    body = PaperBody.model_validate({"paper": paper, "format": form, **wish})
    folder = served.folder.path / f"paper-{new_id()}"
    folder.mkdir()
    url = served.db.url
    assert url is not None
    asked = {
        "kind": "papers",
        "params": body.model_dump() | {"at_ms": to_ms(served.clock())},
        "database_url": url.render_as_string(hide_password=False),
    }
    (folder / ASKED).write_text(json.dumps(asked), encoding="utf-8")
    return (folder / papers.run(Job(folder))).read_bytes()


def sheet_rows(content: bytes) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [[str(cell) for cell in row if cell is not None] for row in sheet.values]


def word_rows(content: bytes) -> list[list[str]]:
    tables = Document(io.BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def change(served: Served, delegate_id: int, **words: str) -> None:
    served.db.write(lambda s: change_delegate(s, delegate_id, words, at=AT, by=BY))


def test_a_paper_is_made_beside_the_server_and_fetched_from_it(served: Served) -> None:
    client = served.client("admin")

    job = client.post("/admin/papers", json={"paper": "quotas", "format": "csv"}).json
    ended = served.server.jobs.wait(job["id"])
    answer = client.get(f"/admin/jobs/{job['id']}/file", buffered=True)

    assert ended.state == "done", ended.fault
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "bang-phan-bo.csv" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("paper", "form"), [(paper, form) for paper, forms in FORMATS.items() for form in forms]
)
def test_every_paper_is_made_in_every_format_it_has(served: Served, paper: str, form: str) -> None:
    served.db.write(lambda s: lock_list(s, by_name="Nguyễn Thị Miền", at=AT, by=BY))

    content = make(served, paper, form, number=1)

    beginning = {"pdf": b"%PDF", "png": PNG, "docx": b"PK", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}
    assert content.startswith(beginning[form])


def test_a_view_of_the_list_has_its_rows_and_no_telephone_unless_it_is_asked_for(
    served: Served,
) -> None:
    change(served, 7, phone="0912345678", email="mot@haiphong.gov.vn")
    with served.db.reading() as session:
        unit_id, unit = (row := session.get_one(Delegate, 7)).unit_id, row.unit.name

    plain = make(served, "delegates", "csv", filters={"unit": str(unit_id)}).decode("utf-8-sig")
    whole = make(served, "delegates", "csv", contacts=True).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(plain)))
    assert rows
    assert {row["Đơn vị công tác"] for row in rows} == {unit}
    assert "0912345678" not in plain
    assert "mot@haiphong.gov.vn" not in plain
    assert "0912345678" in whole
    assert "mot@haiphong.gov.vn" in whole
    assert len(list(csv.DictReader(io.StringIO(whole)))) == 150


def test_a_name_that_looks_like_a_formula_computes_nothing(served: Served) -> None:
    change(served, 7, position='=HYPERLINK("http://example.test","x")')

    text = make(served, "delegates", "csv").decode("utf-8-sig")

    positions = {row["Chức vụ"] for row in csv.DictReader(io.StringIO(text))}
    assert not [one for one in positions if one.startswith("=")]
    assert [one for one in positions if one.startswith("'=HYPERLINK")]


def test_the_sheet_to_sign_names_everybody_below_the_heading_of_the_group(served: Served) -> None:
    rows = word_rows(make(served, "signature", "docx", by="group", purpose="gifts"))
    by_unit = word_rows(make(served, "signature", "docx", by="unit"))

    people = [row for row in rows if row[0].isdecimal()]
    assert len(people) == 150
    assert [row for row in rows if len(set(row)) == 1 and row[0]]
    assert sum(len(set(row)) == 1 for row in by_unit) > sum(len(set(row)) == 1 for row in rows)


def test_a_locked_version_is_printed_as_it_was_locked(served: Served) -> None:
    served.db.write(lambda s: lock_list(s, by_name="Nguyễn Thị Miền", at=AT, by=BY))
    change(served, 7, full_name="Phạm Thị Tên Mới")

    rows = word_rows(make(served, "list_version", "docx", number=1))

    assert not [row for row in rows if "Phạm Thị Tên Mới" in row]


def test_a_version_that_was_never_locked_is_refused(served: Served) -> None:
    with pytest.raises(NotFound):
        make(served, "list_version", "docx", number=9)


def test_whoever_matters_and_has_not_confirmed_is_on_the_list_to_telephone(served: Served) -> None:
    chair, guest = 140, 141
    change(served, chair, phone="0903111222")
    served.db.write(lambda s: give_duty(s, chair, Duty.CHAIR, at=AT, by=BY))
    served.db.write(lambda s: give_duty(s, guest, Duty.SECRETARY, at=AT, by=BY))
    served.db.write(lambda s: note_reply(s, guest, reply=Reply.CONFIRMED, at=AT, by=BY))
    with served.db.reading() as session:
        chair_name = session.get_one(Delegate, chair).full_name
        guest_name = session.get_one(Delegate, guest).full_name

    rows = sheet_rows(make(served, "phone_list", "xlsx"))

    (called,) = [row for row in rows if chair_name in row]
    assert "0903111222" in called
    assert any("Chủ trì" in cell for cell in called)
    assert not [row for row in rows if guest_name in row]
    assert ["I. Người nhận khen thưởng"] in rows


def test_a_performer_is_called_by_name_and_who_is_not_listed_stands_below(served: Served) -> None:
    change(served, 150, full_name="H'Hen Niê Kđăm", phone="0987000111")

    def perform(session: Any) -> None:
        first, second = session.query(AgendaItem).order_by(AgendaItem.ordinal).limit(2)
        first.performer = "Đồng chí H'Hen Niê Kđăm, đơn vị cơ sở"
        second.performer = "Đội văn nghệ Trường Sa"

    served.db.write(perform)

    rows = sheet_rows(make(served, "phone_list", "xlsx"))

    assert [row for row in rows if "H'Hen Niê Kđăm" in row and "0987000111" in row]
    assert [row for row in rows if "Đội văn nghệ Trường Sa" in row]
    assert not [row for row in rows if "Đồng chí H'Hen Niê Kđăm, đơn vị cơ sở" in row]


def test_the_register_has_a_line_for_each_hand_that_took_invitations(served: Served) -> None:
    with served.db.reading() as session:
        unit_id, unit = (row := session.get_one(Delegate, 7)).unit_id, row.unit.name
    sent = {"unit_id": unit_id, "on": "2026-11-18", "sent_by": "Văn thư", "receiver": "Bà Lan"}
    assert served.client("admin").post("/admin/invitations/sent", json=sent).status_code == 200

    rows = sheet_rows(make(served, "issue_register", "xlsx"))

    (line,) = [row for row in rows if unit in row]
    assert {"Bà Lan", "18/11/2026", "Văn thư"} <= set(line)


def test_labels_stand_for_units_or_for_people(served: Served) -> None:
    units = PdfReader(io.BytesIO(make(served, "labels", "pdf", by="unit")))
    people = PdfReader(io.BytesIO(make(served, "labels", "pdf", by="delegate", sheet="3x8")))

    assert "giấy mời" in units.pages[0].extract_text()
    assert len(people.pages) == 7
    assert "Số thẻ" in people.pages[0].extract_text()


def test_a_rehearsals_papers_say_so(served: Served) -> None:
    def rehearse(session: Any) -> None:
        the_conference(session).rehearsal = True

    served.db.write(rehearse)

    rows = sheet_rows(make(served, "quotas", "xlsx"))

    assert any("CHẠY THỬ" in cell for row in rows for cell in row)


def test_a_format_that_a_paper_has_not_is_refused(served: Served) -> None:
    answer = served.client("admin").post(
        "/admin/papers", json={"paper": "labels", "format": "xlsx"}
    )

    assert answer.json["error"]["code"] == "paper_unknown"


@pytest.mark.parametrize("role", ["reception", "vip_reception", "stage", None])
def test_papers_are_made_for_the_office_alone(served: Served, role: str | None) -> None:
    answer = served.client(role).post(
        "/admin/papers", json={"paper": "phone_list", "format": "xlsx"}
    )

    assert answer.status_code in {401, 403}
