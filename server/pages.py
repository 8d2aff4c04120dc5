"""The pages that belong to no face: the board of addresses, sign-in, language, health."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext
from werkzeug.wrappers import Response

from admin.routes import Screen
from conference.operators import Who, open_to_all
from server.forms import SignInForm
from server.gate import Gate, origin_vouches

LANGUAGES = ("vi", "en")


def create_blueprint(  # noqa: C901 - one small function per route
    gate: Gate,
    *,
    screens: Sequence[Screen],
    addresses: Callable[[], list[str]],
    health: Callable[[], dict[str, Any]],
) -> Blueprint:
    """Make these pages' routes."""
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    @open_to_all
    def start() -> str:
        return render_template("start.html", screens=screens, addresses=addresses())

    @pages.get("/api/health")
    @open_to_all
    def report_health() -> dict[str, Any]:
        return health()

    @pages.route("/sign-in", methods=["GET", "POST"])
    @open_to_all
    def sign_in() -> str | Response | tuple[str, int]:
        form = SignInForm(meta={"csrf": not origin_vouches()})
        target = _own_path(request.values.get("next", ""))
        if form.validate_on_submit():
            who = gate.sign_in(form.operator_name.data, form.password.data)
            if who is not None:
                return redirect(target or _first_page(who))
            form.password.errors = [gettext("Tên đăng nhập hoặc mật khẩu không đúng.")]
        status = 200 if request.method == "GET" else 401
        return render_template("sign_in.html", form=form, next=target), status

    @pages.post("/sign-out")
    @open_to_all
    def sign_out() -> Response:
        gate.sign_out()
        return redirect(url_for("pages.start"))

    @pages.post("/language")
    @open_to_all
    def choose_language() -> Response:
        if request.form.get("language") in LANGUAGES:
            cookie["language"] = request.form["language"]
        return redirect(_own_path(request.form.get("next", "")) or url_for("pages.start"))

    return pages


_FIRST_PAGE = {
    "admin": "/admin/",
    "supervisor": "/kiosk/leave",
    "reception": "/kiosk/desk",
    "vip_reception": "/kiosk/vip",
    "print": "/print/",
    "technician": "/stage/cues",
    "stage": "/stage/control",
    "mc": "/stage/mc",
    "backstage": "/stage/backstage",
}


def _first_page(who: Who) -> str:
    return _FIRST_PAGE.get(who.role, url_for("pages.start"))


def _own_path(target: str) -> str:
    """Give the path if it leads to us; nothing if it would lead elsewhere."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    ours = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if ours and not parts.scheme and not parts.netloc else ""
