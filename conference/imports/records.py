"""The tables of imports: the files that were brought, and what their headers mean."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import LargeBinary, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from conference.base import Base
from conference.names import fold


class ImportedFile(Base):
    """A list file as it was brought, with the SHA-256 of its bytes and what it changed.

    `import_id` is that of the preview which was confirmed: confirmed twice, it is written once.
    """

    __tablename__ = "imported_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[str] = mapped_column(String(36), unique=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(300))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(200), default="")
    added: Mapped[int]
    changed: Mapped[int]
    withdrawn: Mapped[int]


class HeaderMapping(Base):
    """Which column means what under a header that somebody corrected by hand."""

    __tablename__ = "header_mapping"

    header_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    columns: Mapped[dict[str, Any]]


def remember_header(session: Session, header_key: str, columns: Iterable[tuple[str, str]]) -> None:
    """Remember what columns mean under a header, for the next file of this shape.

    `columns`: header and field of each, in their order; two columns may have the same header.
    """
    pairs = list(columns)
    names = columns_told_apart(header for header, _ in pairs)
    row = session.get(HeaderMapping, header_key) or HeaderMapping(header_key=header_key)
    row.columns = dict(zip(names, (field for _, field in pairs), strict=True))
    session.add(row)


def columns_told_apart(headers: Iterable[str]) -> list[str]:
    """Give headers so that no two are alike: a merged "Họ và tên" stands over two columns."""
    seen: Counter[str] = Counter()
    names = []
    for header in headers:
        sound = fold(header)
        seen[sound] += 1
        names.append(header if seen[sound] == 1 else f"{header} {seen[sound]}")
    return names


def remembered_headers(session: Session) -> dict[str, dict[str, str]]:
    """Give what was remembered of headers."""
    rows = session.scalars(select(HeaderMapping).where(HeaderMapping.header_key != _GROUPS))
    return {row.header_key: dict(row.columns) for row in rows}


_GROUPS = "groups"
"""Stands among header keys for: what sections mean."""


def remember_groups(session: Session, groups: Mapping[str, str]) -> None:
    """Remember which group the clerk has said a section is, for the next file."""
    row = session.get(HeaderMapping, _GROUPS) or HeaderMapping(header_key=_GROUPS, columns={})
    row.columns = row.columns | {fold(given): name for given, name in groups.items() if given}
    session.add(row)


def remembered_groups(session: Session) -> dict[str, str]:
    """Give the groups that sections were said to be, by the folded words of the section."""
    row = session.get(HeaderMapping, _GROUPS)
    return dict(row.columns) if row is not None else {}


def brought_before(session: Session, sha256: str) -> ImportedFile | None:
    """Give the file with these very bytes, if it was taken in before."""
    wanted = select(ImportedFile).where(ImportedFile.sha256 == sha256)
    return session.scalar(wanted.order_by(ImportedFile.id.desc()).limit(1))


def imported_files(session: Session) -> list[ImportedFile]:
    """Give the files that were taken in, newest first; their bytes are loaded when asked for."""
    return list(session.scalars(select(ImportedFile).order_by(ImportedFile.id.desc())))


def written_from(session: Session, import_id: str) -> ImportedFile | None:
    """Give what was written from a preview, if it was confirmed."""
    return session.scalar(select(ImportedFile).where(ImportedFile.import_id == import_id))
