"""What the stage showed, said and did on the day stays there; what was prepared goes along."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conference.agenda import AgendaItem, Editor, change_item, rundown_revision, words_of
from conference.agenda.records import AgendaEdit
from conference.copies import copy_conference, copy_for_rehearsal
from conference.cue_sheet import CueState, TechnicalCue, set_state, try_media
from conference.introductions import (
    Introduced,
    IntroductionList,
    IntroductionPlace,
    freeze,
    mark_introduced,
)
from conference.opening import AnnouncementMade, announce
from conference.screens import (
    HallPicture,
    MessageReading,
    Showing,
    StageMessage,
    View,
    choose_backdrop,
    read_message,
    send_message,
    show_in_hall,
)
from tests.conference.cue_sheet.desk import add
from tests.conference.guests.acting import do, receive
from tests.conference.spoken.test_guests_are_introduced_in_order import SITTING, come
from tests.factories import AT, BY, all_rows, make_programme, reopen

OF_THE_DAY = (
    MessageReading, StageMessage, Introduced, IntroductionPlace, IntroductionList, AnnouncementMade,
    AgendaEdit,
)  # fmt: skip


@pytest.fixture
def played(db) -> None:
    """A conference whose stage was used: one row of each."""
    (item,) = make_programme(db, 10)
    an, binh = receive(db, "An Một", "Bình Hai")
    come(db, an, binh)
    do(db, freeze, SITTING)
    do(db, mark_introduced, SITTING, [an.id])
    do(db, announce, SITTING, 15)
    message = do(db, send_message, to=View.MC, words="Còn 5 phút")
    do(db, read_message, message, view=View.MC)
    do(db, choose_backdrop, backdrop="a.png")
    do(db, show_in_hall, showing=Showing.BLACK, by_name="Thị Miền")
    film = add(db, item)
    do(db, try_media, film, by_name="Nam")
    do(db, set_state, film, CueState.DONE, by_name="Nam")

    def edit(session) -> None:
        editor = Editor(seen_revision=rundown_revision(session), at=AT, by=BY, by_name="Miền")
        row = session.get_one(AgendaItem, item)
        change_item(session, item, replace(words_of(row), title="Tên mới"), editor=editor)
        row.measured_s = 300

    db.write(edit)
    assert all(all_rows(db, table) for table in OF_THE_DAY)


@pytest.mark.usefixtures("played")
@pytest.mark.parametrize("make", [copy_conference, copy_for_rehearsal])
def test_nothing_of_the_stages_day_goes_along(tmp_path, make) -> None:
    make(tmp_path / "conference.sqlite", tmp_path / "made.sqlite", at=AT, by=BY)

    made = reopen(tmp_path, "made.sqlite")
    left = [table.__tablename__ for table in OF_THE_DAY if all_rows(made, table)]
    (wall,), (film,), (item,) = (
        all_rows(made, table) for table in (HallPicture, TechnicalCue, AgendaItem)
    )
    made.close()

    rehearsal = make is copy_for_rehearsal
    assert left == []
    assert (wall.showing, wall.backdrop, wall.by_name) == (Showing.PROGRAMME, "a.png", "")
    assert (film.state, film.state_at, film.state_by) == (CueState.PLANNED, None, "")
    assert (film.tried_at, film.tried_by) == ((AT, "Nam") if rehearsal else (None, ""))
    assert item.measured_s == (300 if rehearsal else None)
    assert item.title == "Tên mới"
