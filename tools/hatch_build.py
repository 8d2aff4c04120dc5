"""Builds the screens and the catalogues into a wheel, unless an sdist brought them built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildScreens(BuildHookInterface[Any]):
    """Runs before the files of a distribution are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build what is missing; an editable install is built by make instead."""
        if version == "editable":
            return
        root = Path(self.root)
        self._compile_catalogues(root)
        if not (root / "server/static/dist/manifest.json").exists():
            self._build_screens(root)

    @staticmethod
    def _compile_catalogues(root: Path) -> None:
        locale = root / "server/locale"
        if any(locale.glob("*/LC_MESSAGES/messages.po")):
            compile_them = [sys.executable, "-m", "babel.messages.frontend", "compile"]
            subprocess.run([*compile_them, "--use-fuzzy", "-d", str(locale)], check=True)

    @staticmethod
    def _build_screens(root: Path) -> None:
        npm = shutil.which("npm")
        if npm is None:
            raise RuntimeError("Building the screens from a checkout needs Node with npm.")
        environment = os.environ | {"NODE_ENV": "development"}
        subprocess.run([npm, "ci", "--ignore-scripts"], cwd=root, env=environment, check=True)
        subprocess.run([npm, "run", "build"], cwd=root, env=environment, check=True)
