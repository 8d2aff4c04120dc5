"""Makes a paper of the door as its job does, without the process around it."""

from __future__ import annotations

import json
from typing import Any

from admin.door_papers import DoorPaperBody
from conference.clock import to_ms
from server.work import papers
from server.work.job import ASKED, Job
from tests.factories import new_id
from tests.server.conftest import Served


def make(served: Served, paper: str, form: str, **wish: Any) -> bytes:
    """Give the bytes of the file."""
    body = DoorPaperBody.model_validate({"paper": paper, "format": form, **wish})
    folder = served.folder.path / f"paper-{new_id()}"
    folder.mkdir()
    url = served.db.url
    assert url is not None
    asked = {
        "kind": "papers",
        "params": body.model_dump() | {"at_ms": to_ms(served.clock())},
        "database_url": url.render_as_string(hide_password=False),
    }
    (folder / ASKED).write_text(json.dumps(asked), encoding="utf-8")
    return (folder / papers.run(Job(folder))).read_bytes()
