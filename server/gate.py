"""Who may open which door: sign-in, roles, same-origin, and the headers of every answer.

Deny by default: a route that nobody declared (conference.operators.open_to) is refused. What is not
guarded yet stands in SECURITY.md.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import secrets
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, Response, redirect, request, url_for
from flask import session as cookie
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from conference.database import Database, RunApart
from conference.identity import identity
from conference.operators import (
    PUBLIC,
    Operator,
    Role,
    Who,
    all_operators,
    declared_roles,
    find_operator,
)
from conference.refusals import N_, Refusal

SIGN_IN_HOURS = 14
_STATIC = "static"
_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
_WHO = "hoinghi.who"
_NOT_ASKED = object()

REHEARSAL_HEADER = "X-Hoinghi-Rehearsal"
"""Says for which conference a page was made: "true" for a rehearsal, else "false"."""

CONFERENCE_HEADER = "X-Hoinghi-Conference"
"""Says for which conference of the folder a page was made: its number."""

_FOR_EITHER = {"api.answer_scan", "api.answer_batch"}
"""Its codes carry themselves which conference they are of, and the door always answers.

Numbers of cards carry nothing: the batch asks `same_conference` about each.
"""

CONTENT_POLICY = (
    # 'wasm-unsafe-eval' lets the camera's reader be compiled, from our files; it lets in no script.
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "style-src 'self'; img-src 'self' data: blob:; "
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


class OtherConference(Refusal):
    """The page was made for the rehearsal and the real conference is open, or the other way."""

    code = "other_conference_open"
    sentence = N_(
        "Trang này thuộc một hội nghị khác với hội nghị đang mở (chạy thử hoặc thật); lệnh chưa "
        "được thực hiện. Trang sẽ tải lại."
    )


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


@dataclass(frozen=True)
class SignedIn(Who):
    """An operator together with the sign-in that vouches for them."""

    stamp: str
    sign_in_id: str
    over: AbstractSet[str] = field(repr=False, compare=False)
    """The ids of sign-ins that were ended; grows while the server runs."""

    def stands(self, stamps: Mapping[int, str]) -> bool:
        """Whether this sign-in still holds, by the operators' present stamps."""
        return self.sign_in_id not in self.over and stamps.get(self.id) == self.stamp


class Gate:
    """Knows who makes a request and lets through whom the route is open to."""

    def __init__(self, db: Database, passwords: Passwords) -> None:
        self._db, self.passwords = db, passwords
        self._over: set[str] = set()

    def sign_in(self, sign_in_name: str, password: str) -> Who | None:
        """Sign an operator in with a fresh cookie; None when name or password is wrong."""
        with self._db.reading() as session:
            operator = find_operator(session, sign_in_name)
        if not self.passwords.matches(password, operator.password_hash if operator else None):
            return None
        if operator is None:
            return None
        self.sign_out()
        cookie.permanent = True
        cookie["operator"] = operator.id
        cookie["stamp"] = _stamp(operator)
        cookie["sign_in"] = secrets.token_urlsafe(16)
        return Who(operator.id, operator.full_name, operator.role)

    def sign_out(self) -> None:
        """End this sign-in, its screens and copies of its cookie too; the language stays."""
        language = cookie.get("language")
        if "sign_in" in cookie:
            self._over.add(cookie["sign_in"])
        cookie.clear()
        if language:
            cookie["language"] = language

    def whoever(self) -> SignedIn | None:
        """Give the operator who makes this request, or None.

        Asked of the records once a request. All messages of a socket share one environ, for hours:
        there nothing is remembered.
        """
        environ: dict[str, Any] = request.environ
        if _WHO not in environ:
            return self._signed_in()
        if environ[_WHO] is _NOT_ASKED:
            environ[_WHO] = self._signed_in()
        who: SignedIn | None = environ[_WHO]
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

    def _signed_in(self) -> SignedIn | None:
        if "operator" not in cookie:
            return None
        with self._db.reading() as session:
            operator = session.get(Operator, cookie["operator"])
        if operator is None:
            return None
        who = SignedIn(
            operator.id,
            operator.full_name,
            Role(operator.role),
            stamp=cookie.get("stamp", ""),
            sign_in_id=cookie.get("sign_in", ""),
            over=self._over,
        )
        return who if who.stands({operator.id: _stamp(operator)}) else None

    def opens(self, app: Flask, path: str) -> bool:
        """Whether a page opens for whoever makes this request; an address of ours with no slip."""
        try:
            endpoint, _ = app.url_map.bind("").match(urlsplit(path).path)
        except HTTPException:
            return False
        roles = declared_roles(app.view_functions[endpoint]) or frozenset()
        who = self.whoever()
        return PUBLIC in roles or (who is not None and who.role in roles)

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
        request.environ[_WHO] = _NOT_ASKED
        if request.endpoint is None or request.endpoint == _STATIC:
            return None
        if request.method in _UNSAFE:
            _refuse_foreign_origin()
        refused = self._refuse_stranger(declared_roles(app.view_functions[request.endpoint]))
        if refused is None and request.method in _UNSAFE and request.endpoint not in _FOR_EITHER:
            self._refuse_other_conference()
        return refused

    def _refuse_stranger(self, roles: frozenset[str] | None) -> AnyResponse | None:
        if roles is not None and PUBLIC in roles:
            return None
        who = self.whoever()
        if who is None:
            if request.method == "GET" and request.accept_mimetypes.accept_html and _is_visit():
                return redirect(url_for("pages.sign_in", next=request.full_path.rstrip("?")))
            raise SignInNeeded
        if roles is None or who.role not in roles:
            raise RoleMayNot
        return None

    def _refuse_other_conference(self) -> None:
        """Let no page act on a conference that it does not show: ids are alike in both."""
        if not any(_page_headers()):
            return
        refuse = same_conference()
        with self._db.reading() as session:
            refuse(session)


def same_conference() -> Callable[[Session], None]:
    """Give what refuses the records of another conference than this request's page is of.

    The headers are read now: a command that runs later, elsewhere, has no request.
    """
    headers = _page_headers()

    def refuse(session: Session) -> None:
        opened = identity(session)
        real = str(opened.rehearsal).lower(), opened.number
        if any(shown and shown != now for shown, now in zip(headers, real, strict=True)):
            raise OtherConference

    return refuse


def _page_headers() -> tuple[str | None, str | None]:
    return request.headers.get(REHEARSAL_HEADER), request.headers.get(CONFERENCE_HEADER)


def stamps(session: Session) -> dict[int, str]:
    """Give the stamp that each operator's sign-ins must carry now, by the operator's id."""
    return {operator.id: _stamp(operator) for operator in all_operators(session)}


def _stamp(operator: Operator) -> str:
    """Tie a cookie to the password it was made with: a reset ends it."""
    return operator.password_hash[-16:]


def _is_visit() -> bool:
    """Whether somebody goes to a page, as far as the browser says; a script's fetch is no visit.

    A script that is sent on to the sign-in draws a second token beside the one of the open form.
    """
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def origin_vouches() -> bool:
    """Whether the browser says that this request comes from a page of ours.

    A foreign Origin never gets so far; a form that comes with ours needs no token beside it.
    """
    return "Origin" in request.headers


def _refuse_foreign_origin() -> None:
    origin, fetched_from = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    foreign = origin is not None and _place_of(origin) != request.host
    if foreign or fetched_from in {"cross-site", "same-site"}:
        raise ForeignOrigin


def _place_of(address: str) -> str | None:
    """Give the host and port of an address; None if it is no address."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return None


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
        try:
            name = (urlsplit(f"//{host}").hostname or "").casefold()
            if name in self._names:
                return True
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_private or address.is_loopback or address.is_link_local

    def allows_origin(self, origin: str | None, environ: dict[str, Any]) -> bool:
        """Whether a socket's Origin is the very host it asks, and that host is ours."""
        host = environ.get("HTTP_HOST", "")
        return origin is not None and _place_of(origin) == host and self.allows(host)
