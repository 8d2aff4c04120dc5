"""Which unit and which group of the conference a file means by the words it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.delegates import Unit, UnitAlias, all_groups
from conference.imports.incoming import Choices
from conference.imports.records import remembered_groups
from conference.names import fold, one_tone_place, tidy

SHORTEST_PART = 4
"""Letters that a section must have to be found inside the name of a group."""


class Units:
    """Finds a unit by its name, by a former name, by its letters and tones.

    Signs, case and the place of a tone do not count ("Hoà Bình", "HÒA BÌNH"); the tone does, for
    Tân Hưng and Tân Hùng are two communes. Only a name without any accent is found by its bare
    letters, and only where they are those of one unit.
    """

    def __init__(self, session: Session, written: Iterable[str]) -> None:
        units = session.scalars(select(Unit.name)).all()
        former = select(UnitAlias.name, Unit.name).join(UnitAlias.unit)
        self._known = {name: name for name in units}
        self._known |= dict(session.execute(former).all())
        self._found = {"": ""}
        self.new: dict[str, None] = {}
        given = dict.fromkeys(tidy(one) for one in written)
        # Those with accents first: they may be what the bare ones mean, and must be counted.
        self._find_all([one for one in given if not one.isascii()], _sounds)
        self._find_all([one for one in given if one.isascii()], _letters)

    def named(self, words: str) -> str:
        """Give the conference's name of a unit; a new one keeps its words."""
        known = self.as_given(words)
        return self._known.get(known, known)

    def as_given(self, words: str) -> str:
        """Give the name that the file means: the present one, or a former one of the same unit."""
        return self._found.get(words) or self._found[tidy(words)]

    def _find_all(self, given: Iterable[str], key: Callable[[str], str]) -> None:
        names = _unequivocal(self._known, key)
        for name in given:
            if name in self._found:
                continue
            known = name if name in self._known else names.get(key(name))
            if known is None:
                self.new[name] = None
                # The file itself may write it twice, in two ways.
                names[key(name)] = self._known[name] = known = name
            self._found[name] = known


def _unequivocal(units: Mapping[str, str], key: Callable[[str], str]) -> dict[str, str]:
    """Give key → name for the keys that mean one unit only, by its present name if it may be."""
    names: dict[str, list[str]] = {}
    for name in units:
        names.setdefault(key(name), []).append(name)
    return {
        letters: min(some, key=lambda name: (units[name] != name, name))
        for letters, some in names.items()
        if len({units[name] for name in some}) == 1
    }


def _sounds(name: str) -> str:
    """Give the letters of a name with their tones; case, signs and blanks do not count."""
    return "".join(c for c in one_tone_place(name) if c.isalnum())


def _letters(name: str) -> str:
    """Give what stays of a name when case, accents, signs and blanks are taken away."""
    return "".join(c for c in fold(name) if c.isalnum())


class Groups:
    """Finds the conference's group behind a section or a column of the file."""

    def __init__(self, session: Session, choices: Choices) -> None:
        self._groups = all_groups(session)
        self._choices = choices
        self._remembered = remembered_groups(session)
        self.found: dict[str, str] = {}

    def named(self, words: str) -> str:
        """Give the conference's name of a group; empty where nobody knows."""
        given = tidy(words)
        if given not in self.found:
            self.found[given] = self._find(given)
        return self.found[given]

    def _find(self, given: str) -> str:
        if given in self._choices.groups:
            return tidy(self._choices.groups[given])
        said_before = self._remembered.get(fold(given), "")
        if said_before in {group.name for group in self._groups}:
            return said_before
        wanted = _letters(given)
        for group in self._groups:
            if wanted and wanted in {_letters(group.name), _letters(group.badge_word)}:
                return group.name
        long_enough = len(wanted) >= SHORTEST_PART
        near = [one for one in self._groups if long_enough and wanted in _letters(one.name)]
        return near[0].name if len(near) == 1 else tidy(self._choices.default_group)
