"""Every page of the demo's office has something on it, and something is left to be done."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from conference import eligibility
from conference.clock import hall_moment, in_the_hall
from conference.delegates import (
    CodeState,
    Delegate,
    Duty,
    EntryCode,
    Invitation,
    ListState,
    Reply,
    Sex,
    all_units,
    count_replies,
    duty_holders,
    list_versions,
    replies,
    substitutions,
)
from conference.eligibility import Finding
from conference.identity import the_conference
from conference.introductions import manners
from conference.journal import JournalEntry
from conference.preparation import all_tasks
from conference.readiness import Gate
from conference.scripts import drafts, pages_of, scripts, too_long
from conference.seating import SeatKind, checks, seats, the_hall
from seed.demo import load_demo, made_up_delegates
from seed.demo_office import demo_hall
from seed.plan import load_plan
from tests.factories import AT, DAY, make_database


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo, loaded once; the tests of this file only look at it."""
    db = make_database(tmp_path_factory.mktemp("demo"))
    db.write(lambda s: load_demo(s, held_on=DAY, at=AT))
    yield db
    db.close()


@pytest.fixture
def session(demo):
    with demo.reading() as session:
        yield session


def approved(session):
    return session.query(Delegate).filter_by(state=ListState.APPROVED).all()


def test_everybody_sits_on_a_seat_of_the_plan(session):
    hall = the_hall(session)
    usable = {seat.label for seat in seats(hall) if not seat.blocked}

    assert hall == demo_hall()
    assert {one.seat for one in approved(session)} <= usable
    assert {one.code: one.standing for one in checks(session, AT)} == {
        "hall_plan": "in_order", "hall_room": "in_order", "without_seat": "in_order",
        "seat_gone": "in_order", "seat_double": "in_order",
    }  # fmt: skip


def test_whoever_presides_sits_at_the_table_and_nobody_else(session):
    table = {seat.label for seat in seats(the_hall(session)) if seat.kind is SeatKind.PRESIDIUM}
    holders = duty_holders(session)

    presiding = {one.delegate_id for one in holders if one.duty in {Duty.CHAIR, Duty.PRESIDIUM}}
    assert Counter(one.duty for one in holders) == {
        Duty.CHAIR: 1, Duty.PRESIDIUM: 2, Duty.SECRETARY: 2, Duty.ORGANISER: 3,
    }  # fmt: skip
    assert {one.id for one in approved(session) if one.seat in table} == presiding


def test_people_have_a_sex_a_year_and_a_telephone_that_rings_nowhere():
    people = list(made_up_delegates(load_plan("so-khcn-2025")))

    assert {one.sex for one in people} == {Sex.FEMALE, Sex.MALE}
    assert min(one.birth_year for one in people) >= 1960
    assert max(one.birth_year for one in people) <= 2003
    assert [one.phone for one in people] == [f"0900 000 {nth:03d}" for nth in range(1, 151)]
    assert {one.direct_producer for one in people} == {True, False, None}


def test_nothing_is_kept_that_the_organiser_did_not_choose_to_keep(session):
    assert the_conference(session).kept_fields == []
    for column in (Delegate.citizen_number, Delegate.ethnicity):
        assert {value for (value,) in session.query(column)} == {""}
    assert {value for (value,) in session.query(Delegate.party_member)} == {None}


def test_the_list_was_locked_the_day_before(session):
    (version,) = list_versions(session)

    assert (version.number, version.count) == (1, 150)
    assert in_the_hall(version.locked_at).date() == DAY - dt.timedelta(days=1)


def test_two_units_have_sent_fewer_than_they_were_allotted(session):
    registered = Counter(one.unit_id for one in session.query(Delegate) if one.id <= 150)

    differ = [one.allotted - registered[one.id] for one in all_units(session)]
    assert Counter(differ) == {0: len(differ) - 2, 1: 2}


def test_every_invitation_went_out_and_most_are_answered(session):
    given = replies(session)
    sent = [one for one in given.values() if one.issued_at is not None]

    assert count_replies(session) == {
        Reply.NONE: 21, Reply.CONFIRMED: 120, Reply.SUBSTITUTE: 3, Reply.ABSENT: 6,
    }  # fmt: skip
    assert len(sent) == 150
    assert {one.sent_by for one in sent} == {"Trực tiếp", "Bưu điện"}
    assert all(one.reply_words for one in given.values() if one.reply is Reply.ABSENT)


def test_one_comes_in_anothers_place_and_the_seat_counts_once(session):
    (substitution,) = substitutions(session)
    absent = session.get_one(Delegate, substitution.absent_id)
    substitute = session.get_one(Delegate, substitution.substitute_id)
    codes = session.query(EntryCode.state).filter_by(delegate_id=absent.id).all()

    assert (absent.state, substitute.state) == (ListState.WITHDRAWN, ListState.APPROVED)
    assert (absent.seat, substitute.supplement) == ("", True)
    assert substitution.letter
    assert {state for (state,) in codes} == {CodeState.REPLACED}
    assert session.get_one(Invitation, substitute.id).reply is Reply.CONFIRMED


def test_two_dossiers_lack_a_paper_and_one_nominee_fails_a_criterion(session):
    reviewed = eligibility.reviews(session)

    assert len(reviewed) == 27
    assert len([one for one in reviewed if not one.complete]) == 2
    assert Counter(one.verdict.finding for one in reviewed) == {
        Finding.OK: 26, Finding.FAILED: 1,
    }  # fmt: skip
    assert not any(one.citation_too_long for one in reviewed)


def test_three_lines_of_the_last_minutes_are_not_ticked_yet(session):
    left = [task for task in all_tasks(session) if task.done_at is None]

    assert [task.gate for task in left] == [Gate.TEN_MINUTES_BEFORE] * 3


def test_nothing_was_done_after_the_doors_opened_or_before_the_plan(session):
    first = hall_moment(DAY - dt.timedelta(days=15), dt.time(9))

    moments = [entry.at for entry in session.query(JournalEntry)]
    assert min(moments) == first
    assert max(moments) < hall_moment(DAY, dt.time(0))


def test_every_item_and_part_says_its_own_words_and_no_page_is_too_long(session):
    written = {(one.item_id, one.part): one.words for one in scripts(session)}

    assert set(written) == {(one.item_id, one.part) for one in drafts(session)}
    assert all(pages_of(words) and not too_long(words) for words in written.values())


def test_heads_of_divisions_are_introduced_together(session):
    told = manners(session)
    lines = Counter(told[one.id].group_line for one in approved(session) if one.id in told)

    assert lines["các đồng chí trưởng, phó các phòng, đơn vị trực thuộc Sở"] >= 14
    assert len(lines) == 2
