"""What should be there before the first item: said to the stage manager, and never in the way.

Pure: whoever asks brings who presides, who performs, how many are present and what is ready.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from conference.refusals import N_


@dataclass(frozen=True)
class Named:
    """Somebody who is waited for, and whether they are in the hall."""

    name: str
    present: bool


@dataclass(frozen=True)
class Counted:
    """How many are present of how many on the list; `needed` is None where no quorum is asked."""

    present: int
    listed: int
    needed: int | None = None
    counted: int = 0
    """How many of those who make up the quorum are present."""


@dataclass(frozen=True)
class Ready:
    """How many of the first item's technical cues are ready."""

    ready: int
    total: int


@dataclass(frozen=True)
class GateLine:
    """A line: ok, not ok, or None where nobody can know; `names` are of those who are missing.

    `sentence` has {places} for `values`: each page fills it in its own language.
    """

    code: str
    sentence: str
    ok: bool | None
    names: tuple[str, ...] = ()
    values: dict[str, int] = field(default_factory=dict)


def gate(
    *,
    chairs: Sequence[Named],
    guests: Sequence[Named],
    performers: Sequence[Named],
    count: Counted,
    technical: Ready,
) -> list[GateLine]:
    """Give what should be there before the start, and whether it is."""
    lines = [
        _people(
            "chairs",
            chairs,
            there=N_("Chủ trì đã có mặt"),
            missing=N_("Chủ trì chưa có mặt"),
            unknown=N_("Chưa ghi ai chủ trì trong danh sách"),
        ),
        _people(
            "guests",
            guests,
            there=N_("Khách mời danh dự đã vào hội trường"),
            missing=N_("Khách mời danh dự chưa vào hội trường"),
            unknown=N_("Không có khách mời danh dự trong danh sách"),
        ),
        _people(
            "performers",
            performers,
            there=N_("Người thực hiện nội dung đầu tiên đã có mặt"),
            missing=N_("Người thực hiện nội dung đầu tiên chưa có mặt"),
            unknown=N_("Người thực hiện nội dung đầu tiên chưa gắn với đại biểu nào"),
        ),
        _count(count),
        _technical(technical),
    ]
    return [one for one in lines if one is not None]


def _people(
    code: str, people: Sequence[Named], *, there: str, missing: str, unknown: str
) -> GateLine:
    if not people:
        return GateLine(code, unknown, None)
    absent = tuple(one.name for one in people if not one.present)
    return GateLine(code, missing if absent else there, not absent, absent)


def _count(count: Counted) -> GateLine:
    values = {"present": count.present, "listed": count.listed}
    if count.needed is None:
        return GateLine("count", N_("Có mặt {present}/{listed} đại biểu"), None, (), values)
    # Of nobody there is no quorum.
    enough = 0 < count.needed <= count.counted
    return GateLine(
        "count",
        N_("Có mặt {present}/{listed}; tỷ lệ tối thiểu cần {needed}, đã có {counted}"),
        enough,
        (),
        values | {"needed": count.needed, "counted": count.counted},
    )


def _technical(technical: Ready) -> GateLine | None:
    if not technical.total:
        return None
    values = {"ready": technical.ready, "total": technical.total}
    return GateLine(
        "technical",
        N_("Kỹ thuật của nội dung đầu tiên sẵn sàng {ready}/{total}"),
        technical.ready >= technical.total,
        (),
        values,
    )
