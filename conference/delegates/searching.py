"""Finding delegates as people type: folded, by initials, unit, card, seat, tail of the phone."""

from __future__ import annotations

import re

from sqlalchemy import Case, Select, case, or_, select
from sqlalchemy.orm import joinedload

from conference.delegates.records import Delegate, ListState
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

    Accents and đ may be left out; those that carry them exactly as typed come first. Initials and
    the last three to six digits of a phone find too. An empty query asks for all. Order: by
    given name, as a Vietnamese list.
    """
    question = select(Delegate).options(joinedload(Delegate.unit), joinedload(Delegate.group))
    words = _words(query)
    for word in words:
        question = question.where(Delegate.folded.contains(f" {word}", autoescape=True))
    if words:
        # Not where all are asked for: without it the index gives the first of them at once.
        question = question.order_by(_as_typed(query))
    question = question.order_by(Delegate.sort_key, Delegate.id)
    wanted = {Delegate.group_id: group_id, Delegate.unit_id: unit_id, Delegate.state: state}
    for column, value in wanted.items():
        if value is not None:
            question = question.where(column == value)
    return question


def _as_typed(query: str) -> Case[int]:
    """Order whose name or unit has a word that begins exactly so before all others."""
    typed = one_tone_place(tidy(query))
    exact = or_(
        Delegate.accented.startswith(typed, autoescape=True),
        Delegate.accented.contains(f" {typed}", autoescape=True),
    )
    return case((exact, 0), else_=1)
