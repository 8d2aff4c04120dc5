"""What the hall's wall shows: the programme, the title lines over a picture, or nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from conference.journal import record
from conference.screens.records import BackdropChosen, HallPicture, HallShows, Showing

_ROW = 1


@dataclass(frozen=True)
class HallNow:
    """What the wall shows; `backdrop` names the picture behind the title lines, empty for none."""

    showing: Showing
    backdrop: str
    since: dt.datetime | None
    by_name: str


def hall_now(session: Session) -> HallNow:
    """Give what the wall shows."""
    row = session.get(HallPicture, _ROW)
    if row is None:
        return HallNow(Showing.PROGRAMME, "", None, "")
    return HallNow(row.showing, row.backdrop, row.since, row.by_name)


def show_in_hall(
    session: Session, *, showing: Showing, at: dt.datetime, by: str, by_name: str = ""
) -> bool:
    """Let the wall show the programme, the title, or nothing, from whatever it showed.

    Give whether that is new; asked again, nothing changes.
    """
    row = _row(session, at=at, by=by)
    if row.showing is showing:
        return False
    row.showing, row.since, row.by, row.by_name = showing, at, by, by_name
    record(session, HallShows(showing=showing.value), at=at, by=by)
    return True


def choose_backdrop(session: Session, *, backdrop: str, at: dt.datetime, by: str) -> bool:
    """Put a picture behind the title lines, or none; give whether that is new.

    `backdrop` is the name of a file that is kept already.
    """
    row = _row(session, at=at, by=by)
    if row.backdrop == backdrop:
        return False
    row.backdrop = backdrop
    record(session, BackdropChosen(backdrop=backdrop), at=at, by=by)
    return True


def _row(session: Session, *, at: dt.datetime, by: str) -> HallPicture:
    row = session.get(HallPicture, _ROW)
    if row is None:
        words = {"showing": Showing.PROGRAMME, "backdrop": "", "by_name": ""}
        row = HallPicture(id=_ROW, since=at, by=by, **words)
        session.add(row)
    return row
