"""How a guest's office is said in one breath, and whether the guest belongs to the host."""

from __future__ import annotations

from conference.delegates import Delegate, GroupKind
from conference.names import fold

_OWN_PEOPLE = frozenset({GroupKind.LEADER, GroupKind.STAFF, GroupKind.MODEL, GroupKind.SERVICE})
"""Groups whose members belong to the host where their unit does not tell."""


def office_of(position: str, unit: str) -> str:
    """Give position and unit as they are said together, without saying one word twice.

    "Phó Giám đốc Sở" of the "Sở Khoa học và Công nghệ" is its Phó Giám đốc; "Chuyên viên" of the
    "Văn phòng Sở" keeps the comma.
    """
    words, of_unit = position.split(), unit.split()
    if not words or not of_unit:
        return position or unit
    if f" {fold(unit)} " in f" {fold(position)} ":
        return position
    for shared in range(min(len(words), len(of_unit)), 0, -1):
        end, start = " ".join(words[-shared:]), " ".join(of_unit[:shared])
        if end.casefold() == start.casefold():
            return " ".join([*words[:-shared], *of_unit])
    return f"{position}, {unit}"


def is_of_host(guest: Delegate, host: str, *, said: bool | None = None) -> bool:
    """Whether a guest belongs to the host and is introduced after those who came from outside.

    What the office `said` counts first; then whoever is of the host's own unit is of the host, and
    so are leaders, staff and model delegates, who are the host's own people by their groups.
    """
    if said is not None:
        return said
    return fold(guest.unit.name) == fold(host) or guest.group.kind in _OWN_PEOPLE
