"""A programme from a file takes the place of what has not begun: one edit, nothing else lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from conference.agenda import (
    AgendaItem,
    Brought,
    BroughtItem,
    BroughtPart,
    Editor,
    Fate,
    HoursImpossible,
    ItemState,
    Manner,
    NothingBrought,
    PartWords,
    StaleRundown,
    change_item,
    changed_by,
    compare_programme,
    last_edit,
    remove_item,
    replace_programme,
    rundown,
    rundown_revision,
    undo_edit,
    words_of,
)
from conference.clock import in_the_hall
from conference.identity import Sitting
from conference.refusals import NotFound
from tests.factories import AT, BY, DAY, all_rows, cue, make_programme, make_sitting


def at(minute):
    return AT + dt.timedelta(minutes=18 + minute)


def item(title, start=None, end=None, **more):
    hours = [None if one is None else dt.time(*divmod(one, 100)) for one in (start, end)]
    return BroughtItem(title=title, start=hours[0], end=hours[1], **more)


@pytest.fixture
def items(db):
    """Three items of 10, 20 and 10 minutes from 14:00 on; gives their ids."""
    return make_programme(db, 10, 20, 10)


def editor(session, seen=None, name="Nguyễn Thị Miền"):
    seen = rundown_revision(session) if seen is None else seen
    return Editor(seen_revision=seen, at=AT, by=BY, by_name=name)


def bring(db, *brought, sitting_id=1, **columns):
    one = Brought(items=brought, **columns)
    return db.write(lambda s: replace_programme(s, one, sitting_id=sitting_id, editor=editor(s)))


def compare(db, *brought, sitting_id=1, **columns):
    one = Brought(items=brought, **columns)
    with db.reading() as session:
        return [line.fate for line in compare_programme(session, one, sitting_id=sitting_id)]


def standing(db):
    """Give number, title and hours of the programme as it stands."""
    with db.reading() as session:
        return [
            (one.number, one.title, one.planned_start and f"{in_the_hall(one.planned_start):%H%M}")
            for one in rundown(session).items
        ]


def words(db, item_id):
    with db.reading() as session:
        return words_of(session.get_one(AgendaItem, item_id))


def edit(db, item_id, **changes):
    def write(session):
        has = words_of(session.get_one(AgendaItem, item_id))
        change_item(session, item_id, replace(has, **changes), editor=editor(session))

    db.write(write)


def test_what_a_file_brings_stands_in_its_order(db, items):
    counts = bring(
        db,
        item("Chào cờ", 1400, 1405, number="1"),
        item("Nội dung 3", 1405, 1415, number="2"),
        item("Nội dung 1", 1415, 1425, number="3"),
    )

    assert standing(db) == [
        ("1", "Chào cờ", "1400"), ("2", "Nội dung 3", "1405"), ("3", "Nội dung 1", "1415"),
    ]  # fmt: skip
    assert counts[Fate.NEW] == counts[Fate.REMOVED] == 1
    assert counts[Fate.CHANGED] == 2


def test_all_of_it_is_one_edit_and_taken_back_at_once(db, items):
    before = standing(db)
    bring(db, item("Chào cờ", 1400, 1405), item("Nội dung 2", 1405, 1430))

    db.write(lambda s: undo_edit(s, editor=editor(s)))

    assert standing(db) == before
    with db.reading() as session:
        assert last_edit(session) is None


def test_an_item_of_the_plan_stays_that_item_with_all_that_hangs_on_it(db, items):
    edit(
        db, items[1], cue_note="Nhạc nền", protected=True, vote=True,
        steps=[PartWords(label="a", title="Công bố Quyết định", cue_note="Đèn")],
    )  # fmt: skip
    step_id = words(db, items[1]).steps[0].id

    bring(
        db,
        item("Nội dung 1", 1400, 1410, number="1"),
        item(
            "NỘI DUNG  2", 1410, 1430, number="2", performer="Văn phòng Sở",
            steps=[
                BroughtPart(label="a", title="Công bố các quyết định", performer="Chánh Văn phòng"),
                BroughtPart(label="b", title="Tặng hoa"),
            ],
        ),
        item("Nội dung 3", 1430, 1440, number="3"),
    )  # fmt: skip

    after = words(db, items[1])
    assert after.performer == "Văn phòng Sở"
    assert (after.cue_note, after.protected, after.vote) == ("Nhạc nền", True, True)
    assert after.steps[0].id == step_id
    assert after.steps[0].cue_note == "Đèn"
    assert [one.title for one in after.steps] == ["Công bố các quyết định", "Tặng hoa"]


def test_a_reworded_title_is_still_the_same_item(db, items):
    edit(db, items[0], title="Báo cáo tổng kết phong trào thi đua giai đoạn 2020-2025")

    bring(db, item("Báo cáo tổng kết phong trào thi đua 2020-2025", 1400, 1410, number="1"))

    assert words(db, items[0]).title == "Báo cáo tổng kết phong trào thi đua 2020-2025"


def test_a_short_title_at_the_same_hour_or_number_is_the_same_item(db, items):
    whole = "Biểu dương, tôn vinh, khen thưởng các tập thể, cá nhân điển hình tiên tiến"
    edit(db, items[0], title=whole, number="")
    edit(db, items[1], title="Phát biểu hưởng ứng phát động phong trào thi đua")
    short = [item("Biểu dương, khen thưởng", 1400, 1410), item("Phát biểu hưởng ứng", number="2")]

    assert compare(db, *short) == [Fate.CHANGED, Fate.CHANGED, Fate.REMOVED]
    elsewhere = [item("Biểu dương, khen thưởng", 1500, 1510), item("Phát biểu hưởng ứng")]
    assert compare(db, *elsewhere) == [Fate.NEW, Fate.NEW, *[Fate.REMOVED] * 3]


def test_of_two_alike_the_first_takes_the_item(db, items):
    alike = [item("Nội dung 12"), item("Nội dung 1x"), item("Nội dung 1y"), item("Nội dung 1z")]

    fates = compare(db, *alike)

    assert fates == [Fate.CHANGED] * 3 + [Fate.NEW]


def test_what_the_file_does_not_speak_of_stays(db, items):
    edit(
        db, items[0], performer="Đoàn Thanh niên", length_min=10,
        entries=[PartWords(title="Tiết mục 1", performer="Tốp ca", length_min=5)],
    )  # fmt: skip
    before = words(db, items[0])

    fates = compare(
        db,
        *(item(f"Nội dung {nth}") for nth in (1, 2, 3)),
        has_hours=False, has_numbers=False, has_performers=False,
    )  # fmt: skip
    bring(
        db, item("Nội dung 1", entries=[BroughtPart(title="Tiết mục 1", length_min=7)]),
        has_hours=False, has_numbers=False, has_performers=False,
    )  # fmt: skip

    assert fates == [Fate.SAME] * 3
    after = words(db, items[0])
    assert after.planned_start == before.planned_start
    assert (after.number, after.performer) == (before.number, before.performer)
    assert [(one.performer, one.length_min) for one in after.entries] == [("Tốp ca", 7)]


def test_a_new_item_gets_what_custom_asks_of_it(db, items):
    bring(db, item("Chào cờ, hát Quốc ca", optional=True, cue_note="Quốc thiều"))

    (one,) = [row for row in all_rows(db, AgendaItem) if not row.removed]
    assert (one.manner, one.protected) == (Manner.FLAG_SALUTE, True)
    assert (one.optional, one.cue_note, one.from_plan) == (True, "Quốc thiều", False)


def test_what_was_played_stays_and_is_not_there_twice(db, items):
    cue(db, "start", at=at(0))
    cue(db, "next", at=at(10))

    fates = compare(db, item("Nội dung 1", 1300, 1310), item("Nội dung 2"), item("Mới", 1500, 1510))
    bring(db, item("Nội dung 1", 1300, 1310), item("Nội dung 2"), item("Mới", 1500, 1510))

    assert fates == [Fate.PLAYED, Fate.PLAYED, Fate.NEW, Fate.REMOVED]
    assert standing(db) == [
        ("1", "Nội dung 1", "1400"), ("2", "Nội dung 2", "1410"), ("", "Mới", "1500"),
    ]  # fmt: skip
    with db.reading() as session:
        state = rundown(session)
        assert state.of(state.items[1]).state is ItemState.LIVE


def test_what_was_passed_over_stays_ahead_of_what_was_played(db, items):
    cue(db, "start", item_id=items[1], at=at(0))

    bring(db, item("Mới", 1500, 1510))

    assert [title for _, title, _ in standing(db)] == ["Nội dung 1", "Nội dung 2", "Mới"]


def test_items_that_only_change_places_keep_their_words(db, items):
    same = [
        item("Nội dung 2", 1410, 1430, number="2"),
        item("Nội dung 1", 1400, 1410, number="1"),
        item("Nội dung 3", 1430, 1440, number="3"),
    ]

    assert compare(db, *same) == [Fate.MOVED, Fate.MOVED, Fate.SAME]
    bring(db, *same)
    assert [title for _, title, _ in standing(db)] == ["Nội dung 2", "Nội dung 1", "Nội dung 3"]


def test_the_same_programme_again_changes_nothing(db, items):
    same = [
        item("Nội dung 1", 1400, 1410, number="1"),
        item("Nội dung 2", 1410, 1430, number="2"),
        item("Nội dung 3", 1430, 1440, number="3"),
    ]
    counts = bring(db, *same)

    assert counts[Fate.SAME] == 3
    with db.reading() as session:
        assert last_edit(session) is None


@pytest.fixture
def two_sittings(db):
    def add(session):
        sitting = make_sitting(2, "Tối", dt.time(18), dt.time(20))
        morning = make_sitting(0, "Sáng", dt.time(8), dt.time(11))
        session.add_all([sitting, morning])
        session.flush()
        return sitting.id, morning.id

    return db.write(add)


def test_each_sitting_is_brought_by_itself(db, items, two_sittings):
    evening, morning = two_sittings
    bring(db, item("Giao lưu", 1800, 1900), sitting_id=evening)
    bring(db, item("Phiên trù bị", 800, 900), sitting_id=morning)

    bring(db, item("Nội dung 2", 1400, 1420), item("Mới", 1420, 1430))

    assert standing(db) == [
        ("", "Phiên trù bị", "0800"), ("", "Nội dung 2", "1400"), ("", "Mới", "1420"),
        ("", "Giao lưu", "1800"),
    ]  # fmt: skip


def test_an_empty_file_does_not_empty_a_programme(db, items):
    with pytest.raises(NothingBrought):
        bring(db)

    assert len(standing(db)) == 3


def test_an_item_that_ends_before_it_begins_is_refused(db, items):
    with pytest.raises(HoursImpossible):
        bring(db, item("Nội dung 1", 1410, 1400))
    with pytest.raises(HoursImpossible):
        edit(db, items[0], planned_start=None)

    assert standing(db)[0] == ("1", "Nội dung 1", "1400")


def test_nobody_writes_over_a_programme_that_has_changed(db, items):
    with db.reading() as session:
        seen = rundown_revision(session)
    cue(db, "start", at=at(0), by_name="Lê Văn Kiên")

    def late(session):
        one = Brought(items=[item("Mới")])
        replace_programme(session, one, sitting_id=1, editor=editor(session, seen))

    with pytest.raises(StaleRundown) as refused:
        db.write(late)
    assert refused.value.details["by"] == "Lê Văn Kiên"


def test_who_changed_the_programme_last_is_named_whether_by_edit_or_by_button(db, items):
    def last():
        with db.reading() as session:
            return changed_by(session)

    assert last() == ""
    cue(db, "start", at=at(0), by_name="Lê Văn Kiên")
    assert last() == "Lê Văn Kiên"
    db.write(
        lambda s: remove_item(s, items[2], editor=replace(editor(s, name="Vũ Thị Hà"), at=at(1)))
    )
    assert last() == "Vũ Thị Hà"


def test_no_sitting_no_programme(db, items):
    with pytest.raises(NotFound):
        bring(db, item("Mới"), sitting_id=99)


def test_hours_are_those_of_the_sittings_day(db, items):
    bring(db, item("Mới", 1500, 1510))

    (one,) = [row for row in all_rows(db, AgendaItem) if not row.removed]
    sitting = all_rows(db, Sitting)[0]
    assert in_the_hall(one.planned_start).date() == DAY == in_the_hall(sitting.starts_at).date()
