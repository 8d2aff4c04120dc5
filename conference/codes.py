"""The 27 digits of a QR code (ADR 0002).

One digit for the kind, three for the conference, 21 at random, two check digits after ISO 7064
MOD 97-10. Digits only, because a keyboard-wedge scanner types through Telex and VNI, which rewrite
letters. No personal data is in a code.
"""

from __future__ import annotations

import enum
import re
import secrets
from dataclasses import dataclass

CODE_DIGITS = 27
RANDOM_DIGITS = 21
LONGEST_SCAN = 512
"""Characters; what is longer was typed by nothing we know and is not looked at."""

_REHEARSAL_OFFSET = 5
_CITIZEN_CARD = re.compile(r"\d{12}\|")
_CODE = re.compile(r"[0-9]{27}")
_ENDING = "\r\n\t "


class CodeKind(enum.IntEnum):
    """What a code is printed on; the first digit."""

    INVITATION = 1
    BADGE = 2
    AWARD_SLIP = 3


@dataclass(frozen=True)
class CodeRead:
    """A code with right check digits, taken apart."""

    digits: str
    kind: CodeKind
    conference_number: str
    rehearsal: bool


class Unreadable(enum.StrEnum):
    """Why a scan is not one of our codes; nothing of its text is kept."""

    DAMAGED = "damaged"
    CITIZEN_CARD = "citizen_card"
    FOREIGN = "foreign"


def check_digits(payload: str) -> str:
    """Give the two digits that make payload + digits congruent to 1 modulo 97 (ISO 7064)."""
    return f"{98 - int(payload) * 100 % 97:02d}"


def new_conference_number() -> str:
    """Draw three digits; drawn, not counted, so that two offices rarely meet on one number."""
    return f"{secrets.randbelow(1000):03d}"


def new_code(kind: CodeKind, conference_number: str, *, rehearsal: bool = False) -> str:
    """Draw a new code of 27 digits; about 70 random bits."""
    first = int(kind) + (_REHEARSAL_OFFSET if rehearsal else 0)
    payload = f"{first}{conference_number}{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}"
    return payload + check_digits(payload)


def read_code(scanned: str, *, foreign: bool = False) -> CodeRead | Unreadable:
    """Judge what a scanner typed.

    `foreign` says that a key other than a digit was pressed. White space and a carriage return at
    the ends are a scanner's suffix and are dropped.
    """
    text = scanned.strip(_ENDING)
    if _CITIZEN_CARD.match(text):
        return Unreadable.CITIZEN_CARD
    if foreign or len(text) > LONGEST_SCAN or not (text.isascii() and text.isdigit()):
        return Unreadable.FOREIGN
    kinds = {int(kind) for kind in CodeKind}
    first = int(text[0])
    rehearsal = first - _REHEARSAL_OFFSET in kinds
    if not _CODE.fullmatch(text) or int(text) % 97 != 1 or not (first in kinds or rehearsal):
        return Unreadable.DAMAGED
    kind = CodeKind(first - _REHEARSAL_OFFSET if rehearsal else first)
    return CodeRead(text, kind, text[1:4], rehearsal)
