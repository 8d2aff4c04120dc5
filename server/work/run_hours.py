"""Hours and spans of a run of show as papers write them, in the hall's time."""

from __future__ import annotations

import datetime as dt

from conference.agenda import AgendaItem, Hours, PartKind, parts_of, written_hours
from conference.clock import in_the_hall

MINUTE = dt.timedelta(minutes=1)


def hour(moment: dt.datetime | None) -> str:
    """Write a moment, "14h05"; nothing where there is none."""
    return "" if moment is None else f"{in_the_hall(moment):%Hh%M}"


def hours(start: dt.datetime | None, end: dt.datetime | None, length: dt.timedelta | None) -> str:
    """Write when something begins and ends, "14h00-14h20"; its minutes where no hour is known."""
    times = [None if at is None else in_the_hall(at).time() for at in (start, end)]
    minutes = None if length is None else round(length / MINUTE)
    return written_hours(Hours(times[0], times[1], minutes))


def planned_hours(item: AgendaItem) -> str:
    """Write an item's planned hours."""
    return hours(item.planned_start, item.planned_end, item.length)


def minutes(span: dt.timedelta | None) -> float | None:
    """Give a span in minutes and tenths; whole ones as whole numbers."""
    if span is None:
        return None
    tenths = round(span / MINUTE, 1)
    return int(tenths) if tenths == int(tenths) else tenths


def signed(span: dt.timedelta | None) -> str:
    """Write how much later (+) or earlier (-) than planned, in minutes."""
    count = minutes(span)
    if count is None:
        return ""
    return "0" if not count else f"{count:+}".replace(".", ",")


def part_lines(item: AgendaItem) -> list[tuple[PartKind, int, str, str, str, str, str]]:
    """Give an item's parts in the order in which they are played.

    Each as its kind and id, number, hours, title, performer, note.
    """
    entries = {
        one.id: ("-", f"{one.length_min} phút" if one.length_min else "", one.title,
                 one.performer, one.cue_note)
        for one in item.entries
    }  # fmt: skip
    steps = {
        one.id: (one.label or "-", "", one.title, one.performer, one.cue_note) for one in item.steps
    }
    words = {PartKind.ENTRY: entries, PartKind.STEP: steps}
    return [(kind, part_id, *words[kind][part_id]) for kind, part_id in parts_of(item)]
