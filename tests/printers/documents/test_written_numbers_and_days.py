"""Days and counts are written as Nghị định 30/2020 has them."""

import datetime as dt

import pytest

from printers.documents.wording import written_count, written_day, written_moment


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (dt.date(2025, 1, 5), "ngày 05 tháng 01 năm 2025"),
        (dt.date(2025, 2, 28), "ngày 28 tháng 02 năm 2025"),
        (dt.date(2025, 3, 9), "ngày 09 tháng 3 năm 2025"),
        (dt.date(2025, 6, 29), "ngày 29 tháng 6 năm 2025"),
        (dt.date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_days_below_ten_and_the_months_one_and_two_are_padded(day, written):
    assert written_day(day) == written


def test_a_moment_names_the_weekday():
    friday = dt.datetime(2025, 8, 22, 14, 0, tzinfo=dt.UTC)
    sunday = friday + dt.timedelta(days=2)

    assert written_moment(friday) == "14h00, ngày 22 tháng 8 năm 2025 (thứ Sáu)"
    assert written_moment(sunday).endswith("(Chủ nhật)")


@pytest.mark.parametrize(
    ("count", "written"), [(0, "00"), (7, "07"), (10, "10"), (150, "150"), (2025, "2.025")]
)
def test_counts_are_padded_below_ten_and_pointed_above_a_thousand(count, written):
    assert written_count(count) == written
