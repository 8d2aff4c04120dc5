"""What every piece of a plan is made of: text in NFC, keys, and limits of days.

"Trước ngày" leaves its day out; "trong ngày", "chậm nhất" and a quarter let it in. The words of
the plan and the bound are kept side by side and may not contradict one another.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from conference.preparation import Bound

BOUND_OF_WORDS = {
    "trước ngày": Bound.BEFORE,
    "trong ngày": Bound.ON_OR_BEFORE,
    "chậm nhất": Bound.ON_OR_BEFORE,
}


def _nfc(text: Any) -> Any:
    return unicodedata.normalize("NFC", text) if isinstance(text, str) else text


Text = Annotated[str, BeforeValidator(_nfc)]
Words = Annotated[Text, Field(min_length=1)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class PlanPart(BaseModel):
    """A piece of a plan: a key that nobody reads is a fault of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DateLimit(PlanPart):
    """By when the conference is to be held, and in which words the plan says so."""

    date: dt.date
    bound: Bound
    text: Words

    @model_validator(mode="after")
    def _words_say_the_same(self) -> DateLimit:
        check_bound(self.text, self.bound)
        return self

    @property
    def last_day(self) -> dt.date:
        """Give the last day that is still in time."""
        return last_day(self.date, self.bound)


class Due(PlanPart):
    """What may have a day by which it is due."""

    due: dt.date | None = None
    bound: Bound | None = None
    due_text: Text = ""

    @model_validator(mode="after")
    def _words_say_the_same(self) -> Due:
        if (self.due is None) != (self.bound is None):
            raise ValueError("due and bound come together")
        if self.due is not None and not self.due_text:
            raise ValueError(f"due {self.due} lacks due_text, the words of the plan")
        if self.bound is not None:
            check_bound(self.due_text, self.bound)
        return self

    @property
    def last_day(self) -> dt.date | None:
        """Give the last day that is still in time, if there is one."""
        return None if self.due is None or self.bound is None else last_day(self.due, self.bound)


def last_day(day: dt.date, bound: Bound) -> dt.date:
    """Give the last day that is still in time: "trước ngày" leaves the day itself out."""
    return day - dt.timedelta(days=1) if bound is Bound.BEFORE else day


def check_bound(words: str, bound: Bound) -> None:
    """See that the bound is the one that the words of the plan mean.

    Raises:
        ValueError: the words say the other.
    """
    for start, meant in BOUND_OF_WORDS.items():
        if start in words.casefold() and bound is not meant:
            raise ValueError(f'"{words}" means {meant}, not {bound}')


def check_once(what: str, keys: Iterable[str]) -> None:
    """See that no key stands twice.

    Raises:
        ValueError: one does.
    """
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"{what} {key!r} stands twice")
        seen.add(key)


def check_known(what: str, named: Iterable[str], known: Iterable[str]) -> None:
    """See that whatever is named is there.

    Raises:
        ValueError: something is not.
    """
    unknown = sorted(set(named) - set(known))
    if unknown:
        raise ValueError(f"{what} unknown: {', '.join(unknown)}")
