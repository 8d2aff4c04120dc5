"""After a crash: what was only claimed waits again, what was on its way is uncertain."""

from __future__ import annotations

from conference import printing
from conference.printing import RESTARTED, PrintState
from tests.factories import (
    AT,
    badge_jobs,
    make_delegates,
    print_next,
    reopen,
    scan,
    send_next,
)


def test_a_restart_prints_nothing_twice_and_loses_nothing(db, tmp_path):
    for one in make_delegates(db, count=5):
        scan(db, one.code)
    print_next(db)
    send_next(db)
    confirming = send_next(db)
    db.write(lambda s: printing.mark_confirming(s, confirming))
    db.write(printing.claim_next)
    db.close()

    again = reopen(tmp_path)
    settled = again.write(lambda s: printing.recover(s, at=AT, by="spooler"))
    twice = again.write(lambda s: printing.recover(s, at=AT, by="spooler"))

    assert (settled, twice) == ((1, 2), (0, 0))
    assert [job.state for job in badge_jobs(again)] == [
        PrintState.PRINTED, PrintState.UNCERTAIN, PrintState.UNCERTAIN, PrintState.QUEUED,
        PrintState.QUEUED,
    ]  # fmt: skip
    assert badge_jobs(again)[1].fault == RESTARTED
    again.close()
