"""What the day still lacks across its subjects: titles, programme, awards, the work before it.

A check of one subject stands with it; these look over several of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from conference.agenda import AgendaItem, standing_items
from conference.awards import all_blocks
from conference.clock import in_the_hall
from conference.identity import blank_title_lines, the_conference
from conference.names import fold
from conference.preparation import Task, TaskKind, all_tasks, overdue
from conference.readiness import Check, Gate, Standing, some
from conference.refusals import N_

CONFERENCE, TASKS, AWARDS = "/admin/conference", "/admin/tasks", "/admin/awards"
PROGRAMME = "/admin/programme"

_ANYBODY = "dai dien"
"""How a plan writes a performer whom nobody has named yet, folded: "Đại diện 01 phòng"."""


def checks(session: Session, now: dt.datetime) -> list[Check]:
    """Look at titles, performers, awards and the work of the plan, ticks by hand last."""
    contact = the_conference(session).contact
    tasks = all_tasks(session)
    lines = [_titles(session), _performers(session), _recipients(session), _decisions(session)]
    by_contact = [replace(line, owner=contact) for line in lines]
    ticks = [_tick(task, contact) for task in tasks if task.kind is TaskKind.READINESS]
    return [*by_contact, _overdue(tasks, now, contact), *ticks]


def _line(code: str, title: str, sentence: str, names: Iterable[str], *, path: str) -> Check:
    """Give a line that is in order when it names nothing."""
    missing = list(names)
    standing = Standing.MISSING if missing else Standing.IN_ORDER
    details = {"count": len(missing)}
    words = sentence if missing else ""
    gate = Gate.EVENING_BEFORE
    return Check(code, gate, standing, title, words, details, path=path, **some(missing))


def _titles(session: Session) -> Check:
    return _line(
        "title_lines",
        N_("Dòng tiêu đề hội nghị"),
        N_("%(count)s dòng tiêu đề còn để trống ngày, tháng hoặc số."),
        blank_title_lines(the_conference(session)),
        path=CONFERENCE,
    )


def _performers(session: Session) -> Check:
    items = standing_items(session)
    return _line(
        "performers",
        N_("Người thực hiện chương trình"),
        N_("%(count)s nội dung chưa rõ người thực hiện."),
        [f"{item.number} {item.title}".strip() for item in items if _unassigned(item)],
        path=PROGRAMME,
    )


def _unassigned(item: AgendaItem) -> bool:
    """Whether nobody in particular does it; parts speak for an item that names nobody."""
    parts = [step.performer for step in item.steps] + [entry.performer for entry in item.entries]
    if not item.performer and parts:
        return not all(parts) or any(map(_is_anybody, parts))
    return not item.performer or any(map(_is_anybody, [item.performer, *parts]))


def _is_anybody(performer: str) -> bool:
    return fold(performer).startswith(_ANYBODY)


def _recipients(session: Session) -> Check:
    return _line(
        "recipients_known",
        N_("Người được khen thưởng"),
        N_("%(count)s người hoặc tập thể được khen thưởng chưa gắn với đại biểu trong danh sách."),
        [
            f"{one.name} ({one.unit})" if one.unit else one.name
            for block in all_blocks(session)
            for batch in block.batches
            for one in batch.recipients
            if one.delegate_id is None
        ],
        path=AWARDS,
    )


def _decisions(session: Session) -> Check:
    return _line(
        "decisions",
        N_("Quyết định khen thưởng"),
        N_("%(count)s phần trao thưởng chưa có số quyết định."),
        [block.title for block in all_blocks(session) if not _has_number(block.decision)],
        path=AWARDS,
    )


def _has_number(decision: str) -> bool:
    """Whether a number was written: dots stand where it is still waited for."""
    number = decision.partition("ngày")[0]
    return any(character.isdigit() for character in number)


def _overdue(tasks: Iterable[Task], now: dt.datetime, contact: str) -> Check:
    late = [task for task in tasks if task.kind is not TaskKind.READINESS and overdue(task, now)]
    names = [f"{task.title} ({_until(task)})" for task in late]
    sentence = N_("%(count)s công việc đã quá hạn.")
    line = _line("tasks_overdue", N_("Công việc theo kế hoạch"), sentence, names, path=TASKS)
    owners = ", ".join(dict.fromkeys(filter(None, (task.owner or task.unit for task in late))))
    phones = ", ".join(dict.fromkeys(filter(None, (task.phone for task in late))))
    return replace(line, owner=owners or contact, phone=phones)


def _until(task: Task) -> str:
    return task.due_text or f"{task.due_on:%d/%m/%Y}"


def _tick(task: Task, contact: str) -> Check:
    """Give a line that a person ticks: in order when somebody has, and it says who and when."""
    done = task.done_at
    return Check(
        f"tick_{task.id}",
        task.gate or Gate.EVENING_BEFORE,
        Standing.IN_ORDER if done else Standing.MISSING,
        task.title,
        N_("%(by)s xác nhận lúc %(at)s.") if done else "",
        {"by": task.done_by, "at": f"{in_the_hall(done):%Hh%M, %d/%m/%Y}"} if done else {},
        owner=task.owner or task.unit or contact,
        phone=task.phone,
        path=TASKS,
        tick_id=task.id,
    )
