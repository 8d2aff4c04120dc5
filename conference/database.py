"""The way into the records: one writer, many readers, delivery after commit.

On SQLite one thread owns the only writing connection. Whatever queued up during the last flush is
committed together (natural batching: no fixed wait), because writers that compete for SQLite's lock
starve; when a command fails, the batch is run again with a savepoint for each (ADR 0014). On
PostgreSQL the writer steps aside: a transaction per command, one after the other under an advisory
lock.

This is the only file that commits or rolls back; `tests/house` watches over it.
"""

from __future__ import annotations

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    ProgrammingError,
)
from sqlalchemy.orm import Session

from conference.journal import Recorded, append_pending, forget_pending
from conference.refusals import (
    DatabaseUnreadable,
    NewerDatabase,
    NotReadable,
    NotRecorded,
    Refusal,
)

T = TypeVar("T")
Command = Callable[[Session], T]
Listener = Callable[[Sequence[Recorded]], None]
RunApart = Callable[[Callable[[], Any]], Any]
"""Runs a function where its waiting for the disk stops nobody else, and gives its result."""

JOURNAL_LOCK = 7_480_116
"""The advisory lock under which commands run one by one on PostgreSQL; any fixed number."""

APPLICATION_ID = 0x686F696E
"""Marks a SQLite file as ours ("hoin" in ASCII)."""

MOST_PER_BATCH = 256
"""Commands; a longer queue is committed in several flushes so that the first need not wait."""

_COMMANDS_OWN = (DataError, IntegrityError, InterfaceError, ProgrammingError)
"""What a command's own SQL can do wrong; all else that a database raises is its own trouble."""

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
_REVISIONS = sorted(file.name.split("_", 1)[0] for file in _VERSIONS.glob("[0-9]*.py"))
"""The revisions this version knows, oldest first; a migration's file is named by its number."""

_log = logging.getLogger(__name__)


def run_here(work: Callable[[], Any]) -> Any:
    """Run on the calling thread; right wherever no event loop would be held up."""
    return work()


@dataclass
class _Ticket(Generic[T]):
    """A command on its way to the writer, and its outcome."""

    command: Command[T]
    done: threading.Event = field(default_factory=threading.Event)
    result: T | None = None
    error: BaseException | None = None
    facts: list[Recorded] = field(default_factory=list)


class _Writer(Protocol):
    def write(self, command: Command[T]) -> T: ...

    def close(self) -> None: ...


class Database:
    """One conference's records; `open` may be called again to change to another conference."""

    def __init__(self, *, run_apart: RunApart = run_here) -> None:
        self._run_apart = run_apart
        self._listeners: list[Listener] = []
        self._reader: Engine | None = None
        self._writer: _Writer | None = None
        self.url: URL | None = None

    def open(self, url: str | URL) -> None:
        """Open a conference's database, making or upgrading its tables; close the one before.

        Raises:
            NewerDatabase: a newer hoinghi wrote it; nothing was changed.
            DatabaseUnreadable: no database of ours, damaged, or not writable.
        """
        try:
            target = make_url(url)
            _upgrade(target)
        except (ArgumentError, ModuleNotFoundError) as exc:
            raise DatabaseUnreadable(name="HOINGHI_DATABASE_URL", why=str(exc)) from exc
        self.close()
        self.url = target
        self._reader = _reading_engine(target)
        if target.get_backend_name() == "sqlite":
            self._writer = _OneWriter(target, self._run_apart, self._deliver)
        else:
            self._writer = _TransactionEach(_engine(target), self._deliver)

    def close(self) -> None:
        """Let the writer finish what it was handed, then close every connection."""
        if self._writer is not None:
            self._writer.close()
        if self._reader is not None:
            self._reader.dispose()
        self._writer = self._reader = None

    def listen(self, listener: Listener) -> None:
        """Tell this function every fact after its commit; it must return quickly."""
        self._listeners.append(listener)

    def write(self, command: Command[T]) -> T:
        """Run a command in a transaction and give its result once that is durable.

        A command may be run twice, and touches nothing but its session: when one of those that
        queued up together fails, the others are run again.

        Raises:
            Refusal: the command's own; nothing of it was kept.
            NotRecorded: the database could not make it durable.
        """
        if self._writer is None:
            raise NotRecorded
        return self._writer.write(command)

    def write_one_of_several(self, command: Command[T]) -> T | None:
        """Run one of several commands that must not fall together; None if nothing of it was kept.

        A refusal is foreseen; anything else is a bug, and logged with its trace.
        """
        try:
            return self.write(command)
        except Refusal as refusal:
            _log.warning("one command of several was refused: %s", refusal.code)
        except Exception:  # noqa: BLE001 - a command's fault never harms another
            _log.exception("one command of several failed; nothing of it was kept")
        return None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the records and changes nothing.

        Raises:
            NotReadable: the database cannot be read now.
        """
        if self._reader is None:
            raise NotReadable
        try:
            with Session(self._reader, autoflush=False, expire_on_commit=False) as session:
                yield session
        except _COMMANDS_OWN:
            raise
        except DBAPIError as exc:
            _log.error("not readable: %s", exc.orig)
            raise NotReadable from exc

    def _deliver(self, facts: Sequence[Recorded]) -> None:
        for listener in self._listeners:
            try:
                listener(facts)
            except Exception:  # noqa: BLE001 - a listener's fault never reaches the delegate
                _log.exception("a listener failed; the facts stand")


class _OneWriter:
    """The thread that owns the only writing connection to a SQLite file."""

    def __init__(
        self, url: URL, run_apart: RunApart, deliver: Callable[[Sequence[Recorded]], None]
    ) -> None:
        self._engine = _engine(url, begin="BEGIN IMMEDIATE")
        self._run_apart, self._deliver = run_apart, deliver
        self._queue: queue.SimpleQueue[_Ticket[Any] | None] = queue.SimpleQueue()
        self._session: Session | None = None
        self._closed = False
        self._hatch = threading.Lock()
        self._thread = threading.Thread(target=self._loop, name="writer", daemon=True)
        self._thread.start()

    def write(self, command: Command[T]) -> T:
        ticket = _Ticket(command)
        # Nothing may join the queue behind its end: another conference is opened while scans come,
        # and whoever waits there would wait for ever.
        with self._hatch:
            if self._closed:
                raise NotRecorded
            self._queue.put(ticket)
        ticket.done.wait()
        if ticket.error is not None:
            raise ticket.error
        return cast("T", ticket.result)

    def close(self) -> None:
        with self._hatch:
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        self._run_apart(self._hang_up)

    def _loop(self) -> None:
        open_for_more = True
        while open_for_more:
            batch = [self._queue.get()]
            while len(batch) < MOST_PER_BATCH and not self._queue.empty():
                batch.append(self._queue.get())
            tickets = [ticket for ticket in batch if ticket is not None]
            open_for_more = len(tickets) == len(batch)
            if tickets:
                self._run_apart(partial(self._flush, tickets))
                self._hand_over(tickets)

    def _hand_over(self, tickets: list[_Ticket[Any]]) -> None:
        facts = [fact for ticket in tickets for fact in ticket.facts]
        for ticket in tickets:
            ticket.done.set()
        if facts:
            self._deliver(facts)

    def _flush(self, tickets: list[_Ticket[Any]]) -> None:
        """Run what queued up and commit once for all."""
        try:
            if self._session is None:
                self._session = Session(self._engine, expire_on_commit=False, autoflush=True)
            if not self._run_together(self._session, tickets):
                for ticket in tickets:
                    self._run_alone(self._session, ticket)
            self._session.commit()
            self._forget(self._session)
        except DBAPIError as exc:
            _log.error("nothing of %d commands was recorded: %s", len(tickets), exc.orig)
            self._fail_all(tickets)

    def _run_together(self, session: Session, tickets: list[_Ticket[Any]]) -> bool:
        """Run the commands one after the other; False, with nothing kept, if one of them failed."""
        try:
            for ticket in tickets:
                ticket.result = ticket.command(session)
                session.flush()
                ticket.facts = append_pending(session)
        except Exception as exc:  # noqa: BLE001 - carried to whoever handed the command in
            _refuse_disk_trouble(exc)
            session.rollback()
            self._forget(session)
            ticket.error = exc if len(tickets) == 1 else None
            return len(tickets) == 1
        return True

    def _run_alone(self, session: Session, ticket: _Ticket[Any]) -> None:
        """Run a command in a savepoint of its own, so that its failure harms no other.

        SQLAlchemy's own savepoint: of a raw one a failed flush knows nothing, and rolls back the
        whole batch.
        """
        try:
            with session.begin_nested():
                ticket.result = ticket.command(session)
                session.flush()
                ticket.facts = append_pending(session)
        except Exception as exc:  # noqa: BLE001 - same
            _refuse_disk_trouble(exc)
            ticket.error, ticket.facts = exc, []
            forget_pending(session)
            session.expunge_all()

    @staticmethod
    def _forget(session: Session) -> None:
        session.expunge_all()
        session.info.clear()

    def _fail_all(self, tickets: list[_Ticket[Any]]) -> None:
        for ticket in tickets:
            ticket.facts, ticket.error = [], ticket.error or NotRecorded()
        self._hang_up()

    def _hang_up(self) -> None:
        """Drop the connection: after a failed fsync nothing more may be written on it."""
        if self._session is not None:
            forget_pending(self._session)
            self._session.invalidate()
            self._session = None
        self._engine.dispose()


def _refuse_disk_trouble(fault: Exception) -> None:
    """Raise again what is the disk's trouble and not the command's; nothing may be kept then."""
    if isinstance(fault, DBAPIError) and not isinstance(fault, _COMMANDS_OWN):
        raise fault


class _TransactionEach:
    """On PostgreSQL each command has its own transaction, whichever process it comes from."""

    def __init__(self, engine: Engine, deliver: Callable[[Sequence[Recorded]], None]) -> None:
        self._engine, self._deliver = engine, deliver

    def write(self, command: Command[T]) -> T:
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                # Taken first, so that a command sees all that was committed before it (two scans of
                # one code, two presses at once); held to the commit, so that journal numbers
                # become visible in order.
                session.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": JOURNAL_LOCK})
                result = command(session)
                session.flush()
                facts = append_pending(session)
        except _COMMANDS_OWN:
            raise
        except DBAPIError as exc:
            _log.error("a command was not recorded: %s", exc.orig)
            raise NotRecorded from exc
        if facts:
            self._deliver(facts)
        return result

    def close(self) -> None:
        self._engine.dispose()


def _engine(url: URL, *, begin: str = "BEGIN", foreign_keys: str = "ON") -> Engine:
    # What a statement was given may be a name; it has no business in a log.
    engine = create_engine(url, hide_parameters=True)
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", partial(_prepare_sqlite, foreign_keys=foreign_keys))
        event.listen(engine, "begin", lambda connection: _begin(connection, begin))
    return engine


def _reading_engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        # One state for all the statements of a snapshot; SQLite gives it with BEGIN.
        return create_engine(url, isolation_level="REPEATABLE READ", hide_parameters=True)
    engine = _engine(url)
    event.listen(engine, "connect", _forbid_writing)
    return engine


def _begin(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)


def _prepare_sqlite(raw: sqlite3.Connection, _record: object, *, foreign_keys: str) -> None:
    # The driver must not begin transactions on its own: savepoints and BEGIN IMMEDIATE are ours.
    raw.isolation_level = None
    settings = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000")
    for pragma in (*settings, f"foreign_keys={foreign_keys}"):
        raw.execute(f"PRAGMA {pragma}").close()


def _forbid_writing(raw: sqlite3.Connection, _record: object) -> None:
    raw.execute("PRAGMA query_only=ON").close()


def _upgrade(url: URL) -> None:
    """Bring the tables to this version; refuse what a newer one made."""
    name = Path(url.database or "").name
    # Immediate: a transaction that begins as a reader's is refused the lock at once, without
    # waiting, while the server's own writer is at work.
    # Without foreign keys: SQLite changes a table by copying it, and a table that others point at
    # could not be dropped (sqlite.org/lang_altertable.html, section 7).
    engine = _engine(url, begin="BEGIN IMMEDIATE", foreign_keys="OFF")
    try:
        with engine.connect() as connection, connection.begin():
            if _revision(connection, name) != _REVISIONS[-1]:
                import_module("conference.upgrading").upgrade(connection)
            if url.get_backend_name() == "sqlite":
                # A write at every opening: a file that may not be written is refused here and not
                # at the first scan.
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    except DBAPIError as exc:
        raise DatabaseUnreadable(name=name, why=_one_line(exc.orig)) from exc
    finally:
        engine.dispose()


def _one_line(fault: object) -> str:
    return " ".join(str(fault).split())


def _revision(connection: Connection, name: str) -> str | None:
    """Give the tables' revision; None in an empty database.

    Raises:
        DatabaseUnreadable, NewerDatabase: no version of ours, or a newer one, made the tables.
    """
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise DatabaseUnreadable(name=name, why="not a hoinghi database")
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if revision is not None and revision not in _REVISIONS:
        raise NewerDatabase(name=name)
    return revision
