"""What a list file becomes: plain frozen values.

Nothing here reads a file, so that the server may import it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Field(StrEnum):
    """What a column of a list holds."""

    STT = "stt"
    NAME = "name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    POSITION = "position"
    UNIT = "unit"
    POSITION_UNIT = "position_unit"
    GROUP = "group"
    SEX = "sex"
    BIRTH = "birth"
    BIRTH_MALE = "birth_male"
    BIRTH_FEMALE = "birth_female"
    CITIZEN_NUMBER = "citizen_number"
    PHONE = "phone"
    EMAIL = "email"
    ETHNICITY = "ethnicity"
    PARTY = "party"
    EDUCATION = "education"
    POLITICAL_THEORY = "political_theory"
    DIRECT_PRODUCER = "direct_producer"
    SECTOR = "sector"
    MERITS = "merits"
    ADDRESS_FORM = "address_form"
    SEAT = "seat"
    AREA = "area"
    NOTE = "note"
    CARD_NUMBER = "card_number"
    ATTENTION = "attention"
    TRAY = "tray"
    PLACE_IN_TRAY = "place_in_tray"
    HEADS_DELEGATION = "heads_delegation"
    IGNORE = "ignore"


SENSITIVE = frozenset({Field.CITIZEN_NUMBER, Field.ETHNICITY, Field.PARTY})
"""Kept only where the organiser says so: NĐ 13/2023 counts them as sensitive or identifying."""

NAME_FIELDS = frozenset({Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME})


class Severity(StrEnum):
    """How much a fault matters."""

    ERROR = "error"
    """This row cannot be taken; for a sheet: nobody of it."""
    WARNING = "warning"
    NOTICE = "notice"


class How(StrEnum):
    """Why a column was taken for what it was taken for."""

    ALIAS = "alias"
    REMEMBERED = "remembered"
    CHOSEN = "chosen"
    UNKNOWN = "unknown"


Sex = Literal["male", "female", ""]
Convert = Literal["auto", "tcvn3", "vni", "viqr", "none"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to look at; `sentence % details` is what a person reads.

    `sentence` is a message id; `row` is 1-based as Excel shows it, 0 when the whole sheet is
    meant; `cell` ("C7") and `column` are empty when no single one is meant.
    """

    severity: Severity
    code: str
    sentence: str
    details: dict[str, str | int]
    sheet: str
    row: int = 0
    cell: str = ""
    column: Field | None = None


@dataclass(frozen=True, slots=True)
class ListPerson:
    """One row that is a person, as written; names are never corrected."""

    sheet: str
    row: int
    full_name: str
    honorific: str = ""
    position: str = ""
    unit: str = ""
    group: str = ""
    sex: Sex = ""
    birth_date: str = ""
    birth_year: int | None = None
    citizen_number: str = ""
    phone: str = ""
    email: str = ""
    ethnicity: str = ""
    party_member: bool | None = None
    education: str = ""
    political_theory: str = ""
    direct_producer: bool | None = None
    sector: str = ""
    merits: str = ""
    address_form: str = ""
    seat: str = ""
    area: str = ""
    note: str = ""
    card_number: str = ""
    attention: str = ""
    tray: str = ""
    heads_delegation: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column: its letter, its header as found ("Năm sinh / Nam") and what it was taken for."""

    letter: str
    header: str
    field: Field
    how: How


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """The columns of one sheet.

    `header_key` is the same for every file with the same header texts in the same order; a
    corrected mapping is remembered under it. `header_rows` are 1-based.
    """

    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[ColumnMapping, ...]
    header_key: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is not a person, or no item of this programme.

    `why` is "section", "footer", "header", "numbering", "empty" or "other_sitting".
    """

    sheet: str
    row: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class LegacySample:
    """One converted cell."""

    cell: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LegacyText:
    """What was converted from an old encoding in one sheet; at most twenty samples of `count`.

    `encoding` is "tcvn3", "vni" or "viqr"; `reason` is "font", "letters" or "chosen".
    """

    sheet: str
    encoding: str
    reason: str
    count: int
    samples: tuple[LegacySample, ...]


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list file, read. `format` is "xlsx", "xls", "ods" or "csv"."""

    file_name: str
    sha256: str
    format: str
    encoding_note: str
    sheets: tuple[SheetMapping, ...]
    people: tuple[ListPerson, ...]
    faults: tuple[Fault, ...]
    skipped: tuple[SkippedRow, ...]
    legacy: tuple[LegacyText, ...]


@dataclass(frozen=True)
class Wishes:
    """What the office wants of this reading.

    `remembered`: header key -> header text -> field; `chosen`: sheet -> column letter -> field,
    which wins; `sheets`: only these (None: all); `kept`: sensitive fields that may be kept.
    """

    remembered: Mapping[str, Mapping[str, Field]] = field(default_factory=dict)
    chosen: Mapping[str, Mapping[str, Field]] = field(default_factory=dict)
    sheets: AbstractSet[str] | None = None
    kept: AbstractSet[Field] = frozenset()
    convert: Convert = "auto"
