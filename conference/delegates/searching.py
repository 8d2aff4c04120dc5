"""Finding delegates as people type: folded, by initials, unit, card, seat, tail of the phone.

A word may be raw Telex or VNI (`typed.py`); its plain reading comes first and is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from itertools import islice, product

from sqlalchemy import Case, ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

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
"""Of a whole query: four words with three meanings each have 81."""

_BEHIND_A_MARK = re.compile(r"(?<=[^\w ])\w+")

_MARKS = "-'"
"""Inside names: a word behind one of them is a word of the name too (H'Hen, Y-Bion)."""

Words = ColumnElement[str] | InstrumentedAttribute[str]

# The columns begin with the name; folded and in lower case it has as many letters as before.
_ACCENTED = " " + Delegate.accented
_NAME = " " + func.substr(Delegate.accented, 1, func.length(Delegate.full_name))
_FOLDED_NAME = reduce(
    lambda name, mark: func.replace(name, mark, " "),
    _MARKS,
    func.substr(Delegate.folded, 1, func.length(Delegate.full_name) + 1),
)
_ENDED_NAME = _FOLDED_NAME + " "


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

    Accents and đ may be left out. Whoever's name alone holds every word comes before those of
    whom the unit is needed too; then come those that carry the accents exactly as typed, then
    those of the letters as typed, then those whom the letters mean in Telex or VNI. Initials, the
    last digits of a card number and the last three to six of a phone find too. An empty query asks
    for all. Order: by given name, as a Vietnamese list.
    """
    question = select(Delegate).options(joinedload(Delegate.unit), joinedload(Delegate.group))
    words = _words(query)
    meant = [_folded_readings(word) for word in words]
    for word, readings in zip(words, meant, strict=True):
        question = question.where(or_(*_finding(word, readings)))
    if words:
        # Not where all are asked for: without it the index gives the first of them at once.
        question = question.order_by(_as_typed(query, meant), _wholly(meant))
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
    if not word.isdecimal():
        return [_holds(Delegate.folded, one) for one in readings]
    # Digits begin the words of a name, a unit, a seat or a telephone; of a telephone's tail they
    # are all: 0005 is not meant for one that ends in 00057.
    whole = or_(_holds(Delegate.folded, f"{word} "), Delegate.folded.endswith(f" {word}"))
    begun = (Delegate.card_number, Delegate.seat, Delegate.phone)
    found = [whole, _holds(Delegate.accented, word)]
    found += [column.startswith(word, autoescape=True) for column in begun]
    if len(word) > max(_PHONE_TAILS):
        found.append(_holds(Delegate.folded, word))
    if len(word) >= _CARD_TAIL:
        found.append(Delegate.card_number.endswith(word))
    return found


def _holds(words: Words, begun: str) -> ColumnElement[bool]:
    """Whether one of these words, each after a blank, begins with the letters."""
    return words.contains(f" {begun}", autoescape=True)


def _as_typed(query: str, meant: list[list[str]]) -> Case[int]:
    """Order a card's own number first, then whom the name alone says, then all the others.

    Within both: the exact hits, those that the letters mean in Telex or VNI with their accents,
    the letters as they stand without, and what else they may mean. Exact is every word beginning
    with the very letters.
    """
    typed = [list(map(one_tone_place, untyped(word))) for word in tidy(query).split()]
    untyped_to = [readings[1:] or readings for readings in typed]
    bare = [list(map(_unmarked, readings)) for readings in meant]
    hits = [
        _is_card(query),
        *_hits(_NAME, typed, untyped_to),
        *_hits(_FOLDED_NAME, bare, bare),
        *_hits(_ACCENTED, typed, untyped_to),
        *_hits(Delegate.folded, meant, meant),
    ]
    return case(*((hit, nth) for nth, hit in enumerate(hits)), else_=len(hits))


def _hits(
    words: Words, typed: list[list[str]], meant: list[list[str]]
) -> list[ColumnElement[bool]]:
    """Say whether these words hold the query as typed; then, where it may be more, as meant."""
    as_typed = and_(*(_holds(words, readings[0]) for readings in typed))
    if all(len(readings) == 1 for readings in typed):
        return [as_typed]
    return [as_typed, and_(*(or_(*(_holds(words, one) for one in each)) for each in meant))]


def _is_card(query: str) -> ColumnElement[bool]:
    """Whether the query is the number of this card, zeros in front aside."""
    digits = tidy(query)
    if not digits.isdecimal():
        return false()
    return func.ltrim(Delegate.card_number, "0") == digits.lstrip("0")


def _wholly(meant: list[list[str]]) -> Case[int]:
    """Order a whole name before one that has these as whole words, and that before beginnings."""
    names = islice(product(*meant), _MOST_SPELLINGS)
    whole_words = (
        or_(*(_ENDED_NAME.contains(f" {_unmarked(one)} ", autoescape=True) for one in readings))
        for readings in meant
    )
    return case(
        (_FOLDED_NAME.in_([f" {_unmarked(' '.join(name))}" for name in names]), 0),
        (and_(*whole_words), 1),
        else_=2,
    )


def _unmarked(word: str) -> str:
    return " ".join(re.sub(rf"[{re.escape(_MARKS)}]", " ", word).split())
