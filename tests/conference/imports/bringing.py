"""Files as the list takes them, without the file: rows, a comparison, a confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.database import Database
from conference.delegates import Delegate, NewDelegate, withdraw_delegates
from conference.imports import (
    NO_CHOICES,
    Choices,
    Comparison,
    FileBrought,
    ImportDone,
    Incoming,
    Wishes,
    compare,
    take_list,
)
from tests.factories import AT, BY, GROUP, UNIT, new_id

FILE = FileBrought("danh-sach.xlsx", "ab" * 32, b"the bytes")


def row(number: int, name: str, *, card: str = "", **words: Any) -> Incoming:
    """A row of a file; unit and group are those of the tests where nothing else is said."""
    person: dict[str, Any] = {"unit": UNIT, "group": GROUP} | words
    named = not name.startswith("Đại diện ")
    return Incoming(f"Sheet1!{number}", NewDelegate(full_name=name, named=named, **person), card)


def looked_at(db: Database, rows: Sequence[Incoming], choices: Choices = NO_CHOICES) -> Comparison:
    with db.reading() as session:
        return compare(session, rows, choices)


def standings(db: Database, rows: Sequence[Incoming], choices: Choices = NO_CHOICES) -> list[str]:
    return [one.standing.value for one in looked_at(db, rows, choices).rows]


def bring(
    db: Database,
    rows: Sequence[Incoming],
    *,
    choices: Choices = NO_CHOICES,
    import_id: str = "",
    file: FileBrought = FILE,
    seen: str = "",
    **wishes: Any,
) -> ImportDone:
    """Preview and confirm."""
    shown = seen or looked_at(db, rows, choices).digest

    def take(session: Session) -> ImportDone:
        return take_list(
            session,
            rows,
            import_id=import_id or new_id(),
            file=file,
            seen=shown,
            choices=choices,
            wishes=Wishes(**wishes),
            by_name="Nguyễn Thị Miền",
            at=AT,
            by=BY,
        )

    return db.write(take)


def other_file(name: str = "khac.xlsx") -> FileBrought:
    return replace(FILE, name=name, sha256=new_id().replace("-", "") * 2)


def people(db: Database) -> list[Delegate]:
    """Everybody on the list, withdrawn or not, with unit and group."""
    with db.reading() as session:
        both = select(Delegate).options(joinedload(Delegate.unit), joinedload(Delegate.group))
        return list(session.scalars(both.order_by(Delegate.id)))


def person(db: Database, name: str) -> Delegate:
    [found] = [one for one in people(db) if one.full_name == name]
    return found


def withdraw(db: Database, *ids: int) -> None:
    db.write(lambda s: withdraw_delegates(s, ids, reason="Bận công tác", at=AT, by=BY))
