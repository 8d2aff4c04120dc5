"""The desk goes on without the network: by code and card number, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from conference.attendance import Attendance, DecidedBy, DisputedEntry, DisputeKind, Scan
from conference.delegates import Delegate
from conference.printing import PrintJob, SheetKind
from tests.factories import all_rows
from tests.running import RunningServer
from tests.waiting import until
from tests.web.stations import StationPage, dress, make_stations, open_station, records

CITIZEN_CARD = "031085001234|123456789|NGUYEN VAN AN|01011985|Nam|Hai Phong|01012021"
STILL_THERE_MS = 15_000
TABLET = {"width": 1024, "height": 600}


@pytest.fixture
def tokens(fresh_day: RunningServer) -> Iterator[list[str]]:
    tokens = make_stations(fresh_day, "Bàn 2", "Quầy 7")
    fresh_day.start()
    yield tokens
    fresh_day.stop()


@pytest.fixture
def desk(browser: Browser, fresh_day: RunningServer, tokens: list[str]) -> Iterator[StationPage]:
    """A paired desk with a reserve list, signed in as the reception."""
    context = browser.new_context(viewport=TABLET)
    station = dress(context, fresh_day, tokens[0])
    complaints: list[str] = []
    station.page.on("pageerror", lambda fault: complaints.append(str(fault)))
    station.page.goto(fresh_day.url + "/sign-in")
    station.page.fill("[name=operator_name]", "reception")
    station.page.fill("[name=password]", fresh_day.passwords()["reception"])
    station.page.press("[name=password]", "Enter")
    station.page.wait_for_url(lambda url: "/sign-in" not in url)
    station.page.clock.install()
    station.page.goto(fresh_day.url + "/kiosk/desk")
    station.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    station.wait_until(why="ready")
    yield station
    context.close()
    assert complaints == []


def role(desk: StationPage, name: str) -> Locator:
    return desk.page.locator(f'[data-role="{name}"]').first


def scan(desk: StationPage, code: str) -> None:
    desk.page.keyboard.type(code, delay=1)
    desk.page.keyboard.press("Enter")


def expect_verdict(desk: StationPage, words: str, kind: str) -> None:
    expect(role(desk, "verdict-word")).to_have_text(words)
    expect(role(desk, "provisional")).to_have_attribute("data-kind", kind)


def type_number(desk: StationPage, number: str) -> None:
    """Type a card's number; nothing of it counts yet."""
    desk.page.keyboard.type(number, delay=30)
    desk.page.keyboard.press("Enter")
    expect(role(desk, "verdict-word")).to_have_text("Đối chiếu số thẻ")
    expect(role(desk, "todo")).to_contain_text(number)


def recent(desk: StationPage, words: str) -> Locator:
    return desk.page.locator('[data-role="recent-open"]', has_text=words)


@dataclass(frozen=True)
class Kept:
    """What the records hold of a morning, by name."""

    came: list[str]
    badges: list[str]
    disputes: list[tuple[DisputeKind, str]]
    sequences: list[int | None]


def kept_by(server: RunningServer) -> Kept:
    """Read the records of a server that does not run."""
    with records(server) as db:
        name = {one.id: one.full_name for one in all_rows(db, Delegate)}
        jobs = [job for job in all_rows(db, PrintJob) if job.kind is SheetKind.BADGE]
        own = [one for one in all_rows(db, Scan) if one.decided_by is DecidedBy.STATION]
        return Kept(
            came=[name[one.delegate_id] for one in all_rows(db, Attendance)],
            badges=[name[job.delegate_id] for job in jobs],
            disputes=[(one.kind, name[one.delegate_id]) for one in all_rows(db, DisputedEntry)],
            sequences=[one.sequence for one in own],
        )


def card_number_of(server: RunningServer, desk: StationPage, code: str) -> str:
    """The number on a delegate's card, asked while the server answers."""
    found = desk.page.request.post(
        f"{server.url}/api/delegates/by-code", data={"code": code, "foreign": False}
    )
    number: str = found.json()["delegate"]["card_number"]
    return number


def test_without_the_network_the_desk_judges_by_code_and_number_and_says_what_it_cannot(
    fresh_day: RunningServer, desk: StationPage
) -> None:
    page = desk.page
    (name, code), (_, numbered), (_, unseen) = fresh_day.codes()[40:43]
    number = card_number_of(fresh_day, desk, numbered)

    desk.cut_off()
    expect(role(desk, "offline")).to_contain_text("Không tìm được theo tên")
    expect(role(desk, "offline")).to_contain_text("danh sách giấy")
    page.keyboard.type("nguyen", delay=20)
    page.keyboard.press("Enter")
    expect(role(desk, "search-note")).to_contain_text("tra danh sách giấy")
    expect(role(desk, "results")).to_be_hidden()
    page.keyboard.press("Escape")

    # By code: the name is in the sealed record; the answer is marked as the desk's own.
    scan(desk, code)
    expect(role(desk, "name")).to_have_text(name)
    expect_verdict(desk, "Mời vào", "provisional")
    expect(role(desk, "offline")).to_contain_text("thẻ sẽ in khi có mạng lại")
    expect(recent(desk, name)).to_have_attribute("data-standing", "provisional")

    # By the short number on the card: no name is known of it, so that somebody compares it with
    # the list on paper before it counts.
    expect(role(desk, "search")).to_have_value("")
    type_number(desk, "9998")
    page.keyboard.press("Escape")
    for verdict in ("Mời vào", "Đã điểm danh trước đó"):
        type_number(desk, number)
        page.keyboard.press("Enter")
        expect_verdict(desk, verdict, "provisional")
        expect(role(desk, "name")).to_have_text(f"Số thẻ {number}")

    # A citizen card: nothing is kept of it, and nothing is said to be.
    scan(desk, CITIZEN_CARD)
    expect(role(desk, "matter")).to_contain_text("Nội dung thẻ không được lưu")
    expect(role(desk, "todo")).to_contain_text("danh sách giấy")
    desk.wait_until(waiting=3)

    # The page is loaded anew while nobody answers: all of it is still there.
    page.reload()
    desk.wait_until(why="ready", waiting=3, online=False)
    expect(recent(desk, f"Số thẻ {number}")).to_have_count(2)
    expect(recent(desk, f"Mã …{code[-4:]}")).to_be_visible()
    scan(desk, unseen)
    expect_verdict(desk, "Mời vào", "provisional")


def test_what_the_desk_did_alone_is_merged_and_a_conflict_shows_both_answers(
    browser: Browser, fresh_day: RunningServer, tokens: list[str], desk: StationPage
) -> None:
    server, page = fresh_day, desk.page
    alone, numbered, twice, last = server.codes()[40:44]
    number = card_number_of(server, desk, numbered[1])
    desk.cut_off()
    scan(desk, alone[1])
    expect_verdict(desk, "Mời vào", "provisional")
    type_number(desk, number)
    page.keyboard.press("Enter")
    expect_verdict(desk, "Mời vào", "provisional")
    # A kiosk that has its network lets somebody in who comes to the desk as well.
    kiosk = open_station(browser, server, tokens[1])
    assert kiosk.scan(twice[1])[0]["verdict"] == "admitted"
    kiosk.context.close()
    scan(desk, twice[1])
    expect(role(desk, "name")).to_have_text(twice[0])
    scan(desk, last[1])
    expect(role(desk, "name")).to_have_text(last[0])
    desk.wait_until(waiting=4)
    # The last one lies there for longer than a page waits for an answer.
    page.clock.fast_forward(STILL_THERE_MS + 1000)

    desk.connect()
    desk.wait_until(waiting=0)

    expect_verdict(desk, "Mời vào", "confirmed")
    expect(role(desk, "offline")).to_be_hidden()
    for name, _ in (alone, numbered, last):
        expect(recent(desk, name)).to_have_attribute("data-standing", "confirmed")
    conflict = recent(desk, twice[0])
    expect(conflict).to_have_attribute("data-standing", "differs")
    expect(conflict).to_contain_text("Quầy: Mời vào. Máy chủ: Đã điểm danh trước đó.")

    desk.context.close()
    server.stop()
    kept = kept_by(server)
    assert sorted(kept.came) == sorted(name for name, _ in (alone, numbered, twice, last))
    assert sorted(kept.badges) == sorted(kept.came)
    assert kept.disputes == [(DisputeKind.DOUBLE, twice[0])]
    assert kept.sequences == [1, 2, 3, 4]


def test_a_late_answer_that_differs_takes_the_card_and_both_stay_in_sight(
    fresh_day: RunningServer, desk: StationPage
) -> None:
    name, code = fresh_day.codes()[50]
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    desk.page.route("**/api/check-in", hold)

    scan(desk, code)
    expect_verdict(desk, "Mời vào", "provisional")
    held[0].fulfill(
        json={
            "scan_id": held[0].request.post_data_json["scan_id"], "verdict": "refused",
            "reason": "withdrawn", "sentence": {"vi": "Kính mời đến bàn hỗ trợ.", "en": "Desk."},
            "delegate": None, "first": None, "badge": None, "rehearsal": False, "decided_ms": 1,
        }
    )  # fmt: skip

    expect_verdict(desk, "Cần xem lại", "differs")
    expect(role(desk, "provisional-words")).to_contain_text("Quầy: Mời vào. Máy chủ: Cần xem lại.")
    expect(role(desk, "provisional-words")).to_contain_text("Phụ trách đối chiếu")
    desk.wait_until(waiting=0)
    # The refusal was made up here: the real server takes the entry in as the desk gave it.
    expect(recent(desk, name)).to_have_attribute("data-standing", "confirmed")


@pytest.mark.long
def test_what_was_left_undecided_is_never_shown_as_let_in(
    fresh_day: RunningServer, desk: StationPage
) -> None:
    desk.cut_off()
    type_number(desk, "9999")
    desk.page.keyboard.press("Enter")
    expect(role(desk, "todo")).to_contain_text("Tra danh sách giấy")
    expect(recent(desk, "Số thẻ 9999")).to_have_attribute("data-verdict", "undecided")

    desk.connect()
    desk.wait_until(waiting=0)

    until(lambda: role(desk, "recent-open").get_attribute("data-standing") != "provisional")
    expect(role(desk, "recent-open")).to_have_attribute("data-verdict", "undecided")
    expect(recent(desk, "Số thẻ 9999")).to_be_visible()


@pytest.mark.long
def test_a_number_that_was_not_compared_is_looked_up_when_the_network_is_back(
    fresh_day: RunningServer, desk: StationPage
) -> None:
    name, code = fresh_day.codes()[60]
    number = card_number_of(fresh_day, desk, code)
    desk.cut_off()
    expect(desk.page.locator(".empty-lead.online-only")).to_be_hidden()
    expect(desk.page.locator(".empty-lead.offline-only")).to_contain_text("gõ số thẻ")
    type_number(desk, number)

    desk.connect()
    desk.page.keyboard.press("Enter")

    expect(desk.page.locator("#result-0")).to_contain_text(name)
    expect(role(desk, "present")).to_have_text("0")
