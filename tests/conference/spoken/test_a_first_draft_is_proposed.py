"""Where nobody has written, words are proposed from titles, steps and performers."""

from __future__ import annotations

import pytest

from conference.agenda import AgendaEntry, AgendaItem, AgendaStep, Manner, PartKind
from conference.awards import AwardBlock, honours_of_items
from conference.scripts import drafts
from tests.factories import make_programme


def plan(db, *titles, **first):
    ids = make_programme(db, *[10] * len(titles))

    def name(session):
        for item_id, title in zip(ids, titles, strict=True):
            session.get_one(AgendaItem, item_id).title = title
        for column, value in first.items():
            setattr(session.get_one(AgendaItem, ids[0]), column, value)

    db.write(name)
    return ids


def draft(db, *args, **how):
    with db.reading() as session:
        return drafts(session, *args, **how)


PROPOSED = {
    "Chương trình văn nghệ": "thưởng thức",
    "Tuyên bố lý do": "tuyên bố lý do",
    "Giới thiệu đại biểu": "giới thiệu các vị đại biểu",
    "Báo cáo tham luận": "trình bày tham luận",
    "Báo cáo tổng kết công tác khen thưởng": "trình bày: Báo cáo tổng kết",
    "Phát biểu hưởng ứng phát động thi đua": "Tiếp theo chương trình: Phát biểu hưởng ứng",
    "Công bố Quyết định khen thưởng": "lên công bố Quyết định khen thưởng",
    "Tặng hoa chúc mừng": "tặng hoa chúc mừng",
    "Trao giấy khen": "lên sân khấu trao phần thưởng",
    "Phát biểu chỉ đạo": "phát biểu chỉ đạo Hội nghị",
    "Biểu dương điển hình": "long trọng tiến hành: Biểu dương điển hình",
    "Thông qua danh sách": "điều hành phần biểu quyết",
    "Giải lao": "giải lao 15 phút",
    "Giao lưu": "Tiếp theo chương trình: Giao lưu.",
}


def test_the_title_says_what_is_proposed(db):
    _, *items, _ = plan(db, "Đầu", *PROPOSED, "Cuối")

    proposed = draft(db, items)

    assert [(one.item_id, one.part) for one in proposed] == [(item, None) for item in items]
    for one, words in zip(proposed, PROPOSED.values(), strict=True):
        assert words in one.words


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        (Manner.FLAG_SALUTE, "làm lễ chào cờ"),
        (Manner.ANTHEM, "hát Quốc ca"),
        (Manner.SILENCE, "một phút mặc niệm"),
    ],
)
def test_solemn_moments_have_words_of_their_own(db, manner, words):
    first, _ = plan(db, "Nghi lễ", "Bế mạc", manner=manner)

    assert words in draft(db, [first])[0].words


def test_the_first_item_welcomes_and_the_last_closes_once(db):
    plan(db, "Khai mạc", "Phát biểu", "Tổng kết")

    words = [one.words for one in draft(db)]

    assert [text.startswith("Kính thưa các vị đại biểu, kính thưa") for text in words] == [
        True, False, False,
    ]  # fmt: skip
    assert ["đã hoàn thành toàn bộ" in text for text in words] == [False, False, True]


def test_what_closes_by_its_title_closes_once(db):
    *_, last = plan(db, "Khai mạc", "Phát biểu chỉ đạo và bế mạc")

    assert draft(db, [last])[0].words.count("đã hoàn thành toàn bộ") == 1


def test_steps_and_queues_are_proposed_behind_their_item(db):
    item, _ = plan(db, "Báo cáo tham luận", "Bế mạc")

    def add(session):
        row = session.get_one(AgendaItem, item)
        row.steps = [
            AgendaStep(ordinal=1, label="a", title="Trao giấy khen", performer="Đ/c Giám đốc Sở"),
            AgendaStep(ordinal=2, label="b", title="Chụp ảnh"),
        ]
        row.entries = [AgendaEntry(ordinal=1, title="Bài của tập thể", performer="Phòng A")]

    db.write(add)

    own, giving, photo, speech = draft(db, [item])

    assert own.part is None
    assert giving.part[0] is PartKind.STEP
    assert "kính mời đ/c Giám đốc Sở lên sân khấu trao" in giving.words
    assert "Chụp ảnh" in photo.words
    assert speech.part[0] is PartKind.ENTRY
    assert "kính mời Phòng A lên trình bày tham luận" in speech.words


def test_awards_are_called_by_their_form_and_decision(db):
    _, announced, given = plan(db, "Đầu", "Công bố Quyết định", "Trao khen thưởng")
    honour = {"form": "danh hiệu Nghệ sĩ Ưu tú", "decision": "Quyết định số 9/QĐ-UBND"}

    words = draft(db, [announced, given], honours={announced: honour, given: honour})

    assert "lên công bố Quyết định số 9/QĐ-UBND." in words[0].words
    assert "được phong tặng danh hiệu Nghệ sĩ Ưu tú lên sân khấu:" in words[1].words


def test_a_pause_takes_its_minutes_and_what_was_removed_is_not_spoken(db):
    pause, gone = plan(db, "Giải lao", "Thôi", length_min=20)
    db.write(lambda s: setattr(s.get_one(AgendaItem, gone), "removed", True))

    (one,) = draft(db)

    assert one.item_id == pause
    assert "giải lao 20 phút" in one.words


def test_the_first_awards_of_an_item_say_its_form_and_decision(db):
    first, second = plan(db, "Trao khen thưởng", "Bế mạc")

    def award(session):
        for item_id, form in [(first, "Giấy khen"), (first, "Cờ thi đua"), (None, "Bằng khen")]:
            block = AwardBlock(
                item_id=item_id, title=form, form=form, certificate_heading=form.upper(),
                decision=f"Quyết định về {form}", signer_office="GIÁM ĐỐC",
            )  # fmt: skip
            session.add(block)
            session.flush()

    db.write(award)

    with db.reading() as session:
        honours = honours_of_items(session)

    assert honours == {first: {"form": "Giấy khen", "decision": "Quyết định về Giấy khen"}}
    assert second not in honours
