"""What is handed out: documents, gifts, badges from the tray; each once, with undo and signature.

A tick says that somebody got it (đã nhận). It is no signature: `signed_at` says that the signed
sheet is there (đã có bản ký). Nobody inherits anything: who comes in another's place has items of
their own.
"""

from conference.handing.counting import (
    Counted,
    ItemCount,
    ItemOf,
    Receiver,
    handing_counts,
    items_of,
    receivers,
)
from conference.handing.finding import FoundReceivers, Standing, find_receivers
from conference.handing.giving import (
    HandedOver,
    SignedForAlready,
    hand_over,
    note_signed,
    take_back_handing,
)
from conference.handing.items import (
    ITEM_NAMES,
    USUAL_ITEMS,
    ItemInUse,
    ItemNameMissing,
    ItemNameTwice,
    ItemWords,
    all_items,
    set_items,
)
from conference.handing.records import (
    HANDING_FACTS,
    Handing,
    HandingTakenBack,
    ItemHanded,
    ItemKind,
    KitItem,
    KitItemsSet,
    SignaturesNoted,
)

__all__ = [
    "HANDING_FACTS",
    "ITEM_NAMES",
    "USUAL_ITEMS",
    "Counted",
    "FoundReceivers",
    "HandedOver",
    "Handing",
    "HandingTakenBack",
    "ItemCount",
    "ItemHanded",
    "ItemInUse",
    "ItemKind",
    "ItemNameMissing",
    "ItemNameTwice",
    "ItemOf",
    "ItemWords",
    "KitItem",
    "KitItemsSet",
    "Receiver",
    "SignaturesNoted",
    "SignedForAlready",
    "Standing",
    "all_items",
    "find_receivers",
    "hand_over",
    "handing_counts",
    "items_of",
    "note_signed",
    "receivers",
    "set_items",
    "take_back_handing",
]
