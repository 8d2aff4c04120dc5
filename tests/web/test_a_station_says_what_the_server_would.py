"""A station without the server says of each code what the server would say, in the same words."""

from __future__ import annotations

import base64
import datetime as dt
import json
import subprocess
from pathlib import Path

import pytest

from conference.attendance import AtStation
from conference.attendance.carrying import came, carried
from conference.attendance.leaving import leave
from conference.clock import to_ms
from conference.codes import CodeKind, check_digits, new_code
from conference.delegates import (
    Delegate,
    DelegateGroup,
    EntryCode,
    ListState,
    NewDelegate,
    add_delegates,
    reissue_code,
    withdraw_delegates,
)
from conference.doors import change_door
from conference.identity import the_conference
from conference.overrides import grant_leave_at_once
from conference.verdicts import Reason
from kiosk.pack import make_pack
from tests.factories import (
    AT,
    BY,
    GROUP,
    UNIT,
    all_rows,
    make_conference,
    make_delegates,
    make_sitting,
    make_station,
    new_id,
    print_next,
    scan,
)

ROOT = Path(__file__).parents[2]
NOW = AT + dt.timedelta(minutes=5)
SALT = bytes(range(16))

ASK = """
import { readFileSync } from "node:fs";
const { openPack } = await import(OFFLINE + "/pack.js");
const { decide } = await import(OFFLINE + "/deciding.js");
const { pack, came, own, scans, now_ms } = JSON.parse(readFileSync(0, "utf8"));
const bytes = Uint8Array.from(Buffer.from(pack, "base64"));
const known = {
  pack: openPack(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)),
  came: new Map(came),
  own: async (person) => own[person],
};
const answers = [];
for (const scan of scans) answers.push((await decide(scan, known, now_ms))?.answer ?? null);
console.log(JSON.stringify(answers));
"""


def station_says(db, *codes, own=None, now=NOW, made=None):
    """Ask the scripts of a station, with the pack that the server would give it."""
    with db.reading() as session:
        known = carried(session, made or now)
        inside = came(session, known.door.sitting_id)
    pack, persons = make_pack(known, salt=SALT, now_ms=to_ms(now))
    asked = {
        "pack": base64.b64encode(pack).decode(),
        "came": [
            [
                persons[one.delegate_id],
                {
                    "first_ms": to_ms(one.first_at),
                    "station": one.station_name,
                    "left": one.left_at is not None,
                },
            ]
            for one in inside
        ],
        "own": own(persons) if own else {},
        "scans": [
            {"foreign": False, "source": "scanner", "station": "Quầy 1"}
            | (code if isinstance(code, dict) else {"code": code})
            | {"scan_id": f"scan-{nth:04d}"}
            for nth, code in enumerate(codes)
        ],
        "now_ms": to_ms(now),
    }
    offline = json.dumps(str(ROOT / "kiosk" / "static" / "offline"))
    done = subprocess.run(
        ["node", "--input-type=module", "-e", ASK.replace("OFFLINE", offline)],
        input=json.dumps(asked), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def server_says(db, code, now=NOW):
    asked = code if isinstance(code, dict) else {"code": code}
    station, _ = make_station(db, "Quầy 1")
    return scan(
        db, asked["code"], foreign=asked.get("foreign", False), station=station, at=now,
        device_at=now,
    )  # fmt: skip


SAID = ("verdict", "reason", "sentence", "delegate", "first", "rehearsal")


def agree(db, *codes):
    """Whether station and server say the same; give the reasons."""
    alone = station_says(db, *codes)
    for code, here in zip(codes, alone, strict=True):
        there = server_says(db, code)
        assert here is not None, (code, there["reason"])
        assert {name: here[name] for name in SAID} == {name: there[name] for name in SAID}
        assert here["provisional"] is True
    return [here["reason"] for here in alone]


def number_of(db):
    with db.reading() as session:
        return the_conference(session).number


def test_of_those_who_come_for_the_first_time(db):
    names = "Nguyễn Văn An", "Đỗ Thị Bình", "Ngô $& {name} Ⓐ", "Lê Văn Dũng"
    people = make_delegates(db, *names)
    words = [
        {"address": "ông", "seat": "A-12", "area": "A"},
        {"address": "bà", "seat": "A-13"},
        {"area": "Khu B"},
        {},
    ]

    def put(session):
        for one, said in zip(people, words, strict=True):
            for column, word in said.items():
                setattr(session.get(Delegate, one.id), column, word)

    db.write(put)

    assert agree(db, *(one.code for one in people)) == ["admitted"] * 4


def test_of_those_who_have_come_and_those_who_went_out(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Đỗ Thị Bình", address="bà")
    station, _ = make_station(db, "Quầy 2")
    for one in (an, binh):
        scan(db, one.code, station=station)
    db.write(lambda s: leave(s, binh.id, reason="Việc", station_name="Quầy 2", at=AT, by=BY))

    assert agree(db, an.code, binh.code) == ["repeat", "returned"]


def test_of_those_who_are_sent_to_the_desk(db):
    gone, anew = make_delegates(db, "Nguyễn Văn An", "Đỗ Thị Bình")
    db.write(lambda s: withdraw_delegates(s, [gone.id], reason="Ốm", at=AT, by=BY))
    db.write(lambda s: change_door(s, {"support_desk": "số 3"}, at=AT, by=BY))
    db.write(lambda s: reissue_code(s, anew.id, at=AT, by=BY))
    number = number_of(db)
    other = f"{(int(number) + 1) % 1000:03d}"
    damaged = gone.code[:-1] + str((int(gone.code[-1]) + 1) % 10)
    scans = [
        gone.code,
        anew.code,
        new_code(CodeKind.INVITATION, other),
        new_code(CodeKind.INVITATION, number, rehearsal=True),
        damaged,
        "123456",
        {"code": "030090001234|", "foreign": True},
        {"code": "https://vi.du", "foreign": True},
    ]

    assert agree(db, *scans) == [
        "withdrawn", "replaced", "other_conference", "rehearsal_code", "damaged", "damaged",
        "citizen_card", "foreign",
    ]  # fmt: skip


def test_of_a_hall_with_a_limit_that_has_room_for_who_comes(db):
    (one,) = make_delegates(db, "Nguyễn Văn An")
    db.write(lambda s: change_door(s, {"hall_capacity": 150}, at=AT, by=BY))

    assert agree(db, one.code) == ["admitted"]


def let_in_by_leave(db, delegate_id, rule):
    db.write(
        lambda s: grant_leave_at_once(
            s, request_id=new_id(), delegate_id=delegate_id, rule=rule, words="Trưởng đoàn",
            station=AtStation(), asked_by=BY, approver="Trần Văn Bảo", at=AT, by=BY,
        )
    )  # fmt: skip


@pytest.mark.parametrize("went_out", [False, True])
def test_of_those_who_are_inside_by_leave(db, went_out):
    of_later, proposed = make_delegates(db, "Nguyễn Văn An", "Đỗ Thị Bình")

    def other_rules(session):
        session.get(DelegateGroup, session.get(Delegate, of_later.id).group_id).sitting_ordinals = [
            2
        ]

    db.write(lambda s: setattr(s.get(Delegate, proposed.id), "state", ListState.PROPOSED))
    let_in_by_leave(db, proposed.id, Reason.NOT_APPROVED)
    # Both are of this group: a yes to one rule would not have been a yes to this one as well.
    db.write(other_rules)
    let_in_by_leave(db, of_later.id, Reason.WRONG_SITTING)
    if went_out:
        for one in (of_later, proposed):
            db.write(
                lambda s, one=one: leave(s, one.id, reason="Việc", station_name="", at=AT, by=BY)
            )

    wanted = "returned" if went_out else "repeat"
    assert agree(db, of_later.code, proposed.code) == [wanted] * 2


def test_of_those_who_were_inside_and_are_off_the_list_now(db):
    gone, anew = make_delegates(db, "Nguyễn Văn An", "Đỗ Thị Bình")
    for one in (gone, anew):
        scan(db, one.code)
    db.write(lambda s: withdraw_delegates(s, [gone.id], reason="Ốm", at=AT, by=BY))
    db.write(lambda s: reissue_code(s, anew.id, at=AT, by=BY))

    assert agree(db, gone.code, anew.code) == ["withdrawn", "replaced"]


def test_of_badges_as_the_door_is_run(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Đỗ Thị Bình")
    for one in (an, binh):
        scan(db, one.code)
        print_next(db)
    badges = [one.digits for one in all_rows(db, EntryCode) if one.kind == CodeKind.BADGE]

    assert agree(db, *badges) == ["repeat", "repeat"]


@pytest.mark.parametrize("admit", [True, False])
def test_of_badges_handed_out_beforehand(empty_db, admit):
    morning = make_sitting(1, "Sáng", dt.time(8, 0), dt.time(11, 30))
    afternoon = make_sitting(2, "Chiều", dt.time(13, 30), dt.time(16, 0))
    make_conference(empty_db, sittings=[morning, afternoon])
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")
    scan(empty_db, an.code, at=AT - dt.timedelta(hours=4))
    print_next(empty_db)
    (badge,) = [one.digits for one in all_rows(empty_db, EntryCode) if one.kind == CodeKind.BADGE]
    empty_db.write(lambda s: change_door(s, {"invitations_admit": admit}, at=AT, by=BY))

    wanted = ["admitted" if admit else "invitation_not_badge", "admitted"]
    alone = station_says(empty_db, an.code, badge)
    assert [one["reason"] for one in alone] == wanted


def test_of_a_code_that_the_pack_does_not_have_only_the_server_can_say(db):
    make_delegates(db, "Nguyễn Văn An")

    (answer,) = station_says(db, new_code(CodeKind.INVITATION, number_of(db)))

    assert answer is None


def test_after_the_next_door_opens_an_old_pack_says_nothing(empty_db):
    morning = make_sitting(1, "Sáng", dt.time(8, 0), dt.time(11, 0))
    afternoon = make_sitting(2, "Chiều", dt.time(15, 30), dt.time(16, 30))
    make_conference(empty_db, sittings=[morning, afternoon])
    (an,) = make_delegates(empty_db, "Nguyễn Văn An")
    opens = afternoon.starts_at - dt.timedelta(hours=2)
    with empty_db.reading() as session:
        assert carried(session, opens - dt.timedelta(minutes=1)).good_until == opens
        assert carried(session, opens).good_until is None

    before = opens - dt.timedelta(minutes=1)
    assert station_says(empty_db, an.code, now=before)[0] is not None
    assert station_says(empty_db, an.code, made=before, now=opens) == [None]


def test_whom_this_station_let_in_itself_is_a_repeat(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")

    def own(persons):
        return {persons[an.id]: {"first_ms": to_ms(AT), "station": "Quầy 1"}}

    (answer,) = station_says(db, an.code, own=own)

    assert (answer["reason"], answer["first"]) == (
        "repeat", {"at_ms": to_ms(AT), "station": "Quầy 1"},
    )  # fmt: skip


def test_a_card_number_tells_how_things_stand_and_names_nobody(db):
    an, binh = make_delegates(db, "Nguyễn Văn An", "Đỗ Thị Bình")
    people = [NewDelegate(full_name="Lê Văn Dũng", unit=UNIT, group=GROUP)]
    db.write(lambda s: add_delegates(s, people, at=AT, by=BY))
    db.write(lambda s: withdraw_delegates(s, [binh.id], reason="Ốm", at=AT, by=BY))
    scan(db, an.code)

    numbers = [{"code": f"{nth:04d}", "source": "card_number"} for nth in (1, 2, 3, 9)]
    inside, gone, uninvited, unknown = station_says(db, *numbers)

    assert [one["reason"] for one in (inside, gone, uninvited)] == [
        Reason.REPEAT, Reason.WITHDRAWN, Reason.ADMITTED,
    ]  # fmt: skip
    assert unknown is None
    assert inside["delegate"]["card_number"] == "0001"
    assert inside["delegate"]["name"] == ""
    assert "0003" in uninvited["sentence"]["vi"]
    assert gone["delegate"] is None


def test_where_cards_wait_in_trays_the_station_says_in_which(db):
    (an,) = make_delegates(db, "Nguyễn Văn An")
    db.write(lambda s: change_door(s, {"preprinted": True}, at=AT, by=BY))

    def put(session):
        session.get(Delegate, an.id).tray = "khay B, ô 14"

    db.write(put)

    (answer,) = station_says(db, an.code)

    assert answer["badge"] == {"queued": False, "tray": "khay B, ô 14"}


def test_checksums_are_read_as_the_server_reads_them(db):
    payload = "1" + number_of(db) + "0" * 21
    make_delegates(db, "Nguyễn Văn An")

    (answer,) = station_says(db, payload + check_digits(payload))

    assert answer is None
