"""Who is proposed for an award: the dossier, the ratings, the works, and what was confirmed.

Nothing here stops anybody: what a dossier lacks is shown, never enforced (ADR 0009).
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import ForeignKey, String, Text, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from conference.base import Base
from conference.delegates import Delegate, Unit, UnitAlias
from conference.eligibility.criteria import NOT_RATED, RATINGS, WORK_LEVELS, NomineeFacts
from conference.identity import the_conference
from conference.journal import Fact, record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal

WORK_KINDS = ("initiative", "project")
WORKS_COMPLETE = "works_complete"
"""Stands among what was confirmed for: all works are listed, no more will come."""


class NomineeKind(enum.StrEnum):
    """A collective and an individual are judged by different criteria."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"


class Nominee(Base):
    """Who is proposed for an award, with the dossier and what the criteria ask.

    `ratings` maps a year, as text, to one of `RATINGS` or `NOT_RATED`; `works` lists {"kind",
    "level", "title"}; `confirmed` maps texts of clauses to true or false, what nobody has looked at
    is absent; `documents` holds the keys that were ticked; `citation` is the trích ngang.
    """

    __tablename__ = "nominee"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[NomineeKind]
    name: Mapped[str] = mapped_column(String(300))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"), index=True)
    ratings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    works: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    confirmed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    documents: Mapped[list[str]] = mapped_column(default=list)
    citation: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(String(500), default="")

    unit: Mapped[Unit | None] = relationship()
    delegate: Mapped[Delegate | None] = relationship()

    @property
    def facts(self) -> NomineeFacts:
        """Give what criteria are judged by."""
        return NomineeFacts(
            ratings={int(year): rating for year, rating in self.ratings.items()},
            works=self.works,
            works_complete=bool(self.confirmed.get(WORKS_COMPLETE)),
            confirmed=self.confirmed,
        )


@dataclass(frozen=True, kw_only=True)
class NomineeAdded(Fact):
    """Somebody was proposed for an award."""

    nominee_id: int
    nominee_kind: str


@dataclass(frozen=True, kw_only=True)
class NomineeChanged(Fact):
    """A nominee's dossier was changed; which columns, never what they say."""

    nominee_id: int
    columns: list[str]


@dataclass(frozen=True, kw_only=True)
class NomineeRemoved(Fact):
    """A proposal was taken back."""

    nominee_id: int


class NomineeNameMissing(Refusal):
    """A proposal names somebody."""

    code = "nominee_name_missing"
    sentence = N_("Vui lòng nhập tên tập thể hoặc cá nhân được đề nghị; dữ liệu chưa thay đổi.")


class AlreadyNominated(Refusal):
    """The same name of the same unit stands there already; also the answer to a second press."""

    code = "already_nominated"
    sentence = N_(
        "%(name)s đã có trong danh sách đề nghị. Nếu là người trùng tên, vui lòng ghi thêm năm "
        "sinh hoặc (A), (B) sau tên; dữ liệu chưa thay đổi."
    )


class CardUnknown(Refusal):
    """Nobody on the list carries this number."""

    code = "card_unknown"
    sentence = N_("Không có đại biểu mang số thẻ %(card)s; dữ liệu chưa thay đổi.")


class DossierValueUnknown(Refusal):
    """A rating, a work or a document that the conference does not know."""

    code = "dossier_value_unknown"
    sentence = N_(
        "Hồ sơ có giá trị mà hội nghị không dùng (%(what)s). Vui lòng tải lại trang; dữ liệu chưa "
        "thay đổi."
    )


@dataclass(frozen=True)
class Nomination:
    """What a proposal says: plain values. `unit` is a name, `card_number` a delegate's."""

    kind: NomineeKind
    name: str
    unit: str = ""
    card_number: str = ""
    ratings: Mapping[str, str | None] = field(default_factory=dict)
    works: list[dict[str, str]] = field(default_factory=list)
    confirmed: Mapping[str, bool | None] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    citation: str = ""
    note: str = ""


COLUMNS = tuple(one.name for one in fields(Nomination))


def add_nominee(session: Session, words: Nomination, *, at: dt.datetime, by: str) -> int:
    """Propose somebody; give the nominee's id.

    Raises:
        NomineeNameMissing, AlreadyNominated, CardUnknown, DossierValueUnknown: nobody was added.
    """
    row = Nominee()
    with session.no_autoflush:
        for column in COLUMNS:
            _READ[column](session, row, getattr(words, column))
        _refuse_second(session, row)
    session.add(row)
    session.flush()
    record(session, NomineeAdded(nominee_id=row.id, nominee_kind=row.kind), at=at, by=by)
    return row.id


def change_nominee(
    session: Session, nominee_id: int, changes: Mapping[str, Any], *, at: dt.datetime, by: str
) -> list[str]:
    """Change what is named of a nominee; give the columns that changed.

    `changes` maps names of `Nomination` to their new values; what is not named stays. So do single
    ratings and confirmations: None takes one back, and what other criteria ask for is not lost.

    Raises:
        NotFound: there is no such nominee.
        NomineeNameMissing, AlreadyNominated, CardUnknown, DossierValueUnknown: nothing was changed.
    """
    row = _nominee(session, nominee_id)
    before = _plain(row)
    with session.no_autoflush:
        for column, value in changes.items():
            _READ[column](session, row, value)
        _refuse_second(session, row)
    session.flush()
    after = _plain(row)
    changed = [name for name in COLUMNS if getattr(before, name) != getattr(after, name)]
    if changed:
        record(session, NomineeChanged(nominee_id=row.id, columns=changed), at=at, by=by)
    return changed


def remove_nominee(session: Session, nominee_id: int, *, at: dt.datetime, by: str) -> Nomination:
    """Take a proposal back; give all that it said, which `add_nominee` takes to undo this.

    Raises:
        NotFound: there is no such nominee.
    """
    row = _nominee(session, nominee_id)
    words = _plain(row)
    session.delete(row)
    record(session, NomineeRemoved(nominee_id=nominee_id), at=at, by=by)
    return words


def follow_unit(session: Session, former_id: int, unit_id: int) -> None:
    """Let nominees of a unit that is about to be merged belong to the one that stays."""
    moved = update(Nominee).where(Nominee.unit_id == former_id).values(unit_id=unit_id)
    session.execute(moved)


def _nominee(session: Session, nominee_id: int) -> Nominee:
    row = session.get(Nominee, nominee_id)
    if row is None:
        raise NotFound
    return row


def _plain(row: Nominee) -> Nomination:
    return Nomination(
        kind=row.kind,
        name=row.name,
        unit=row.unit.name if row.unit else "",
        card_number=row.delegate.card_number if row.delegate else "",
        ratings=dict(row.ratings),
        works=list(row.works),
        confirmed=dict(row.confirmed),
        documents=list(row.documents),
        citation=row.citation,
        note=row.note,
    )


def _refuse_second(session: Session, row: Nominee) -> None:
    same = select(Nominee).where(Nominee.kind == row.kind, Nominee.name == row.name)
    unit = row.unit.name if row.unit else ""
    for other in session.scalars(same):
        if other is not row and (other.unit.name if other.unit else "") == unit:
            raise AlreadyNominated(name=row.name)


def _read_kind(_: Session, row: Nominee, kind: Any) -> None:
    row.kind = NomineeKind(kind)


def _read_name(_: Session, row: Nominee, name: str) -> None:
    row.name = tidy(name)
    if not row.name:
        raise NomineeNameMissing


def _read_unit(session: Session, row: Nominee, given: str) -> None:
    name = tidy(given)
    alias = session.scalar(select(UnitAlias).where(UnitAlias.name == name))
    known = alias.unit if alias else session.scalar(select(Unit).where(Unit.name == name))
    row.unit = known or Unit(name=name) if name else None


def _read_card(session: Session, row: Nominee, given: str) -> None:
    card = tidy(given)
    carries = select(Delegate).where(Delegate.card_number == card)
    row.delegate = session.scalar(carries) if card else None
    if card and row.delegate is None:
        raise CardUnknown(card=card)


def _read_ratings(_: Session, row: Nominee, ratings: Mapping[str, str | None]) -> None:
    known = {*RATINGS, NOT_RATED, None}
    _refuse_odd(f"{year} {one}" for year, one in ratings.items() if one not in known)
    _refuse_odd(str(year) for year in ratings if not str(year).isdecimal())
    row.ratings = dict(sorted(_with(row.ratings, ratings).items()))


def _read_works(_: Session, row: Nominee, works: list[dict[str, str]]) -> None:
    _refuse_odd(one["kind"] for one in works if one["kind"] not in WORK_KINDS)
    _refuse_odd(one["level"] for one in works if one["level"] not in WORK_LEVELS)
    row.works = [
        {"kind": one["kind"], "level": one["level"], "title": tidy(one.get("title", ""))}
        for one in works
    ]


def _read_confirmed(_: Session, row: Nominee, confirmed: Mapping[str, bool | None]) -> None:
    row.confirmed = _with(row.confirmed, confirmed)


def _with(kept: Mapping[str, Any] | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """Give what was answered with these answers in their places; None takes one back."""
    answers = {**(kept or {}), **given}
    return {key: answer for key, answer in answers.items() if answer is not None}


def _read_documents(session: Session, row: Nominee, documents: list[str]) -> None:
    known = [one["key"] for one in the_conference(session).dossier]
    # What a document of an earlier plan was ticked for is kept by nobody, and harms nobody.
    before = set(row.documents or ())
    _refuse_odd(key for key in documents if key not in known and key not in before)
    row.documents = sorted(set(documents) & set(known), key=known.index)


def _read_citation(_: Session, row: Nominee, citation: str) -> None:
    row.citation = "\n".join(tidy(line) for line in citation.splitlines()).strip()


def _read_note(_: Session, row: Nominee, note: str) -> None:
    row.note = tidy(note)


_READ: dict[str, Callable[[Session, Nominee, Any], None]] = {
    "kind": _read_kind,
    "name": _read_name,
    "unit": _read_unit,
    "card_number": _read_card,
    "ratings": _read_ratings,
    "works": _read_works,
    "confirmed": _read_confirmed,
    "documents": _read_documents,
    "citation": _read_citation,
    "note": _read_note,
}


def _refuse_odd(values: Any) -> None:
    odd = sorted(values)
    if odd:
        raise DossierValueUnknown(what=", ".join(odd))
