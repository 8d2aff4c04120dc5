"""A message stands until somebody it was for has read it, or it was taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from conference.refusals import NotFound
from conference.screens import (
    FIRST_QUICK_TEXTS,
    MESSAGE_VIEWS,
    MessageTooLong,
    MessageWordsMissing,
    View,
    messages_since,
    quick_texts,
    read_message,
    send_message,
    set_quick_texts,
    take_back,
)
from tests.conference.screens.shown import kinds
from tests.factories import AT, BY

MOMENT = dt.timedelta(seconds=1)


def send(db, words="Còn 5 phút", *, to=View.MC, at=AT, by=BY):
    return db.write(lambda s: send_message(s, to=to, words=words, at=at, by=by, by_name="Thị Miền"))


def read(db, number, view=View.MC, by_name="Lan"):
    return db.write(
        lambda s: read_message(
            s, number, view=view, at=AT + MOMENT, by="station:2", by_name=by_name
        )
    )


def back(db, number):
    return db.write(lambda s: take_back(s, number, at=AT, by=BY))


def told(db, since=AT):
    with db.reading() as session:
        return messages_since(session, since)


def test_a_message_to_one_view_stands_there_and_nowhere_else(db):
    send(db, to=View.MC)

    [message] = told(db)

    assert [view for view in MESSAGE_VIEWS if message.waits_for(view)] == [View.MC]
    assert (message.words, message.by_name, message.to) == ("Còn 5 phút", "Thị Miền", View.MC)
    assert kinds(db, 1) == ["MessageSent"]


def test_the_first_who_reads_it_is_named_and_it_stands_no_more(db):
    number = send(db)

    done = [read(db, number), read(db, number, by_name="Bình")]
    [message] = told(db)

    assert done == [True, False]
    assert [(one.view, one.by_name, one.at) for one in message.readings] == [
        (View.MC, "Lan", AT + MOMENT)
    ]
    assert not message.waits_for(View.MC)
    assert kinds(db, 2) == ["MessageSent", "MessageRead"]


def test_what_is_for_all_staff_is_read_by_each_of_them(db):
    number = send(db, to=None)

    read(db, number, View.BACKSTAGE)
    [message] = told(db)

    assert [view for view in MESSAGE_VIEWS if message.waits_for(view)] == [
        View.MC,
        View.TIMER,
        View.CUES,
    ]


def test_what_was_taken_back_stands_nowhere_and_is_read_by_nobody(db):
    number = send(db)

    done = [back(db, number), back(db, number), read(db, number)]
    [message] = told(db)

    assert done == [True, False, False]
    assert (message.taken_back, message.waits_for(View.MC)) == (True, False)
    assert kinds(db, 1) == ["MessageTakenBack"]


def test_one_press_too_many_is_one_message(db):
    first = send(db)

    assert send(db, " Còn  5 phút ", at=AT + MOMENT) == first
    assert send(db, to=View.TIMER, at=AT + MOMENT) != first
    assert send(db, at=AT + 3 * MOMENT, by="operator:2") != first
    assert len(told(db)) == 3


def test_the_same_words_may_be_sent_again_later_or_after_they_were_taken_back(db):
    first = send(db)

    later = send(db, at=AT + 4 * MOMENT)
    back(db, later)
    again = send(db, at=AT + 5 * MOMENT)

    assert len({first, later, again}) == 3
    assert [one.id for one in told(db)] == [again, later, first]


def test_after_a_clock_that_was_put_back_the_same_words_are_sent_again(db):
    first = send(db)

    again = send(db, at=AT - dt.timedelta(hours=1))

    assert again != first


def test_messages_of_an_earlier_day_are_left_out(db):
    send(db, at=AT - dt.timedelta(days=1))
    number = send(db)

    assert [one.id for one in told(db)] == [number]


@pytest.mark.parametrize(
    ("words", "to", "refusal"),
    [
        ("  ", View.MC, MessageWordsMissing),
        ("ă" * 301, View.MC, MessageTooLong),
        ("Còn 5 phút", View.HALL, NotFound),
    ],
)
def test_a_message_that_cannot_be_is_refused(db, words, to, refusal):
    with pytest.raises(refusal):
        send(db, words, to=to)

    assert told(db) == []


def test_only_who_it_is_for_reads_a_message(db):
    number = send(db)

    for other, view in ((number, View.TIMER), (number, View.HALL), (99, View.MC)):
        with pytest.raises(NotFound):
            read(db, other, view)
    with pytest.raises(NotFound):
        back(db, 99)


def test_six_texts_are_ready_and_an_empty_one_is_as_at_first(db):
    own = ["Xin dừng", *FIRST_QUICK_TEXTS[1:]]

    changed = [db.write(lambda s: set_quick_texts(s, own, at=AT, by=BY)) for _ in range(2)]
    with db.reading() as session:
        kept = quick_texts(session)
    db.write(lambda s: set_quick_texts(s, ["", " "], at=AT, by=BY))
    with db.reading() as session:
        again = quick_texts(session)

    assert changed == [True, False]
    assert kept == own
    assert again == list(FIRST_QUICK_TEXTS)
    assert kinds(db, 2) == ["QuickTextsChanged", "QuickTextsChanged"]
