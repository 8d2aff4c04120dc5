"""Writing the sheet: what is to be done in an item, in which order.

May be written before the day and while the programme runs. What is written of a film or a piece of
music counts as tried only as long as it is the same file of the same length.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda import AgendaItem, PartKey, PartKind, part_row, rundown
from conference.cue_sheet.records import (
    FILE_LENGTH,
    MEDIA,
    WORDS_LENGTH,
    CueKind,
    CueSheetWritten,
    TechnicalCue,
)
from conference.journal import record
from conference.names import fold, tidy
from conference.refusals import N_, NotFound, Refusal


class CueWordsMissing(Refusal):
    """Nobody can do what is not said."""

    code = "cue_words_missing"
    sentence = N_("Vui lòng ghi việc cần làm.")


class CueTooLong(Refusal):
    """A line of the sheet is read in one glance."""

    code = "cue_too_long"
    sentence = N_("Việc cần làm dài quá %(words)s ký tự, hoặc tên tệp dài quá %(file)s ký tự.")


class NotInThisItem(Refusal):
    """The part of the item was taken out of the programme meanwhile."""

    code = "cue_part_unknown"
    sentence = N_("Phần này không còn trong nội dung đã chọn. Vui lòng tải lại trang.")


class CueSheetChanged(Refusal):
    """Somebody else has written this line since; what was typed is still on the page."""

    code = "cue_sheet_changed"
    sentence = N_(
        "Dòng này vừa được người khác sửa; nội dung của đồng chí chưa được lưu nhưng vẫn còn trên "
        "trang. Vui lòng xem bản mới rồi lưu lại nếu vẫn cần."
    )


@dataclass(frozen=True)
class CueWords:
    """A line of the sheet as it is written; `file` and `length_s` are of media only."""

    kind: CueKind
    words: str
    file: str = ""
    length_s: int | None = None
    part: PartKey | None = None


def add_cue(session: Session, item_id: int, words: CueWords, *, at: dt.datetime, by: str) -> int:
    """Put a line at the end of an item's sheet; give its id.

    The very same line again, as by a second press of the button, is the first.

    Raises:
        NotFound: there is no such item.
        NotInThisItem: it has no such part.
        CueWordsMissing, CueTooLong: see `CueWords`.
    """
    said = _said(session, item_id, words)
    rows = _rows(session, item_id)
    if rows and _words_of(rows[-1]) == said:
        return rows[-1].id
    row = TechnicalCue(item_id=item_id, ordinal=len(rows) + 1)
    _put(row, said)
    session.add(row)
    session.flush()
    record(session, CueSheetWritten(item_id=item_id), at=at, by=by)
    return row.id


def change_cue(
    session: Session,
    cue_id: int,
    words: CueWords,
    *,
    seen: CueWords | None = None,
    at: dt.datetime,
    by: str,
) -> bool:
    """Write a line otherwise; give whether that is new. `seen` is what the writer's page showed.

    Raises:
        NotFound: there is no such line.
        CueSheetChanged: it says something else than the writer saw.
        NotInThisItem, CueWordsMissing, CueTooLong: see `add_cue`.
    """
    row = _row(session, cue_id)
    said, stands = _said(session, row.item_id, words), _words_of(row)
    if said == stands:
        return False
    if seen is not None and _tidied(seen) != stands:
        raise CueSheetChanged
    if (said.file, said.length_s) != (stands.file, stands.length_s):
        row.tried_at, row.tried_by = None, ""
    _put(row, said)
    record(session, CueSheetWritten(item_id=row.item_id), at=at, by=by)
    return True


def remove_cue(
    session: Session, cue_id: int, *, seen: CueWords | None = None, at: dt.datetime, by: str
) -> bool:
    """Take a line off the sheet; give whether it was there. `seen` is what the page showed.

    Raises:
        CueSheetChanged: it says something else than was seen.
    """
    row = session.get(TechnicalCue, cue_id)
    if row is None or row.removed:
        return False
    if seen is not None and _tidied(seen) != _words_of(row):
        raise CueSheetChanged
    row.removed = True
    session.flush()
    _number(_rows(session, row.item_id))
    record(session, CueSheetWritten(item_id=row.item_id), at=at, by=by)
    return True


def restore_cue(session: Session, cue_id: int, *, at: dt.datetime, by: str) -> bool:
    """Put a line that was taken off back where it stood, as far as it was; give whether it was off.

    Raises:
        NotFound: there was no such line, or its item is no longer in the programme.
        NotInThisItem: its part is no longer in the item.
    """
    row = session.get(TechnicalCue, cue_id)
    if row is None:
        raise NotFound
    if not row.removed:
        return False
    _said(session, row.item_id, _words_of(row))
    rows = _rows(session, row.item_id)
    row.removed = False
    rows.insert(row.ordinal - 1, row)
    _number(rows)
    record(session, CueSheetWritten(item_id=row.item_id), at=at, by=by)
    return True


def move_cue(session: Session, cue_id: int, place: int, *, at: dt.datetime, by: str) -> bool:
    """Put a line at this place of its item's sheet, 1 first; give whether it stood elsewhere.

    Raises:
        NotFound: there is no such line.
    """
    row = _row(session, cue_id)
    rows = [one for one in _rows(session, row.item_id) if one is not row]
    rows.insert(max(place - 1, 0), row)
    if not _number(rows):
        return False
    record(session, CueSheetWritten(item_id=row.item_id), at=at, by=by)
    return True


def propose_cues(session: Session, *, at: dt.datetime, by: str) -> int:
    """Make first lines of the programme's notes for sound and screens; give how many are new.

    An item or a part that has a line already gets none: what somebody wrote stands.
    """
    items = rundown(session).items
    written = {(row.item_id, row.part) for item in items for row in _rows(session, item.id)}
    new = 0
    for item in items:
        for part, note in _notes(item):
            if (item.id, part) not in written:
                add_cue(session, item.id, CueWords(_kind_of(note), note, part=part), at=at, by=by)
                new += 1
    return new


def _notes(item: AgendaItem) -> Iterator[tuple[PartKey | None, str]]:
    parts: list[tuple[PartKey | None, str]] = [
        (None, item.cue_note),
        *(((PartKind.ENTRY, one.id), one.cue_note) for one in item.entries),
        *(((PartKind.STEP, one.id), one.cue_note) for one in item.steps),
    ]
    return ((part, note) for part, note in parts if note.strip())


_SIGNS = {
    CueKind.VIDEO: ("video", "phong su", "phim", "hinh anh", "clip", "trinh chieu", "slide"),
    CueKind.SOUND: ("nhac", "am thanh", "quoc ca", "micro hat", "bai hat"),
    CueKind.LIGHT: ("anh sang", "den ", "toi dan"),
}


def _kind_of(note: str) -> CueKind:
    """Guess whose hands a note needs; the first kind that it names, furniture where none."""
    folded = f"{fold(note)} "
    named = (kind for kind, signs in _SIGNS.items() if any(one in folded for one in signs))
    return next(named, CueKind.SETTING)


def _said(session: Session, item_id: int, words: CueWords) -> CueWords:
    item = session.get(AgendaItem, item_id)
    if item is None or item.removed:
        raise NotFound
    if words.part is not None and part_row(item, words.part) is None:
        raise NotInThisItem
    said = _tidied(words)
    if not said.words:
        raise CueWordsMissing
    if len(said.words) > WORDS_LENGTH or len(said.file) > FILE_LENGTH:
        raise CueTooLong(words=WORDS_LENGTH, file=FILE_LENGTH)
    return said


def _tidied(words: CueWords) -> CueWords:
    """Give a line as it is kept; whether its part is still there is another question."""
    media = words.kind in MEDIA
    file, length_s = (tidy(words.file), words.length_s or None) if media else ("", None)
    return CueWords(words.kind, tidy(words.words), file, length_s, words.part)


def _words_of(row: TechnicalCue) -> CueWords:
    return CueWords(row.kind, row.words, row.file, row.length_s, row.part)


def _put(row: TechnicalCue, said: CueWords) -> None:
    row.kind, row.words, row.file, row.length_s = said.kind, said.words, said.file, said.length_s
    row.part_kind, row.part_id = (said.part[0].value, said.part[1]) if said.part else ("", 0)


def _row(session: Session, cue_id: int) -> TechnicalCue:
    row = session.get(TechnicalCue, cue_id)
    if row is None or row.removed:
        raise NotFound
    return row


def _rows(session: Session, item_id: int) -> list[TechnicalCue]:
    of_item = select(TechnicalCue).where(
        TechnicalCue.item_id == item_id, TechnicalCue.removed.is_(False)
    )
    return list(session.scalars(of_item.order_by(TechnicalCue.ordinal, TechnicalCue.id)))


def _number(rows: list[TechnicalCue]) -> bool:
    """Number these from 1 on; give whether any had another place."""
    moved = False
    for nth, row in enumerate(rows, start=1):
        moved = moved or row.ordinal != nth
        row.ordinal = nth
    return moved
