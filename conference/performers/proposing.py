"""Who of the list the programme's words may mean, for a person to choose from.

Nothing is linked from here: there are namesakes, and two deputies have the same office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, literal, or_, select
from sqlalchemy.orm import Session, joinedload

from conference.agenda import AgendaItem, PartKey, part_row, parts_of, rundown
from conference.delegates import Delegate, ListState
from conference.names import fold, one_tone_place, tidy
from conference.performers.watching import all_links

MOST_PROPOSED = 8
"""More than that is no proposal: the words mean everybody of an office."""

_SHORTEST_OFFICE = 2
"""Words of an office; "Trưởng" alone would be half the list."""

_MARKS = re.compile(r"[^\w/]+")
_PARTED = re.compile(r"[,;:–()\n]+|\s-\s|\s&\s|\svà\s", re.IGNORECASE)
_SPOKEN_TO = re.compile(r"^(?:các |những )?(?:đ/c |đồng chí |ông/bà |ông |bà )*", re.IGNORECASE)
_SYLLABLES_OF_A_NAME = range(2, 6)
_ANYBODY = "dai dien"

_NAME = func.substr(Delegate.folded, 1, func.length(Delegate.full_name) + 1) + " "
"""A delegate's folded name between blanks: the column of search begins with it."""


@dataclass(frozen=True)
class Proposal:
    """Whom the words of an item or of a part may mean, the likeliest first.

    `sure` says that the words hold one whole name which only one person of the list has.
    """

    item: AgendaItem
    part: PartKey | None
    words: str
    candidates: tuple[Delegate, ...]
    sure: bool


def proposals(session: Session) -> list[Proposal]:
    """Give whom the programme's words may mean wherever nobody is linked yet."""
    linked = {(one.item_id, one.part) for one in all_links(session)}
    open_ones = [
        (item, part, words)
        for item, part, words in _written(session)
        if (item.id, part) not in linked
    ]
    named = _by_name(session, [words for _, _, words in open_ones])
    officed = _by_office(session, [words for _, _, words in open_ones])
    found = []
    for item, part, words in open_ones:
        by_name, by_office = named.get(words, []), officed.get(words, [])
        candidates = tuple(by_name or by_office)
        if 0 < len(candidates) <= MOST_PROPOSED:
            likeliest = sorted(candidates, key=lambda one: one not in by_office)
            sure = len(by_name) == 1 and _in_full(by_name[0], words)
            found.append(Proposal(item, part, words, tuple(likeliest), sure))
    return found


def _written(session: Session) -> Iterator[tuple[AgendaItem, PartKey | None, str]]:
    """Give the words in which each item and each part names its performer, but for "Đại diện …"."""
    for item in rundown(session).items:
        yield from _one_written(item, None, item.performer)
        for part in parts_of(item):
            row = part_row(item, part)
            yield from _one_written(item, part, row.performer if row else "")


def _one_written(
    item: AgendaItem, part: PartKey | None, words: str
) -> Iterator[tuple[AgendaItem, PartKey | None, str]]:
    if words and not fold(words).startswith(_ANYBODY):
        yield item, part, words


def _by_name(session: Session, written: Sequence[str]) -> dict[str, list[Delegate]]:
    """Give, for each of the texts, those whose whole name stands in it."""
    texts = {words: f" {' '.join(_words(words))} " for words in written}
    if not texts:
        return {}
    holds = or_(*(literal(text).contains(_NAME) for text in set(texts.values())))
    people = _people(session, holds)
    names = [(one, f" {fold(one.full_name)} ") for one in people]
    found = {words: [one for one, name in names if name in text] for words, text in texts.items()}
    # Who is written letter by letter is not somebody whose name only looks alike without accents.
    return {
        words: [one for one in them if _in_full(one, words)] or them
        for words, them in found.items()
    }


def _in_full(delegate: Delegate, words: str) -> bool:
    """Whether the words hold a delegate's name with all its accents."""
    name = " ".join(_exact_words(delegate.full_name))
    return f" {name} " in f" {' '.join(_exact_words(words))} "


def _by_office(session: Session, written: Sequence[str]) -> dict[str, list[Delegate]]:
    """Give, for each of the texts, those who hold the office that it names.

    Nobody for a text that names a person: who is not on the list is not replaced by a colleague.
    """
    offices = session.scalars(
        select(Delegate.position).where(_STANDS, Delegate.position != "").distinct()
    )
    known = [(office, _exact_words(office)) for office in offices]
    wanted = {words: _offices(words) for words in written}
    meant = {
        office
        for office, tokens in known
        for pieces in wanted.values()
        for piece in pieces
        if _one_begins_the_other(piece, tokens)
    }
    people = _people(session, Delegate.position.in_(meant))
    return {
        words: [one for one in people if any(_holds(one, piece) for piece in pieces)]
        for words, pieces in wanted.items()
    }


_STANDS = Delegate.named & (Delegate.state == ListState.APPROVED)


def _people(session: Session, condition: object) -> list[Delegate]:
    wanted = select(Delegate).where(_STANDS, condition).options(joinedload(Delegate.unit))  # type: ignore[arg-type]
    return list(session.scalars(wanted.order_by(Delegate.sort_key, Delegate.id)))


def _words(text: str) -> list[str]:
    """Give the folded words without signs; "Đ/c" stays one."""
    return _MARKS.sub(" ", fold(text)).split()


def _exact_words(text: str) -> list[str]:
    """Give the words with their accents: "Sở" is no "số"."""
    return _MARKS.sub(" ", one_tone_place(tidy(text))).split()


def _offices(words: str) -> list[list[str]]:
    """Give what may be offices in a text: its pieces between commas, forms of address taken off."""
    pieces = [_SPOKEN_TO.sub("", tidy(one)) for one in _PARTED.split(words)]
    if any(map(_is_a_name, pieces)):
        return []
    tokens = (_exact_words(one) for one in pieces)
    return [one for one in tokens if len(one) >= _SHORTEST_OFFICE]


def _is_a_name(piece: str) -> bool:
    """Whether a piece is a person's name: each syllable begins with a capital, as no office's."""
    syllables = piece.split()
    return len(syllables) in _SYLLABLES_OF_A_NAME and all(one.istitle() for one in syllables)


def _one_begins_the_other(one: Sequence[str], other: Sequence[str]) -> bool:
    shared = min(len(one), len(other))
    return shared >= _SHORTEST_OFFICE and list(one[:shared]) == list(other[:shared])


def _holds(delegate: Delegate, piece: Sequence[str]) -> bool:
    """Whether a delegate holds this office: what the words say beyond it must be their unit.

    "Giám đốc Sở" is the director of Sở Khoa học, and not the one of a Trung tâm of it.
    """
    office = _exact_words(delegate.position)
    if not _one_begins_the_other(piece, office):
        return False
    return set(piece[len(office) :]) <= set(_exact_words(delegate.unit.name))
