"""The folder of `make bundle` is enough on a machine without a network."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from tests.made_once import made_once
from tests.packaging.conftest import ROOT, say

WINDOWS = {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}
DEBIAN_12 = (sys.version_info[:2], sys.platform, platform.machine()) == ((3, 11), "linux", "x86_64")


@pytest.fixture(scope="module")
def bundle(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle for Debian 12 and one of the three Pythons for Windows."""

    def make(folder: Path) -> None:
        maker = [sys.executable, ROOT / "tools" / "bundle.py", folder / "bundle"]
        say(*maker, "--windows", "3.12", "--own-wheel", wheel)

    return made_once(tmp_path_factory, "bundle", make) / "bundle"


def locked(**system: str) -> Iterator[tuple[str, str]]:
    """Name and version of every library that the lock file wants on a system."""
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if line.startswith((" ", "#")):
            continue
        wanted = Requirement(line.removesuffix("\\"))
        if wanted.marker is None or wanted.marker.evaluate(system):
            [pinned] = wanted.specifier
            yield canonicalize_name(wanted.name), pinned.version


def installable(bundle: Path, tags: set[Tag]) -> set[tuple[str, str]]:
    """Name and version of every wheel that carries one of these tags."""
    parsed = [parse_wheel_filename(file.name) for file in bundle.glob("*/*.whl")]
    return {(name, str(version)) for name, version, _, kinds in parsed if kinds & tags}


def test_every_library_has_a_wheel_for_windows(bundle: Path):
    platforms = ["win_amd64"]
    tags = {
        *cpython_tags((3, 12), platforms=platforms),
        *compatible_tags((3, 12), "cp312", platforms),
    }

    there = installable(bundle, tags)

    wanted = set(locked(**WINDOWS, python_full_version="3.12.0", python_version="3.12"))
    assert len(wanted) > 40
    assert wanted <= there, f"no wheel for Windows: {sorted(wanted - there)}"


def test_what_only_a_congress_needs_lies_apart(bundle: Path):
    plain = {parse_wheel_filename(file.name)[0] for file in bundle.glob("wheels/*.whl")}
    apart = {parse_wheel_filename(file.name)[0] for file in bundle.glob("congress/*.whl")}

    assert {"psycopg", "psycopg-binary", "redis"} <= apart
    assert not plain & apart


@pytest.mark.skipif(not DEBIAN_12, reason="the wheels are for Debian 12 with its Python 3.11")
def test_the_debian_half_installs_without_an_index(bundle: Path, bare_path: str, tmp_path: Path):
    nobody = "http://127.0.0.1:9/"

    say("/bin/sh", bundle / "install.sh", tmp_path / "env", PATH=bare_path, PIP_INDEX_URL=nobody)

    said = say(tmp_path / "env" / "bin" / "hoinghi", "--version")
    assert said.startswith("hoinghi, version ")


def test_the_windows_half_says_that_nobody_has_run_it(bundle: Path):
    words = (bundle / "README.txt").read_text(encoding="utf-8")

    assert "CHƯA TỪNG được chạy trên máy Windows" in words
    assert "NEVER been run on Windows" in words


def test_batch_files_are_plain_ascii_with_lines_as_cmd_wants_them(bundle: Path):
    for file in bundle.glob("*.bat"):
        content = file.read_bytes()
        assert content.isascii()
        assert content.count(b"\r\n") == content.count(b"\n") > 2


def test_a_library_without_a_windows_wheel_is_named(bundle: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    import bundle as maker

    [there] = (bundle / "wheels").glob("gevent-*win_amd64.whl")
    wheels = [one for one in maker.wheels_in(bundle / "wheels") if one.file != there]

    with pytest.raises(maker.BundleFault, match=r"gevent .* no wheel for Windows, Python 3\.12"):
        list(maker.closure(wheels, maker.windows("3.12")))
