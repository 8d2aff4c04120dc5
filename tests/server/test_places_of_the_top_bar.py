"""The office's bar: each role sees the places that open for it, and where it stands."""

from __future__ import annotations

import re

import pytest

from server.pages import _FIRST_PAGE
from tests.server.conftest import HTML, Served

ROLES = (
    "admin", "supervisor", "reception", "vip_reception", "print", "stage", "backstage",
    "technician",
)  # fmt: skip
NAVIGATION = re.compile(r'<nav class="(?:inner-)?places".*?</nav>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)"( aria-current="(?:page|true)")?>')


def links(text: str) -> list[tuple[str, bool]]:
    """The places that a page offers, and whether one stands there."""
    found = LINK.findall(" ".join(NAVIGATION.findall(text)))
    return [(path, bool(current)) for path, current in found]


@pytest.mark.parametrize("role", ROLES)
def test_every_place_that_a_role_is_shown_opens_for_it(served: Served, role: str) -> None:
    client = served.client(role)
    seen, ahead = set[str](), {"/admin/readiness"}

    while ahead - seen:
        path = (ahead - seen).pop()
        seen.add(path)
        answer = client.get(path, headers=HTML, follow_redirects=True)
        assert answer.status_code not in {401, 403, 404}, path
        ahead |= {place for place, _ in links(answer.text)}

    assert "/admin/readiness" in seen
    assert ("/admin/conferences" in seen) is (role == "admin")
    assert ("/admin/tasks" in seen) is (role in {"admin", "supervisor"})


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/admin/", ["/admin"]),
        ("/admin/readiness", ["/admin/readiness", "/admin/readiness"]),
        ("/admin/tasks", ["/admin/readiness", "/admin/tasks"]),
        ("/admin/conferences", ["/admin/readiness", "/admin/conferences"]),
        ("/admin/list", ["/admin/delegates", "/admin/list"]),
        ("/admin/stations", ["/admin/arrivals", "/admin/stations"]),
        ("/admin/door", ["/admin/arrivals", "/admin/door"]),
        ("/print/", ["/print"]),
    ],
)
def test_the_place_where_one_stands_is_marked_on_both_levels(
    served: Served, path: str, marked: list[str]
) -> None:
    text = served.client("admin").get(path, headers=HTML).text

    assert [place for place, current in links(text) if current] == marked


@pytest.mark.parametrize("role", sorted(_FIRST_PAGE))
def test_after_the_sign_in_one_stands_where_one_may(served: Served, role: str) -> None:
    answer = served.client(role).get(_FIRST_PAGE[role], headers=HTML)

    assert answer.status_code == 200
