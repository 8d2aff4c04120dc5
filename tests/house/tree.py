"""The source files of the tree, for tests that read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("admin", "conference", "kiosk", "printers", "seed", "server", "stage")


def python_files() -> Iterator[tuple[str, ast.Module]]:
    """Give each module of the product, by its path from the root, parsed."""
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield str(file.relative_to(ROOT)), ast.parse(file.read_text(encoding="utf-8"))


def face_files(suffix: str) -> Iterator[tuple[str, str]]:
    """Give each template or script that people wrote, by its path from the root."""
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob(f"*{suffix}")):
            if "dist" not in file.parts:
                yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")
