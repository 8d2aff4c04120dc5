"""The hall as data: blocks, rows, numbering, aisles, presidium, blocked seats; who sits where."""

from conference.seating.assigning import (
    SEATING_FACTS,
    AreasAssigned,
    AreaUnknown,
    HallChanged,
    HallPlanned,
    NoHall,
    SeatBlocked,
    SeatForTwo,
    SeatsAssigned,
    SeatsCleared,
    SeatsSwapped,
    SeatUnknown,
    assign_areas,
    assign_seats,
    clear_seats,
    hall_values,
    keep_hall,
    people_to_seat,
    seatable,
    swap_seats,
    the_hall,
)
from conference.seating.checks import checks
from conference.seating.drawing import (
    APART,
    FREE,
    HALL_WORDS,
    RECIPIENT,
    TAKEN,
    VIP,
    HallWords,
    hall_svg,
)
from conference.seating.hall import (
    Align,
    Area,
    Block,
    Door,
    Hall,
    HallNameTwice,
    HallTooLarge,
    HallUnreadable,
    Numbering,
    Purpose,
    Reserve,
    RowLabels,
    SeatLabelTwice,
    area_capacity,
    digest,
    hall_from,
    plain,
)
from conference.seating.places import Seat, SeatKind, free_seats, row_names, seats
from conference.seating.presets import PRESET_NAMES, Preset, preset_hall
from conference.seating.proposing import Person, Proposal, SeatingRule, propose_seats
from conference.seating.records import HallPlan
from conference.seating.rows import (
    FAULTS,
    Listed,
    SeatFault,
    SeatRow,
    SeatRows,
    loose_label,
    seats_from_rows,
)

__all__ = [
    "APART", "FAULTS", "FREE", "HALL_WORDS", "PRESET_NAMES", "RECIPIENT", "SEATING_FACTS", "TAKEN",
    "VIP", "Align", "Area", "AreaUnknown", "AreasAssigned", "Block", "Door", "Hall", "HallChanged",
    "HallNameTwice", "HallPlan", "HallPlanned", "HallTooLarge", "HallUnreadable", "HallWords",
    "Listed", "NoHall", "Numbering", "Person", "Preset", "Proposal", "Purpose", "Reserve",
    "RowLabels", "Seat", "SeatBlocked", "SeatFault", "SeatForTwo", "SeatKind", "SeatLabelTwice",
    "SeatRow", "SeatRows", "SeatUnknown", "SeatingRule", "SeatsAssigned", "SeatsCleared",
    "SeatsSwapped",
    "area_capacity", "assign_areas", "assign_seats", "checks", "clear_seats", "digest",
    "free_seats", "hall_from", "hall_svg", "hall_values", "keep_hall", "loose_label",
    "people_to_seat", "plain", "preset_hall", "propose_seats", "row_names", "seatable", "seats",
    "seats_from_rows", "swap_seats", "the_hall",
]  # fmt: skip
