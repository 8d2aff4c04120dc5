"""A batch is called, stands on the stage, has received; one gathers and one stands at a time."""

from __future__ import annotations

import pytest

from conference.awards import (
    AwardCueNotPossible,
    Batch,
    BatchState,
    NoAwardCueToUndo,
    all_blocks,
    batch_in,
    batches_done,
    current_block,
)
from conference.journal import JournalEntry
from conference.refusals import NotFound
from tests.factories import all_rows, award_cue, make_awards


@pytest.fixture
def batches(db):
    """Four batches; gives their ids."""
    return make_awards(db)


def states(db):
    return [batch.state.value for batch in all_rows(db, Batch)]


def test_a_batch_goes_from_the_wings_over_the_stage(db, batches):
    seen = []
    for command in ("call", "on_stage", "done"):
        award_cue(db, command, batches[0])
        seen.append(states(db)[0])

    assert seen == ["gathering", "on_stage", "done"]
    facts = [(row.kind, row.payload) for row in all_rows(db, JournalEntry)[-3:]]
    assert facts == [
        ("BatchCalled", {"batch_id": batches[0]}),
        ("BatchOnStage", {"batch_id": batches[0]}),
        ("BatchDone", {"batch_id": batches[0]}),
    ]


def test_the_next_batch_gathers_while_one_stands_on_the_stage(db, batches):
    award_cue(db, "call", batches[0])
    award_cue(db, "on_stage", batches[0])

    award_cue(db, "call", batches[1])

    assert states(db) == ["on_stage", "gathering", "planned", "planned"]


def test_a_second_batch_can_neither_gather_nor_stand_beside_another(db, batches):
    award_cue(db, "call", batches[0])
    with pytest.raises(AwardCueNotPossible):
        award_cue(db, "call", batches[1])
    award_cue(db, "on_stage", batches[0])
    award_cue(db, "call", batches[1])
    with pytest.raises(AwardCueNotPossible):
        award_cue(db, "on_stage", batches[1])

    assert states(db) == ["on_stage", "gathering", "planned", "planned"]


@pytest.mark.parametrize("command", ["on_stage", "done"])
def test_a_batch_skips_no_state(db, batches, command):
    with pytest.raises(AwardCueNotPossible):
        award_cue(db, command, batches[0])


def test_a_batch_that_does_not_exist(db, batches):
    with pytest.raises(NotFound):
        award_cue(db, "call", 999)


def test_undo_goes_back_cue_by_cue_across_batches(db, batches):
    award_cue(db, "call", batches[0])
    award_cue(db, "on_stage", batches[0])
    award_cue(db, "call", batches[1])

    seen = []
    for _ in range(3):
        award_cue(db, "undo", batches[0])
        seen.append(states(db)[:2])

    assert seen == [["on_stage", "planned"], ["gathering", "planned"], ["planned", "planned"]]
    newest = all_rows(db, JournalEntry)[-1]
    assert (newest.kind, newest.payload) == (
        "AwardCueUndone",
        {"batch_id": batches[0], "command": "call"},
    )
    with pytest.raises(NoAwardCueToUndo):
        award_cue(db, "undo", batches[0])


def test_the_current_block_is_the_first_with_work_left_and_at_last_the_last(db):
    with db.reading() as session:
        none = current_block(session)
    first = make_awards(db, collectives=0, individuals=1)
    make_awards(db, collectives=0, individuals=1)

    at_first = block_id(db)
    for command in ("call", "on_stage", "done"):
        award_cue(db, command, first[0])
    then = block_id(db)
    second = [batch.id for batch in all_rows(db, Batch)][1]
    for command in ("call", "on_stage", "done"):
        award_cue(db, command, second)

    assert none is None
    assert (at_first, then, block_id(db)) == (1, 2, 2)
    with db.reading() as session:
        assert batches_done(session) == 2


def block_id(db):
    with db.reading() as session:
        return current_block(session).id


def test_a_batch_is_found_by_its_state(db, batches):
    award_cue(db, "call", batches[0])

    with db.reading() as session:
        (block,) = all_blocks(session)
        gathering = batch_in(block, BatchState.GATHERING)
        on_stage = batch_in(block, BatchState.ON_STAGE)

    assert gathering.id == batches[0]
    assert on_stage is None
