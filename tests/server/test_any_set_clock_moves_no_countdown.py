"""Whatever is done to the machine's clock and chosen of it: a live item has run as it has."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from server.steady_clock import ClocksAgree
from tests.factories import make_conference, make_database, make_programme, reopen
from tests.fault_rounds import rounds
from tests.machine_clock import MachineClock
from tests.server.test_the_clock_goes_on_steadily import Hall

WITHIN = dt.timedelta(milliseconds=200)
"""What drifts of less than two seconds may have been made up for meanwhile."""

ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("forward"), st.integers(0, 600)),
        st.tuples(st.just("set"), st.integers(-86_400, 86_400)),
        st.tuples(st.just("set"), st.integers(-3, 3)),
        st.tuples(st.sampled_from(["look", "follow", "keep", "restart"]), st.just(0)),
    ),
    max_size=12,
)


def do(hall: Hall, action: str, seconds: int) -> None:
    if action == "forward":
        hall.machine.forward(seconds=seconds)
    elif action == "set":
        hall.machine.set_by(seconds=seconds)
    elif action == "look":
        hall.watch.round()
    else:
        try:
            hall.choose(follow=action == "follow")
        except ClocksAgree:
            return


@given(ACTIONS)
@settings(max_examples=rounds(15, 300))
def test_a_live_item_has_run_as_many_seconds_as_went_by(actions: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, machine = Path(place), MachineClock()
        db = make_database(folder)
        make_conference(db)
        make_programme(db, 30)
        hall = Hall(folder, machine, db)
        hall.cue("start")
        began_s = machine.count_s

        for action, seconds in actions:
            if action == "restart":
                hall.watch.note_alive()
                hall.db.close()
                hall = Hall(folder, machine, reopen(folder))
            else:
                do(hall, action, seconds)
            gone = dt.timedelta(seconds=machine.count_s - began_s)
            assert abs(hall.ran - gone) <= WITHIN
        hall.db.close()
