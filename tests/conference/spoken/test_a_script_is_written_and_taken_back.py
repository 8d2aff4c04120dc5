"""What the MC says: pages, saved while somebody types, nothing lost where two write."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.agenda import AgendaItem, AgendaStep, PartKind
from conference.refusals import NotFound
from conference.scripts import (
    PAGE_LENGTH,
    NoScriptToTakeBack,
    ScriptChanged,
    ScriptTooLong,
    pages_of,
    script,
    scripts,
    take_script_back,
    too_long,
    write_script,
)
from tests.conference.guests.acting import do, facts
from tests.factories import AT, make_programme

LATER = dt.timedelta(minutes=2)


@pytest.fixture
def item(db) -> int:
    return make_programme(db, 20)[0]


def step_of(db, item_id):
    def add(session):
        step = AgendaStep(ordinal=1, label="a", title="Công bố")
        session.get_one(AgendaItem, item_id).steps = [step]
        session.flush()
        return step.id

    return PartKind.STEP, db.write(add)


def write(db, item_id, words, **how):
    return do(db, write_script, item_id, words, **how)


def read(db, item_id, part=None):
    with db.reading() as session:
        return script(session, item_id, part).words


def test_a_blank_line_parts_pages_and_a_long_page_is_told_of_and_kept():
    long = "a" * (PAGE_LENGTH + 1)
    words = f"  Trang  một\ndòng hai \n\n \n\n{long}\r\n\r\nTrang ba\n"

    assert pages_of(words) == ["Trang một\ndòng hai", long, "Trang ba"]
    assert too_long(words) == [2]
    assert pages_of(" \n ") == []


def test_an_item_and_its_steps_have_words_of_their_own(db, item):
    step = step_of(db, item)

    write(db, item, "Kính thưa…")
    write(db, item, "Xin mời…", part=step)

    assert (read(db, item), read(db, item, step)) == ("Kính thưa…", "Xin mời…")
    with db.reading() as session:
        assert [one.part for one in scripts(session)] == [None, step]
        assert scripts(session, [item + 1]) == []


def test_nothing_was_written_at_first(db, item):
    with db.reading() as session:
        one = script(session, item)

    assert (one.words, one.revision, one.can_take_back) == ("", 0, False)


def test_the_same_words_again_are_no_change(db, item):
    first = write(db, item, "Xin chào", seen=0)
    again = write(db, item, " Xin  chào\n", seen=0)

    assert first == again
    assert facts(db, "ScriptWritten") == [{"item_id": item}]


def test_who_wrote_unseen_words_over_is_told_and_keeps_the_own_ones(db, item):
    write(db, item, "Của Miền", by_name="Nguyễn Thị Miền", seen=0)

    with pytest.raises(ScriptChanged) as refused:
        write(db, item, "Của tôi", seen=0)

    assert refused.value.details == {"by": "Nguyễn Thị Miền"}
    assert read(db, item) == "Của Miền"
    write(db, item, "Của tôi", seen=1)
    assert read(db, item) == "Của tôi"


def test_a_script_that_was_never_written_was_seen_by_nobody(db, item):
    with pytest.raises(ScriptChanged) as refused:
        write(db, item, "Của tôi", seen=3)

    assert refused.value.details == {"by": "Người khác"}


def test_a_change_is_taken_back_step_by_step(db, item):
    write(db, item, "Một", at=AT)
    write(db, item, "Hai", at=AT + LATER)
    write(db, item, "Ba", at=AT + 2 * LATER)

    said = [do(db, take_script_back, item).words for _ in range(3)]

    assert said == ["Hai", "Một", ""]
    with pytest.raises(NoScriptToTakeBack):
        do(db, take_script_back, item)


def test_what_one_person_types_within_a_minute_is_one_change(db, item):
    write(db, item, "Bản cũ", at=AT)
    began = AT + LATER
    for seconds, words in enumerate(["B", "Bả", "Bản mới"]):
        write(db, item, words, at=began + dt.timedelta(seconds=seconds))
    write(db, item, "Bản của người khác", at=began + dt.timedelta(seconds=9), by="operator:9")

    said = [do(db, take_script_back, item).words for _ in range(2)]

    assert said == ["Bản mới", "Bản cũ"]


def test_who_writes_after_taking_back_begins_a_change(db, item):
    write(db, item, "Một", at=AT)
    write(db, item, "Hai", at=AT + dt.timedelta(seconds=10), by="operator:9")
    do(db, take_script_back, item, at=AT + dt.timedelta(seconds=20))

    write(db, item, "Ba", at=AT + dt.timedelta(seconds=30))

    assert do(db, take_script_back, item, at=AT + LATER).words == "Một"


def test_what_was_not_seen_is_not_taken_back(db, item):
    write(db, item, "Một", by_name="Lê Nam")

    with pytest.raises(ScriptChanged):
        do(db, take_script_back, item, seen=0)

    assert do(db, take_script_back, item, seen=1).words == ""


def test_nothing_was_ever_written_to_take_back(db, item):
    with pytest.raises(NoScriptToTakeBack):
        do(db, take_script_back, item)


def test_only_items_and_parts_of_the_programme_have_a_script(db, item):
    step = step_of(db, item)
    (other,) = make_programme(db, 10)
    for item_id, part in [(99, None), (other, step), (item, (PartKind.ENTRY, step[1]))]:
        with pytest.raises(NotFound):
            write(db, item_id, "Xin chào", part=part)

    db.write(lambda s: setattr(s.get_one(AgendaItem, item), "removed", True))
    with pytest.raises(NotFound):
        write(db, item, "Xin chào")


def test_a_book_is_no_script(db, item):
    with pytest.raises(ScriptTooLong):
        write(db, item, "a" * 20_001)


def test_after_a_clock_that_was_put_back_there_is_still_a_way_back(db, item):
    write(db, item, "Một")
    write(db, item, "Hai", at=AT - dt.timedelta(hours=1))

    assert do(db, take_script_back, item).words == "Một"
