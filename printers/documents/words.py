"""What documents say, as plain values; imports nothing heavy, so that the server may fill them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Issuer:
    """Who issues a document, and where and when: the head of official paper.

    `superior` and `body` are written as the conference writes them, in capitals.
    """

    superior: str
    body: str
    number: str = ""
    place_and_date: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signs: the office may bring its own lines ("KT. GIÁM ĐỐC" above "PHÓ GIÁM ĐỐC")."""

    office: str
    name: str = ""


class InvitationLayout(StrEnum):
    """How invitations stand on paper."""

    SINGLE = "single"
    FOUR = "four"


@dataclass(frozen=True)
class InvitationWords:
    """What an invitation says (NĐ 30/2020, mẫu 1.7); an empty word takes no room.

    `host` stands in the head, `inviter` (the same body in the case of prose) in the sentence.
    """

    superior_body: str
    host: str
    address: str
    name: str
    detail: str
    name_of_conference: str
    time: str
    venue: str
    card_number: str
    code: str
    seat: str = ""
    area: str = ""
    inviter: str = ""
    number: str = ""
    place_and_date: str = ""
    chair: str = ""
    notes: tuple[str, ...] = ()
    signer: Signer | None = None
    rehearsal: bool = False


@dataclass(frozen=True)
class LabelWords:
    """What an envelope's label says."""

    receiver: str
    unit: str
    place: str = ""
    note: str = ""
    heading: str = "Kính gửi:"


def _unheard(_done: int, _total: int) -> None:
    """Nobody asked."""


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Watch:
    """Who follows a long document: is told (done, total), and is asked whether to stop."""

    progress: Callable[[int, int], None] = _unheard
    cancelled: Callable[[], bool] = _never
