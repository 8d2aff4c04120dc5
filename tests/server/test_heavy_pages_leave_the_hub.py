"""Pages of long lists are made on another thread, with all that is known of the request."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from server.heavy_pages import HEAVY_PAGES, make_apart
from tests.server.conftest import HTML, Served

PAGES = [
    "/admin/", "/admin/readiness", "/admin/delegates?q=nguyen", "/admin/list",
    "/admin/invitations?by=unit", "/admin/composition", "/admin/nominees", "/admin/seating",
    "/admin/seating/usher?q=an",
]  # fmt: skip


@pytest.fixture
def used(served: Served) -> list[int]:
    """The threads on which pages were made."""
    threads: list[int] = []

    def apart(work: Callable[[], Any]) -> Any:
        def noted() -> Any:
            threads.append(threading.get_ident())
            return work()

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(noted).result()

    make_apart(served.server.app, apart)
    return threads


@pytest.mark.parametrize("path", PAGES)
def test_a_long_page_is_made_on_another_thread_in_the_readers_language(
    served: Served, used: list[int], path: str
) -> None:
    client = served.client("admin")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"

    answer = client.get(path, headers=HTML)

    assert answer.status_code == 200
    assert '<html lang="en"' in answer.text
    assert used
    assert threading.get_ident() not in used


def test_a_page_made_apart_opens_to_the_same_roles(served: Served, used: list[int]) -> None:
    reception, stranger = served.client("reception"), served.client()

    assert reception.get("/admin/delegates", headers=HTML).status_code == 200
    assert reception.get("/admin/composition", headers=HTML).status_code == 403
    assert stranger.get("/admin/delegates", headers=HTML).status_code == 302
    assert len(used) == 1


def test_every_heavy_page_is_a_page_of_the_server(served: Served) -> None:
    assert set(HEAVY_PAGES) <= set(served.server.app.view_functions)
