"""What every page wears: language, built assets, the conference's words, who is signed in."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Flask, request, url_for
from flask import session as cookie
from flask_babel import Babel, get_locale, gettext

from conference.clock import in_the_hall
from conference.database import Database
from conference.identity import Identity, identity
from conference.operators import ROLE_NAMES
from conference.refusals import Refusal
from server import VERSION
from server.gate import Gate

LANGUAGES = ("vi", "en")
STATIC = Path(str(files("server"))) / "static" / "dist"
LOCALE = Path(str(files("server"))) / "locale"


def screens_built() -> bool:
    """Whether the screens' files are there; they are made by `make build` and packed with us."""
    return (STATIC / "manifest.json").exists()


class Assets:
    """The built files by the names that templates use."""

    def __init__(self, folder: Path = STATIC) -> None:
        self.fonts = folder / "fonts"
        self._manifest = folder / "manifest.json"
        self._built_at = 0.0
        self._hashed: dict[str, str] = {}
        self.build = VERSION
        self._read()

    def path(self, name: str) -> str:
        """Give the built file's path below /static/; the name itself where nothing was built."""
        self._read()
        return self._hashed.get(name, name)

    def _read(self) -> None:
        """Read the manifest, again when the screens were built anew under a running server."""
        built_at = self._manifest.stat().st_mtime if self._manifest.exists() else 0.0
        if built_at != self._built_at:
            text = self._manifest.read_text(encoding="utf-8")
            self._built_at, self._hashed = built_at, json.loads(text)
            self.build = f"{VERSION}+{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def speak(app: Flask, default: str) -> None:
    """Choose each request's language: what the reader chose, else the setting."""

    def chosen() -> str:
        language = cookie.get("language")
        return language if language in LANGUAGES else default

    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(LOCALE)
    app.config["BABEL_DEFAULT_LOCALE"] = "vi"
    Babel(app, locale_selector=chosen)


def dress(app: Flask, db: Database, gate: Gate, assets: Assets) -> None:
    """Give every template the words it may use."""

    def words() -> dict[str, Any]:
        return {
            "asset": lambda name: url_for("static", filename=assets.path(name)),
            "conference": _conference(db),
            "operator": _operator(gate),
            "locale": str(get_locale() or "vi"),
            "here": request.full_path.rstrip("?"),
            "build": assets.build,
        }

    app.context_processor(words)
    app.jinja_env.filters["hall_time"] = lambda moment: f"{in_the_hall(moment):%Hh%M}"
    app.jinja_env.autoescape = True


def _conference(db: Database) -> Identity | None:
    try:
        with db.reading() as session:
            return identity(session)
    except Refusal:
        return None


def _operator(gate: Gate) -> dict[str, Any] | None:
    try:
        who = gate.whoever()
    except Refusal:
        return None
    if who is None:
        return None
    return {"name": who.name, "role": who.role.value, "role_name": gettext(ROLE_NAMES[who.role])}
