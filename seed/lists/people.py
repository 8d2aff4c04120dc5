"""A row becomes a person, by the columns of its sheet.

No unit is taken from the row above unless the cells are merged.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from conference.names import fold
from seed.lists.aliases import normalised
from seed.lists.cell_text import clean, text_of
from seed.lists.dates import Birth, is_swapped, read_birth
from seed.lists.faults import Spot, fault
from seed.lists.grid import Grid, Value
from seed.lists.honorifics import split_honorifics
from seed.lists.model import ColumnMapping, Fault, Field, ListPerson, Severity, Sex
from seed.lists.person_fields import (
    MARKS,
    RowValues,
    name_of,
    sex_of,
    split_position_unit,
    with_door_words,
    with_numbers,
    with_words,
)
from seed.lists.sheet_xml import column_number

_SPREADS: Final = frozenset(
    {
        *(Field.UNIT, Field.POSITION, Field.POSITION_UNIT, Field.GROUP, Field.AREA),
        *(Field.SECTOR, Field.NOTE),
    }
)
"""A merged cell of these speaks for each of its rows."""
_BIRTHS: Final[dict[Field, Sex]] = {
    Field.BIRTH: "",
    Field.BIRTH_MALE: "male",
    Field.BIRTH_FEMALE: "female",
}


class PeopleReader:
    """Reads the people of one sheet by its columns."""

    def __init__(self, grid: Grid, columns: dict[Field, ColumnMapping], first_row: int) -> None:
        self._grid = grid
        self._columns = columns
        self.places = {one: column_number(told.letter) - 1 for one, told in columns.items()}
        self._letters = {one: told.letter for one, told in columns.items()}
        self._spread = self._spread_merges(first_row)
        self._unit_first = self._header(Field.POSITION_UNIT).startswith(("don vi", "co quan"))
        sex = self._header(Field.SEX).split()
        self._marks_women = "nu" in sex and "nam" not in sex
        self.faults: list[Fault] = []
        self._swapped = set(self._find_swapped(first_row))

    def _spread_merges(self, first_row: int) -> dict[tuple[int, int], Value]:
        wanted = {self.places[field] for field in _SPREADS if field in self.places}
        return {
            (row, left): self._grid.at(top, left)
            for top, left, bottom, _ in self._grid.merges
            if left in wanted and bottom > top >= first_row
            for row in range(top, bottom + 1)
        }

    def _header(self, field: Field) -> str:
        return normalised(self._columns[field].header) if field in self._columns else ""

    def _find_swapped(self, first_row: int) -> list[Field]:
        found = []
        for field in _BIRTHS:
            place = self.places.get(field, -1)
            rows = range(first_row, len(self._grid.rows))
            if place >= 0 and is_swapped(self._grid.at(row, place) for row in rows):
                told = self._columns[field]
                spot = Spot(self._grid.name, letter=told.letter, field=field)
                self.faults.append(fault("dates_swapped", spot, header=told.header))
                found.append(field)
        return found

    def read(self, row: int, group: str) -> ListPerson | None:
        """Read the person of this row (from 0); None when it cannot be taken.

        `group` is the section that the row stands in; a column of groups wins over it.
        """
        told = RowValues(
            sheet=self._grid.name,
            number=row + 1,
            values=self._values(row),
            letters=self._letters,
            faults=self.faults,
            marks_women=self._marks_women,
        )
        before = len(self.faults)
        hidden = row in self._grid.hidden_rows
        honorific, name = split_honorifics(name_of(told))
        person = ListPerson(told.sheet, told.number, name, honorific, hidden=hidden)
        person = with_words(person, told, group)
        person = split_position_unit(person, told, unit_first=self._unit_first)
        person = self._with_birth_and_sex(person, told)
        person = with_door_words(with_numbers(person, told), told)
        if hidden:
            told.say("hidden_row")
        if not person.unit and {Field.UNIT, Field.POSITION_UNIT} & set(self.places):
            self._miss_unit(told)
        lost = any(one.severity is Severity.ERROR for one in self.faults[before:])
        return None if lost else person

    def _miss_unit(self, told: RowValues) -> None:
        if Field.UNIT in self.places:
            told.say("unit_missing", Field.UNIT)
        elif not told.text(Field.POSITION_UNIT):
            told.say("unit_missing", Field.POSITION_UNIT)

    def _values(self, row: int) -> dict[Field, Value]:
        cells, spread = self._grid.rows[row], self._spread
        width = len(cells)
        values = {one: cells[place] for one, place in self.places.items() if place < width}
        if spread:
            for field, place in self.places.items():
                if (row, place) in spread:
                    values[field] = spread[row, place]
        return values

    def _with_birth_and_sex(self, person: ListPerson, told: RowValues) -> ListPerson:
        birth, sexes = Birth(), set[Sex]()
        for field, sex in _BIRTHS.items():
            value = told.values.get(field, "")
            if value == "" or value is False or (isinstance(value, str) and not clean(value)):
                continue
            if sex:
                sexes.add(sex)
                if isinstance(value, bool) or fold(text_of(value)) in MARKS:
                    continue
            birth = self._birth(value, field, told)
        sex = sex_of(told, sexes)
        return replace(person, birth_date=birth.date, birth_year=birth.year, sex=sex)

    def _birth(self, value: Value, field: Field, told: RowValues) -> Birth:
        if isinstance(value, str):
            value = clean(value)
        birth = read_birth(value)
        if birth.trouble:
            told.say(birth.trouble, field, value=text_of(value), year=birth.year or 0)
        if field in self._swapped:
            return Birth(year=birth.year)
        return birth
