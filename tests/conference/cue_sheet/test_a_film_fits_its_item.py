"""A film of twelve minutes in an item of ten is found before the day."""

from __future__ import annotations

from conference import cue_sheet
from conference.agenda import AgendaEntry, AgendaStep
from conference.cue_sheet import CueKind
from conference.readiness import Standing
from tests.conference.cue_sheet.desk import add, change, part_of
from tests.factories import AT, BY, make_programme


def found(db) -> list[tuple[int | None, int, int]]:
    with db.reading() as session:
        return [(one.cue_id, one.length_s, one.room_s) for one in cue_sheet.too_long(session)]


def lines(db) -> dict[str, tuple[Standing, tuple[str, ...]]]:
    with db.reading() as session:
        return {one.code: (one.standing, one.items) for one in cue_sheet.checks(session, AT)}


def test_a_film_longer_than_its_item_is_found(db) -> None:
    (item,) = make_programme(db, 10)
    add(db, item, "Phim ngắn", length_s=600)
    film = add(db, item, "Phim dài", kind=CueKind.SOUND, length_s=12 * 60)

    assert found(db) == [(film, 720, 600)]


def test_films_that_fit_alone_may_be_too_long_together(db) -> None:
    (item,) = make_programme(db, 10)
    add(db, item, "Một", length_s=400)
    add(db, item, "Hai", length_s=201)
    add(db, item, "Nhạc nền", kind=CueKind.SOUND, length_s=600)

    assert found(db) == [(None, 601, 600)]


def test_a_place_in_the_queue_has_its_own_time(db) -> None:
    (item,) = make_programme(db, 30)
    entry = part_of(db, item, AgendaEntry(title="Tiết mục 1", length_min=4))
    step = part_of(db, item, AgendaStep(label="a", title="Trao"))
    own = add(db, item, "Beat", kind=CueKind.SOUND, length_s=300, part=entry)
    add(db, item, "Nhạc trao", kind=CueKind.SOUND, length_s=300, part=step)

    assert found(db) == [(own, 300, 240)]


def test_an_entry_without_minutes_or_taken_out_has_its_items_time(db) -> None:
    (item,) = make_programme(db, 4)
    untimed = part_of(db, item, AgendaEntry(title="Tiết mục 1"))
    cue = add(db, item, "Beat", kind=CueKind.SOUND, length_s=300, part=untimed)
    assert found(db) == [(cue, 300, 240)]

    def take_out(session):
        session.delete(session.get_one(AgendaEntry, untimed[1]))

    db.write(take_out)
    assert found(db) == [(cue, 300, 240)]


def test_where_the_plan_gives_no_time_nothing_is_too_long(db) -> None:
    (item,) = make_programme(db, 10)
    add(db, item, length_s=7200)
    change(db, item, planned_end=None)

    assert found(db) == []


def test_readiness_names_what_was_not_tried_and_what_does_not_fit(db) -> None:
    (item,) = make_programme(db, 10)
    assert lines(db) == {}
    add(db, item, "Kê bục", kind=CueKind.SETTING)
    assert lines(db) == {}
    cue = add(db, item, "Phim", length_s=725)

    assert lines(db) == {
        "media_tried": (Standing.MISSING, ("Phim",)),
        "media_length": (Standing.CARE, ("Phim: 12:05 / 10:00",)),
    }

    db.write(lambda s: cue_sheet.try_media(s, cue, at=AT, by=BY))
    change(db, item, planned_end=None)
    assert lines(db) == {
        "media_tried": (Standing.IN_ORDER, ()),
        "media_length": (Standing.IN_ORDER, ()),
    }
