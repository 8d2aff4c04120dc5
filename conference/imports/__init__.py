"""What a file changes on the list: compared first, written in one transaction on confirmation."""

from conference.imports.agreeing import is_seat_of_a_unit
from conference.imports.comparing import Comparison, SeatClash, compare
from conference.imports.incoming import (
    NO_CHOICES,
    Change,
    Choices,
    ComparedRow,
    Decision,
    Incoming,
    Standing,
)
from conference.imports.plain import choices_of, incoming_from, incoming_words
from conference.imports.records import (
    HeaderMapping,
    ImportedFile,
    brought_before,
    columns_told_apart,
    imported_files,
    remember_header,
    remembered_headers,
    written_from,
)
from conference.imports.taking import (
    FileBrought,
    GroupUndecided,
    ImportDone,
    ListImported,
    PeopleUndecided,
    StalePreview,
    UnitsUndecided,
    Wishes,
    take_list,
)

__all__ = [
    "NO_CHOICES",
    "Change",
    "Choices",
    "ComparedRow",
    "Comparison",
    "Decision",
    "FileBrought",
    "GroupUndecided",
    "HeaderMapping",
    "ImportDone",
    "ImportedFile",
    "Incoming",
    "ListImported",
    "PeopleUndecided",
    "SeatClash",
    "StalePreview",
    "Standing",
    "UnitsUndecided",
    "Wishes",
    "brought_before",
    "choices_of",
    "columns_told_apart",
    "compare",
    "imported_files",
    "incoming_from",
    "incoming_words",
    "is_seat_of_a_unit",
    "remember_header",
    "remembered_headers",
    "take_list",
    "written_from",
]  # fmt: skip
