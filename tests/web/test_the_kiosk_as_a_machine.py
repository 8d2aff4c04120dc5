"""The kiosk's machine of states, without a page: what it shows after what has happened."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

MACHINE = Path(__file__).parents[2] / "kiosk" / "static" / "kiosk_states.js"
ASK = """
import { after, atFirst, faultOf, shownForMs, viewOf } from MACHINE;
import { readFileSync } from "node:fs";
const { started, happenings } = JSON.parse(readFileSync(0, "utf8"));
const trace = [];
let state = atFirst({ started });
for (const happening of happenings) {
  state = after(state, happening);
  trace.push({
    view: viewOf(state), scan: state.scan, turn: state.turn, fault: faultOf(state),
    verdict: state.shown?.verdict ?? null, provisional: state.shown?.provisional ?? null,
    confirmed: state.shown?.confirmed ?? null,
    for_ms: state.shown ? [shownForMs(state.shown, false), shownForMs(state.shown, true)] : null,
    unanswered: state.unanswered.length,
  });
}
console.log(JSON.stringify(trace));
"""

START = {"kind": "started"}
TIME_UP = {"kind": "time_up"}


def scanned(scan: str) -> dict[str, Any]:
    return {"kind": "scanned", "scan": scan}


def answered(scan: str, verdict: str, *, provisional: bool = False) -> dict[str, Any]:
    return {"kind": "answered", "scan": scan, "verdict": verdict, "provisional": provisional}


def silent(scan: str) -> dict[str, Any]:
    return {"kind": "silent", "scan": scan}


def given_up(scan: str) -> dict[str, Any]:
    return {"kind": "given_up", "scan": scan}


def fault(name: str, *, present: bool = True) -> dict[str, Any]:
    return {"kind": "fault", "fault": name, "present": present}


def trace(*happenings: dict[str, Any], started: bool = True) -> list[dict[str, Any]]:
    """What the machine shows after each of these."""
    asked = subprocess.run(
        ["node", "--input-type=module", "-e", ASK.replace("MACHINE", json.dumps(MACHINE.as_uri()))],
        input=json.dumps({"started": started, "happenings": happenings}),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    shown: list[dict[str, Any]] = json.loads(asked.stdout)
    return shown


def views(*happenings: dict[str, Any], started: bool = True) -> list[str]:
    return [one["view"] for one in trace(*happenings, started=started)]


def test_a_day_at_the_door_goes_round() -> None:
    assert views(START, scanned("a"), answered("a", "admitted"), TIME_UP, started=False) == [
        "idle", "checking", "answer", "idle"
    ]  # fmt: skip


def test_a_scan_starts_a_station_that_nobody_has_started() -> None:
    shown = views(fault("lost", present=False), scanned("a"), TIME_UP, started=False)

    assert shown == ["start", "checking", "idle"]


def test_the_next_scan_takes_the_screen_at_once() -> None:
    shown = trace(scanned("a"), answered("a", "admitted"), scanned("b"), answered("b", "repeat"))

    assert [one["view"] for one in shown] == ["checking", "answer", "checking", "answer"]
    assert shown[-1]["scan"] == "b"


@pytest.mark.parametrize("verdict", ["admitted", "repeat", "refused", "undecided"])
def test_an_answer_never_appears_on_somebody_elses_card(verdict: str) -> None:
    before, late = trace(
        scanned("a"), scanned("b"), answered("b", "admitted"), answered("a", verdict)
    )[2:]

    assert (late["scan"], late["turn"], late["verdict"]) == ("b", before["turn"], "admitted")


def test_a_late_answer_takes_an_idle_screen_once() -> None:
    shown = trace(
        scanned("a"), silent("a"), TIME_UP, answered("a", "admitted"), TIME_UP,
        answered("a", "admitted"),
    )  # fmt: skip

    assert [one["view"] for one in shown] == [
        "checking", "answer", "idle", "answer", "idle", "idle"
    ]  # fmt: skip


def test_a_provisional_answer_is_replaced_by_the_servers() -> None:
    first, same = trace(
        scanned("a"), answered("a", "admitted", provisional=True), answered("a", "admitted")
    )[1:]
    _, other = trace(
        scanned("a"), answered("a", "admitted", provisional=True), answered("a", "refused")
    )[1:]

    assert first["provisional"] is True
    assert (same["provisional"], same["confirmed"]) == (False, True)
    assert (other["verdict"], other["confirmed"]) == ("refused", False)
    assert first["turn"] < same["turn"]


def test_what_the_station_thinks_never_takes_the_place_of_the_servers_answer() -> None:
    shown = trace(
        scanned("a"), answered("a", "admitted"), answered("a", "repeat", provisional=True)
    )

    assert (shown[-1]["verdict"], shown[-1]["provisional"]) == ("admitted", False)


def test_a_merge_after_an_hour_does_not_play_the_whole_morning_on_the_screen() -> None:
    scans = [f"scan-{nth}" for nth in range(40)]
    offline = [
        step for scan in scans
        for step in (scanned(scan), answered(scan, "admitted", provisional=True), TIME_UP)
    ]  # fmt: skip

    merged = trace(*offline, *(answered(scan, "admitted") for scan in scans))[len(offline) :]

    assert {one["view"] for one in merged} == {"idle"}


def test_a_station_that_gives_up_says_so_only_to_whom_it_concerns() -> None:
    own = trace(scanned("a"), silent("a"), TIME_UP, given_up("a"))[-1]
    others = trace(scanned("a"), scanned("b"), answered("b", "admitted"), given_up("a"))[-1]
    known = trace(scanned("a"), answered("a", "refused"), TIME_UP, given_up("a"))[-1]

    assert (own["view"], own["verdict"]) == ("answer", "undecided")
    assert (others["scan"], others["verdict"]) == ("b", "admitted")
    assert known["view"] == "idle"


def test_what_was_undecided_once_is_not_told_again_and_again() -> None:
    shown = trace(
        scanned("a"), answered("a", "undecided"), answered("a", "undecided"),
        answered("a", "undecided"), answered("a", "admitted"),
    )  # fmt: skip

    assert [one["turn"] for one in shown] == [0, 1, 1, 1, 2]


@pytest.mark.parametrize("name", ["lost", "recording", "reader"])
def test_out_of_order_names_its_cause_and_comes_back_by_itself(name: str) -> None:
    broken, mended = trace(fault(name), fault(name, present=False))

    assert (broken["view"], broken["fault"]) == ("out_of_order", name)
    assert (mended["view"], mended["fault"]) == ("idle", "")


def test_of_several_causes_the_gravest_is_told() -> None:
    shown = trace(fault("reader"), fault("lost"), fault("lost", present=False))

    assert [one["fault"] for one in shown] == ["reader", "lost", "reader"]


def test_a_station_out_of_order_still_takes_a_scan() -> None:
    shown = trace(fault("reader"), scanned("a"), answered("a", "admitted"), TIME_UP)

    assert [one["view"] for one in shown] == ["out_of_order", "checking", "answer", "out_of_order"]


def test_a_server_that_cannot_record_is_out_of_order_until_it_records() -> None:
    shown = trace(
        scanned("a"), answered("a", "undecided"), TIME_UP, answered("a", "admitted"), TIME_UP
    )

    assert [one["view"] for one in shown] == [
        "checking", "answer", "out_of_order", "answer", "idle"
    ]  # fmt: skip


def test_a_verdict_of_the_station_itself_says_nothing_about_the_server() -> None:
    shown = trace(
        scanned("a"), answered("a", "undecided"), TIME_UP, scanned("b"),
        answered("b", "admitted", provisional=True), TIME_UP,
    )  # fmt: skip

    assert shown[-1]["fault"] == "recording"


def test_cards_go_by_themselves_and_sooner_once_the_programme_runs() -> None:
    stay = {
        verdict: trace(scanned("a"), answered("a", verdict))[-1]["for_ms"]
        for verdict in ("admitted", "repeat", "refused", "undecided")
    }

    assert stay == {
        "admitted": [5000, 3500], "repeat": [8000, 3500], "refused": [8000, 8000],
        "undecided": [8000, 8000],
    }  # fmt: skip


def test_what_nobody_answers_is_not_kept_for_ever() -> None:
    assert trace(*(scanned(f"scan-{nth}") for nth in range(60)))[-1]["unanswered"] == 20


SAME_READ = """
import { createSameRead } from SCANNER;
import { readFileSync } from "node:fs";
let now = 0;
const sameRead = createSameRead(() => now);
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(([at, code]) => {
  now = at;
  return sameRead({ code });
})));
"""


def same_reads(*reads: tuple[int, str]) -> list[bool]:
    scanner = json.dumps((MACHINE.parent / "scanner.js").as_uri())
    asked = subprocess.run(
        ["node", "--input-type=module", "-e", SAME_READ.replace("SCANNER", scanner)],
        input=json.dumps(reads), capture_output=True, text=True, check=True,
    )  # fmt: skip
    told: list[bool] = json.loads(asked.stdout)
    return told


def test_the_same_code_within_three_seconds_is_one_read() -> None:
    assert same_reads((0, "a"), (2999, "a"), (5998, "a"), (9000, "a")) == [False, True, True, False]


def test_two_codes_side_by_side_before_a_camera_are_two_reads_and_no_more() -> None:
    seen = [(nth * 100, "ab"[nth % 2]) for nth in range(100)]

    assert same_reads(*seen).count(False) == 2
