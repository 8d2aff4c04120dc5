"""Several blocks stand side by side, some still without recipients; the room sees the right one."""

from __future__ import annotations

import pytest

from conference.awards import AwardBlock, all_blocks, batch_in, current_block
from conference.awards import BatchState as State
from tests.factories import award_cue, make_awards, make_programme


def make_empty_block(db, title, item_id=None):
    """A block of the plan whose list of recipients nobody has brought yet."""

    def add(session):
        block = AwardBlock(
            title=title,
            item_id=item_id,
            form="Giấy khen",
            certificate_heading="GIẤY KHEN",
            decision="",
            signer_office="GIÁM ĐỐC",
        )
        session.add(block)
        session.flush()
        return block.id

    return db.write(add)


def current(db):
    with db.reading() as session:
        return current_block(session).id


def finish(db, batches):
    for batch in batches:
        for command in ("call", "on_stage", "done"):
            award_cue(db, command, batch)


def test_without_blocks_there_is_none(db):
    with db.reading() as session:
        assert current_block(session) is None


def test_blocks_without_recipients_are_shown_from_the_first(db):
    first = make_empty_block(db, "Điển hình tiên tiến")
    make_empty_block(db, "Học tập và làm theo Bác")

    with db.reading() as session:
        blocks = all_blocks(session)
    assert [block.batches for block in blocks] == [[], []]
    assert batch_in(blocks[0], State.PLANNED) is None
    assert current(db) == first


def test_a_block_with_a_batch_to_call_comes_before_one_without_recipients(db):
    empty = make_empty_block(db, "Điển hình tiên tiến")
    batches = make_awards(db, collectives=1, individuals=0)

    before = current(db)
    finish(db, batches)

    assert before != empty
    assert current(db) == empty


@pytest.mark.parametrize("command", ["call", "on_stage"])
def test_the_block_whose_batch_is_under_way_comes_before_all_others(db, command):
    earlier = make_awards(db, collectives=1, individuals=0)
    later = [batch for batch in make_awards(db, collectives=1, individuals=0) if batch > earlier[0]]
    first = current(db)

    award_cue(db, "call", later[0])
    if command == "on_stage":
        award_cue(db, "on_stage", later[0])

    assert current(db) == first + 1


def test_when_all_have_received_the_last_block_stays(db):
    batches = make_awards(db, collectives=1, individuals=0)
    more = [one for one in make_awards(db, collectives=1, individuals=0) if one not in batches]

    finish(db, [*batches, *more])

    with db.reading() as session:
        assert current(db) == all_blocks(session)[-1].id


def test_while_an_item_runs_its_own_block_is_shown_before_an_earlier_one(db):
    first_item, second_item = make_programme(db, 20, 20)
    make_empty_block(db, "Điển hình tiên tiến", item_id=first_item)
    second = make_empty_block(db, "Học tập và làm theo Bác", item_id=second_item)

    with db.reading() as session:
        assert current_block(session, item_id=second_item).id == second
        assert current_block(session, item_id=first_item).id != second
