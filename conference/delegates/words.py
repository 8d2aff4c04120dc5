"""A delegate's words as a file or a form gives them, and how they get into a row of the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy.orm import Session

from conference.base import table_of
from conference.delegates.address import address_again
from conference.delegates.approval import NO_APPROVAL, Approval, check_capacity
from conference.delegates.places import places_named
from conference.delegates.records import LETTER_LENGTH, AddressForm, Delegate, ListState, Sex
from conference.delegates.searching import index_again
from conference.delegates.seats import check_seats
from conference.journal import Fact, record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal


@dataclass(frozen=True, kw_only=True)
class DelegateChanged(Fact):
    """A delegate's words were changed; which columns, never what they say."""

    delegate_id: int
    columns: list[str]


class NameMissing(Refusal):
    """A row without a name is nobody."""

    code = "name_missing"
    sentence = N_("Vui lòng nhập họ và tên đại biểu; dữ liệu chưa thay đổi.")


class WordsTooLong(Refusal):
    """A cell holds more than its column can: often a whole paragraph in the wrong place."""

    code = "words_too_long"
    sentence = N_(
        "Nội dung “%(words)s…” dài quá %(most)s ký tự cho phép; dữ liệu chưa thay đổi. Vui lòng "
        "rút gọn rồi thử lại."
    )


@dataclass(frozen=True)
class NewDelegate:
    """A person to be put on the list: plain values, as a file or a form gives them.

    `named=False` is a seat for "Đại diện …" whose holder is named at the door. `unit_as_given` is
    the former name under which a file has the unit, empty where it has the present one.
    """

    full_name: str
    unit: str
    group: str
    position: str = ""
    seat: str = ""
    area: str = ""
    named: bool = True
    honorific: str = ""
    own_address_form: AddressForm | None = None
    own_address: str = ""
    sex: Sex = Sex.UNKNOWN
    birth_year: int | None = None
    birth_date: dt.date | None = None
    phone: str = ""
    email: str = ""
    citizen_number: str = ""
    ethnicity: str = ""
    party_member: bool | None = None
    education: str = ""
    political_theory: str = ""
    direct_producer: bool | None = None
    sector: str = ""
    merits: str = ""
    note: str = ""
    attention: str = ""
    tray: str = ""
    heads_delegation: bool = False
    unit_as_given: str = ""


_OF_THE_PLACE = ("unit", "group", "unit_as_given")

PLAIN_COLUMNS = tuple(
    one.name for one in fields(NewDelegate) if one.name not in {"full_name", *_OF_THE_PLACE}
)
"""What a new delegate and a row of the table both call by the same name."""

OWN_COLUMNS = ("full_name", *PLAIN_COLUMNS)
"""The same with the name."""

_MOST = {
    column.name: length
    for column in table_of(Delegate).columns
    if (length := getattr(column.type, "length", None))
}
_MOST |= {"unit": _MOST["unit_as_given"], "own_address": _MOST["address"], "letter": LETTER_LENGTH}
_BEGINNING = 40
"""Characters of a cell that are said again when it is too long."""


def tidied(name: str, value: Any) -> Any:
    """Give a value as it is stored under this name of `NewDelegate`.

    Raises:
        NameMissing: it is the name, and empty.
        WordsTooLong: PostgreSQL would not take it, and SQLite would without a word.
    """
    if type(value) is not str or (not value and name != "full_name"):
        # Most cells of a long file are empty.
        return value
    words = tidy(value)
    if name == "full_name" and not words:
        raise NameMissing
    if len(words) > _MOST.get(name, len(words)):
        raise WordsTooLong(words=words[:_BEGINNING], most=_MOST[name])
    return words


def change_delegate(
    session: Session,
    delegate_id: int,
    changes: Mapping[str, Any],
    *,
    approval: Approval = NO_APPROVAL,
    at: dt.datetime,
    by: str,
) -> list[str]:
    """Change a delegate's words; give the columns that changed.

    `changes` maps names of `NewDelegate` to their new values; `unit` and `group` are names. What is
    not named stays; `unit_as_given` only goes with `unit`. A seat of "Đại diện …" that gets a name
    has a holder, unless `named` is given.

    Raises:
        NotFound: there is no such delegate.
        NameMissing, WordsTooLong, UnitMissing, GroupUnknown, SeatTaken: nothing was changed.
        CapacityReached: the new group counts, and there are as many as the plan allows.
    """
    row = session.get(Delegate, delegate_id)
    if row is None:
        raise NotFound
    values = _values(session, changes)
    changed = {name for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return []
    if "group" in changed and row.state is ListState.APPROVED and not row.group.counted:
        check_capacity(session, [values["group"]], approval)
    if "full_name" in changed:
        values.setdefault("named", True)
    for name, value in values.items():
        setattr(row, name, value)
    if "seat" in changed:
        check_seats(session, [row])
    address_again(row)
    index_again(row, row.unit.name)
    columns = sorted({"unit" if name == "unit_as_given" else name for name in changed})
    record(session, DelegateChanged(delegate_id=row.id, columns=columns), at=at, by=by)
    return columns


def _values(session: Session, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Give the attributes of a row that these changes set, each checked."""
    named = {name: changes[name] for name in ("unit", "group") if name in changes}
    values: dict[str, Any] = {}
    if named:
        places = places_named(session, **named)
        values = {name: getattr(places, name)(given) for name, given in named.items()}
    if "unit" in named:
        given = changes.get("unit_as_given") or named["unit"]
        values["unit_as_given"] = tidied("unit", given)
    for name in changes.keys() - set(_OF_THE_PLACE):
        if name not in OWN_COLUMNS:
            raise KeyError(name)
        values[name] = tidied(name, changes[name])
    return values
