"""Who may open which door: sign-in, roles, same-origin, and the headers of every answer.

Deny by default: a route that nobody declared (conference.operators.open_to) is refused. What is not
guarded yet stands in SECURITY.md.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request, url_for
from flask import session as cookie
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from conference.database import Database
from conference.identity import identity
from conference.operators import (
    PUBLIC,
    REMOTE,
    Operator,
    Role,
    RoleMayNot,
    Who,
    all_operators,
    declared_roles,
    find_operator,
)
from conference.refusals import N_, Refusal
from conference.remotes import Caller, caller_of
from server.host_check import place_of
from server.passwords import Passwords

SIGN_IN_HOURS = 14
_STATIC = "static"
_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
_WHO = "hoinghi.who"
_CALLER = "hoinghi.caller"
_BEARER = "Bearer "
_NOT_ASKED = object()
_MAY_BE_KEPT = {_STATIC, "stage_guests.programme", "stage_telling.picture"}
"""Routes that say themselves how long a browser may keep what they give; nothing personal."""
_FOLLOWS = "screen"
"""Stands in the address of a page that follows the control as a named screen."""

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


class RemoteTokenNeeded(Refusal):
    """Only a remote control may do this, and it sent no token that opens anything."""

    code = "remote_token_needed"
    sentence = N_(
        "Chưa có mã điều khiển từ xa còn hiệu lực; lệnh chưa được thực hiện. Vui lòng lấy mã ở "
        "trang Điều khiển từ xa của Ban Tổ chức."
    )


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

    def __init__(
        self,
        db: Database,
        passwords: Passwords,
        opens_to_screen: Callable[[frozenset[str] | None], bool] = lambda _: False,
    ) -> None:
        """Guard the doors; `opens_to_screen` says whether a route opens to a request's screen."""
        self._db, self.passwords = db, passwords
        self._opens_to_screen = opens_to_screen
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

    def caller(self) -> Caller:
        """Give the remote control that makes this request, by the token that it sends along.

        Raises:
            RemoteTokenNeeded: it sends none that opens anything.
            RoleMayNot: somebody is signed in instead; a page has its own doors.
        """
        known: Caller | None = request.environ.get(_CALLER)
        if known is not None:
            return known
        sent = request.headers.get("Authorization", "")
        if not sent and self.whoever() is not None:
            raise RoleMayNot
        if sent.startswith(_BEARER):
            with self._db.reading() as session:
                known = caller_of(session, sent.removeprefix(_BEARER).strip())
        if known is None:
            raise RemoteTokenNeeded
        request.environ[_CALLER] = known
        return known

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
        roles = declared_roles(app.view_functions[request.endpoint])
        if roles is not None and REMOTE in roles:
            # No browser sends the token by itself: whatever page it comes from, it was meant.
            self.caller()
            return None
        if request.method in _UNSAFE:
            _refuse_foreign_origin()
        refused = self._refuse_stranger(roles)
        if refused is None and request.method in _UNSAFE and request.endpoint not in _FOR_EITHER:
            self._refuse_other_conference()
        return refused

    def _refuse_stranger(self, roles: frozenset[str] | None) -> AnyResponse | None:
        if roles is not None and PUBLIC in roles:
            return None
        who = self.whoever()
        if (who is None or roles is None or who.role not in roles) and self._opens_to_screen(roles):
            return None
        if who is None:
            if request.method == "GET" and request.accept_mimetypes.accept_html and _is_visit():
                return redirect(_where_to_vouch())
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


def _where_to_vouch() -> str:
    """Give where a stranger goes: to the sign-in, a named screen's page to where it is paired."""
    if _FOLLOWS in request.args:
        return url_for("stage_screens.screen")
    return url_for("pages.sign_in", next=request.full_path.rstrip("?"))


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
    foreign = origin is not None and place_of(origin) != request.host
    if foreign or fetched_from in {"cross-site", "same-site"}:
        raise ForeignOrigin


def _harden(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CONTENT_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Not "no-referrer": with it browsers send forms with the Origin "null".
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint not in _MAY_BE_KEPT:
        response.headers["Cache-Control"] = "no-store"
    return response
