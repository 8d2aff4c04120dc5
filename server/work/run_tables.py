"""The programme as a table that can be imported again, as JSON, and as planned beside actual."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from conference.agenda import (
    AgendaItem,
    ItemState,
    PartKey,
    Played,
    Rundown,
    parts_of,
    rundown,
    rundown_revision,
)
from conference.clock import in_the_hall, to_ms
from conference.identity import the_conference
from conference.minutes import Happened, ItemHappened, happened
from conference.timing import ZERO
from printers.documents.tables import Column, Kind, Row, Table
from printers.documents.wording import written_moment
from server.invitation_words import issuer_of
from server.work.run_hours import hour, minutes, part_lines, planned_hours, signed

SHAPE = "hoinghi-programme"
SHAPE_VERSION = 1

STATE_NAMES = {
    ItemState.PLANNED: "Chưa diễn ra",
    ItemState.LIVE: "Đang diễn ra",
    ItemState.HELD: "Đang tạm dừng",
    ItemState.DONE: "Đã xong",
    ItemState.SKIPPED: "Bỏ",
}


def programme_table(session: Session) -> Table:
    """Make the programme with its parts; the first five columns are read again by the import.

    Brought for one sitting, the rows of the others are passed over by their name.
    """
    conference, state = the_conference(session), rundown(session)
    names = {one.id: one.name for one in conference.sittings}
    return Table(
        title="CHƯƠNG TRÌNH",
        columns=(
            Column("STT", 12, Kind.CENTRED),
            Column("Thời gian", 30, Kind.CENTRED),
            Column("Nội dung", 90),
            Column("Thực hiện", 60),
            Column("Buổi", 20),
            Column("Giờ kế hoạch", 30, Kind.CENTRED),
            Column("Bắt đầu thực tế", 24, Kind.CENTRED),
            Column("Kết thúc thực tế", 24, Kind.CENTRED),
            Column("Thêm giờ, phút", 20, Kind.NUMBER),
            Column("Tạm dừng, phút", 20, Kind.NUMBER),
            Column("Tình trạng", 28),
            Column("Lý do bỏ", 40),
            Column("Ai đồng ý", 40),
        ),
        rows=[row for item in state.items for row in _of_item(state, item, names)],
        rehearsal=conference.rehearsal,
        sheet_name="Chương trình",
    )


def _of_item(state: Rundown, item: AgendaItem, names: Mapping[int, str]) -> Iterator[Row]:
    plan = planned_hours(item)
    first = (item.number, plan, item.title, item.performer, names[item.sitting_id], plan)
    yield (*first, *_really(state.of(item)))
    for kind, part_id, number, length, title, performer, _ in part_lines(item):
        row = (number, length, title, performer, names[item.sitting_id], "")
        yield (*row, *_really(state.of_part((kind, part_id))))


def _really(one: Played) -> Row:
    skipped = one.state is ItemState.SKIPPED
    return (
        hour(one.started),
        hour(one.ended),
        minutes(one.added) or None,
        minutes(one.held.total) or None,
        STATE_NAMES[one.state],
        one.reason if skipped else "",
        one.agreed_by if skipped else "",
    )


def programme_json(session: Session, at: dt.datetime) -> dict[str, Any]:
    """Give the programme as docs/developers/contracts.md has it; moments in milliseconds."""
    # The revision first: what changes in between is newer than it says.
    revision = rundown_revision(session)
    conference, state = the_conference(session), rundown(session)
    return {
        "format": SHAPE,
        "version": SHAPE_VERSION,
        "revision": revision,
        "made_ms": to_ms(at),
        "conference": conference.name,
        "rehearsal": conference.rehearsal,
        "sittings": [
            {
                "id": one.id,
                "name": one.name,
                "starts_ms": to_ms(one.starts_at),
                "ends_ms": to_ms(one.ends_at),
                "items": [_item(state, row) for row in state.items if row.sitting_id == one.id],
            }
            for one in conference.sittings
        ],
    }


def _item(state: Rundown, item: AgendaItem) -> dict[str, Any]:
    plain = {
        name: getattr(item, name)
        for name in (
            "id", "number", "title", "performer", "length_min", "optional", "vote",
            "hard_start", "protected", "manner", "cue_note", "measured_s",
        )
    }  # fmt: skip
    return {
        **plain,
        "planned_start_ms": _ms(item.planned_start),
        "planned_end_ms": _ms(item.planned_end),
        **_played(state.of(item)),
        "parts": [_part(state, item, key) for key in parts_of(item)],
    }


def _part(state: Rundown, item: AgendaItem, key: PartKey) -> dict[str, Any]:
    words = {(kind, part_id): rest for kind, part_id, *rest in part_lines(item)}
    number, _, title, performer, cue_note = words[key]
    minutes_of = {one.id: one.length_min for one in item.entries}
    return {
        "kind": key[0],
        "id": key[1],
        "label": "" if number == "-" else number,
        "title": title,
        "performer": performer,
        "length_min": minutes_of.get(key[1]) if key[0] == "entry" else None,
        "cue_note": cue_note,
        **_played(state.of_part(key)),
    }


def _played(one: Played) -> dict[str, Any]:
    skipped = one.state is ItemState.SKIPPED
    return {
        "state": one.state,
        "started_ms": _ms(one.started),
        "ended_ms": _ms(one.ended),
        "added_ms": one.added // dt.timedelta(milliseconds=1),
        "held_ms": one.held.total // dt.timedelta(milliseconds=1),
        "skip_reason": one.reason if skipped else "",
        "skip_agreed_by": one.agreed_by if skipped else "",
    }


def _ms(moment: dt.datetime | None) -> int | None:
    return None if moment is None else to_ms(moment)


def report_table(session: Session, sitting_id: int, at: dt.datetime) -> Table:
    """Make planned beside actual of one sitting."""
    conference, told = the_conference(session), happened(session, sitting_id)
    return Table(
        title="ĐỐI CHIẾU KẾ HOẠCH VÀ THỰC TẾ",
        subtitle=f"({told.name}; lập lúc {written_moment(in_the_hall(at))})",
        columns=(
            Column("STT", 11, Kind.CENTRED),
            Column("Nội dung", 66),
            Column("Giờ kế hoạch", 29, Kind.CENTRED),
            Column("Giờ thực tế", 29, Kind.CENTRED),
            Column("Bắt đầu lệch, phút", 18, Kind.CENTRED),
            Column("Kết thúc lệch, phút", 18, Kind.CENTRED),
            Column("Kế hoạch, phút", 19, Kind.NUMBER),
            Column("Thực tế, phút", 18, Kind.NUMBER),
            Column("Dừng, phút", 15, Kind.NUMBER),
            Column("Thêm, phút", 15, Kind.NUMBER),
            Column("Chạy thử, phút", 17, Kind.NUMBER),
            Column("Ghi chú", 52),
        ),
        rows=[row for one in told.items for row in _compared(one)],
        issuer=issuer_of(conference, in_the_hall(at).date()),
        note=" ".join(report_words(told)),
        rehearsal=conference.rehearsal,
        sheet_name="Đối chiếu",
    )


def _compared(one: ItemHappened) -> Iterator[Row]:
    plan = one.plan
    yield (
        plan.number,
        plan.title,
        _hours(plan.planned_start, plan.planned_end),
        _hours(one.played.started, one.played.ended),
        signed(one.began_late),
        signed(one.ended_late),
        minutes(one.length),
        minutes(one.took),
        minutes(one.played.held.total) or None,
        minutes(one.played.added) or None,
        minutes(one.measured),
        "; ".join(_remarks(one)),
    )
    for part in one.parts:
        held, added = part.played.held.total, part.played.added
        yield (
            part.label,
            part.title,
            "",
            _hours(part.played.started, part.played.ended),
            *("", "", None, minutes(_span(part.played))),
            minutes(held) or None,
            minutes(added) or None,
            None,
            "Không thực hiện" if part.passed_over else _left_out(part.played),
        )


def _remarks(one: ItemHappened) -> Iterator[str]:
    if one.skipped:
        yield _left_out(one.played)
    if one.pauses:
        yield f"Tạm dừng: {', '.join(one.pauses)}"
    if one.pressed_by:
        yield f"Người bấm: {one.pressed_by}"


def _left_out(played: Played) -> str:
    if played.state is not ItemState.SKIPPED:
        return ""
    agreed = f" ({played.agreed_by} đồng ý)" if played.agreed_by else ""
    return f"Bỏ: {played.reason}{agreed}"


def _span(played: Played) -> dt.timedelta | None:
    if played.started is None or played.ended is None:
        return None
    return played.ended - played.started - played.held.total


def _hours(start: dt.datetime | None, end: dt.datetime | None) -> str:
    return "-".join(filter(None, (hour(start), hour(end))))


def report_words(told: Happened) -> list[str]:
    """Give what the whole came to, in sentences."""
    words = []
    if told.planned_start or told.planned_end:
        words.append(f"Kế hoạch: {_hours(told.planned_start, told.planned_end)}.")
    if told.began:
        words.append(f"Thực tế: {_hours(told.began, told.ended)}.")
    if told.ended_late is not None:
        words.append(f"Kết thúc lệch kế hoạch {signed(told.ended_late)} phút.")
    if told.held > ZERO:
        words.append(f"Tổng thời gian tạm dừng: {_said(told.held)} phút.")
    if told.start_held:
        what = "Chưa bắt đầu đúng giờ" if told.began_behind else "Giữ giờ bắt đầu"
        words.append(f"{what}: {', '.join(told.start_held)}.")
    left_out = sum(one.skipped for one in told.items)
    if left_out:
        words.append(f"Số nội dung bỏ: {left_out}.")
    if told.edits:
        words.append(f"Số lần sửa chương trình khi đang diễn ra: {len(told.edits)}.")
    return words


def _said(span: dt.timedelta) -> str:
    return signed(span).removeprefix("+")
