"""/admin/cue-sheet: what the technicians do in each item is written, put in order, tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from flask import Blueprint, render_template, request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from admin.roster_bodies import RequestId
from conference import cue_sheet
from conference.agenda import AgendaItem, PartKey, PartKind, rundown
from conference.base import LARGEST_ID
from conference.clock import Clock, in_the_hall
from conference.cue_sheet import MEDIA, CueKind, CueRow, CueState, CueWords, TooLong
from conference.database import Database
from conference.identity import the_conference
from conference.operators import Role, Who, open_to
from conference.refusals import N_
from conference.requests import once

WRITERS = (Role.ADMIN, Role.STAGE, Role.TECHNICIAN)

KIND_NAMES = {
    CueKind.SOUND: N_("Âm thanh"),
    CueKind.LIGHT: N_("Ánh sáng"),
    CueKind.VIDEO: N_("Phim, hình ảnh"),
    CueKind.SETTING: N_("Khánh tiết"),
}
STATE_NAMES = {
    CueState.PLANNED: N_("Chờ"),
    CueState.STANDBY: N_("Đã chuẩn bị"),
    CueState.RUNNING: N_("Đang chạy"),
    CueState.DONE: N_("Xong"),
}

_Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class LineBody(BaseModel):
    """A line of the sheet; `part` null: of the item itself."""

    model_config = ConfigDict(extra="forbid")

    kind: CueKind
    words: str = Field(max_length=2000)
    file: str = Field("", max_length=2000)
    length_s: int | None = Field(None, ge=0, le=86_400)
    part: tuple[PartKind, _Id] | None = None

    def line(self) -> CueWords:
        """Give it as the conference names it."""
        return CueWords(self.kind, self.words, self.file, self.length_s, self.part)


class AddBody(LineBody):
    """A new line; sent again with its id, it is one line."""

    request_id: RequestId | None = None


class ChangeBody(BaseModel):
    """A line as it is to be, and as the writer saw it."""

    line: LineBody
    seen: LineBody


class RemoveBody(BaseModel):
    """A line that is to go, as the writer saw it."""

    seen: LineBody | None = None


class PlaceBody(BaseModel):
    """Where a line is to stand in its item, 1 first."""

    place: int = Field(ge=1, le=10_000)


def create_blueprint(db: Database, clock: Clock, *, who: Callable[[], Who]) -> Blueprint:
    """Make the page, and what is written on it."""
    routes = Blueprint("admin_cue_sheet", __name__, url_prefix="/admin/cue-sheet")

    @routes.get("")
    @open_to(*WRITERS)
    def overview() -> str:
        with db.reading() as session:
            words = sheet_words(session)
        return render_template("admin/cue_sheet.html", **words)

    @routes.post("/items/<int:item_id>")
    @open_to(*WRITERS)
    def add_line(item_id: int) -> dict[str, Any]:
        body, me = AddBody.model_validate_json(request.get_data()), who()

        def add(session: Session) -> int:
            return cue_sheet.add_cue(session, item_id, body.line(), at=clock(), by=me.by)

        made = db.write(lambda s: once(s, body.request_id, lambda: add(s)))
        return {"done": True, "cue_id": made.number, "repeat": made.repeat}

    @routes.post("/propose")
    @open_to(*WRITERS)
    def propose() -> dict[str, Any]:
        me = who()
        return {
            "done": True,
            "new": db.write(lambda s: cue_sheet.propose_cues(s, at=clock(), by=me.by)),
        }

    _add_changes(routes, db, clock, who)
    return routes


def _add_changes(routes: Blueprint, db: Database, clock: Clock, who: Callable[[], Who]) -> None:
    @routes.post("/lines/<int:cue_id>")
    @open_to(*WRITERS)
    def change_line(cue_id: int) -> dict[str, Any]:
        body, me = ChangeBody.model_validate_json(request.get_data()), who()
        changed = db.write(
            lambda s: cue_sheet.change_cue(
                s, cue_id, body.line.line(), seen=body.seen.line(), at=clock(), by=me.by
            )
        )
        return {"done": True, "changed": changed}

    @routes.post("/lines/<int:cue_id>/move")
    @open_to(*WRITERS)
    def move_line(cue_id: int) -> dict[str, Any]:
        body, me = PlaceBody.model_validate_json(request.get_data()), who()
        moved = db.write(lambda s: cue_sheet.move_cue(s, cue_id, body.place, at=clock(), by=me.by))
        return {"done": True, "changed": moved}

    @routes.post("/lines/<int:cue_id>/remove")
    @open_to(*WRITERS)
    def remove_line(cue_id: int) -> dict[str, Any]:
        body, me = RemoveBody.model_validate_json(request.get_data()), who()
        seen = None if body.seen is None else body.seen.line()
        removed = db.write(
            lambda s: cue_sheet.remove_cue(s, cue_id, seen=seen, at=clock(), by=me.by)
        )
        return {"done": True, "changed": removed}

    @routes.post("/lines/<int:cue_id>/restore")
    @open_to(*WRITERS)
    def restore_line(cue_id: int) -> dict[str, Any]:
        me = who()
        restored = db.write(lambda s: cue_sheet.restore_cue(s, cue_id, at=clock(), by=me.by))
        return {"done": True, "changed": restored}


def sheet_words(session: Session) -> dict[str, Any]:
    """Give everything that the page shows: each item with its two columns."""
    rows: dict[int, list[CueRow]] = {}
    for row in cue_sheet.cue_sheet(session):
        rows.setdefault(row.item_id, []).append(row)
    faults: dict[int, list[TooLong]] = {}
    for fault in cue_sheet.too_long(session):
        faults.setdefault(fault.item.id, []).append(fault)
    names = {one.id: one.name for one in the_conference(session).sittings}
    items = rundown(session).items
    every = [row for them in rows.values() for row in them]
    return {
        "items": [
            _item(item, rows.get(item.id, []), faults.get(item.id, []), names[item.sitting_id])
            for item in items
        ],
        "kind_names": KIND_NAMES,
        "media": [kind.value for kind in CueKind if kind in MEDIA],
        "words_length": cue_sheet.WORDS_LENGTH,
        "file_length": cue_sheet.FILE_LENGTH,
        "untried": sum(row.kind in MEDIA and row.tried_at is None for row in every),
        "too_long": sum(len(them) for them in faults.values()),
        "notes": sum(_noted(item, rows.get(item.id, [])) for item in items),
        "lines": len(every),
    }


def _item(
    item: AgendaItem, rows: list[CueRow], faults: list[TooLong], sitting: str
) -> dict[str, Any]:
    parts = _parts(item)
    lines = [_line(nth, row, parts, faults) for nth, row in enumerate(rows, start=1)]
    together = next((one for one in faults if one.cue_id is None), None)
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "sitting": sitting,
        "hours": _hours(item),
        "parts": [{"value": _value(key), "title": title} for key, title in parts.items()],
        "desk": [one for one in lines if one["kind"] != CueKind.SETTING],
        "settings": [one for one in lines if one["kind"] == CueKind.SETTING],
        "films": None if together is None else _fault(together),
    }


def _hours(item: AgendaItem) -> str:
    start, end = item.planned_start, item.planned_end
    if start is None or end is None:
        return "" if item.length_min is None else f"{item.length_min}'"
    return f"{in_the_hall(start):%Hh%M}-{in_the_hall(end):%Hh%M}"


def _line(
    place: int, row: CueRow, parts: dict[PartKey, str], faults: Iterable[TooLong]
) -> dict[str, Any]:
    fault = next((one for one in faults if one.cue_id == row.id), None)
    return {
        "id": row.id,
        "place": place,
        "kind": row.kind,
        "kind_name": KIND_NAMES[row.kind],
        "words": row.words,
        "file": row.file,
        "length_s": row.length_s,
        "length": "" if row.length_s is None else _clock(row.length_s),
        "part": "" if row.part is None else _value(row.part),
        "part_title": "" if row.part is None else parts.get(row.part, ""),
        "media": row.kind in MEDIA,
        "tried": row.tried_at is not None,
        "tried_by": row.tried_by,
        "tried_at": row.tried_at,
        "state": row.state,
        "state_name": STATE_NAMES[row.state],
        "fault": None if fault is None else _fault(fault),
    }


def _fault(one: TooLong) -> dict[str, str]:
    return {"length": _clock(one.length_s), "room": _clock(one.room_s)}


def _parts(item: AgendaItem) -> dict[PartKey, str]:
    entries: dict[PartKey, str] = {(PartKind.ENTRY, one.id): one.title for one in item.entries}
    steps = {
        (PartKind.STEP, one.id): f"{one.label}) {one.title}" if one.label else one.title
        for one in item.steps
    }
    return entries | steps


def _value(part: PartKey) -> str:
    return f"{part[0].value}-{part[1]}"


def _noted(item: AgendaItem, rows: list[CueRow]) -> int:
    """Count the notes of the plan for which nobody has written a line yet."""
    written = {row.part for row in rows}
    keys: list[tuple[PartKey | None, str]] = [
        (None, item.cue_note),
        *(((PartKind.ENTRY, one.id), one.cue_note) for one in item.entries),
        *(((PartKind.STEP, one.id), one.cue_note) for one in item.steps),
    ]
    return sum(bool(note.strip()) and key not in written for key, note in keys)


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
