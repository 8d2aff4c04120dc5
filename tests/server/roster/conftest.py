"""An office on a small conference of its own: a capacity, six delegates, one operator per role."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from conference.delegates import Delegate, lock_list
from conference.operators import Role, find_operator
from server.app import Server, create_server
from server.folder import DataFolder
from server.gate import _stamp
from server.settings import Settings
from tests.factories import (
    AT,
    BY,
    Invited,
    SetClock,
    make_conference,
    make_database,
    make_delegates,
    make_operator,
)

HTML = {"Accept": "text/html"}
NAMES = (
    "Đặng Thị Ánh", "Nguyễn Văn Tùng", "Lê Đăng An", "Trần Hòa", "Trần Hoà", "H'Hen Niê",
)  # fmt: skip


BLOCKS = {"dt", "dd", "td", "th", "tr", "li", "p", "div", "h1", "h2", "section", "option"}


class Words(HTMLParser):
    """The text of a page as people read it, blanks joined."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, _: Any) -> None:
        self.parts += [" "] if tag in BLOCKS else []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())


@dataclass
class Office:
    """The server under test and what a test asks of it."""

    server: Server
    people: list[Invited]

    @property
    def db(self) -> Any:
        return self.server.db

    def client(self, role: str = "admin") -> FlaskClient:
        client = self.server.app.test_client()
        with self.db.reading() as session:
            operator = find_operator(session, role)
        assert operator is not None
        with client.session_transaction() as cookie:
            cookie["operator"], cookie["stamp"] = operator.id, _stamp(operator)
        return client

    def page(self, path: str, role: str = "admin") -> str:
        answer = self.client(role).get(path, headers=HTML)
        assert answer.status_code == 200, answer.text
        return answer.text

    def read(self, path: str, role: str = "admin") -> str:
        return Words(self.page(path, role)).text

    def send(self, path: str, body: dict[str, Any] | None = None, role: str = "admin") -> Any:
        return self.client(role).post(path, json=body or {})

    def listed(self, query: str, role: str = "admin") -> list[str]:
        """The names that the list shows for the arguments of an address."""
        page = self.page(f"/admin/delegates?{query}", role)
        names = re.findall(r'<a class="name" id="person-\d+" href="[^"]+">([^<]+)</a>', page)
        return [name.replace("&#39;", "'") for name in names]

    def row(self, delegate_id: int) -> Delegate:
        with self.db.reading() as session:
            return session.get_one(Delegate, delegate_id)

    def id_of(self, name: str) -> int:
        return next(one.id for one in self.people if one.name == name)

    def lock(self) -> None:
        self.db.write(lambda s: lock_list(s, by_name="Nguyễn Thị Miền", at=AT, by=BY))


@pytest.fixture
def open_office(tmp_path: Path) -> Iterator[Callable[..., Office]]:
    opened: list[Office] = []

    def start(**words: Any) -> Office:
        folder = DataFolder(tmp_path)
        folder.prepare()
        db = make_database(folder.conferences, "office.db")
        make_conference(db, **({"capacity": 150} | words))
        for role in Role:
            make_operator(db, role.value, role)
        people = make_delegates(db, *NAMES, unit="Phòng Chuyển đổi số", phone="0912345678")
        settings = Settings(data_dir=tmp_path, virtual_printer_port=0)
        office = Office(create_server(settings, SetClock(), db), people)
        opened.append(office)
        return office

    yield start
    for office in opened:
        office.server.stop()


@pytest.fixture
def office(open_office: Callable[..., Office]) -> Office:
    return open_office()
