"""What a programme writes inside one item: a) b) c), "Tiết mục 1", and who does each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from conference.names import fold
from seed.lists.programme_model import ListedPart

_LETTER: Final = re.compile(r"(?P<label>[a-zđ]|[A-ZĐ](?=\)))\s*[).]\s*(?P<text>\S.*)")
_DIGIT: Final = re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,2})?)\s*[).]\s*(?P<text>\S.*)")
_BULLET: Final = re.compile(r"[-–—+•*▪·●](?:\s+|(?=[^\s\d]))(?P<text>\S.*)")
_QUEUED: Final = re.compile(
    r"(?:[-–—+•*▪·●]\s*)?(?P<text>(?:tiết mục|tham luận|bài hát|bài|ý kiến|đại biểu|phát biểu)"
    r"\s*(?:số|thứ)?\s*\d{1,2}(?!\d)(?!\s*(?:tiết mục|tập thể|cá nhân)).*)",
    re.IGNORECASE,
)
_QUEUES: Final = ("van nghe", "tiet muc", "tham luan", "huong ung", "giao luu", "toa dam")
"""Words of items that are a queue of speakers or performances, folded."""

_MINUTES: Final = re.compile(
    r"\s*[-–—(\[]\s*(?P<minutes>\d{1,2})\s*(?:phút|ph|['’′])\s*[)\]]?\s*$", re.IGNORECASE
)
_COUNTED: Final = re.compile(
    r"(?<!\d)(?P<count>\d{1,2})\s+(?P<what>tiết mục|bài tham luận|tham luận|ý kiến|bài phát biểu)",
    re.IGNORECASE,
)
_SPEAKERS: Final = re.compile(r"(?<!\d)(?P<count>\d{1,2})\s+(?P<what>tập thể|cá nhân)")
_MOST_COUNTED: Final = 12
_LABEL_CELL: Final = re.compile(r"(?:\d{1,2}\s*[.\-]?\s*)?(?P<label>[a-zđ])\s*[).]?")
_DIGITS_CELL: Final = re.compile(r"\d{1,2}\.(?P<label>\d{1,2})\.?")
_SIGN_CELL: Final = re.compile(r"[-–—+•*]")


@dataclass(frozen=True)
class Marked:
    """A line that begins a part: its label as written, its words, whether it is one of a queue."""

    label: str
    text: str
    queued: bool


def marked(line: str) -> Marked | None:
    """Tell whether a line begins a part of an item, and which."""
    if found := _QUEUED.fullmatch(line):
        return Marked("", found["text"], queued=True)
    for pattern in (_LETTER, _DIGIT):
        if found := pattern.fullmatch(line):
            return Marked(found["label"], found["text"], queued=False)
    if found := _BULLET.fullmatch(line):
        return Marked("", found["text"], queued=False)
    return None


def part_label(number: str) -> str | None:
    """Give the label of a row whose number says that it is a part (a, 5b, 5.1, -); else None."""
    for pattern in (_LABEL_CELL, _DIGITS_CELL):
        if found := pattern.fullmatch(number):
            return found["label"]
    return "" if _SIGN_CELL.fullmatch(number) else None


def is_a_queue(title: str) -> bool:
    """Whether an item of this title is one after another: performances, speakers."""
    said = fold(title)
    return any(words in said for words in _QUEUES)


@dataclass(frozen=True)
class Split:
    """A cell of an item's words: its title, and the parts under it."""

    title: str
    parts: tuple[Marked, ...]


def split_title(lines: Sequence[str]) -> Split:
    """Take the lines of a cell apart; a line that begins nothing goes on with the one above."""
    title: list[str] = []
    parts: list[Marked] = []
    for line in lines:
        part = marked(line) if title else None
        if part is not None:
            parts.append(part)
        elif parts:
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text} {line}")
        else:
            title.append(line)
    whole = " ".join(title)
    return Split((whole.rstrip(" :") or whole) if parts else whole, tuple(parts))


def listed(part: Marked, performer: str = "") -> ListedPart:
    """Give a part as the file lists it; minutes behind its words are its length."""
    found = _MINUTES.search(part.text)
    text = part.text[: found.start()] if found else part.text
    minutes = int(found["minutes"]) if found else None
    return ListedPart(part.label, _without_stop(text), performer, minutes)


def _without_stop(text: str) -> str:
    """Take off the sign that ends one of a list: "a) Công bố Quyết định;", "c) Tặng hoa."."""
    bare = text.rstrip(" ;,")
    one_stop = bare.endswith(".") and "." not in bare[:-1]
    return (bare[:-1] if one_stop else bare) or text


def performers_of_parts(lines: Sequence[str], parts: Sequence[Marked]) -> list[str] | None:
    """Give who does each part, from the lines of the performers' cell; None if they do not match.

    By their labels where both have them, else line by line where there are as many.
    """
    found = [marked(line) for line in lines]
    if parts and lines and all(one is not None for one in found):
        marks = [one for one in found if one is not None]
        by_label = {one.label: one.text for one in marks if one.label}
        labels = [part.label for part in parts]
        if by_label and set(by_label) <= set(labels):
            return [by_label.get(label, "") for label in labels]
        if len(marks) == len(parts):
            return [one.text for one in marks]
        return None
    if len(lines) == len(parts) > 1:
        return list(lines)
    return None


def counted_parts(words: str) -> list[ListedPart]:
    """Give the parts that words count without listing them: "(03 tiết mục)", "01 tập thể, …"."""
    if found := _COUNTED.search(words):
        what = found["what"].removeprefix("bài ").capitalize()
        return [ListedPart("", f"{what} {nth}") for nth in range(1, _count(found) + 1)]
    if "tham luan" not in fold(words):
        return []
    kinds = [found["what"] for found in _SPEAKERS.finditer(words) for _ in range(_count(found))]
    return [ListedPart("", f"Tham luận {nth} ({kind})") for nth, kind in enumerate(kinds, 1)]


def _count(found: re.Match[str]) -> int:
    count = int(found["count"])
    return count if 1 < count <= _MOST_COUNTED or found.re is _SPEAKERS else 0
