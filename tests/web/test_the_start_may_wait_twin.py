"""The control offers to hold the start exactly where the server lets it be held."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

from conference.agenda import AgendaItem, ItemState, Phase, Played, Rundown
from tests.factories import AT
from tests.web.fake_control import at_the_control

ASK = """
const { startMayWait } = await import(`${STAGE}/control_step.js`);
console.log(JSON.stringify(CASES.map((one) => startMayWait(one))));
"""
STATES = (ItemState.PLANNED, ItemState.SKIPPED, ItemState.DONE)
SITTINGS = (1, 1, 2, 2)


def stands(states: tuple[ItemState, ...]) -> Rundown:
    """Two sittings of two items each, none of them live."""
    items = [AgendaItem(id=nth, sitting_id=one) for nth, one in enumerate(SITTINGS, start=1)]
    started = {ItemState.DONE: AT}
    played = {
        item.id: Played(state, started=started.get(state))
        for item, state in zip(items, states, strict=True)
    }
    return Rundown(items, played)


def as_sent(state: Rundown) -> dict[str, Any]:
    """The same as a snapshot carries it."""
    upcoming = state.next_item
    return {
        "phase": state.phase,
        "next_id": upcoming.id if upcoming else None,
        "items": [
            {"id": one.id, "sitting_id": one.sitting_id,
             "started_ms": 1 if state.of(one).started else None}
            for one in state.items
        ],
    }  # fmt: skip


def test_page_and_server_offer_it_alike_however_the_programme_stands() -> None:
    every = [stands(states) for states in product(STATES, repeat=len(SITTINGS))]
    sent = json.dumps([as_sent(one) for one in every])

    offered = at_the_control(ASK.replace("CASES", sent))

    assert offered == [one.between_sittings for one in every]
    assert {one.phase for one in every if one.between_sittings} == {
        Phase.NOT_STARTED, Phase.BETWEEN,
    }  # fmt: skip
