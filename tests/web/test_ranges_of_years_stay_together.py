"""A range of years is never parted by a line break, with blanks about its dash or without."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

ROLES = Path(__file__).parents[2] / "server" / "static" / "roles.js"

ASK = """
globalThis.document = { createElement: () => ({}) };
const { write } = await import(ROLES);
const element = { textContent: "", replaceChildren(...pieces) { this.pieces = pieces; } };
write("words", process.argv[1], { querySelector: () => element });
console.log(JSON.stringify(element.pieces.map((one) => one.textContent ? [one.textContent] : one)));
"""


def pieces(words: str) -> list[str | list[str]]:
    """What an element is filled with; what is held together comes as a list of one."""
    program = ASK.replace("ROLES", json.dumps(ROLES.as_uri()))
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program, words],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    filled: list[str | list[str]] = json.loads(done.stdout)
    return filled


@pytest.mark.parametrize(
    "years", ["2020-2025", "2020 - 2025", "2025 -2030", "2020–2025", "2020 – 2025"]
)
def test_a_range_is_held_together(years):
    assert pieces(f"giai đoạn {years}, lần I") == ["giai đoạn ", [years], ", lần I"]


def test_two_ranges_are_each_held_together():
    assert pieces("2020 - 2025 và 2025-2030") == [["2020 - 2025"], " và ", ["2025-2030"]]


@pytest.mark.parametrize("words", ["thi đua - khen thưởng", "số 215/QĐ-SKHCN", "2020-2025"])
def test_other_words_stay_one_piece(words):
    assert pieces(words) == [words]
