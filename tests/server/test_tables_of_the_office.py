"""Nominees, work, readiness and composition as files: what the page shows, harmless to open."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest

from admin.papers import FORMATS
from conference.eligibility import Nomination, NomineeKind, add_nominee
from conference.identity import Sitting, the_conference
from conference.preparation import TaskWords, all_tasks, note_contact_phone, tick_task, write_task
from conference.readiness import Gate
from tests.factories import AT, BY
from tests.server.conftest import HTML, Served
from tests.server.test_papers import make, sheet_rows

FORMULA = "=HYPERLINK(A1)"
OFFICE_TABLES = ("nominees", "tasks", "readiness", "gauges")


def rows(served: Served, paper: str, **wish: Any) -> list[dict[str, str]]:
    text = make(served, paper, "csv", **wish).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def nominate(served: Served, **words: Any) -> None:
    given = Nomination(**({"kind": NomineeKind.INDIVIDUAL, "name": "Nguyễn An"} | words))
    served.db.write(lambda s: add_nominee(s, given, at=AT, by=BY))


def write(served: Served, **words: Any) -> int:
    return served.db.write(lambda s: write_task(s, None, TaskWords(**words), at=AT, by=BY))


@pytest.mark.parametrize("paper", OFFICE_TABLES)
def test_each_is_offered_as_a_workbook_and_as_csv(paper: str) -> None:
    assert FORMATS[paper] == ("xlsx", "csv")


@pytest.mark.parametrize("paper", ["phone_list", "list_version", "issue_register"])
def test_what_was_a_workbook_is_csv_too(paper: str) -> None:
    assert {"xlsx", "csv"} <= set(FORMATS[paper])


@pytest.mark.parametrize(
    ("path", "papers"),
    [
        ("/admin/nominees", ["nominees"]),
        ("/admin/tasks", ["tasks"]),
        ("/admin/readiness", ["readiness"]),
        ("/admin/composition", ["gauges", "quotas"]),
        ("/admin/invitations", ["phone_list", "issue_register"]),
    ],
)
def test_the_pages_offer_both(served: Served, path: str, papers: list[str]) -> None:
    page = served.client("admin").get(path, headers=HTML).text

    for paper in papers:
        for form in ("xlsx", "csv"):
            assert f'data-paper="{paper}" data-format="{form}"' in page


@pytest.mark.parametrize("path", ["/admin/tasks", "/admin/readiness"])
def test_who_may_not_make_papers_is_offered_none(served: Served, path: str) -> None:
    page = served.client("supervisor").get(path, headers=HTML)

    assert page.status_code == 200
    assert 'data-role="paper"' not in page.text


def test_nominees_stand_with_verdict_ratings_and_what_is_missing(served: Served) -> None:
    nominate(
        served,
        unit="Phòng Bưu chính",
        card_number="0007",
        ratings={"2024": "done"},
        works=[
            {"kind": "initiative", "level": "city", "title": "Số hóa"},
            {"kind": "project", "level": "national"},
        ],
        documents=["minutes"],
        citation="Làm tốt",
        note=FORMULA,
    )

    (row,) = rows(served, "nominees", filters={"q": "nguyen an"})

    assert (row["Loại"], row["Tập thể, cá nhân"]) == ("Cá nhân", "Nguyễn An")
    assert (row["Đơn vị"], row["Số thẻ"], row["Hồ sơ đã có"]) == ("Phòng Bưu chính", "0007", "1/4")
    assert "Tờ trình" in row["Hồ sơ còn thiếu"]
    assert row["Xếp loại hằng năm - 2024"] == "Hoàn thành"
    assert row["Sáng kiến, đề tài"] == "Số hóa (cấp thành phố, tỉnh); Cấp quốc gia"
    assert row["Tiêu chuẩn"] in {"Chưa đạt", "Chưa đủ dữ liệu"}
    assert "“" in row["Nội dung chưa đủ dữ liệu"]
    assert row["Trích ngang thành tích"] == "Làm tốt"
    assert row["Ghi chú"] == f"'{FORMULA}"


def test_of_nominees_the_file_has_what_the_page_shows(served: Served) -> None:
    nominate(served, name="=Nguyễn An")
    nominate(served, name="Phòng Bưu chính", kind=NomineeKind.COLLECTIVE)
    served.db.write(lambda s: setattr(the_conference(s), "criteria", {}))
    served.db.write(lambda s: setattr(the_conference(s), "dossier", []))

    found = rows(served, "nominees", filters={"kind": "individual", "q": "nguyen an"})

    assert [row["Tập thể, cá nhân"] for row in found] == ["'=Nguyễn An"]
    assert {found[0][one] for one in ("Tiêu chuẩn", "Hồ sơ đã có", "Nội dung chưa đạt")} == {""}


def test_work_stands_with_limit_owner_and_who_ticked_it(served: Served) -> None:
    late = write(served, title="@Gửi báo cáo", unit="Văn phòng", due_on=dt.date(2026, 11, 1))
    done = write(
        served, title="Kê bàn ghế", owner="Bà Lan", phone="0912 345 678", gate=Gate.HOUR_BEFORE
    )
    served.db.write(lambda s: tick_task(s, done, done=True, by_name="Ông Ba", at=AT, by=BY))
    with served.db.reading() as session:
        count = len(all_tasks(session))

    found = rows(served, "tasks")

    by_title = {row["Việc"]: row for row in found}
    assert len(found) == count
    assert late
    assert by_title["'@Gửi báo cáo"]["Tình trạng"] == "Quá hạn"
    assert by_title["'@Gửi báo cáo"]["Ngày cuối còn trong hạn"] == "01/11/2026"
    ticked = by_title["Kê bàn ghế"]
    assert (ticked["Phụ trách"], ticked["Điện thoại"]) == ("Bà Lan", "0912 345 678")
    assert (ticked["Tình trạng"], ticked["Xong lúc"]) == ("Đã xong", "13h42 20/11/2026")
    assert (ticked["Loại"], ticked["Người đánh dấu"]) == ("Kiểm tra", "Ông Ba")
    assert ticked["Mốc kiểm tra"] == "60 phút trước khi mở cửa"


def test_readiness_stands_with_gate_standing_and_whom_to_ring(served: Served) -> None:
    served.db.write(lambda s: note_contact_phone(s, "0225 3842 000", at=AT, by=BY))

    found = rows(served, "readiness")

    titles = {row["Việc"]: row for row in found}
    assert titles["Dòng tiêu đề hội nghị"]["Điện thoại"] == "0225 3842 000"
    assert {row["Mốc"] for row in found} == {
        "Chiều hôm trước", "60 phút trước khi mở cửa", "10 phút trước khi khai mạc",
    }  # fmt: skip
    assert {row["Tình trạng"] for row in found} <= {
        "Đã sẵn sàng", "Cần xem", "Chưa xong", "Chưa rõ",
    }  # fmt: skip
    assert not [row for row in found if "%(" in row["Nội dung"]]


def test_what_only_the_running_server_sees_of_its_machine_is_in_the_file(served: Served) -> None:
    client = served.client("admin")

    job = client.post("/admin/papers", json={"paper": "readiness", "format": "csv"}).json
    ended = served.server.jobs.wait(job["id"])
    text = client.get(f"/admin/jobs/{job['id']}/file", buffered=True).data.decode("utf-8-sig")

    assert ended.state == "done", ended.fault
    titles = [row["Việc"] for row in csv.DictReader(io.StringIO(text))]
    assert {"Dung lượng đĩa", "Máy in", "Mạng nội bộ", "Dòng tiêu đề hội nghị"} <= set(titles)


def test_the_composition_stands_with_gauges_groups_and_counts(served: Served) -> None:
    women = {"key": "women", "label": "+Tỷ lệ nữ", "share_percent": 30, "attribute": "female"}
    aim = {"key": "party", "label": "Chú trọng đảng viên", "attribute": "party_member"}
    served.db.write(lambda s: setattr(the_conference(s), "composition", [women, aim]))

    found = rows(served, "gauges")

    (gauge,) = [row for row in found if row["Nội dung"] == "'+Tỷ lệ nữ"]
    assert (gauge["Kế hoạch (%)"], gauge["Cho phép (± %)"]) == ("30", "0")
    assert int(gauge["Danh sách duyệt - Số lượng"]) > 0
    assert 0 < float(gauge["Danh sách duyệt - Tỷ lệ (%)"]) < 100
    assert gauge["Danh sách so với kế hoạch"]
    (wish,) = [row for row in found if row["Nội dung"] == "Chú trọng đảng viên"]
    assert (wish["Kế hoạch (%)"], wish["Danh sách so với kế hoạch"]) == ("", "")
    sections = [row["Nội dung"] for row in found]
    assert sections[0] == "Cơ cấu so với kế hoạch"
    assert sections.index("Theo thành phần") < sections.index("Giới tính") < sections.index("nữ")


def test_the_composition_of_the_sitting_in_the_address_is_taken(served: Served) -> None:
    tomorrow = AT + dt.timedelta(days=1)
    evening = Sitting(ordinal=2, name="Buổi bế mạc", starts_at=tomorrow, ends_at=tomorrow)
    served.db.write(lambda s: s.add(evening))
    with served.db.reading() as session:
        number = str(the_conference(session).sittings[-1].id)

    shown, other = (
        " ".join(
            cell for row in sheet_rows(make(served, "gauges", "xlsx", **asked)) for cell in row
        )
        for asked in ({"filters": {"sitting": number}}, {"filters": {"sitting": "none"}})
    )

    assert "Buổi bế mạc" in shown
    assert "Buổi bế mạc" not in other
