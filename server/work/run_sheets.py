"""The run sheet on paper: the programme as one role needs it, from the revision of now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import awards
from conference.agenda import AgendaItem, ItemState, Manner, PartKey, Rundown, rundown
from conference.awards import AwardBlock, RecipientKind
from conference.clock import in_the_hall
from conference.cue_sheet import CueKind, CueRow, cue_sheet
from conference.delegates import Delegate
from conference.identity import the_conference
from conference.performers import all_links
from conference.timing import Forecast, forecast
from printers.documents.tables import Cell, Column, Kind, Row, Table
from printers.documents.wording import written_count, written_moment
from server.invitation_words import issuer_of
from server.work.run_hours import hours, part_lines, planned_hours

ROLE_NAMES = {
    "everybody": "toàn bộ ê-kíp",
    "mc": "người dẫn chương trình",
    "control": "điều hành",
    "backstage": "hậu trường",
    "technician": "kỹ thuật âm thanh, ánh sáng",
    "photographer": "quay phim, chụp ảnh",
}
"""Whose sheets there are, as the sheet itself says it."""

_CUES = {
    "technician": (
        (CueKind.SOUND, "Âm thanh"), (CueKind.LIGHT, "Ánh sáng"), (CueKind.VIDEO, "Phim, ảnh"),
    ),
    "backstage": ((CueKind.SETTING, "Khánh tiết"),),
}  # fmt: skip
_NOTE_TITLES = {
    "mc": "Lưu ý", "control": "Lưu ý", "backstage": "Người, việc ở hậu trường",
    "technician": "Việc kỹ thuật", "photographer": "Cần ghi hình", "everybody": "Lưu ý",
}  # fmt: skip
_MANNERS = {
    Manner.FLAG_SALUTE: "Cả hội trường đứng nghiêm",
    Manner.ANTHEM: "Cả hội trường đứng nghiêm, Quốc ca",
    Manner.SILENCE: "Cả hội trường đứng, giữ yên lặng",
}


@dataclass(frozen=True)
class _Known:
    """All that notes are made of, read once."""

    role: str
    state: Rundown
    cues: dict[tuple[int, PartKey | None], list[CueRow]]
    people: dict[tuple[int, PartKey | None], list[str]]
    blocks: dict[int, list[AwardBlock]]


def run_sheet(session: Session, role: str, at: dt.datetime) -> Table:
    """Make the sheet of a role, a key of ROLE_NAMES; forecast hours once the programme runs."""
    conference, known = the_conference(session), _read(session, role)
    state = known.state
    running = state.begun
    ahead = forecast(state.slots(), at) if running else [None] * len(state.items)
    sittings = {one.id: one.name for one in conference.sittings}
    rows: list[Row | str] = []
    shown = 0
    for item, foreseen in zip(state.items, ahead, strict=True):
        if item.sitting_id != shown:
            shown = item.sitting_id
            rows.append(sittings[shown])
        rows += _rows(known, item, foreseen, running=running)
    return Table(
        title="CHƯƠNG TRÌNH CHI TIẾT",
        subtitle=f"(Dành cho {ROLE_NAMES[role]}; lập lúc {written_moment(in_the_hall(at))})",
        columns=_columns(role, running=running),
        rows=rows,
        issuer=issuer_of(conference, in_the_hall(at).date()),
        note=f"Chương trình có {written_count(len(state.items))} nội dung.",
        rehearsal=conference.rehearsal,
        sheet_name="Chương trình",
    )


def _read(session: Session, role: str) -> _Known:
    known = _Known(role, rundown(session), {}, {}, {})
    for row in cue_sheet(session):
        known.cues.setdefault((row.item_id, row.part), []).append(row)
    links = all_links(session)
    chosen = Delegate.id.in_({link.delegate_id for link in links})
    known_as = select(Delegate.id, Delegate.full_name).where(chosen)
    names = {row.id: row.full_name for row in session.execute(known_as)}
    for link in links:
        place = (link.item_id, link.part)
        known.people.setdefault(place, []).append(names[link.delegate_id])
    for block in awards.all_blocks(session):
        if block.item_id is not None:
            known.blocks.setdefault(block.item_id, []).append(block)
    return known


def _columns(role: str, *, running: bool) -> tuple[Column, ...]:
    return (
        Column("STT", 11, Kind.CENTRED),
        Column("Thời gian", 28, Kind.CENTRED),
        *((Column("Thực tế, dự kiến", 28, Kind.CENTRED),) if running else ()),
        Column("Nội dung", 75),
        Column("Thực hiện", 50),
        Column(_NOTE_TITLES[role], 56),
        Column("Ghi chép", 36),
    )


def _rows(
    known: _Known, item: AgendaItem, foreseen: Forecast | None, *, running: bool
) -> Iterator[Row]:
    skipped = known.state.of(item).state is ItemState.SKIPPED
    now: tuple[Cell, ...] = ()
    if running:
        now = ("Bỏ" if skipped else _foreseen(foreseen),)
    note = _joined([*_marks(item), *_notes(known, item, None, item.cue_note)])
    yield (item.number, planned_hours(item), *now, item.title, item.performer, note, "")
    for kind, part_id, number, length, title, performer, cue_note in part_lines(item):
        part = (kind, part_id)
        left_out = known.state.of_part(part).state is ItemState.SKIPPED
        beside = ("Bỏ" if left_out else "",) if running else ()
        notes = _joined(_notes(known, item, part, cue_note))
        yield (number, length, *beside, title, performer, notes, "")


def _foreseen(foreseen: Forecast | None) -> str:
    return "" if foreseen is None else hours(foreseen.start, foreseen.end, None)


def _marks(item: AgendaItem) -> Iterator[str]:
    if item.hard_start:
        yield "Đúng giờ bắt đầu"
    if item.protected:
        yield "Không được cắt"
    if item.optional:
        yield "Có thể bỏ khi thiếu giờ"
    if item.vote:
        yield "Biểu quyết"
    if item.manner in _MANNERS:
        yield _MANNERS[item.manner]


def _notes(known: _Known, item: AgendaItem, part: PartKey | None, cue_note: str) -> Iterator[str]:
    for of_role in _OF_ROLE.get(known.role, ()):
        yield from of_role(known, item, part)
    written = known.cues.get((item.id, part), ())
    # The plan's own note is what the lines of the sheet were made of: not both.
    if cue_note.strip() and not (written and known.role in _CUES):
        yield cue_note.strip()


def _of_cue_sheet(known: _Known, item: AgendaItem, part: PartKey | None) -> Iterator[str]:
    rows = known.cues.get((item.id, part), [])
    for kind, name in _CUES[known.role]:
        for row in rows:
            if row.kind is kind:
                length = f" {row.length_s // 60}:{row.length_s % 60:02}" if row.length_s else ""
                file = f" ({row.file})" if row.file else ""
                yield f"{name}: {row.words}{file}{length}"


def _people(known: _Known, item: AgendaItem, part: PartKey | None) -> Iterator[str]:
    names = list(dict.fromkeys(known.people.get((item.id, part), ())))
    if names:
        yield f"Người trong danh sách: {', '.join(names)}"


def _batches(known: _Known, item: AgendaItem, part: PartKey | None) -> Iterator[str]:
    for block in known.blocks.get(item.id, ()) if part is None else ():
        yield f"{block.form}: {written_count(len(block.batches))} lượt ({_received(block)})"


def _received(block: AwardBlock) -> str:
    names = {RecipientKind.COLLECTIVE: "tập thể", RecipientKind.INDIVIDUAL: "cá nhân"}
    counts = {
        kind: sum(len(one.recipients) for one in block.batches if one.kind is kind)
        for kind in names
    }
    return ", ".join(f"{written_count(n)} {names[kind]}" for kind, n in counts.items() if n)


_Notes = Callable[[_Known, AgendaItem, PartKey | None], Iterator[str]]
_OF_ROLE: dict[str, tuple[_Notes, ...]] = {
    "mc": (_people, _batches),
    "control": (_people, _batches),
    "backstage": (_people, _batches, _of_cue_sheet),
    "technician": (_of_cue_sheet,),
    "photographer": (_people, _batches),
}


def _joined(notes: list[str] | Iterator[str]) -> str:
    return "; ".join(notes)
