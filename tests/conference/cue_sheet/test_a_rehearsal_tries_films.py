"""What a rehearsal tried counts on the day, as long as it is the same film."""

from __future__ import annotations

import datetime as dt

from conference import cue_sheet
from conference.cue_sheet import CueKind, CueWords, take_tried_back, tried_media
from tests.conference.cue_sheet.desk import add, facts, sheet
from tests.factories import AT, BY, make_programme

LATER = AT + dt.timedelta(days=1)


def take(db, tried) -> int:
    return db.write(lambda s: take_tried_back(s, tried, at=LATER, by=BY))


def rehearsed(db, *cues: int):
    """Try these, as a rehearsal does in its copy, and let the real one know nothing of it."""
    for one in cues:
        db.write(lambda s, one=one: cue_sheet.try_media(s, one, at=AT, by=BY, by_name="Nam"))
    with db.reading() as session:
        found = tried_media(session)
    for one in cues:
        db.write(lambda s, one=one: cue_sheet.try_media(s, one, tried=False, at=AT, by=BY))
    return found


def test_a_film_that_the_rehearsal_tried_is_tried_once(db) -> None:
    (item,) = make_programme(db, 20)
    film, _ = add(db, item, file="phim.mp4", length_s=300), add(db, item, "Nhạc nền")
    found = rehearsed(db, film)

    taken = [take(db, found) for _ in range(2)]

    assert (list(found), taken) == ([film], [1, 0])
    assert [(one.tried_at, one.tried_by) for one in sheet(db)] == [(AT, "Nam"), (None, "")]
    assert facts(db)[-1] == "MediaTried"


def test_another_file_or_another_line_is_still_to_be_tried(db) -> None:
    (item,) = make_programme(db, 20)
    film, music = add(db, item, file="phim.mp4"), add(db, item, "Nhạc", kind=CueKind.SOUND)
    found = rehearsed(db, film, music)
    for cue, words in (
        (film, CueWords(CueKind.VIDEO, "Mở phóng sự", "phim 2.mp4")),
        (music, CueWords(CueKind.SOUND, "Nhạc khác")),
    ):
        db.write(lambda s, c=cue, w=words: cue_sheet.change_cue(s, c, w, at=AT, by=BY))

    assert take(db, found) == 0
    assert [one.tried_at for one in sheet(db)] == [None, None]
