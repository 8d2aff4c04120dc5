"""A cue is made ready, runs, is done, and back; what was tried before the doors open is noted."""

from __future__ import annotations

import pytest

from conference import cue_sheet
from conference.cue_sheet import Count, CueKind, CueState, CueStateChanged, CueWords
from conference.refusals import NotFound
from tests.conference.cue_sheet.desk import add, facts, sheet
from tests.factories import AT, BY, make_programme


def put(db, cue, state, seen=None, *, by_name="Nam"):
    return db.write(
        lambda s: cue_sheet.set_state(s, cue, state, seen=seen, at=AT, by=BY, by_name=by_name)
    )


def tried(db, cue, *, tried=True):
    return db.write(lambda s: cue_sheet.try_media(s, cue, tried=tried, at=AT, by=BY, by_name="Nam"))


def states(db) -> list[str]:
    return [one.state.value for one in sheet(db)]


def test_a_cue_goes_forward_and_back(db) -> None:
    (item,) = make_programme(db, 20)
    cue, seen = add(db, item), CueState.PLANNED

    for state in (CueState.STANDBY, CueState.RUNNING, CueState.DONE, CueState.RUNNING,
                  CueState.STANDBY, CueState.PLANNED):  # fmt: skip
        assert put(db, cue, state, seen)
        assert states(db) == [state.value]
        seen = state

    (row,) = sheet(db)
    assert (row.state_at, row.state_by) == (AT, "Nam")
    assert facts(db).count("TechnicalCueMoved") == 6


def test_the_same_press_again_changes_nothing(db) -> None:
    (item,) = make_programme(db, 20)
    cue = add(db, item)

    assert put(db, cue, CueState.STANDBY, CueState.PLANNED)
    assert not put(db, cue, CueState.STANDBY, CueState.PLANNED)
    assert facts(db).count("TechnicalCueMoved") == 1


def test_whoever_saw_an_older_state_is_told_who_was_faster(db) -> None:
    (item,) = make_programme(db, 20)
    cue = add(db, item)
    put(db, cue, CueState.RUNNING, CueState.PLANNED)

    with pytest.raises(CueStateChanged) as refused:
        put(db, cue, CueState.STANDBY, CueState.PLANNED)
    assert refused.value.details == {"by": "Nam"}
    assert states(db) == ["running"]


def test_a_faster_one_without_a_name_is_somebody_else(db) -> None:
    (item,) = make_programme(db, 20)
    cue = add(db, item)
    put(db, cue, CueState.RUNNING, by_name="")

    with pytest.raises(CueStateChanged) as refused:
        put(db, cue, CueState.STANDBY, CueState.PLANNED)
    assert refused.value.details == {"by": "Người khác"}


def test_all_that_waits_in_an_item_is_made_ready_at_once(db) -> None:
    item, other = make_programme(db, 20, 20)
    first, second, _ = add(db, item, "a"), add(db, item, "b"), add(db, other, "c")
    put(db, first, CueState.DONE)

    def ready():
        return db.write(lambda s: cue_sheet.stand_by(s, item, at=AT, by=BY))

    assert (ready(), ready()) == ([second], [])
    assert states(db) == ["done", "standby", "planned"]
    with db.reading() as session:
        assert cue_sheet.counts(session) == {item: Count(2, 2), other: Count(0, 1)}


def test_what_was_tried_is_noted_and_taken_back(db) -> None:
    (item,) = make_programme(db, 20)
    cue = add(db, item)

    assert tried(db, cue)
    assert not tried(db, cue)
    assert (sheet(db)[0].tried_at, sheet(db)[0].tried_by) == (AT, "Nam")
    assert tried(db, cue, tried=False)
    assert (sheet(db)[0].tried_at, sheet(db)[0].tried_by) == (None, "")
    assert facts(db).count("MediaTried") == 2


def test_another_file_is_to_be_tried_again(db) -> None:
    (item,) = make_programme(db, 20)
    cue = add(db, item, file="ban 1.mp4")
    tried(db, cue)

    def rewrite(words, file):
        line = CueWords(CueKind.VIDEO, words, file)
        db.write(lambda s: cue_sheet.change_cue(s, cue, line, at=AT, by=BY))
        return sheet(db)[0].tried_at

    assert rewrite("Mở phim", "ban 1.mp4") == AT
    assert rewrite("Mở phim", "ban 2.mp4") is None


def test_a_cue_that_is_gone_cannot_be_moved_or_tried(db) -> None:
    with pytest.raises(NotFound):
        put(db, 7, CueState.DONE)
    with pytest.raises(NotFound):
        tried(db, 7)
