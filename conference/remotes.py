"""Remote controls: programs and buttons outside the screens that may give cues, by a token each.

Only the token's hash is kept; it is shown once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from conference.base import Base
from conference.journal import Fact, record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal
from conference.requests import once, outcome_of

TOKEN_BYTES = 32
NAME_LENGTH = 100
SPOKEN = "Điều khiển từ xa: "
"""Stands before the name wherever a remote control is named among people."""


class Remote(Base):
    """A remote control (Stream Deck, phone), named, with a token until it is revoked."""

    __tablename__ = "remote"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    made_at: Mapped[dt.datetime]
    by: Mapped[str] = mapped_column(String(64))
    revoked_at: Mapped[dt.datetime | None]


@dataclass(frozen=True, kw_only=True)
class RemoteMade(Fact):
    """A remote control was named and given a token."""

    remote_id: int


@dataclass(frozen=True, kw_only=True)
class RemoteRevoked(Fact):
    """A remote control's token opens nothing any more."""

    remote_id: int


class RemoteNameMissing(Refusal):
    """A remote control is named, so that others see who pressed."""

    code = "remote_name_missing"
    sentence = N_("Vui lòng đặt tên cho điều khiển từ xa, ví dụ Stream Deck cánh gà.")


class RemoteNameTaken(Refusal):
    """Two remote controls of one name could not be told apart."""

    code = "remote_name_taken"
    sentence = N_(
        "Đã có điều khiển từ xa mang tên này. Vui lòng đặt tên khác, hoặc thu hồi cái cũ trước."
    )


@dataclass(frozen=True)
class RemoteOffer:
    """A new remote control's token, shown once."""

    remote_id: int
    token: str


@dataclass(frozen=True)
class Caller:
    """The remote control that makes a request: plain values."""

    id: int
    name: str

    @property
    def by(self) -> str:
        """How the journal names it."""
        return f"remote:{self.id}"


def make_remote(
    session: Session, *, name: str, at: dt.datetime, by: str, request_id: str | None = None
) -> RemoteOffer:
    """Name a remote control and draw its token.

    The same `request_id` again names nothing anew, but draws another token: nobody has seen the
    first one, and it opens nothing any more.

    Raises:
        RemoteNameMissing, RemoteNameTaken: the name cannot serve.
        NotFound: it was revoked since the request came first.
    """
    known = outcome_of(session, request_id)
    if known is not None:
        return _offer(session, _working(session, known), at=at, by=by)
    remote = _named(session, name, at=at, by=by)
    once(session, request_id, lambda: remote.id)
    return _offer(session, remote, at=at, by=by)


def _named(session: Session, name: str, *, at: dt.datetime, by: str) -> Remote:
    spoken = tidy(name)[:NAME_LENGTH].strip()
    if not spoken:
        raise RemoteNameMissing
    twin = select(Remote.id).where(Remote.name == spoken, Remote.token_hash.is_not(None))
    if session.scalar(twin) is not None:
        raise RemoteNameTaken
    remote = Remote(name=spoken, made_at=at, by=by)
    session.add(remote)
    session.flush()
    return remote


def _working(session: Session, remote_id: int) -> Remote:
    remote = session.get(Remote, remote_id)
    if remote is None or remote.token_hash is None:
        raise NotFound
    return remote


def _offer(session: Session, remote: Remote, *, at: dt.datetime, by: str) -> RemoteOffer:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    remote.token_hash = _hash(token)
    session.flush()
    record(session, RemoteMade(remote_id=remote.id), at=at, by=by)
    return RemoteOffer(remote.id, token)


def revoke_remote(session: Session, remote_id: int, *, at: dt.datetime, by: str) -> bool:
    """Let a remote control's token open nothing any more; False where it was so already.

    Raises:
        NotFound: there is no such remote control.
    """
    remote = session.get(Remote, remote_id)
    if remote is None:
        raise NotFound
    if remote.token_hash is None:
        return False
    remote.token_hash, remote.revoked_at = None, at
    record(session, RemoteRevoked(remote_id=remote.id), at=at, by=by)
    return True


def all_remotes(session: Session) -> list[Remote]:
    """Give every remote control there was, those that work first, the newest first."""
    order = (Remote.token_hash.is_(None), Remote.id.desc())
    return list(session.scalars(select(Remote).order_by(*order)))


def caller_of(session: Session, token: str) -> Caller | None:
    """Give whose token this is; None where it opens nothing."""
    remote = session.scalar(select(Remote).where(Remote.token_hash == _hash(token)))
    return None if remote is None else Caller(remote.id, SPOKEN + remote.name)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
