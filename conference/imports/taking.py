"""A compared file is written: all that the preview has shown, in one transaction, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from conference.delegates import (
    NO_APPROVAL,
    Approval,
    Delegate,
    DelegateGroup,
    ListState,
    NewDelegate,
    Unit,
    WordsTooLong,
    add_delegates,
    all_groups,
    approve_delegates,
    change_delegate,
    index_again,
    propose_again,
    withdraw_delegates,
)
from conference.delegates.words import tidied
from conference.imports.comparing import Comparison, compare
from conference.imports.incoming import (
    NO_CHOICES,
    Change,
    Choices,
    ComparedRow,
    Incoming,
    Standing,
)
from conference.imports.records import (
    ImportedFile,
    brought_before,
    remember_groups,
    written_from,
)
from conference.journal import Fact, record
from conference.refusals import N_, Refusal

NEW_GROUPS_WORD = "ĐẠI BIỂU"
"""What the badges of a group made from a file say until the office changes it."""

LONGEST_GROUP = 200
"""Characters of a group's name."""

LONGEST_FILE_NAME = 200
"""Characters of a file's name inside a reason, which has room for 300."""

NOT_IN_FILE = N_("Không có trong tệp %(file)s")


@dataclass(frozen=True, kw_only=True)
class ListImported(Fact):
    """A file was taken into the list."""

    file_id: int
    added: int
    changed: int
    withdrawn: int


class StalePreview(Refusal):
    """The list was changed after the preview was made; what it shows is no longer so."""

    code = "stale_preview"
    sentence = N_(
        "Danh sách đã thay đổi sau khi xem trước; chưa ghi gì vào danh sách. Vui lòng xem trước "
        "lại rồi xác nhận."
    )


class GroupUndecided(Refusal):
    """Rows of the file belong to no group of the conference yet."""

    code = "group_undecided"
    sentence = N_(
        "Còn %(count)s dòng chưa rõ thành phần; chưa ghi gì vào danh sách. Vui lòng chọn thành "
        "phần cho các dòng đó."
    )


class UnitsUndecided(Refusal):
    """New people come from nowhere."""

    code = "unit_undecided"
    sentence = N_(
        "Còn %(count)s đại biểu mới chưa ghi đơn vị; chưa ghi gì vào danh sách. Vui lòng nhập đơn "
        "vị cho các dòng đó, hoặc bổ sung trong tệp rồi nhập lại."
    )


class PeopleUndecided(Refusal):
    """Rows share a name with somebody on the list, and nobody has said whether it is them."""

    code = "people_undecided"
    sentence = N_(
        "Còn %(count)s dòng trùng tên với đại biểu trong danh sách; chưa ghi gì vào danh sách. Vui "
        "lòng cho biết là cùng một người hay người khác."
    )


@dataclass(frozen=True)
class FileBrought:
    """The file itself, as it is kept."""

    name: str
    sha256: str
    content: bytes


@dataclass(frozen=True)
class Wishes:
    """How the clerk wants it taken.

    New people approved or proposed; whom the file does not name withdrawn or left alone; who was
    withdrawn and is named again put back or not.
    """

    approve: bool = True
    withdraw_missing: bool = False
    put_back: bool = True
    approval: Approval = NO_APPROVAL


@dataclass(frozen=True)
class ImportDone:
    """What the file has changed."""

    added: int
    changed: int
    withdrawn: int
    repeat: bool = False


def take_list(  # noqa: PLR0913 - a file, what was compared, what was chosen, by whom, when
    session: Session,
    incoming: Sequence[Incoming],
    *,
    import_id: str,
    file: FileBrought,
    seen: str,
    choices: Choices = NO_CHOICES,
    wishes: Wishes = Wishes(),
    by_name: str = "",
    at: dt.datetime,
    by: str,
) -> ImportDone:
    """Write what the preview showed, all of it or nothing; the same `import_id` is written once.

    `seen` is the digest of the comparison that was shown. A file that was taken in before and
    changes nothing leaves no trace.

    Raises:
        StalePreview: the list was changed, and what would be written is not what was shown.
        PeopleUndecided, GroupUndecided, UnitsUndecided: the clerk has not said all there is to say.
        ApprovalNeeded, CapacityReached, SeatTaken, WordsTooLong: as `add_delegates` does.
    """
    before = written_from(session, import_id)
    if before is not None:
        return ImportDone(before.added, before.changed, before.withdrawn, repeat=True)
    found = compare(session, incoming, choices)
    if seen != found.digest:
        raise StalePreview
    new, concerned = _decided(found), _concerned(found, wishes)
    gone = found.missing if wishes.withdraw_missing else ()
    done = ImportDone(len(new), len(concerned), len(gone))
    if not (new or concerned or gone) and brought_before(session, file.sha256) is not None:
        return done
    remember_groups(session, choices.groups)
    kept = _keep(session, file, done, import_id=import_id, at=at, by=by, by_name=by_name)
    _make_groups(session, new, concerned)
    _make_units(session, concerned)
    if gone:
        reason = NOT_IN_FILE % {"file": file.name[:LONGEST_FILE_NAME]}
        withdraw_delegates(session, gone, reason=reason, at=at, by=by)
    _change(session, concerned, wishes, at=at, by=by)
    if new:
        state = ListState.APPROVED if wishes.approve else ListState.PROPOSED
        add_delegates(session, new, state=state, approval=wishes.approval, at=at, by=by)
    fact = ListImported(
        file_id=kept, added=done.added, changed=done.changed, withdrawn=done.withdrawn
    )
    record(session, fact, at=at, by=by)
    return done


def _decided(found: Comparison) -> list[NewDelegate]:
    """Give the new people once the clerk has said what only the clerk can know."""
    asked = sum(row.standing is Standing.ASK for row in found.rows)
    if asked:
        raise PeopleUndecided(count=asked)
    new = [row.incoming.person for row in found.rows if row.standing is Standing.NEW]
    if groupless := sum(not person.group for person in new):
        raise GroupUndecided(count=groupless)
    if homeless := sum(not person.unit for person in new):
        raise UnitsUndecided(count=homeless)
    return new


def _concerned(found: Comparison, wishes: Wishes) -> list[ComparedRow]:
    """Give the rows that change somebody on the list."""
    wanted = {Standing.CHANGED} | ({Standing.RETURNING} if wishes.put_back else set())
    return [row for row in found.rows if row.standing in wanted]


def _keep(  # noqa: PLR0913 - a row's words
    session: Session,
    file: FileBrought,
    done: ImportDone,
    *,
    import_id: str,
    at: dt.datetime,
    by: str,
    by_name: str,
) -> int:
    row = ImportedFile(
        import_id=import_id,
        sha256=file.sha256,
        name=file.name,
        size=len(file.content),
        content=file.content,
        at=at,
        by=by,
        by_name=by_name,
        added=done.added,
        changed=done.changed,
        withdrawn=done.withdrawn,
    )
    session.add(row)
    session.flush()
    return row.id


def _make_groups(
    session: Session, new: Iterable[NewDelegate], concerned: Iterable[ComparedRow]
) -> None:
    """Make the groups that the clerk has named and the conference does not have yet."""
    known = {group.name for group in all_groups(session)}
    last = session.scalar(select(func.max(DelegateGroup.ordinal))) or 0
    moved = (c.after for row in concerned for c in row.changes if c.column == "group")
    wanted = dict.fromkeys([*(person.group for person in new), *moved])
    for nth, name in enumerate((one for one in wanted if one not in known), start=1):
        if len(name) > LONGEST_GROUP:
            raise WordsTooLong(words=name[:40], most=LONGEST_GROUP)
        group = DelegateGroup(ordinal=last + nth, name=name, badge_word=NEW_GROUPS_WORD)
        session.add(group)
    session.flush()


def _make_units(session: Session, concerned: Iterable[ComparedRow]) -> None:
    """Make the new units that people move to, each once, however many move there."""
    moved = {c.after for row in concerned for c in row.changes if c.column == "unit"}
    known = session.scalars(select(Unit.name).where(Unit.name.in_(moved)))
    session.add_all(Unit(name=tidied("unit", name)) for name in sorted(moved - set(known)))
    session.flush()


def _change(
    session: Session, rows: Sequence[ComparedRow], wishes: Wishes, *, at: dt.datetime, by: str
) -> None:
    """Write what rows say of people on the list, and put back who was withdrawn."""
    ids = [row.delegate_id for row in rows if row.delegate_id is not None]
    people = _held(session, ids)
    _free_seats(session, people, rows)
    for row in _leavers_first(session, rows):
        words = _words(row.changes, row.incoming.person)
        if words and row.delegate_id is not None:
            change_delegate(session, row.delegate_id, words, approval=wishes.approval, at=at, by=by)
    back = [one.id for one in people.values() if one.state is ListState.WITHDRAWN]
    if back and wishes.approve:
        approve_delegates(session, back, approval=wishes.approval, at=at, by=by)
    elif back:
        propose_again(session, back, at=at, by=by)


def _held(session: Session, ids: Collection[int]) -> dict[int, Delegate]:
    """Read all at once and hold them, or each change would read its own row again."""
    wanted = select(Delegate).where(Delegate.id.in_(ids))
    both = wanted.options(joinedload(Delegate.unit), joinedload(Delegate.group))
    return {one.id: one for one in session.scalars(both)}


def _words(changes: Iterable[Change], person: NewDelegate) -> dict[str, object]:
    words = {change.column: change.after for change in changes}
    if "full_name" in words:
        # Another spelling of "Đại diện …" names nobody.
        words["named"] = person.named
    if "unit" in words:
        words["unit_as_given"] = person.unit_as_given
    return words


def _free_seats(session: Session, people: dict[int, Delegate], rows: Iterable[ComparedRow]) -> None:
    """Free the seats that change hands first: two who swap would meet on one."""
    for row in rows:
        if any(change.column == "seat" for change in row.changes):
            one = people[row.delegate_id or 0]
            one.seat = ""
            index_again(one, one.unit.name)
    session.flush()


def _leavers_first(session: Session, rows: Sequence[ComparedRow]) -> list[ComparedRow]:
    """Put first who goes to a group that is not counted: it makes room for who comes from one."""
    uncounted = {group.name for group in all_groups(session) if not group.counted}

    def stays(row: ComparedRow) -> bool:
        return not any(c.column == "group" and c.after in uncounted for c in row.changes)

    return sorted(rows, key=stays)
