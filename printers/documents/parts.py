"""Long documents in parts, so that a cancelled or broken run goes on where it stopped.

A part is written beside its place and renamed: whatever has a part's name is whole. Parts belong to
the digest of everything that shapes them; those of other words are thrown away.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from printers.documents.words import Watch

_DIGEST_LETTERS = 16


class Parts(Protocol):
    """A document that is made part by part."""

    @property
    def count(self) -> int:
        """How many parts it has."""

    @property
    def total(self) -> int:
        """How many sheets or pictures that are."""

    def written(self, parts: int) -> int:
        """How many sheets or pictures the first so many parts hold."""

    def write_part(self, nth: int) -> bool:
        """Write one part, counted from 0; False if it was there already."""

    def join(self, target: Path) -> None:
        """Put all parts together."""

    def clear(self) -> None:
        """Throw the parts away."""


def make_document(parts: Parts, target: Path, watch: Watch) -> bool:
    """Write what is missing and join it; False if it was cancelled, the parts then stay."""
    for nth in range(parts.count):
        if watch.cancelled():
            return False
        parts.write_part(nth)
        watch.progress(parts.written(nth + 1), parts.total)
    if watch.cancelled():
        return False
    parts.join(target)
    parts.clear()
    return True


class PartFolder:
    """The parts of one document on disk."""

    def __init__(self, folder: Path, *, made_of: Iterable[str], suffix: str) -> None:
        digest = hashlib.sha256()
        for words in made_of:
            digest.update(words.encode())
            digest.update(b"\0")
        name = f"parts-{digest.hexdigest()[:_DIGEST_LETTERS]}"
        self._folder, self._suffix = folder / name, suffix
        for other in folder.glob(f"parts-{'[0-9a-f]' * _DIGEST_LETTERS}"):
            if other != self._folder:
                shutil.rmtree(other)
        self._folder.mkdir(parents=True, exist_ok=True)

    def path(self, nth: int) -> Path:
        """Give the place of a part."""
        return self._folder / f"part-{nth:05}{self._suffix}"

    def write(self, nth: int, draw: Callable[[Path], None]) -> bool:
        """Have a part drawn into a file, unless it is there; True if it was drawn."""
        if self.path(nth).exists():
            return False
        write_whole(self.path(nth), draw)
        return True

    def clear(self) -> None:
        """Throw the parts away, and the folder too if nothing else is in it."""
        shutil.rmtree(self._folder)
        if not any(self._folder.parent.iterdir()):
            self._folder.parent.rmdir()


def write_whole(target: Path, draw: Callable[[Path], None]) -> None:
    """Have a file drawn beside its place, and put it there only when it is whole and on the disk.

    `draw` is given the path to write to; whatever a run before left there is overwritten.
    """
    unfinished = target.with_name(f"{target.name}.unfinished")
    draw(unfinished)
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)
