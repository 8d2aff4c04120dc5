"""Who performs what, in tests: persons of the list, items with words, links between them."""

from __future__ import annotations

from sqlalchemy import select

from conference.agenda import AgendaEntry, AgendaItem, AgendaStep
from conference.delegates import Delegate, Substitute, name_substitute
from conference.performers import link_performer, unlink_performer
from tests.factories import AT, BY, make_delegates


def person(db, name, **words):
    """Put somebody on the list; give the id."""
    return make_delegates(db, name, **words)[0].id


def word(db, item_id, performer="", *, steps=(), entries=(), **changes):
    """Write an item's words; steps and entries are (title, performer)."""

    def write(session):
        item = session.get_one(AgendaItem, item_id)
        item.performer = performer
        for name, value in changes.items():
            setattr(item, name, value)
        item.steps += [
            AgendaStep(ordinal=n, label="", title=title, performer=who)
            for n, (title, who) in enumerate(steps, 1)
        ]
        item.entries += [
            AgendaEntry(ordinal=n, title=title, performer=who)
            for n, (title, who) in enumerate(entries, 1)
        ]
        session.flush()
        return [one.id for one in (*item.entries, *item.steps)]

    return db.write(write)


def link(db, item_id, delegate_id, **how):
    return db.write(
        lambda s: link_performer(s, item_id=item_id, delegate_id=delegate_id, at=AT, by=BY, **how)
    )


def unlink(db, item_id, delegate_id, **how):
    return db.write(
        lambda s: unlink_performer(s, item_id=item_id, delegate_id=delegate_id, at=AT, by=BY, **how)
    )


def substitute(db, absent_id, name):
    """Let somebody come in another's place; give the id."""
    who = Substitute(name, "Phó Chánh Văn phòng", "Giấy ủy quyền số 5", "Lê Văn Kiên")
    return db.write(lambda s: name_substitute(s, absent_id, who, at=AT, by=BY))


def name_of(session, delegate_id):
    return session.scalar(select(Delegate.full_name).where(Delegate.id == delegate_id))
