"""Custom says what is never cut and when the hall stands still, read from the title."""

from __future__ import annotations

import pytest

from conference.agenda import Manner, manner_of, never_cut


@pytest.mark.parametrize(
    ("title", "manner"),
    [
        ("Chào cờ, hát Quốc ca", Manner.FLAG_SALUTE),
        ("Hát Quốc ca", Manner.ANTHEM),
        ("Phút mặc niệm", Manner.SILENCE),
        ("PHÚT MẶC NIỆM", Manner.SILENCE),
        ("Văn nghệ chào mừng", Manner.PLAIN),
    ],
)
def test_the_hall_behaves_as_the_title_says(title, manner):
    assert manner_of(title) is manner


@pytest.mark.parametrize(
    ("title", "never"),
    [
        ("Chào cờ", True),
        ("Công bố Quyết định khen thưởng", True),
        ("Trao Giấy khen của Giám đốc Sở", True),
        ("Tuyên dương, khen thưởng; trao thưởng", True),
        ("Phát biểu chỉ đạo của lãnh đạo thành phố", True),
        ("Phát biểu của đại diện điển hình tiên tiến", False),
        ("Văn nghệ chào mừng", False),
        ("Giải lao", False),
    ],
)
def test_some_things_are_never_cut(title, never):
    assert never_cut(title) is never
