"""Stretches of neighbouring seats, and how a delegation is shared among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from conference.seating.places import Seat

Run = list[Seat]
"""Free seats side by side, without an aisle or a taken seat between them."""


def runs_of(places: Iterable[Seat]) -> list[Run]:
    """Give the stretches of neighbouring free seats, front to back, the middle first."""
    runs: list[Run] = []
    for seat in sorted(places, key=lambda s: (s.block, s.row_nth, s.nth)):
        if runs and _side_by_side(runs[-1][-1], seat):
            runs[-1].append(seat)
        else:
            runs.append([seat])
    return sorted(runs, key=lambda run: min((s.y_mm, abs(s.x_mm), s.x_mm) for s in run))


def _side_by_side(one: Seat, other: Seat) -> bool:
    same = (one.block, one.row_nth, one.section) == (other.block, other.row_nth, other.section)
    return same and other.nth - one.nth == 1


def take(run: Run, count: int) -> list[Seat]:
    """Take so many seats from the end of a run that is nearer to the middle."""
    if abs(run[0].x_mm) <= abs(run[-1].x_mm):
        taken, run[:count] = run[:count], []
        return taken
    taken = run[len(run) - count :]
    del run[len(run) - count :]
    return taken


def parts_of(runs: Sequence[Run], size: int) -> list[tuple[Run, int]]:
    """Choose where a unit of this size sits: one run, else rows behind one another, else any."""
    fitting = [run for run in runs if len(run) >= size]
    if fitting:
        # A single seat left over strands whoever gets it.
        tidy_one = next((run for run in fitting if len(run) - size != 1), fitting[0])
        return [(tidy_one, size)]
    window = _window([run for run in runs if len(run) > 1], size)
    return _shares(window or _largest(runs, size), size)


def _window(runs: Sequence[Run], size: int) -> list[Run]:
    """Give runs behind one another that hold so many: over the fewest rows, front ones first."""
    columns: dict[tuple[str, int], list[Run]] = {}
    for run in runs:
        columns.setdefault((run[0].block, run[0].section), []).append(run)
    stretches = [found for column in columns.values() for found in _stretches(column, size)]
    return min(stretches, key=_depth, default=[])


def _stretches(column: list[Run], size: int) -> Iterator[list[Run]]:
    """Give the shortest stretch that holds so many and ends at each run of the column."""
    column.sort(key=lambda run: (run[0].row_nth, run[0].nth))
    start = total = 0
    for end, run in enumerate(column):
        total += len(run)
        while total - len(column[start]) >= size:
            total -= len(column[start])
            start += 1
        if total >= size:
            yield column[start : end + 1]


def _depth(stretch: list[Run]) -> tuple[int, int]:
    return stretch[-1][0].row_nth - stretch[0][0].row_nth, len(stretch)


def _largest(runs: Sequence[Run], size: int) -> list[Run]:
    """Give the longest runs that hold so many together, or all when they do not."""
    chosen, held = [], 0
    for run in sorted(runs, key=len, reverse=True):
        if held >= size:
            break
        chosen.append(run)
        held += len(run)
    return chosen


def _shares(runs: Sequence[Run], size: int) -> list[tuple[Run, int]]:
    """Share a unit among runs so that nobody sits alone where that can be helped."""
    counts, left = [], size
    for run in runs:
        counts.append(min(len(run), left))
        left -= counts[-1]
    for nth in range(1, len(counts)):
        # Two of the part before it are enough to stay company.
        if counts[nth] == 1 and counts[nth - 1] > 2 and len(runs[nth]) > 1:  # noqa: PLR2004
            counts[nth - 1] -= 1
            counts[nth] += 1
    return [(run, count) for run, count in zip(runs, counts, strict=True) if count]
