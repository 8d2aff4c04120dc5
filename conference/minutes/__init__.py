"""What really happened: planned beside actual, and what the draft of the minutes is made from.

No tables: everything here is a question over the plan, the cues that still count, and the awards.
"""

from conference.minutes.honours import BatchPresented, Presented, presented
from conference.minutes.reading import happened
from conference.minutes.values import Drift, Edited, Gap, Happened, ItemHappened, PartHappened

__all__ = [
    "BatchPresented",
    "Drift",
    "Edited",
    "Gap",
    "Happened",
    "ItemHappened",
    "PartHappened",
    "Presented",
    "happened",
    "presented",
]
