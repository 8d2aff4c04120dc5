"""What the draft of the minutes says of awards: only who was there has received.

Where nobody was seen at the door, nobody can say who was there: dots, for the secretary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conference.awards import RecipientKind
from conference.minutes import BatchPresented, Presented
from printers.documents.wording import written_count

OPEN = "……………………"
_KINDS = {RecipientKind.COLLECTIVE: "tập thể", RecipientKind.INDIVIDUAL: "cá nhân"}


@dataclass(frozen=True)
class Honour:
    """A block of awards, and who handed it over."""

    what: Presented
    giver: str


def honour_words(honour: Honour, *, over: bool) -> str:
    """Write what was handed to whom; when its item is `over`, also what was not handed out."""
    each = honour.what
    waiting = each.waiting if over else []
    if not each.done:
        return f"Chưa trao {each.form}{_decision(each)}: {_batches(each, waiting)}."
    return " ".join([_handed(honour), *_left(each), *_not_handed(each, waiting)])


def _handed(honour: Honour) -> str:
    each = honour.what
    people = " và ".join(
        f"{written_count(count)} {what}"
        for kind, what in _KINDS.items()
        if (count := each.received(kind))
    )
    rest = f" ({len(each.done)}/{len(each.batches)} lượt)" if each.waiting else ""
    who = f"{honour.giver} trao" if honour.giver else "Trao"
    return f"{who} {each.form} cho {people or OPEN}{_decision(each)}{rest}."


def _left(each: Presented) -> Iterator[str]:
    """Tell who of the batches that have received had not come, or may not have."""
    absent = [name for one in each.done for name in one.absent]
    if absent:
        yield f"Vắng, trao sau: {'; '.join(absent)}."
    unseen = [one for one in each.done if not one.recorded]
    if unseen:
        yield f"Không có ghi nhận có mặt: {_batches(each, unseen)}; đã nhận: {OPEN}"
    unknown = [name for one in each.done if one.recorded for name in one.unknown]
    if unknown:
        yield f"Không có ghi nhận có mặt: {'; '.join(unknown)}; đã nhận: {OPEN}"


def _not_handed(each: Presented, waiting: list[BatchPresented]) -> Iterator[str]:
    if waiting:
        yield f"Chưa trao: {_batches(each, waiting)}."


def _batches(each: Presented, some: Iterable[BatchPresented]) -> str:
    return ", ".join(
        f"Lượt {one.ordinal}/{len(each.batches)} ({written_count(one.size)} {_KINDS[one.kind]})"
        for one in some
    )


def _decision(each: Presented) -> str:
    return f" theo {each.decision}" if each.decision else ""
