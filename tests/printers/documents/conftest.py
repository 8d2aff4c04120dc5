"""The fonts' folder, and an invitation with everything on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from printers.documents.typesetting import register_fonts
from printers.documents.words import InvitationWords, Issuer, Signer

if TYPE_CHECKING:
    from printers.artwork import Fonts

FULL = InvitationWords(
    superior_body="ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
    host="SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    inviter="Sở Khoa học và Công nghệ",
    number="Số: 112/GM-SKHCN",
    place_and_date="Hải Phòng, ngày 15 tháng 8 năm 2025",
    address="Đồng chí",
    name="Nguyễn Trần Phương Quỳnh Hương Giang",
    detail="Phó Giám đốc, Trung tâm Ứng dụng tiến bộ khoa học và công nghệ và Đổi mới sáng tạo "
    "thành phố Hải Phòng",
    name_of_conference="Hội nghị tuyên dương điển hình tiên tiến Ngành Khoa học và Công nghệ, "
    "lần thứ I (2025-2030)",
    chair="Đồng chí Giám đốc Sở",
    time="14h00, ngày 22 tháng 8 năm 2025 (thứ Sáu)",
    venue="Hội trường tầng 1, Sở Khoa học và Công nghệ, thành phố Hải Phòng",
    notes=("Đề nghị đại biểu có mặt trước 15 phút và mang theo Giấy mời.",),
    signer=Signer("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Lê Văn Kiên"),
    card_number="0147",
    seat="A12",
    code="114" + "908172635409817263540" + "617",
)
ISSUER = Issuer(
    superior="ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
    body="SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    number="Số: 05/DS-SKHCN",
    place_and_date="Hải Phòng, ngày 05 tháng 8 năm 2025",
)


@pytest.fixture(scope="session")
def font_folder(fonts: Fonts) -> Path:
    register_fonts(fonts._directory)
    return fonts._directory


def many(count: int) -> list[InvitationWords]:
    """Different invitations, each with its own name, number and code."""
    return [
        replace(
            FULL, name=f"Đặng Văn Ẵm {nth}", card_number=f"{nth:04}", code=f"{nth:027}", number=""
        )
        for nth in range(1, count + 1)
    ]
