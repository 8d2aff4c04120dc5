"""The places where machines stand: kiosks and desks, named, each paired by a one-time code.

A code is eight digits, lives ten minutes and works once; only hashes of codes and tokens are kept.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from conference.base import Base
from conference.journal import Fact, record
from conference.names import tidy
from conference.refusals import N_, NotFound, Refusal

PAIRING_TIME = dt.timedelta(minutes=10)
PAIRING_DIGITS = 8
POOL_LENGTH = 60
"""Characters of the name of a station's printers."""


class StationKind(enum.StrEnum):
    """What a station is for."""

    KIOSK = "kiosk"
    RECEPTION = "reception"
    SCREEN = "screen"
    PRINT = "print"


class BadgePrinting(enum.StrEnum):
    """Whether a station prints badges: never, at the first entry, or at every admission."""

    OFF = "off"
    ONCE = "once"
    ALWAYS = "always"


class Station(Base):
    """A named place at the door or in the hall.

    `pool` names the printers that its badges come out of ("máy in bàn 2"), empty for any.
    """

    __tablename__ = "station"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    kind: Mapped[StationKind]
    pairing_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    pairing_expires: Mapped[dt.datetime | None]
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    paired_at: Mapped[dt.datetime | None]
    pool: Mapped[str] = mapped_column(String(POOL_LENGTH), default="")
    printing: Mapped[BadgePrinting] = mapped_column(default=BadgePrinting.ONCE)


@dataclass(frozen=True, kw_only=True)
class StationAdded(Fact):
    """A station was named and given a pairing code."""

    station_id: int


@dataclass(frozen=True, kw_only=True)
class StationPaired(Fact):
    """A device redeemed the code and is this station from now on."""

    station_id: int


@dataclass(frozen=True, kw_only=True)
class StationRenamed(Fact):
    """A station is called otherwise."""

    station_id: int


@dataclass(frozen=True, kw_only=True)
class StationPrintsOtherwise(Fact):
    """Where the badges of a station come out, or whether it prints any, was changed."""

    station_id: int
    printing: str


class StationNameMissing(Refusal):
    """A station needs a name people can say."""

    code = "station_name_missing"
    sentence = N_("Vui lòng nhập tên quầy, ví dụ Quầy 1.")


class StationNameTaken(Refusal):
    """Two stations cannot share a name."""

    code = "station_name_taken"
    sentence = N_("Tên này đã dùng cho một quầy hoặc màn hình khác. Vui lòng chọn tên khác.")


class PairingCodeUnknown(Refusal):
    """Wrong, used, or older than ten minutes: one answer for all, so that nobody learns which."""

    code = "pairing_code_unknown"
    sentence = N_(
        "Mã ghép quầy không đúng, đã dùng hoặc đã quá 10 phút. Vui lòng lấy mã mới ở trang Quầy "
        "của Ban Tổ chức."
    )


class ScreenCodeUnknown(PairingCodeUnknown):
    """The same at a screen of the stage, whose codes the control page gives."""

    code = "screen_code_unknown"
    sentence = N_(
        "Mã ghép màn hình không đúng, đã dùng hoặc đã quá 10 phút. Vui lòng lấy mã mới ở trang "
        "Điều hành, mục Màn hình, nút “Mã ghép”."
    )


class StationNeeded(Refusal):
    """Only a paired device may do this."""

    code = "station_needed"
    sentence = N_(
        "Thiết bị này chưa được ghép với quầy nào; chưa có gì được ghi. Vui lòng ghép quầy trước."
    )


@dataclass(frozen=True)
class PairingOffer:
    """A new station's one-time code, shown once."""

    station_id: int
    pairing_code: str
    expires: dt.datetime


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def add_station(
    session: Session, *, name: str, kind: StationKind, at: dt.datetime, by: str
) -> PairingOffer:
    """Name a station and draw its pairing code; a name that is there gets a new code.

    A paired device stays the station until the new code is redeemed: then the other one is it.
    Named again as another kind, a desk at the door is one from then on; so is a screen that becomes
    a desk, or the other way, while no device is it: the one that is would lose what it shows.

    Raises:
        StationNameMissing: the name cannot serve.
        StationNameTaken: it is a paired screen's and this is none, or the other way.
    """
    spoken = tidy(name)
    if not spoken:
        raise StationNameMissing
    station = named_station(session, spoken)
    if station is None:
        station = Station(name=spoken)
        session.add(station)
    elif _would_lose_its_device(station, kind):
        raise StationNameTaken
    code = f"{secrets.randbelow(10**PAIRING_DIGITS):0{PAIRING_DIGITS}d}"
    station.kind, station.pairing_hash, station.pairing_expires = (
        kind,
        _hash(code),
        at + PAIRING_TIME,
    )
    session.flush()
    record(session, StationAdded(station_id=station.id), at=at, by=by)
    return PairingOffer(station.id, code, at + PAIRING_TIME)


def _would_lose_its_device(station: Station, kind: StationKind) -> bool:
    otherwise = StationKind.SCREEN in {station.kind, kind} and station.kind is not kind
    return otherwise and station.token_hash is not None


def pair_station(
    session: Session, *, pairing_code: str, at: dt.datetime, for_screen: bool = False
) -> tuple[str, str]:
    """Redeem a pairing code; give the station's name and its new token, shown to nobody else.

    Any code pairs any device: `for_screen` only says where a new code is to be had.

    Raises:
        PairingCodeUnknown: wrong, used or too old.
    """
    station = session.scalar(select(Station).where(Station.pairing_hash == _hash(pairing_code)))
    if station is None or station.pairing_expires is None or station.pairing_expires < at:
        raise ScreenCodeUnknown if for_screen else PairingCodeUnknown
    token = secrets.token_urlsafe(32)
    station.pairing_hash = station.pairing_expires = None
    station.token_hash = _hash(token)
    station.paired_at = at
    record(session, StationPaired(station_id=station.id), at=at, by=f"station:{station.id}")
    return station.name, token


def rename_station(
    session: Session, station_id: int, *, name: str, at: dt.datetime, by: str
) -> bool:
    """Call a station otherwise; give whether that is new. Its device stays paired.

    Raises:
        NotFound: there is no such station.
        StationNameMissing: the name cannot serve.
        StationNameTaken: another station has it.
    """
    station = session.get(Station, station_id)
    if station is None:
        raise NotFound
    spoken = tidy(name)
    if not spoken:
        raise StationNameMissing
    if station.name == spoken:
        return False
    if named_station(session, spoken) is not None:
        raise StationNameTaken
    station.name = spoken
    record(session, StationRenamed(station_id=station_id), at=at, by=by)
    return True


def set_printing(
    session: Session,
    station_id: int,
    *,
    printing: BadgePrinting,
    pool: str,
    at: dt.datetime,
    by: str,
) -> bool:
    """Say whether a station prints badges and at which printers; give whether that is new.

    Raises:
        NotFound: there is no such station.
    """
    station = session.get(Station, station_id)
    if station is None:
        raise NotFound
    wanted = printing, tidy(pool)[:POOL_LENGTH]
    if (station.printing, station.pool) == wanted:
        return False
    station.printing, station.pool = wanted
    fact = StationPrintsOtherwise(station_id=station_id, printing=printing.value)
    record(session, fact, at=at, by=by)
    return True


def station_of(session: Session, token: str) -> Station | None:
    """Give the station that holds this token, or None."""
    if not token:
        return None
    return session.scalar(select(Station).where(Station.token_hash == _hash(token)))


def named_station(session: Session, name: str) -> Station | None:
    """Give the station of this name, or None."""
    return session.scalar(select(Station).where(Station.name == tidy(name)))


def all_stations(session: Session) -> list[Station]:
    """Give every station in the order they were named."""
    return list(session.scalars(select(Station).order_by(Station.id)))
