"""Các hội nghị: made from a plan, copied, opened; and the open one's words, day and hours."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import Any

import pytest
from sqlalchemy import make_url

from conference.agenda import Command, Press, give_cue, rundown_revision
from conference.delegates import Delegate, change_delegate
from conference.identity import identity, the_conference
from conference.operators import find_operator
from conference.stations import station_of
from seed.plan import load_plan, plan_names
from tests.factories import AT, BY, make_station, new_id
from tests.server.conftest import HTML, Served
from tests.server.test_screens_follow import newest

NEW_DAY = "2026-12-01"


def page(served: Served, path: str = "/admin/conferences") -> str:
    answer = served.client("admin").get(path, headers=HTML)
    assert answer.status_code == 200
    return answer.text


def post(served: Served, path: str, body: dict[str, Any], role: str = "admin") -> Any:
    return served.client(role).post(path, json=body)


def create(served: Served, **changes: Any) -> Any:
    body = {"plan": "xa-dai-son-2025", "held_on": NEW_DAY, "name": "dai-son-2026"} | changes
    return post(served, "/admin/conferences", body)


def open_one(served: Served, name: str, **more: bool) -> Any:
    return post(served, f"/admin/conferences/{name}/open", more)


def copy(served: Served, name: str = "so-khcn-demo", new_name: str = "so-khcn-2027") -> Any:
    return post(served, f"/admin/conferences/{name}/copy", {"name": new_name})


def code_of(answer: Any) -> str:
    return str(answer.json["error"]["code"])


def title(served: Served) -> str:
    with served.db.reading() as session:
        return identity(session).name


def start_programme(served: Served) -> None:
    served.db.write(
        lambda s: give_cue(
            s,
            Press(
                cue_id=new_id(), seen_revision=rundown_revision(s), command=Command.START
            ),
            at=AT, by=BY,
        )
    )  # fmt: skip


def test_every_plan_is_offered_with_its_limit(served: Served) -> None:
    text = page(served)

    for name in plan_names():
        plan = load_plan(name)
        assert plan.name in text
        assert plan.date_limit is None or plan.date_limit.text in text


def test_a_conference_is_made_from_a_plan_and_opened(served: Served) -> None:
    answer = create(served)

    assert answer.json == {"done": True}
    with served.db.reading() as session:
        shown = identity(session)
    assert shown.name == load_plan("xa-dai-son-2025").name
    assert shown.date == dt.date(2026, 12, 1)
    assert served.folder.names() == ["dai-son-2026", "so-khcn-demo"]
    assert served.folder.open_name == "dai-son-2026"


def test_a_plan_for_several_tiers_offers_each_and_makes_the_one_that_was_chosen(
    served: Served,
) -> None:
    tier = load_plan("tp-hai-phong-2019").tiers[0]

    offered = page(served)
    answer = create(served, plan=f"tp-hai-phong-2019:{tier.level}", name="xa-2026")

    assert tier.default_name in offered
    assert answer.json == {"done": True}
    with served.db.reading() as session:
        made = the_conference(session)
        assert (made.name, made.level) == (tier.default_name, tier.level)


def test_the_people_and_paired_stations_go_along(served: Served) -> None:
    _, token = make_station(served.db)

    create(served)

    with served.db.reading() as session:
        admin, station = find_operator(session, "admin"), station_of(session, token)
    assert admin is not None
    assert station is not None
    signed_in = served.sign_in(served.client(), "admin", served.passwords["admin"])
    assert signed_in.headers["Location"] == "/admin/"


def test_the_screens_are_told_to_load_anew(running: Served) -> None:
    screen = running.screen("/stage", "hall")
    screen.get_received("/stage")

    create(running)

    assert "reload" in [message["name"] for message in screen.get_received("/stage")]


@pytest.mark.parametrize(
    "name", ["Hội nghị", "UPPER", "a b", "../up", "-a", "", "so_2026", "a.rehearsal"]
)
def test_a_short_name_that_is_no_files_name_is_refused(served: Served, name: str) -> None:
    assert code_of(create(served, name=name)) == "conference_name_bad"
    assert code_of(copy(served, new_name=name)) == "conference_name_bad"
    assert served.folder.names() == ["so-khcn-demo"]


def test_a_name_in_use_is_refused_and_nothing_is_written_over(served: Served) -> None:
    file = served.folder.file_of("so-khcn-demo")
    before = file.stat().st_ino

    assert code_of(create(served, name="so-khcn-demo")) == "conference_exists"
    assert code_of(copy(served, new_name="so-khcn-demo")) == "conference_exists"
    assert file.stat().st_ino == before


def test_a_plan_that_is_not_there_makes_nothing_and_what_is_open_stays(served: Served) -> None:
    answer = create(served, plan="nowhere-2025")

    assert code_of(answer) == "conference_not_made"
    assert "nowhere-2025" in answer.json["error"]["sentence"]
    assert title(served) == load_plan("so-khcn-2025").name
    assert served.folder.open_name == "so-khcn-demo"


def test_while_the_programme_runs_no_other_is_opened_even_when_asked_twice(served: Served) -> None:
    start_programme(served)

    assert code_of(create(served, although=True)) == "another_not_now"
    assert code_of(open_one(served, "so-khcn-demo", although=True)) == "another_not_now"
    assert served.folder.names() == ["so-khcn-demo"]


def test_while_delegates_come_the_second_press_opens_another(served: Served) -> None:
    served.scan(served.codes[0])

    first, second = create(served), create(served, although=True)

    assert code_of(first) == "conference_in_use"
    assert "1 đại biểu" in first.json["error"]["sentence"]
    assert second.json == {"done": True}


def test_a_rehearsal_is_ended_before_another_is_opened(served: Served) -> None:
    post(served, "/admin/rehearsal", {"command": "begin"})

    assert code_of(create(served, although=True)) == "another_not_now"


def test_one_goes_back_to_the_first_and_finds_it_as_it_was(served: Served) -> None:
    served.scan(served.codes[0])
    create(served, although=True)

    back = open_one(served, "so-khcn-demo")

    assert back.json == {"done": True}
    assert newest(served.screen("/admin", "office", "admin"), "/admin")["present"] == 1
    assert served.folder.open_name == "so-khcn-demo"


def test_opening_the_one_that_is_open_changes_nothing(served: Served) -> None:
    assert open_one(served, "so-khcn-demo").json == {"done": True}
    assert code_of(open_one(served, "nowhere")) == "not_found"


def test_a_copy_stands_beside_the_open_one(served: Served) -> None:
    served.scan(served.codes[0])

    answer = copy(served)

    assert answer.json == {"done": True, "name": "so-khcn-2027"}
    assert served.folder.names() == ["so-khcn-2027", "so-khcn-demo"]
    assert served.folder.open_name == "so-khcn-demo"
    assert newest(served.screen("/admin", "office", "admin"), "/admin")["present"] == 1


def test_a_copy_has_the_list_and_knows_no_code_of_the_original(served: Served) -> None:
    copy(served)
    open_one(served, "so-khcn-2027")

    shown = newest(served.screen("/admin", "office", "admin"), "/admin")

    assert (shown["present"], shown["listed"]) == (0, 150)
    assert served.scan(served.codes[0]).json["reason"] == "other_conference"


def test_a_copy_of_what_is_not_there_is_not_found(served: Served) -> None:
    assert code_of(copy(served, "nowhere")) == "not_found"


def test_a_file_that_cannot_be_read_is_listed_and_harms_no_page(served: Served) -> None:
    served.folder.file_of("broken").write_bytes(b"no database" * 100)
    shutil.copy(served.folder.file_of("so-khcn-demo"), served.folder.file_of("older"))

    text = page(served)

    assert "(không đọc được)" in text
    assert code_of(open_one(served, "broken")) == "database_unreadable"
    assert title(served) == load_plan("so-khcn-2025").name
    assert served.folder.open_name == "so-khcn-demo"
    assert code_of(copy(served, "broken", "mended")) == "database_unreadable"
    assert "mended" not in served.folder.names()


def test_only_the_organiser_makes_opens_and_copies(served: Served) -> None:
    for path in ("/admin/conferences", "/admin/conferences/x/open", "/admin/conferences/x/copy"):
        assert post(served, path, {}, "supervisor").status_code == 403
    assert served.client("supervisor").get("/admin/conferences").status_code == 403
    assert served.client("admin").delete("/admin/conferences/so-khcn-demo").status_code in {
        404,
        405,
    }


def test_the_words_are_saved_and_shown_on_the_screens(running: Served) -> None:
    lines = ["HỘI NGHỊ", "LẦN THỨ I (2025 -2030)"]
    hall = running.screen("/stage", "hall")
    before = newest(hall, "/stage")["revision"]

    answer = post(running, "/admin/conference", {"title_lines": [*lines, ""], "capacity": 150})

    after = newest(running.screen("/stage", "hall"), "/stage")
    assert sorted(answer.json["changed"]) == ["capacity", "title_lines"]
    assert after["conference"]["title_lines"] == lines
    assert after["revision"] > before


def test_a_limit_of_places_can_be_taken_away(served: Served) -> None:
    post(served, "/admin/conference", {"capacity": 150})

    answer = post(served, "/admin/conference", {"capacity": None, "no_capacity": True})

    assert answer.json["changed"] == ["capacity"]
    assert code_of(post(served, "/admin/conference", {"title_lines": [""]})) == "title_missing"
    assert post(served, "/admin/conference", {"kept_fields": ["party_member", "shoe_size"]}).json[
        "changed"
    ] == ["kept_fields"]
    with served.db.reading() as session:
        assert the_conference(session).kept_fields == ["party_member"]


def test_what_is_no_longer_kept_is_erased_at_the_second_press(served: Served) -> None:
    post(served, "/admin/conference", {"kept_fields": ["ethnicity"]})
    served.db.write(lambda s: change_delegate(s, 7, {"ethnicity": "Tày"}, at=AT, by=BY))

    first = post(served, "/admin/conference", {"kept_fields": []})
    second = post(served, "/admin/conference", {"kept_fields": [], "erase": True})

    assert (code_of(first), second.status_code) == ("kept_data_exists", 200)
    with served.db.reading() as session:
        assert session.get_one(Delegate, 7).ethnicity == ""


def test_another_day_moves_the_programme_and_warns_of_the_plans_limit(served: Served) -> None:
    answer = post(served, "/admin/conference/day", {"held_on": NEW_DAY})

    text = page(served, "/admin/conference")
    lobby = newest(served.screen("/stage", "lobby"), "/stage")
    assert answer.json == {"done": True, "days": 11, "passed_limit": "trước ngày 25/8/2025"}
    assert "Chiều, 01/12/2026" in text
    assert "đã quá thời hạn của kế hoạch" in text
    assert lobby["conference"]["date"] == NEW_DAY


def test_hours_are_set_and_the_programme_follows(served: Served) -> None:
    lobby = newest(served.screen("/stage", "lobby"), "/stage")
    answer = post(
        served,
        "/admin/sittings/1/hours",
        {"starts": "14:30", "ends": "17:00", "with_programme": True},
    )

    moved = newest(served.screen("/stage", "lobby"), "/stage")
    half_hour_ms = 30 * 60 * 1000
    assert answer.json == {"done": True, "changed": True}
    assert 'value="14:30"' in page(served, "/admin/conference")
    assert moved["planned_end_ms"] - lobby["planned_end_ms"] in {half_hour_ms, 2 * half_hour_ms}


def test_an_hour_of_another_zone_is_no_hour_of_the_hall(served: Served) -> None:
    hours = {"starts": "07:30", "ends": "11:00+05:00"}

    answer = served.client("admin").post("/admin/sittings/1/hours", json=hours)

    assert answer.status_code == 422


def test_once_the_programme_has_begun_day_and_hours_are_shut(served: Served) -> None:
    start_programme(served)

    day = post(served, "/admin/conference/day", {"held_on": NEW_DAY})
    hours = post(served, "/admin/sittings/1/hours", {"starts": "08:00", "ends": "09:00"})

    assert code_of(day) == code_of(hours) == "programme_has_begun"
    assert "Chương trình đã bắt đầu" in page(served, "/admin/conference")


def test_with_postgresql_each_server_has_one_conference(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served.db, "url", make_url("postgresql+psycopg://localhost/hoinghi"))

    codes = {code_of(one) for one in (create(served), open_one(served, "x"), copy(served))}

    assert codes == {"conferences_need_files"}
