"""Signing in, and how it ends."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from conference.operators import reset_password
from server.conferences import open_database
from server.passwords import Passwords, new_password
from tests.factories import AT
from tests.server.conftest import HTML, Served


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(served: Served) -> None:
    client = served.client()

    wrong = served.sign_in(client, "admin", "not the password")
    unknown = served.sign_in(client, "nobody", "not the password")

    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in wrong.text
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in unknown.text


def test_a_new_password_ends_the_sign_ins_made_with_the_old_one(served: Served) -> None:
    client = served.client("stage")
    hashed = Passwords(lambda work: work()).hash("another")

    served.db.write(
        lambda s: reset_password(s, sign_in_name="stage", password_hash=hashed, at=AT, by="test")
    )

    assert client.get("/stage/control").status_code == 401
    assert served.sign_in(client, "stage", "another").status_code == 302


def test_signing_out_forgets_who_it_was_and_keeps_the_language(served: Served) -> None:
    client = served.client("admin")
    client.post("/language", data={"language": "en", "next": "/admin/"})

    client.post("/sign-out")

    assert client.get("/admin/").status_code == 401
    assert 'lang="en"' in client.get("/", headers=HTML).text


def test_signing_in_keeps_the_chosen_language(served: Served) -> None:
    client = served.client()
    client.post("/language", data={"language": "en"})

    served.sign_in(client, "mc", served.passwords["mc"])

    assert 'lang="en"' in client.get("/stage/mc", headers=HTML).text


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1"]
)
def test_a_sign_in_never_leads_to_another_site(served: Served, target: str) -> None:
    client = served.client()

    answer = served.sign_in(client, "mc", served.passwords["mc"], next=target)

    assert answer.headers["Location"] == "/stage/mc"


def test_a_form_without_its_token_signs_nobody_in(served: Served) -> None:
    client = served.client()

    answer = client.post(
        "/sign-in", data={"operator_name": "admin", "password": served.passwords["admin"]}
    )

    assert answer.status_code == 401
    assert client.get("/admin/").status_code == 401


def test_a_page_that_a_script_asks_for_draws_no_second_token(served: Served) -> None:
    client = served.client()

    asked = client.get("/kiosk/desk", headers=HTML | {"Sec-Fetch-Mode": "cors"})

    assert asked.status_code == 401
    assert client.get_cookie("hoinghi") is None
    visited = client.get("/kiosk/desk", headers=HTML | {"Sec-Fetch-Mode": "navigate"})
    assert visited.headers["Location"] == "/sign-in?next=/kiosk/desk"


def test_two_sign_in_pages_that_open_at_once_both_sign_in(served: Served) -> None:
    first, second = served.client(), served.client()
    older = csrf_token(first)
    csrf_token(second)
    form = {"operator_name": "mc", "password": served.passwords["mc"], "csrf_token": older}

    # The browser has kept the cookie that came last; the form that was opened first is sent.
    ours = second.post("/sign-in", data=form, headers={"Origin": "http://localhost"})
    foreign = second.post("/sign-in", data=form, headers={"Origin": "http://evil.example"})

    assert (ours.status_code, ours.headers["Location"]) == (302, "/stage/mc")
    assert foreign.status_code == 403


def csrf_token(client: FlaskClient) -> str:
    page = client.get("/sign-in", headers=HTML)
    (token,) = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    return str(token)


def test_a_roles_first_page_is_the_one_it_works_on(served: Served) -> None:
    first = {
        role: served.sign_in(served.client(), role, served.passwords[role]).headers["Location"]
        for role in ("admin", "reception", "print", "stage", "mc", "photographer")
    }

    assert first == {
        "admin": "/admin/",
        "reception": "/kiosk/desk",
        "print": "/print/",
        "stage": "/stage/control",
        "mc": "/stage/mc",
        "photographer": "/",
    }


def test_passwords_are_random_and_can_be_read_aloud() -> None:
    drawn = {new_password() for _ in range(200)}

    assert len(drawn) == 200
    assert all(len(one) == 14 and not set(one) & set("01ilo") for one in drawn)


def test_a_cookie_of_an_operator_that_is_gone_opens_nothing(served: Served) -> None:
    client = served.client("mc")
    with client.session_transaction() as cookie:
        cookie["operator"] = 9999

    assert client.get("/stage/mc").status_code == 401


def test_the_chosen_conference_opens_for_a_command(served: Served) -> None:
    db = open_database(served.server.settings, served.folder)

    with db.reading() as session:
        assert session is not None
    db.close()
