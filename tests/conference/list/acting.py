"""Short ways to act on the list and to look at it, for the tests of this folder."""

from __future__ import annotations

from typing import Any

from conference.base import Base
from conference.database import Database
from conference.delegates import (
    Approval,
    Delegate,
    ListState,
    NewDelegate,
    Substitute,
    add_delegates,
    change_delegate,
    lock_list,
    name_substitute,
)
from conference.identity import the_conference
from conference.journal import JournalEntry
from tests.factories import AT, BY, GROUP, UNIT, all_rows

APPROVED_BY = Approval("Giám đốc Sở", "Công văn 12/SKHCN-VP")
SUPERVISED = Approval("Giám đốc Sở", "Khách của Thành phố", may_exceed=True)


def do(db: Database, command: Any, *given: Any, **how: Any) -> Any:
    """Run a command of the list in a transaction of its own."""
    return db.write(lambda session: command(session, *given, **{"at": AT, "by": BY} | how))


def person(name: str = "Lê An", **words: Any) -> NewDelegate:
    """Give somebody of the office's own unit and the counted group."""
    return NewDelegate(**{"full_name": name, "unit": UNIT, "group": GROUP} | words)


def add(db: Database, *people: NewDelegate, **how: Any) -> list[int]:
    """Put people on the list; give their ids."""
    ids: list[int] = do(db, add_delegates, people, **how)
    return ids


def add_one(db: Database, name: str = "Lê An", **words: Any) -> int:
    """Put one person on the list; give the id."""
    (only,) = add(db, person(name, **words))
    return only


def propose(db: Database, *people: NewDelegate) -> list[int]:
    """Put people on the list who are not approved yet."""
    return add(db, *people, state=ListState.PROPOSED)


def change(db: Database, delegate_id: int, **changes: Any) -> list[str]:
    """Change a delegate's words."""
    changed: list[str] = do(db, change_delegate, delegate_id, changes)
    return changed


def lock(db: Database) -> Any:
    """Lock the list as it is."""
    return do(db, lock_list, by_name="Nguyễn Thị Miền")


def send(db: Database, absent_id: int, name: str = "Trần Bình", **words: Any) -> int:
    """Let somebody come in a delegate's place; give the substitute's id."""
    given = {"position": "Phó Trưởng phòng", "letter": "15/GM", "approver": "Chánh Văn phòng"}
    substitute: int = do(
        db, name_substitute, absent_id, Substitute(full_name=name, **given | words)
    )
    return substitute


def row(db: Database, delegate_id: int) -> Delegate:
    """Read one delegate with unit and group."""
    with db.reading() as session:
        found = session.get_one(Delegate, delegate_id)
        assert found.unit
        assert found.group
        return found


def facts(db: Database, kind: str) -> list[dict[str, Any]]:
    """Give what the journal says of one kind, in order."""
    return [entry.payload for entry in all_rows(db, JournalEntry) if entry.kind == kind]


def set_capacity(db: Database, most: int) -> None:
    """Let the plan allow so many delegates."""
    db.write(lambda session: setattr(the_conference(session), "capacity", most))


def count(db: Database, table: type[Base]) -> int:
    """Count the rows of a table."""
    return len(all_rows(db, table))
