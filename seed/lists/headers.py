"""What each column of a sheet holds: by alias, by what was remembered, by what was chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from conference.imports import columns_told_apart
from seed.lists.aliases import field_of, names_a_column, normalised
from seed.lists.faults import Spot, fault
from seed.lists.grid import Grid
from seed.lists.header_rows import HeaderRows
from seed.lists.model import (
    NAME_FIELDS,
    SENSITIVE,
    ColumnMapping,
    Fault,
    Field,
    How,
    SheetMapping,
    Wishes,
)
from seed.lists.sheet_xml import column_letter

_LOOKED_AT: Final = 200
_MOSTLY: Final = 0.6


def header_key(texts: tuple[str, ...]) -> str:
    """Give 16 hex digits, the same for every file with these headers in this order."""
    said = "|".join(normalised(one) for one in texts if one)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def map_columns(grid: Grid, header: HeaderRows, wishes: Wishes) -> SheetMapping:
    """Say what each column holds; chosen wins over remembered, remembered over alias."""
    key = header_key(header.texts)
    fields = _by_alias(grid, header)
    remembered = {normalised(k): v for k, v in wishes.remembered.get(key, {}).items()}
    chosen = wishes.chosen.get(grid.name, {})
    names = columns_told_apart(normalised(text) for text in header.texts if text)
    told_apart = dict(zip((n for n, text in enumerate(header.texts) if text), names, strict=True))
    columns = []
    for place, text in enumerate(header.texts):
        if (
            text
            or place in fields
            or column_letter(place + 1) in chosen
            or _holds(grid, header, place)
        ):
            by_header = remembered.get(told_apart.get(place, ""))
            columns.append(_column(place, text, fields.get(place), (by_header, chosen)))
    return SheetMapping(
        sheet=grid.name,
        header_rows=tuple(range(header.first + 1, header.last + 2)),
        columns=tuple(columns),
        header_key=key,
        hidden=grid.hidden,
    )


def _column(
    place: int,
    text: str,
    by_alias: Field | None,
    told: tuple[Field | None, Mapping[str, Field]],
) -> ColumnMapping:
    letter, (remembered, chosen) = column_letter(place + 1), told
    if letter in chosen:
        return ColumnMapping(letter, text, chosen[letter], How.CHOSEN)
    if remembered is not None:
        return ColumnMapping(letter, text, remembered, How.REMEMBERED)
    if by_alias is not None:
        return ColumnMapping(letter, text, by_alias, How.ALIAS)
    return ColumnMapping(letter, text, Field.IGNORE, How.UNKNOWN)


def _holds(grid: Grid, header: HeaderRows, column: int) -> bool:
    return any(grid.at(row, column) != "" for row in range(header.last + 1, len(grid.rows)))


def _by_alias(grid: Grid, header: HeaderRows) -> dict[int, Field]:
    fields: dict[int, Field] = {}
    for column, text in enumerate(header.texts):
        if text and (found := _field_of_path(text)) is not None:
            fields[column] = found
    _pair_the_sexes(fields, header)
    _split_names(grid, header, fields)
    return fields


def _field_of_path(text: str) -> Field | None:
    """Read "Năm sinh / Nam" as a whole, then by its lowest part that says something."""
    parts = text.split(" / ")
    if len(parts) == 1 or names_a_column(" ".join(parts)):
        return field_of(" ".join(parts))
    known = [found for part in reversed(parts) if (found := field_of(part)) is not None]
    return known[0] if known else None


def _pair_the_sexes(fields: dict[int, Field], header: HeaderRows) -> None:
    """Take a column "Nữ" beside a column "Nam" for its pair; alone it is a column of marks."""
    if Field.BIRTH_MALE not in fields.values():
        return
    for column, text in enumerate(header.texts):
        if fields.get(column) is Field.SEX and normalised(text) == "nu":
            fields[column] = Field.BIRTH_FEMALE


def _split_names(grid: Grid, header: HeaderRows, fields: dict[int, Field]) -> None:
    """See to it that one column is the name, or two are: họ đệm and tên."""
    names = [column for column in sorted(fields) if fields[column] in NAME_FIELDS]
    kinds = [fields[column] for column in names]
    if len(names) == 1:
        fields[names[0]] = Field.NAME
        beside = names[0] + 1
        if not _text_at(header, beside) and _holds_single_words(grid, header, beside):
            fields[names[0]], fields[beside] = Field.FAMILY_NAME, Field.GIVEN_NAME
    elif kinds == [Field.NAME, Field.NAME] and header.spans_two(names[0]):
        fields[names[0]], fields[names[1]] = Field.FAMILY_NAME, Field.GIVEN_NAME
    elif kinds == [Field.NAME, Field.GIVEN_NAME] and names[1] == names[0] + 1:
        fields[names[0]] = Field.FAMILY_NAME


def _text_at(header: HeaderRows, column: int) -> str:
    return header.texts[column] if column < len(header.texts) else ""


def _holds_single_words(grid: Grid, header: HeaderRows, column: int) -> bool:
    """Tell whether nearly each row that has something beside the name has one word there."""
    texts = [
        text
        for row in range(header.last + 1, min(len(grid.rows), header.last + _LOOKED_AT))
        if isinstance(text := grid.at(row, column), str) and text.strip()
    ]
    rows = [
        row
        for row in range(header.last + 1, min(len(grid.rows), header.last + _LOOKED_AT))
        if grid.at(row, column - 1) != ""
    ]
    single = sum(len(text.split()) == 1 and text.strip().isalpha() for text in texts)
    return bool(texts) and single >= _MOSTLY * max(len(rows), 1)


def settle_columns(
    mapping: SheetMapping, grid: Grid, wishes: Wishes
) -> tuple[dict[Field, ColumnMapping], list[Fault]]:
    """Give the columns to be read, one per field, and what is to be said about the others."""
    used: dict[Field, ColumnMapping] = {}
    faults: list[Fault] = []
    for column in mapping.columns:
        spot = Spot(mapping.sheet, letter=column.letter, field=column.field)
        code = _why_not(column, used, wishes)
        if code:
            faults.append(fault(code, spot, header=column.header))
        elif column.field is not Field.IGNORE:
            used[column.field] = column
    hidden = {column_letter(place + 1) for place in grid.hidden_columns}
    faults += [
        fault("hidden_column", Spot(mapping.sheet, letter=one.letter), header=one.header)
        for one in used.values()
        if one.letter in hidden
    ]
    if not NAME_FIELDS & set(used):
        faults.append(fault("no_name_column", Spot(mapping.sheet)))
    return used, faults


def _why_not(column: ColumnMapping, used: Mapping[Field, ColumnMapping], wishes: Wishes) -> str:
    """Give the code of the fault that keeps this column from being read, "" for none."""
    if column.how is How.UNKNOWN:
        return "unknown_column" if column.header else ""
    if column.field in SENSITIVE and column.field not in wishes.kept:
        return "sensitive_dropped"
    return "column_twice" if column.field is not Field.IGNORE and column.field in used else ""
