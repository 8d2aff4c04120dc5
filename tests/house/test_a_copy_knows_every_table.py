"""What becomes of every table in a copy was thought of; a new one is not forgotten."""

from __future__ import annotations

from conference.base import table_of
from conference.copies import OF_THE_DAY, OF_THE_PREPARATION
from tests.models import every_table

SET_BACK = {
    "agenda_item": "what a rehearsal measured, in a copy for another day",
    "award_batch": "its state",
    "conference": "number, mark of a rehearsal",
    "delegate": "who came onto the list after a lock, in a copy for another day",
    "door": "whether it is closed",
    "hall_picture": "what the wall shows; the picture behind the title lines stays",
    "honoured_guest": "where protocol saw the guest",
    "task": "whether it is done, in a copy for another day",
    "technical_cue": "its state; whether it was tried, in a copy for another day",
}
KEPT = {
    "the list": "delegate_group unit unit_alias substitution duty_holder nominee "
    "imported_file header_mapping",
    "the plan": "sitting agenda_step agenda_entry award_block recipient performer hall_plan "
    "kit_item",
    "the words": "guest_manner announcement script script_past spoken_sentence abbreviation "
    "quick_text",
    "people and places": "operator station screen_view remote",
    "history": "journal answered_request",
}


def test_every_table_is_of_the_day_set_back_or_kept():
    tables = set(every_table().tables)
    emptied = {table_of(one).name for one in (*OF_THE_DAY, *OF_THE_PREPARATION)}
    kept = {name for names in KEPT.values() for name in names.split()}

    assert emptied | SET_BACK.keys() | kept == tables
    assert len(emptied) + len(SET_BACK) + len(kept) == len(tables)
