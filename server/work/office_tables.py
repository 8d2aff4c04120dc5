"""Tables of the office's own pages: nominees, work before the day, readiness, composition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from admin.eligibility import KIND_NAMES, RATING_NAMES, WORK_LEVEL_NAMES, wanted_reviews
from admin.readiness import GATE_NAMES, STANDING_WORDS, all_checks
from conference.clock import in_the_hall
from conference.composition import Composition, Gauge, Reach, Share, composition, per_mille
from conference.eligibility import Clause, Finding, Review, criteria_label
from conference.identity import the_conference
from conference.preparation import Task, TaskKind, all_tasks, overdue
from conference.readiness import Check, Gate, Standing
from printers.documents.tables import Column, Kind, Row, Section, Table
from server.invitation_words import issuer_of
from server.subject_checks import CHECKS
from server.work.paper_tables import Wish, sitting_of

_ORDINAL = Column("STT", 12, Kind.CENTRED)
_FINDINGS = {
    Finding.OK: "Đạt",
    Finding.UNKNOWN: "Chưa đủ dữ liệu",
    Finding.FAILED: "Chưa đạt",
}
_REACHES = {
    Reach.WITHIN: "Trong mức cho phép",
    Reach.CARE: "Ngoài mức cho phép",
    Reach.UNKNOWN: "Phụ thuộc số chưa có dữ liệu",
    Reach.AIM: "",
}
_TASK_KINDS = {
    TaskKind.MILESTONE: "Mốc",
    TaskKind.REPORT: "Báo cáo",
    TaskKind.READINESS: "Kiểm tra",
}


def nominees_table(session: Session, wish: Wish) -> Table:
    """Make the table of those nominees that the page shows, with all that was answered."""
    conference = the_conference(session)
    asked = {name: wish.filters.get(name, "") for name in ("q", "kind", "state")}
    rows = wanted_reviews(session, **asked)
    years = sorted({year for one in rows for year in one.nominee.ratings})
    return Table(
        title="DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG",
        subtitle=" – ".join(filter(None, [conference.name, criteria_label(conference)])),
        columns=(
            _ORDINAL,
            Column("Loại", 18),
            Column("Tập thể, cá nhân", 45),
            Column("Đơn vị", 45),
            Column("Số thẻ", 16, Kind.CENTRED),
            Column("Hồ sơ đã có", 18, Kind.CENTRED),
            Column("Hồ sơ còn thiếu", 45),
            *(Column(year, 24, above="Xếp loại hằng năm") for year in years),
            Column("Sáng kiến, đề tài", 45),
            Column("Tiêu chuẩn", 24),
            Column("Nội dung chưa đạt", 60),
            Column("Nội dung chưa đủ dữ liệu", 60),
            Column("Trích ngang thành tích", 80),
            Column("Ghi chú", 35),
        ),
        rows=[_nominee(n, one, years) for n, one in enumerate(rows, start=1)],
        issuer=issuer_of(conference, wish.today),
        rehearsal=conference.rehearsal,
    )


def _nominee(ordinal: int, one: Review, years: list[str]) -> Row:
    who, verdict = one.nominee, one.verdict
    works = (_work(work) for work in who.works)
    return (
        *(ordinal, KIND_NAMES[who.kind], who.name, who.unit.name if who.unit else ""),
        who.delegate.card_number if who.delegate else "",
        f"{one.handed_in}/{len(one.documents)}" if one.documents else "",
        "; ".join(document.name for document in one.documents if not document.here),
        *(RATING_NAMES.get(who.ratings.get(year, ""), "") for year in years),
        "; ".join(works),
        _FINDINGS[verdict.finding] if verdict else "",
        _blamed(verdict.failed) if verdict else "",
        _blamed(verdict.unknown) if verdict else "",
        *(who.citation, who.note),
    )


def _work(work: Mapping[str, str]) -> str:
    level = WORK_LEVEL_NAMES[work["level"]]
    return f"{work['title']} ({level})" if work.get("title") else level.capitalize()


def _blamed(clauses: tuple[Clause, ...]) -> str:
    return "; ".join(
        f"“{one.text}”" + (f" – {one.why % one.numbers}" if one.why else "") for one in clauses
    )


def tasks_table(session: Session, wish: Wish) -> Table:
    """Make the table of the work before the day, unit by unit as the plan has it."""
    conference, tasks = the_conference(session), all_tasks(session)
    return Table(
        title="CÔNG VIỆC THEO KẾ HOẠCH",
        subtitle=conference.name,
        columns=(
            _ORDINAL,
            Column("Đơn vị", 45),
            Column("Việc", 90),
            Column("Loại", 20),
            Column("Thời hạn theo kế hoạch", 35),
            Column("Ngày cuối còn trong hạn", 26, Kind.CENTRED),
            Column("Phụ trách", 40),
            Column("Điện thoại", 30),
            Column("Mốc kiểm tra", 35),
            Column("Tình trạng", 26),
            Column("Xong lúc", 30),
            Column("Người đánh dấu", 35),
        ),
        rows=[_task(n, one, wish.at) for n, one in enumerate(tasks, start=1)],
        issuer=issuer_of(conference, wish.today),
        rehearsal=conference.rehearsal,
    )


def _task(ordinal: int, one: Task, now: dt.datetime) -> Row:
    return (
        *(ordinal, one.unit, one.title, _TASK_KINDS.get(one.kind, ""), one.due_text),
        f"{one.last_day:%d/%m/%Y}" if one.last_day else "",
        *(one.owner, one.phone, GATE_NAMES[one.gate] if one.gate else ""),
        "Đã xong" if one.done_at else "Quá hạn" if overdue(one, now) else "Chưa xong",
        f"{in_the_hall(one.done_at):%Hh%M %d/%m/%Y}" if one.done_at else "",
        one.done_by,
    )


def readiness_table(session: Session, wish: Wish) -> Table:
    """Make the table of what is missing before the doors open, below its three gates.

    What only the running server knows of its machine came along with the wish.
    """
    conference = the_conference(session)
    machine = [_check(one) for one in wish.machine_lines]
    lines = all_checks(session, wish.at, [*CHECKS, lambda _session, _now: machine])
    return Table(
        title="SẴN SÀNG MỞ CỬA",
        subtitle=f"{conference.name} – lúc {in_the_hall(wish.at):%Hh%M %d/%m/%Y}",
        columns=(
            _ORDINAL,
            Column("Mốc", 40),
            Column("Việc", 60),
            Column("Tình trạng", 24),
            Column("Nội dung", 80),
            Column("Phụ trách", 45),
            Column("Điện thoại", 30),
        ),
        rows=[_line(n, one, conference.contact) for n, one in enumerate(lines, start=1)],
        issuer=issuer_of(conference, wish.today),
        rehearsal=conference.rehearsal,
    )


def _check(words: Mapping[str, Any]) -> Check:
    gate, standing = Gate(words["gate"]), Standing(words["standing"])
    return Check(**(dict(words) | {"gate": gate, "standing": standing}))


def _line(ordinal: int, one: Check, contact: str) -> Row:
    standing = STANDING_WORDS[one.standing]
    more = f"và {one.more} nữa" if one.more else ""
    said = one.sentence % one.details if one.sentence else ""
    named = "; ".join(filter(None, [*one.items, more]))
    return (
        *(ordinal, GATE_NAMES[one.gate], one.title, standing[0].upper() + standing[1:]),
        " ".join(filter(None, [said, named])),
        *(one.owner or contact, one.phone),
    )


def gauges_table(session: Session, wish: Wish) -> Table:
    """Make the table of the composition: gauges against the plan, groups, and every count."""
    conference, sitting = the_conference(session), sitting_of(session, wish)
    counted = composition(session, sitting.id)
    return Table(
        title="CƠ CẤU ĐẠI BIỂU",
        subtitle=f"{conference.name} – {sitting.name}, lúc {in_the_hall(wish.at):%Hh%M %d/%m/%Y}",
        columns=(
            Column("Nội dung", 80),
            Column("Kế hoạch (%)", 20, Kind.NUMBER),
            Column("Cho phép (± %)", 20, Kind.NUMBER),
            Column("Tối đa", 18, Kind.NUMBER),
            *_counted("Danh sách duyệt"),
            *_counted("Có mặt"),
            Column("Danh sách so với kế hoạch", 40),
        ),
        rows=[*_gauges(counted), *_groups(counted), *_structures(counted)],
        issuer=issuer_of(conference, wish.today),
        rehearsal=conference.rehearsal,
    )


def _counted(above: str) -> tuple[Column, ...]:
    """Give the columns of a share; a gauge is reckoned on those with data, a count on all."""
    return (
        Column("Số lượng", 20, Kind.NUMBER, above=above),
        Column("Tính trên", 22, Kind.NUMBER, above=above),
        Column("Chưa có dữ liệu", 22, Kind.NUMBER, above=above),
        Column("Tỷ lệ (%)", 18, Kind.NUMBER, above=above),
    )


def _gauges(counted: Composition) -> Iterator[Row | Section]:
    if counted.gauges:
        yield "Cơ cấu so với kế hoạch"
    for one in counted.gauges:
        tolerance = None if one.share_percent is None else one.tolerance_percent
        shares = (*_share(one.listed), *_share(one.present))
        yield (one.label, one.share_percent, tolerance, None, *shares, _reach(one))


def _share(share: Share) -> Row:
    return (share.count, share.known, share.unknown, _percent(share.per_mille))


def _reach(one: Gauge) -> str:
    return _REACHES[one.listed_reach]


def _groups(counted: Composition) -> Iterator[Row | Section]:
    yield "Theo thành phần"
    for one in counted.groups:
        name = one.name if one.counted else f"{one.name} (không tính vào số đại biểu)"
        over = f"Vượt {one.over}" if one.over else ""
        numbers = (one.approved, None, None, None, one.present, None, None, None)
        yield (name, None, None, one.most, *numbers, over)


def _structures(counted: Composition) -> Iterator[Row | Section]:
    """Give each attribute that is kept; here a share is of all, with and without data."""
    for table in (one for one in counted.structures if one.kept):
        yield table.title
        for one in table.buckets:
            listed = (one.listed, table.listed, None, _part(one.listed, table.listed))
            present = (one.present, table.present, None, _part(one.present, table.present))
            yield (one.label, None, None, None, *listed, *present, "")


def _part(count: int, whole: int) -> float | None:
    return _percent(per_mille(count, whole))


def _percent(thousandths: int | None) -> float | None:
    return None if thousandths is None else thousandths / 10
