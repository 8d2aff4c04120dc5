"""The paper list: written whole, every minute, by another process; a bad folder stops nothing."""

from __future__ import annotations

import datetime as dt
import errno
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from conference.attendance import ScanSource, enter_from_paper, leave
from conference.clock import to_ms
from conference.database import Database
from conference.identity import the_conference
from conference.readiness import Standing
from conference.refusals import Refusal
from printers.documents.parts import write_whole
from server.jobs import ChildJobs
from server.machine import look_at_paper
from server.paper_list import NOT_STARTED, SLOW, PaperList, PaperState
from server.work.paper_list import (
    PaperFolderClosed,
    PaperFolderFull,
    PaperFolderMissing,
    door_list,
    write_list,
)
from tests.factories import (
    AT,
    BY,
    SetClock,
    make_conference,
    make_database,
    make_delegates,
    make_station,
    new_id,
    scan,
)
from tests.server.conftest import Served
from tests.waiting import until

LATER = dt.timedelta(minutes=2)
WRITES = """
import pathlib, sys, time
from server.work.job import Job
job = Job(pathlib.Path(sys.argv[1]))
"""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = make_database(tmp_path)
    make_conference(opened)
    yield opened
    opened.close()


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def listing(
    tmp_path: Path, db: Database, clock: SetClock, usb: Path
) -> Iterator[Callable[..., PaperList]]:
    """A list whose process runs these lines instead, or the real one."""
    started: list[ChildJobs] = []

    def make(lines: str = "") -> PaperList:
        how = {"command": (sys.executable, "-c", WRITES + lines)} if lines else {}
        jobs = ChildJobs(tmp_path / "jobs", db, clock, **how)  # type: ignore[arg-type]
        started.append(jobs)
        return PaperList(jobs, clock, usb)

    yield make
    for jobs in started:
        jobs.stop()


def jobs_of(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "jobs").iterdir())


def finish(paper: PaperList) -> None:
    """Wait until the list that was begun is written or not, and see which."""
    paper._jobs.wait(paper._job_id)
    paper.round()


def written(db: Database, folder: Path, name: str = "list.pdf") -> list[str]:
    with db.reading() as session:
        shown = door_list(session, at_ms=to_ms(AT + LATER))
    write_list(folder, name, shown)
    return [page.extract_text() for page in PdfReader(folder / name).pages]


def test_it_says_who_is_here_and_since_when(db: Database, usb: Path) -> None:
    came, gone, absent = make_delegates(db, "Lê Lan", "Trần Bảo", "Phạm An", position="Chuyên viên")
    scan(db, came.code)
    scan(db, gone.code)
    db.write(lambda s: leave(s, gone.id, reason="Việc gấp", station_name="", at=AT, by=BY))

    (people,) = written(db, usb)

    assert absent.name in people
    assert "Chuyên viên, Văn phòng Sở" in people
    # Of Trần Bảo both hours, of Lê Lan one; above them the last scan of the machine.
    assert people.count("13h42") == 3 + 1
    assert people.count("ra 13h42") == 1


@pytest.mark.parametrize(("numbered", "place"), [(True, "A-07"), (False, "Khu A")])
def test_a_place_is_the_seat_where_seats_have_numbers_else_the_area(
    db: Database, usb: Path, *, numbered: bool, place: str
) -> None:
    make_delegates(db, "Lê Lan", seat="A-07", area="Khu A")
    db.write(lambda s: setattr(the_conference(s), "seats_numbered", numbered))

    (people,) = written(db, usb)

    assert {"A-07", "Khu A"} & set(people.splitlines()) == {place}


def test_the_list_begins_below_its_head_on_the_first_page(db: Database, usb: Path) -> None:
    make_delegates(db, count=120)

    first, *further = written(db, usb)

    assert "Số thứ tự cuối" in first
    assert first.count("Văn phòng Sở") > 25
    assert len(further) == 2
    assert all("Họ và tên" in page and "Tính đến" in page for page in further)


def test_the_cover_says_how_far_each_station_is_and_of_when_the_list_is(
    db: Database, usb: Path
) -> None:
    one, two, three = make_delegates(db, "Lê Lan", "Trần Bảo", "Phạm An")
    station, _ = make_station(db, "Quầy 1")
    scan(db, one.code, station=station, sequence=41)
    scan(db, one.code, station=station, sequence=42)
    scan(db, two.code)
    db.write(lambda s: enter_from_paper(s, three.id, scan_id=new_id(), at=AT, by=BY))

    (cover,) = written(db, usb)

    assert "Tính đến 13h44'00, 20/11/2026" in cover
    assert "đã đến 3, trong đó đã ra ngoài 0; danh sách 3 đại biểu" in cover
    assert "42" in cover.splitlines()
    assert all(name in cover for name in ("Quầy 1", "Danh sách giấy", "Máy chưa ghép quầy"))


def test_scans_of_one_station_count_together_whatever_reader_made_them(
    db: Database, usb: Path
) -> None:
    one, two = make_delegates(db, "Lê Lan", "Trần Bảo")
    station, _ = make_station(db, "Quầy 1")
    scan(db, one.code, station=station, sequence=7, source=ScanSource.CAMERA)
    scan(db, two.code, station=station, sequence=8)

    with db.reading() as session:
        (seen,) = door_list(session, at_ms=to_ms(AT)).stations

    assert (seen.name, seen.last_number, seen.scans) == ("Quầy 1", 8, 2)
    assert usb.is_dir()


def test_a_rehearsals_list_has_a_name_and_a_mark_of_its_own(
    db: Database, listing: Callable[..., PaperList], usb: Path
) -> None:
    def rehearse(session: Any) -> None:
        the_conference(session).rehearsal = True

    db.write(rehearse)
    paper = listing()

    paper.round()
    finish(paper)

    (file,) = usb.iterdir()
    assert file.name.endswith("-CHAY-THU.pdf")
    # Above both tables, and twice below the page.
    assert PdfReader(file).pages[0].extract_text().count("CHẠY THỬ") == 4


def test_a_whole_new_list_takes_the_place_of_the_last_one(
    db: Database, clock: SetClock, listing: Callable[..., PaperList], usb: Path
) -> None:
    (one,) = make_delegates(db, "Lê Lan")
    paper = listing()
    paper.round()
    finish(paper)
    first = paper.state
    scan(db, one.code)

    clock.forward(seconds=61)
    paper.round()
    finish(paper)

    (file,) = usb.iterdir()
    assert (first.written_at, first.fault) == (AT, "")
    assert paper.state.written_at == AT + dt.timedelta(seconds=61)
    assert file.name == paper.state.file_name
    assert "13h42" in PdfReader(file).pages[0].extract_text()
    assert jobs_of(usb.parent) == []


def test_within_the_minute_nothing_is_begun(
    tmp_path: Path, clock: SetClock, listing: Callable[..., PaperList]
) -> None:
    paper = listing("job.end('x.pdf')")
    paper.round()
    finish(paper)

    clock.forward(seconds=59)
    paper.round()
    none_yet = jobs_of(tmp_path)
    clock.forward(seconds=1)
    paper.round()

    assert none_yet == []
    assert len(jobs_of(tmp_path)) == 1


def test_a_clock_that_was_set_back_does_not_silence_the_list(
    tmp_path: Path, clock: SetClock, listing: Callable[..., PaperList]
) -> None:
    paper = listing("job.end('x.pdf')")
    paper.round()
    finish(paper)

    clock.forward(hours=-2)
    paper.round()

    assert len(jobs_of(tmp_path)) == 1


def test_while_one_list_is_written_no_second_begins_and_a_slow_folder_is_told(
    tmp_path: Path, clock: SetClock, listing: Callable[..., PaperList]
) -> None:
    paper = listing("time.sleep(600)")
    paper.round()

    clock.forward(seconds=90)
    paper.round()
    early = paper.state.fault
    clock.forward(minutes=3)
    paper.round()

    assert (early, paper.state.fault) == ("", SLOW)
    assert len(jobs_of(tmp_path)) == 1


def test_a_pulled_stick_is_told_and_the_list_comes_back_with_it(
    clock: SetClock, listing: Callable[..., PaperList], usb: Path
) -> None:
    usb.rmdir()
    paper = listing()
    paper.round()
    finish(paper)
    pulled = paper.state

    usb.mkdir()
    clock.forward(minutes=1)
    paper.round()
    finish(paper)

    assert pulled.fault == PaperFolderMissing.sentence
    assert str(usb) in pulled.fault % pulled.details
    assert (paper.state.fault, len(list(usb.iterdir()))) == ("", 1)


def test_a_process_that_dies_is_told(listing: Callable[..., PaperList]) -> None:
    paper = listing("sys.exit(3)")

    paper.round()
    finish(paper)

    assert "Không xử lý xong" in paper.state.fault


def test_work_that_cannot_begin_is_told(
    monkeypatch: pytest.MonkeyPatch, listing: Callable[..., PaperList]
) -> None:
    paper = listing()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(paper._jobs, "start", full)
    paper.round()

    assert paper.state.fault == NOT_STARTED


def test_the_list_of_a_conference_that_was_closed_meanwhile_is_let_go(
    tmp_path: Path, db: Database, clock: SetClock, listing: Callable[..., PaperList]
) -> None:
    paper = listing("job.end('x.pdf')")
    paper.round()
    closed = paper._job_id
    paper._jobs.wait(closed)
    make_database(tmp_path, "other.sqlite").close()
    db.open(f"sqlite:///{tmp_path / 'other.sqlite'}")

    clock.forward(minutes=1)
    paper.round()

    assert paper.state.fault == ""
    assert paper.state.written_at is None
    assert paper._job_id not in {"", closed}


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        (errno.ENOSPC, PaperFolderFull),
        (errno.EROFS, PaperFolderClosed),
        (errno.EACCES, PaperFolderClosed),
        (errno.ENODEV, PaperFolderMissing),
    ],
)
def test_a_folder_that_fails_keeps_the_last_good_file_and_says_what_is_the_matter(
    *,
    db: Database,
    usb: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    refusal: type[Refusal],
) -> None:
    make_delegates(db, "Lê Lan")
    written(db, usb)
    good = (usb / "list.pdf").read_bytes()

    def fail(target: Path, draw: Callable[[Path], None]) -> None:
        def half(path: Path) -> None:
            draw(path)
            raise OSError(number, os.strerror(number))

        write_whole(target, half)

    monkeypatch.setattr("printers.documents.table_pdf.write_whole", fail)

    with pytest.raises(refusal):
        written(db, usb)

    assert [file.name for file in usb.iterdir()] == ["list.pdf"]
    assert (usb / "list.pdf").read_bytes() == good


def test_the_folder_is_never_made(db: Database, usb: Path) -> None:
    usb.rmdir()

    with pytest.raises(PaperFolderMissing):
        written(db, usb)

    assert not usb.exists()


def test_it_is_written_in_the_background_until_the_server_stops(
    monkeypatch: pytest.MonkeyPatch, listing: Callable[..., PaperList]
) -> None:
    monkeypatch.setattr("server.paper_list.LOOK_EVERY_S", 0.01)
    paper, looked = listing("job.end('x.pdf')"), threading.Event()
    monkeypatch.setattr(paper, "round", looked.set)

    paper.start()
    begun = looked.wait(10)
    paper.stop()

    assert begun
    until(lambda: "paper list" not in {thread.name for thread in threading.enumerate()})


@pytest.mark.parametrize(
    ("state", "standing", "words"),
    [
        (None, Standing.CARE, "Chưa chọn thư mục"),
        (PaperState(Path("/usb")), Standing.UNKNOWN, "lần đầu"),
        (PaperState(Path("/usb"), AT, "x.pdf"), Standing.IN_ORDER, "/usb/x.pdf, ghi lúc 13h42"),
        (PaperState(Path("/usb"), AT - LATER - LATER, "x.pdf"), Standing.MISSING, "đã cũ"),
        (
            PaperState(Path("/usb"), AT, "x.pdf", PaperFolderFull.sentence, {"folder": "/usb"}),
            Standing.MISSING,
            "hết dung lượng",
        ),
    ],
)
def test_readiness_says_how_the_list_is(
    state: PaperState | None, standing: Standing, words: str
) -> None:
    found = look_at_paper(state, AT)

    assert found.standing is standing
    assert words in found.sentence % found.details


def test_a_folder_that_fails_is_on_the_overview_and_the_door_goes_on(
    serve: Callable[..., Served],
) -> None:
    served = serve(paper_folder="/nowhere/usb")
    paper, client = served.server.paper_list, served.client("admin")
    assert paper is not None
    quiet = client.get("/admin/").text
    paper.round()
    finish(paper)

    told, ready = client.get("/admin/").text, client.get("/admin/readiness").text

    assert 'data-role="paper-fault"' not in quiet
    assert "Không thấy thư mục /nowhere/usb" in told
    assert "Không thấy thư mục /nowhere/usb" in ready
    assert served.scan(served.codes[0]).json["verdict"] == "admitted"


def test_without_a_folder_no_list_is_written(served: Served) -> None:
    assert served.server.paper_list is None
