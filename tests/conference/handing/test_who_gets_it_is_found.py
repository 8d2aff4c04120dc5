"""Who gets an item is found as people type, by how they stand, and no further than a page shows."""

from __future__ import annotations

from typing import Any

import pytest

from conference.database import Database
from conference.delegates import change_delegate
from conference.handing import FoundReceivers, Standing, find_receivers
from conference.refusals import NotFound
from tests.conference.handing.giving_out import DOCUMENTS, give_out, hand, sign
from tests.factories import AT, BY, Invited, make_delegates


@pytest.fixture
def people(db: Database) -> list[Invited]:
    """Three, of whom the first has got the documents and the second has signed for them."""
    found = make_delegates(db, "Nguyễn Đức An", "Lê Thị Bình", "Phạm Hoàng Cường")
    (documents,) = give_out(db, DOCUMENTS)
    hand(db, found[0].id, documents)
    sign(db, documents, [found[1].id])
    return found


def find(db: Database, query: str = "", **how: Any) -> FoundReceivers:
    with db.reading() as session:
        return find_receivers(session, 1, query=query, **{"most": 300} | how)


def names(found: FoundReceivers) -> list[str]:
    return [row.name for row in found.rows]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["Nguyễn Đức An", "Lê Thị Bình", "Phạm Hoàng Cường"]),
        ("duc an", ["Nguyễn Đức An"]),
        ("hoafng cuwowng", ["Phạm Hoàng Cường"]),
        ("0002", ["Lê Thị Bình"]),
        ("binh 0003", []),
        ("100%", []),
    ],
)
@pytest.mark.usefixtures("people")
def test_they_are_found_by_words_and_card_number(
    db: Database, query: str, wanted: list[str]
) -> None:
    assert names(find(db, query)) == wanted


@pytest.mark.parametrize(
    ("standing", "wanted"),
    [
        (Standing.MISSING, ["Phạm Hoàng Cường"]),
        (Standing.UNSIGNED, ["Nguyễn Đức An"]),
        (Standing.SIGNED, ["Lê Thị Bình"]),
    ],
)
@pytest.mark.usefixtures("people")
def test_they_are_found_by_how_they_stand(
    db: Database, standing: Standing, wanted: list[str]
) -> None:
    found = find(db, standing=standing)

    assert (names(found), found.count) == (wanted, 1)


def test_a_card_number_is_no_end_of_a_telephone(db: Database, people: list[Invited]) -> None:
    other = {"phone": "0912340002"}
    db.write(lambda s: change_delegate(s, people[0].id, other, at=AT, by=BY))

    assert names(find(db, "0002")) == ["Lê Thị Bình"]


def test_a_number_in_the_units_name_is_found(db: Database, people: list[Invited]) -> None:
    (an,) = make_delegates(db, "Vũ Văn Dũng", unit="Trường Tiểu học số 19")

    assert (names(find(db, "truong 19")), an.id in {one.id for one in people}) == (
        ["Vũ Văn Dũng"],
        False,
    )


@pytest.mark.usefixtures("people")
def test_no_more_are_read_than_are_shown_and_all_are_counted(db: Database) -> None:
    found = find(db, most=2)

    assert (len(found.rows), found.count) == (2, 3)


def test_the_receivers_of_nothing_are_not_looked_for(db: Database) -> None:
    with pytest.raises(NotFound):
        find(db)
