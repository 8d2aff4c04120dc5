"""A certificate on the roll: solemn, framed, marked for what it is."""

from dataclasses import replace

import numpy as np
import pytest

from printers.artwork import ROLL_80, CertificateWords, Fonts, Roll, draw_certificate


@pytest.fixture
def praise():
    return CertificateWords(
        heading="GIẤY KHEN",
        marking="BẢN TẠM",
        issuer_lines=("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
        intro="Tặng",
        name="Nguyễn Trần Phương Quỳnh Hương Giang",
        unit="Trung tâm Ứng dụng tiến bộ khoa học và công nghệ",
        citation="Đã có thành tích xuất sắc trong phong trào thi đua giai đoạn 2020 - 2025",
        decision="Quyết định số 412/QĐ-SKHCN ngày 18 tháng 8 năm 2025",
        place_and_date="Hải Phòng, ngày 28 tháng 8 năm 2025",
        signer_title="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
        signer_name="Trần Quang Tuấn",
        number="Số sổ khen thưởng: 27/2025",
        note="Phiếu này không thay thế Giấy khen",
        rehearsal=False,
    )


def dark(image):
    return np.asarray(image.convert("L")) < 128


@pytest.mark.parametrize("roll", [ROLL_80, Roll(58.0, 384, 8), Roll(112.0, 832, 8)])
def test_the_frame_goes_all_round_and_no_ink_touches_it(fonts, praise, roll):
    sheet = dark(draw_certificate(praise, roll=roll, fonts=fonts))

    inside = sheet[16:-16, 14:-14]

    assert sheet[:4].all()
    assert sheet[-4:].all()
    assert sheet[:, :4].all()
    assert sheet[:, -4:].all()
    assert inside.any()
    assert not inside[40:-40, :16].any()
    assert not inside[40:-40, -16:].any()


def test_there_is_room_for_a_signature(fonts, praise):
    sheet = dark(draw_certificate(praise, roll=ROLL_80, fonts=fonts))

    blank = (~sheet[:, 20:-20].any(axis=1)).astype(int)
    runs = np.diff(np.flatnonzero(np.diff(np.concatenate(([0], blank, [0])))))[::2]

    assert runs.max() >= 22 * 8


def test_the_place_and_date_stand_in_the_right_half(fonts, praise):
    lines = replace(praise, signer_title="", signer_name="", number="", note="")
    without = replace(lines, place_and_date="")

    with_date = draw_certificate(lines, roll=ROLL_80, fonts=fonts)
    height = draw_certificate(without, roll=ROLL_80, fonts=fonts).height
    added = dark(with_date)[height - 60 : -60, 20:-20]

    assert np.flatnonzero(added.any(axis=0)).mean() > added.shape[1] / 2


def test_a_mark_says_that_the_sheet_stands_in_for_the_real_one(fonts, praise):
    marked = draw_certificate(praise, roll=ROLL_80, fonts=fonts)
    unmarked = draw_certificate(replace(praise, marking=""), roll=ROLL_80, fonts=fonts)

    assert dark(marked).sum() > dark(unmarked).sum() + 3000


def test_a_rehearsal_says_so_at_both_ends(fonts, praise):
    plain = dark(draw_certificate(praise, roll=ROLL_80, fonts=fonts))
    sheet = dark(draw_certificate(replace(praise, rehearsal=True), roll=ROLL_80, fonts=fonts))

    added = (len(sheet) - len(plain)) // 2

    assert np.array_equal(sheet[added:-added], plain)
    assert np.array_equal(sheet[: added - 24], sheet[24 - added :])
    assert sheet[: added - 24].mean() > 0.5


def test_only_heading_and_name_are_needed(fonts, praise):
    empty = dict.fromkeys(
        ("marking", "intro", "unit", "citation", "decision", "place_and_date", "number", "note"), ""
    )
    bare = replace(praise, **empty, issuer_lines=(), signer_title="", signer_name="")

    sheet = draw_certificate(bare, roll=ROLL_80, fonts=fonts)

    assert sheet.height < 700


@pytest.mark.parametrize("missing", ["heading", "name"])
def test_without_heading_or_name_it_is_a_mistake(fonts, praise, missing):
    with pytest.raises(ValueError, match="heading and a name"):
        draw_certificate(replace(praise, **{missing: " "}), roll=ROLL_80, fonts=fonts)


def test_room_to_sign_is_kept_when_the_signers_name_is_not_known(
    praise: CertificateWords, fonts: Fonts
) -> None:
    unnamed = replace(praise, signer_name="")
    unsigned = replace(praise, signer_name="", signer_title="")

    height = draw_certificate(unnamed, roll=ROLL_80, fonts=fonts).height
    without = draw_certificate(unsigned, roll=ROLL_80, fonts=fonts).height

    assert height - without > ROLL_80.dots(22.0)
