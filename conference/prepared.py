"""Statements of the door, made ready once.

A check-in runs half a dozen statements. SQLAlchemy works out text, parameters and result columns of
each anew, which was most of a check-in's time (docs/benchmarks.md). A `Prepared` statement does
that once and then speaks to SQLite's driver; on another database it is executed as any other.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Dialect, Select
from sqlalchemy.orm import Session

Convert = Callable[[Any], Any]
"""None in its place: the value goes as it is. Most do, and a call for each would be felt."""


class _Ready:
    """What is known of a statement once a dialect has seen it."""

    def __init__(self, statement: Any, columns: list[str], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns or None)
        self.sql = str(compiled)
        self.constants = {name: v for name, v in compiled.params.items() if v is not None}
        self.parameters: list[tuple[str, Convert | None]] = [
            (name, _bind(compiled.binds[name].type, dialect)) for name in compiled.positiontup or ()
        ]
        given = statement.selected_columns if isinstance(statement, Select) else ()
        results = {str(column.key): _result(column.type, dialect) for column in given}
        self.keys = list(results)
        self.converted = [(key, convert) for key, convert in results.items() if convert]

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """Give the driver's positional arguments."""
        known = {**self.constants, **values}
        return [
            convert(known[name]) if convert else known[name] for name, convert in self.parameters
        ]

    def row(self, values: tuple[Any, ...]) -> SimpleNamespace:
        """Give a row of the driver's with its columns as attributes."""
        named = dict(zip(self.keys, values, strict=True))
        for key, convert in self.converted:
            named[key] = convert(named[key])
        return SimpleNamespace(**named)


def _bind(type_: Any, dialect: Dialect) -> Convert | None:
    found: Convert | None = type_.dialect_impl(dialect).bind_processor(dialect)
    return found


def _result(type_: Any, dialect: Dialect) -> Convert | None:
    found: Convert | None = type_.dialect_impl(dialect).result_processor(dialect, None)
    return found


class Prepared:
    """A select or an insert that is run for every scan, or an update of the whole list.

    An insert names the columns it is given; all that have no default in the database must be
    among them.
    """

    def __init__(self, statement: Any, *columns: str) -> None:
        self._statement, self._columns = statement, list(columns)
        self._ready: _Ready | None = None

    def rows(self, session: Session, values: Mapping[str, Any]) -> list[Any]:
        """Run a select; give its rows, each with its columns as attributes."""
        cursor = self._execute(session, values)
        if cursor is None:
            return list(session.execute(self._statement, dict(values)))
        ready = self._made_ready(session)
        return [ready.row(values) for values in cursor]

    def insert(self, session: Session, values: Mapping[str, Any]) -> None:
        """Run an insert."""
        if self._execute(session, values) is None:
            session.execute(self._statement, dict(values))

    def insert_for_id(self, session: Session, values: Mapping[str, Any]) -> int:
        """Run an insert that returns the new row's id; give it."""
        cursor = self._execute(session, values)
        if cursor is None:
            return int(session.execute(self._statement, dict(values)).scalar_one())
        return int(cursor.fetchone()[0])

    def update_many(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run an update once for each of these, which must come to the same if one is run twice."""
        driver = session.connection().connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            ready = self._made_ready(session)
            # A fault is met again below, and there it is SQLAlchemy's own error.
            with contextlib.suppress(sqlite3.Error):
                driver.executemany(ready.sql, (ready.arguments(row) for row in rows))
                return
        session.execute(self._statement, [dict(row) for row in rows])

    def _execute(self, session: Session, values: Mapping[str, Any]) -> sqlite3.Cursor | None:
        """Speak to SQLite's driver; None where SQLAlchemy has to do it."""
        driver = session.connection().connection.driver_connection
        if not isinstance(driver, sqlite3.Connection):
            return None
        ready = self._made_ready(session)
        try:
            return driver.execute(ready.sql, ready.arguments(values))
        except sqlite3.Error:
            # Nothing was done: done again by SQLAlchemy it fails with SQLAlchemy's own error.
            return None

    def _made_ready(self, session: Session) -> _Ready:
        if self._ready is None:
            dialect = session.get_bind().dialect
            self._ready = _Ready(self._statement, self._columns, dialect)
        return self._ready
