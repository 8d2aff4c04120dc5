"""Builds screens and catalogues into a wheel, unless make or an sdist brought them built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

EDITABLE = "editable"


class BuildScreens(BuildHookInterface[Any]):
    """Runs before the files of a distribution are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build what is missing; an editable install is built by make instead."""
        if version == EDITABLE:
            return
        root = Path(self.root)
        if _catalogues_are_behind(root / "server/locale"):
            _compile_catalogues(root / "server/locale")
        if not (root / "server/static/dist/manifest.json").exists():
            _build_screens(root)


def _catalogues_are_behind(locale: Path) -> bool:
    """A server or a test may be reading them: nothing is compiled over without need."""
    pairs = [(po, po.with_suffix(".mo")) for po in locale.glob("*/LC_MESSAGES/messages.po")]
    return any(not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime for po, mo in pairs)


def _compile_catalogues(locale: Path) -> None:
    babel = [sys.executable, "-m", "babel.messages.frontend", "--quiet"]
    subprocess.run([*babel, "compile", "-d", str(locale)], check=True)


def _build_screens(root: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("Building the screens from a checkout needs Node with npm.")
    environment = os.environ | {"NODE_ENV": "development"}
    for step in (["ci", "--ignore-scripts", "--silent"], ["run", "build", "--silent"]):
        subprocess.run([npm, *step], cwd=root, env=environment, check=True)
