"""What the server remembers of a remote control's presses: bounces, second presses, how many."""

from __future__ import annotations

import pytest

from conference.refusals import Refusal
from conference.remotes import Caller
from stage.remote_presses import MOST_PER_S, PressAgain, Presses, RemoteTooFast
from stage.remote_state import left_words

CALLER = Caller(1, "Điều khiển từ xa: Stream Deck")


class Seconds:
    """A count of seconds that stands still."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def refused(presses: Presses) -> str:
    try:
        presses.must_be_sure(CALLER, "finish")
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize(
    ("after_s", "says"), [(0.5, "press_again"), (2.0, ""), (6.0, PressAgain.code)]
)
def test_sure_is_a_second_press_after_a_bounce_and_within_five_seconds(
    after_s: float, says: str
) -> None:
    seconds = Seconds()
    presses = Presses(seconds)
    assert refused(presses) == "press_again"

    seconds.now_s += after_s

    assert refused(presses) == says


def test_a_third_press_has_to_be_sure_anew() -> None:
    seconds = Seconds()
    presses = Presses(seconds)
    said = []

    for _ in range(3):
        said.append(refused(presses))
        seconds.now_s += 2.0

    assert said == ["press_again", "", "press_again"]


def test_a_key_that_is_held_down_presses_once() -> None:
    seconds = Seconds()
    presses, ids = Presses(seconds), set()

    for _ in range(20):
        ids.add(presses.cue_id(CALLER, "step", ""))
        seconds.now_s += 0.5
    seconds.now_s += 1.0
    later = presses.cue_id(CALLER, "step", "")

    assert len(ids) == 1
    assert later not in ids


def test_eight_requests_a_second_pass_for_ever_and_ten_at_once() -> None:
    seconds = Seconds()
    presses = Presses(seconds)

    for _ in range(100):
        presses.admit(CALLER)
        seconds.now_s += 0.125
    for _ in range(MOST_PER_S):
        presses.admit(CALLER)
    with pytest.raises(RemoteTooFast):
        presses.admit(CALLER)


@pytest.mark.parametrize(
    ("left_ms", "words"),
    [(754_000, "12:34"), (999, "00:00"), (-500, "00:00"), (-130_000, "−02:10"), (None, "")],
)
def test_what_is_left_fits_on_a_key(left_ms: int | None, words: str) -> None:
    assert left_words(left_ms) == words
