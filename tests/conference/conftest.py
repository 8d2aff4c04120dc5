"""A PostgreSQL server of the tests' own, on a socket file, for what must hold there too."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, text

from conference.database import Database

SERVER_OF_ITS_OWN = "postgres"
_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def _run(*command: object) -> None:
    # PostgreSQL refuses to run as root.
    alone = ["runuser", "-u", SERVER_OF_ITS_OWN, "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*alone, *map(str, command)], cwd="/", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def postgres() -> Iterator[URL]:
    """The address of a running server; its databases are made by `new_postgres_url`."""
    if not _BINARIES:
        pytest.skip("PostgreSQL is not installed (tools/debian_packages.sh test)")
    binaries = _BINARIES[-1].parent
    # A short path: a socket's may have 107 characters only.
    folder = Path(tempfile.mkdtemp(prefix="hoinghi-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, SERVER_OF_ITS_OWN)
    data = folder / "data"
    _run(binaries / "initdb", "-D", data, "-U", "hoinghi", "-A", "trust", "-E", "UTF8",
         "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    start = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
    control = [binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-w"]
    _run(*control, "-o", start, "start")
    yield URL.create(
        "postgresql+psycopg", username="hoinghi", database="postgres", query={"host": str(folder)}
    )
    _run(*control, "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def create_database(postgres: URL) -> Callable[[str, str], URL]:
    """Make a database of this name after a template and give its address."""

    def create(name: str, template: str) -> URL:
        engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine.dispose()
        return postgres.set(database=name)

    return create


@pytest.fixture(scope="session")
def empty_postgres_url(create_database: Callable[[str, str], URL]) -> Callable[[], URL]:
    """Make one more database without any table and give its address."""
    numbers = count(1)
    return lambda: create_database(f"empty_{next(numbers)}", "template0")


@pytest.fixture(scope="session")
def new_postgres_url(create_database: Callable[[str, str], URL]) -> Callable[[], URL]:
    """Make one more empty database with tables and give its address."""
    numbers = count(1)
    with_tables = Database()
    with_tables.open(create_database("with_tables", "template0"))
    with_tables.close()
    return lambda: create_database(f"conference_{next(numbers)}", "with_tables")


@pytest.fixture
def postgres_db(new_postgres_url: Callable[[], URL]) -> Iterator[Database]:
    """An empty database with tables on PostgreSQL."""
    db = Database()
    db.open(new_postgres_url())
    yield db
    db.close()
