"""The script of an item or a part of it: written, read, and taken back to what it said before.

A blank line parts pages. Nothing is ever cut: a page that is too long for the MC's screen is told
of and kept. What a script said before a change is kept, so that a change can be taken back.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.agenda import AgendaItem, PartKey, parts_of
from conference.journal import record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal
from conference.scripts.records import Script, ScriptPast, ScriptWritten
from conference.timing import ZERO

PAGE_LENGTH = 700
"""Letters that the MC's screen shows in big type at once."""

SCRIPT_LENGTH = 20_000
SAME_WRITING = dt.timedelta(minutes=1)
"""What one person writes within this time is one change: pages save while somebody types."""


class ScriptChanged(Refusal):
    """Somebody else has written since; both texts are kept, one here and one on the page."""

    code = "script_changed"
    sentence = N_(
        "%(by)s vừa sửa lời dẫn này; nội dung vừa nhập chưa được lưu nhưng vẫn còn trên trang. "
        "Vui lòng xem bản mới rồi chọn giữ bản nào."
    )


class ScriptTooLong(Refusal):
    """A whole book was pasted."""

    code = "script_too_long"
    sentence = N_("Lời dẫn dài quá 20.000 ký tự; chưa được lưu. Vui lòng rút gọn.")


class NoScriptToTakeBack(Refusal):
    """The script says what it said at first."""

    code = "no_script_to_take_back"
    sentence = N_("Lời dẫn này không còn thay đổi nào để hoàn tác.")


ANOTHER = "Người khác"


@dataclass(frozen=True)
class Written:
    """A script as it stands; `revision` 0 and no words where nobody has written anything."""

    item_id: int
    part: PartKey | None
    words: str = ""
    revision: int = 0
    by_name: str = ""
    can_take_back: bool = False


def pages_of(words: str) -> list[str]:
    """Give the pages of a script, parted by blank lines."""
    return [page for page in re.split(r"\n\s*\n", as_kept(words)) if page]


def too_long(words: str) -> list[int]:
    """Give which pages, 1 first, are longer than the MC's screen shows."""
    return [n for n, page in enumerate(pages_of(words), start=1) if len(page) > PAGE_LENGTH]


def as_kept(words: str) -> str:
    """Give words in one spelling of the bytes, line by line, without blank lines at the ends."""
    lines = unicodedata.normalize("NFC", words).replace("\r\n", "\n").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(tidy, lines))).strip("\n")


def scripts(session: Session, item_ids: Iterable[int] | None = None) -> list[Written]:
    """Give what was written, of these items or of all."""
    wanted = select(Script).order_by(Script.item_id, Script.id)
    if item_ids is not None:
        wanted = wanted.where(Script.item_id.in_(set(item_ids)))
    rows = list(session.scalars(wanted))
    past = set(session.scalars(select(ScriptPast.script_id)))
    return [_written(row, can_take_back=row.id in past) for row in rows]


def script(session: Session, item_id: int, part: PartKey | None = None) -> Written:
    """Give what is said for an item, or for a part of it."""
    row = _row(session, item_id, part)
    if row is None:
        return Written(item_id, part)
    return _written(row, can_take_back=_newest_past(session, row) is not None)


def write_script(  # noqa: PLR0913 - what is said where, seen how, by whom
    session: Session,
    item_id: int,
    words: str,
    *,
    part: PartKey | None = None,
    seen: int | None = None,
    at: dt.datetime,
    by: str,
    by_name: str = "",
) -> Written:
    """Write what is said; give it as it stands. The same words again change nothing.

    `seen` is the revision that the writer's page showed; None asks for no such check.

    Raises:
        NotFound: there is no such item, or it has no such part.
        ScriptChanged: somebody else has written since; says who.
        ScriptTooLong: nothing was written.
    """
    kept = as_kept(words)
    if len(kept) > SCRIPT_LENGTH:
        raise ScriptTooLong
    _must_be_there(session, item_id, part)
    row = _row(session, item_id, part)
    if kept == (row.words if row else ""):
        return script(session, item_id, part)
    _must_be_seen(row, seen)
    if row is None:
        kind, part_id = part or ("", 0)
        row = Script(item_id=item_id, part_kind=kind, part_id=part_id, words="", revision=0)
        row.at, row.by = at, ""
        session.add(row)
        session.flush()
    _keep_past(session, row, at=at, by=by)
    _put(session, row, kept, at=at, by=by, by_name=by_name)
    return script(session, item_id, part)


def take_script_back(  # noqa: PLR0913 - of which part, seen how, by whom
    session: Session,
    item_id: int,
    *,
    part: PartKey | None = None,
    seen: int | None = None,
    at: dt.datetime,
    by: str,
    by_name: str = "",
) -> Written:
    """Let a script say again what it said before its last change; give it as it stands.

    Raises:
        NoScriptToTakeBack: it says what it said at first.
        ScriptChanged: somebody else has written since; says who.
    """
    row = _row(session, item_id, part)
    past = _newest_past(session, row) if row is not None else None
    if row is None or past is None:
        raise NoScriptToTakeBack
    _must_be_seen(row, seen)
    before = past.words
    session.delete(past)
    _put(session, row, before, at=at, by=by, by_name=by_name)
    # Whoever writes now begins a change of their own.
    row.by = ""
    session.flush()
    return script(session, item_id, part)


def _put(
    session: Session, row: Script, words: str, *, at: dt.datetime, by: str, by_name: str
) -> None:
    row.words, row.revision = words, row.revision + 1
    row.at, row.by, row.by_name = at, by, by_name
    session.flush()
    record(session, ScriptWritten(item_id=row.item_id), at=at, by=by)


def _keep_past(session: Session, row: Script, *, at: dt.datetime, by: str) -> None:
    past = _newest_past(session, row)
    # After a clock that was put back nothing of before is the same writing.
    going_on = past is not None and row.by == by and ZERO <= at - past.at < SAME_WRITING
    if not going_on:
        session.add(ScriptPast(script_id=row.id, words=row.words, at=at))


def _must_be_there(session: Session, item_id: int, part: PartKey | None) -> None:
    item = session.get(AgendaItem, item_id)
    if item is None or item.removed or (part is not None and part not in parts_of(item)):
        raise NotFound


def _must_be_seen(row: Script | None, seen: int | None) -> None:
    if seen is not None and seen != (row.revision if row else 0):
        raise ScriptChanged(by=(row.by_name if row else "") or ANOTHER)


def _row(session: Session, item_id: int, part: PartKey | None) -> Script | None:
    kind, part_id = part or ("", 0)
    wanted = select(Script).where(
        Script.item_id == item_id, Script.part_kind == kind, Script.part_id == part_id
    )
    return session.scalar(wanted)


def _newest_past(session: Session, row: Script) -> ScriptPast | None:
    of_it = select(ScriptPast).where(ScriptPast.script_id == row.id)
    return session.scalar(of_it.order_by(ScriptPast.id.desc()).limit(1))


def _written(row: Script, *, can_take_back: bool) -> Written:
    return Written(
        item_id=row.item_id,
        part=row.part,
        words=row.words,
        revision=row.revision,
        by_name=row.by_name,
        can_take_back=can_take_back,
    )
