"""Invitations as files: made beside the server, stopped, taken up again, old once words change."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from admin.invitations import KINDS
from conference.clock import hall_moment
from conference.delegates import (
    Delegate,
    card_of,
    change_delegate,
    note_sent,
    reissue_code,
    withdraw_delegates,
)
from conference.identity import describe_conference, the_conference
from server.invitation_words import invitation_words, sample_words
from server.work import invitations
from server.work.invitations import NobodyInvited
from server.work.job import ASKED, CANCEL, Job, JobCancelled
from tests.factories import AT, BY, DAY, new_id
from tests.server.conftest import HTML, Served

SENT = {"sent_by": "Văn thư", "on": AT, "at": AT, "by": BY}


class PowerCutError(Exception):
    """The machine went off."""


class CountedJob(Job):
    """A job that is stopped, or goes off, once it has told of so many."""

    def __init__(self, folder: Path, *, stop_at: int | None = None, off_at: int | None = None):
        super().__init__(folder)
        self.told: list[tuple[int, int]] = []
        self._stop_at, self._off_at = stop_at, off_at

    def progress(self, done: int, total: int) -> None:
        self.told.append((done, total))
        if self._off_at is not None and done >= self._off_at:
            raise PowerCutError
        if self._stop_at is not None and done >= self._stop_at:
            (self.folder / CANCEL).touch()
        super().progress(done, total)


def ask(served: Served, kind: str = "invitations", **params: Any) -> Path:
    """Give the folder of a job that nobody has begun."""
    folder = served.folder.path / f"job-{new_id()}"
    folder.mkdir()
    url = served.db.url
    assert url is not None
    asked = {"kind": kind, "params": params, "database_url": str(url)}
    (folder / ASKED).write_text(json.dumps(asked), encoding="utf-8")
    return folder


def pages(folder: Path, name: str) -> list[str]:
    return [page.extract_text() for page in PdfReader(folder / name).pages]


def parts(folder: Path) -> dict[str, tuple[int, bytes]]:
    found = folder.rglob("part-*")
    return {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in found}


def start(served: Served, **body: Any) -> Any:
    return served.client("admin").post("/admin/invitations/documents", json=body).json


def test_all_invitations_are_one_pdf_that_the_office_fetches(served: Served) -> None:
    job = start(served, kind="invitations", layout="four")
    ended = served.server.jobs.wait(job["id"])
    content = served.client("admin").get(f"/admin/jobs/{job['id']}/file", buffered=True).data

    assert ended.state == "done", ended.fault
    assert len(PdfReader(io.BytesIO(content)).pages) == 38


@pytest.mark.parametrize("kind", KINDS)
def test_a_cancelled_job_goes_on_from_its_parts_and_writes_none_twice(
    served: Served, kind: str
) -> None:
    folder = ask(served, kind, layout="single")
    stopped = CountedJob(folder, stop_at=50)

    with pytest.raises(JobCancelled):
        invitations.run(stopped)
    kept = parts(folder)
    (folder / CANCEL).unlink()
    resumed = CountedJob(folder)
    seen: dict[str, tuple[int, bytes]] = {}
    told = resumed.progress

    def look(done: int, total: int) -> None:
        seen.update(parts(folder))
        told(done, total)

    resumed.progress = look  # type: ignore[method-assign]
    name = invitations.run(resumed)

    assert kept
    assert len(kept) < len(seen)
    assert {part: seen[part] for part in kept} == kept
    assert resumed.told[-1] == (150, 150)
    if kind == "invitations":
        assert len(pages(folder, name)) == 150
    else:
        assert len(zipfile.ZipFile(folder / name).namelist()) == 150


def test_a_machine_that_went_off_loses_no_more_than_a_part(served: Served) -> None:
    folder = ask(served, layout="single")

    with pytest.raises(PowerCutError):
        invitations.run(CountedJob(folder, off_at=100))
    kept = parts(folder)
    name = invitations.run(Job(folder))

    assert kept
    assert len(pages(folder, name)) == 150


def test_the_real_process_is_cancelled_in_the_middle_and_goes_on(served: Served) -> None:
    jobs = served.server.jobs
    job_id = start(served, kind="pictures")["id"]
    client = served.client("admin")

    client.post(f"/admin/jobs/{job_id}/cancel", json={})
    cancelled = jobs.wait(job_id)
    client.post(f"/admin/jobs/{job_id}/resume", json={})
    ended = jobs.wait(job_id)

    assert cancelled.state == "cancelled"
    assert ended.state == "done", ended.fault
    assert len(zipfile.ZipFile(jobs.folder(job_id) / ended.file_name).namelist()) == 150


def test_only_those_that_have_not_gone_out_are_made(served: Served) -> None:
    served.db.write(lambda s: note_sent(s, range(1, 141), **SENT))
    folder = ask(served, layout="single", filters={"issued": "no"})

    assert len(pages(folder, invitations.run(Job(folder)))) == 10


def test_only_those_that_were_picked_are_made(served: Served) -> None:
    folder = ask(served, layout="single", delegate_ids=[3, 5])

    assert len(pages(folder, invitations.run(Job(folder)))) == 2


def test_whoever_was_withdrawn_gets_no_invitation(served: Served) -> None:
    served.db.write(lambda s: withdraw_delegates(s, [3], reason="Chuyển công tác", at=AT, by=BY))
    folder = ask(served, layout="single", delegate_ids=[3, 5])

    assert len(pages(folder, invitations.run(Job(folder)))) == 1


def test_nobody_to_invite_is_said_and_makes_no_empty_file(served: Served) -> None:
    folder = ask(served, filters={"q": "khong co ai ten nay"})

    with pytest.raises(NobodyInvited):
        invitations.run(Job(folder))

    assert [file.name for file in folder.iterdir()] == [ASKED]


def test_pictures_are_named_by_card_and_delegate(served: Served) -> None:
    folder = ask(served, "pictures", delegate_ids=[3])
    with served.db.reading() as session:
        row = session.get_one(Delegate, 3)
        expected = f"{row.card_number} - {row.full_name}.png"

    with zipfile.ZipFile(folder / invitations.run(Job(folder))) as found:
        (name,) = found.namelist()
        picture = Image.open(io.BytesIO(found.read(name)))

    assert name == expected
    assert picture.width >= 1240


def test_the_words_of_the_office_stand_on_the_invitation(served: Served) -> None:
    words = {
        "presided_by": "Đồng chí Lê Văn Kiên, Phó Giám đốc Sở",
        "invitation_notes": ["Đề nghị có mặt trước 15 phút."],
        "signer_office": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
        "signer_name": "Lê Văn Kiên",
    }
    served.client("admin").post("/admin/invitations/words", json=words)

    with served.db.reading() as session:
        (one,) = invitation_words(session, [3])

    assert one.chair == "Đồng chí Lê Văn Kiên, Phó Giám đốc Sở"
    assert one.notes == ("Đề nghị có mặt trước 15 phút.",)
    assert one.signer is not None
    assert (one.signer.office, one.signer.name) == ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Lê Văn Kiên")


def test_a_seat_without_a_name_is_addressed_as_nobody(served: Served) -> None:
    def unname(session: Any) -> None:
        session.get_one(Delegate, 3).named = False
        session.get_one(Delegate, 4).honorific = "TS."
        session.get_one(Delegate, 5).honorific = "Đ/c"

    served.db.write(unname)

    with served.db.reading() as session:
        unnamed, doctor, comrade = invitation_words(session, [3, 4, 5])
        names = [session.get_one(Delegate, nth).full_name for nth in (3, 4, 5)]

    assert unnamed.address == ""
    assert [unnamed.name, doctor.name, comrade.name] == [names[0], f"TS. {names[1]}", names[2]]


def test_the_preview_of_somebody_without_a_code_carries_one_that_opens_nothing(
    served: Served,
) -> None:
    with served.db.reading() as session:
        words = sample_words(session, card_of(session.get_one(Delegate, 3)))

    answer = served.scan(words.code)

    assert answer.json["verdict"] == "refused"


def change_seat_words(session: Any) -> None:
    change_delegate(session, 3, {"position": "Trưởng phòng mới"}, at=AT, by=BY)


def reissue(session: Any) -> None:
    reissue_code(session, 3, at=AT, by=BY)


def describe(session: Any) -> None:
    describe_conference(session, {"presided_by": "Giám đốc Sở"}, at=AT, by=BY)


@pytest.mark.parametrize("change", [change_seat_words, reissue, describe])
def test_a_file_is_old_once_codes_or_words_have_changed(served: Served, change: Any) -> None:
    jobs, client = served.server.jobs, served.client("admin")
    jobs.wait(start(served, kind="invitations", delegate_ids=[3])["id"])
    fresh = client.get("/admin/invitations", headers=HTML).text
    served.db.write(lambda s: note_sent(s, [3], **SENT))
    sent = client.get("/admin/invitations", headers=HTML).text

    served.db.write(change)
    old = client.get("/admin/invitations", headers=HTML).text

    assert 'data-old="true"' not in fresh
    assert 'data-old="true"' not in sent
    assert 'data-old="true"' in old


def test_a_rehearsals_invitations_say_so_and_a_second_sitting_has_its_hour(served: Served) -> None:
    def change(session: Any) -> None:
        conference = the_conference(session)
        conference.rehearsal = True
        conference.sittings[0].starts_at = hall_moment(DAY, AT.time())

    served.db.write(change)

    with served.db.reading() as session:
        (one,) = invitation_words(session, [3])

    assert one.rehearsal
    assert "ngày 20 tháng 11 năm 2026" in one.time
