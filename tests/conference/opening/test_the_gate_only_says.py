"""Before the start: who and what is missing, in words; nothing where nobody can know."""

from __future__ import annotations

from conference.opening import Counted, Named, Ready, gate

HERE, AWAY = Named("Trần Thị Bình", present=True), Named("Nguyễn Văn An", present=False)


def lines(**given):
    usual = {
        "chairs": [HERE],
        "guests": [HERE],
        "performers": [HERE],
        "count": Counted(140, 150),
        "technical": Ready(0, 0),
    }
    return {one.code: one for one in gate(**(usual | given))}


def test_who_is_missing_is_named():
    found = lines(chairs=[HERE, AWAY], performers=[AWAY])

    assert (found["chairs"].ok, found["chairs"].names) == (False, ("Nguyễn Văn An",))
    assert (found["performers"].ok, found["guests"].ok) == (False, True)


def test_where_nobody_was_named_nothing_is_known():
    found = lines(chairs=[], guests=[], performers=[])

    assert [found[code].ok for code in ("chairs", "guests", "performers")] == [None, None, None]


def test_the_count_is_judged_only_where_a_quorum_is_asked_for():
    assert lines()["count"].ok is None
    assert lines(count=Counted(140, 150, needed=100, counted=99))["count"].ok is False
    assert lines(count=Counted(140, 150, needed=100, counted=100))["count"].ok is True
    assert lines(count=Counted(0, 0, needed=0))["count"].ok is False


def test_technical_cues_are_told_of_where_there_are_any():
    assert "technical" not in lines()
    assert lines(technical=Ready(2, 3))["technical"].ok is False
    assert lines(technical=Ready(3, 3))["technical"].ok is True


def test_every_place_in_a_sentence_has_its_value():
    found = lines(count=Counted(1, 2, needed=2, counted=1), technical=Ready(1, 2)).values()

    assert not any("{" in one.sentence.format(**one.values) for one in found)
