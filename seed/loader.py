"""A plan becomes a conference, in one transaction."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from conference.agenda import AgendaEntry, AgendaItem, AgendaStep, manner_of, never_cut
from conference.awards import AwardBlock
from conference.clock import hall_moment
from conference.cue_sheet import propose_cues
from conference.delegates import DelegateGroup, Duty, ListState, NewDelegate, add_delegates
from conference.identity import Conference, Level, Sitting, ThermalCertificate, new_conference
from seed.loader_office import plan_words, tasks
from seed.plan import Plan, PlannedGroup, PlannedItem
from seed.sitting_hours import sitting_hours

INVITATION_NOTES = ("Đề nghị đại biểu có mặt trước 15 phút và mang theo giấy mời này.",)


def create_conference(  # noqa: PLR0913 - a plan, its day, what it is for, by whom, when
    session: Session,
    plan: Plan,
    *,
    plan_name: str,
    held_on: dt.date,
    at: dt.datetime,
    by: str,
    tier: Level | None = None,
    demo: bool = False,
) -> list[AgendaItem]:
    """Make the plan a conference on this day; give its programme.

    Of a plan for several tiers the chosen one says how the conference is called.
    What the plan notes for sound, light and screens becomes the first lines of the cue sheet.
    The demo brings its own people and its own cue sheet: it gets neither these lines, nor the
    plan's seats without a name, nor its award blocks without recipients.

    Raises:
        ConferenceExists: the database has one already.
        TierUnknown: the plan has no conferences of this tier.
    """
    plan = plan if tier is None else plan.of_tier(tier)
    conference = _conference(plan, plan_name, held_on, demo=demo)
    new_conference(session, conference, at=at, by=by)
    session.add_all(_groups(plan))
    session.add_all(tasks(plan))
    items = _programme(plan, conference)
    session.add_all(items)
    session.flush()
    if not demo:
        session.add_all(_award_blocks(plan, items))
        _list_unnamed_seats(session, plan, at=at, by=by)
        propose_cues(session, at=at, by=by)
    return items


def _conference(plan: Plan, plan_name: str, held_on: dt.date, *, demo: bool) -> Conference:
    return Conference(
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
        level=plan.level,
        duration=plan.duration,
        capacity=plan.capacity,
        presided_by=", ".join(duty.who for duty in plan.duties if duty.role is Duty.CHAIR),
        invitation_notes=list(INVITATION_NOTES),
        kept_fields=[],
        further_titles=[
            {"name": one.name, "form": one.form, "title_lines": list(one.title_lines)}
            for one in plan.further_titles
        ],
        composition=[target.model_dump(mode="json") for target in plan.composition],
        criteria=plan.criteria.trees if plan.criteria else {},
        dossier=[one.model_dump() for one in plan.dossier.documents] if plan.dossier else [],
        plan_words=plan_words(plan),
        demo=demo,
        thermal_certificate=ThermalCertificate.PROVISIONAL_CERTIFICATE
        if demo
        else ThermalCertificate.APPOINTMENT_SLIP,
        sittings=_sittings(plan, held_on),
    )


def _sittings(plan: Plan, held_on: dt.date) -> list[Sitting]:
    return [
        Sitting(
            ordinal=ordinal,
            name=sitting.name,
            starts_at=hall_moment(_day(held_on, sitting.day_offset), hours.starts),
            ends_at=hall_moment(_day(held_on, sitting.day_offset), hours.ends),
        )
        for ordinal, (sitting, hours) in enumerate(
            zip(plan.sittings, sitting_hours(plan), strict=True), start=1
        )
    ]


def _day(held_on: dt.date, offset: int) -> dt.date:
    return held_on + dt.timedelta(days=offset)


def _groups(plan: Plan) -> list[DelegateGroup]:
    return [_group(group, ordinal) for ordinal, group in enumerate(plan.groups, start=1)]


def _group(group: PlannedGroup, ordinal: int) -> DelegateGroup:
    return DelegateGroup(
        ordinal=ordinal,
        key=group.key,
        name=group.name,
        badge_word=group.badge_word,
        kind=group.kind,
        counted=group.counted,
        most=group.most,
        address_form=group.address,
        protocol_rank=group.protocol_rank,
    )


def _programme(plan: Plan, conference: Conference) -> list[AgendaItem]:
    items = []
    for ordinal, planned in enumerate(plan.items, start=1):
        day = _day(conference.held_on, plan.sittings[planned.sitting - 1].day_offset)
        item = _item(planned, ordinal, day)
        item.sitting_id = conference.sittings[planned.sitting - 1].id
        items.append(item)
    return items


def _item(planned: PlannedItem, ordinal: int, day: dt.date) -> AgendaItem:
    return AgendaItem(
        ordinal=ordinal,
        plan_ordinal=ordinal,
        number=planned.number,
        title=planned.title,
        performer=planned.performer,
        planned_start=_moment(day, planned.start),
        planned_end=_moment(day, planned.end),
        length_min=planned.duration_min,
        optional=planned.optional,
        vote=planned.vote,
        from_plan=planned.from_plan,
        cue_note="; ".join(planned.cue_notes),
        protected=_never_cut(planned),
        manner=manner_of(planned.title),
        steps=[
            AgendaStep(ordinal=n, label=step.label, title=step.title, performer=step.performer)
            for n, step in enumerate(planned.steps, start=1)
        ],
        entries=[
            AgendaEntry(ordinal=n, title=entry.title, performer=entry.performer)
            for n, entry in enumerate(planned.entries, start=1)
        ],
    )


def _never_cut(planned: PlannedItem) -> bool:
    """Whether custom does not cut the item, or one of its steps."""
    return any(map(never_cut, (planned.title, *(step.title for step in planned.steps))))


def _moment(day: dt.date, time: dt.time | None) -> dt.datetime | None:
    return None if time is None else hall_moment(day, time)


def _award_blocks(plan: Plan, items: list[AgendaItem]) -> list[AwardBlock]:
    """Give a block for each award; its Decision and its recipients come later."""
    item_of = {
        key: item.id
        for item, planned in zip(items, plan.items, strict=True)
        for key in planned.awards
    }
    return [
        AwardBlock(item_id=item_of[award.key], title=award.title, decision="", **award.model_dump())
        for award in plan.awards
    ]


def _list_unnamed_seats(session: Session, plan: Plan, *, at: dt.datetime, by: str) -> None:
    seats = [
        NewDelegate(seat.words, unit=seat.unit or group.name, group=group.name, named=False)
        for group in plan.groups
        for seat in group.unnamed_seats
        for _ in range(seat.count)
    ]
    if seats:
        add_delegates(session, seats, state=ListState.PROPOSED, at=at, by=by)
