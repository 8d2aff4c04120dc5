"""Conferences held together: their names, their title lines, and whose item is whose."""

from __future__ import annotations

from conference.identity import describe_conference, identity, title_block_of, title_blocks
from seed.plan import load_plan
from tests.factories import AT, BY

PLAN = load_plan("so-ngoai-vu-2025")
(FURTHER,) = PLAN.further_titles
OF_THE_OTHER = 6
"""The item at which the other conference's awards are given."""


def blocks_of_items(db):
    with db.reading() as session:
        return [title_block_of(session, nth) for nth in range(1, len(PLAN.items) + 1)]


def test_every_page_knows_the_name_and_the_screens_both_blocks(load):
    with load(PLAN).reading() as session:
        known, blocks = identity(session), title_blocks(session)

    assert known.also == (FURTHER.name,)
    assert blocks == [list(PLAN.title_lines), list(FURTHER.title_lines)]


def test_only_the_item_with_the_other_conferences_award_stands_under_its_title(load):
    blocks = blocks_of_items(load(PLAN))

    assert [nth for nth, block in enumerate(blocks, start=1) if block] == [OF_THE_OTHER]
    assert blocks[OF_THE_OTHER - 1] == 1


def test_between_items_the_conferences_own_title_stands(load):
    with load(PLAN).reading() as session:
        assert title_block_of(session, None) == 0


def test_a_further_title_that_was_taken_out_leaves_its_item_under_the_main_one(load):
    db = load(PLAN)

    db.write(lambda s: describe_conference(s, {"further_titles": []}, at=AT, by=BY))

    assert set(blocks_of_items(db)) == {0}


def test_a_conference_of_its_own_has_one_block(load):
    db = load(load_plan("so-khcn-2025"))

    with db.reading() as session:
        assert (identity(session).also, len(title_blocks(session))) == ((), 1)
