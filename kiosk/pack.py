"""What a paired station takes along to answer without the server, sealed code by code (ADR 0023).

Each record is encrypted under a key that only its own code of 27 digits gives, and found by a name
that only that code gives: whoever steals a tablet learns of nobody whose ticket is not in hand.
"""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Iterable
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from conference.attendance.answers import shown_words
from conference.attendance.carrying import Carried, CarriedCode, CarriedNumber
from conference.clock import to_ms
from conference.identity import DoorSetting
from conference.verdicts import Reason, sentences

PACK_FORMAT = 1
MAGIC = b"HNP1"
KEY_WORDS = b"hoinghi pack 1"
NUMBER_WORDS = b"hoinghi card number 1"
PERSON_WORDS = b"hoinghi person 1"

_INDEX_BYTES, _KEY_BYTES, _NONCE_BYTES = 16, 32, 12
_NUMBER_BYTES = _PERSON_BYTES = 9
_PADDED_TO = 64
"""Bytes: the length of a sealed record shall not tell how long a name is."""

_BEFORE_A_NAME = {"address": "ⓐ", "name": "{name}", "first": "{first}"}
"""Stand for what a station fills in; ⓐ has a capital (Ⓐ), as a form of address has."""

_PLACES = {"": {}, "a": {"area": "{area}"}, "s": {"seat": "{seat}"},
           "as": {"area": "{area}", "seat": "{seat}"}}  # fmt: skip
_NAMING = frozenset({Reason.ADMITTED, Reason.RETURNED, Reason.REPEAT})


def unsealing(digits: str, salt: bytes) -> tuple[bytes, bytes, bytes]:
    """Give index, key and nonce that a code gives with this salt (HKDF-SHA256, RFC 5869)."""
    wanted = _INDEX_BYTES + _KEY_BYTES + _NONCE_BYTES
    secret = hmac.digest(salt, digits.encode(), "sha256")
    first = hmac.digest(secret, KEY_WORDS + b"\x01", "sha256")
    both = first + hmac.digest(secret, first + KEY_WORDS + b"\x02", "sha256")
    return (
        both[:_INDEX_BYTES],
        both[_INDEX_BYTES : _INDEX_BYTES + _KEY_BYTES],
        both[_INDEX_BYTES + _KEY_BYTES : wanted],
    )


def make_pack(known: Carried, *, salt: bytes, now_ms: int) -> tuple[bytes, dict[int, str]]:
    """Seal what a station carries; give its bytes, and how it calls each delegate.

    The layout: MAGIC, the length of the heading (4 bytes, little endian) and the heading (JSON),
    the table of records (each: index, offset and length of the sealed record), the table of card
    numbers (each: index, person, reason), the sealed records. Both tables are in the order of
    their indexes, which is no order of the list.
    """
    persons = _persons(known)
    reasons = [reason.value for reason in Reason]
    first = next((code.card for code in known.codes if code.card is not None), None)
    heading = {
        "format": PACK_FORMAT,
        "salt": base64.b64encode(salt).decode(),
        "made_ms": now_ms,
        "good_until_ms": to_ms(known.good_until) if known.good_until else None,
        "conference": known.door.number,
        "rehearsal": known.door.rehearsal,
        "sitting_id": known.door.sitting_id,
        "reasons": reasons,
        "verdicts": {reason.value: reason.verdict.value for reason in Reason},
        "words": list(shown_words(first)) if first else [],
        "sentences": sentence_patterns(known.door),
        "records": len(known.codes),
        "numbers": len(known.numbers),
    }
    sealed = sorted(_sealed(code, persons, known.door, salt) for code in known.codes)
    numbers = sorted(_number(one, persons, reasons, salt) for one in known.numbers)
    top = json.dumps(heading, ensure_ascii=False).encode()
    return b"".join(
        (MAGIC, _u32(len(top)), top, *_table(sealed), *numbers, *_bodies(sealed))
    ), persons


def sentence_patterns(door: DoorSetting) -> dict[str, dict[str, dict[str, str]]]:
    """Give each reason's sentences with gaps, by which of area and seat are to be filled in."""
    return {
        reason.value: {
            placed: sentences(reason, desk=door.support_desk, **_BEFORE_A_NAME, **places)
            for placed, places in (_PLACES if reason in _NAMING else {"": {}}).items()
        }
        for reason in Reason
    }


def _persons(known: Carried) -> dict[int, str]:
    """Call each delegate by a name that their first code gives, or that their number does.

    It stays the same from pack to pack: by it a station knows again whom it let in itself. In a
    rehearsal it is another one: ids and numbers are the same there.
    """
    conference = f"{known.door.number} {'rehearsal' if known.door.rehearsal else 'day'}"
    secrets_of: dict[int, str] = {
        one.delegate_id: f"number {one.delegate_id}" for one in known.numbers
    }
    coded: dict[int, str] = {}
    for code in known.codes:
        coded[code.delegate_id] = min(code.digits, coded.get(code.delegate_id, code.digits))
    secrets_of |= coded
    return {
        delegate_id: base64.b64encode(
            hmac.digest(PERSON_WORDS, f"{conference} {words}".encode(), "sha256")[:_PERSON_BYTES]
        ).decode()
        for delegate_id, words in secrets_of.items()
    }


def _sealed(
    code: CarriedCode, persons: dict[int, str], door: DoorSetting, salt: bytes
) -> tuple[bytes, bytes]:
    index, key, nonce = unsealing(code.digits, salt)
    card = code.card
    record: list[Any] = [code.reason.value, persons[code.delegate_id]]
    if card is not None:
        record += [card.address, list(shown_words(card).values())]
        record += [card.tray] if door.preprinted else []
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
    padded = text + b" " * (-len(text) % _PADDED_TO)
    return index, AESGCM(key).encrypt(nonce, padded, None)


def _number(one: CarriedNumber, persons: dict[int, str], reasons: list[str], salt: bytes) -> bytes:
    index = hmac.digest(salt, NUMBER_WORDS + one.card_number.encode(), "sha256")[:_NUMBER_BYTES]
    person = base64.b64decode(persons[one.delegate_id])
    return index + person + bytes([reasons.index(one.reason.value)])


def _table(sealed: Iterable[tuple[bytes, bytes]]) -> Iterable[bytes]:
    offset = 0
    for index, body in sealed:
        yield index + _u32(offset) + _u32(len(body))
        offset += len(body)


def _bodies(sealed: Iterable[tuple[bytes, bytes]]) -> Iterable[bytes]:
    return (body for _, body in sealed)


def _u32(number: int) -> bytes:
    return number.to_bytes(4, "little")
