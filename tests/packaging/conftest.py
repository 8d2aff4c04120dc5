"""One wheel for all tests here, and one environment that holds it and what it runs on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.made_once import made_once

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "server" / "static" / "dist" / "manifest.json"
UV = Path(sys.executable).with_name("uv")


def path_without_node(folder: Path) -> str:
    """A PATH with the few programs that a shell script needs; Node is not among them."""
    folder.mkdir()
    for name in ("sh", "env", "dirname", "python3"):
        found = sys.executable if name == "python3" else shutil.which(name)
        (folder / name).symlink_to(os.path.realpath(found))
    assert shutil.which("node", path=str(folder)) is None
    return str(folder)


def say(*command: str | Path, **settings: str) -> str:
    """Run a program; give what it writes, and show all of it when it fails."""
    # Builders and installers are not what coverage is about; measured, they take twice as long.
    plain = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE_")}
    done = subprocess.run(
        command, cwd=ROOT, env=plain | settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def bare_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PATH without Node."""
    return path_without_node(tmp_path_factory.mktemp("programs") / "bin")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory, bare_path: str) -> Path:
    """The wheel of this tree; Node may be asked only where make has not built the screens."""
    path = bare_path if BUILT.exists() else os.environ["PATH"]

    def build(folder: Path) -> None:
        say(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, PATH=path)

    folder = made_once(tmp_path_factory, "wheel", build)
    [built] = folder.glob("hoinghi-*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `hoinghi` command of an environment with the wheel, the locked libraries and no more."""
    folder = made_once(
        tmp_path_factory, "installed", lambda folder: _install(wheel, folder / "env")
    )
    return folder / "env" / "bin" / "hoinghi"


def _install(wheel: Path, environment: Path) -> None:
    locked = ["--require-hashes", "-r", ROOT / "requirements.lock"]
    if UV.exists():
        say(UV, "venv", "--quiet", "--python", sys.executable, environment)
        install = [UV, "pip", "install", "--quiet", "--python", environment]
    else:
        say(sys.executable, "-m", "venv", environment)
        install = [environment / "bin" / "python", "-m", "pip", "install", "--quiet"]
    say(*install, *locked)
    say(*install, "--no-deps", wheel)
