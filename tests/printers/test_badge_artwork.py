"""A badge shows the whole name, whatever the name, and its code can be read from the paper."""

import random
import re
import unicodedata
from dataclasses import asdict, replace

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from conference.printing import ClaimedSheet, SheetKind
from printers.artwork import ROLL_80, Roll, draw_badge
from printers.artwork.badge import NAME
from printers.artwork.marks import Column, rehearsal_bar
from printers.artwork.text import set_text, tidy
from printers.escpos import encode_sheet
from printers.sheets import sheet_drawer

BASES = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
LETTERS = [unicodedata.normalize("NFC", base + tone) for base in BASES for tone in TONES]
LETTERS = [letter for letter in [*LETTERS, "đ"] if not letter.isascii()]
LETTERS += [letter.upper() for letter in LETTERS]
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Tô",
    "Ưng",
    "Ấu",
]
GIVEN = [
    "Thị",
    "Văn",
    "Hữu",
    "Phương",
    "Quỳnh",
    "Hương",
    "Giang",
    "Ngọc",
    "Ánh",
    "Nguyệt",
    "Thụy",
    "Khuê",
    "Đức",
    "Thắng",
    "Mỹ",
    "Linh",
    "Ý",
    "Nhi",
    "Út",
    "Kiều",
    "Diễm",
    "Nghiêng",
    "Khuyến",
    "Trường",
    "Chương",
    "Thượng",
    "Ỷ",
    "Ẵm",
    "Ỗ",
    "ÁI",
    "ẨN",
]
WIDTH = 536


def dark(image):
    return np.asarray(image.convert("L")) < 128


def set_name(name, fonts, width_dots=WIDTH):
    return set_text(name, NAME, width_dots=width_dots, roll=ROLL_80, fonts=fonts)


def ink_on_paper(paragraph):
    """Dots of ink on paper of just the paragraph's size."""
    paper = Image.new("L", (paragraph.width_dots, paragraph.height_dots), 255)
    paragraph.draw(ImageDraw.Draw(paper), 0, 0)
    return int(dark(paper).sum())


def ink_with_room(paragraph):
    """Dots of ink when each line has a large paper for itself."""
    dots = 0
    for line in paragraph.lines:
        paper = Image.new("L", (paragraph.width_dots + 400, 400), 255)
        ImageDraw.Draw(paper).text((200, 200), line, font=paragraph.font, fill=0, anchor="ls")
        dots += int(dark(paper).sum())
    return dots


def contains(image, part):
    """Tell whether a picture shows another one somewhere, over its whole width."""
    rows, wanted = dark(image), dark(part)
    left = (rows.shape[1] - wanted.shape[1]) // 2
    rows = rows[:, left : left + wanted.shape[1]]
    tops = range(rows.shape[0] - wanted.shape[0] + 1)
    return any(np.array_equal(rows[top : top + wanted.shape[0]], wanted) for top in tops)


def test_the_letters_of_vietnamese_are_134():
    assert len(set(LETTERS)) == 134


@pytest.mark.parametrize("letter", LETTERS)
def test_no_letter_loses_its_marks(fonts, letter):
    paragraph = set_name(f"{letter} {letter}{letter}", fonts)

    assert ink_on_paper(paragraph) == ink_with_room(paragraph)


def test_500_random_names_are_set_whole_and_broken_only_between_syllables(fonts):
    chance = random.Random(2025)

    for _ in range(500):
        syllables = [chance.choice(FAMILY), *chance.choices(GIVEN, k=chance.randint(1, 7))]
        name = " ".join(syllables)
        paragraph = set_name(name.upper() if chance.random() < 0.3 else name, fonts)
        assert " ".join(paragraph.lines).casefold() == name.casefold()
        assert paragraph.ink_width_dots <= WIDTH
        assert ink_on_paper(paragraph) == ink_with_room(paragraph)


@settings(deadline=None, max_examples=150)
@given(
    name=st.lists(
        st.text(st.sampled_from(LETTERS + list("nghtrmpc")), min_size=1, max_size=12),
        min_size=1,
        max_size=10,
    ).map(" ".join),
    width=st.integers(40, 800),
)
def test_any_name_fits_any_column(fonts, name, width):
    paragraph = set_name(name, fonts, width)

    assert " ".join(paragraph.lines) == name
    assert paragraph.ink_width_dots <= width
    assert ink_on_paper(paragraph) == ink_with_room(paragraph)


@pytest.mark.parametrize("name", ["ẪM ỄỘ", "ỄỄ ẶẶ ỘỘ ỂỂ ẨẨ ỖỖ", "Lê An", "ĐẶNG HỮU ẤM ẬỢ ẪỖ ỲỴ ỂẶ"])
def test_stacked_marks_never_touch_the_rule_above_the_name(fonts, words, name):
    badge = dark(draw_badge(replace(words, full_name=name), roll=ROLL_80, fonts=fonts))

    rules = np.flatnonzero(badge[:, 20:556].all(axis=1))[:5]
    below = badge[rules[-1] + 1 :]
    first_ink = np.flatnonzero(below.any(axis=1))[0]

    assert len(rules) == 5
    assert first_ink >= 16


def test_nothing_is_drawn_into_the_margins(fonts, words):
    badge = dark(draw_badge(words, roll=ROLL_80, fonts=fonts))

    assert not badge[:, :20].any()
    assert not badge[:, 556:].any()
    assert not badge[0].any()
    assert not badge[-1].any()


@pytest.mark.parametrize("rehearsal", [False, True])
@pytest.mark.parametrize("roll", [ROLL_80, Roll(58.0, 384, 8), Roll(112.0, 832, 8)])
def test_the_code_is_read_back_from_the_paper(fonts, words, roll, rehearsal):
    badge = draw_badge(replace(words, rehearsal=rehearsal), roll=roll, fonts=fonts)

    found = zxingcpp.read_barcodes(np.asarray(badge.convert("L")))

    assert [code.text for code in found] == [words.code]
    assert badge.width == roll.printable_dots


def test_the_code_is_version_1_with_eight_dots_a_module(fonts, words):
    badge = draw_badge(words, roll=ROLL_80, fonts=fonts)

    (found,) = zxingcpp.read_barcodes(np.asarray(badge.convert("L")))
    corners = found.position

    assert abs(corners.bottom_right.x - corners.top_left.x - 21 * 8) <= 2
    assert "Q" in str(found.ec_level)


@pytest.mark.parametrize("code", ["", "12", "1" * 28, "x" * 27, "²" * 27])
def test_a_code_that_is_not_27_digits_is_a_mistake(fonts, words, code):
    with pytest.raises(ValueError, match="27 digits"):
        draw_badge(replace(words, code=code), roll=ROLL_80, fonts=fonts)


def test_a_badge_for_nobody_is_a_mistake(fonts, words):
    with pytest.raises(ValueError, match="name"):
        draw_badge(replace(words, full_name=" \u200b\n"), roll=ROLL_80, fonts=fonts)


def test_a_rehearsal_badge_says_so_at_both_ends(fonts, words):
    badge = draw_badge(replace(words, rehearsal=True), roll=ROLL_80, fonts=fonts)
    plain = draw_badge(words, roll=ROLL_80, fonts=fonts)
    bar_words = rehearsal_bar(Column(ROLL_80, fonts, WIDTH))
    bar = Image.new("L", (WIDTH, bar_words.height_dots), 255)
    bar_words.draw(ImageDraw.Draw(bar), 0, 0)

    middle = badge.height // 2
    ends = badge.crop((0, 0, 576, middle)), badge.crop((0, middle, 576, badge.height))

    assert bar_words.words.lines == ("CHẠY THỬ",)
    assert [contains(end, bar) for end in ends] == [True, True]
    assert not contains(plain, bar)


def test_a_second_issue_is_marked_as_a_copy(fonts, words):
    first = draw_badge(words, roll=ROLL_80, fonts=fonts)
    second = draw_badge(replace(words, issue=2, copy=True), roll=ROLL_80, fonts=fonts)
    third = draw_badge(replace(words, issue=3), roll=ROLL_80, fonts=fonts)

    pictures = {first.tobytes(), second.tobytes(), third.tobytes()}

    assert len(pictures) == 3
    assert dark(second).sum() > dark(first).sum() + 4000


def test_decomposed_text_prints_like_composed_text(fonts, words):
    decomposed = {
        "full_name": unicodedata.normalize("NFD", words.full_name),
        "unit": unicodedata.normalize("NFD", words.unit) + "\u00a0 ",
        "title_lines": tuple(unicodedata.normalize("NFD", line) for line in words.title_lines),
    }

    one = draw_badge(words, roll=ROLL_80, fonts=fonts)
    other = draw_badge(replace(words, **decomposed), roll=ROLL_80, fonts=fonts)

    assert one.tobytes() == other.tobytes()


def test_empty_words_take_no_room(fonts, words):
    bare = replace(words, title_lines=(), position="", unit=" ", group="", seat="", card_number="")

    badge = draw_badge(bare, roll=ROLL_80, fonts=fonts)

    assert badge.height < draw_badge(words, roll=ROLL_80, fonts=fonts).height - 300


def test_an_area_stands_where_the_seat_would(fonts, words):
    seat = draw_badge(words, roll=ROLL_80, fonts=fonts)
    area = draw_badge(replace(words, seat="", area="A12"), roll=ROLL_80, fonts=fonts)

    rows = np.flatnonzero((dark(seat) != dark(area)).any(axis=1))

    # Only the label differs: "CHỖ NGỒI", "KHU VỰC".
    assert area.size == seat.size
    assert 0 < rows[-1] - rows[0] < ROLL_80.dots(4.0)


@pytest.mark.parametrize("area", ["B", "Dãy bên trái, lối vào số 2, tầng hai", "Ặ" * 60])
def test_a_seat_keeps_its_size_beside_an_area_of_any_length(fonts, words, area):
    alone = draw_badge(words, roll=ROLL_80, fonts=fonts)
    both = draw_badge(replace(words, area=area), roll=ROLL_80, fonts=fonts)

    found = zxingcpp.read_barcodes(np.asarray(both.convert("L")))

    assert [code.text for code in found] == [words.code]
    assert both.height >= alone.height
    assert not dark(both)[:, 556:].any()


def test_a_job_of_before_areas_still_prints(fonts, words):
    kept = asdict(words) | {"title_lines": list(words.title_lines)}
    for name in ("area", "mark", "issue", "copy"):
        del kept[name]

    draw = sheet_drawer(fonts)

    assert draw(ClaimedSheet(1, SheetKind.BADGE, kept, 1)) == draw(
        ClaimedSheet(1, SheetKind.BADGE, kept | {"area": ""}, 1)
    )


def test_the_mark_of_namesakes_stands_behind_the_name(fonts, words):
    plain = replace(words, full_name="Nguyễn Văn An")

    marked = draw_badge(replace(plain, mark=" A "), roll=ROLL_80, fonts=fonts)

    written = draw_badge(replace(plain, full_name="Nguyễn Văn An (A)"), roll=ROLL_80, fonts=fonts)
    other = draw_badge(replace(plain, mark="B"), roll=ROLL_80, fonts=fonts)
    unmarked = draw_badge(replace(plain, mark=" "), roll=ROLL_80, fonts=fonts)
    assert marked.tobytes() == written.tobytes()
    assert marked.tobytes() != other.tobytes()
    assert unmarked.tobytes() == draw_badge(plain, roll=ROLL_80, fonts=fonts).tobytes()


def test_a_badge_of_the_door_carries_the_mark_to_the_paper(fonts, words):
    kept = asdict(words) | {"title_lines": list(words.title_lines)}
    del kept["issue"], kept["copy"]
    draw = sheet_drawer(fonts)

    sheets = {
        mark: draw(ClaimedSheet(1, SheetKind.BADGE, kept | {"mark": mark}, 1)) for mark in ("", "A")
    }

    assert sheets["A"] != sheets[""]


def test_a_title_without_a_word_for_its_kind_is_set_too(fonts, words):
    odd = replace(words, title_lines=("", "NGÀY HỘI KHOA HỌC", "Hải Phòng, 2025"))

    badge = draw_badge(odd, roll=ROLL_80, fonts=fonts)

    assert badge.height < draw_badge(words, roll=ROLL_80, fonts=fonts).height


def test_a_picture_is_two_coloured_and_hides_no_command(fonts, words):
    badge = draw_badge(words, roll=ROLL_80, fonts=fonts)

    sheet = encode_sheet(badge, feed_mm=18, dots_per_mm=8)

    assert badge.mode == "1"
    assert not re.search(rb"\x10[\x04\x05\x14]", sheet)


def test_control_characters_leave_no_boxes():
    assert tidy("  Lê\u0000\u200b\tAn \ufeff") == "Lê An"


def test_an_unknown_weight_is_a_mistake(fonts):
    with pytest.raises(ValueError, match="Black"):
        fonts.get("Black", 20)
