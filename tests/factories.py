"""Makes conferences, lists, programmes and awards for tests: small, named, on real SQLite."""

from __future__ import annotations

import atexit
import datetime as dt
import functools
import json
import shutil
import tempfile
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import conference.copies
import conference.eligibility
import conference.handing
import conference.honoured_guests
import conference.imports
import conference.overrides
import conference.preparation
import conference.seating  # noqa: F401 - the tables of every subject
from conference import agenda, attendance, awards, printing
from conference.attendance import AtStation, check_in
from conference.clock import hall_moment
from conference.database import Database
from conference.delegates import (
    AddressForm,
    DelegateGroup,
    NewDelegate,
    add_delegates,
    invitations,
    issue_invitations,
)
from conference.identity import Conference, Sitting, new_conference, the_conference
from conference.operators import Role, add_operator
from conference.stations import StationKind, add_station, pair_station

DAY = dt.date(2026, 11, 20)
AT = hall_moment(DAY, dt.time(13, 42))
"""A moment while delegates arrive; the sitting begins at 13:30."""

BY = "operator:1"
GROUP = "Điển hình tiên tiến"
GUESTS = "Khách mời"
UNIT = "Văn phòng Sở"


class SetClock:
    """A clock that shows what it was set to."""

    def __init__(self, now: dt.datetime = AT) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **span: float) -> dt.datetime:
        """Move on by a span such as `minutes=3`; give the new moment."""
        self.now += dt.timedelta(**span)
        return self.now


@dataclass(frozen=True)
class Invited:
    """A delegate of a test and the code of the invitation."""

    id: int
    name: str
    code: str


def new_id() -> str:
    """Give a fresh id as a client makes one for a scan, a cue or a request."""
    return str(uuid.uuid4())


def make_database(folder: Path, name: str = "conference.sqlite") -> Database:
    """Open an empty database in this folder; the caller closes it."""
    shutil.copy(_with_tables(), folder / name)
    return reopen(folder, name)


def reopen(folder: Path, name: str = "conference.sqlite") -> Database:
    """Open the database of this folder as a restarted server does; the caller closes it."""
    db = Database()
    db.open(f"sqlite:///{folder / name}")
    return db


@functools.cache
def _with_tables() -> Path:
    """Make the tables once for all tests; test_a_new_file_gets_its_tables.py makes them anew."""
    folder = Path(tempfile.mkdtemp(prefix="hoinghi-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    db = Database()
    db.open(f"sqlite:///{folder / 'tables.sqlite'}")
    db.close()
    return folder / "tables.sqlite"


def make_conference(db: Database, **changes: Any) -> str:
    """Put a conference of one sitting and two groups into the database; give its number."""
    words: dict[str, Any] = {
        "plan": "test",
        "form": "Hội nghị tuyên dương điển hình tiên tiến",
        "name": "Hội nghị tuyên dương điển hình tiên tiến, lần thứ I",
        "title_lines": ["HỘI NGHỊ", "TUYÊN DƯƠNG ĐIỂN HÌNH TIÊN TIẾN"],
        "superior_body": "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
        "host": "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "place": "Hải Phòng",
        "venue_lines": ["Hội trường tầng 1", "Sở Khoa học và Công nghệ"],
        "held_on": DAY,
        "contact": "Văn phòng Sở",
        "sittings": [make_sitting(1, "Chiều", dt.time(13, 30), dt.time(16, 0))],
    }

    def create(session: Session) -> str:
        conference = Conference(**(words | changes))
        new_conference(session, conference, at=AT, by=BY)
        session.add_all(
            [
                DelegateGroup(ordinal=2, name=GROUP, badge_word="ĐIỂN HÌNH TIÊN TIẾN"),
                DelegateGroup(ordinal=1, name=GUESTS, badge_word="KHÁCH MỜI", counted=False),
            ]
        )
        return conference.number

    return db.write(create)


def make_sitting(ordinal: int, name: str, starts: dt.time, ends: dt.time) -> Sitting:
    """Give a half day of the conference at hall times."""
    return Sitting(
        ordinal=ordinal,
        name=name,
        starts_at=hall_moment(DAY, starts),
        ends_at=hall_moment(DAY, ends),
    )


def make_delegates(db: Database, *names: str, count: int = 0, **words: Any) -> list[Invited]:
    """Put people on the list and give them invitations; `count` makes up that many names."""
    spoken = [*names, *(f"Nguyễn Văn Khách {nth}" for nth in range(1, count + 1))]
    person: dict[str, Any] = {"unit": UNIT, "group": GROUP} | words
    if "address" in person:
        spoken_as = {"own_address": person.pop("address"), "own_address_form": AddressForm.VERBATIM}
        person |= spoken_as

    def invite(session: Session) -> set[int]:
        people = [NewDelegate(full_name=name, **person) for name in spoken]
        ids = add_delegates(session, people, at=AT, by=BY)
        conference = the_conference(session)
        issue_invitations(
            session,
            conference_number=conference.number,
            rehearsal=conference.rehearsal,
            at=AT,
            by=BY,
        )
        return set(ids)

    new = db.write(invite)
    with db.reading() as session:
        given = invitations(session)
    return [Invited(card.id, card.name, code) for card, code in given if card.id in new]


def make_programme(db: Database, *lengths_min: int, gap_min: int = 0) -> list[int]:
    """Plan items of these lengths from 14:00 on, one after the other; give their ids."""
    start = hall_moment(DAY, dt.time(14, 0))

    def plan(session: Session) -> list[int]:
        begins, items = start, []
        for ordinal, length in enumerate(lengths_min, start=1):
            ends = begins + dt.timedelta(minutes=length)
            item = agenda.AgendaItem(
                sitting_id=1,
                ordinal=ordinal,
                number=str(ordinal),
                title=f"Nội dung {ordinal}",
                planned_start=begins,
                planned_end=ends,
            )
            items.append(item)
            begins = ends + dt.timedelta(minutes=gap_min)
        session.add_all(items)
        session.flush()
        return [item.id for item in items]

    return db.write(plan)


def make_awards(
    db: Database, *, collectives: int = 2, individuals: int = 23, most: int = 10
) -> list[int]:
    """Arrange one award block; give the ids of its batches in order."""

    def arrange(session: Session) -> list[int]:
        block = awards.AwardBlock(
            title="Biểu dương, khen thưởng",
            form="Giấy khen của Giám đốc Sở",
            certificate_heading="GIẤY KHEN",
            decision="Quyết định số 215/QĐ-SKHCN ngày 18/8/2025",
            signer_office="GIÁM ĐỐC SỞ",
            most_per_batch=most,
        )
        awards.arrange_batches(session, block, recipients(collectives, individuals), at=AT, by=BY)
        return list(session.scalars(select(awards.Batch.id).order_by(awards.Batch.ordinal)))

    return db.write(arrange)


def recipients(collectives: int, individuals: int) -> list[awards.NewRecipient]:
    """Give so many to be honoured, individuals first, as a careless list has them."""
    return [
        *(
            awards.NewRecipient(awards.RecipientKind.INDIVIDUAL, f"Cá nhân {n}")
            for n in range(1, individuals + 1)
        ),
        *(
            awards.NewRecipient(awards.RecipientKind.COLLECTIVE, f"Tập thể {n}")
            for n in range(1, collectives + 1)
        ),
    ]


def make_operator(db: Database, sign_in_name: str, role: Role = Role.STAGE) -> int:
    """Let somebody sign in; give the operator's id."""
    return db.write(
        lambda session: add_operator(
            session,
            sign_in_name=sign_in_name,
            full_name="Nguyễn Thị Miền",
            role=role,
            password_hash="$argon2id$not-a-real-one",
            at=AT,
            by="system",
        )
    )


def make_station(db: Database, name: str = "Quầy 1") -> tuple[AtStation, str]:
    """Name a station and pair it; give what a scan knows of it, and its token."""
    offer = db.write(
        lambda session: add_station(session, name=name, kind=StationKind.KIOSK, at=AT, by=BY)
    )
    _, token = db.write(
        lambda session: pair_station(session, pairing_code=offer.pairing_code, at=AT)
    )
    return AtStation(offer.station_id, name), token


def scan_text(db: Database, code: str, **how: Any) -> str:
    """Scan a code at the door; give the answer as it goes over the wire."""
    asked = {"scan_id": new_id(), "at": AT} | how
    return db.write(lambda session: check_in(session, scanned=code, **asked))


def scan(db: Database, code: str, **how: Any) -> dict[str, Any]:
    """Scan a code at the door; give the answer."""
    answer: dict[str, Any] = json.loads(scan_text(db, code, **how))
    return answer


def cue(db: Database, command: str, **how: Any) -> agenda.CueDone:
    """Press a button of the run of show, with the rundown's newest revision on the screen."""
    pressed = {name: how.pop(name) for name in _OF_A_PRESS & how.keys()}

    def press(session: Session) -> agenda.CueDone:
        seen = {"cue_id": new_id(), "seen_revision": agenda.rundown_revision(session)}
        wanted = agenda.Press(command=agenda.Command(command), **(seen | pressed))
        asked = {"at": AT, "by": BY, "by_name": "Nguyễn Thị Miền"} | how
        return agenda.give_cue(session, wanted, **asked)

    return db.write(press)


_OF_A_PRESS = {"cue_id", "seen_revision", "item_id", "part", "span", "reason", "agreed_by"}


def award_cue(db: Database, command: str, batch_id: int, **how: Any) -> awards.AwardCueGiven:
    """Press a button of the award panel, with the awards' newest revision on the screen."""

    def press(session: Session) -> awards.AwardCueGiven:
        asked = {
            "cue_id": new_id(), "at": AT, "by": BY, "by_name": "Nguyễn Thị Miền",
            "seen_revision": awards.awards_revision(session),
        } | how  # fmt: skip
        given = awards.AwardCommand(command)
        return awards.give_award_cue(session, command=given, batch_id=batch_id, **asked)

    return db.write(press)


def print_next(db: Database, *, sheet: int = 1, at: dt.datetime = AT) -> int:
    """Take the next sheet through the printer until it has said so; give the job's id."""
    job_id = send_next(db, at=at)
    db.write(lambda s: printing.mark_confirming(s, job_id))
    db.write(lambda s: printing.mark_printed(s, job_id, sheet=sheet, at=at, by="spooler"))
    return job_id


def send_next(db: Database, *, at: dt.datetime = AT) -> int:
    """Take the next sheet and note that its first byte leaves; give the job's id."""
    claimed = db.write(printing.claim_next)
    assert claimed is not None, "no sheet waits"
    db.write(lambda s: printing.mark_sending(s, claimed.job_id, at=at, by="spooler"))
    return claimed.job_id


def all_rows(db: Database, mapped: type[Any]) -> list[Any]:
    """Give every row of a table."""
    with db.reading() as session:
        return list(session.scalars(select(mapped)))


def badge_jobs(db: Database) -> list[printing.PrintJob]:
    """Give every badge that was queued, in order."""
    jobs: list[printing.PrintJob] = all_rows(db, printing.PrintJob)
    return [job for job in jobs if job.kind is printing.SheetKind.BADGE]


def arrivals(db: Database) -> list[attendance.Attendance]:
    """Give every first entry."""
    return all_rows(db, attendance.Attendance)


def at_one_instant(commands: Sequence[Callable[[], Any]], *, within_s: float = 30.0) -> list[Any]:
    """Run each in a thread of its own, all let go together; give results or what was raised."""
    barrier, outcomes = threading.Barrier(len(commands)), [None] * len(commands)

    def run(nth: int) -> None:
        barrier.wait(within_s)
        try:
            outcomes[nth] = commands[nth]()
        except Exception as exc:  # noqa: BLE001 - the test looks at it
            outcomes[nth] = exc  # type: ignore[call-overload]

    threads = [
        threading.Thread(target=run, args=(nth,), daemon=True) for nth in range(len(commands))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(within_s)
        assert not thread.is_alive(), "a command never came back"
    return outcomes
