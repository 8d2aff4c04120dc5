"""Who of the list performs what, in the programme's order, and all that waits for somebody."""

from __future__ import annotations

import pytest

from conference.agenda import (
    AgendaItem,
    Editor,
    PartKind,
    change_item,
    remove_item,
    rundown_revision,
    undo_edit,
    words_of,
)
from conference.delegates import withdraw_delegates
from conference.journal import JournalEntry
from conference.performers import (
    Doing,
    PartUnknown,
    all_links,
    pass_on,
    performers_now,
    performers_of,
)
from conference.refusals import NotFound
from tests.conference.performers.people import link, person, substitute, unlink, word
from tests.factories import AT, BY, all_rows, cue, make_delegates, make_programme, scan


@pytest.fixture
def items(db):
    return make_programme(db, 10, 20, 10)


def now(db):
    with db.reading() as session:
        return [
            (
                one.delegate.full_name,
                [(p.item.number, p.part and p.part[0].value) for p in one.performances],
                one.present,
                one.missing,
            )
            for one in performers_now(session, 1)
        ]


def edit(db, command, *given, **how):
    def write(session):
        seen = Editor(seen_revision=rundown_revision(session), at=AT, by=BY)
        return command(session, *given, editor=seen, **how)

    return db.write(write)


def test_somebody_who_is_missing_is_missing_from_all_their_items(db, items):
    (step,) = word(db, items[1], steps=[("Công bố Quyết định", "Chánh Văn phòng")])
    office = person(db, "Nguyễn Thị Miền")
    link(db, items[2], office)
    link(db, items[1], office, part=(PartKind.STEP, step), does=Doing.READS)

    assert now(db) == [("Nguyễn Thị Miền", [("2", "step"), ("3", None)], False, True)]


def test_whoever_has_come_is_waited_for_no_more(db, items):
    (guest,) = make_delegates(db, "Lê Văn Kiên")
    link(db, items[0], guest.id)

    scan(db, guest.code)

    assert now(db) == [("Lê Văn Kiên", [("1", None)], True, False)]


def test_what_is_done_or_skipped_waits_for_nobody(db, items):
    (step,) = word(db, items[0], steps=[("Tặng hoa", "")])
    early, skipped = person(db, "Lê Văn Kiên"), person(db, "Vũ Thị Hà")
    link(db, items[0], early, part=(PartKind.STEP, step))
    link(db, items[2], skipped)
    assert [missing for *_, missing in now(db)] == [True, True]

    cue(db, "start")
    cue(db, "next")
    cue(db, "skip", item_id=items[2], reason="Hết giờ")

    assert [missing for *_, missing in now(db)] == [False, False]
    with db.reading() as session:
        assert [one.next for one in performers_now(session, 1)] == [None, None]


def test_what_is_next_is_the_first_that_is_still_to_come(db, items):
    (step,) = word(db, items[0], steps=[("Tặng hoa", "")])
    one = person(db, "Lê Văn Kiên")
    link(db, items[0], one)
    link(db, items[0], one, part=(PartKind.STEP, step))
    cue(db, "start")
    cue(db, "part")
    cue(db, "next")
    link(db, items[2], one)

    with db.reading() as session:
        (found,) = performers_now(session, 1)
        assert found.next.item.id == items[2]
        assert len(found.performances) == 3


def test_saying_it_twice_says_it_once(db, items):
    one = person(db, "Lê Văn Kiên")

    said = [
        link(db, items[0], one),
        link(db, items[0], one),
        link(db, items[0], one, does=Doing.CHAIRS),
    ]

    assert said == [True, False, True]
    with db.reading() as session:
        assert [row.does for row in performers_of(session, items[0])] == [Doing.CHAIRS]
    facts = [row for row in all_rows(db, JournalEntry) if row.kind == "PerformersSet"]
    assert [row.payload for row in facts] == [{"item_id": items[0]}] * 2


def test_what_was_said_is_taken_back(db, items):
    one = person(db, "Lê Văn Kiên")
    link(db, items[0], one)

    assert [unlink(db, items[0], one), unlink(db, items[0], one)] == [True, False]
    assert now(db) == []


def test_nobody_is_linked_to_what_is_not_there(db, items):
    one = person(db, "Lê Văn Kiên")

    with pytest.raises(PartUnknown):
        link(db, items[0], one, part=(PartKind.STEP, 99))
    with pytest.raises(NotFound):
        link(db, 99, one)
    with pytest.raises(NotFound):
        link(db, items[0], 99)
    edit(db, remove_item, items[1])
    with pytest.raises(NotFound):
        link(db, items[1], one)


def test_a_part_that_was_taken_out_comes_back_with_who_performs_it(db, items):
    (step,) = word(db, items[0], steps=[("Tặng hoa", "")])
    link(db, items[0], person(db, "Lê Văn Kiên"), part=(PartKind.STEP, step))
    with db.reading() as session:
        words = words_of(session.get_one(AgendaItem, items[0]))
    edit(db, change_item, items[0], type(words)(title=words.title))
    assert now(db) == []

    edit(db, undo_edit)

    assert [places for _, places, *_ in now(db)] == [[("1", "step")]]


def test_a_removed_item_has_no_performer(db, items):
    link(db, items[0], person(db, "Lê Văn Kiên"))
    edit(db, remove_item, items[0])

    with db.reading() as session:
        assert all_links(session) == []


def test_who_comes_in_somebodys_place_is_named_but_does_not_perform_by_itself(db, items):
    absent = person(db, "Nguyễn Thị Miền")
    link(db, items[0], absent)
    first = substitute(db, absent, "Trần Văn Bình")
    last = substitute(db, first, "Phạm Thị Chi")

    with db.reading() as session:
        (found,) = performers_now(session, 1)
        assert (found.delegate.id, found.substitute.id) == (absent, last)
        assert (found.present, found.substitute_present) == (False, False)


def test_a_substitute_who_was_withdrawn_comes_in_nobodys_place(db, items):
    absent = person(db, "Nguyễn Thị Miền")
    link(db, items[0], absent)
    other = substitute(db, absent, "Trần Văn Bình")
    db.write(lambda s: withdraw_delegates(s, [other], reason="Ốm", at=AT, by=BY))

    with db.reading() as session:
        (found,) = performers_now(session, 1)
        assert found.substitute is None


def test_the_organiser_passes_all_of_it_on(db, items):
    absent, other = person(db, "Nguyễn Thị Miền"), person(db, "Trần Văn Bình")
    link(db, items[0], absent)
    link(db, items[2], absent)
    link(db, items[2], other)

    passed = db.write(lambda s: pass_on(s, from_id=absent, to_id=other, at=AT, by=BY))

    assert passed == [items[0], items[2]]
    assert [(name, places) for name, places, *_ in now(db)] == [
        ("Trần Văn Bình", [("1", None), ("3", None)])
    ]
    with pytest.raises(NotFound):
        db.write(lambda s: pass_on(s, from_id=other, to_id=99, at=AT, by=BY))
