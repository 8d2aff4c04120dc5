"""How the delegates are composed: shares against the plan's targets, and counts by attribute.

Only groups that count are in the whole. Who has no data is a bucket of their own and never counted
as a no. Numbers are whole and exact; a gauge warns and never blocks (ADR 0009).
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conference.composition.members import NEVER_KEPT_UNASKED, Member
from conference.refusals import N_

WHOLE_PERCENT = 100
NO_DATA = N_("chưa có dữ liệu")

Value = Callable[[Member], str]
"""Gives the bucket that a delegate falls into; "" for no data."""


class Reach(enum.StrEnum):
    """How a share stands to its target.

    `unknown`: it depends on those without data. `aim`: the plan names no share (chú trọng), or
    nobody is there yet.
    """

    WITHIN = "within"
    CARE = "care"
    UNKNOWN = "unknown"
    AIM = "aim"


@dataclass(frozen=True)
class Share:
    """How many of how many; `unknown` of the whole have no data."""

    count: int
    unknown: int
    whole: int

    @property
    def known(self) -> int:
        """How many have data: what the percentage is of."""
        return self.whole - self.unknown

    @property
    def per_mille(self) -> int | None:
        """The share of those with data, rounded half up; None if there are none."""
        return per_mille(self.count, self.known)


@dataclass(frozen=True)
class Bucket:
    """A value of an attribute, and how many on the list and in the hall have it.

    `label` is the list's own word, or a message id if `spoken`.
    """

    label: str
    listed: int
    present: int
    spoken: bool = False
    known: bool = True


@dataclass(frozen=True)
class Structure:
    """An attribute with all its buckets, which sum to the whole; no data stands last.

    `kept` is false where the organiser has chosen not to keep the attribute.
    """

    key: str
    title: str
    buckets: tuple[Bucket, ...]
    listed: int
    present: int
    kept: bool = True


@dataclass(frozen=True)
class Gauge:
    """A target of the plan beside the approved list and the hall.

    `label` is the plan's own sentence. A target for the spread over sectors or former units
    has no share but `spread`, the table that shows it.
    """

    key: str
    label: str
    share_percent: int | None
    tolerance_percent: int
    listed: Share
    present: Share
    listed_reach: Reach
    present_reach: Reach
    spread: str = ""


def per_mille(count: int, whole: int) -> int | None:
    """Give a share in thousandths, rounded half up; None of nothing."""
    return (2000 * count + whole) // (2 * whole) if whole else None


def gauges_of(targets: Iterable[Mapping[str, Any]], people: Sequence[Member]) -> list[Gauge]:
    """Measure each target of the plan."""
    return [_gauge(target, _listed(people), _present(people)) for target in targets]


def structures_of(people: Sequence[Member], kept_fields: Sequence[str]) -> list[Structure]:
    """Count the delegates by each attribute."""
    return [
        _structure(key, title, value, people, kept=_is_kept(key, kept_fields))
        for key, (title, value) in ATTRIBUTES.items()
    ]


def reach(share: Share, target: int | None, tolerance: int) -> Reach:
    """Say how a share stands to its target, whatever those without data turn out to be."""
    if target is None or not share.whole:
        return Reach.AIM
    most = tolerance * share.whole
    lowest = WHOLE_PERCENT * share.count - target * share.whole
    highest = lowest + WHOLE_PERCENT * share.unknown
    if -most <= lowest and highest <= most:
        return Reach.WITHIN
    return Reach.CARE if highest < -most or lowest > most else Reach.UNKNOWN


def _listed(people: Sequence[Member]) -> list[Member]:
    return [one for one in people if one.counted and one.approved]


def _present(people: Sequence[Member]) -> list[Member]:
    return [one for one in people if one.counted and one.present]


def _gauge(target: Mapping[str, Any], listed: list[Member], present: list[Member]) -> Gauge:
    share, tolerance = target.get("share_percent"), target.get("tolerance_percent") or 0
    asked = _question(target)
    on_list, in_hall = _share(listed, asked), _share(present, asked)
    attribute = target.get("attribute") or ""
    return Gauge(
        key=target["key"],
        label=target["label"],
        share_percent=share,
        tolerance_percent=tolerance,
        listed=on_list,
        present=in_hall,
        listed_reach=reach(on_list, share, tolerance),
        present_reach=reach(in_hall, share, tolerance),
        spread=attribute if attribute in SPREADS else "",
    )


def _share(people: Sequence[Member], asked: Callable[[Member], bool | None]) -> Share:
    answers = Counter(asked(one) for one in people)
    return Share(count=answers[True], unknown=answers[None], whole=len(people))


def _question(target: Mapping[str, Any]) -> Callable[[Member], bool | None]:
    """Give what is asked of each delegate; None says that nobody knows."""
    groups = target.get("groups")
    if groups:
        return lambda one: one.group_key in groups
    return _ASKED.get(target.get("attribute") or "", lambda _: None)


_ASKED: dict[str, Callable[[Member], bool | None]] = {
    "female": lambda one: one.female,
    "direct_producer": lambda one: one.direct_producer,
    "party_member": lambda one: one.party_member,
    # Of a spread, the share says of how many it is known at all.
    "sector": lambda one: True if one.sector else None,
    "former_unit": lambda _: True,
}
SPREADS = ("sector", "former_unit")
"""Attributes of a target that one table says better than one number."""


def _yes_no(yes: str, no: str, answer: Callable[[Member], bool | None]) -> Value:
    return lambda one: {True: yes, False: no, None: ""}[answer(one)]


_AGES = (
    (30, N_("30 tuổi trở xuống")),
    (40, N_("từ 31 đến 40 tuổi")),
    (50, N_("từ 41 đến 50 tuổi")),
    (60, N_("từ 51 đến 60 tuổi")),
    (200, N_("trên 60 tuổi")),
)


def _age_band(one: Member) -> str:
    age = one.age
    if age is None or age < 0:
        return ""
    return next((words for most, words in _AGES if age <= most), "")


ATTRIBUTES: dict[str, tuple[str, Value]] = {
    "sex": (N_("Giới tính"), _yes_no(N_("nữ"), N_("nam"), lambda one: one.female)),
    "direct_producer": (
        N_("Trực tiếp sản xuất, công tác, học tập, chiến đấu"),
        _yes_no(N_("trực tiếp"), N_("không trực tiếp"), lambda one: one.direct_producer),
    ),
    "sector": (N_("Thành phần kinh tế"), lambda one: one.sector),
    "party_member": (
        N_("Đảng viên"),
        _yes_no(N_("đảng viên"), N_("chưa là đảng viên"), lambda one: one.party_member),
    ),
    "ethnicity": (N_("Dân tộc"), lambda one: one.ethnicity),
    "age": (N_("Độ tuổi"), _age_band),
    "education": (N_("Trình độ chuyên môn"), lambda one: one.education),
    "political_theory": (N_("Lý luận chính trị"), lambda one: one.political_theory),
}
"""What delegates are counted by: the title, a message id, and the bucket of each."""

_SPOKEN = {
    "sex": (N_("nữ"), N_("nam")),
    "direct_producer": (N_("trực tiếp"), N_("không trực tiếp")),
    "party_member": (N_("đảng viên"), N_("chưa là đảng viên")),
    "age": tuple(words for _, words in _AGES),
}
"""Attributes whose buckets are ours: their words are message ids and their order is fixed."""


def _is_kept(key: str, kept_fields: Sequence[str]) -> bool:
    return key not in NEVER_KEPT_UNASKED or key in kept_fields


def _structure(
    key: str, title: str, value: Value, people: Sequence[Member], *, kept: bool
) -> Structure:
    listed, present = _listed(people), _present(people)
    on_list, in_hall = _Counted(listed, value), _Counted(present, value)
    spoken = key in _SPOKEN
    words = _SPOKEN[key] if spoken else _by_size(on_list)
    buckets = [
        Bucket(label, on_list[_same(label)], in_hall[_same(label)], spoken=spoken)
        for label in words
    ]
    buckets.append(Bucket(NO_DATA, on_list[""], in_hall[""], spoken=True, known=False))
    return Structure(key, title, tuple(buckets), len(listed), len(present), kept=kept)


class _Counted(Counter[str]):
    """Counts by value without regard to case, and remembers how each was written most often."""

    def __init__(self, people: Iterable[Member], value: Value) -> None:
        super().__init__()
        self.written: dict[str, str] = {}
        for label, number in Counter(map(value, people)).most_common():
            self[_same(label)] += number
            self.written.setdefault(_same(label), label)


def _same(label: str) -> str:
    return label.casefold()


def _by_size(counted: _Counted) -> list[str]:
    found = [(-number, folded) for folded, number in counted.items() if folded]
    return [counted.written[folded] for _, folded in sorted(found)]
