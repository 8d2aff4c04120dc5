"""What stands on the kiosk's ground does so at 7:1 and more, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOKENS = (ROOT / "server" / "static" / "tokens.css").read_text(encoding="utf-8")
KIOSK = (ROOT / "kiosk" / "static" / "kiosk.css").read_text(encoding="utf-8")
ENOUGH = 7.0
WORDS = ["ink", "soft", "call", "care", "amber", "red"]
VERDICTS = ["admitted", "repeat", "refused", "undecided"]


def colours(css: str, selector: str) -> dict[str, str]:
    """The colours that a rule names, by their token."""
    rule = css[css.index(f"{selector} {{") :]
    named = re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", rule[: rule.index("\n}")])
    return dict(named)


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", [":root", ':root[data-theme="dark"]'])
@pytest.mark.parametrize("word", WORDS)
def test_words_on_the_ground(look: str, word: str) -> None:
    named = colours(KIOSK, look)

    assert contrast(named[f"kiosk-{word}"], named["kiosk-ground"]) >= ENOUGH


@pytest.mark.parametrize("look", [":root", ':root[data-theme="dark"]'])
def test_the_sign_beside_an_out_of_order_notice(look: str) -> None:
    named = colours(KIOSK, look)

    assert contrast(named["kiosk-care"], named["kiosk-raised"]) >= ENOUGH


@pytest.mark.parametrize("verdict", VERDICTS)
def test_white_on_a_verdict(verdict: str) -> None:
    named = colours(TOKENS, ":root")

    assert contrast(named["white"], named[verdict]) >= ENOUGH


def test_two_verdicts_differ_in_lightness_or_shape_and_not_only_in_hue() -> None:
    shapes = (ROOT / "kiosk/templates/kiosk/_verdict_shapes.html").read_text(encoding="utf-8")

    drawn = re.findall(r'id="shape-(\w+)"[^>]*>(.*?)</symbol>', shapes)

    assert [name for name, _ in drawn] == VERDICTS
    assert len({path for _, path in drawn}) == len(VERDICTS)


def test_black_and_white_measure_as_they_should() -> None:
    assert contrast("#000000", "#fff") == pytest.approx(21.0)
