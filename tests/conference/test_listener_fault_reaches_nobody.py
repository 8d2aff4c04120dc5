"""Facts are told after the commit; what a listener does wrong stays with the listener."""

from __future__ import annotations

import threading

import pytest

from conference.delegates import CodesIssued, DelegatesListed, Unit
from conference.journal import record
from conference.refusals import NotFound
from tests.conference.queueing import write_together
from tests.factories import AT, BY, all_rows, arrivals, make_delegates, scan


class Ear:
    """A listener that keeps what it heard."""

    def __init__(self):
        self.heard, self.has_heard = [], threading.Event()

    def __call__(self, facts):
        self.heard.append(list(facts))
        self.has_heard.set()


def noting(count):
    return lambda session: record(session, CodesIssued(count=count), at=AT, by=BY)


def test_a_listener_hears_each_fact_with_its_number_after_the_commit(db):
    ear, seen = Ear(), []
    db.listen(lambda _facts: seen.append(len(all_rows(db, Unit))))
    db.listen(ear)

    def command(session):
        session.add(Unit(name="Văn phòng Sở"))
        record(session, DelegatesListed(count=3), at=AT, by=BY)

    db.write(command)

    assert ear.has_heard.wait(30)
    ((fact,),) = ear.heard
    assert (fact.kind, fact.by, fact.at, fact.payload) == ("DelegatesListed", BY, AT, {"count": 3})
    assert fact.id == 2
    assert seen == [1]


def test_the_facts_of_one_flush_are_told_together_and_in_order(db):
    ear = Ear()
    db.listen(ear)

    write_together(db, [noting(nth) for nth in range(5)])

    db.close()
    assert [[fact.payload["count"] for fact in facts] for facts in ear.heard] == [[0, 1, 2, 3, 4]]
    assert [fact.id for fact in ear.heard[0]] == [2, 3, 4, 5, 6]


def test_nobody_hears_of_what_was_taken_back_or_of_nothing(db):
    ear = Ear()
    db.listen(ear)

    def refused(session):
        noting(1)(session)
        raise NotFound

    with pytest.raises(NotFound):
        db.write(refused)
    db.write(lambda _: None)

    db.close()
    assert ear.heard == []


def test_a_listener_that_fails_reaches_neither_the_delegate_nor_the_next_listener(db, caplog):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    ear = Ear()
    db.listen(lambda _facts: 1 / 0)
    db.listen(ear)

    answer = scan(db, an.code)

    assert answer["verdict"] == "admitted"
    assert ear.has_heard.wait(30)
    assert len(arrivals(db)) == 1
    assert "a listener failed; the facts stand" in caplog.text
