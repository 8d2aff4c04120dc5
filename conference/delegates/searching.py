"""Finding delegates as people type: folded, by initials, unit, card, seat, tail of the phone.

A word may be raw Telex or VNI (`typed.py`); its plain reading comes first and is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice, product

from sqlalchemy import Case, ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from conference.delegates.records import Delegate, ListState
from conference.delegates.typed import untyped
from conference.names import fold, initials, one_tone_place, sort_key, tidy

SEARCH_LIMIT = 100
"""Rows; more than that nobody reads."""

_PHONE_TAILS = (3, 4, 5, 6)
"""Digits that people remember of a number; the whole number is found too."""

_FOLDED_LENGTH = 900
_ACCENTED_LENGTH = 600
_SORT_KEY_LENGTH = 400
"""Characters of the columns; a name that fills its own column would be longer than its key."""

_COUNTRY, _WITH_COUNTRY = "84", 11
_PHONE = re.compile(r"\+?(?:\d[ .\-]*){9,15}")
"""Too many digits for a card or a seat."""

_CARD_TAIL = 2
"""Digits of a card number that are worth a search: fewer would find everybody."""

_MOST_SPELLINGS = 81
"""Of a whole query: four words with three places for their tones have 81."""

_BEHIND_A_MARK = re.compile(r"(?<=[^\w ])\w+")


def search_text(name: str, *, unit: str, card_number: str, seat: str = "", phone: str = "") -> str:
    """Give the folded text in which the list is searched, each word after a blank."""
    digits = _number(phone)
    tails = [digits[-length:] for length in _PHONE_TAILS if len(digits) > length]
    words = [fold(name), initials(name), card_number, *tails, digits, fold(seat), fold(unit)]
    # A word in brackets, in quotes or behind a hyphen is found without them.
    words += [word for text in words for word in _BEHIND_A_MARK.findall(text)]
    return (" " + " ".join(filter(None, words)))[:_FOLDED_LENGTH]


def _number(phone: str) -> str:
    """Give a telephone's digits as they are dialled here: 0912345678 for "+84 912.345.678"."""
    digits = "".join(c for c in phone if c.isdigit())
    abroad = digits.startswith(_COUNTRY) and len(digits) >= _WITH_COUNTRY
    return f"0{digits.removeprefix(_COUNTRY)}" if abroad else digits


def _words(query: str) -> list[str]:
    """Give the words of a query; a telephone is one, however its digits are parted."""
    folded = fold(query)
    return [_number(folded)] if _PHONE.fullmatch(folded) else folded.split()


def indexed(
    name: str, *, unit: str, card_number: str, seat: str = "", phone: str = ""
) -> dict[str, str]:
    """Give the columns of search and order for a delegate of these words."""
    return {
        "folded": search_text(name, unit=unit, card_number=card_number, seat=seat, phone=phone),
        "accented": one_tone_place(f"{name} {unit}")[:_ACCENTED_LENGTH],
        "sort_key": sort_key(name)[:_SORT_KEY_LENGTH],
    }


def index_again(delegate: Delegate, unit: str) -> None:
    """Set the columns of search and order after a delegate's words changed."""
    columns = indexed(
        delegate.full_name,
        unit=unit,
        card_number=delegate.card_number,
        seat=delegate.seat,
        phone=delegate.phone,
    )
    for name, value in columns.items():
        setattr(delegate, name, value)


def find_delegates(
    query: str,
    *,
    group_id: int | None = None,
    unit_id: int | None = None,
    state: ListState | None = None,
) -> Select[Delegate]:
    """Ask for the delegates of whose name, unit, card, seat or phone words begin with the query.

    Accents and đ may be left out; those that carry them exactly as typed come first, then those
    of the letters as typed, then those whom the letters mean in Telex or VNI. Initials, the last
    digits of a card number and the last three to six of a phone find too. An empty query asks
    for all. Order: by given name, as a Vietnamese list.
    """
    question = select(Delegate).options(joinedload(Delegate.unit), joinedload(Delegate.group))
    words = _words(query)
    meant = [_folded_readings(word) for word in words]
    for word, readings in zip(words, meant, strict=True):
        question = question.where(or_(*_finding(word, readings)))
    if words:
        # Not where all are asked for: without it the index gives the first of them at once.
        question = question.order_by(_as_typed(query, meant))
    question = question.order_by(Delegate.sort_key, Delegate.id)
    wanted = {Delegate.group_id: group_id, Delegate.unit_id: unit_id, Delegate.state: state}
    for column, value in wanted.items():
        if value is not None:
            question = question.where(column == value)
    return question


def _folded_readings(word: str) -> list[str]:
    """Give the folded word, then what else it may mean."""
    return list(dict.fromkeys(fold(reading) for reading in untyped(word)))


def _finding(word: str, readings: Iterable[str]) -> list[ColumnElement[bool]]:
    """Give the conditions of which one must hold for a word of the query."""
    found = [Delegate.folded.contains(f" {one}", autoescape=True) for one in readings]
    if word.isdecimal() and len(word) >= _CARD_TAIL:
        found.append(Delegate.card_number.endswith(word))
    return found


def _as_typed(query: str, meant: list[list[str]]) -> Case[int]:
    """Order the exact hits before the plain ones, and those before what the letters may mean.

    Exact is a card number, or a name or unit with a word that begins with the very letters, as
    they stand or as they are meant.
    """
    typed, *spelt = _spellings(query)
    exact = [_begins(typed)]
    digits = tidy(query)
    if digits.isdecimal():
        exact.append(func.ltrim(Delegate.card_number, "0") == digits.lstrip("0"))
    plain = and_(*(Delegate.folded.contains(f" {one[0]}", autoescape=True) for one in meant))
    ranks = [(or_(*exact), 0), *((_begins(one), 1) for one in spelt), (plain, 2)]
    return case(*ranks, else_=3)


def _begins(spelt: str) -> ColumnElement[bool]:
    return or_(
        Delegate.accented.startswith(spelt, autoescape=True),
        Delegate.accented.contains(f" {spelt}", autoescape=True),
    )


def _spellings(query: str) -> list[str]:
    """Give the query in each way it may be meant, the tone where the column has it."""
    words = [list(map(one_tone_place, untyped(word))) for word in tidy(query).split()]
    plain = " ".join(readings[0] for readings in words)
    meant = product(*(dict.fromkeys(readings[1:] or readings) for readings in words))
    return list(dict.fromkeys([plain, *map(" ".join, islice(meant, _MOST_SPELLINGS))]))
