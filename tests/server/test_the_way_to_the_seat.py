"""The kiosk draws where a seat is: the hall's shape and the one label, nobody's name."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from conference import seating
from conference.seating import Block, Hall, Preset, preset_hall
from kiosk.seat_map import MOST_SEATS, _drawn
from tests.factories import AT, BY
from tests.server.conftest import Served

HALL = preset_hall(Preset.TWO_BLOCKS, people=150)


def keep(served: Served, hall: Hall) -> None:
    served.db.write(lambda s: seating.keep_hall(s, hall, at=AT, by=BY))


def asked(served: Served, label: str) -> Any:
    return served.client().get(f"/kiosk/seat/{quote(label)}.svg", buffered=True)


def test_anybody_sees_the_hall_with_the_seat_marked(served: Served) -> None:
    keep(served, HALL)

    answer = asked(served, "B-04")

    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert 'data-highlight="B-04"' in answer.text
    assert "<desc" in answer.text
    assert "Ghế B-04, Hàng B, Khối phải" in answer.text
    assert answer.headers["Content-Security-Policy"]


def test_the_drawing_names_nobody_and_marks_no_other_seat(served: Served) -> None:
    keep(served, HALL)

    text = asked(served, "A-01").text

    assert text.count("data-highlight") == 1
    assert 'data-mark="taken"' not in text
    assert "Mai Bảo Ánh" not in text


@pytest.mark.parametrize("label", ["Z-99", "a-01", "Khối trái", "<script>"])
def test_a_seat_that_the_plan_has_not_gets_no_drawing(served: Served, label: str) -> None:
    keep(served, HALL)

    answer = asked(served, label)

    assert (answer.status_code, answer.data) == (204, b"")


def test_without_a_plan_there_is_no_drawing(served: Served) -> None:
    assert asked(served, "A-01").status_code == 204


def test_a_hall_too_large_for_a_card_is_not_drawn_on_it(served: Served) -> None:
    keep(served, Hall(blocks=(Block("Khối", (100,) * (MOST_SEATS // 100 + 1)),)))

    assert asked(served, "A-01").status_code == 204


def test_a_seat_is_drawn_once_for_all_who_ask(served: Served) -> None:
    keep(served, HALL)
    _drawn.cache_clear()

    first, again = asked(served, "A-01"), asked(served, "A-01")

    assert first.data == again.data
    assert (_drawn.cache_info().misses, _drawn.cache_info().hits) == (1, 1)


def test_a_new_plan_is_drawn_at_once(served: Served) -> None:
    keep(served, HALL)
    asked(served, "A-01")

    keep(served, Hall(blocks=(Block("Khối giữa", (10,)),)))

    assert "Khối giữa" in asked(served, "A-01").text
