"""What all tables share: the declarative base, how moments and states are stored."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any, ClassVar, cast

from sqlalchemy import JSON, BigInteger, Dialect, Enum, MetaData, Table
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from conference.clock import from_ms, to_ms

LARGEST_ID = 2**31 - 1
"""No row has a larger number: PostgreSQL keeps four bytes of it, and fails where more is asked."""


class Moment(TypeDecorator[dt.datetime]):
    """An aware UTC datetime, stored as milliseconds since 1970.

    SQLite would forget the zone of a datetime; an integer means the same on every database.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Store a moment; a naive one is a bug and raises ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        return to_ms(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read a moment back as aware UTC."""
        return None if value is None else from_ms(value)


def _stored_values(states: type[enum.Enum]) -> list[str]:
    return [state.value for state in states]


class Base(DeclarativeBase):
    """The base of every mapped class; fixed constraint names let migrations name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        dt.datetime: Moment,
        list[str]: JSON,
        list[int]: JSON,
        dict[str, Any]: JSON,
        list[dict[str, Any]]: JSON,
        enum.StrEnum: Enum(
            enum.StrEnum,
            native_enum=False,
            length=32,
            values_callable=_stored_values,
        ),
    }


def table_of(mapped: type[Base]) -> Table:
    """Give the table behind a mapped class, for statements that need nothing of the ORM."""
    return cast("Table", mapped.__table__)
