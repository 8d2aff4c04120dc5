"""A cell's value as the text a person sees: no 1.0, no zero-width marks, no soft hyphens."""

from __future__ import annotations

import datetime as dt
import unicodedata
from functools import lru_cache

from conference.names import tidy
from seed.lists.grid import Value


@lru_cache(maxsize=50_000)
def clean(text: str) -> str:
    """Give the text tidied, and without the marks that only steer its layout.

    The soft hyphen goes too, therefore only after the test for TCVN3, where it is the letter ư.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return tidy("".join(c for c in text if unicodedata.category(c) != "Cf"))


def text_of(value: Value) -> str:
    """Give any value as text; dates as dd/mm/yyyy, whole numbers without a fraction."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return str(value)
