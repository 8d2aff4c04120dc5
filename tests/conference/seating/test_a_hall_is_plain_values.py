"""A hall goes to JSON and back unchanged; what is no hall is refused with its place."""

from __future__ import annotations

import json
import unicodedata

import pytest

from conference.seating import (
    HallNameTwice,
    HallUnreadable,
    Preset,
    area_capacity,
    digest,
    hall_from,
    plain,
    preset_hall,
    seats,
)

ROW = {"name": "Khối", "rows": [3]}


@pytest.mark.parametrize("preset", list(Preset))
def test_a_preset_survives_json(preset: Preset) -> None:
    hall = preset_hall(preset, people=150)

    assert hall_from(json.loads(json.dumps(plain(hall)))) == hall


@pytest.mark.parametrize("preset", list(Preset))
@pytest.mark.parametrize("people", [0, 1, 7, 30, 61, 150, 999, 10_000])
def test_a_preset_holds_the_people_it_was_made_for(preset: Preset, people: int) -> None:
    hall = preset_hall(preset, people=people)

    assert len(seats(hall)) - hall.presidium + area_capacity(hall) >= people


@pytest.mark.parametrize(
    ("value", "where"),
    [
        (None, "JSON"),
        ([], "JSON"),
        ("Hội trường", "JSON"),
        ({"blocks": [{"name": "Khối", "rows": [3, "nhiều"]}]}, "blocks.0.rows.1"),
        ({"blocks": [{"rows": [3]}]}, "blocks.0.name"),
        ({"blocks": [ROW | {"angle": 400}]}, "blocks.0.angle"),
        ({"blocks": [ROW | {"numbering": "từ giữa"}]}, "blocks.0.numbering"),
        ({"stage": 1}, "stage"),
        (
            {"reserves": [{"name": "VIP", "block": "Khác", "first_row": 1, "last_row": 1}]},
            "reserves.0",
        ),
        (
            {
                "blocks": [ROW],
                "reserves": [{"name": "VIP", "block": "Khối", "first_row": 3, "last_row": 1}],
            },
            "reserves.0",
        ),
        ({"areas": [{"name": "Khu A", "capacity": 0}]}, "areas.0.capacity"),
    ],
)
def test_what_is_no_hall_is_refused_with_its_place(value, where: str) -> None:
    with pytest.raises(HallUnreadable) as refused:
        hall_from(value)

    assert where in str(refused.value.details["where"])


def test_reserved_rows_are_kept_with_their_purpose() -> None:
    kept = [
        {
            "name": "Khen thưởng",
            "block": "Khối",
            "first_row": 1,
            "last_row": 1,
            "purpose": "recipients",
        },
        {"name": "VIP", "block": "Khối", "first_row": 1, "last_row": 1},
    ]

    hall = hall_from({"blocks": [ROW], "reserves": kept})

    assert [one.purpose.value for one in hall.reserves] == ["recipients", "vip"]


@pytest.mark.parametrize("part", ["blocks", "areas"])
def test_two_parts_of_one_name_are_refused(part: str) -> None:
    one = ROW if part == "blocks" else {"name": "Khối", "capacity": 3}

    with pytest.raises(HallNameTwice) as refused:
        hall_from({part: [one, dict(one)]})

    assert refused.value.details == {"name": "Khối"}


def test_words_are_kept_in_nfc() -> None:
    typed = unicodedata.normalize("NFD", "Khối trái")

    hall = hall_from({"blocks": [{"name": typed, "rows": [3]}], "blocked": {"A-01": "ghế  hỏng"}})

    assert hall.blocks[0].name == "Khối trái"
    assert hall.blocked == {"A-01": "ghế hỏng"}


def test_a_digest_changes_with_the_plan_and_not_with_the_order_of_its_keys() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})
