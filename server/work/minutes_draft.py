"""The draft of the minutes (diễn biến), from what was pressed; people go on from it.

Layout after Nghị định 30/2020/NĐ-CP, phụ lục III, mẫu 1.9. What the system does not know is left
open with dots, never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from conference.agenda import ItemState
from conference.awards import all_blocks
from conference.clock import in_the_hall
from conference.identity import Conference, the_conference
from conference.minutes import (
    Happened,
    ItemHappened,
    PartHappened,
    Presented,
    happened,
    presented,
)
from printers.documents.paper import Prose
from printers.documents.wording import (
    NATIONAL_MOTTO,
    NATIONAL_NAME,
    REHEARSAL_MARK,
    written_day,
)
from printers.documents.words import Signer
from server.invitation_words import issuer_of
from server.work.minutes_honours import OPEN, Honour, honour_words
from stage.award_speech import who_handed_over

COURSE = "Nội dung (theo diễn biến hội nghị):"
CHANGES = "Thay đổi chương trình trong khi diễn ra:"
SIGNERS = (Signer("THƯ KÝ"), Signer("CHỦ TỌA"))


def minutes_draft(session: Session, sitting_id: int, at: dt.datetime) -> Prose:
    """Draft the minutes of a sitting, as far as it went."""
    conference, told = the_conference(session), happened(session, sitting_id)
    paragraphs = [
        *_opening(conference, told),
        COURSE,
        *_course(told, _honours(session, sitting_id)),
        *_edits(told),
        _closing(told),
    ]
    return Prose(
        title="BIÊN BẢN",
        subtitle=f"{conference.name}, {told.name.lower()} (dự thảo)",
        paragraphs=paragraphs,
        issuer=issuer_of(conference, in_the_hall(at).date()),
        headings=frozenset({COURSE, CHANGES}),
        signers=SIGNERS,
        rehearsal=conference.rehearsal,
    )


def written_out(prose: Prose) -> str:
    """Give a document as plain text, to be pasted anywhere."""
    issuer = prose.issuer
    head = [
        *(REHEARSAL_MARK,) * prose.rehearsal,
        issuer.superior,
        issuer.body,
        NATIONAL_NAME,
        NATIONAL_MOTTO,
        issuer.place_and_date,
        "",
        prose.title,
        prose.subtitle,
        "",
    ]
    signers = ["", *(one.office for one in prose.signers)]
    return "\r\n".join([*head, *prose.paragraphs, *signers, ""])


def clock_words(moment: dt.datetime) -> str:
    """Write an hour as minutes do: 14 giờ 05 phút."""
    return f"{in_the_hall(moment):%H giờ %M phút}"


def _opening(conference: Conference, told: Happened) -> Iterator[str]:
    began = OPEN if told.began is None else _moment(told.began)
    yield f"Thời gian bắt đầu: {began}"
    yield f"Địa điểm: {', '.join(conference.venue_lines) or OPEN}"
    yield f"Thành phần tham dự: {OPEN}"
    yield f"Chủ trì (chủ tọa): {OPEN}"
    yield f"Thư ký (người ghi biên bản): {OPEN}"
    if told.start_held:
        what = "Hội nghị bắt đầu chậm" if told.began_behind else "Giữ giờ bắt đầu"
        yield f"{what}, lý do: {_listed(told.start_held)}."


def _honours(session: Session, sitting_id: int) -> list[Honour]:
    """Give the awards, and by whom they were given: in whose place somebody gave, too."""
    blocks = {one.id: one for one in all_blocks(session)}
    return [
        Honour(one, who_handed_over(session, blocks[one.block_id]))
        for one in presented(session, sitting_id)
    ]


def _course(told: Happened, honours: Sequence[Honour]) -> Iterator[str]:
    for one in told.in_order:
        yield from _played(one)
        yield from (
            honour_words(each, over=one.over)
            for each in honours
            if each.what.item_id == one.item_id and (each.what.done or one.over)
        )
    for one in told.items:
        if one.skipped:
            name = _named(one)
            yield f"Không thực hiện nội dung “{name}”{_why_not(one)}"
    over = told.ended is not None
    alone = (each for each in honours if each.what.done and _stands_alone(each.what, told))
    yield from (honour_words(each, over=over) for each in alone)


def _stands_alone(each: Presented, told: Happened) -> bool:
    """Whether awards of no item, or of one that nobody began, were presented in this sitting."""
    if each.item_id is not None:
        return any(one.item_id == each.item_id and not one.begun for one in told.items)
    at, began = each.last_at, told.began
    return at is not None and began is not None and began <= at <= (told.ended or at)


def _played(one: ItemHappened) -> Iterator[str]:
    started, ended = one.played.started, one.played.ended
    at = clock_words(started) if started else OPEN
    yield f"{at}: {_named(one)}{_by(one.plan.performer)}."
    yield from (_part(part) for part in one.parts if _tells(part))
    if one.pauses:
        yield f"Tạm dừng trong nội dung này, lý do: {_listed(one.pauses)}."
    if ended is None:
        yield f"Kết thúc nội dung này lúc: {OPEN}"


def _tells(part: PartHappened) -> bool:
    return part.passed_over or part.played.state is not ItemState.PLANNED


def _part(part: PartHappened) -> str:
    label = f"{part.label}) " if part.label else "- "
    name = f"{label}{part.title}"
    if part.played.started is None:
        return f"{name}: không thực hiện{_because(part.played.reason, part.played.agreed_by)}"
    return f"{name}{_by(part.performer)} ({clock_words(part.played.started)})."


def _why_not(one: ItemHappened) -> str:
    return _because(one.played.reason, one.played.agreed_by)


def _because(reason: str, agreed_by: str) -> str:
    why = f", lý do: {reason.rstrip('.')}" if reason else ""
    agreed = f"; được sự đồng ý của {agreed_by}" if agreed_by else ""
    return f"{why}{agreed}."


def _edits(told: Happened) -> Iterator[str]:
    if told.edits:
        yield CHANGES
    for one in told.edits:
        titles = "; ".join(f"“{title}”" for title in one.titles)
        yield f"{clock_words(one.at)}: {one.by_name} sửa nội dung {titles}."


def _closing(told: Happened) -> str:
    ended = OPEN if told.ended is None else _moment(told.ended)
    return f"Hội nghị kết thúc vào {ended}./."


def _moment(moment: dt.datetime) -> str:
    return f"{clock_words(moment)}, {written_day(in_the_hall(moment).date())}"


def _named(one: ItemHappened) -> str:
    return one.plan.title.rstrip(".")


def _by(performer: str) -> str:
    return f". Thực hiện: {performer.rstrip('.')}" if performer else ""


def _listed(reasons: Sequence[str]) -> str:
    return "; ".join(one.rstrip(".") for one in reasons)
