"""Whatever an invitation says, all of it stands on the card, in reading order, beside the code."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from printers.documents.card import CARD_A5, CARD_A6, FRAME_MM, lay_out_invitation
from printers.documents.marks import FAINT, MM_PER_POINT, Align, Code, Line, Text
from printers.documents.typesetting import width_mm
from printers.documents.words import Signer
from tests.printers.documents.conftest import FULL

CARDS = pytest.mark.parametrize("card", [CARD_A5, CARD_A6], ids=["A5", "A6"])
LONGEST = (
    replace(
        FULL,
        address="Mẹ Việt Nam Anh hùng",
        name="Công Tằng Tôn Nữ Hoàng Ngọc Huyền Trân Phương Quỳnh Hương Giang Nghiêng Nghiêng",
        detail="Chủ nhiệm Hợp tác xã sản xuất nông nghiệp công nghệ cao và dịch vụ tổng hợp, "
        "Ủy viên Ban Chấp hành Hội Nông dân thành phố, " * 3,
        venue=f"{FULL.venue}, " * 3,
        notes=FULL.notes * 4,
        signer=Signer("TM. BAN TỔ CHỨC\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN THƯỜNG TRỰC", "Vũ Thị Ỷ"),
    ),
    replace(FULL, name="N" * 90, detail="", seat="", area="Dãy bên trái, lối vào số 2, tầng hai"),
    replace(
        FULL, name="An", detail="", chair="", notes=(), signer=None, seat="", inviter="", number=""
    ),
)


def texts(words, card):
    return [
        mark
        for mark in lay_out_invitation(words, card)
        if isinstance(mark, Text) and mark.colour != FAINT
    ]


def edges(mark):
    """Left, top, right, bottom of a line of text, its highest marks included."""
    width = width_mm(mark.text, mark.weight, mark.size_pt)
    left = mark.x_mm - (width / 2 if mark.align is Align.CENTRE else 0)
    size = mark.size_pt * MM_PER_POINT
    return left, mark.baseline_mm - size * 0.95, left + width, mark.baseline_mm + size * 0.3


def assert_all_stands_on_the_card(words, card):
    for mark in texts(words, card):
        left, top, right, bottom = edges(mark)
        assert left >= FRAME_MM + 1.1, mark
        assert top >= FRAME_MM, mark
        assert right <= card.width_mm - FRAME_MM - 1.1, mark
        assert bottom <= card.height_mm - FRAME_MM, mark


def assert_the_code_keeps_its_white(words, card):
    marks = lay_out_invitation(words, card)
    [code] = [mark for mark in marks if isinstance(mark, Code)]
    white = card.quiet_mm * 0.99
    box = (code.left_mm - white, code.top_mm - white)
    end = (code.left_mm + code.side_mm + white, code.top_mm + code.side_mm)
    for mark in texts(words, card):
        left, top, right, bottom = edges(mark)
        apart = right <= box[0] or left >= end[0] or bottom <= box[1] or top >= end[1]
        assert apart, mark


@CARDS
@pytest.mark.parametrize("words", [FULL, *LONGEST])
def test_no_word_leaves_the_card_or_comes_near_the_code(words, card, font_folder):
    assert_all_stands_on_the_card(words, card)
    assert_the_code_keeps_its_white(words, card)


@CARDS
@pytest.mark.parametrize("words", LONGEST)
def test_no_syllable_is_left_out(words, card, font_folder):
    drawn = " ".join(mark.text for mark in texts(words, card))

    for said in (words.name, words.detail, words.venue, *words.notes, words.area):
        assert " ".join(said.split()) in drawn


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.text("aăâđêôơưỄẶỔ hH'.-", min_size=1, max_size=120),
    detail=st.text("aăâđêôơưỄẶỔ hH,;:-", max_size=400),
)
def test_any_name_and_office_stand_on_the_card(name, detail, font_folder):
    words = replace(FULL, name=name, detail=detail)

    assert_all_stands_on_the_card(words, CARD_A6)
    assert_the_code_keeps_its_white(words, CARD_A6)


@CARDS
def test_the_order_is_that_of_the_official_form(card, font_folder):
    said = [mark.text for mark in texts(FULL, card)]

    order = [
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "GIẤY MỜI",
        "Sở Khoa học và Công nghệ trân trọng kính mời:",
        "Chủ trì:",
        "Thời gian:",
        "Địa điểm:",
        "KT. GIÁM ĐỐC",
        "Lê Văn Kiên",
        "Số thẻ 0147",
        "Ghế A12",
    ]
    places = [said.index(one) for one in order]
    assert places == sorted(places)
    assert any(one.startswith("Tới dự: Hội nghị tuyên dương") for one in said)


@CARDS
def test_the_code_is_at_least_25_mm_without_its_white(card, font_folder):
    [code] = [mark for mark in lay_out_invitation(FULL, card) if isinstance(mark, Code)]

    assert code.side_mm >= 25.0


def test_an_empty_word_takes_no_room_and_leaves_no_label(font_folder):
    bare = replace(FULL, chair="", notes=(), signer=None, seat="", number="", place_and_date="")
    said = [mark.text for mark in texts(bare, CARD_A5)]

    assert "Chủ trì:" not in said
    assert "Thời gian:" in said
    assert not [one for one in said if one.startswith(("Ghế", "Khu vực"))]
    assert "" not in said


def test_without_seats_an_area_stands_on_it(font_folder):
    said = [mark.text for mark in texts(replace(FULL, seat="", area="B"), CARD_A5)]

    assert "Khu vực B" in said


def test_an_area_called_khu_vuc_says_so_once(font_folder):
    said = [mark.text for mark in texts(replace(FULL, seat="", area="Khu vực 2"), CARD_A5)]

    assert "Khu vực 2" in said


def test_without_an_inviter_the_host_invites(font_folder):
    said = [mark.text for mark in texts(replace(FULL, inviter=""), CARD_A5)]

    assert "SỞ KHOA HỌC VÀ CÔNG NGHỆ trân trọng kính mời:" in said


def test_without_a_host_no_rule_hangs_in_the_air(font_folder):
    def rules(words):
        return [mark for mark in lay_out_invitation(words, CARD_A5) if isinstance(mark, Line)]

    assert len(rules(FULL)) == 2
    assert len(rules(replace(FULL, host=""))) == 1


@pytest.mark.parametrize(
    ("address", "line"), [("đồng chí", "Đồng chí cAo"), ("", "cAo"), ("Bà", "Bà cAo")]
)
def test_the_address_begins_its_line_and_the_name_stays_as_it_is(address, line, font_folder):
    words = replace(FULL, address=address, name="cAo")

    assert line in [mark.text for mark in texts(words, CARD_A5)]


def test_text_pasted_in_single_marks_is_composed(font_folder):
    pasted = replace(FULL, name=unicodedata.normalize("NFD", "Đặng Thị Ẵm"))

    assert "Đồng chí Đặng Thị Ẵm" in [mark.text for mark in texts(pasted, CARD_A5)]


def test_an_invitation_of_a_rehearsal_says_so(font_folder):
    marks = lay_out_invitation(replace(FULL, rehearsal=True), CARD_A5)
    said = [mark.text for mark in marks if isinstance(mark, Text)]

    assert "CHẠY THỬ" in said
    assert "GIẤY MỜI (CHẠY THỬ)" in said
    assert not [one for one in texts(FULL, CARD_A5) if "CHẠY THỬ" in one.text]
