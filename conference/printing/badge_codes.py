"""A badge's code follows its sheet: reserved, then counting, then replaced."""

from __future__ import annotations

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from conference.base import table_of
from conference.codes import CodeKind
from conference.delegates import CodeState, EntryCode
from conference.prepared import Prepared
from conference.printing.records import PrintJob

_INSERT_CODE = Prepared(
    insert(table_of(EntryCode)), "digits", "delegate_id", "issue", "kind", "state"
)


def reserve_code(session: Session, digits: str, *, delegate_id: int | None, issue: int) -> None:
    """Keep a new code for a sheet that waits; it opens nothing yet."""
    values = {"digits": digits, "delegate_id": delegate_id, "issue": issue}
    values |= {"kind": int(CodeKind.BADGE), "state": CodeState.RESERVED}
    _INSERT_CODE.insert(session, values)


def set_code(session: Session, job: PrintJob, state: CodeState) -> None:
    """Let the code of a sheet count, or count no more; a sheet without one has nothing to lose."""
    if job.code is not None:
        session.execute(update(EntryCode).where(EntryCode.digits == job.code).values(state=state))


def replace_older(session: Session, job: PrintJob) -> None:
    """Let the codes of a delegate's older badges count no more."""
    if job.code is None:
        return
    session.execute(
        update(EntryCode)
        .where(
            EntryCode.delegate_id == job.delegate_id,
            EntryCode.kind == int(CodeKind.BADGE),
            EntryCode.issue < job.issue,
        )
        .values(state=CodeState.REPLACED)
    )
