"""Makes a folder from which hoinghi installs without the Internet, on Debian 12 and on Windows.

`python tools/bundle.py FOLDER`: wheels/ holds hoinghi and what it runs on, congress/ what only its
extra of that name needs, tools/ the pip that installs them. The versions and hashes are those of
requirements.lock. It fails, naming the library, where there is no wheel for one of the systems:
nobody compiles anything in the hall.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import Parser
from functools import cached_property
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parent.parent
PARTS = Path(__file__).parent / "bundle_parts"
OWN = "hoinghi"
EXTRA = "congress"
WINDOWS_VERSIONS = ("3.11", "3.12", "3.13")
PIP = "pip==26.3 --hash=sha256:f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"


class BundleFault(Exception):  # noqa: N818 - one sentence for whoever makes the bundle
    """The bundle cannot be made; the message says why."""


@dataclass(frozen=True)
class System:
    """An operating system with a Python on which the bundle installs."""

    name: str
    python: str
    markers: dict[str, str]
    platforms: tuple[str, ...]
    """As pip and wheel file names call them, best first."""

    def __str__(self) -> str:
        return f"{self.name}, Python {self.python}"

    def wants(self, marker: Marker | None, *, extra: str = "") -> bool:
        """Tell whether a line holds here, in the first or the last release of this Python."""
        environments = (
            self.markers
            | {
                "extra": extra,
                "python_version": self.python,
                "python_full_version": f"{self.python}.{release}",
                "implementation_name": "cpython",
                "implementation_version": f"{self.python}.{release}",
                "platform_python_implementation": "CPython",
                "platform_release": "",
                "platform_version": "",
            }
            for release in (0, 99)
        )
        return marker is None or any(marker.evaluate(one) for one in environments)

    @cached_property
    def tags(self) -> set[Tag]:
        """Name every kind of wheel that installs here."""
        version = tuple(map(int, self.python.split(".")))
        own = cpython_tags(version, platforms=self.platforms)
        interpreter = f"cp{version[0]}{version[1]}"
        return {*own, *compatible_tags(version, interpreter, self.platforms)}


def debian() -> System:
    """Debian 12 has Python 3.11 and glibc 2.36."""
    glibc = [f"manylinux_2_{minor}_x86_64" for minor in range(36, 4, -1)]
    platforms = (*glibc, "manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64")
    markers = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"}
    return System("Debian 12", "3.11", markers | {"platform_machine": "x86_64"}, platforms)


def windows(python: str) -> System:
    """Give 64-bit Windows with a Python from python.org."""
    markers = {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows"}
    return System("Windows", python, markers | {"platform_machine": "AMD64"}, ("win_amd64",))


# --- what is needed --------------------------------------------------------------------------


@dataclass(frozen=True)
class Pin:
    """A library of the lock file, with the hashes one of which its file must have."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The library's name in its one spelling."""
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        """The one version that will do."""
        [only] = self.requirement.specifier
        return only.version

    @property
    def line(self) -> str:
        """The line of the lock file without its marker, which pip would ask of this machine."""
        return f"{self.requirement.name}{self.requirement.specifier} {' '.join(self.hashes)}"


def read_lock(file: Path) -> list[Pin]:
    """Read a lock file as `uv pip compile --generate-hashes` writes it."""
    pins = []
    for line in file.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith("#"):
            words, *hashes = re.split(r"\s(?=--hash=)", line)
            pins.append(Pin(Requirement(words.strip()), tuple(word.strip() for word in hashes)))
    return pins


@dataclass(frozen=True)
class Wheel:
    """A wheel of the bundle."""

    file: Path

    @property
    def name(self) -> str:
        """The library's name in its one spelling."""
        return parse_wheel_filename(self.file.name)[0]

    @property
    def version(self) -> str:
        """Its version."""
        return str(parse_wheel_filename(self.file.name)[1])

    def runs_on(self, system: System) -> bool:
        """Tell whether it installs there."""
        return not parse_wheel_filename(self.file.name)[3].isdisjoint(system.tags)

    def needs(self) -> list[Requirement]:
        """Read what it asks for in its metadata."""
        with zipfile.ZipFile(self.file) as archive:
            [entry] = [
                n for n in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", n)
            ]
            fields = Parser().parsestr(archive.read(entry).decode("utf-8"))
        return [Requirement(line) for line in fields.get_all("Requires-Dist", [])]


def wheels_in(folder: Path) -> list[Wheel]:
    """Name the wheels of a folder."""
    return [Wheel(file) for file in sorted(folder.glob("*.whl"))]


def closure(wheels: list[Wheel], system: System, *, extra: str = "") -> Iterator[Wheel]:
    """Name every wheel that hoinghi needs on a system, itself first.

    Raises:
        BundleFault: one of them is not there; the sentence names it.
    """
    waiting, seen = [(Requirement(f"{OWN}[{extra}]" if extra else OWN), OWN)], set()
    while waiting:
        wanted, asker = waiting.pop(0)
        wheel = _wheel_for(wanted, wheels, system, asker=asker)
        for chosen in ("", *sorted(wanted.extras)):
            if (wheel.name, chosen) in seen:
                continue
            seen.add((wheel.name, chosen))
            if not chosen:
                yield wheel
            needs = (one for one in wheel.needs() if system.wants(one.marker, extra=chosen))
            waiting += [(one, wheel.name) for one in needs]


def _wheel_for(wanted: Requirement, wheels: list[Wheel], system: System, *, asker: str) -> Wheel:
    for wheel in wheels:
        if (
            wheel.name == canonicalize_name(wanted.name)
            and wanted.specifier.contains(wheel.version, prereleases=True)
            and wheel.runs_on(system)
        ):
            return wheel
    raise BundleFault(f"{wanted.name} (needed by {asker}) has no wheel for {system}.")


# --- how it gets there -----------------------------------------------------------------------


def build_own_wheel(folder: Path) -> None:
    """Build hoinghi's wheel from the tree, screens and catalogues included."""
    _quietly([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)])


def fetch_pip(folder: Path) -> list[str]:
    """Fetch the pip that installs the bundle; give the words that run it here, too."""
    _download([PIP], debian(), folder, pip=["-m", "pip"])
    [wheel] = folder.glob("pip-*.whl")
    return [f"{wheel}/pip"]


def fetch(pins: list[Pin], system: System, folder: Path, *, pip: list[str]) -> None:
    """Fetch the wheels of a system that are not in the folder yet.

    Raises:
        BundleFault: there is no wheel; the sentence names the library.
    """
    here = {(wheel.name, wheel.version) for wheel in wheels_in(folder) if wheel.runs_on(system)}
    lines = [pin.line for pin in pins if (pin.name, pin.version) not in here]
    _download(lines, system, folder, pip=pip)


def _download(lines: list[str], system: System, folder: Path, *, pip: list[str]) -> None:
    platforms = [word for name in system.platforms for word in ("--platform", name)]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.write("\n".join(lines))
        listed.flush()
        try:
            _quietly(
                [sys.executable, *pip, "download", "--quiet", "--disable-pip-version-check",
                 "--no-deps", "--only-binary=:all:", "--require-hashes", *platforms,
                 "--implementation", "cp", "--python-version", system.python,
                 "--dest", str(folder), "--requirement", listed.name],
            )  # fmt: skip
        except BundleFault as fault:
            missing = re.search(r"No matching distribution found for (\S+)", str(fault))
            if missing is None:
                raise
            raise BundleFault(f"{missing[1]} has no wheel for {system}.") from fault


def _quietly(command: list[str]) -> None:
    """Run a command; what it prints names this machine's mirrors and is shown only if it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BundleFault(f"{' '.join(command[1:4])} failed:\n{done.stdout}{done.stderr}")


# --- the folder ------------------------------------------------------------------------------


def make_bundle(target: Path, systems: list[System], *, own_wheel: Path | None = None) -> None:
    """Make the bundle; a bundle that is there already is replaced once the new one is whole.

    Raises:
        BundleFault: a wheel is missing, or the target is something else than a bundle.
    """
    if target.exists() and any(target.iterdir()) and not (target / "wheels").is_dir():
        raise BundleFault(f"{target} holds something else; please name another folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".bundle-", dir=target.parent) as beside:
        whole = Path(beside) / target.name
        for name in ("wheels", EXTRA, "tools"):
            (whole / name).mkdir(parents=True)
        _fill(whole, systems, own_wheel=own_wheel)
        shutil.rmtree(target, ignore_errors=True)
        whole.rename(target)


def _fill(folder: Path, systems: list[System], *, own_wheel: Path | None) -> None:
    wheels = folder / "wheels"
    if own_wheel:
        shutil.copy(own_wheel, wheels)
    else:
        build_own_wheel(wheels)
    pip = fetch_pip(folder / "tools")
    pins = read_lock(ROOT / "requirements.lock")
    for system in systems:
        wanted = [pin for pin in pins if system.wants(pin.requirement.marker)]
        fetch(wanted, system, wheels, pip=pip)
    _put_extra_apart(folder, systems)
    for part in sorted(PARTS.iterdir()):
        _put_part(part, folder / part.name)


def _put_extra_apart(folder: Path, systems: list[System]) -> None:
    wheels = wheels_in(folder / "wheels")
    plain, extra = set(), set()
    for system in systems:
        plain |= set(closure(wheels, system))
        extra |= set(closure(wheels, system, extra=EXTRA))
    for wheel in extra - plain:
        wheel.file.rename(folder / EXTRA / wheel.file.name)


def _put_part(source: Path, target: Path) -> None:
    """Copy a file of the bundle; cmd wants its lines to end as on Windows."""
    windows_lines = source.suffix == ".bat"
    text = source.read_text(encoding="utf-8")
    target.write_text(text, encoding="utf-8", newline="\r\n" if windows_lines else "\n")
    shutil.copymode(source, target)


def main() -> None:
    """Make the bundle that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", type=Path, help="folder to make")
    parser.add_argument("--windows", nargs="+", default=WINDOWS_VERSIONS, help="Python versions")
    parser.add_argument("--own-wheel", type=Path, help="hoinghi's wheel, if it is built already")
    asked = parser.parse_args()
    systems = [debian(), *map(windows, asked.windows)]
    try:
        make_bundle(asked.target, systems, own_wheel=asked.own_wheel)
    except BundleFault as fault:
        sys.exit(str(fault))
    count = len(wheels_in(asked.target / "wheels"))
    print(f"{asked.target}: {count} wheels for {'; '.join(map(str, systems))}")


if __name__ == "__main__":
    main()
