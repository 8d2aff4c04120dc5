"""The programme on a guest's own telephone: only where an address is set; no script, no cookie."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from conference.agenda import Command, Press, give_cue, rundown, rundown_revision
from server.settings import Settings
from stage.guest_programme import qr_svg
from tests.factories import AT, new_id
from tests.server.conftest import HTML, Served

ADDRESS = "http://192.168.50.2:8000"


def test_without_an_address_there_is_neither_code_nor_page(served: Served) -> None:
    client = served.client()

    answers = [client.get(path).status_code for path in ("/programme", "/programme/qr.svg")]

    assert answers == [404, 404]
    assert "qr.svg" not in client.get("/stage/lobby", headers=HTML).text


def test_with_one_the_lobby_shows_the_code_of_a_still_page(serve: Callable[..., Served]) -> None:
    client = serve(guest_address=ADDRESS + "/").client()

    lobby = client.get("/stage/lobby", headers=HTML).text
    code = client.get("/programme/qr.svg")
    page = client.get("/programme", headers=HTML)

    assert 'src="/programme/qr.svg"' in lobby
    assert code.data == qr_svg(ADDRESS + "/programme")
    assert code.mimetype == "image/svg+xml"
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "public, max-age=60"
    assert "<script" not in page.text
    assert page.text.index("14h00 – 14h20") < page.text.index("Phát biểu chỉ đạo và bế mạc")


def test_what_is_left_out_stands_on_it_no_more(serve: Callable[..., Served]) -> None:
    served = serve(guest_address=ADDRESS)
    before = served.client().get("/programme").text
    with served.db.reading() as session:
        item = rundown(session).items[3]
        title, press = (
            item.title,
            Press(
                cue_id=new_id(),
                seen_revision=rundown_revision(session),
                command=Command.SKIP,
                item_id=item.id,
                reason="Thiếu giờ",
            ),
        )

    served.db.write(lambda s: give_cue(s, press, at=AT, by="operator:1", by_name="Điều hành"))

    assert title in before
    assert title not in served.client().get("/programme").text


@pytest.mark.parametrize("address", ["192.168.50.2", "http://a b", "http://x.vn/programme"])
def test_an_address_that_no_telephone_could_open_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        Settings(guest_address=address)
