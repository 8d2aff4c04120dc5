"""Of which sitting each row of a programme is, by its column "Buổi".

Tables made by hand name a sitting once, at the first row of its block: a blank cell is of the
sitting named last, and before the first name of the one that the programme is brought into.
"""

from __future__ import annotations

from collections.abc import Sequence

from conference.names import fold


class NamedSittings:
    """The sittings that the rows name, from the top down."""

    def __init__(self, wanted: str, sittings: Sequence[str]) -> None:
        self._wanted = self._last = fold(wanted)
        self._others = {fold(one) for one in sittings} - {self._wanted}
        self._told: set[str] = set()

    def read(self, written: str) -> None:
        """Take what a row's cell says; a blank one says nothing new."""
        self._last = fold(written) or self._last

    def read_heading(self, text: str) -> None:
        """Take a row that is a heading and no item: only the name of a sitting says anything."""
        if fold(text) in {self._wanted, *self._others}:
            self.read(text)

    @property
    def of_another(self) -> bool:
        """Whether the row that was read last is of another sitting."""
        return self._last in self._others

    @property
    def unknown(self) -> bool:
        """Whether no sitting has the name; said once of each, and not where there is only one."""
        if not self._others or self._last in {self._wanted, *self._others, *self._told}:
            return False
        self._told.add(self._last)
        return True
