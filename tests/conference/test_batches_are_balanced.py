"""Batches are as few and as even as can be, and never mix collectives with individuals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.awards import RecipientKind, all_blocks, batch_sizes
from conference.journal import JournalEntry
from tests.factories import all_rows, make_awards


@given(st.integers(0, 500), st.integers(1, 40))
def test_sizes_add_up_differ_by_one_at_most_and_are_as_few_as_can_be(count, most):
    sizes = batch_sizes(count, most)

    assert sum(sizes) == count
    assert all(0 < size <= most for size in sizes)
    assert not sizes or max(sizes) - min(sizes) <= 1
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) == -(-count // most)


@pytest.mark.parametrize(
    ("count", "sizes"), [(23, [8, 8, 7]), (10, [10]), (11, [6, 5]), (1, [1]), (0, []), (-1, [])]
)
def test_twenty_three_at_most_ten_become_eight_eight_and_seven(count, sizes):
    assert batch_sizes(count, 10) == sizes


def test_collectives_come_first_and_the_order_is_that_of_the_decision(db):
    make_awards(db, collectives=2, individuals=23, most=10)

    with db.reading() as session:
        (block,) = all_blocks(session)
        batches = [
            (batch.kind, [(one.place, one.name) for one in batch.recipients])
            for batch in block.batches
        ]

    assert [kind for kind, _ in batches] == [RecipientKind.COLLECTIVE] + 3 * [
        RecipientKind.INDIVIDUAL
    ]
    assert batches[0][1] == [(1, "Tập thể 1"), (2, "Tập thể 2")]
    assert [name for _, line in batches[1:] for _, name in line] == [
        f"Cá nhân {n}" for n in range(1, 24)
    ]
    assert [place for place, _ in batches[3][1]] == [1, 2, 3, 4, 5, 6, 7]
    newest = all_rows(db, JournalEntry)[-1]
    assert newest.payload == {"block_id": block.id, "batches": 4, "recipients": 25}
