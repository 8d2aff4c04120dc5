"""A long unit is broken where a reader would pause, not inside a word of two syllables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.artwork.lines import WORDS_OF_TWO, Measured, break_lines, narrowest


def measured(text):
    syllables = tuple(text.split())
    return Measured(syllables, tuple(10.0 * len(syllable) for syllable in syllables), 5.0)


def broken(text, count):
    lines = measured(text)
    limit = narrowest(lines, count) * 1.12
    return [lines.line(*ends) for ends in break_lines(lines, count=count, limit=limit)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "NGÀNH KHOA HỌC VÀ CÔNG NGHỆ, LẦN THỨ I (2025 -2030)",
            ["NGÀNH KHOA HỌC VÀ CÔNG NGHỆ,", "LẦN THỨ I (2025 -2030)"],
        ),
        ("GIẤY XÁC NHẬN THAM DỰ", ["GIẤY XÁC NHẬN", "THAM DỰ"]),
        ("Nguyễn Thị Hồng Nhung", ["Nguyễn Thị", "Hồng Nhung"]),
    ],
)
def test_a_line_ends_at_a_pause_or_between_words(text, lines):
    assert broken(text, 2) == lines


@given(st.lists(st.text("abcđẫ", min_size=1, max_size=9), min_size=1, max_size=25), st.data())
def test_every_syllable_is_set_once_within_the_limit(syllables, data):
    text = " ".join(syllables)
    count = data.draw(st.integers(1, len(syllables)))

    lines = measured(text)
    limit = narrowest(lines, count) * 1.12
    breaks = break_lines(lines, count=count, limit=limit)

    assert " ".join(lines.line(*ends) for ends in breaks) == text
    assert len(breaks) <= count
    assert all(lines.width(*ends) <= limit for ends in breaks)


def test_the_words_are_pairs_of_syllables_in_lower_case():
    assert all(len(word.split(" ")) == 2 and word == word.lower() for word in WORDS_OF_TWO)
    assert {"công nghệ", "hải phòng", "ban tổ", "yêu nước", "y tế"} <= WORDS_OF_TWO
