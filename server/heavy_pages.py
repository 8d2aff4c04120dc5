"""Pages of long lists are made on a thread of their own, so that the hub goes on meanwhile.

Of ten thousand delegates such a page takes half a second of the processor; the door cannot wait.
"""

from __future__ import annotations

import contextvars
import functools
from collections.abc import Callable
from typing import Any

from flask import Flask

from conference.database import RunApart
from conference.operators import Role, declared_roles, open_to

HEAVY_PAGES = (
    "admin.overview", "readiness.readiness", "roster.search_list", "roster.approved_list",
    "invitations.overview", "composition.overview", "nominees.table", "seating.editor",
    "seating.usher", "handing.overview", "seating.propose", "arrivals.overview", "door.settings",
)  # fmt: skip
"""What reads the whole list, or writes hundreds of its rows out."""


def make_apart(app: Flask, run_apart: RunApart) -> None:
    """Let the heavy pages of this app be made where their work holds nobody up."""
    for endpoint in HEAVY_PAGES:
        app.view_functions[endpoint] = _apart(app.view_functions[endpoint], run_apart)


def _apart(view: Callable[..., Any], run_apart: RunApart) -> Callable[..., Any]:
    roles = declared_roles(view) or frozenset()

    @open_to(*map(Role, roles))
    @functools.wraps(view)
    def made_apart(**given: Any) -> Any:
        # A request is known to its own greenlet only: what is known of it goes along.
        here = contextvars.copy_context()
        return run_apart(lambda: here.run(view, **given))

    return made_apart
