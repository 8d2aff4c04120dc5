"""The work before the day: tasks by unit, milestones with their limits, ticks by hand.

"Trước ngày" is exclusive, "trong ngày" and "chậm nhất" are inclusive: each limit carries its bound.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from conference.base import Base
from conference.clock import in_the_hall
from conference.identity import Conference, ConferenceDescribed, the_conference
from conference.journal import Fact, record
from conference.names import tidy
from conference.readiness import Gate
from conference.refusals import N_, NotFound, Refusal
from conference.rooms import kinds_of


class TaskKind(enum.StrEnum):
    """What a line of the plan's work is."""

    TASK = "task"
    MILESTONE = "milestone"
    REPORT = "report"
    READINESS = "readiness"


class Bound(enum.StrEnum):
    """Whether the day itself still counts."""

    BEFORE = "before"
    ON_OR_BEFORE = "on_or_before"


class Task(Base):
    """A piece of work: which unit, until when, who, and when it was done.

    `due_text` is the limit as the plan writes it. A readiness line stands at a gate and is ticked
    by hand.
    """

    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    ordinal: Mapped[int]
    kind: Mapped[TaskKind] = mapped_column(default=TaskKind.TASK)
    unit: Mapped[str] = mapped_column(String(300), default="")
    title: Mapped[str] = mapped_column(String(600))
    area: Mapped[str] = mapped_column(String(100), default="")
    due_on: Mapped[dt.date | None] = mapped_column(Date)
    bound: Mapped[Bound] = mapped_column(default=Bound.ON_OR_BEFORE)
    due_text: Mapped[str] = mapped_column(String(200), default="")
    owner: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    gate: Mapped[Gate | None]
    done_at: Mapped[dt.datetime | None]
    done_by: Mapped[str] = mapped_column(String(200), default="")

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it is in time."""
        if self.due_on is None or self.bound is Bound.ON_OR_BEFORE:
            return self.due_on
        return self.due_on - dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class TaskDone(Fact):
    """A piece of work was ticked."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskReopened(Fact):
    """A tick was taken back."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskWritten(Fact):
    """A piece of work was added or its words changed."""

    task_id: int


_CONTACT = "contact_person"
"""Under this name a plan says whom to ask; the office adds the number that plans leave out."""

PREPARATION_FACTS = kinds_of(TaskDone, TaskReopened, TaskWritten)


class TaskEmpty(Refusal):
    """A task says what is to be done."""

    code = "task_empty"
    sentence = N_("Vui lòng nhập nội dung công việc; dữ liệu chưa thay đổi.")


@dataclass(frozen=True)
class TaskWords:
    """What a task says: plain values of a form."""

    title: str
    unit: str = ""
    owner: str = ""
    phone: str = ""
    due_on: dt.date | None = None
    bound: Bound = Bound.ON_OR_BEFORE
    gate: Gate | None = None


def write_task(
    session: Session, task_id: int | None, words: TaskWords, *, at: dt.datetime, by: str
) -> int:
    """Add a task (no id) or change its words; give its id. The same words again change nothing.

    A task that gets a gate becomes a line of readiness, and one that loses it a task; a new limit
    is no longer said in the plan's words.

    Raises:
        TaskEmpty, NotFound: nothing was changed.
    """
    if not tidy(words.title):
        raise TaskEmpty
    row = session.get(Task, task_id) if task_id is not None else _new_task(session)
    if row is None:
        raise NotFound
    values = _values(row, words)
    if any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)
        session.flush()
        record(session, TaskWritten(task_id=row.id), at=at, by=by)
    return row.id


def _new_task(session: Session) -> Task:
    last = session.scalar(select(func.max(Task.ordinal))) or 0
    return Task(ordinal=last + 1, kind=TaskKind.TASK)


def _values(row: Task, words: TaskWords) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": tidy(words.title),
        "unit": tidy(words.unit),
        "owner": tidy(words.owner),
        "phone": tidy(words.phone),
        "due_on": words.due_on,
        "bound": words.bound,
        "gate": words.gate,
    }
    if row.kind in {TaskKind.TASK, TaskKind.READINESS}:
        values["kind"] = TaskKind.READINESS if words.gate else TaskKind.TASK
    if row.due_text and (row.due_on, row.bound) != (words.due_on, words.bound):
        values["due_text"] = ""
    return values


def tick_task(
    session: Session, task_id: int, *, done: bool, by_name: str, at: dt.datetime, by: str
) -> None:
    """Tick a task or take the tick back; twice changes nothing.

    Raises:
        NotFound: there is no such task.
    """
    task = session.get(Task, task_id)
    if task is None:
        raise NotFound
    if done == (task.done_at is not None):
        return
    task.done_at, task.done_by = (at, by_name) if done else (None, "")
    fact = TaskDone(task_id=task.id) if done else TaskReopened(task_id=task.id)
    record(session, fact, at=at, by=by)


def contact_phone(conference: Conference) -> str:
    """Give the number of whoever answers for the conference; "" where nobody has said it."""
    person = conference.plan_words.get(_CONTACT) or {}
    number: str = person.get("phone") or ""
    return number


def note_contact_phone(session: Session, phone: str, *, at: dt.datetime, by: str) -> bool:
    """Write the number of whoever answers for the conference; say whether it is another one."""
    conference, number = the_conference(session), tidy(phone)
    if number == contact_phone(conference):
        return False
    person = (conference.plan_words.get(_CONTACT) or {}) | {"phone": number}
    conference.plan_words = conference.plan_words | {_CONTACT: person}
    record(session, ConferenceDescribed(columns=["contact_phone"]), at=at, by=by)
    return True


def phones_of(session: Session) -> dict[str, str]:
    """Give the numbers that the office has written, by whom they belong to: a person or a unit."""
    numbers = {one.owner or one.unit: one.phone for one in all_tasks(session) if one.phone}
    conference = the_conference(session)
    number = contact_phone(conference)
    return numbers | ({conference.contact: number} if number else {})


def overdue(task: Task, now: dt.datetime) -> bool:
    """Whether the last day in time is over and the work is not ticked."""
    last = task.last_day
    return task.done_at is None and last is not None and in_the_hall(now).date() > last


def all_tasks(session: Session) -> list[Task]:
    """Give the tasks in the plan's order."""
    return list(session.scalars(select(Task).order_by(Task.ordinal, Task.id)))
