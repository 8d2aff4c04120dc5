"""A file beside the list, as the job reads it: columns, cells, what the list has no room for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from conference.clock import to_ms
from conference.delegates import (
    AddressForm,
    Delegate,
    change_delegate,
    counted_approved,
    mark_namesakes,
)
from conference.identity import the_conference
from conference.imports import remember_header
from conference.seating import Preset, free_seats, hall_from, keep_hall, plain, preset_hall
from server.work import papers
from server.work.job import Job, JobCancelled
from tests.factories import AT, BY
from tests.server.conftest import Served
from tests.server.importing import (
    GROUP,
    HEADER,
    UNIT,
    a_list,
    bring,
    confirm,
    rows,
    summary,
    xlsx,
)


def counted(served: Served, job) -> dict[str, int]:
    return {name: count for name, count in summary(served, job)["counts"].items() if count}


def listed(served: Served, name: str) -> Delegate:
    with served.db.reading() as session:
        found = session.scalar(select(Delegate).where(Delegate.full_name == name))
        assert found is not None
        return found


def one_more(served: Served, header: list[str], *cells: str, **params: str) -> Delegate:
    """Bring one person with more columns; give the delegate."""
    data = xlsx([[*HEADER, *header], [1, "Võ Tám", "Kế toán", UNIT, GROUP, *cells]])
    job = bring(served, data, **params)
    assert confirm(served, job).json["added"] == 1, rows(served, job, "summary")
    return listed(served, "Võ Tám")


def test_new_people_wait_in_pages_of_a_hundred(served: Served) -> None:
    job = bring(served, a_list(*(f"Võ Văn {n}" for n in range(250))))

    assert counted(served, job)["new"] == 250
    assert [len(rows(served, job, f"new-{page}")) for page in (1, 2, 3)] == [100, 100, 50]
    [group] = summary(served, job)["groups"]
    assert (group["given"], group["count"]) == (GROUP, 250)
    assert group["name"].startswith(GROUP)
    assert summary(served, job)["new_units"] == [UNIT]


@pytest.mark.parametrize(
    ("written", "form", "verbatim"),
    [
        ("Đ/c", AddressForm.COMRADE, ""),
        ("Ông", AddressForm.MR_MS, ""),
        ("Đại biểu", AddressForm.DELEGATE, ""),
        ("Thượng tọa", AddressForm.VERBATIM, "Thượng tọa"),
        ("", None, ""),
    ],
)
def test_a_form_of_address_is_understood_or_kept_as_written(
    served: Served, written: str, form: AddressForm | None, verbatim: str
) -> None:
    one = one_more(served, ["Cách xưng hô"], written)

    assert (one.own_address_form, one.own_address) == (form, verbatim)


def test_dates_sexes_and_answers_become_what_they_say(served: Served) -> None:
    one = one_more(
        served, ["Ngày sinh", "Giới tính", "Trực tiếp sản xuất"], "05/03/1975", "Nữ", "x"
    )

    assert (f"{one.birth_date:%d/%m/%Y}", one.birth_year) == ("05/03/1975", 1975)
    assert (one.sex, one.direct_producer) == ("female", True)


def test_what_the_organiser_may_not_keep_is_not_taken(served: Served) -> None:
    served.db.write(lambda s: setattr(the_conference(s), "kept_fields", ["ethnicity"]))

    one = one_more(served, ["Dân tộc", "Số CCCD"], "Tày", "031085001234")

    assert (one.ethnicity, one.citizen_number) == ("Tày", "")


def test_a_seat_whose_holder_nobody_knows_is_no_name(served: Served) -> None:
    confirm(served, bring(served, a_list("Đại diện Sở Nội vụ")))

    assert not listed(served, "Đại diện Sở Nội vụ").named


def test_rows_without_a_unit_take_the_one_that_is_said(served: Served) -> None:
    data = a_list("Võ Tám", unit="")

    assert summary(served, bring(served, data))["without_unit"] == 1
    job = bring(served, data, default_unit="Trường Chính trị")
    confirm(served, job)

    assert summary(served, job)["new_units"] == ["Trường Chính trị"]


@pytest.mark.parametrize(
    ("header", "cell", "at"),
    [("Ghi chú", "dài " * 150, "F2"), ("Ghế", "hàng ghế thứ nhất bên phải", "F2")],
)
def test_a_cell_longer_than_the_list_has_room_for_is_an_error_with_its_place(
    served: Served, header: str, cell: str, at: str
) -> None:
    job = bring(served, xlsx([[*HEADER, header], [1, "Võ Tám", "", UNIT, GROUP, cell]]))

    [fault] = rows(served, job, "error-1")
    assert (fault["row"], fault["cell"]) == (2, at)
    assert "dài hơn" in fault["sentence"] % fault["details"]
    assert counted(served, job).get("new") is None
    assert summary(served, job)["unread"] == 1


def test_a_long_position_is_named_by_the_column_it_came_from(served: Served) -> None:
    header = ["STT", "Họ và tên", "Chức vụ, đơn vị"]
    job = bring(served, xlsx([header, [1, "Võ Tám", f"{'Trưởng ' * 40}, Sở Nội vụ"]]))

    assert rows(served, job, "error-1")[0]["cell"] == "C2"


def test_what_our_own_export_has_disarmed_is_read_as_it_was(served: Served) -> None:
    assert one_more(served, ["Ghi chú"], "'=1+1").note == "=1+1"


def test_an_apostrophe_of_a_name_stays(served: Served) -> None:
    confirm(served, bring(served, a_list("'Bia H'Hen")))

    assert listed(served, "'Bia H'Hen").full_name == "'Bia H'Hen"


def test_hidden_rows_are_taken_where_it_is_wished(served: Served) -> None:
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(a_list("Võ Tám", "An Bình")))
    book.active.row_dimensions[3].hidden = True
    target = io.BytesIO()
    book.save(target)

    without, taken = (bring(served, target.getvalue(), hidden_rows=wish) for wish in (False, True))

    assert [summary(served, one)["people"] for one in (without, taken)] == [1, 2]
    assert [summary(served, one)["unread"] for one in (without, taken)] == [1, 0]
    assert summary(served, taken)["hidden"] == 1


def test_only_the_sheets_that_are_wanted_are_read(served: Served) -> None:
    job = bring(served, a_list("Võ Tám"), sheets=["Danh sách"])

    assert summary(served, job)["people"] == 1


def test_a_change_is_told_in_words_that_can_be_translated(served: Served) -> None:
    one = one_more(served, ["Giới tính", "Trực tiếp sản xuất", "Xưng hô"], "Nam", "x", "Đ/c")
    header = [*HEADER, "Giới tính", "Trực tiếp sản xuất", "Xưng hô", "Ngày sinh"]
    cells = [1, "Võ Tám", "Thủ quỹ", UNIT, GROUP, "Nữ", "không", "Ông", "05/03/1975"]

    job = bring(served, xlsx([header, cells]))

    [row] = rows(served, job, "changed-1")
    assert {c["column"]: (c["before"], c["after"], c["spoken"]) for c in row["changes"]} == {
        "position": ("Kế toán", "Thủ quỹ", False),
        "sex": ("Nam", "Nữ", True),
        "direct_producer": ("Có", "Không", True),
        "own_address_form": ("đồng chí", "ông/bà", True),
        "birth_date": ("", "05/03/1975", True),
        "birth_year": ("", "1975", True),
    }
    assert row["delegate_id"] == one.id


def test_who_is_asked_about_stands_beside_whom_it_may_be(served: Served) -> None:
    one = one_more(served, [])

    job = bring(served, a_list("Võ Tám", unit="Sở Y tế"))

    [row] = rows(served, job, "ask-1")
    [alike] = row["alike"]
    assert (alike["id"], alike["unit"], alike["state"]) == (one.id, UNIT, "approved")
    assert rows(served, job, "missing-1")[0]["name"]


def test_a_seat_of_somebody_else_is_a_warning_with_the_name(served: Served) -> None:
    with served.db.reading() as session:
        other = session.scalars(select(Delegate).where(Delegate.seat != "")).first()
        assert other is not None
    data = xlsx([[*HEADER, "Ghế"], [1, "Võ Tám", "", UNIT, GROUP, other.seat]])

    [fault] = rows(served, bring(served, data), "warning-1")

    assert other.full_name in fault["sentence"] % fault["details"]
    assert (fault["sheet"], fault["row"]) == ("Danh sách", "2")


def test_more_than_the_plan_allows_is_told_before(served: Served) -> None:
    with served.db.reading() as session:
        there = counted_approved(session)
    served.db.write(lambda s: setattr(the_conference(s), "capacity", there + 1))

    few = bring(served, a_list("Võ Tám"))
    many = bring(served, a_list("Võ Tám", "An Bình"))
    served.db.write(lambda s: setattr(the_conference(s), "capacity", None))
    free = bring(served, a_list("Võ Tám", "An Bình"))

    told = [summary(served, job)["capacity"] for job in (few, many, free)]
    assert told == [None, {"most": there + 1, "then": there + 2}, None]


def test_a_remembered_header_is_applied_to_the_next_file(served: Served) -> None:
    header = ["STT", "Họ và tên", "Thuộc về", "Thành phần"]
    key = summary(served, bring(served, xlsx([header, [1, "A B", UNIT, GROUP]])))["sheets"][0]
    served.db.write(lambda s: remember_header(s, key["header_key"], [("Thuộc về", "unit")]))

    job = bring(served, xlsx([header, [1, "Võ Tám", UNIT, GROUP]]))

    assert rows(served, job, "new-1")[0]["unit"] == UNIT
    assert "remembered" in [one["how"] for one in summary(served, job)["sheets"][0]["columns"]]


def test_our_own_export_comes_back_and_changes_nothing(served: Served, tmp_path) -> None:
    """Names with marks and honorifics, cells that Excel would compute, seats and cards."""
    confirm(served, bring(served, a_list("Võ Tám", "PGS.TS. Võ Tám", "Bà Lê Thị Tư")))
    one = listed(served, "Lê Thị Tư")
    words = {"note": "=HYPERLINK(1)", "position": "-Trưởng phòng", "phone": "+84912345678"}
    served.db.write(lambda s: change_delegate(s, one.id, words, at=AT, by=BY))
    served.db.write(lambda s: mark_namesakes(s, at=AT, by=BY))
    for form in ("xlsx", "csv"):
        data = exported(served, tmp_path / form, form)

        job = bring(served, data, f"danh-sach.{form}")

        with served.db.reading() as session:
            everybody = len(session.scalars(select(Delegate.id)).all())
        assert counted(served, job).get("unchanged") == everybody, rows(served, job, "summary")
        assert not {"new", "changed", "ask", "missing", "error"} & counted(served, job).keys()


def exported(served: Served, folder, form: str) -> bytes:
    import json

    folder.mkdir()
    url = served.db.url
    assert url is not None
    params = {"paper": "delegates", "format": form, "at_ms": to_ms(AT), "filters": {}}
    asked = {"kind": "papers", "params": params, "database_url": str(url)}
    (folder / "job.json").write_text(json.dumps(asked), encoding="utf-8")
    return (folder / papers.run(Job(folder))).read_bytes()


def test_a_job_that_is_cancelled_stops_while_it_reads(served: Served, monkeypatch) -> None:
    monkeypatch.setattr(Job, "cancelled", property(lambda _: True))

    with pytest.raises(JobCancelled):
        bring(served, a_list("Võ Tám"))


def test_seats_are_the_plans_however_they_are_written(served: Served) -> None:
    hall = preset_hall(Preset.TWO_BLOCKS, people=400)
    free = [seat.label for seat in free_seats(hall)]
    blocked = free[-1]
    plan = plain(replace(hall, blocked={blocked: "loa"}))
    served.db.write(lambda s: keep_hall(s, hall_from(plan), at=AT, by=BY))
    as_written = free[-2].lower().replace("-", " ")
    data = xlsx(
        [
            [*HEADER, "Số ghế"],
            [1, "Võ Một", "", UNIT, GROUP, as_written],
            [2, "Võ Hai", "", UNIT, GROUP, "Z-99"],
            [3, "Võ Ba", "", UNIT, GROUP, blocked],
        ]
    )

    job = bring(served, data)
    warnings = [(one["row"], one["sentence"]) for one in rows(served, job, "warning-1")]
    confirm(served, job)

    about_seats = [(row, sentence) for row, sentence in warnings if "sơ đồ" in sentence.lower()]
    assert [row for row, _ in about_seats] == [3, 4]
    assert "không có ghế" in about_seats[0][1]
    assert "đang khóa" in about_seats[1][1]
    assert listed(served, "Võ Một").seat == free[-2]
    assert listed(served, "Võ Hai").seat == "Z-99"
