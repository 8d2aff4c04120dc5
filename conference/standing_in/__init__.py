"""Everything that somebody holds, opened as one list when they send a substitute or cannot come.

Each place is decided separately and nothing is inherited. What can be done at once is done (seat,
protocol order, duty); the rest is something to tell the stage or the desk, ticked when told.
"""

from conference.standing_in.acting import Acting, Substitute, acting
from conference.standing_in.deciding import (
    PlaceWordsMissing,
    SubstituteNotListed,
    decide_place,
    pass_on,
)
from conference.standing_in.places import Decided, Place, PlacesHeld, places_of, places_to_tell
from conference.standing_in.records import (
    PLACE_FACTS,
    PlaceDecided,
    PlaceDecision,
    PlaceFate,
    PlaceKind,
    PlacePassedOn,
)

__all__ = [
    "PLACE_FACTS",
    "Acting",
    "Decided",
    "Place",
    "PlaceDecided",
    "PlaceDecision",
    "PlaceFate",
    "PlaceKind",
    "PlacePassedOn",
    "PlaceWordsMissing",
    "PlacesHeld",
    "Substitute",
    "SubstituteNotListed",
    "acting",
    "decide_place",
    "pass_on",
    "places_of",
    "places_to_tell",
]
