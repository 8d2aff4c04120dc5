"""Sẵn sàng: what is missing before the doors open, whom to ask, and who may tick it off."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import delete, update
from werkzeug.test import TestResponse

from admin.readiness import READERS, all_checks
from conference.delegates import Delegate, ListVersion, lock_list
from conference.identity import describe_conference
from conference.operators import Role
from conference.preparation import Task, TaskWords, write_task
from conference.readiness import Check, Gate, Standing
from conference.refusals import N_
from tests.factories import AT, BY, all_rows
from tests.server.conftest import HTML, Served
from tests.server.test_screens_follow import newest

LINE = re.compile(r'<tr data-standing="([a-z_]+)" data-code="([a-z_0-9]+)">(.*?)</tr>', re.DOTALL)


def page(served: Served, role: str = "admin") -> str:
    answer: TestResponse = served.client(role).get("/admin/readiness", headers=HTML)
    assert answer.status_code == 200
    return answer.text


def line_of(text: str, code: str) -> tuple[str, str]:
    """The standing of a line and its words."""
    [(standing, words)] = [(kind, row) for kind, name, row in LINE.findall(text) if name == code]
    return standing, words


def add_line(served: Served, title: str, **more: str) -> int:
    words = TaskWords(title=title, gate=Gate.HOUR_BEFORE, **more)
    return served.db.write(lambda s: write_task(s, None, words, at=AT, by=BY))


def test_every_subject_has_its_lines(served: Served) -> None:
    codes = {code for _, code, _ in LINE.findall(page(served))}

    assert codes >= {
        "day", "sitting_hours", "title_lines", "performers", "decisions", "tasks_overdue",
        "hall_plan", "printer", "disk", "screens", "zone", "lan",
    }  # fmt: skip


def test_the_three_gates_stand_in_their_order_and_count_what_is_open(served: Served) -> None:
    text = page(served)
    gates = [text.index(f'id="gate-{gate}"') for gate in Gate]
    part = text[gates[2] :]

    assert gates == sorted(gates)
    still_open = len([kind for kind, _, _ in LINE.findall(part) if kind != "in_order"])
    total = len(LINE.findall(part))
    assert f"{still_open}/{total} dòng cần làm" in part


def test_a_tick_by_hand_names_who_and_when_and_can_be_taken_back(served: Served) -> None:
    task = add_line(served, "Micro đã bật", owner="Nguyễn Thị Miền", phone="0912 345 678")
    before = line_of(page(served), f"tick_{task}")
    client = served.client("technician")

    ticked = client.post(f"/admin/tasks/{task}/tick", json={"done": True})
    during = line_of(page(served), f"tick_{task}")
    client.post(f"/admin/tasks/{task}/tick", json={"done": False})

    assert before[0] == "missing"
    assert "Nguyễn Thị Miền" in before[1]
    assert "0912 345 678" in before[1]
    assert ticked.json == {"done": True}
    assert during[0] == "in_order"
    assert "Kỹ thuật xác nhận lúc 13h42" in during[1]
    assert line_of(page(served), f"tick_{task}")[0] == "missing"


def test_what_a_person_wrote_is_shown_as_written(served: Served) -> None:
    task = add_line(served, "Âm thanh 100% (kiểm tra) %s <b>xong</b>")

    _, row = line_of(page(served), f"tick_{task}")

    assert "Âm thanh 100% (kiểm tra) %s &lt;b&gt;xong&lt;/b&gt;" in row
    assert "<b>xong" not in row


def test_a_blank_in_the_title_lines_is_missing_until_it_is_filled(served: Served) -> None:
    blank = line_of(page(served), "title_lines")
    served.db.write(lambda s: describe_conference(s, {"title_lines": ["HỘI NGHỊ"]}, at=AT, by=BY))

    assert blank[0] == "missing"
    assert 'href="/admin/conference"' in blank[1]
    assert line_of(page(served), "title_lines")[0] == "in_order"


@pytest.mark.parametrize("role", sorted(READERS))
def test_nobody_is_led_to_a_door_that_is_closed(served: Served, role: str) -> None:
    client = served.client(role)
    paths = set(re.findall(r'id="line-[a-z_0-9]+" href="([^"]+)"', page(served, role)))

    answers = {path: client.get(path, headers=HTML).status_code for path in paths}

    assert 403 not in answers.values()
    assert 404 not in answers.values()
    if role in {Role.STAGE, Role.TECHNICIAN}:
        assert "/admin/tasks" not in paths


def test_every_line_leads_the_organiser_to_a_page_of_ours(served: Served) -> None:
    rows = LINE.findall(page(served))

    for _, code, row in rows:
        if code not in {"disk", "screens", "zone", "lan"}:
            assert f'id="line-{code}"' in row, code


def test_the_page_is_closed_to_whoever_has_no_part_in_it(served: Served) -> None:
    assert served.client("photographer").get("/admin/readiness").status_code == 403
    assert served.client().get("/admin/readiness", headers=HTML).status_code == 302


def test_a_change_of_the_list_or_of_the_work_is_told_to_the_page(served: Served) -> None:
    screen = served.screen("/admin", "readiness", "technician")
    before = newest(screen, "/admin")["revision"]
    task = add_line(served, "Hoa trên bục")
    written = newest(served.screen("/admin", "readiness", "technician"), "/admin")["revision"]
    served.client("technician").post(f"/admin/tasks/{task}/tick", json={"done": True})
    ticked = newest(served.screen("/admin", "readiness", "technician"), "/admin")["revision"]

    assert before < written < ticked


def test_a_change_of_the_doors_settings_is_told_to_the_page(served: Served) -> None:
    before = newest(served.screen("/admin", "readiness", "technician"), "/admin")["revision"]

    served.client("admin").post("/admin/door", json={"closed": True})

    after = newest(served.screen("/admin", "readiness", "technician"), "/admin")["revision"]
    assert after > before


def test_the_worst_stands_first_within_its_gate(served: Served) -> None:
    def look(gate: Gate, standing: Standing) -> Check:
        return Check(f"{gate}-{standing}", gate, standing, N_("Máy in"))

    def checks(_session: object, _now: object) -> list[Check]:
        return [look(gate, standing) for standing in Standing for gate in reversed(Gate)]

    with served.db.reading() as session:
        found = all_checks(session, AT, [checks])

    assert [line.gate for line in found[::4]] == list(Gate)
    assert [line.standing for line in found[:4]] == [
        Standing.MISSING, Standing.UNKNOWN, Standing.CARE, Standing.IN_ORDER,
    ]  # fmt: skip


def test_the_overview_counts_what_is_open_at_each_gate(served: Served) -> None:
    text = served.client("admin").get("/admin/", headers=HTML).text
    evening = LINE.findall(page(served).split('id="gate-hour_before"')[0])
    still_open = len([kind for kind, _, _ in evening if kind != "in_order"])

    assert f"{still_open} dòng" in text


def test_the_overview_says_how_the_list_stands(served: Served) -> None:
    def overview() -> str:
        return served.client("admin").get("/admin/", headers=HTML).text

    served.db.write(lambda s: s.execute(delete(ListVersion)))
    draft = overview()
    served.db.write(lambda s: lock_list(s, by_name="Miền", at=AT, by=BY))
    locked = overview()
    served.db.write(lambda s: s.execute(update(Delegate).values(named=False)))
    empty = overview()

    assert "Danh sách đang là dự thảo, chưa chốt" in draft
    assert "Danh sách đã chốt lần 1" in locked
    assert "Nhập danh sách từ tệp" not in draft + locked
    assert 'href="/admin/import/">Nhập danh sách từ tệp' in empty


def test_in_english_too_a_line_is_a_line(served: Served) -> None:
    client = served.client("admin")
    client.post("/language", data={"language": "en"})

    text = client.get("/admin/readiness", headers=HTML).text

    assert len(LINE.findall(text)) == len(LINE.findall(page(served)))
    assert len(all_rows(served.db, Task)) > 0


def test_a_line_leads_to_exactly_what_it_speaks_of(served: Served) -> None:
    served.db.write(
        lambda s: s.execute(update(Delegate).where(Delegate.id == 1).values(named=False))
    )

    _, words = line_of(page(served), "seats_unnamed")
    [path] = re.findall(r'href="(/admin/delegates[^"]*)"', words)
    found = served.client("admin").get(path, headers=HTML).text

    assert 'data-role="results" data-total="1"' in found
