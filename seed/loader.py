"""A plan becomes a conference, in one transaction."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from conference.agenda import AgendaEntry, AgendaItem, AgendaStep
from conference.clock import hall_moment
from conference.delegates import DelegateGroup
from conference.identity import Conference, Sitting, ThermalCertificate, new_conference
from seed.plan import Plan, PlannedItem


def create_conference(  # noqa: PLR0913 - a plan, its day, what it is for, by whom, when
    session: Session,
    plan: Plan,
    *,
    plan_name: str,
    held_on: dt.date,
    at: dt.datetime,
    by: str,
    demo: bool = False,
) -> list[AgendaItem]:
    """Make the plan a conference on this day; give its programme.

    Raises:
        ConferenceExists: the database has one already.
    """
    conference = Conference(
        plan=plan_name,
        form=plan.form,
        name=plan.name,
        title_lines=list(plan.title_lines),
        superior_body=plan.superior_body,
        host=plan.host,
        place=plan.place,
        venue_lines=list(plan.venue_lines),
        held_on=held_on,
        contact=plan.contact,
        demo=demo,
        thermal_certificate=ThermalCertificate.PROVISIONAL_CERTIFICATE
        if demo
        else ThermalCertificate.APPOINTMENT_SLIP,
        sittings=_sittings(plan, held_on),
    )
    new_conference(session, conference, at=at, by=by)
    session.add_all(
        DelegateGroup(
            ordinal=ordinal, name=group.name, badge_word=group.badge_word, counted=group.counted
        )
        for ordinal, group in enumerate(plan.groups, start=1)
    )
    sitting_id = conference.sittings[0].id
    items = [
        _item(planned, ordinal, sitting_id, held_on)
        for ordinal, planned in enumerate(plan.items, start=1)
    ]
    session.add_all(items)
    session.flush()
    return items


def _sittings(plan: Plan, held_on: dt.date) -> list[Sitting]:
    starts = hall_moment(held_on, min(item.start for item in plan.items))
    ends = hall_moment(held_on, max(item.end for item in plan.items))
    return [
        Sitting(ordinal=ordinal, name=sitting.name, starts_at=starts, ends_at=ends)
        for ordinal, sitting in enumerate(plan.sittings, start=1)
    ]


def _item(planned: PlannedItem, ordinal: int, sitting_id: int, held_on: dt.date) -> AgendaItem:
    return AgendaItem(
        sitting_id=sitting_id,
        ordinal=ordinal,
        number=planned.number,
        title=planned.title,
        performer=planned.performer,
        planned_start=hall_moment(held_on, planned.start),
        planned_end=hall_moment(held_on, planned.end),
        optional=planned.optional,
        steps=[
            AgendaStep(ordinal=n, label=step.label, title=step.title, performer=step.performer)
            for n, step in enumerate(planned.steps, start=1)
        ],
        entries=[
            AgendaEntry(ordinal=n, title=entry.title, performer=entry.performer)
            for n, entry in enumerate(planned.entries, start=1)
        ],
    )
