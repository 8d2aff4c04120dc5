"""Lines that the software looks at itself carry the number of whoever answers for them."""

from __future__ import annotations

import re

from conference.preparation import TaskWords, write_task
from conference.readiness import Gate
from tests.factories import AT, BY
from tests.server.conftest import HTML, Served

PHONE = "0225 3842 000"


def row(served: Served, code: str, role: str = "admin") -> str:
    page = served.client(role).get("/admin/readiness", headers=HTML).text
    found = re.search(rf'<tr [^>]*data-code="{code}">.*?</tr>', page, re.DOTALL)
    assert found is not None, code
    return found[0]


def describe(served: Served, phone: str) -> list[str]:
    answer = served.client("admin").post("/admin/conference", json={"contact_phone": phone})
    changed: list[str] = answer.json["changed"]
    return changed


def test_the_contacts_number_stands_beside_what_the_software_looks_at(served: Served) -> None:
    before = row(served, "title_lines")

    changed, again = describe(served, PHONE), describe(served, PHONE)

    assert 'class="phone"' not in before
    assert (changed, again) == (["contact_phone"], [])
    for code in ("title_lines", "disk", "list_locked"):
        assert f'<span class="phone">{PHONE}</span>' in row(served, code)
    assert PHONE in row(served, "title_lines", "technician")


def test_the_number_can_be_seen_and_changed_with_the_conferences_words(served: Served) -> None:
    describe(served, PHONE)

    page = served.client("admin").get("/admin/conference", headers=HTML).text

    assert (
        f'name="contact_phone" type="tel" maxlength="60" autocomplete="off" value="{PHONE}"' in page
    )


def test_where_it_is_missing_the_organiser_is_led_to_where_it_is_written(served: Served) -> None:
    client, hint = served.client("admin"), "/admin/conference#contact-phone"
    before = client.get("/admin/readiness", headers=HTML).text
    others = served.client("technician").get("/admin/readiness", headers=HTML).text

    describe(served, PHONE)

    assert (hint in before, hint in others) == (True, False)
    assert hint not in client.get("/admin/readiness", headers=HTML).text


def test_a_line_of_the_work_keeps_the_number_of_its_own(served: Served) -> None:
    describe(served, PHONE)
    words = TaskWords("Cắm hoa", unit="Tổ hoa", phone="0912 345 678", gate=Gate.HOUR_BEFORE)
    other = TaskWords("Dọn hoa", unit="Tổ hoa", gate=Gate.HOUR_BEFORE)
    for one in (words, other):
        served.db.write(lambda s, one=one: write_task(s, None, one, at=AT, by=BY))

    page = served.client("admin").get("/admin/readiness", headers=HTML).text

    assert page.count('Tổ hoa<span class="phone">0912 345 678</span>') == 2
