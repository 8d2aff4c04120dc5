"""What goes with items that a brought programme leaves out, so that nobody drops it unknowingly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.awards import AwardBlock
from conference.cue_sheet import CueKind, cue_sheet
from conference.delegates import Delegate
from conference.performers import Performer
from conference.scripts import pages_of, scripts


@dataclass(frozen=True)
class GoesWith:
    """What hangs on an item: who performs it, awards, films, other cues, pages of its script."""

    people: Sequence[str] = ()
    awards: Sequence[str] = ()
    films: Sequence[str] = ()
    cues: int = 0
    pages: int = 0


def goes_with(session: Session, item_ids: Iterable[int]) -> dict[int, GoesWith]:
    """Give by item what goes with it."""
    wanted = set(item_ids)
    if not wanted:
        return {}
    people, awards = _people(session, wanted), _awards(session, wanted)
    cues, written = cue_sheet(session, wanted), scripts(session, wanted)
    found = {}
    for item_id in wanted:
        mine = [one for one in cues if one.item_id == item_id]
        films = [one.file or one.words for one in mine if one.kind is CueKind.VIDEO]
        found[item_id] = GoesWith(
            people=people.get(item_id, ()),
            awards=awards.get(item_id, ()),
            films=films,
            cues=len(mine) - len(films),
            pages=sum(len(pages_of(one.words)) for one in written if one.item_id == item_id),
        )
    return found


def _people(session: Session, item_ids: set[int]) -> dict[int, list[str]]:
    rows = (
        select(Performer.item_id, Delegate.full_name)
        .join(Delegate, Delegate.id == Performer.delegate_id)
        .where(Performer.item_id.in_(item_ids))
        .order_by(Performer.id)
    )
    found: dict[int, dict[str, None]] = {}
    for item_id, name in session.execute(rows):
        found.setdefault(item_id, {})[name] = None
    return {item_id: list(names) for item_id, names in found.items()}


def _awards(session: Session, item_ids: set[int]) -> dict[int, list[str]]:
    rows = (
        select(AwardBlock.item_id, AwardBlock.form)
        .where(AwardBlock.item_id.in_(item_ids))
        .order_by(AwardBlock.id)
    )
    found: dict[int, list[str]] = {}
    for item_id, form in session.execute(rows):
        if item_id is not None:
            found.setdefault(item_id, []).append(form)
    return found
