"""The MC calls recipients and givers in the office's words; who gives for another says so."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from conference import awards
from conference.awards import AwardBlock
from conference.database import Database
from conference.delegates import Delegate
from conference.scripts import STAGE_WORD, choose, word_sentence
from conference.standing_in import PlaceFate, decide_place
from stage.award_speech import award_people, award_speech, who_handed_over
from tests.conference.guests.acting import do
from tests.factories import Invited, make_awards, make_delegates

NAMED = {
    "reader": "Đ/c Chánh VP Sở",
    "presenter": "Đ/c Giám đốc Sở",
    "flower_giver": "Các đ/c Phó Giám đốc Sở",
}


@pytest.fixture
def block(db: Database) -> int:
    make_awards(db, collectives=1, individuals=1)
    change(db, **NAMED)
    return 1


def change(db: Database, **words: str) -> None:
    db.write(lambda s: s.execute(update(AwardBlock).values(**words)))


def said(db: Database) -> dict[str, str]:
    with db.reading() as session:
        (block,) = awards.all_blocks(session)
        return award_speech(session, block)


def officer(db: Database, name: str, position: str) -> Invited:
    (one,) = make_delegates(db, name, address="đồng chí")
    office = update(Delegate).where(Delegate.id == one.id).values(position=position)
    db.write(lambda s: s.execute(office))
    return one


def test_recipients_and_givers_are_called_in_full(db: Database, block: int) -> None:
    words = said(db)

    assert words == {
        "announce": "Xin trân trọng kính mời đồng chí Chánh Văn phòng Sở lên công bố Quyết định số "
        "215/QĐ-SKHCN ngày 18/8/2025.",
        "collective": "Xin trân trọng kính mời đại diện các tập thể có tên sau đây được tặng Giấy "
        "khen của Giám đốc Sở lên sân khấu:",
        "individual": "Xin trân trọng kính mời các cá nhân có tên sau đây được tặng Giấy khen của "
        "Giám đốc Sở lên sân khấu:",
        "givers": "Xin trân trọng kính mời đồng chí Giám đốc Sở lên sân khấu trao Giấy khen của "
        "Giám đốc Sở. Xin trân trọng kính mời các đồng chí Phó Giám đốc Sở lên sân khấu tặng hoa "
        "chúc mừng các tập thể, cá nhân được khen thưởng.",
    }


def test_the_office_words_them_and_the_verb_follows_the_award(db: Database, block: int) -> None:
    change(db, form="danh hiệu Nghệ sĩ Ưu tú")
    do(db, choose, STAGE_WORD, "lễ đài")
    do(db, word_sentence, "flowers", "Mời {người tặng hoa} tặng hoa.")

    words = said(db)

    assert "được phong tặng danh hiệu Nghệ sĩ Ưu tú lên lễ đài:" in words["individual"]
    assert words["givers"].endswith("Mời các đồng chí Phó Giám đốc Sở tặng hoa.")


def test_nobody_is_invited_whom_the_plan_does_not_name(db: Database, block: int) -> None:
    change(db, reader="", presenter="", flower_giver="")

    assert (said(db)["announce"], said(db)["givers"]) == ("", "")


def test_who_gives_for_another_says_for_whom(db: Database, block: int) -> None:
    absent = officer(db, "Trần Văn Giám", "Giám đốc Sở")
    deputy = officer(db, "Lê Văn Kiên", "PGĐ Sở")

    do(db, decide_place, absent.id, f"presenter:{block}", fate=PlaceFate.GIVE_TO,
       substitute_id=deputy.id)  # fmt: skip

    assert said(db)["givers"].startswith(
        "Thay mặt Giám đốc Sở, đồng chí Lê Văn Kiên, Phó Giám đốc Sở, Văn phòng Sở, trao Giấy khen "
        "của Giám đốc Sở."
    )


def people(db: Database) -> tuple[dict[str, str], str]:
    with db.reading() as session:
        (block,) = awards.all_blocks(session)
        return award_people(session, block), who_handed_over(session, block)


def test_the_wings_and_the_minutes_name_who_is_planned_in_its_own_words(
    db: Database, block: int
) -> None:
    assert people(db) == (NAMED, NAMED["presenter"])


def test_the_wings_and_the_minutes_name_who_does_it_instead(db: Database, block: int) -> None:
    absent = officer(db, "Trần Văn Giám", "Giám đốc Sở")
    chief = officer(db, "Vũ Chánh", "Chánh VP Sở")
    deputy = officer(db, "Lê Văn Kiên", "PGĐ Sở")

    for held, who in ((f"presenter:{block}", absent), (f"reader:{block}", chief)):
        do(db, decide_place, who.id, held, fate=PlaceFate.GIVE_TO, substitute_id=deputy.id)
    shown, written = people(db)

    instead = "đồng chí Lê Văn Kiên, Phó Giám đốc Sở, Văn phòng Sở"
    assert shown == NAMED | {
        "reader": f"{instead} (thay Chánh Văn phòng Sở)",
        "presenter": f"{instead} (thay Giám đốc Sở)",
    }
    assert written == f"Thay mặt Giám đốc Sở, {instead}"


def test_whose_place_stays_free_is_called_by_nobody(db: Database, block: int) -> None:
    absent = officer(db, "Trần Văn Giám", "Giám đốc Sở")

    do(db, decide_place, absent.id, f"presenter:{block}", fate=PlaceFate.KEEP_FREE)

    assert people(db) == (NAMED | {"presenter": ""}, "")


@pytest.mark.parametrize(
    ("fate", "words", "giver"),
    [
        (PlaceFate.SOMEONE_ELSE, "Đ/c Chủ tịch Công đoàn", "đồng chí Chủ tịch Công đoàn"),
        (PlaceFate.KEEP_FREE, "", ""),
    ],
)
def test_somebody_else_or_nobody_gives(
    db: Database, block: int, *, fate: PlaceFate, words: str, giver: str
) -> None:
    absent = officer(db, "Trần Văn Giám", "Giám đốc Sở")

    do(db, decide_place, absent.id, f"presenter:{block}", fate=fate, words=words)

    assert ("lên sân khấu trao Giấy khen" in said(db)["givers"]) is bool(giver)
    assert giver in said(db)["givers"]


def test_a_substitute_reads_the_decision(db: Database, block: int) -> None:
    absent = officer(db, "Vũ Chánh", "Chánh VP Sở")
    other = officer(db, "Mai Phó", "")

    do(db, decide_place, absent.id, f"reader:{block}", fate=PlaceFate.GIVE_TO,
       substitute_id=other.id)  # fmt: skip

    assert "kính mời đồng chí Mai Phó, Văn phòng Sở lên công bố" in said(db)["announce"]
