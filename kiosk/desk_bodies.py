"""What the reception desk sends: the bodies of its commands, beside those of the API."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

RequestId = Annotated[str, Field(min_length=8, max_length=36, pattern=r"^[0-9A-Za-z-]+$")]
Words = Annotated[str, Field(max_length=200)]
Reason = Annotated[str, Field(max_length=300)]
Pin = Annotated[str, Field(max_length=20)]
Unit = Annotated[str, Field(max_length=300)]


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class BadgeBody(_Body):
    """Print a badge, the first or one more; `reason` says why another is needed."""

    request_id: RequestId
    reason: Reason = ""


class SeatBody(_Body):
    """A seat as people write it, such as A-05; the command says what is the matter with none."""

    seat: Annotated[str, Field(max_length=20)]


class HolderBody(_Body):
    """Who has come on a seat of "Đại diện …"."""

    full_name: Words
    position: Words = ""


class SubstituteBody(_Body):
    """Who comes instead, by which letter; without a supervisor's PIN one is asked on the phone."""

    request_id: RequestId
    full_name: Words
    position: Words = ""
    unit: Unit = ""
    phone: Annotated[str, Field(max_length=30)] = ""
    letter: Annotated[str, Field(max_length=120)] = ""
    pin: Pin = ""


class WalkInBody(_Body):
    """Somebody who is not on the list; where a rule asks for it, by a supervisor's PIN or phone."""

    request_id: RequestId
    full_name: Words
    unit: Unit = ""
    group: Words = ""
    position: Words = ""
    birth_year: Annotated[
        Annotated[int, Field(ge=1900, le=2100)] | None, BeforeValidator(_empty_is_none)
    ] = None
    reason: Reason = ""
    pin: Pin = ""
