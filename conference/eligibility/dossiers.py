"""Nominees as the office looks at them: what the dossier lacks, and what the criteria say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.eligibility.criteria import Finding, Tree, Verdict, evaluate
from conference.eligibility.nominees import Nominee, NomineeKind
from conference.identity import Conference, the_conference
from conference.names import sort_key
from conference.readiness import Check, Gate, Standing, some
from conference.refusals import N_, NotFound

HALF_A_PAGE = 1800
"""Characters on half a sheet of A4 in 14 pt, if the plan gives no number of its own."""

_KINDS = tuple(NomineeKind)
_PATH = "/admin/nominees"


@dataclass(frozen=True)
class Document:
    """A document that the plan asks for, and whether it was handed in."""

    key: str
    name: str
    form: str
    here: bool


@dataclass(frozen=True)
class Review:
    """A nominee with documents and verdict; no verdict where the plan has no criteria."""

    nominee: Nominee
    documents: tuple[Document, ...]
    verdict: Verdict | None
    citation_limit: int

    @property
    def handed_in(self) -> int:
        """How many of the documents are there."""
        return sum(one.here for one in self.documents)

    @property
    def complete(self) -> bool:
        """Whether no document is missing."""
        return self.handed_in == len(self.documents)

    @property
    def citation_too_long(self) -> bool:
        """Whether the summary of merits is longer than the plan allows."""
        return len(self.nominee.citation) > self.citation_limit


def criteria_of(conference: Conference, kind: NomineeKind) -> Tree | None:
    """Give the criteria for this kind of nominee; None where the plan states none."""
    tree: Tree | None = conference.criteria.get(kind)
    return tree or None


def citation_limit(conference: Conference) -> int:
    """Give how many characters a summary of merits may have."""
    limit: int = conference.plan_words.get("citation_most_characters") or HALF_A_PAGE
    return limit


def reviews(session: Session) -> list[Review]:
    """Give all nominees: collectives first, each kind in the order of a Vietnamese list."""
    asked = select(Nominee).options(joinedload(Nominee.unit), joinedload(Nominee.delegate))
    conference = the_conference(session)
    return [_review(conference, row) for row in sorted(session.scalars(asked), key=_place)]


def review(session: Session, nominee_id: int) -> Review:
    """Give one nominee.

    Raises:
        NotFound: there is no such nominee.
    """
    row = session.get(Nominee, nominee_id)
    if row is None:
        raise NotFound
    return _review(the_conference(session), row)


def incomplete_dossiers(session: Session) -> list[Review]:
    """Give the nominees who lack a document."""
    return [one for one in reviews(session) if not one.complete]


def _place(row: Nominee) -> tuple[int, list[str], int]:
    # Collectives go by their first syllable, people by their given name.
    collective = row.kind is NomineeKind.COLLECTIVE
    words = [sort_key(word) for word in row.name.split()] if collective else [sort_key(row.name)]
    return _KINDS.index(row.kind), words, row.id


def _review(conference: Conference, row: Nominee) -> Review:
    tree = criteria_of(conference, row.kind)
    return Review(
        nominee=row,
        documents=tuple(
            Document(one["key"], one["name"], one.get("form", ""), one["key"] in row.documents)
            for one in conference.dossier
        ),
        verdict=evaluate(tree, row.facts) if tree else None,
        citation_limit=citation_limit(conference),
    )


def checks(session: Session, now: dt.datetime) -> list[Check]:  # noqa: ARG001 - as every subject's
    """Say which dossiers lack something and whom the criteria do not fit."""
    rows = reviews(session)
    if not rows:
        return []
    return [_dossiers(rows), _criteria(rows), _citations(rows)]


def _dossiers(rows: Sequence[Review]) -> Check:
    lacking = [
        f"{one.nominee.name} ({one.handed_in}/{len(one.documents)})"
        for one in rows
        if not one.complete
    ]
    return Check(
        code="dossiers",
        gate=Gate.EVENING_BEFORE,
        standing=Standing.MISSING if lacking else Standing.IN_ORDER,
        title=N_("Hồ sơ đề nghị khen thưởng"),
        sentence=N_("%(count)s/%(whole)s hồ sơ còn thiếu tài liệu."),
        details={"count": len(lacking), "whole": len(rows)},
        path=f"{_PATH}?state=incomplete",
        **some(lacking),
    )


def _criteria(rows: Sequence[Review]) -> Check:
    judged = [(one.nominee.name, one.verdict) for one in rows if one.verdict]
    failed = [name for name, verdict in judged if verdict.finding is Finding.FAILED]
    unknown = [name for name, verdict in judged if verdict.finding is Finding.UNKNOWN]
    standing = Standing.UNKNOWN if unknown else Standing.IN_ORDER
    return Check(
        code="criteria",
        gate=Gate.EVENING_BEFORE,
        standing=Standing.CARE if failed else standing,
        title=N_("Tiêu chuẩn khen thưởng"),
        sentence=N_("%(failed)s trường hợp chưa đạt tiêu chuẩn, %(unknown)s chưa đủ dữ liệu."),
        details={"failed": len(failed), "unknown": len(unknown)},
        path=f"{_PATH}?state=failed" if failed else f"{_PATH}?state=unknown",
        **some(failed or unknown),
    )


def _citations(rows: Sequence[Review]) -> Check:
    empty = [one.nominee.name for one in rows if not one.nominee.citation]
    long = [one.nominee.name for one in rows if one.citation_too_long]
    return Check(
        code="citations",
        gate=Gate.EVENING_BEFORE,
        standing=Standing.CARE if empty or long else Standing.IN_ORDER,
        title=N_("Trích ngang thành tích"),
        sentence=N_("%(empty)s trường hợp chưa có trích ngang, %(long)s dài quá mức quy định."),
        details={"empty": len(empty), "long": len(long)},
        path=_PATH,
        **some(empty + long),
    )
