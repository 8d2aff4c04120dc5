"""The hall shows programme, title or nothing; its picture is checked, kept, seen by everybody."""

from __future__ import annotations

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from stage.backdrops import LARGEST_PICTURE, LAST_KEPT, MOST_DOTS, Backdrops
from tests.server.conftest import Served
from tests.server.stage_screens.paired import post, told
from tests.waiting import until

MEET_WITHIN_S = 0.2
"""Two that may run together meet at once."""


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 36), colour: str = "red") -> bytes:
    held = io.BytesIO()
    Image.new("RGB", size, colour).save(held, kind)
    return held.getvalue()


def bring(served: Served, content: bytes) -> Any:
    return served.client("stage").post("/stage/hall/backdrop", data=content)


def hall(served: Served) -> dict[str, Any]:
    words: dict[str, Any] = told(served.screen("/stage", "hall"), "snapshot")[-1]
    return words


def test_the_hall_is_told_at_once_what_to_show(running: Served) -> None:
    wall = running.screen("/stage", "hall")
    first = told(wall, "snapshot")[-1]

    post(running, "/hall", showing="black")
    [black, *_] = until(lambda: told(wall, "snapshot"))
    post(running, "/hall", showing="title")
    [title, *_] = until(lambda: told(wall, "snapshot"))

    assert [one["showing"] for one in (first, black, title)] == ["programme", "black", "title"]
    assert [one["backdrop_url"] for one in (first, black, title)] == [None, None, None]


def test_the_control_is_told_the_same_and_the_hall_not_who_did_it(served: Served) -> None:
    post(served, "/hall", showing="title")

    control = told(served.screen("/stage", "control", "stage"), "snapshot")[-1]

    assert control["showing"] == hall(served)["showing"] == "title"
    assert "Điều hành sân khấu" not in str(hall(served))


def test_a_picture_is_kept_under_a_name_of_its_content_and_public(served: Served) -> None:
    content = picture("JPEG")

    first, again = bring(served, content).json, bring(served, content).json
    seen = served.client().get(hall(served)["backdrop_url"], buffered=True)

    assert (first["changed"], again["changed"]) == (True, False)
    assert first["backdrop_url"] == again["backdrop_url"] == hall(served)["backdrop_url"]
    assert (seen.data, seen.mimetype) == (content, "image/jpeg")
    assert len(list(served.folder.pictures.iterdir())) == 1


def test_another_picture_has_another_address_and_none_has_none(served: Served) -> None:
    red = bring(served, picture(colour="red")).json["backdrop_url"]
    blue = bring(served, picture(colour="blue")).json["backdrop_url"]

    gone = post(served, "/hall/backdrop/remove").json

    assert red != blue
    assert gone == {"done": True, "changed": True, "backdrop_url": None}
    assert hall(served)["backdrop_url"] is None


def test_of_what_was_only_tried_the_last_stay_and_what_a_conference_names_stays(
    served: Served,
) -> None:
    def bring_colours(*colours: str) -> list[str]:
        return [bring(served, picture(colour=one)).json["backdrop_url"][-36:] for one in colours]

    def kept() -> set[str]:
        return {one.name for one in served.folder.pictures.iterdir()}

    (in_a_copy,) = bring_colours("red")
    served.client("admin").post("/admin/rehearsal", json={"command": "begin"})
    tried = bring_colours("blue", "green", "white", "black", "gold", "navy", "pink", "grey")

    named = {in_a_copy, tried[-1]}
    assert kept() == named | set(tried[-LAST_KEPT:])
    (served.folder.conferences / "broken.db").write_bytes(b"no database at all " * 100)
    more = bring_colours("teal", "olive")
    assert kept() == named | set(tried[-LAST_KEPT:]) | set(more)


def test_a_picture_that_a_screen_is_loading_just_now_spoils_no_upload(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_file: Path, missing_ok: bool = False) -> None:
        raise PermissionError(missing_ok)

    monkeypatch.setattr(Path, "unlink", locked)
    colours = ("red", "blue", "green", "white", "black", "gold", "navy", "pink")

    answers = [bring(served, picture(colour=one)).status_code for one in colours]

    assert answers == [200] * len(colours)


def test_a_folder_that_is_put_aside_at_that_moment_spoils_no_upload(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_folder: Path, _pattern: str) -> Any:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "rglob", gone)

    answer = bring(served, picture())

    assert answer.status_code == 200
    assert hall(served)["backdrop_url"] is not None


def test_two_pictures_are_unpacked_one_after_the_other(tmp_path: Path) -> None:
    two, met = threading.Barrier(2), []

    def apart(work: Any) -> Any:
        with suppress(threading.BrokenBarrierError):
            met.append(two.wait(MEET_WITHIN_S))
        return work()

    backdrops = Backdrops(tmp_path / "pictures", apart, frozenset)
    with ThreadPoolExecutor(3) as several:
        list(several.map(backdrops.keep, [picture(colour=one) for one in ("red", "blue", "gold")]))

    assert met == []


def cut_short() -> bytes:
    whole = picture("PNG", (400, 400))
    return whole[: len(whole) // 2]


def far_too_many_dots() -> bytes:
    held = io.BytesIO()
    Image.new("1", (MOST_DOTS // 1000, 1001)).save(held, "PNG")
    return held.getvalue()


def test_what_is_no_picture_is_refused_and_nothing_is_kept(served: Served) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    contents = [b"", svg, picture("GIF"), cut_short(), far_too_many_dots()]

    answers = [bring(served, content) for content in contents]

    assert [(one.status_code, one.json["error"]["code"]) for one in answers] == [
        (409, "picture_unreadable")
    ] * len(contents)
    assert hall(served)["backdrop_url"] is None
    assert not served.folder.pictures.exists()


def test_a_picture_of_more_than_five_megabytes_is_refused_with_the_limit(served: Served) -> None:
    answer = bring(served, b"\x89PNG" + b"0" * (LARGEST_PICTURE - 3))

    assert (answer.status_code, answer.json["error"]["code"]) == (413, "picture_too_large")
    assert "5 MB" in answer.json["error"]["sentence"]


def test_no_other_file_is_given_away(served: Served) -> None:
    names = ["x.png", "0" * 32 + ".png", "..%2f..%2fsecret.key", "0" * 32]

    given = {served.client().get(f"/stage/pictures/{name}").status_code for name in names}

    assert given == {404}
