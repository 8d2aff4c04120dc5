"""Numbers that people carry: citizen numbers (CCCD) and telephones, with the zeros Excel lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

_SCIENTIFIC: Final = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+")
_CITIZEN_DIGITS: Final = 12
_OLD_CARD_DIGITS: Final = 9
_PHONE_DIGITS: Final = range(10, 12)
_FOREIGN_PHONE: Final = re.compile(r"\+\d{7,15}")
_BETWEEN_PHONES: Final = re.compile(r"\s*(?:[/;,\n]|\s-\s|\bhoặc\b)\s*")
_PHONE_MARKS: Final = re.compile(r"[\s.\-()\u00a0']+")


@dataclass(frozen=True, slots=True)
class Number:
    """The number as digits and the code of a fault, "" for none."""

    digits: str
    trouble: str = ""


def read_citizen_number(text: str) -> Number:
    """Read a citizen number of 12 digits, or an old card's 9.

    One lost zero is put back (and said); what Excel turned into 3.1085E+10 is lost for good.
    """
    if _SCIENTIFIC.fullmatch(text):
        return Number("", "citizen_number_scientific")
    digits = re.sub(r"[\s.\-']+", "", text.removesuffix(".0"))
    if not digits.isascii() or not digits.isdecimal():
        return Number("", "citizen_number_unreadable")
    if len(digits) == _CITIZEN_DIGITS - 1:
        return Number("0" + digits, "citizen_number_padded")
    if len(digits) in {_CITIZEN_DIGITS, _OLD_CARD_DIGITS}:
        return Number(digits)
    return Number("", "citizen_number_unreadable")


def sex_in(citizen_number: str) -> Literal["male", "female", ""]:
    """Give the sex that the fourth digit says; a check only, "" for an old card."""
    if len(citizen_number) != _CITIZEN_DIGITS:
        return ""
    return "female" if int(citizen_number[3]) % 2 else "male"


def birth_year_in(citizen_number: str) -> int | None:
    """Give the year that digits 4 to 6 say; a check only, None for an old card."""
    if len(citizen_number) != _CITIZEN_DIGITS:
        return None
    return 1900 + 100 * (int(citizen_number[3]) // 2) + int(citizen_number[4:6])


def read_phone(text: str) -> Number:
    """Read a telephone number with its leading zero; what is no such number stays as written."""
    if _SCIENTIFIC.fullmatch(text):
        return Number("", "phone_scientific")
    whole = _one_phone(text)
    if whole:
        return Number(whole)
    phones = [_one_phone(part) for part in _BETWEEN_PHONES.split(text) if part]
    if len(phones) > 1 and phones[0]:
        return Number(phones[0], "phone_several")
    return Number(" ".join(text.split()), "phone_unreadable")


def _one_phone(text: str) -> str:
    """Give the digits of one number, "" if it is none."""
    digits = _PHONE_MARKS.sub("", text.removesuffix(".0"))
    if not digits.removeprefix("+").isdecimal() or not digits.isascii():
        return ""
    bare = digits.removeprefix("+84").removeprefix("0084")
    if bare == digits and len(digits) > len("0912345678") and digits.startswith("84"):
        bare = digits.removeprefix("84")
    if bare.startswith("+"):
        return bare if _FOREIGN_PHONE.fullmatch(bare) else ""
    number = bare if bare.startswith("0") else "0" + bare
    return number if len(number) in _PHONE_DIGITS else ""
