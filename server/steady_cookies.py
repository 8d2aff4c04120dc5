"""Sign-ins grow old by a clock that nobody sets.

With the machine's clock every sign-in would end when that is set back by ten seconds: Flask takes a
cookie from the future for expired, and a browser drops one whose last hour has passed.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from flask import Flask
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from conference.clock import Clock


class _Signer(TimestampSigner):
    """Signs by a given clock, and takes a signature from the future for as old as one from then.

    A server that was started anew may begin with a machine's clock that was put right.
    """

    def __init__(self, *secrets: object, clock: Clock, **how: object) -> None:
        super().__init__(*secrets, **how)  # type: ignore[arg-type]  # itsdangerous' own arguments
        self._clock = clock

    def get_timestamp(self) -> int:
        """Give the moment of a signature that is made now, in seconds."""
        return int(self._clock().timestamp())

    def unsign(  # type: ignore[override]  # one of its three overloads
        self,
        signed_value: str | bytes,
        max_age: int | None = None,
        return_timestamp: bool = False,  # noqa: FBT001, FBT002 - as itsdangerous has it
    ) -> object:
        """Check a signature and its age."""
        value, made = super().unsign(signed_value, return_timestamp=True)
        age = abs(self.get_timestamp() - made.timestamp())
        if max_age is not None and age > max_age:
            raise SignatureExpired(f"{age} s", payload=value, date_signed=made)
        return (value, made) if return_timestamp else value


class SteadyCookies(SecureCookieSessionInterface):
    """Keeps sign-ins in cookies as Flask does, but by a clock that is never set."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Give what signs the cookies."""
        usual = super().get_signing_serializer(app)
        if usual is not None:
            usual.signer = partial(_Signer, clock=self._clock)  # type: ignore[assignment]
        return usual

    def get_expiration_time(self, app: Flask, session: SessionMixin) -> dt.datetime | None:
        """Give until when a browser keeps the cookie."""
        return self._clock() + app.permanent_session_lifetime if session.permanent else None
