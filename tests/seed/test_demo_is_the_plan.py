"""The demo is the plan of Sở Khoa học và Công nghệ with 150 made-up people, always the same."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from sqlalchemy.orm import Session

from conference.agenda import AgendaItem, rundown
from conference.awards import RecipientKind, all_blocks
from conference.clock import in_the_hall
from conference.codes import read_code
from conference.delegates import Delegate, ListState, all_groups, invitations, listed_by_group
from conference.identity import (
    Conference,
    ConferenceExists,
    ThermalCertificate,
    the_conference,
)
from conference.journal import JournalEntry, broken_link
from seed.demo import load_demo, made_up_delegates
from seed.loader import create_conference
from seed.plan import load_plan
from tests.factories import AT, DAY, all_rows, make_database, scan

PLAN = load_plan("so-khcn-2025")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo, loaded once; the tests of this file only look at it."""
    db = make_database(tmp_path_factory.mktemp("demo"))
    db.write(lambda s: load_demo(s, held_on=DAY, at=AT))
    yield db
    db.close()


@pytest.fixture
def session(demo) -> Session:
    with demo.reading() as session:
        yield session


def test_the_identity_is_the_plans_word_for_word(session):
    conference = the_conference(session)

    assert conference.name == PLAN.name
    assert conference.title_lines == list(PLAN.title_lines)
    assert conference.title_lines[4] == "NGÀNH KHOA HỌC VÀ CÔNG NGHỆ, LẦN THỨ I (2025 -2030)"
    assert conference.venue_lines == ["Hội trường tầng 1", "Sở Khoa học và Công nghệ"]
    assert (conference.plan, conference.held_on) == ("so-khcn-2025", DAY)
    assert (conference.demo, conference.rehearsal) == (True, False)
    assert conference.thermal_certificate is ThermalCertificate.PROVISIONAL_CERTIFICATE


def test_the_programme_stands_at_the_plans_hall_times(session):
    items = rundown(session).items

    shown = [
        (item.number, item.title, item.performer, f"{in_the_hall(item.planned_start):%H:%M}")
        for item in items
    ]
    assert shown == [
        (item.number, item.title, item.performer, f"{item.start:%H:%M}") for item in PLAN.items
    ]
    assert [item.ordinal for item in items] == list(range(1, 9))
    assert in_the_hall(items[-1].planned_end).time() == dt.time(16, 0)
    assert [step.label for step in items[4].steps] == ["a", "b", "c"]
    assert [entry.title for entry in items[0].entries] == ["Tiết mục 1", "Tiết mục 2", "Tiết mục 3"]


def test_the_sitting_lasts_from_the_first_item_to_the_last(session):
    (sitting,) = the_conference(session).sittings

    assert (sitting.name, sitting.ordinal) == ("Chiều", 1)
    assert in_the_hall(sitting.starts_at).time() == dt.time(14, 0)
    assert in_the_hall(sitting.ends_at).time() == dt.time(16, 0)


def test_a_hundred_and_fifty_delegates_of_the_plans_groups_are_invited(session):
    delegates = session.query(Delegate).filter_by(state=ListState.APPROVED).all()
    groups = all_groups(session)
    given = invitations(session)

    assert len(delegates) == len(given) == 150
    assert len({one.full_name for one in delegates}) == 150
    assert len({one.seat for one in delegates}) == 150
    assert {one.address for one in delegates} == {"đồng chí", "ông", "bà"}
    assert [group.name for group in groups] == [group.name for group in PLAN.groups]
    assert [group.badge_word for group in groups] == [group.badge_word for group in PLAN.groups]
    listed = listed_by_group(session)
    assert {group.key: listed.get(group.id, 0) for group in groups} == {
        "city": 4, "leaders": 6, "heads": 15, "organisations": 2, "models": 85, "honoured": 20,
        "office": 12, "businesses": 6, "press": 0, "service": 0,
    }  # fmt: skip
    number = the_conference(session).number
    assert {read_code(code).conference_number for _, code in given} == {number}


def test_the_people_are_the_same_each_time():
    assert list(made_up_delegates(PLAN)) == list(made_up_delegates(PLAN))


def test_four_collectives_and_twenty_three_individuals_are_honoured_in_balanced_batches(session):
    (block,) = all_blocks(session)
    sizes = [(batch.kind, len(batch.recipients)) for batch in block.batches]
    everyone = [one for batch in block.batches for one in batch.recipients]

    assert sizes == [
        (RecipientKind.COLLECTIVE, 4),
        (RecipientKind.INDIVIDUAL, 8),
        (RecipientKind.INDIVIDUAL, 8),
        (RecipientKind.INDIVIDUAL, 7),
    ]
    assert block.form == PLAN.award.form
    assert session.get_one(AgendaItem, block.item_id).number == "5"
    assert Counter(one.delegate_id for one in everyone).most_common(1)[0][1] == 1
    assert all(one.delegate_id and one.citation for one in everyone)


def test_loading_is_written_down_and_the_chain_holds(session):
    entries = session.query(JournalEntry).order_by(JournalEntry.id).all()
    kinds = list(dict.fromkeys(entry.kind for entry in entries))

    assert kinds == [
        "ConferenceCreated", "HallPlanned", "DelegatesListed", "CodesIssued", "AwardsArranged",
        "DutyGiven", "KitItemsSet", "GuestsOrdered", "UnitsAllotted", "InvitationsSent",
        "ListLocked", "CodeReissued", "SubstituteNamed", "ReplyNoted", "NomineeAdded", "TaskDone",
        "ScriptWritten", "GuestMannerSet", "CueSheetWritten", "MediaTried",
    ]  # fmt: skip
    assert {entry.by for entry in entries} == {"demo"}
    assert broken_link(session) is None


def test_the_first_delegate_of_a_fresh_demo_is_admitted(empty_db):
    empty_db.write(lambda s: load_demo(s, held_on=DAY, at=AT))
    with empty_db.reading() as session:
        card, code = invitations(session)[0]

    answer = scan(empty_db, code)

    assert answer["verdict"] == "admitted"
    assert answer["delegate"]["name"] == card.name


def test_a_second_demo_is_refused_and_changes_nothing(empty_db):
    empty_db.write(lambda s: load_demo(s, held_on=DAY, at=AT))

    with pytest.raises(ConferenceExists):
        empty_db.write(lambda s: load_demo(s, held_on=DAY, at=AT))

    assert len(all_rows(empty_db, Delegate)) == 151
    kinds = [entry.kind for entry in all_rows(empty_db, JournalEntry)]
    assert kinds.count("ConferenceCreated") == kinds.count("HallPlanned") == 1


def test_the_demo_takes_no_unnamed_seat_and_no_empty_block_from_the_plan(session):
    assert all(one.named for one in session.query(Delegate))
    assert len(all_blocks(session)) == 1
    assert the_conference(session).capacity is None


def test_a_plan_that_is_no_demo_prints_appointment_slips_and_lists_nobody_by_name(empty_db):
    items = empty_db.write(
        lambda s: create_conference(s, PLAN, plan_name="so-khcn-2025", held_on=DAY, at=AT, by="x")
    )

    (conference,) = all_rows(empty_db, Conference)
    assert len(items) == 8
    assert conference.demo is False
    assert conference.thermal_certificate is ThermalCertificate.APPOINTMENT_SLIP
    assert not any(one.named for one in all_rows(empty_db, Delegate))


def test_a_group_that_is_not_counted_stays_so(empty_db):
    guests = PLAN.groups[0].model_copy(update={"counted": False})
    plan = PLAN.model_copy(update={"groups": (guests, *PLAN.groups[1:])})

    empty_db.write(
        lambda s: create_conference(s, plan, plan_name="so-khcn-2025", held_on=DAY, at=AT, by="x")
    )

    with empty_db.reading() as session:
        uncounted = [group.key for group in all_groups(session) if not group.counted]
    assert uncounted == ["city", "press", "service"]
