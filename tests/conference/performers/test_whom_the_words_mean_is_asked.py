"""The programme's words propose persons of the list; a person chooses; none is linked silently."""

from __future__ import annotations

import pytest

from conference.agenda import PartKind
from conference.delegates import withdraw_delegates
from conference.performers import all_links, proposals
from conference.performers.proposing import MOST_PROPOSED
from tests.conference.performers.people import link, person, word
from tests.factories import AT, BY, make_delegates, make_programme


@pytest.fixture
def items(db):
    return make_programme(db, 10, 20)


def proposed(db):
    """Give what is proposed: the item, the part, the names, whether it is sure."""
    with db.reading() as session:
        return [
            (
                one.item.number,
                one.part and one.part[0],
                [c.full_name for c in one.candidates],
                one.sure,
            )
            for one in proposals(session)
        ]


def test_a_whole_name_in_the_words_is_proposed(db, items):
    person(db, "Lê Văn Kiên", position="Phó Giám đốc Sở")
    person(db, "Lê Văn Kiên Trung")
    person(db, "Vũ Thị Hà", position="Phó Giám đốc Sở")
    word(db, items[0], "Đ/c Lê Văn Kiên, Phó Giám đốc Sở")

    assert proposed(db) == [("1", None, ["Lê Văn Kiên"], True)]
    with db.reading() as session:
        assert all_links(session) == []


def test_namesakes_are_asked_for_whoever_holds_the_office_first(db, items):
    person(db, "Lê Văn Kiên", position="Chuyên viên")
    person(db, "Lê Văn Kiên", position="Phó Giám đốc Sở")
    word(db, items[0], "Đ/c Lê Văn Kiên, Phó Giám đốc Sở")

    ((_, _, names, sure),) = proposed(db)
    assert (names, sure) == (["Lê Văn Kiên"] * 2, False)


def test_a_person_who_is_not_on_the_list_is_not_replaced_by_a_colleague(db, items):
    person(db, "Vũ Thị Hà", position="Phó Giám đốc Sở")
    word(db, items[0], "Đ/c Lê Văn Kiên, Phó Giám đốc Sở")

    assert proposed(db) == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Đ/c Chánh Văn phòng Sở", "Nguyễn Thị Miền"),
        ("Đồng chí Giám đốc Sở", "Trần Đức Long"),
        ("Các đ/c Phó Giám đốc Sở", "Vũ Thị Hà"),
        ("Bí thư Đoàn Thanh niên và Trưởng ban Tổ chức", "Bùi Văn Nam"),
    ],
)
def test_an_office_proposes_who_holds_it(db, items, words, name):
    own = {"unit": "Sở Khoa học và Công nghệ"}
    person(db, "Nguyễn Thị Miền", position="Chánh Văn phòng", **own)
    person(db, "Trần Đức Long", position="Giám đốc", **own)
    person(db, "Vũ Thị Hà", position="Phó Giám đốc Sở", **own)
    person(db, "Đỗ Quang Hải", position="Phó Giám đốc", unit="Công ty Giải pháp số")
    person(db, "Bùi Văn Nam", position="Bí thư Đoàn Thanh niên Sở", **own)
    word(db, items[0], words)

    assert proposed(db) == [("1", None, [name], False)]


def test_parts_have_proposals_of_their_own(db, items):
    person(db, "Lê Văn Kiên")
    _, step = word(
        db, items[0], entries=[("Tiết mục 1", "Tốp ca")], steps=[("Tặng hoa", "Lê Văn Kiên")]
    )

    assert proposed(db) == [("1", PartKind.STEP, ["Lê Văn Kiên"], True)]
    link(db, items[0], person(db, "Vũ Thị Hà"), part=(PartKind.STEP, step))
    assert proposed(db) == []


def test_who_has_left_the_list_is_not_proposed(db, items):
    one = person(db, "Lê Văn Kiên")
    word(db, items[0], "Lê Văn Kiên")
    db.write(lambda s: withdraw_delegates(s, [one], reason="Ốm", at=AT, by=BY))

    assert proposed(db) == []


def test_words_that_mean_anybody_propose_nobody(db, items):
    person(db, "Lê Văn Kiên", position="Trưởng phòng")
    word(db, items[0], "Đại diện 01 phòng/đơn vị")
    word(db, items[1], "MC")

    assert proposed(db) == []


def test_an_office_of_too_many_is_no_proposal(db, items):
    make_delegates(db, count=MOST_PROPOSED + 1, position="Trưởng phòng")
    word(db, items[0], "Các đồng chí Trưởng phòng")

    assert proposed(db) == []


def test_nothing_is_asked_where_nobody_is_named(db, items):
    assert proposed(db) == []


def test_a_name_that_is_alike_only_without_accents_is_never_sure(db, items):
    person(db, "Lê Văn Kiến")
    word(db, items[0], "Đ/c Lê Văn Kiên")
    assert proposed(db) == [("1", None, ["Lê Văn Kiến"], False)]

    person(db, "Lê Văn Kiên")

    assert proposed(db) == [("1", None, ["Lê Văn Kiên"], True)]


def test_two_offices_have_each_their_holder(db, items):
    person(db, "Nguyễn Thị Miền", position="Chánh Văn phòng")
    person(db, "Trần Đức Long", position="Giám đốc Sở")
    word(db, items[0], "Chánh Văn phòng")
    word(db, items[1], "Giám đốc Sở")

    assert [names for *_, names, _ in proposed(db)] == [["Nguyễn Thị Miền"], ["Trần Đức Long"]]
