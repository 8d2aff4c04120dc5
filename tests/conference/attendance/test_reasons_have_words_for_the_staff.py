"""The staff reads what is the matter and what to do; the public is only ever invited."""

from __future__ import annotations

import pytest

from conference.verdicts import STAFF_WORDS, Reason, sentences
from tests.conference.attendance.doors import run_door
from tests.factories import make_delegates, scan

NEVER_IN_PUBLIC = ("từ chối", "không hợp lệ", "thu hồi", "đến muộn", "sức chứa", "rút")


@pytest.mark.parametrize("reason", list(Reason))
def test_the_staff_is_told_what_is_the_matter_and_what_to_do(reason):
    what, to_do = STAFF_WORDS[reason]

    assert what.endswith(".")
    assert to_do.endswith(".")
    assert what != to_do


@pytest.mark.parametrize("reason", list(Reason))
def test_no_public_sentence_accuses(reason):
    said = sentences(reason, name="Lê Bình", first="13h42", desk="số 3")

    assert not [word for word in NEVER_IN_PUBLIC if word in said["vi"].lower()]


@pytest.mark.parametrize(
    ("called", "vietnamese", "english"),
    [
        ("số 3", "đến bàn hỗ trợ số 3 để", "the support desk 3;"),
        ("3", "đến bàn hỗ trợ số 3 để", "the support desk 3;"),
        ("Bàn hỗ trợ số 3", "đến bàn hỗ trợ số 3 để", "the support desk 3;"),
        ("cạnh cửa chính", "đến bàn hỗ trợ cạnh cửa chính để", "(cạnh cửa chính);"),
        ("Bàn hỗ trợ", "đến bàn hỗ trợ để", "the support desk;"),
        ("", "đến bàn hỗ trợ để", "the support desk;"),
    ],
)
def test_the_support_desk_is_called_by_its_name_once(called, vietnamese, english):
    said = sentences(Reason.WITHDRAWN, desk=called)

    assert vietnamese in said["vi"]
    assert english in said["en"]


def test_a_refused_scan_names_the_desk_of_the_conference(db):
    make_delegates(db, "Nguyễn Văn An")
    run_door(db, support_desk="số 2")

    answer = scan(db, "12345")

    assert answer["sentence"]["vi"].endswith("hoặc đến bàn hỗ trợ số 2.")
