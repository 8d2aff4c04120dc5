"""Spoken sentences: formal defaults, worded otherwise by the office, checked for what they fill."""

from __future__ import annotations

import pytest

from conference.refusals import NotFound
from conference.scripts import (
    CALLS,
    CATALOGUE,
    SLOTS,
    STAGE_WORD,
    AwardVerb,
    ChoiceUnknown,
    SentenceSlotMissing,
    SentenceSlotUnknown,
    SentenceTooLong,
    choices,
    choose,
    preview,
    sentence,
    sentences,
    verb_of,
    word_sentence,
)
from tests.conference.guests.acting import do, facts


def said(db, key, **words):
    with db.reading() as session:
        return sentence(session, key, **words)


def test_every_default_keeps_its_own_rules(db):
    with db.reading() as session:
        worded = sentences(session)

    assert [one.key for one in worded] == list(CATALOGUE)
    for one in worded:
        with db.reading() as session:
            # The default passes the check that an own wording passes.
            assert preview(session, one.key, one.template) == one.preview
        assert not one.own
        assert "{" not in one.preview
        assert one.preview[0].isupper()


def test_a_replaced_giver_is_named_with_office(db):
    line = said(
        db,
        "giver_replaced",
        absent_giver="Giám đốc Sở",
        address="đồng chí",
        name="Lê Văn Kiên",
        office="Phó Giám đốc Sở",
        form="Giấy khen",
    )

    assert line == ("Thay mặt Giám đốc Sở, đồng chí Lê Văn Kiên, Phó Giám đốc Sở, trao Giấy khen.")


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("Giấy khen của Giám đốc Sở", AwardVerb.PRESENT),
        ("Bằng khen của Ủy ban nhân dân thành phố", AwardVerb.PRESENT),
        ("Huân chương Lao động hạng Ba", AwardVerb.PRESENT),
        ("danh hiệu Chiến sĩ thi đua cấp thành phố", AwardVerb.CONFER),
        ("Nghệ sĩ Ưu tú", AwardVerb.CONFER),
        ("Truy tặng Bằng khen", AwardVerb.POSTHUMOUS),
    ],
)
def test_the_verb_follows_the_kind_of_award(db, form, verb):
    line = said(db, CALLS[verb_of(form)], recipients="các cá nhân", form=form, batch="")

    assert verb_of(form) is verb
    assert f"được {verb}" in line
    assert verb_of(form, posthumous=True) is AwardVerb.POSTHUMOUS


def test_awards_are_received_on_the_stage_or_on_the_platform(db):
    words = {"giver": "đồng chí Giám đốc Sở", "form": "Giấy khen"}
    assert "lên sân khấu trao" in said(db, "giver", **words)

    do(db, choose, STAGE_WORD, "lễ đài")
    assert "lên lễ đài trao" in said(db, "giver", **words)

    do(db, choose, STAGE_WORD, "sân khấu")
    do(db, choose, STAGE_WORD, "sân khấu")
    with db.reading() as session:
        assert choices(session) == {STAGE_WORD: "sân khấu"}
    assert facts(db, "SentenceWorded") == [{"key": STAGE_WORD}] * 2


@pytest.mark.parametrize(("key", "word"), [(STAGE_WORD, "sàn"), ("choice.what", "lễ đài")])
def test_a_word_is_chosen_from_those_there_are(db, key, word):
    with pytest.raises(ChoiceUnknown):
        do(db, choose, key, word)


def test_an_empty_word_leaves_no_gap(db):
    line = said(db, "guest_by_name", address="", name="Nguyễn Thị Hoà", office="")
    within = said(
        db, "giver_replaced", absent_giver="Giám đốc", address="bà", name="Lê Mai", office="",
        form="Giấy khen",
    )  # fmt: skip

    assert line == "Nguyễn Thị Hoà"
    assert within == "Thay mặt Giám đốc, bà Lê Mai, trao Giấy khen."


def test_the_office_words_a_sentence_and_resets_it(db):
    do(db, word_sentence, "flowers", "Mời {người tặng hoa}  tặng hoa trên {nơi trao}.")
    assert said(db, "flowers", flower_giver="Đ/c A") == "Mời Đ/c A tặng hoa trên sân khấu."
    with db.reading() as session:
        assert [one.key for one in sentences(session) if one.own] == ["flowers"]
        assert "đồng chí Phó Giám đốc" in preview(session, "flowers")

    do(db, word_sentence, "flowers", "Mời {người tặng hoa}.")
    do(db, word_sentence, "flowers", "Mời {người tặng hoa}.")
    assert said(db, "flowers", flower_giver="ông A") == "Mời ông A."

    do(db, word_sentence, "flowers", "")
    do(db, word_sentence, "flowers", CATALOGUE["flowers"].template)
    with db.reading() as session:
        assert not any(one.own for one in sentences(session))
    assert len(facts(db, "SentenceWorded")) == 3


@pytest.mark.parametrize(
    ("template", "slot"),
    [
        ("Mời {người trao} và {người lạ}", "người lạ"),
        ("Mời {người trao} lên {nội dung}", "nội dung"),
        ("Mời {người trao} {", "{"),
        ("Mời {người trao} }", "}"),
        ("Mời {người trao} {}", ""),
    ],
)
def test_a_slot_that_the_sentence_has_not_is_refused(db, template, slot):
    with pytest.raises(SentenceSlotUnknown) as refused:
        do(db, word_sentence, "giver", template)

    assert refused.value.details["slot"] == slot
    assert "{người trao}" in str(refused.value.details["known"])
    assert facts(db, "SentenceWorded") == []


def test_a_sentence_says_what_it_is_about(db):
    with pytest.raises(SentenceSlotMissing) as refused:
        do(db, word_sentence, "giver_replaced", "Thay mặt Ban Tổ chức.")

    assert refused.value.details["slots"] == "{người vắng}, {họ tên}"


def test_a_word_that_nobody_gave_is_asked_for(db):
    with pytest.raises(SentenceSlotMissing) as refused:
        said(db, "announce", reader="đồng chí A")

    assert refused.value.details["slots"] == f"{{{SLOTS['decision'].name}}}"


def test_no_sentence_is_a_speech(db):
    with pytest.raises(SentenceTooLong):
        do(db, word_sentence, "photo", "a" * 1001)


def test_there_is_no_sentence_of_another_name(db):
    for ask in (sentence, preview):
        with pytest.raises(NotFound), db.reading() as session:
            ask(session, "applause")
    with pytest.raises(NotFound):
        do(db, word_sentence, "applause", "Vỗ tay")
