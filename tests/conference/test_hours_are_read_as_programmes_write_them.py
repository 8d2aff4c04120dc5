"""Hours as plans, Word and hasty fingers write them; what is no hour is never guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.agenda import Hours, read_hours, written_hour, written_hours


@pytest.mark.parametrize(
    "text",
    [
        "14h00’-14h20’",
        "14h00-14h20",
        "14h00’ – 14h20’",
        "14h00' — 14h20'",
        "14g00−14g20",
        "14:00 ‑ 14:20",
        "14:00:00-14:20:00",
        "14.00-14.20",
        "14-14h20",
        "từ 14h00 đến 14h20",
        "Từ 14 giờ đến 14 giờ 20 phút",
        "2h00 chiều – 2h20 chiều",
        "14h00~14h20 (20’)",
    ],
)
def test_from_when_until_when(text: str) -> None:
    assert read_hours(text) == Hours(dt.time(14), dt.time(14, 20))
    assert written_hours(Hours(dt.time(14), dt.time(14, 20))) == "14h00-14h20"


@pytest.mark.parametrize("text", ["14h", "14h00", "14:00", "14g00", "14 giờ", "lúc 2:00 CH"])
def test_only_when_it_begins(text: str) -> None:
    hours = read_hours(text)

    assert hours == Hours(dt.time(14))
    assert written_hours(hours) == "14h00"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("20 phút", 20), ("20’", 20), ("(5p)", 5), ("1 giờ 30 phút", 90), ("2 tiếng", 120)],
)
def test_only_how_long_it_takes(text: str, minutes: int) -> None:
    hours = read_hours(text)

    assert hours == Hours(length_min=minutes)
    assert written_hours(hours) == f"{minutes} phút"


def test_when_it_begins_and_how_long_it_takes() -> None:
    assert read_hours("14h00 (20 phút)") == Hours(dt.time(14), length_min=20)


@pytest.mark.parametrize("text", ["", "  ", "…", "-"])
def test_what_says_nothing_is_nothing(text: str) -> None:
    assert read_hours(text) == Hours()
    assert written_hours(Hours()) == ""


@pytest.mark.parametrize(
    "text", ["25h00", "14h60", "buổi chiều", "14h00-14h20-14h40", "sau giải lao 14h00", "12"]
)
def test_what_is_no_hour_is_not_guessed(text: str) -> None:
    assert read_hours(text) is None


@given(st.times(), st.sampled_from("-–—−"), st.times())
def test_what_is_written_is_read_again(start: dt.time, dash: str, end: dt.time) -> None:
    hours = Hours(start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0))

    assert read_hours(written_hours(hours).replace("-", dash)) == hours
    assert written_hour(dt.time(7, 5)) == "07h05"


@given(st.text(max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    hours = read_hours(text)

    assert hours is None or hours.end is None or hours.start is not None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2h - 3h30 chiều", "14h00-15h30"),
        ("8h đến 9h tối", "20h00-21h00"),
        ("2:00 - 3:30 PM", "14h00-15h30"),
        ("11h - 1h chiều", "11h00-13h00"),
        ("8h - 5h chiều", "08h00-17h00"),
        ("8h sáng - 5h chiều", "08h00-17h00"),
        ("14h - 15h30 chiều", "14h00-15h30"),
    ],
)
def test_the_part_of_the_day_that_is_written_once_is_of_both(text: str, written: str) -> None:
    hours = read_hours(text)

    assert hours is not None
    assert written_hours(hours) == written


def test_where_one_part_of_the_day_may_mean_either_nothing_is_guessed() -> None:
    assert read_hours("2h - 2h chiều") is None
