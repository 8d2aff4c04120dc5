"""Each dependency has its line, with why, in docs/dependencies.md."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_dependency_has_a_line_that_says_why() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [one for group in project["optional-dependencies"].values() for one in group]
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    python = [re.split(r"[>=<]", one)[0] for one in [*project["dependencies"], *extras]]
    wanted = {*python, *package["dependencies"], *package["devDependencies"]}

    lines = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line.startswith("| ")]
    explained = {row[1].split()[0] for row in rows if len(row) > 3 and row[2].strip()}

    assert wanted - explained == set()
