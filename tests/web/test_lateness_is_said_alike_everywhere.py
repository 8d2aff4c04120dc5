"""How late the programme is: the screens and the remote control say it in the same words."""

from __future__ import annotations

import datetime as dt

from stage.remote_state import drift_words
from tests.web.fake_page import on_a_page

MINUTES = [-545, -120, -91, -90, -1, 0, 1, 59, 60, 90, 91, 120, 180, 545, 1441]
TEXTS = {
    "on_time": "đúng giờ",
    "late": "chậm {n} phút",
    "late_hours": "chậm {h} giờ {m} phút",
    "late_whole_hours": "chậm {h} giờ",
    "early": "sớm {n} phút",
    "early_hours": "sớm {h} giờ {m} phút",
    "early_whole_hours": "sớm {h} giờ",
}


def test_long_lateness_is_told_in_hours_by_both() -> None:
    script = f"""
        const {{ driftWords }} = await import("STATIC/../../server/static/timing_words.js");
        const words = (n) => driftWords(n * 60_000 + Math.sign(n) * 30_000);
        console.log(JSON.stringify({MINUTES}.map(words)));
    """

    on_screens = on_a_page(script, texts=TEXTS)
    by_remote = [
        drift_words(dt.timedelta(minutes=n, seconds=30 * ((n > 0) - (n < 0)))) for n in MINUTES
    ]

    assert on_screens == by_remote
    assert by_remote[MINUTES.index(545)] == "chậm 9 giờ 5 phút"
    assert by_remote[MINUTES.index(-120)] == "sớm 2 giờ"
    assert by_remote[MINUTES.index(90)] == "chậm 90 phút"
