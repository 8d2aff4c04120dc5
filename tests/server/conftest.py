"""The whole server in one process, on a copy of the demo, with sign-in for every role."""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_socketio.test_client import SocketIOTestClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from conference.database import Database
from conference.delegates import invitations
from conference.operators import find_operator
from conference.printing import PrintState, counts
from server import own_command
from server.app import Server, create_server
from server.folder import DataFolder
from server.gate import _stamp
from server.making import make_demo
from server.rehearsals import OpenConference
from server.settings import Settings
from tests.factories import SetClock
from tests.made_once import made_once
from tests.waiting import until
from tests.warm_process import warm_command

HTML = {"Accept": "text/html"}


@dataclass
class Served:
    """A server under test and what a test wants of it."""

    server: Server
    folder: DataFolder
    clock: SetClock
    passwords: dict[str, str]
    codes: list[str] = field(default_factory=list)

    @property
    def db(self) -> Database:
        return self.server.db

    def client(self, role: str | None = None) -> FlaskClient:
        """A browser, signed in with this role (without the hash that a real sign-in takes)."""
        client = self.server.app.test_client()
        if role is not None:
            with self.db.reading() as session:
                operator = find_operator(session, role)
            assert operator is not None
            with client.session_transaction() as cookie:
                cookie["operator"], cookie["stamp"] = operator.id, _stamp(operator)
        return client

    def picture(self, path: str) -> bytes:
        """What the print desk sees under this path."""
        return self.client("print").get(path, buffered=True).data

    def sign_in(self, client: FlaskClient, name: str, password: str, **more: str) -> Any:
        page = client.get("/sign-in", headers=HTML)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        assert token is not None
        form = {"operator_name": name, "password": password, "csrf_token": token[1], **more}
        return client.post("/sign-in", data=form, headers=HTML)

    def screen(self, namespace: str, room: str, role: str | None = None) -> SocketIOTestClient:
        """A screen's socket."""
        return self.server.socketio.test_client(
            self.server.app,
            namespace=namespace,
            auth={"room": room},
            flask_test_client=self.client(role),
        )

    def scan(self, code: str, client: FlaskClient | None = None, **more: Any) -> Any:
        body = {"scan_id": str(uuid.uuid4()), "code": code, **more}
        return (client or self.client()).post("/api/check-in", json=body)

    def wait_for_jobs(self, state: PrintState, count: int) -> None:
        """Wait until so many sheets are in this state."""

        def enough() -> bool:
            with self.db.reading() as session:
                return counts(session)[state] >= count

        until(enough)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's people, codes and awards; the office's own work is left to the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for work in ("plan_hall", "arrange_office"):
            patch.setattr(f"seed.demo.{work}", lambda *_: None)
        return made_once(tmp_path_factory, "demo", _make)


@pytest.fixture(scope="session")
def worked_demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as `hoinghi demo` makes it."""
    return made_once(tmp_path_factory, "worked-demo", _make)


def _make(path: Path) -> None:
    folder = DataFolder(path)
    folder.prepare()
    make_demo(Settings(data_dir=path), folder, SetClock())


class _Compiled(BytecodeCache):
    """Templates that a test before has compiled: each server has an environment of its own."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        code: bytes = bucket.bytecode_to_string()
        self._code[bucket.key] = code


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Compile each template and each address once for all tests of this process."""
    builders: dict[Any, Any] = {}
    compile_builder = Rule._compile_builder

    def builder(rule: Rule, append_unknown: bool = True) -> Any:
        # What it is made of, and nothing else: the converters are looked up when it is called.
        key = (rule.rule, rule.subdomain, repr(rule.defaults), append_unknown)
        if key not in builders:
            builders[key] = compile_builder(rule, append_unknown)
        return builders[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Flask.jinja_options, "bytecode_cache", _Compiled())
        patch.setattr(Rule, "_compile_builder", builder)
        yield


@pytest.fixture
def sample_invitations() -> None:
    """Ask for this where a rehearsal's own invitations matter: they take a process and seconds."""


@pytest.fixture
def serve(
    tmp_path: Path,
    demo_folder: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Served]]:
    started: list[Served] = []
    monkeypatch.setattr(own_command, "OWN_COMMAND", warm_command())
    if "sample_invitations" not in request.fixturenames:
        monkeypatch.setattr(OpenConference, "_write_invitations", lambda *_: None)

    def start(**settings: Any) -> Served:
        path = tmp_path / "data"
        if not path.exists():
            shutil.copytree(demo_folder, path)
        folder, clock, db = DataFolder(path), SetClock(), Database()
        chosen = Settings(data_dir=path, virtual_printer_port=0, **settings)
        db.open(f"sqlite:///{folder.file_of(folder.open_name or '')}")
        server = create_server(chosen, clock, db)
        lines = folder.sign_in_file.read_text(encoding="utf-8").splitlines()
        served = Served(server, folder, clock, dict(line.split()[:2] for line in lines))
        with db.reading() as session:
            served.codes = [code for _, code in invitations(session)]
        started.append(served)
        return served

    yield start
    for served in started:
        served.server.stop()
    # A class keeps every socket for ever, and the server behind it.
    SocketIOTestClient.clients.clear()


@pytest.fixture
def served(serve: Callable[..., Served]) -> Served:
    """A composed server whose background work has not begun."""
    return serve()


@pytest.fixture
def running(serve: Callable[..., Served]) -> Served:
    """A server whose spooler prints and whose screens are told."""
    served = serve()
    served.server.start()
    return served
