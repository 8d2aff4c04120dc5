"""One drawing: every seat once, marks that survive black and white, the way to a seat, escaped."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from conference.seating import (
    VIP,
    Area,
    Block,
    Door,
    Hall,
    HallWords,
    Preset,
    hall_svg,
    preset_hall,
    seats,
)
from tests.conference.seating.halls import labels, one_block

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script>&'


def drawn(hall: Hall, **how) -> ET.Element:
    return ET.fromstring(hall_svg(hall, **how))


def words(drawing: ET.Element) -> list[str]:
    return [text.text or "" for text in drawing.iter(f"{SVG}text")]


def seat(drawing: ET.Element, label: str) -> ET.Element:
    return next(one for one in drawing.iter() if one.get("data-seat") == label)


@pytest.mark.parametrize("preset", list(Preset))
def test_every_seat_is_drawn_once_and_inside_the_picture(preset: Preset) -> None:
    hall = preset_hall(preset, people=80)

    drawing = drawn(hall)

    shown = [one.get("data-seat") for one in drawing.iter() if one.get("data-seat")]
    assert shown == labels(seats(hall))
    left, top, width, height = map(int, drawing.get("viewBox", "").split())
    for one in seats(hall):
        assert left < one.x_mm < left + width
        assert top < one.y_mm < top + height


def test_marks_differ_by_more_than_colour() -> None:
    hall = one_block(5, blocked={"A-04": "hỏng"})

    drawing = drawn(
        hall, occupied={"A-01": VIP, "A-02": "recipient", "A-05": "lạ"}, names={"A-03": "Lê Lan"}
    )

    fills = [seat(drawing, f"A-0{nth}").find(f"{SVG}rect").get("fill") for nth in range(1, 6)]
    assert fills[:2] == ["url(#hall-vip)", "url(#hall-recipient)"]
    assert fills[2] == fills[4] != fills[3]
    assert seat(drawing, "A-04").find(f"{SVG}path") is not None
    assert seat(drawing, "A-04").get("data-mark") == "blocked"


def test_names_show_the_given_name_and_the_number() -> None:
    drawing = drawn(one_block(1), names={"A-01": "Nguyễn Thị Ngọc Ánh"})

    assert [text.text for text in seat(drawing, "A-01").iter(f"{SVG}text")] == ["1", "Ánh"]


def test_a_highlighted_seat_is_named_in_words_with_the_way_from_the_nearest_door() -> None:
    hall = one_block(
        4, 4, doors=(Door("Cửa 1", -4000, 5000), Door("Cửa 2", 4000, 5000)), presidium=3
    )

    drawing = drawn(hall, highlight="B-04")

    assert "Hàng B · Ghế 4 · Khối" in words(drawing)
    ways = [one.get("data-way") for one in drawing.iter() if one.get("data-way")]
    assert ways == ["Cửa 2"]


@pytest.mark.parametrize(
    "hall",
    [one_block(2), one_block(2, angle=90, doors=(Door("Cửa", 0, 9000),))],
    ids=["no door", "turned block"],
)
def test_no_way_is_drawn_where_none_is_known(hall: Hall) -> None:
    drawing = drawn(hall, highlight="A-01")

    assert "Hàng A · Ghế 1 · Khối" in words(drawing)
    assert not [one for one in drawing.iter() if one.get("data-way")]


def test_a_seat_at_the_presidium_is_named_by_its_table() -> None:
    drawing = drawn(Hall(presidium=2), highlight="CT-02")

    assert "Hàng CT · Ghế 2 · Đoàn Chủ tịch" in words(drawing)


def test_a_seat_that_is_not_there_is_not_highlighted() -> None:
    assert hall_svg(one_block(2), highlight="Z-99") == hall_svg(one_block(2))


def test_an_area_is_highlighted_by_its_name() -> None:
    hall = Hall(areas=(Area("Khu vực 1", 40), Area("Khu vực 2", 40, x_mm=9000)))

    drawing = drawn(hall, highlight="Khu vực 2")

    fills = {
        one.get("data-area"): one.find(f"{SVG}rect").get("fill")
        for one in drawing.iter()
        if one.get("data-area")
    }
    assert fills["Khu vực 2"] != fills["Khu vực 1"]
    assert "40 chỗ" in words(drawing)


def test_an_interactive_drawing_names_each_seat_and_a_picture_is_one_picture() -> None:
    hall = one_block(3, blocked={"A-02": "hỏng"})

    drawing = drawn(hall, interactive=True, names={"A-03": "Lê Lan"})

    assert drawing.get("role") == "group"
    assert [seat(drawing, f"A-0{nth}").get("aria-label") for nth in (1, 2, 3)] == [
        "Ghế A-01, Hàng A, Khối: còn trống",
        "Ghế A-02, Hàng A, Khối: ghế khóa: hỏng",
        "Ghế A-03, Hàng A, Khối: Lê Lan",
    ]
    assert drawn(hall).get("role") == "img"
    assert drawn(hall).find(f"{SVG}title").text == "Sơ đồ chỗ ngồi"


def test_the_words_come_from_the_reader() -> None:
    drawing = drawn(one_block(1), words=HallWords(stage="STAGE", title="Seating plan"))

    assert "STAGE" in words(drawing)
    assert drawing.find(f"{SVG}title").text == "Seating plan"


def test_what_people_wrote_is_escaped_everywhere() -> None:
    block = Block(HOSTILE, (2,), prefix='"<>')
    hall = Hall(
        blocks=(block,),
        areas=(Area(HOSTILE, 3),),
        doors=(Door(HOSTILE, 0, 9000),),
        presidium=1,
        presidium_prefix="<b>",
        blocked={'"<>A-01': HOSTILE},
    )

    text = hall_svg(
        hall,
        highlight='"<>A-02',
        names={'"<>A-02': HOSTILE},
        occupied={'"<>A-02': HOSTILE},
        words=HallWords(stage=HOSTILE, title=HOSTILE, presidium=HOSTILE),
        interactive=True,
    )

    assert "<script" not in text
    assert "style=" not in text
    assert ET.fromstring(text) is not None


def test_the_same_hall_gives_the_same_text() -> None:
    hall = preset_hall(Preset.U_SHAPE, people=40)

    assert hall_svg(hall) == hall_svg(hall)
