"""List files of the office (xlsx, xls, ods, csv) become rows with faults.

What is read is here and light: `ReadList` and its parts, `Wishes`, the refusals. The reading
itself, `seed.lists.reading.read_list(path, file_name=…, wishes=…, progress=…)`, imports the
libraries that open workbooks; only a job in a process of its own, with limits, calls it. Nothing is
written anywhere and nothing is guessed: what is in doubt is a `Fault` with sheet, row, cell,
sentence and severity, what is no person is a `SkippedRow`, what was converted from old fonts is a
`LegacyText`.
"""

from seed.lists.model import (
    SENSITIVE,
    ColumnMapping,
    Fault,
    Field,
    How,
    LegacySample,
    LegacyText,
    ListPerson,
    ReadList,
    Severity,
    SheetMapping,
    SkippedRow,
    Wishes,
)
from seed.lists.refused import ListRefused

__all__ = [
    "SENSITIVE",
    "ColumnMapping",
    "Fault",
    "Field",
    "How",
    "LegacySample",
    "LegacyText",
    "ListPerson",
    "ListRefused",
    "ReadList",
    "Severity",
    "SheetMapping",
    "SkippedRow",
    "Wishes",
]
