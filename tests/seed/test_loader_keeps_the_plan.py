"""Every plan becomes a conference with nothing lost: its rules as data, its words as written."""

from __future__ import annotations

import pytest
from sqlalchemy import String, select

from conference.agenda import AgendaItem, rundown
from conference.awards import AwardBlock, current_block
from conference.base import Base
from conference.cue_sheet import cue_sheet
from conference.delegates import Delegate, DelegateGroup, Duty, ListState, invitations
from conference.identity import Conference, Sitting
from conference.journal import JournalEntry, broken_link
from conference.preparation import Task
from seed.plan import load_plan, plan_names
from tests.factories import all_rows

PLANS = plan_names()


@pytest.mark.parametrize("name", PLANS)
def test_the_identity_is_the_plans(load, name):
    plan = load_plan(name)

    (conference,) = all_rows(load(plan), Conference)

    assert conference.title_lines == list(plan.title_lines)
    assert (conference.form, conference.name) == (plan.form, plan.name)
    assert (conference.duration, conference.capacity) == (plan.duration, plan.capacity)
    assert conference.level is plan.level
    assert conference.contact == plan.contact
    assert conference.kept_fields == []
    assert conference.invitation_notes == [
        "Đề nghị đại biểu có mặt trước 15 phút và mang theo giấy mời này."
    ]


@pytest.mark.parametrize("name", PLANS)
def test_the_programme_and_its_groups_are_the_plans(load, name):
    plan = load_plan(name)

    db = load(plan)

    items, groups = all_rows(db, AgendaItem), all_rows(db, DelegateGroup)
    assert [(i.title, i.optional, i.vote, i.from_plan) for i in items] == [
        (i.title, i.optional, i.vote, i.from_plan) for i in plan.items
    ]
    assert [(i.planned_start is None, i.length_min) for i in items] == [
        (i.start is None, i.duration_min) for i in plan.items
    ]
    assert [(g.key, g.kind, g.most, g.address_form) for g in groups] == [
        (g.key, g.kind, g.most, g.address) for g in plan.groups
    ]
    assert [(g.counted, g.protocol_rank) for g in groups] == [
        (g.counted, g.protocol_rank) for g in plan.groups
    ]


def test_what_a_plan_notes_for_the_technicians_is_on_their_sheet(load):
    plan = load_plan("xa-dai-son-2025")

    with load(plan).reading() as session:
        written = [row.words for row in cue_sheet(session)]

    assert written == ["; ".join(item.cue_notes) for item in plan.items if item.cue_notes]
    assert len(written) == 2


@pytest.mark.parametrize("name", PLANS)
def test_every_word_fits_its_column_on_every_database(load, name):
    db = load(load_plan(name))

    with db.reading() as session:
        for mapper in Base.registry.mappers:
            lengths = {
                column.key: column.type.length
                for column in mapper.columns
                if isinstance(column.type, String) and column.type.length
            }
            for row in session.scalars(select(mapper.class_)):
                for key, length in lengths.items():
                    assert len(getattr(row, key) or "") <= length, (mapper.class_, key)


@pytest.mark.parametrize("name", PLANS)
def test_each_award_is_a_block_of_its_item_without_recipients(load, name):
    plan = load_plan(name)

    db = load(plan)

    blocks = all_rows(db, AwardBlock)
    with db.reading() as session:
        items = rundown(session).items
        first = current_block(session)
    assert [(block.title, block.form, block.decision) for block in blocks] == [
        (award.title, award.form, "") for award in plan.awards
    ]
    item_of = {key: n for n, item in enumerate(plan.items) for key in item.awards}
    assert [block.item_id for block in blocks] == [items[item_of[a.key]].id for a in plan.awards]
    assert (first.id, first.batches) == (blocks[0].id, [])


@pytest.mark.parametrize("name", PLANS)
def test_the_seats_without_a_name_are_proposed_and_nobody_is_invited(load, name):
    plan = load_plan(name)

    db = load(plan)

    people = all_rows(db, Delegate)
    seats = [seat for group in plan.groups for seat in group.unnamed_seats]
    assert len(people) == sum(seat.count for seat in seats)
    assert all(not one.named and one.state is ListState.PROPOSED for one in people)
    assert {one.full_name for one in people} == {seat.words for seat in seats}
    with db.reading() as session:
        assert invitations(session) == []
        assert broken_link(session) is None


def test_a_plan_without_such_seats_lists_nobody(load):
    db = load(load_plan("so-noi-vu-2025"))

    assert [entry.kind for entry in all_rows(db, JournalEntry)] == ["ConferenceCreated"]


def test_a_seat_whose_unit_the_plan_leaves_open_is_of_its_group(load):
    plan = load_plan("so-khcn-2025")

    db = load(plan)

    with db.reading() as session:
        units = {one.full_name: one.unit.name for one in session.scalars(select(Delegate))}
    assert units["Đại diện lãnh đạo Ban Thi đua – Khen thưởng thành phố"] == (
        "Ban Thi đua - Khen thưởng thành phố"
    )
    assert units["Đại diện doanh nghiệp trong ngành khoa học và công nghệ"] == (
        "Doanh nghiệp trong ngành khoa học và công nghệ"
    )


def test_criteria_composition_and_dossier_are_data(load):
    plan = load_plan("so-khcn-2025")

    (conference,) = all_rows(load(plan), Conference)

    assert set(conference.criteria) == {"collective", "individual"}
    third = conference.criteria["individual"]["all"][3]["any"][2]
    assert set(third) == {"clause", "any"}
    assert [one["key"] for one in conference.dossier] == [
        "proposal", "minutes", "achievements", "evidence",
    ]  # fmt: skip
    assert conference.dossier[2]["form"].startswith("Mẫu 08")
    assert conference.plan_words["citation_limit"] == "trong khoảng ½ trang A4"
    assert "citation_most_characters" in conference.plan_words
    assert conference.plan_words["date_limit"]["bound"] == "before"


def test_a_plan_without_criteria_and_dossier_has_none(load):
    (conference,) = all_rows(load(load_plan("so-ngoai-vu-2025")), Conference)

    assert (conference.criteria, conference.dossier) == ({}, [])
    assert conference.plan_words["criteria_label"] == ""


def test_the_composition_of_dai_son_aims_at_seventy_and_thirty(load):
    (conference,) = all_rows(load(load_plan("xa-dai-son-2025")), Conference)

    shares = {one["key"]: one["share_percent"] for one in conference.composition}
    assert (shares["models"], shares["guests"], shares["women"]) == (70, 30, None)
    assert conference.capacity == 150
    assert "2" not in conference.plan_words["item_notes"]
    assert conference.plan_words["item_notes"]["3"].startswith("Số lượng báo cáo")


def test_a_merged_conference_keeps_every_title(load):
    plan = load_plan("so-ngoai-vu-2025")

    (conference,) = all_rows(load(plan), Conference)

    (further,) = conference.further_titles
    assert further == {
        "name": plan.further_titles[0].name,
        "form": plan.further_titles[0].form,
        "title_lines": list(plan.further_titles[0].title_lines),
    }
    assert conference.plan_words["merged_with"] == list(plan.merged_with)


def test_the_tiers_of_the_city_are_words_of_the_plan(load):
    plan = load_plan("tp-hai-phong-2019")

    (conference,) = all_rows(load(plan), Conference)

    words = conference.plan_words
    assert [one["default_name"] for one in words["tiers"]] == [t.default_name for t in plan.tiers]
    assert len(words["pilots"]) == len(plan.pilots) > 0
    assert words["reports"] == [one.model_dump(mode="json") for one in plan.reports]


def test_who_presides_is_the_duty_of_the_plan(load):
    plan = load_plan("so-noi-vu-2025")
    chairs = [
        plan.duties[0].model_copy(update={"role": Duty.CHAIR, "who": who})
        for who in ("Giám đốc Sở", "Phó Giám đốc Sở")
    ]

    db = load(plan.model_copy(update={"duties": (*plan.duties, *chairs)}))

    assert all_rows(db, Conference)[0].presided_by == "Giám đốc Sở, Phó Giám đốc Sở"


def test_a_second_day_has_its_own_sitting_and_items(load):
    plan = load_plan("so-khcn-2025")
    second = plan.sittings[0].model_copy(update={"name": "Ngày thứ hai", "day_offset": 1})
    last = plan.items[-1].model_copy(update={"sitting": 2})

    db = load(
        plan.model_copy(
            update={"sittings": (*plan.sittings, second), "items": (*plan.items[:-1], last)}
        )
    )

    first, next_day = all_rows(db, Sitting)
    item = all_rows(db, AgendaItem)[-1]
    assert (next_day.starts_at - first.starts_at).days == 1
    assert item.sitting_id == next_day.id
    assert next_day.starts_at < item.planned_start < item.planned_end <= next_day.ends_at


@pytest.mark.parametrize("name", PLANS)
def test_no_task_is_lost(load, name):
    plan = load_plan(name)

    rows = all_rows(load(plan), Task)

    written = [(one.unit, one.title, one.due_on, one.due_text) for one in rows]
    assert written[: len(plan.tasks)] == [
        (task.unit, task.title, task.due, task.due_text) for task in plan.tasks
    ]
    assert [one.ordinal for one in rows] == list(range(1, len(rows) + 1))
