"""The tables of imports: the files that were brought, and what their headers mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import LargeBinary, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from conference.base import Base


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


def remember_header(session: Session, header_key: str, columns: Mapping[str, str]) -> None:
    """Remember what columns mean under a header, for the next file of this shape."""
    row = session.get(HeaderMapping, header_key) or HeaderMapping(header_key=header_key)
    row.columns = dict(columns)
    session.add(row)


def remembered_headers(session: Session) -> dict[str, dict[str, str]]:
    """Give what was remembered of headers."""
    return {row.header_key: dict(row.columns) for row in session.scalars(select(HeaderMapping))}


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
