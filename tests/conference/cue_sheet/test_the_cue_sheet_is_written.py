"""The technicians' sheet: lines are written, changed, moved and taken off, whatever runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conference import cue_sheet
from conference.agenda import AgendaEntry, AgendaStep
from conference.cue_sheet import (
    CueKind,
    CueSheetChanged,
    CueState,
    CueTooLong,
    CueWords,
    CueWordsMissing,
    NotInThisItem,
)
from conference.refusals import NotFound
from tests.conference.cue_sheet.desk import add, change, facts, part_of, said, sheet
from tests.factories import AT, BY, make_programme


def rewrite(db, cue_id, words, seen=None):
    return db.write(lambda s: cue_sheet.change_cue(s, cue_id, words, seen=seen, at=AT, by=BY))


def move(db, cue_id, place):
    return db.write(lambda s: cue_sheet.move_cue(s, cue_id, place, at=AT, by=BY))


def take_off(db, cue_id, seen=None):
    return db.write(lambda s: cue_sheet.remove_cue(s, cue_id, seen=seen, at=AT, by=BY))


def bring_back(db, cue_id):
    return db.write(lambda s: cue_sheet.restore_cue(s, cue_id, at=AT, by=BY))


def test_lines_stand_in_the_order_of_the_programme(db) -> None:
    first, second = make_programme(db, 20, 20)
    add(db, second, "Nhạc chào mừng", kind=CueKind.SOUND)
    add(db, first, " Kê  bục ", kind=CueKind.SETTING)
    add(db, first, "Phóng sự", file="phong su.mp4", length_s=300)

    assert said(db) == ["Kê bục", "Phóng sự", "Nhạc chào mừng"]
    assert [one.words for one in sheet(db, second)] == ["Nhạc chào mừng"]
    assert facts(db) == ["CueSheetWritten"] * 3


def test_a_second_press_of_the_button_writes_no_second_line(db) -> None:
    (item,) = make_programme(db, 20)

    assert add(db, item) == add(db, item)
    assert facts(db) == ["CueSheetWritten"]


def test_furniture_has_neither_file_nor_length(db) -> None:
    (item,) = make_programme(db, 20)
    add(db, item, "Kê bục", kind=CueKind.SETTING, file="a.mp4", length_s=20)

    (line,) = sheet(db)
    assert (line.file, line.length_s) == ("", None)


def test_a_line_belongs_to_a_part_that_its_item_has(db) -> None:
    item, other = make_programme(db, 20, 20)
    step = part_of(db, item, AgendaStep(label="a", title="Trao"))
    add(db, item, part=step)

    assert sheet(db)[0].part == step
    with pytest.raises(NotInThisItem):
        add(db, other, part=step)


def test_what_says_nothing_or_too_much_is_not_written(db) -> None:
    (item,) = make_programme(db, 20)

    with pytest.raises(CueWordsMissing):
        add(db, item, "  ")
    with pytest.raises(CueTooLong):
        add(db, item, "x" * 301)
    with pytest.raises(CueTooLong):
        add(db, item, file="x" * 201)
    with pytest.raises(NotFound):
        add(db, 99)
    assert said(db) == []


def test_nothing_is_written_for_an_item_that_was_taken_out(db) -> None:
    (item,) = make_programme(db, 20)
    add(db, item)
    change(db, item, removed=True)

    assert said(db) == []
    with pytest.raises(NotFound):
        add(db, item, "Thêm")


def test_a_line_is_written_otherwise_once(db) -> None:
    (item,) = make_programme(db, 20)
    cue, other = add(db, item), CueWords(CueKind.LIGHT, "Tắt đèn khán phòng")

    assert rewrite(db, cue, other, seen=CueWords(CueKind.VIDEO, "Mở phóng sự"))
    assert not rewrite(db, cue, other)
    assert said(db) == ["Tắt đèn khán phòng"]
    assert len(facts(db)) == 2


def test_the_slower_of_two_writers_is_told(db) -> None:
    (item,) = make_programme(db, 20)
    cue, seen = add(db, item), CueWords(CueKind.VIDEO, "Mở phóng sự")
    rewrite(db, cue, CueWords(CueKind.VIDEO, "Mở phim"), seen)

    with pytest.raises(CueSheetChanged):
        rewrite(db, cue, CueWords(CueKind.VIDEO, "Mở ảnh"), seen)
    assert said(db) == ["Mở phim"]


def test_a_line_whose_part_was_taken_out_is_given_another_place(db) -> None:
    (item,) = make_programme(db, 20)
    step = part_of(db, item, AgendaStep(label="a", title="Trao"))
    cue = add(db, item, part=step)
    db.write(lambda s: s.delete(s.get_one(AgendaStep, step[1])))
    stands = CueWords(CueKind.VIDEO, "Mở phóng sự", part=step)

    with pytest.raises(NotInThisItem):
        rewrite(db, cue, replace(stands, words="Mở phim"), seen=stands)
    assert rewrite(db, cue, replace(stands, part=None), seen=stands)
    assert sheet(db)[0].part is None


def test_lines_are_moved_within_their_item(db) -> None:
    (item,) = make_programme(db, 20)
    a, b, c = (add(db, item, words) for words in "abc")

    assert move(db, c, 1)
    assert not move(db, c, 1)
    assert said(db) == ["c", "a", "b"]
    assert move(db, a, 99)
    assert said(db) == ["c", "b", "a"]
    assert move(db, b, -5)
    assert said(db) == ["b", "c", "a"]


def test_a_line_is_taken_off_once(db) -> None:
    (item,) = make_programme(db, 20)
    first, _ = add(db, item, "a"), add(db, item, "b")

    def take():
        return db.write(lambda s: cue_sheet.remove_cue(s, first, at=AT, by=BY))

    assert take()
    assert not take()
    assert said(db) == ["b"]
    for command in (
        lambda s: cue_sheet.move_cue(s, first, 1, at=AT, by=BY),
        lambda s: cue_sheet.change_cue(s, first, CueWords(CueKind.LIGHT, "x"), at=AT, by=BY),
    ):
        with pytest.raises(NotFound):
            db.write(command)


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("có minh họa bằng hình ảnh, video clip, phóng sự", CueKind.VIDEO),
        ("Mở nhạc nền trao thưởng", CueKind.SOUND),
        ("Tắt đèn khán phòng", CueKind.LIGHT),
        ("Khay, hoa đặt sẵn cánh gà", CueKind.SETTING),
    ],
)
def test_notes_of_the_plan_become_first_lines(db, note, kind) -> None:
    item, _ = make_programme(db, 20, 20)
    change(db, item, cue_note=note)

    def propose():
        return db.write(lambda s: cue_sheet.propose_cues(s, at=AT, by=BY))

    assert (propose(), propose()) == (1, 0)
    (line,) = sheet(db)
    assert (line.item_id, line.words, line.kind) == (item, note, kind)


def test_notes_of_parts_become_lines_of_the_parts(db) -> None:
    (item,) = make_programme(db, 20)
    entry = part_of(db, item, AgendaEntry(title="Tiết mục 1", cue_note="Nhạc beat"))
    step = part_of(db, item, AgendaStep(label="a", title="Trao", cue_note="Khay"))

    db.write(lambda s: cue_sheet.propose_cues(s, at=AT, by=BY))

    assert [one.part for one in sheet(db)] == [entry, step]


def test_a_line_that_was_taken_off_comes_back_as_it_was_where_it_stood(db) -> None:
    (item,) = make_programme(db, 20)
    first, film, last = (add(db, item, words) for words in ("Nhạc", "Phim", "Đèn"))
    db.write(lambda s: cue_sheet.set_state(s, film, CueState.STANDBY, at=AT, by=BY))
    db.write(lambda s: cue_sheet.try_media(s, film, at=AT, by=BY, by_name="Kỹ thuật"))
    take_off(db, film)
    gone = said(db)

    restored = [bring_back(db, film) for _ in range(2)]

    assert gone == ["Nhạc", "Đèn"]
    assert restored == [True, False]
    assert [one.id for one in sheet(db)] == [first, film, last]
    assert (sheet(db)[1].state, sheet(db)[1].tried_by) == (CueState.STANDBY, "Kỹ thuật")


def test_a_line_that_somebody_else_has_rewritten_is_not_taken_off(db) -> None:
    (item,) = make_programme(db, 20)
    film = add(db, item, "Phim")
    seen = CueWords(CueKind.VIDEO, "Phim")
    rewrite(db, film, replace(seen, words="Phim mới"))

    with pytest.raises(CueSheetChanged):
        take_off(db, film, seen)
    assert take_off(db, film, replace(seen, words="Phim mới")) is True


def test_what_is_off_is_neither_written_nor_run(db) -> None:
    (item,) = make_programme(db, 20)
    film = add(db, item, "Phim")
    take_off(db, film)

    with pytest.raises(NotFound):
        rewrite(db, film, CueWords(CueKind.VIDEO, "Phim mới"))
    with pytest.raises(NotFound):
        db.write(lambda s: cue_sheet.set_state(s, film, CueState.RUNNING, at=AT, by=BY))
    assert db.write(lambda s: cue_sheet.stand_by(s, item, at=AT, by=BY)) == []
    assert take_off(db, film) is False
    with pytest.raises(NotFound):
        bring_back(db, 99)
