"""The fields of one row, each read as what it holds, each doubt said.

Nothing is guessed: no sex from Thị or Văn, no unit where nothing parts it from the position.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any, Final

from conference.names import fold
from seed.lists.cell_text import clean, text_of
from seed.lists.faults import Spot, fault
from seed.lists.grid import Value
from seed.lists.model import Fault, Field, ListPerson, Sex
from seed.lists.numbers_of_people import birth_year_in, read_citizen_number, read_phone, sex_in

LONGEST_NAME: Final = 200
LONGEST_TEXT: Final = 500
LONGEST_MERITS: Final = 5000
_TEXTS: Final = {
    Field.POSITION: "position",
    Field.UNIT: "unit",
    Field.GROUP: "group",
    Field.ETHNICITY: "ethnicity",
    Field.EDUCATION: "education",
    Field.SECTOR: "sector",
    Field.POLITICAL_THEORY: "political_theory",
    Field.MERITS: "merits",
    Field.AREA: "area",
    Field.ADDRESS_FORM: "address_form",
    Field.SEAT: "seat",
    Field.NOTE: "note",
    Field.CARD_NUMBER: "card_number",
    Field.ATTENTION: "attention",
}
_LONG: Final = frozenset({Field.MERITS, Field.NOTE})
_SEXES: Final[dict[str, Sex]] = {
    "nam": "male",
    "male": "male",
    "m": "male",
    "trai": "male",
    "ong": "male",
    "nu": "female",
    "female": "female",
    "f": "female",
    "gai": "female",
    "ba": "female",
}
MARKS: Final = frozenset({"x", "v", "co", "1", "✓", "✔", "√", "+", "yes", "dang vien", "dung", "r"})
_DENIALS: Final = frozenset(
    {"khong", "chua", "0", "no", "-", "quan chung", "ngoai dang", "doan vien"}
)
_ADDRESS: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PARTS: Final = re.compile(r"\s*\n\s*|\s*[,;]\s+|\s+[-–]\s+")
_HAS_A_YEAR: Final = re.compile(r"(19|20)\d\d")


@dataclass(slots=True)
class RowValues:
    """One row while it is read: its values by field, and what is found to say."""

    sheet: str
    number: int
    values: dict[Field, Value]
    letters: dict[Field, str]
    faults: list[Fault]
    marks_women: bool = False
    """Whether an x in the column of sexes means a woman: its header is "Nữ"."""

    def say(self, code: str, field: Field | None = None, **details: str | int) -> None:
        """Note a fault of this row, at the cell of the field if one is named."""
        letter = self.letters.get(field, "") if field else ""
        self.faults.append(fault(code, Spot(self.sheet, self.number, letter, field), **details))

    def text(self, field: Field) -> str:
        """Give the field as a person sees it."""
        value = self.values.get(field, "")
        return "" if value == "" else text_of(value)


def name_of(told: RowValues) -> str:
    """Give the name, joined from its columns; say when there is none."""
    parts = (Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME)
    name = " ".join(part for one in parts if (part := told.text(one)))
    field = next((one for one in parts if one in told.letters), Field.NAME)
    raw = told.values.get(field, "")
    if not name:
        told.say("name_missing", field)
    elif isinstance(raw, (dt.date, float, int)) or not any(map(str.isalpha, name)):
        told.say("name_not_text", field, value=name[:LONGEST_NAME])
    elif len(name) > LONGEST_NAME:
        told.say("name_too_long", field, limit=LONGEST_NAME)
    elif isinstance(raw, str) and any(len(line.split()) > 1 for line in raw.splitlines()[1:]):
        told.say("name_of_several_lines", field, value=name)
    return name


def with_words(person: ListPerson, told: RowValues, group: str) -> ListPerson:
    """Add what is plain text; the section is the group where no column says one."""
    words: dict[str, Any] = {}
    for field, attribute in _TEXTS.items():
        if not (text := told.text(field)):
            continue
        limit = LONGEST_MERITS if field in _LONG else LONGEST_TEXT
        if len(text) > limit:
            told.say("text_too_long", field, limit=limit)
        words[attribute] = text
    return replace(person, **{"group": group, **words})


def split_position_unit(person: ListPerson, told: RowValues, *, unit_first: bool) -> ListPerson:
    """Part "Giám đốc, Sở Nội vụ" at its first comma, dash or line; a whole one stays whole."""
    raw = told.values.get(Field.POSITION_UNIT, "")
    if not isinstance(raw, str) or not (whole := clean(raw)):
        return person
    if len(whole) > LONGEST_TEXT:
        told.say("text_too_long", Field.POSITION_UNIT, limit=LONGEST_TEXT)
    head, *rest = [clean(part) for part in _PARTS.split(raw.strip(), maxsplit=1)]
    if not rest or not head or not rest[0]:
        told.say("position_unit_whole", Field.POSITION_UNIT, value=whole)
        return replace(person, position=person.position or whole)
    position, unit = (rest[0], head) if unit_first else (head, rest[0])
    return replace(person, position=person.position or position, unit=person.unit or unit)


def sex_of(told: RowValues, sexes: set[Sex]) -> Sex:
    """Give the sex by its column, else by the columns that held a year; "" when in doubt."""
    if len(sexes) > 1:
        told.say("sex_twice", Field.BIRTH_FEMALE)
        return ""
    said = told.text(Field.SEX)
    if not said:
        return next(iter(sexes), "")
    word = fold(said).strip(" .")
    if told.marks_women and word in MARKS:
        return "female"
    if word not in _SEXES:
        told.say("sex_unreadable", Field.SEX, value=said)
    return _SEXES.get(word, "")


def with_numbers(person: ListPerson, told: RowValues) -> ListPerson:
    """Add telephone, e-mail, citizen number and the answers by a mark."""
    phone = told.values.get(Field.PHONE, "")
    if text := phone.strip() if isinstance(phone, str) else text_of(phone):
        number = read_phone(text)
        if number.trouble:
            told.say(number.trouble, Field.PHONE, value=clean(text))
        person = replace(person, phone=clean(number.digits))
    if email := told.text(Field.EMAIL):
        if not _ADDRESS.fullmatch(email):
            told.say("email_unreadable", Field.EMAIL, value=email)
        person = replace(person, email=email)
    if Field.PARTY in told.letters or Field.DIRECT_PRODUCER in told.letters:
        party, direct = _answer(told, Field.PARTY), _answer(told, Field.DIRECT_PRODUCER)
        person = replace(person, party_member=party, direct_producer=direct)
    return _with_citizen_number(person, told)


def with_door_words(person: ListPerson, told: RowValues) -> ListPerson:
    """Add in which tray the badge waits ("khay B, ô 14"), and who heads a delegation."""
    tray, place = told.text(Field.TRAY), told.text(Field.PLACE_IN_TRAY)
    named = (_called("khay", tray), _called("ô", place) if tray else "")
    heads = Field.HEADS_DELEGATION in told.letters and _answer(told, Field.HEADS_DELEGATION)
    return replace(person, tray=", ".join(filter(None, named)), heads_delegation=heads is True)


def _called(word: str, text: str) -> str:
    """Give a tray or a place in it with its word before it, once."""
    return text if not text or fold(text).startswith(f"{fold(word)} ") else f"{word} {text}"


def _with_citizen_number(person: ListPerson, told: RowValues) -> ListPerson:
    text = told.text(Field.CITIZEN_NUMBER)
    if not text:
        return person
    number = read_citizen_number(text)
    if number.trouble:
        told.say(number.trouble, Field.CITIZEN_NUMBER, value=text)
    sex, year = sex_in(number.digits), birth_year_in(number.digits)
    if sex and person.sex and sex != person.sex:
        told.say("citizen_number_sex", Field.CITIZEN_NUMBER)
    if year and person.birth_year and year != person.birth_year:
        told.say("citizen_number_birth", Field.CITIZEN_NUMBER)
    return replace(person, citizen_number=number.digits)


def _answer(told: RowValues, field: Field) -> bool | None:
    """Read a mark, a yes or no, or the date of joining; None where nothing stands."""
    value, text = told.values.get(field, ""), told.text(field)
    if not text:
        return None
    word = fold(text).strip(" .")
    if word in MARKS or isinstance(value, dt.date) or _HAS_A_YEAR.search(text):
        return True
    if word not in _DENIALS:
        told.say("answer_unreadable", field, value=text)
        return None
    return False
