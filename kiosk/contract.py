"""The door's API as typed models; the routes check with them and the published contract is theirs.

A moment is an integer: milliseconds since 1970-01-01T00:00:00Z, called `…_ms`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from conference.attendance import DecidedBy, DisputeKind, ScanSource
from conference.delegates import ListState
from conference.handing import ItemKind
from conference.verdicts import Reason, Verdict

MOST_AT_ONCE = 50
LARGEST = 2**31 - 1
"""What an id or a count of the tables holds."""
LATEST_MS = 4_102_444_800_000
LONGEST_REASON = 300

ScanId = Annotated[str, StringConstraints(min_length=8, max_length=36, pattern=r"^[0-9A-Za-z-]+$")]
RowId = Annotated[int, Field(ge=1, le=LARGEST)]
DeviceMs = Annotated[int, Field(ge=0, le=LATEST_MS)]
Sequence = Annotated[int, Field(ge=0, le=LARGEST)]
Moves = Annotated[int, Field(ge=0, le=LARGEST)]
ReasonWords = Annotated[str, StringConstraints(max_length=LONGEST_REASON)]
FoundAtDesk = Literal[
    ScanSource.SCANNER,
    ScanSource.NAME_SEARCH,
    ScanSource.CARD_NUMBER,
    ScanSource.CITIZEN_CARD,
    ScanSource.DELEGATION,
]
Read = Literal[ScanSource.SCANNER, ScanSource.CAMERA]
ReadOffline = Literal[ScanSource.SCANNER, ScanSource.CAMERA, ScanSource.CARD_NUMBER]


class _Body(BaseModel):
    """What a client sends; what the contract does not know is left out of account."""

    model_config = ConfigDict(extra="ignore")


class _Scan(_Body):
    scan_id: ScanId
    code: str
    foreign: bool = False
    device_ms: DeviceMs | None = None
    sequence: Sequence | None = None


class ScanBody(_Scan):
    """One scan. `foreign`: a key other than a digit came; `sequence`: the station's own count."""

    source: Read = ScanSource.SCANNER


class BatchScan(_Scan):
    """A scan sent afterwards; one the station decided itself says what it showed, and why.

    With `source` card_number `code` is the short number of the card.
    """

    decided_by: DecidedBy = DecidedBy.SERVER
    shown: Verdict | None = None
    shown_reason: Reason | None = None
    source: ReadOffline = ScanSource.SCANNER


class BatchBody(_Body):
    """Scans that could not be sent when they were made, in the station's order."""

    scans: Annotated[list[BatchScan], Field(min_length=1, max_length=MOST_AT_ONCE)]


class ByHandBody(_Body):
    """Somebody found without a code.

    `reason` asks for a rule to be set aside: a supervisor's sign-in or `pin` gives leave.
    """

    scan_id: ScanId
    delegate_id: RowId
    source: FoundAtDesk = ScanSource.NAME_SEARCH
    reason: ReasonWords = ""
    device_ms: DeviceMs | None = None
    sequence: Sequence | None = None
    pin: Annotated[str, StringConstraints(max_length=12)] = ""


class DelegationScan(_Body):
    """One person of a delegation."""

    scan_id: ScanId
    delegate_id: RowId


class DelegationBody(_Body):
    """Several people whom the head of their delegation announces."""

    scans: Annotated[list[DelegationScan], Field(min_length=1, max_length=MOST_AT_ONCE)]


class AboutBody(_Body):
    """A delegate, and why; `entry_id` and `moves` as they were seen before acting.

    With them a command that is sent again never touches what came later.
    """

    delegate_id: RowId
    reason: ReasonWords = ""
    entry_id: RowId | None = None
    moves: Moves = 0


class CodeBody(_Body):
    """A code to be looked up and not admitted; of a citizen card nothing is kept."""

    code: str
    foreign: bool = False


class Done(BaseModel):
    """It was done; `changed` is false where it already was so."""

    done: bool = True
    changed: bool = True


class Sentence(BaseModel):
    """What the person in front of the station may read."""

    vi: str
    en: str


class ShownDelegate(BaseModel):
    """Public words of somebody who is greeted by name; `mark` tells namesakes apart."""

    id: int
    name: str
    mark: str
    position: str
    unit: str
    group: str
    colour: str
    seat: str
    area: str
    card_number: str


class First(BaseModel):
    """The first entry."""

    at_ms: int
    station: str


class BadgeSaid(BaseModel):
    """Where the badge comes out (`pool`), or in which tray it waits (`tray`)."""

    queued: bool
    pool: str | None = None
    tray: str | None = None


class Judged(BaseModel):
    """What the server would have said of a scan that a station decided."""

    verdict: Verdict
    reason: Reason


class Answer(BaseModel):
    """The door's answer: HTTP 200 whatever the verdict; `provisional` where a station gave it.

    The last four stand in the answer to a scan that a station had decided by itself: the verdict
    and its sentence are then what was `shown`, and `judged` is the server's.
    """

    scan_id: str
    verdict: Verdict
    reason: Reason
    sentence: Sentence
    delegate: ShownDelegate | None
    first: First | None
    badge: BadgeSaid | None
    rehearsal: bool
    decided_ms: int
    provisional: bool = False
    decided_by: DecidedBy | None = None
    shown: Verdict | None = None
    judged: Judged | None = None
    back: First | None = None
    """Of a repeat: when and where the delegate came in last, after having left."""
    number: str | None = None
    """Of a card's number that a station decided about: as it was typed."""
    disputed: DisputeKind | None = None


class Answers(BaseModel):
    """One answer for each scan, in their order; one that failed is undecided by itself."""

    answers: list[Answer]


class FoundDelegate(BaseModel):
    """A delegate as the staff sees one; `first_…` is the first entry of the open sitting.

    `back_…` is when and where they came in last after having left.
    `entry_id` is that entry, `moves` how often the delegate has gone out or come back since.
    """

    id: int
    name: str
    mark: str
    position: str
    unit: str
    unit_id: int
    group: str
    colour: str
    seat: str
    area: str
    card_number: str
    birth_year: int | None
    state: ListState
    inside: bool
    entry_id: int | None
    moves: int
    first_ms: int | None
    first_station: str
    first_by: str
    left_ms: int | None
    back_ms: int | None
    back_station: str
    attention: str
    tray: str
    heads_delegation: bool


class Results(BaseModel):
    """Who was found, exact hits first; `more` says that others were left out."""

    results: list[FoundDelegate]
    more: bool


class AttemptSeen(BaseModel):
    """One attempt at the door."""

    id: int
    scan_id: str
    delegate_id: int | None
    name: str
    mark: str
    unit: str
    station: str
    sequence: int | None
    source: ScanSource
    decided_by: DecidedBy
    shown: Verdict | None
    verdict: Verdict
    reason: Reason
    overrode: str
    device_ms: int | None
    at_ms: int
    by: str
    by_name: str
    number: str
    taken_back: bool


class HistoryAnswer(BaseModel):
    """Attempts, the newest first; with `after` the eldest first."""

    attempts: list[AttemptSeen]


class PassageSeen(BaseModel):
    """In (`entered`), out (`left`), back (`returned`), or the entry was `taken_back`."""

    kind: Literal["entered", "left", "returned", "taken_back"]
    at_ms: int
    station: str
    reason: str
    by: str
    by_name: str


class HappeningSeen(BaseModel):
    """One line of a delegate's story at the door, or of a station's; attempts stand in `attempt`.

    `at_ms` is when it was, by the station's own clock where that decided; `words` what was typed:
    a reason, or by whose leave a rule was set aside.
    """

    kind: Literal["attempt", "left", "returned", "taken_back"]
    at_ms: int
    delegate_id: int | None
    name: str
    mark: str
    station: str
    words: str
    by_name: str
    attempt: AttemptSeen | None


class ItemSeen(BaseModel):
    """Something the delegate is meant to get, and when it was handed over."""

    id: int
    name: str
    kind: ItemKind
    amount: int | None
    due: bool
    handed_ms: int | None
    handed_by: str
    station: str
    signed: bool


class StaffWords(BaseModel):
    """For the staff only: what is the matter, and what to do."""

    what: str
    to_do: str


class DoorSays(BaseModel):
    """What the door would answer now; `leave` says whether a supervisor may set the rule aside."""

    verdict: Verdict
    reason: Reason
    staff: StaffWords
    leave: bool


class DelegateAnswer(FoundDelegate):
    """A delegate with all that happened at the door."""

    now: DoorSays
    history: list[AttemptSeen]
    passages: list[PassageSeen]
    happened: list[HappeningSeen]
    """Attempts and what people did about entries as one story, the newest first."""
    items: list[ItemSeen]
    places: str
    """Where all places of this person are listed, each decided apart (dự thay, không dự)."""


class ByCodeAnswer(BaseModel):
    """Whom a code is about, if anybody, and what the door would say to it."""

    delegate: FoundDelegate | None
    now: DoorSays


class TallySeen(BaseModel):
    """How many of some are on the list, came at all, are inside, have left."""

    id: int
    name: str
    listed: int
    came: int
    present: int
    left: int


class StationSeen(BaseModel):
    """What a station has done in this sitting."""

    id: int | None
    name: str
    attempts: int
    admitted: int
    repeats: int
    refused: int
    last_sequence: int | None
    last_ms: int | None


class PerMinute(BaseModel):
    """How many in the minute that begins here."""

    at_ms: int
    count: int


class StatisticsAnswer(BaseModel):
    """The door of the open sitting in numbers."""

    present: int
    came: int
    left: int
    listed: int
    groups: list[TallySeen]
    units: list[TallySeen]
    stations: list[StationSeen]
    entries_per_minute: list[PerMinute]
    attempts_per_minute: list[PerMinute]
