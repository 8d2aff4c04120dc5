"""The paper list: who is here at this moment, as a PDF in a folder of the operator's choice.

Written beside its place and renamed: what has the list's name is whole, and stays when the next one
cannot be written. The folder is never made: where a stick was pulled, its name would be a folder of
the machine's own disk.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.attendance import ON_PAPER, STANDS, Attendance, Scan, ScanSource
from conference.clock import from_ms, in_the_hall
from conference.delegates import Delegate, ListState, Unit
from conference.identity import sitting_at, the_conference
from conference.refusals import N_, Refusal
from conference.stations import Station
from printers.documents.door_lists import (
    AtTheDoor,
    DoorList,
    StationSeen,
    door_cover,
    door_list_name,
    door_table,
)
from printers.documents.table_pages import COVER, DENSE
from printers.documents.table_pdf import tables_pdf
from server.dress import Assets
from server.work.job import Job

UNPAIRED = "Máy chưa ghép quầy"


class PaperFolderMissing(Refusal):
    """The folder is not there: a stick was pulled, or nobody made it."""

    code = "paper_folder_missing"
    sentence = N_(
        "Không thấy thư mục %(folder)s. Vui lòng cắm lại USB hoặc kiểm tra thiết lập paper_folder; "
        "bản đã ghi trước đó không bị thay đổi."
    )


class PaperFolderFull(Refusal):
    """No room for the next list."""

    code = "paper_folder_full"
    sentence = N_(
        "Thư mục %(folder)s đã hết dung lượng. Vui lòng dọn bớt tệp hoặc thay USB; bản đã ghi "
        "trước đó vẫn còn."
    )


class PaperFolderClosed(Refusal):
    """The folder cannot be written to."""

    code = "paper_folder_closed"
    sentence = N_(
        "Không ghi được vào thư mục %(folder)s (%(why)s). Vui lòng kiểm tra khóa chống ghi và "
        "quyền ghi; bản đã ghi trước đó vẫn còn."
    )


_MISSING = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO}
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def run(job: Job) -> str:
    """Write the list into the folder that the job names; give the file's name.

    Raises:
        PaperFolderMissing, PaperFolderFull, PaperFolderClosed: it cannot be written there.
    """
    folder = Path(job.params["folder"])
    with job.database() as db, db.reading() as session:
        shown = door_list(session, at_ms=job.params["at_ms"])
        name = door_list_name(the_conference(session).number, rehearsal=shown.rehearsal)
    write_list(folder, name, shown)
    return name


def door_list(session: Session, *, at_ms: int) -> DoorList:
    """Read everything that the paper says, as it is at this moment."""
    conference, at = the_conference(session), from_ms(at_ms)
    sitting = sitting_at(conference, at)
    return DoorList(
        conference=conference.name,
        sitting=sitting.name,
        as_of=in_the_hall(at),
        people=_people(session, sitting.id, seats=conference.seats_numbered),
        stations=_stations(session, sitting.id),
        rehearsal=conference.rehearsal,
    )


def write_list(folder: Path, name: str, shown: DoorList) -> None:
    """Write the PDF under this name.

    Raises:
        PaperFolderMissing, PaperFolderFull, PaperFolderClosed: see `run`.
    """
    tables = [(door_cover(shown), COVER), (door_table(shown), DENSE)]
    try:
        if not folder.is_dir():
            raise PaperFolderMissing(folder=str(folder))
        tables_pdf(folder / name, tables, Assets().fonts, foot=shown.foot, run_on=True)
        _keep_the_name(folder)
    except OSError as exc:
        with contextlib.suppress(OSError):
            (folder / f"{name}.unfinished").unlink(missing_ok=True)
        raise _refusal(folder, exc) from exc


def _keep_the_name(folder: Path) -> None:
    """Have the rename on the stick before it is pulled; Windows does so by itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(folder: Path, exc: OSError) -> Refusal:
    if exc.errno in _MISSING:
        return PaperFolderMissing(folder=str(folder))
    if exc.errno in _FULL:
        return PaperFolderFull(folder=str(folder))
    return PaperFolderClosed(folder=str(folder), why=exc.strerror or type(exc).__name__)


def _people(session: Session, sitting_id: int, *, seats: bool) -> list[AtTheDoor]:
    """Give everybody approved, and whoever is inside although taken off the list since."""
    here = (Attendance.delegate_id == Delegate.id) & (Attendance.sitting_id == sitting_id) & STANDS
    rows = session.execute(
        select(
            *(Delegate.card_number, Delegate.full_name, Delegate.namesake_mark),
            *(Delegate.position, Delegate.seat, Delegate.area, Unit.name.label("unit")),
            *(Attendance.first_at, Attendance.left_at),
        )
        .join(Unit, Unit.id == Delegate.unit_id)
        .outerjoin(Attendance, here)
        .where((Delegate.state == ListState.APPROVED) | Attendance.id.is_not(None))
        .order_by(Delegate.sort_key, Delegate.id)
    )
    return [
        AtTheDoor(
            card_number=row.card_number,
            name=f"{row.full_name} ({row.namesake_mark})" if row.namesake_mark else row.full_name,
            office=", ".join(filter(None, (row.position, row.unit))),
            seat=row.seat if seats and row.seat else row.area,
            came_at=in_the_hall(row.first_at) if row.first_at else None,
            left_at=in_the_hall(row.left_at) if row.left_at else None,
        )
        for row in rows
    ]


def _stations(session: Session, sitting_id: int) -> list[StationSeen]:
    """Give how far each place is: paired stations, machines without a name, entries from paper."""
    rows = session.execute(
        select(
            *(Station.name, Scan.source, func.max(Scan.sequence), func.count(), func.max(Scan.at))
        )
        .select_from(Scan)
        .outerjoin(Station, Station.id == Scan.station_id)
        .where(Scan.sitting_id == sitting_id)
        .group_by(Station.id, Station.name, Scan.source)
    )
    seen: dict[str, StationSeen] = {}
    for station, source, last_number, scans, last_at in rows:
        name = ON_PAPER.name if source is ScanSource.PAPER else station or UNPAIRED
        one = StationSeen(name, last_number, scans, in_the_hall(last_at))
        seen[name] = _together(seen[name], one) if name in seen else one
    return [seen[name] for name in sorted(seen)]


def _together(one: StationSeen, other: StationSeen) -> StationSeen:
    numbers = [n for n in (one.last_number, other.last_number) if n is not None]
    return StationSeen(
        one.name,
        max(numbers, default=None),
        one.scans + other.scans,
        max(one.last_at, other.last_at),
    )
