"""How a delegate is addressed: by the group's form, by an own form, or verbatim.

An unknown sex gives "đại biểu": it is never guessed from Thị or Văn. "Đ/c" stands in tables only.
"""

from __future__ import annotations

from conference.delegates.records import AddressForm, Delegate, Sex
from conference.names import tidy

_NEUTRAL = "đại biểu"
_BY_SEX = {Sex.MALE: "ông", Sex.FEMALE: "bà", Sex.UNKNOWN: _NEUTRAL}


def spoken_address(form: AddressForm, sex: Sex, verbatim: str = "") -> str:
    """Give the words before a name: "đồng chí", "ông", "bà", "đại biểu", or the verbatim ones."""
    words = {
        AddressForm.COMRADE: "đồng chí",
        AddressForm.MR_MS: _BY_SEX[sex],
        AddressForm.VERBATIM: tidy(verbatim),
    }
    return words.get(form) or _NEUTRAL


def address_again(delegate: Delegate) -> None:
    """Set a delegate's form of address after the group, the sex or an own form changed."""
    form = delegate.own_address_form or delegate.group.address_form
    delegate.address = spoken_address(form, delegate.sex, delegate.own_address)
