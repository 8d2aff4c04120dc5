"""Trao tài liệu, quà: what is handed out, who got it, sheets to sign, and that they are signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from flask import Blueprint, render_template, request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from admin.door_papers import DOOR_ROLES, offer_made
from admin.jobs import Jobs, spoken
from conference.base import LARGEST_ID
from conference.clock import Clock, in_the_hall, to_ms
from conference.database import Database
from conference.delegates import all_groups, all_units
from conference.handing import (
    ITEM_NAMES,
    USUAL_ITEMS,
    ItemCount,
    ItemKind,
    ItemWords,
    Receiver,
    Standing,
    all_items,
    find_receivers,
    handing_counts,
    note_signed,
    receivers,
    set_items,
)
from conference.names import fold
from conference.operators import Who, open_to
from conference.refusals import N_, Refusal

HANDERS = DOOR_ROLES
RECEIPTS = "receipts"
"""The paper of these sheets, as the job that makes them knows it."""

MOST_ROWS = 300
MOST_ITEMS = 30
MOST_PICKED = 500
LARGEST_AMOUNT = 1_000_000_000

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Part = Literal["", "missing", "unsigned", "signed"]


class ItemsChanged(Refusal):
    """Somebody added an item after the page was shown; the page's list would remove it."""

    code = "items_changed"
    sentence = N_(
        "Danh mục trao đã được người khác bổ sung sau khi mở trang này; chưa ghi gì. Vui lòng tải "
        "lại trang rồi thực hiện lại."
    )


class ItemBody(BaseModel):
    """An item as the page sends it."""

    model_config = ConfigDict(extra="forbid")

    id: Id | None = None
    name: str = Field(max_length=120)
    kind: ItemKind
    group_ids: list[Id] = Field(default_factory=list, max_length=200)
    amount: int | None = Field(None, ge=0, le=LARGEST_AMOUNT)


class ItemsBody(BaseModel):
    """Everything that is handed out, in order; `seen` are the items that the page showed."""

    items: list[ItemBody] = Field(max_length=MOST_ITEMS)
    seen: list[Id] | None = Field(None, max_length=MOST_ITEMS)


class SignedBody(BaseModel):
    """Whose signed sheet is there: these, or everybody ticked of a group or unit, or of all."""

    delegate_ids: list[Id] = Field(default_factory=list, max_length=MOST_PICKED)
    everybody: bool = False
    group: Id | None = None
    unit: Id | None = None
    signed: bool = True


class SheetBody(BaseModel):
    """Which sheet to sign."""

    model_config = ConfigDict(extra="forbid")

    item: Id
    format: Literal["docx", "pdf", "xlsx"]
    by: Literal["", "group", "unit"] = ""
    group: Id | None = None
    unit: Id | None = None


def create_blueprint(
    db: Database, clock: Clock, *, who: Callable[[], Who], jobs: Jobs
) -> Blueprint:
    """Make the routes of what is handed out."""
    routes = Blueprint("handing", __name__, url_prefix="/admin/handing")

    @routes.get("")
    @open_to(*HANDERS)
    def overview() -> str:
        with db.reading() as session:
            return render_template("admin/handing.html", **_page(session, request.args))

    @routes.post("/items")
    @open_to(*HANDERS)
    def write_items() -> dict[str, Any]:
        body, me = ItemsBody.model_validate_json(request.get_data()), who()
        ids = db.write(lambda s: _write_items(s, body, at=clock(), by=me.by))
        return {"done": True, "ids": ids}

    @routes.post("/usual")
    @open_to(*HANDERS)
    def begin_with_the_usual() -> dict[str, Any]:
        me = who()
        ids = db.write(lambda s: _set_usual(s, at=clock(), by=me.by))
        return {"done": True, "ids": ids}

    @routes.post("/<int:item_id>/signed")
    @open_to(*HANDERS)
    def sign(item_id: int) -> dict[str, Any]:
        body, me = SignedBody.model_validate_json(request.get_data()), who()

        def command(session: Session) -> int:
            ids = _ticked(session, item_id, body) if body.everybody else body.delegate_ids
            return note_signed(session, item_id, ids, signed=body.signed, at=clock(), by=me.by)

        return {"done": True, "count": db.write(command)}

    _sheets(routes, clock, jobs)
    return routes


def _sheets(routes: Blueprint, clock: Clock, jobs: Jobs) -> None:
    """Add the routes of the sheets: a supervisor has these made, and no other papers."""

    @routes.post("/sheets")
    @open_to(*HANDERS)
    def make() -> dict[str, Any]:
        body = SheetBody.model_validate_json(request.get_data())
        asked = {"item": body.item, "group": body.group, "unit": body.unit}
        wish = {
            "paper": RECEIPTS,
            "format": body.format,
            "by": body.by,
            "filters": {name: str(value) for name, value in asked.items() if value is not None},
            "at_ms": to_ms(clock()),
        }
        return spoken(jobs.start("papers", wish))

    offer_made(routes, "/sheets", jobs, {RECEIPTS})


def _write_items(session: Session, body: ItemsBody, **done: Any) -> list[int]:
    """Set the items; one that the page has not seen is nobody's to remove."""
    there = {item.id for item in all_items(session)}
    if body.seen is not None and there - set(body.seen):
        raise ItemsChanged
    return set_items(session, [_words(one) for one in body.items], **done)


def _words(one: ItemBody) -> ItemWords:
    return ItemWords(one.name, one.kind, tuple(one.group_ids), one.amount, one.id)


def _set_usual(session: Session, **done: Any) -> list[int]:
    """Set the usual items beside those that are there; a name that is there is left alone."""
    there = [one.item for one in handing_counts(session)]
    known = {fold(item.name) for item in there}
    kept = [
        ItemWords(item.name, item.kind, tuple(item.group_ids), item.amount, item.id)
        for item in there
    ]
    new = [one for one in USUAL_ITEMS if fold(one.name) not in known]
    return set_items(session, [*kept, *new], **done)


def _ticked(session: Session, item_id: int, body: SignedBody) -> list[int]:
    """Give everybody of the part who has a tick: the sheet of who got nothing has no signature."""
    rows = receivers(session, item_id, group_id=body.group, unit_id=body.unit)
    return [row.delegate_id for row in rows if row.handed_at is not None]


def _page(session: Session, asked: Any) -> dict[str, Any]:
    counts = handing_counts(session)
    ids = [one.item.id for one in counts]
    chosen = asked.get("item", type=int)
    item_id = chosen if chosen in ids else next(iter(ids), None)
    shown = next((_item_words(one) for one in counts if one.item.id == item_id), None)
    return {
        "items": [_item_words(one) for one in counts],
        "shown": shown,
        "groups": [(group.id, group.name) for group in all_groups(session)],
        "units": [(unit.id, unit.name) for unit in all_units(session)],
        "kinds": [(kind.value, name) for kind, name in ITEM_NAMES.items()],
        "kind_names": ITEM_NAMES,
        **(_rows(session, item_id, asked) if item_id is not None else _NO_ROWS),
    }


_NO_ROWS: dict[str, Any] = {
    "rows": [],
    "found": 0,
    "q": "",
    "only": "",
    "group": None,
    "unit": None,
}


def _rows(session: Session, item_id: int, asked: Any) -> dict[str, Any]:
    group, unit = (asked.get(name, type=int) for name in ("group", "unit"))
    query, only = asked.get("q", "")[:100], asked.get("only", "")
    found = find_receivers(
        session,
        item_id,
        query=query,
        standing=Standing(only) if only in set(Standing) else None,
        group_id=group,
        unit_id=unit,
        most=MOST_ROWS,
    )
    return {
        "rows": [_row_words(row) for row in found.rows],
        "found": found.count,
        "q": query,
        "only": only,
        "group": group,
        "unit": unit,
    }


def _item_words(one: ItemCount) -> dict[str, Any]:
    item = one.item
    return {
        "id": item.id,
        "name": item.name,
        "kind": item.kind,
        "amount": item.amount,
        "group_ids": item.group_ids,
        "due": one.due,
        "handed": one.handed,
        "signed": one.signed,
        "groups": one.groups,
        "form": {
            "id": item.id,
            "name": item.name,
            "kind": item.kind.value,
            "group_ids": item.group_ids,
            "amount": item.amount,
        },
    }


def _row_words(row: Receiver) -> dict[str, Any]:
    return {
        "id": row.delegate_id,
        "name": row.name,
        "mark": row.mark,
        "position": row.position,
        "unit": row.unit,
        "group": row.group,
        "card_number": row.card_number,
        "handed_at": in_the_hall(row.handed_at) if row.handed_at else None,
        "signed_at": in_the_hall(row.signed_at) if row.signed_at else None,
    }
