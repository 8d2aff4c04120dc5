"""Who may open which door: sign-in, roles, same-origin, and the headers of every answer.

Deny by default: a route that nobody declared (conference.operators.open_to) is refused. What is not
guarded yet stands in SECURITY.md.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import secrets
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, Response, redirect, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response as AnyResponse

from conference.database import Database, RunApart
from conference.operators import PUBLIC, Operator, Role, Who, declared_roles, find_operator
from conference.refusals import N_, Refusal

SIGN_IN_HOURS = 14
_STATIC = "static"
_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}

CONTENT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)


class SignInNeeded(Refusal):
    """Nobody is signed in."""

    code = "sign_in_needed"
    sentence = N_("Vui lòng đăng nhập để tiếp tục.")


class RoleMayNot(Refusal):
    """Somebody is signed in whose role does not open this door."""

    code = "role_may_not"
    sentence = N_("Tài khoản của quý vị không có quyền mở trang này. Vui lòng liên hệ Ban Tổ chức.")


class ForeignOrigin(Refusal):
    """A page of another origin tried to change something."""

    code = "foreign_origin"
    sentence = N_("Yêu cầu đến từ một trang khác nên không được thực hiện. Dữ liệu không thay đổi.")


class Passwords:
    """Hashes and checks passwords with argon2id, away from the hub."""

    def __init__(self, run_apart: RunApart) -> None:
        self._hasher = PasswordHasher()
        self._run_apart = run_apart

    def hash(self, password: str) -> str:
        """Give the argon2id hash of a password."""
        hashed: str = self._run_apart(lambda: self._hasher.hash(password))
        return hashed

    def matches(self, password: str, password_hash: str | None) -> bool:
        """Whether the password is the one that was hashed; None is never matched."""
        right: bool = self._run_apart(lambda: self._verify(password, password_hash))
        return right

    def _verify(self, password: str, password_hash: str | None) -> bool:
        if password_hash is None:
            # The same work as for a known name, so that the time tells nobody which names exist.
            self._hasher.hash(password)
            return False
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


_SPEAKABLE = "abcdefghkmnpqrstuvwxyz23456789"
"""Without letters that look alike on a screen at the back of the hall."""


def new_password() -> str:
    """Draw a password of three groups of four letters, about 58 bits."""
    groups = ("".join(secrets.choice(_SPEAKABLE) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


class Gate:
    """Knows who makes a request and lets through whom the route is open to."""

    def __init__(self, db: Database, passwords: Passwords) -> None:
        self._db, self._passwords = db, passwords

    def sign_in(self, sign_in_name: str, password: str) -> Who | None:
        """Sign an operator in with a fresh cookie; None when name or password is wrong."""
        with self._db.reading() as session:
            operator = find_operator(session, sign_in_name)
        if not self._passwords.matches(password, operator.password_hash if operator else None):
            return None
        if operator is None:
            return None
        self.sign_out()
        cookie.permanent = True
        cookie["operator"] = operator.id
        cookie["stamp"] = _stamp(operator)
        return Who(operator.id, operator.full_name, operator.role)

    @staticmethod
    def sign_out() -> None:
        """Forget who was signed in; the chosen language stays."""
        language = cookie.get("language")
        cookie.clear()
        if language:
            cookie["language"] = language

    def whoever(self) -> Who | None:
        """Give the operator who makes this request, or None."""
        environ: dict[str, Any] = request.environ
        if "hoinghi.who" not in environ:
            environ["hoinghi.who"] = self._signed_in()
        who: Who | None = environ["hoinghi.who"]
        return who

    def who(self) -> Who:
        """Give the operator who makes this request.

        Raises:
            SignInNeeded: nobody is signed in.
        """
        who = self.whoever()
        if who is None:
            raise SignInNeeded
        return who

    def _signed_in(self) -> Who | None:
        if "operator" not in cookie:
            return None
        with self._db.reading() as session:
            operator = session.get(Operator, cookie["operator"])
        if operator is None or cookie.get("stamp") != _stamp(operator):
            return None
        return Who(operator.id, operator.full_name, Role(operator.role))

    def guard(self, app: Flask) -> None:
        """Stand before every route of this app."""
        app.config.update(
            SESSION_COOKIE_HTTPONLY=True,
            SESSION_COOKIE_SAMESITE="Strict",
            SESSION_COOKIE_NAME="hoinghi",
            PERMANENT_SESSION_LIFETIME=dt.timedelta(hours=SIGN_IN_HOURS),
        )
        app.before_request(lambda: self._admit(app))
        app.after_request(_harden)

    def _admit(self, app: Flask) -> AnyResponse | None:
        if request.endpoint is None or request.endpoint == _STATIC:
            return None
        if request.method in _UNSAFE:
            _refuse_foreign_origin()
        roles = declared_roles(app.view_functions[request.endpoint])
        if roles is not None and PUBLIC in roles:
            return None
        who = self.whoever()
        if who is None:
            if request.method == "GET" and request.accept_mimetypes.accept_html:
                return redirect(url_for("pages.sign_in", next=request.full_path.rstrip("?")))
            raise SignInNeeded
        if roles is None or who.role not in roles:
            raise RoleMayNot
        return None


def _stamp(operator: Operator) -> str:
    """Tie a cookie to the password it was made with: a reset ends it."""
    return operator.password_hash[-16:]


def _refuse_foreign_origin() -> None:
    origin, fetched_from = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    foreign = origin is not None and urlsplit(origin).netloc != request.host
    if foreign or fetched_from in {"cross-site", "same-site"}:
        raise ForeignOrigin


def _harden(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CONTENT_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Not "no-referrer": with it browsers send forms with the Origin "null".
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint != _STATIC:
        response.headers["Cache-Control"] = "no-store"
    return response


Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class HostCheck:
    """Refuses requests under a name that is not ours, sockets included (DNS rebinding)."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name.casefold() for name in names}

    def around(self, wsgi: Wsgi) -> Wsgi:
        """Put the check before a WSGI application."""

        def checked(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            if self.allows(environ.get("HTTP_HOST", "")):
                return wsgi(environ, start)
            start("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
            return ["Máy chủ không nhận tên miền này.\n".encode()]

        return checked

    def allows(self, host: str) -> bool:
        """Whether a Host header names us: a known name, or a private or loopback address.

        An address cannot be rebound, and a name that we do not know is nobody's business here.
        """
        name = (urlsplit(f"//{host}").hostname or "").casefold()
        if name in self._names:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_private or address.is_loopback or address.is_link_local

    def allows_origin(self, origin: str | None, environ: dict[str, Any]) -> bool:
        """Whether a socket's Origin is the very host it asks, and that host is ours."""
        host = environ.get("HTTP_HOST", "")
        return origin is not None and urlsplit(origin).netloc == host and self.allows(host)
