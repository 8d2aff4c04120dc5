"""The hall's pages: what is shown, who may change it, what a proposal writes and what undoes it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from sqlalchemy import delete

from conference.delegates import Delegate
from conference.seating import (
    Area,
    Block,
    Hall,
    HallPlan,
    digest,
    hall_values,
    keep_hall,
    plain,
)
from tests.factories import AT, BY, all_rows
from tests.server.conftest import HTML, Served

URL = "/admin/seating"
HALL = Hall(presidium=3, blocks=(Block("Khối", (20,) * 9),))
COMMANDS = ["plan", "preset", "proposal", "assign", "clear", "restore", "seat", "swap", "areas"]


def seen(served: Served) -> str:
    with served.db.reading() as session:
        return digest(hall_values(session))


@pytest.fixture
def bare(served: Served) -> Served:
    """A server whose conference has no plan of its hall."""
    served.db.write(lambda s: s.execute(delete(HallPlan)))
    return served


def keep(served: Served, hall: Hall = HALL) -> None:
    served.db.write(lambda s: keep_hall(s, hall, at=AT, by=BY))


def empty_hall(served: Served) -> None:
    keep(served)
    post(served, "clear")


def post(served: Served, what: str, role: str = "admin", **body: Any) -> Any:
    return served.client(role).post(f"{URL}/{what}", json=body)


def page(served: Served, path: str = "", role: str = "admin") -> str:
    answer = served.client(role).get(URL + path, headers=HTML)
    assert answer.status_code == 200
    return unescape(answer.text)


def seats(served: Served) -> dict[int, str]:
    return {row.id: row.seat for row in all_rows(served.db, Delegate)}


def rule(served: Served, **more: Any) -> dict[str, Any]:
    asked = {"in_front": [], "apart": []} | more
    return asked | {"shown": post(served, "proposal", **asked).json["shown"]}


def test_before_there_is_a_plan_the_page_offers_the_usual_halls(bare: Served) -> None:
    text = page(bare)

    assert "Chưa có sơ đồ hội trường." in text
    assert "Hội trường 2 khối" in text
    assert "<svg xmlns" not in text


def test_a_hall_is_begun_from_a_preset_and_drawn(served: Served) -> None:
    answer = post(served, "preset", preset="two_blocks", people=160, seen=seen(served))

    text = page(served)
    assert answer.json == {"done": True}
    assert text.count('data-seat="') == 167
    assert 'role="button"' in text


def test_reception_may_look_and_not_change(served: Served) -> None:
    keep(served)

    text = page(served, role="reception")

    assert 'data-seat="A-01"' in text
    assert 'data-role="rule"' not in text
    assert 'role="button"' not in text


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("role", ["reception", "vip_reception", "stage", "print"])
def test_only_the_organiser_changes_anything(served: Served, command: str, role: str) -> None:
    assert post(served, command, role).status_code == 403


@pytest.mark.parametrize("path", ["", "/usher"])
def test_who_has_nothing_to_do_with_seats_does_not_see_them(served: Served, path: str) -> None:
    assert served.client("technician").get(URL + path, headers=HTML).status_code == 403


def test_a_changed_plan_is_kept(served: Served) -> None:
    keep(served)
    wanted = plain(HALL) | {"blocked": {"A-01": "loa"}}

    answer = post(served, "plan", plan=wanted, seen=seen(served))

    assert answer.json == {"done": True}
    assert 'data-role="count-blocked">1<' in page(served)


def test_a_plan_from_an_old_page_is_refused_with_its_sentence(served: Served) -> None:
    keep(served)

    answer = post(served, "plan", plan=plain(HALL), seen="cũ")

    assert answer.status_code == 409
    assert answer.json["error"]["code"] == "hall_changed"


def test_a_plan_that_is_none_names_the_place(served: Served) -> None:
    answer = post(served, "plan", plan={"blocks": [{"name": "Khối"}]}, seen=seen(served))

    assert answer.json["error"]["code"] == "hall_unreadable"
    assert "blocks.0.rows" in answer.json["error"]["sentence"]


def test_a_proposal_writes_nothing_until_it_is_confirmed(served: Served) -> None:
    keep(served)
    before = seats(served)

    proposed = post(served, "proposal", in_front=[], apart=[]).json
    unwritten = seats(served)
    answer = post(served, "assign", **rule(served)).json

    assert unwritten == before
    assert len(proposed["changes"]) == answer["changed"]
    assert proposed["unseated"] == []
    named = {one["name"]: one["after"] for one in proposed["changes"]}
    written = {row.full_name: row.seat for row in all_rows(served.db, Delegate)}
    assert named.items() <= written.items()


def test_a_proposal_without_a_hall_is_refused(bare: Served) -> None:
    assert post(bare, "proposal").json["error"]["code"] == "no_hall"


def test_a_hall_too_small_names_who_finds_no_seat(served: Served) -> None:
    keep(served, Hall(blocks=(Block("Khối", (20,) * 7),)))

    proposed = post(served, "proposal", in_front=[], apart=[]).json

    assert len(proposed["unseated"]) == 10
    assert all("(" in name for name in proposed["unseated"])


def test_a_proposal_that_has_changed_since_is_not_written(served: Served) -> None:
    keep(served)
    confirmed = rule(served)
    keep(served, Hall(blocks=(Block("Khối", (10,) * 18),)))
    before = seats(served)

    answer = post(served, "assign", **confirmed)

    assert answer.json["error"]["code"] == "proposal_changed"
    assert seats(served) == before


def test_what_was_given_or_cleared_can_be_put_back(served: Served) -> None:
    keep(served)
    post(served, "assign", **rule(served))
    given = seats(served)

    cleared = post(served, "clear").json
    empty = set(seats(served).values())
    post(served, "restore", pairs=cleared["before"])

    assert cleared["changed"] == 150
    assert empty == {""}
    assert seats(served) == given


def test_two_seats_change_holders_and_one_moves_to_a_free_seat(served: Served) -> None:
    keep(served)
    post(served, "assign", **rule(served))
    holders = {label: one for one, label in seats(served).items()}
    one, other = holders["A-01"], holders["A-02"]
    free = next(f"I-{n:02d}" for n in range(1, 21) if f"I-{n:02d}" not in holders)

    post(served, "swap", seat="A-01", other="A-02")
    swapped = seats(served)
    post(served, "swap", seat=free, other="A-02")

    assert (swapped[one], swapped[other]) == ("A-02", "A-01")
    assert seats(served)[one] == free


def test_one_delegate_gets_a_free_seat_and_no_other(served: Served) -> None:
    keep(served)
    post(served, "clear")
    one, other = sorted(seats(served))[:2]

    first = post(served, "seat", delegate_id=one, seat="C-05")
    second = post(served, "seat", delegate_id=other, seat="C-05")

    assert (first.status_code, second.json["error"]["code"]) == (200, "seat_for_two")
    assert seats(served)[one] == "C-05"
    assert "C-05" in re.sub(r"<[^>]+>", "", page(served))


def test_areas_are_given_where_seats_have_no_numbers(served: Served) -> None:
    keep(served, Hall(areas=(Area("Khu vực 1", 20), Area("Khu vực 2", 200))))
    rows = all_rows(served.db, Delegate)
    groups = {str(row.group_id): "Khu vực 2" for row in rows}

    answer = post(served, "areas", groups=groups, units={str(rows[0].unit_id): "Khu vực 1"})

    assert answer.json == {"done": True, "changed": 150}
    assert "Khu vực 2: <strong>" in page(served)
    assert "chỗ theo khu vực" in page(served)


def test_the_usher_finds_a_delegate_and_sees_the_way(served: Served) -> None:
    post(served, "preset", preset="two_blocks", people=160, seen=seen(served))
    post(served, "assign", **rule(served))
    someone = all_rows(served.db, Delegate)[40]

    text = page(served, f"/usher?q={someone.card_number}", role="reception")

    assert someone.full_name in text
    assert f'data-highlight="{someone.seat}"' in text
    assert "data-way=" in text


def test_the_usher_sees_who_sits_on_a_chosen_seat_or_in_an_area(served: Served) -> None:
    areas = (Area("Khu vực 1", 20, 0, 9000),)
    keep(served, Hall(blocks=HALL.blocks, areas=areas))
    post(served, "assign", **rule(served))
    holder = next(row for row in all_rows(served.db, Delegate) if row.seat == "B-02")

    on_seat, in_area = page(served, "/usher?seat=B-02"), page(served, "/usher?seat=Khu vực 1")

    assert holder.full_name in on_seat
    assert 'data-highlight="B-02"' in on_seat
    assert 'stroke-width="160"' in in_area


@pytest.mark.parametrize("path", ["/usher", "/usher?q=khong-co-ai", "/usher?seat=A-01&q=a"])
def test_the_usher_has_a_page_without_a_plan_too(bare: Served, path: str) -> None:
    assert "Chưa có sơ đồ hội trường." in page(bare, path)


def test_names_of_blocks_are_text_and_never_markup(served: Served) -> None:
    keep(served, Hall(blocks=(Block("<script>x</script>", (3,)),)))

    text = served.client("admin").get(URL, headers=HTML).text

    assert "<script>x" not in text


def test_a_plan_that_cannot_be_read_is_told_and_can_be_replaced(bare: Served) -> None:
    bare.db.write(lambda s: s.add(HallPlan(id=1, plan={"blocks": "?"})))

    text = page(bare)
    answer = post(bare, "preset", preset="u_shape", people=30, seen=seen(bare))

    assert "Không đọc được sơ đồ đã lưu" in text
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("command", "body"),
    [
        ("preset", {"preset": "sân vận động", "people": 3, "seen": ""}),
        ("preset", {"preset": "areas", "people": 0, "seen": ""}),
        ("seat", {"delegate_id": 0, "seat": "A-01"}),
        ("restore", {"pairs": [["ai đó", "A-01"]]}),
        ("areas", {"groups": {"x": "Khu vực 1"}}),
    ],
)
def test_odd_bodies_are_no_fault_of_ours(served: Served, command: str, body: Any) -> None:
    assert post(served, command, **body).status_code == 422


def test_putting_one_change_back_leaves_what_another_clerk_did_since(served: Served) -> None:
    empty_hall(served)
    first = post(served, "seat", delegate_id=1, seat="A-01").json
    post(served, "seat", delegate_id=2, seat="A-02")

    post(served, "restore", pairs=first["before"])

    assert (seats(served)[1], seats(served)[2]) == ("", "A-02")


def test_a_seat_that_somebody_else_has_by_now_is_not_taken_back(served: Served) -> None:
    empty_hall(served)
    post(served, "seat", delegate_id=1, seat="A-01")
    moved = post(served, "seat", delegate_id=1, seat="A-05").json
    post(served, "seat", delegate_id=2, seat="A-01")

    answer = post(served, "restore", pairs=moved["before"])

    assert answer.json["error"]["code"] == "seat_for_two"
    assert (seats(served)[1], seats(served)[2]) == ("A-05", "A-01")


def test_giving_out_by_rule_takes_nothing_for_good_from_who_waits_for_approval(
    served: Served,
) -> None:
    empty_hall(served)
    post(served, "seat", delegate_id=1, seat="A-05")
    served.db.write(lambda s: setattr(s.get_one(Delegate, 1), "state", "proposed"))

    given = post(served, "assign", **rule(served)).json
    taken = seats(served)[1]
    post(served, "restore", pairs=given["before"])

    assert (taken, seats(served)[1]) == ("", "A-05")


def test_all_seats_of_the_largest_hall_fit_into_one_undo(served: Served) -> None:
    keep(served)
    everybody = [[number, "A-01"] for number in range(1, 10_001)]

    answer = post(served, "restore", pairs=everybody)

    assert answer.json["error"]["code"] != "too_large"


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("seat", {"delegate_id": 1, "seat": ""}),
        ("swap", {"seat": "A-01", "other": ""}),
        ("swap", {"seat": "", "other": "A-01"}),
    ],
)
def test_no_seat_is_no_place_to_move_to(served: Served, what: str, body: Any) -> None:
    empty_hall(served)
    post(served, "seat", delegate_id=1, seat="A-01")

    answer = post(served, what, **body)

    assert answer.status_code == 422
    assert seats(served)[1] == "A-01"


def test_one_seat_changed_with_itself_stays_as_it_is(served: Served) -> None:
    empty_hall(served)
    post(served, "seat", delegate_id=1, seat="A-01")

    answer = post(served, "swap", seat="A-01", other="A-01")

    assert answer.status_code == 200
    assert seats(served)[1] == "A-01"
