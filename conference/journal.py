"""What happened, by whom, when: the append-only record whose number orders everything.

A command records facts; `conference.database` writes them last in the command's transaction, so
that numbers become visible in order, and tells listeners after the commit. Facts carry ids, codes
and numbers, never names or contacts: the chain still verifies after names were erased.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import Index, String, func, insert, select, union_all
from sqlalchemy.orm import Mapped, Session, mapped_column

from conference.base import Base, table_of
from conference.clock import to_ms
from conference.prepared import Prepared

_PENDING = "facts recorded by this command"
_NEWEST = "number and chain of this transaction's last entry"
_FIRST_LINK = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened, named in the past tense; its class name is its kind."""

    kinds: ClassVar[dict[str, type[Fact]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        Fact.kinds[cls.__name__] = cls

    @classmethod
    def kind(cls) -> str:
        """The stable name under which this fact stands in the journal."""
        return cls.__name__


class JournalEntry(Base):
    """A fact as it was written; never changed, never deleted."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_kind_id", "kind", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    kind: Mapped[str] = mapped_column(String(64))
    by: Mapped[str] = mapped_column(String(64))
    payload: Mapped[dict[str, Any]]
    chain: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True)
class Recorded:
    """A journal entry as listeners get it: plain values, no session."""

    id: int
    at: dt.datetime
    kind: str
    by: str
    payload: dict[str, Any]


def record(session: Session, fact: Fact, *, at: dt.datetime, by: str) -> None:
    """Note a fact; it is written when the command ends and heard of after the commit.

    `by` names who did it: "operator:3", "station:2", "system".
    """
    session.info.setdefault(_PENDING, []).append((fact, at, by))


def forget_pending(session: Session) -> None:
    """Drop what a command recorded before it failed."""
    session.info.pop(_PENDING, None)


def append_pending(session: Session) -> list[Recorded]:
    """Write the facts recorded in this session and give them back with their numbers.

    The caller holds the write lock: numbers have no gaps and each entry carries the hash of the
    one before it.
    """
    pending: list[tuple[Fact, dt.datetime, str]] = session.info.pop(_PENDING, [])
    if not pending:
        return []
    number, chain = session.info.get(_NEWEST) or _newest(session)
    rows: list[dict[str, Any]] = []
    for fact, at, by in pending:
        number += 1
        payload = dataclasses.asdict(fact)
        chain = _link(chain, number, at, fact.kind(), by, payload)
        rows.append(
            {"id": number, "at": at, "kind": fact.kind(), "by": by, "payload": payload}
            | {"chain": chain}
        )
    for row in rows:
        _INSERT.insert(session, row)
    session.info[_NEWEST] = (number, chain)
    return [Recorded(row["id"], row["at"], row["kind"], row["by"], row["payload"]) for row in rows]


_INSERT = Prepared(insert(table_of(JournalEntry)), "id", "at", "kind", "by", "payload", "chain")


def _newest(session: Session) -> tuple[int, str]:
    newest = session.execute(
        select(JournalEntry.id, JournalEntry.chain).order_by(JournalEntry.id.desc()).limit(1)
    ).first()
    return (newest.id, newest.chain) if newest else (0, _FIRST_LINK)


def _link(  # noqa: PLR0917 - one argument per column of the entry
    before: str, number: int, at: dt.datetime, kind: str, by: str, payload: dict[str, Any], /
) -> str:
    body = json.dumps(
        [before, number, to_ms(at), kind, by, payload], ensure_ascii=False, sort_keys=True
    )
    return hashlib.sha256(body.encode()).hexdigest()


def head(session: Session) -> int:
    """The number of the newest entry; 0 when nothing has happened."""
    return session.scalar(select(func.max(JournalEntry.id))) or 0


def revision(session: Session, kinds: Iterable[str]) -> int:
    """The number of the last fact of these kinds; 0 when there was none."""
    (row,) = _newest_of(frozenset(kinds)).rows(session, {})
    newest: int | None = row.newest
    return newest or 0


@functools.cache
def _newest_of(kinds: frozenset[str]) -> Prepared:
    # Kind by kind the index gives its last entry; asked for all at once, a database walks through
    # every arrival there was.
    by_kind = [
        select(func.max(JournalEntry.id).label("newest")).where(JournalEntry.kind == kind)
        for kind in sorted(kinds)
    ]
    of_each = union_all(*by_kind).subquery()
    return Prepared(select(func.max(of_each.c.newest).label("newest")))


def broken_link(session: Session) -> int | None:
    """Walk the whole chain; give the number of the first entry that does not fit, or None."""
    before, expected = _FIRST_LINK, 1
    entries = select(JournalEntry).order_by(JournalEntry.id).execution_options(yield_per=1000)
    for entry in session.scalars(entries):
        link = _link(before, entry.id, entry.at, entry.kind, entry.by, entry.payload)
        if entry.id != expected or link != entry.chain:
            return expected
        before, expected = entry.chain, expected + 1
    return None
