"""The hall's wall shows the programme, the title or nothing, from whatever it showed."""

from __future__ import annotations

import itertools

import pytest

from conference.screens import Showing, choose_backdrop, hall_now, show_in_hall
from tests.conference.screens.shown import kinds
from tests.factories import AT, BY


def show(db, showing):
    return db.write(lambda s: show_in_hall(s, showing=showing, at=AT, by=BY, by_name="Thị Miền"))


def backdrop(db, name):
    return db.write(lambda s: choose_backdrop(s, backdrop=name, at=AT, by=BY))


def now(db):
    with db.reading() as session:
        return hall_now(session)


def test_it_begins_with_the_programme(db):
    shown = now(db)

    assert (shown.showing, shown.backdrop, shown.since) == (Showing.PROGRAMME, "", None)


@pytest.mark.parametrize(("before", "after"), list(itertools.permutations(Showing, 2)))
def test_every_picture_is_one_press_away_from_every_other(db, before, after):
    show(db, before)

    done = [show(db, after), show(db, after)]

    assert done == [True, False]
    assert (now(db).showing, now(db).by_name) == (after, "Thị Miền")
    assert kinds(db, 1) == ["HallShows"]


def test_a_backdrop_stays_while_the_wall_shows_something_else(db):
    done = [backdrop(db, "a.png"), backdrop(db, "a.png")]
    show(db, Showing.BLACK)

    assert done == [True, False]
    assert (now(db).backdrop, now(db).showing) == ("a.png", Showing.BLACK)
    assert backdrop(db, "") is True
    assert kinds(db, 3) == ["BackdropChosen", "HallShows", "BackdropChosen"]
