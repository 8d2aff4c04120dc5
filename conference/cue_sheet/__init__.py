"""Sound, light, pictures and furniture: what is made ready, run and done in each item.

Tables and facts stand in `records`, the sheet is written in `writing`, carried out in `running`,
read in `reading`; `rehearsed` takes over what a rehearsal tried, `lengths` finds films that are
longer than the item they are shown in.
"""

from conference.cue_sheet.lengths import TooLong, checks, too_long
from conference.cue_sheet.reading import Count, CueRow, counts, cue_sheet
from conference.cue_sheet.records import (
    CUE_SHEET_FACTS,
    FILE_LENGTH,
    MEDIA,
    WORDS_LENGTH,
    CueKind,
    CueSheetWritten,
    CueState,
    MediaTried,
    TechnicalCue,
    TechnicalCueMoved,
)
from conference.cue_sheet.rehearsed import Tried, take_tried_back, tried_media
from conference.cue_sheet.running import CueStateChanged, set_state, stand_by, try_media
from conference.cue_sheet.writing import (
    CueSheetChanged,
    CueTooLong,
    CueWords,
    CueWordsMissing,
    NotInThisItem,
    add_cue,
    change_cue,
    move_cue,
    propose_cues,
    remove_cue,
    restore_cue,
)

__all__ = [
    "CUE_SHEET_FACTS",
    "FILE_LENGTH",
    "MEDIA",
    "WORDS_LENGTH",
    "Count",
    "CueKind",
    "CueRow",
    "CueSheetChanged",
    "CueSheetWritten",
    "CueState",
    "CueStateChanged",
    "CueTooLong",
    "CueWords",
    "CueWordsMissing",
    "MediaTried",
    "NotInThisItem",
    "TechnicalCue",
    "TechnicalCueMoved",
    "TooLong",
    "Tried",
    "add_cue",
    "change_cue",
    "checks",
    "counts",
    "cue_sheet",
    "move_cue",
    "propose_cues",
    "remove_cue",
    "restore_cue",
    "set_state",
    "stand_by",
    "take_tried_back",
    "too_long",
    "tried_media",
    "try_media",
]
