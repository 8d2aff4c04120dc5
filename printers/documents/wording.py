"""How official Vietnamese paper writes numbers, days and people's addresses.

Source: Nghị định 30/2020/NĐ-CP, phụ lục I.
"""

from __future__ import annotations

import datetime as dt

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATIONAL_MOTTO = "Độc lập - Tự do - Hạnh phúc"
REHEARSAL_MARK = "CHẠY THỬ"
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_TWO_DIGITS_FROM = 10
_LAST_PADDED_MONTH = 2


def written_day(day: dt.date) -> str:
    """Write a day as "ngày 05 tháng 8 năm 2025": days below 10 and months 1 and 2 are padded."""
    month = f"{day.month:02}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def written_moment(moment: dt.datetime) -> str:
    """Write a moment of the hall's own time as "14h00, ngày 22 tháng 8 năm 2025 (thứ Sáu)"."""
    return f"{moment:%Hh%M}, {written_weekday(moment)}"


def written_weekday(day: dt.date) -> str:
    """Write a day with its weekday, as where no hour is said."""
    return f"{written_day(day)} ({_WEEKDAYS[day.weekday()]})"


def written_count(count: int) -> str:
    """Write a count as in official prose: 05, 150, 2.025."""
    if 0 <= count < _TWO_DIGITS_FROM:
        return f"{count:02}"
    return f"{count:,}".replace(",", ".")
