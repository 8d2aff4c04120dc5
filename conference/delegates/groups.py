"""The conference's groups (thành phần): their words, whether they count, how they are addressed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.delegates.address import address_again
from conference.delegates.records import Delegate, DelegateGroup
from conference.journal import Fact, record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal

GROUP_COLUMNS = (
    "name", "badge_word", "counted", "most", "address_form", "protocol_rank", "colour",
    "sitting_ordinals",
)  # fmt: skip
"""What the office may change of a group; key and kind are the plan's."""


@dataclass(frozen=True, kw_only=True)
class GroupChanged(Fact):
    """A group's words or rules were changed; which columns, never what they say."""

    group_id: int
    columns: list[str]


class GroupNameMissing(Refusal):
    """A group without a name or a badge word cannot be printed."""

    code = "group_name_missing"
    sentence = N_("Vui lòng nhập tên thành phần và chữ in trên thẻ; dữ liệu chưa thay đổi.")


class GroupNameTaken(Refusal):
    """Files and forms name a group by its name."""

    code = "group_name_taken"
    sentence = N_("Đã có thành phần mang tên này. Vui lòng chọn tên khác; dữ liệu chưa thay đổi.")


def change_group(
    session: Session, group_id: int, changes: Mapping[str, Any], *, at: dt.datetime, by: str
) -> list[str]:
    """Change a group's words and rules; give the columns that changed.

    A new form of address reaches each delegate of the group who has no own one. Badges that were
    printed keep their word.

    Raises:
        NotFound: there is no such group.
        GroupNameMissing, GroupNameTaken: nothing was changed.
    """
    group = session.get(DelegateGroup, group_id)
    if group is None:
        raise NotFound
    wanted = {
        name: tidy(changes[name]) if type(changes[name]) is str else changes[name]
        for name in GROUP_COLUMNS
        if name in changes
    }
    _check_words(session, group, wanted)
    changed = [name for name, value in wanted.items() if getattr(group, name) != value]
    for name in changed:
        setattr(group, name, wanted[name])
    if "address_form" in changed:
        _address_all(session, group)
    if changed:
        record(session, GroupChanged(group_id=group.id, columns=changed), at=at, by=by)
    return changed


def _check_words(session: Session, group: DelegateGroup, wanted: Mapping[str, Any]) -> None:
    if not wanted.get("name", group.name) or not wanted.get("badge_word", group.badge_word):
        raise GroupNameMissing
    same = select(DelegateGroup.id).where(
        DelegateGroup.name == wanted.get("name", group.name), DelegateGroup.id != group.id
    )
    if session.scalar(same) is not None:
        raise GroupNameTaken


def _address_all(session: Session, group: DelegateGroup) -> None:
    of_group = select(Delegate).where(Delegate.group_id == group.id)
    for delegate in session.scalars(of_group.options(joinedload(Delegate.group))):
        address_again(delegate)
