"""The run of show as a remote control is told it: numbers, and words short enough for a key."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext
from sqlalchemy.orm import Session

from conference import agenda
from conference.agenda import AgendaItem, PartKey, PartKind, Played, Rundown
from conference.clock import in_the_hall, to_ms
from conference.identity import identity
from conference.timing import Slot, drift, forecast, running_time, time_left
from stage.remote_contract import ItemNow, PartNow, RemoteState, SpokenState, StepNext

_MS = dt.timedelta(milliseconds=1)
_MINUTE = dt.timedelta(minutes=1)
LONGEST_IN_MINUTES = 90
"""Nobody reckons with 545 minutes: above this they are told in hours."""


def remote_state(session: Session, now: dt.datetime) -> RemoteState:
    """Give how the run of show stands at this moment."""
    # The revision first: a cue in between is refused as stale rather than taken for seen.
    revision = agenda.rundown_revision(session)
    state, held = agenda.rundown(session), agenda.buttons_held(session)
    slots, last = state.slots(), state.last_of_sitting
    late = None if last is None else drift(slots, now, last)
    live = _item_now(state, slots, now)
    left_ms = live.left_ms if live else None
    return RemoteState(
        server_ms=to_ms(now),
        rehearsal=identity(session).rehearsal,
        revision=revision,
        phase=state.phase,
        now=live,
        next=_next(state),
        drift_ms=_span(late),
        planned_end_ms=None if last is None else _ms(slots[last].planned_end),
        expected_end_ms=None if last is None else _ms(forecast(slots, now)[last].end),
        buttons=held.by_name if held else "",
        words=SpokenState(clock=_clock(now), left=left_words(left_ms), drift=drift_words(late)),
    )


def _item_now(state: Rundown, slots: list[Slot], now: dt.datetime) -> ItemNow | None:
    live = state.live_item
    if live is None:
        return None
    # As it was announced: what was written later is not what is played.
    words, since = state.of(live).plan or live, state.of(live).held.since
    part = _part(live, state.live_part) if state.live_part else None
    if part is not None and state.live_part is not None:
        part.left_ms = _part_left(live, state.live_part, state.of_part(state.live_part), now)
    return ItemNow(
        id=live.id,
        number=words.number,
        title=words.title,
        performer=words.performer,
        left_ms=_span(time_left(slots[state.items.index(live)], now)),
        held_since_ms=_ms(since),
        part=part,
    )


def _next(state: Rundown) -> StepNext | None:
    step = agenda.next_step(state)
    if step is None:
        return None
    item = next(one for one in state.items if one.id == step.item_id)
    return StepNext(
        command=step.command,
        item_id=item.id,
        title=item.title,
        performer=item.performer,
        part=_part(item, step.part) if step.part else None,
    )


def _part(item: AgendaItem, key: PartKey) -> PartNow | None:
    row = agenda.part_row(item, key)
    if row is None:
        return None
    return PartNow(kind=key[0], id=key[1], title=row.title, performer=row.performer)


def _part_left(item: AgendaItem, key: PartKey, played: Played, now: dt.datetime) -> int | None:
    """Give what is left of a part that has minutes of its own."""
    length_min = next(
        (one.length_min for one in item.entries if key == (PartKind.ENTRY, one.id)), None
    )
    if length_min is None:
        return None
    slot = Slot(None, None, started=played.started, held=played.held)
    length = dt.timedelta(minutes=length_min) + played.added
    return _span(length - running_time(slot, now))


def left_words(left_ms: int | None) -> str:
    """Give minutes and seconds, "−02:10" once it runs over; empty where nobody knows."""
    if left_ms is None:
        return ""
    minutes, seconds = divmod(abs(left_ms) // 1000, 60)
    return f"{'−' if left_ms <= -1000 else ''}{minutes:02d}:{seconds:02d}"  # noqa: PLR2004 - a second


def drift_words(late: dt.timedelta | None) -> str:
    """Give how late or early, as server/static/timing_words.js does; empty where nobody knows."""
    if late is None:
        return ""
    hours, minutes = divmod(abs(late) // _MINUTE, 60)
    if hours == minutes == 0:
        return str(gettext("đúng giờ"))
    is_late = late > dt.timedelta(0)
    if hours * 60 + minutes <= LONGEST_IN_MINUTES:
        words = gettext("chậm {n} phút") if is_late else gettext("sớm {n} phút")
    elif minutes == 0:
        words = gettext("chậm {h} giờ") if is_late else gettext("sớm {h} giờ")
    else:
        words = gettext("chậm {h} giờ {m} phút") if is_late else gettext("sớm {h} giờ {m} phút")
    return str(words).format(n=hours * 60 + minutes, h=hours, m=minutes)


def _clock(now: dt.datetime) -> str:
    hall = in_the_hall(now)
    return f"{hall.hour}h{hall.minute:02d}"


def _ms(moment: dt.datetime | None) -> int | None:
    return None if moment is None else to_ms(moment)


def _span(span: dt.timedelta | None) -> int | None:
    return None if span is None else span // _MS
