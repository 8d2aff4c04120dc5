"""The machine dies at any moment: every scan that was answered is in the file it left."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from conference.attendance import Scan
from conference.journal import broken_link
from tests.factories import (
    all_rows,
    arrivals,
    badge_jobs,
    make_conference,
    make_database,
    make_delegates,
    reopen,
)

DOORS = 8
SCANS = 160
ROOT = Path(__file__).parents[2]
DOOR = f"""
import sys, threading
from tests.factories import Path, reopen, scan
folder, codes = Path(sys.argv[1]), sys.argv[2:]
db, said = reopen(folder), threading.Lock()
def stand_at_the_door(nth):
    for number, code in enumerate(codes[nth::{DOORS}]):
        scan_id = f"{{nth}}-{{number}}"
        scan(db, code, scan_id=scan_id)
        with said:
            print(scan_id, flush=True)
doors = [threading.Thread(target=stand_at_the_door, args=(n,)) for n in range({DOORS})]
for door in doors: door.start()
for door in doors: door.join()
"""


@pytest.mark.parametrize("round_", range(2))
def test_every_answered_scan_survives_a_kill(tmp_path, round_):
    codes = prepared(tmp_path)
    patience = random.Random().randrange(1, SCANS)

    answered = scans_until_killed(tmp_path, codes, after=patience)

    db = reopen(tmp_path)
    kept = {row.scan_id for row in all_rows(db, Scan)}
    with db.reading() as session:
        broken = broken_link(session)
        sound = session.scalar(text("PRAGMA integrity_check"))
    entered, badges = len(arrivals(db)), len(badge_jobs(db))
    db.close()
    assert len(answered) >= patience
    assert answered <= kept
    assert (broken, sound) == (None, "ok")
    assert entered == badges == len(kept)


def prepared(folder):
    """Make a conference in this folder and give its invitation codes."""
    db = make_database(folder)
    make_conference(db)
    codes = [one.code for one in make_delegates(db, count=SCANS)]
    db.close()
    return codes


def scans_until_killed(folder, codes, *, after):
    """Let a process scan and kill it after so many answers; give the scans it had answered."""
    door = subprocess.Popen(
        [sys.executable, "-c", DOOR, str(folder), *codes],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    answered = {door.stdout.readline().strip() for _ in range(after)}
    door.kill()
    answered |= {
        line.strip() for line in door.stdout.read().splitlines(keepends=True) if "\n" in line
    }
    door.stdout.close()
    door.wait()
    return answered
