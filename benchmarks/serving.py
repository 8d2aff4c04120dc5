"""Server processes for the measurements: fresh data folders, start, sign-in, stop."""

from __future__ import annotations

import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice, product
from pathlib import Path

from benchmarks.figures import say
from conference.clock import in_the_hall, system_clock
from conference.database import Database, run_here
from conference.delegates import (
    Approval,
    NewDelegate,
    add_delegates,
    invitations,
    issue_invitations,
)
from conference.identity import the_conference
from conference.operators import Role, add_operator
from seed.demo import DEMO_NAME, DEMO_PLAN, load_demo, made_up_delegates
from seed.plan import load_plan
from server.folder import DataFolder
from server.passwords import Passwords, new_password

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
START_WITHIN_S = 30.0
STOP_WITHIN_S = 10.0
LOOK_EVERY_S = 0.005
BY = "benchmark"
OPERATOR = "benchmark"
LEAVE = Approval("Ban Tổ chức", "đo tốc độ", may_exceed=True)
"""The demo's list is locked, and its hall is smaller than a measurement."""

HOINGHI = (str(Path(sys.executable).with_name("hoinghi")), "serve")


class ServerTrouble(Exception):  # noqa: N818 - the measurement cannot go on
    """A server process did not start, or ended."""


@dataclass(frozen=True)
class Prepared:
    """A data folder nobody has opened yet, to be copied for each server."""

    path: Path
    codes: tuple[str, ...]
    password: str

    def copy(self, name: str) -> Prepared:
        """Give a fresh copy beside it."""
        target = self.path.with_name(name)
        shutil.copytree(self.path, target)
        return replace(self, path=target)


@dataclass(frozen=True)
class Running:
    """A server process that answers."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    def cpu_s(self) -> float:
        """Give the processor time it has used so far; 0 where the system does not tell."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        if not stat.exists():
            return 0.0
        fields = stat.read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def workplace() -> Iterator[Path]:
    """Give an empty folder on the disk of the conferences, removed afterwards."""
    beside = Path(os.environ.get("HOINGHI_DATA_DIR", ROOT / "data"))
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=beside) as folder:
        yield Path(folder)


def prepare(path: Path, *, more_delegates: int = 0) -> Prepared:
    """Make the demo with so many more delegates, all invited, and an operator for everything."""
    folder, db, now = DataFolder(path), Database(), system_clock()
    folder.prepare()
    db.open(f"sqlite:///{folder.file_of(DEMO_NAME)}")
    password = new_password()
    hashed = Passwords(run_here).hash(password)
    try:
        db.write(lambda s: load_demo(s, held_on=in_the_hall(now).date(), at=now))
        if more_delegates:
            people = list(islice(_more_people(), more_delegates))
            db.write(lambda s: add_delegates(s, people, approval=LEAVE, at=now, by=BY))
            db.write(
                lambda s: issue_invitations(
                    s,
                    conference_number=the_conference(s).number,
                    rehearsal=False,
                    at=now,
                    by=BY,
                )
            )
        db.write(
            lambda s: add_operator(
                s,
                sign_in_name=OPERATOR,
                full_name="Ban Tổ chức",
                role=Role.ADMIN,
                password_hash=hashed,
                at=now,
                by=BY,
            )
        )
        with db.reading() as session:
            codes = tuple(digits for _, digits in invitations(session))
    finally:
        db.close()
    folder.choose(DEMO_NAME)
    return Prepared(path, codes, password)


def _more_people() -> Iterator[NewDelegate]:
    """Marry the demo's family names to its given names: some twenty thousand, without seats."""
    people = list(made_up_delegates(load_plan(DEMO_PLAN)))
    for one, other in product(people, people):
        family, given = one.full_name.split(maxsplit=1)[0], other.full_name.split(maxsplit=1)[1]
        yield replace(one, full_name=f"{family} {given}", seat="")


@contextmanager
def serving(folder: Path, *command: str, probe: str = "/api/health") -> Iterator[Running]:
    """Run a server (default `hoinghi serve`) on this data folder until the block ends.

    Raises:
        ServerTrouble: it gave no answer.
    """
    port = _free_port()
    place = ("--host", HOST, "--port", str(port))
    log = folder.with_name(f"{folder.name}.log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*(command or HOINGHI), *place],
            cwd=folder,
            env=_environment(folder),
            stdout=output,
            stderr=output,
        )
    try:
        _wait_for_answer(process, port, probe, log)
        yield Running(process, port)
    except BaseException:
        # The folder goes, and with it what the server had to say about this.
        say(_tail(log))
        raise
    finally:
        _stop(process)


def _environment(folder: Path) -> dict[str, str]:
    """Give an environment without the caller's settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("HOINGHI_")}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "HOINGHI_DATA_DIR": str(folder),
        "HOINGHI_VIRTUAL_PRINTER_PORT": "0",
        "HOINGHI_PRINT_BADGES": "1",
        "HOINGHI_LOG_LEVEL": "warning",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for_answer(process: subprocess.Popen[bytes], port: int, probe: str, log: Path) -> None:
    deadline = time.perf_counter() + START_WITHIN_S
    while time.perf_counter() < deadline:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}{probe}", timeout=START_WITHIN_S):
                return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(LOOK_EVERY_S)
    raise ServerTrouble(f"No answer from {probe}: {_tail(log)}")


def _tail(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2000:]


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def sign_in(server: Running, password: str) -> str:
    """Sign the benchmark's operator in; give the Cookie header's value."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{server.address}/sign-in").read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    if token is None:
        raise ServerTrouble("The sign-in page has no csrf_token.")
    form = {"csrf_token": token[1], "operator_name": OPERATOR, "password": password}
    # Where the signed-in operator is sent next needs no page of its own here.
    form["next"] = "/api/health"
    browser.open(f"{server.address}/sign-in", urllib.parse.urlencode(form).encode()).read()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
