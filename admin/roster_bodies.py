"""What the office's list pages send: the bodies of their commands."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from conference.base import LARGEST_ID
from conference.delegates import AddressForm, Approval, Duty, GroupColour, Sex

MOST_AT_ONCE = 500
"""Delegates of one bulk command; a page shows fewer."""

_YES_NO = {"yes": True, "no": False, "": None}


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


def _yes_no(value: object) -> object:
    return _YES_NO.get(value, value) if isinstance(value, str) else value


Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=MOST_AT_ONCE)]
Short = Annotated[str, Field(max_length=40)]
Words = Annotated[str, Field(max_length=200)]
Reason = Annotated[str, Field(max_length=300)]
RequestId = Annotated[str, Field(min_length=8, max_length=36, pattern=r"^[0-9A-Za-z-]+$")]
"""Names an errand: sent again under the same id, it is carried out once."""

Year = Annotated[Annotated[int, Field(ge=1900, le=2100)] | None, BeforeValidator(_empty_is_none)]
Day = Annotated[dt.date | None, BeforeValidator(_empty_is_none)]
YesNo = Annotated[bool | None, BeforeValidator(_yes_no)]
Phone = Annotated[str, Field(max_length=30, pattern=r"^[0-9 +().,;/-]*$")]
Email = Annotated[str, Field(max_length=200, pattern=r"^\s*(?:[^@\s]+@[^@\s]+\.[^@\s]+)?\s*$")]
OwnForm = Annotated[AddressForm | None, BeforeValidator(_empty_is_none)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ManyBody(_Body):
    """These delegates, and who approved it, and why."""

    delegate_ids: Ids
    approver: Words = ""
    reason: Reason = ""

    def approval(self, *, may_exceed: bool) -> Approval:
        """Give the approval that was written down."""
        return Approval(self.approver, self.reason, may_exceed=may_exceed)


class NewWords(_Body):
    """What is asked of somebody new; only what is sent is taken."""

    full_name: Words = ""
    unit: Annotated[str, Field(max_length=300)] = ""
    group: Words = ""
    position: Words = ""
    honorific: Short = ""
    own_address_form: OwnForm = None
    own_address: Annotated[str, Field(max_length=60)] = ""
    sex: Sex = Sex.UNKNOWN
    birth_year: Year = None
    phone: Phone = ""
    note: Annotated[str, Field(max_length=500)] = ""


class PersonWords(NewWords):
    """Words of a delegate; only those that are sent are changed."""

    seat: Annotated[str, Field(max_length=20)] = ""
    area: Annotated[str, Field(max_length=60)] = ""
    birth_date: Day = None
    email: Email = ""
    education: Annotated[str, Field(max_length=120)] = ""
    political_theory: Annotated[str, Field(max_length=120)] = ""
    direct_producer: YesNo = None
    sector: Annotated[str, Field(max_length=120)] = ""
    citizen_number: Annotated[str, Field(max_length=12)] = ""
    ethnicity: Annotated[str, Field(max_length=60)] = ""
    party_member: YesNo = None
    merits: Annotated[str, Field(max_length=1000)] = ""
    attention: Reason = ""
    tray: Short = ""
    heads_delegation: Annotated[bool, BeforeValidator(_yes_no)] = False

    def said(self) -> dict[str, Any]:
        """Give what was sent, and nothing else; a date of birth also says the year."""
        words = self.model_dump(exclude_unset=True)
        if words.get("birth_date") is not None:
            words["birth_year"] = words["birth_date"].year
        return words


class AddBody(_Body):
    """A person to be put on the list."""

    words: NewWords
    state: Literal["proposed", "approved"] = "approved"
    approver: Words = ""
    reason: Reason = ""


class SubstituteBody(_Body):
    """Who comes instead, by which letter."""

    full_name: Words
    position: Words = ""
    unit: Annotated[str, Field(max_length=300)] = ""
    phone: Annotated[str, Field(max_length=30)] = ""
    letter: Annotated[str, Field(max_length=120)] = ""
    approver: Words = ""


class HolderBody(_Body):
    """Who has come on a seat without a name."""

    full_name: Words
    position: Words = ""


class DutyBody(_Body):
    """A duty is given or ends."""

    duty: Duty
    held: bool


class GroupBody(_Body):
    """Words and rules of a group; only those that are sent are changed."""

    name: Words = ""
    badge_word: Annotated[str, Field(max_length=60)] = ""
    counted: bool = True
    most: Annotated[
        Annotated[int, Field(ge=0, le=100_000)] | None, BeforeValidator(_empty_is_none)
    ] = None
    address_form: Literal[AddressForm.COMRADE, AddressForm.MR_MS, AddressForm.DELEGATE] = (
        AddressForm.DELEGATE
    )
    protocol_rank: Annotated[int, Field(ge=1, le=999)] = 50
    colour: GroupColour = GroupColour.NONE
    sitting_ordinals: Annotated[list[Annotated[int, Field(ge=1, le=99)]], Field(max_length=20)] = []
