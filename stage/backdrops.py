"""Pictures (phông) that stand behind the title lines: checked, kept under a name of their content.

One folder for all conferences: a rehearsal or a copy names the same picture and finds it. What no
conference names is kept for a while only: each try would stay for ever.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import threading
import warnings
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from conference.database import RunApart
from conference.refusals import N_, NotFound, Refusal

LARGEST_PICTURE = 5 * 1024 * 1024
"""Bytes of a file."""

MOST_DOTS = 40_000_000
"""Dots of a picture: an LED wall has nine million; unpacked, these take 120 MB."""

LAST_KEPT = 6
"""So many of the newest stay although no conference names them: who tries one goes back."""

NamedPictures = Callable[[], AbstractSet[str] | None]
"""Gives the pictures that the conferences name; None where one of them cannot be asked now."""

_ENDING = {"PNG": "png", "JPEG": "jpg"}
_NAME = re.compile(r"[0-9a-f]{32}\.(png|jpg)")


class PictureTooLarge(Refusal):
    """A larger file loads too slowly on a wall's own machine."""

    code = "picture_too_large"
    sentence = N_("Ảnh lớn hơn %(limit_mb)s MB. Vui lòng giảm kích thước rồi chọn lại.")


class PictureUnreadable(Refusal):
    """The content is no picture that every screen shows, whatever its name says."""

    code = "picture_unreadable"
    sentence = N_(
        "Không đọc được ảnh này. Vui lòng chọn tệp PNG hoặc JPG, tối đa 40 triệu điểm ảnh."
    )


class Backdrops:
    """The folder of the pictures."""

    def __init__(self, folder: Path, run_apart: RunApart, named: NamedPictures) -> None:
        self._folder, self._run_apart, self._named = folder, run_apart, named
        # Unpacked, one takes as much as the server itself.
        self._one_at_a_time = threading.Lock()

    def keep(self, content: bytes) -> str:
        """Check a picture and keep it; give its name. The same picture is kept once.

        Raises:
            PictureUnreadable: neither PNG nor JPEG, damaged, or with far too many dots.
        """
        with self._one_at_a_time:
            name: str = self._run_apart(lambda: self._keep(content))
            self._forget_old(self._named())
        return name

    def file(self, name: str) -> Path:
        """Give the file of a picture.

        Raises:
            NotFound: there is none of this name.
        """
        file = self._folder / name
        if not _NAME.fullmatch(name) or not file.is_file():
            raise NotFound
        return file

    def _keep(self, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()[:32]
        name = f"{digest}.{_ENDING[_format_of(content)]}"
        self._folder.mkdir(exist_ok=True)
        unfinished = self._folder / f"{name}.unfinished"
        unfinished.write_bytes(content)
        unfinished.replace(self._folder / name)
        return name

    def _forget_old(self, named: AbstractSet[str] | None) -> None:
        if named is None:
            return
        pictures = [file for file in self._folder.iterdir() if _NAME.fullmatch(file.name)]
        pictures.sort(key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in pictures[LAST_KEPT:]:
            # On Windows one that a screen is loading stays; the next upload tries again.
            if file.name not in named:
                with contextlib.suppress(OSError):
                    file.unlink()


def _format_of(content: bytes) -> str:
    """Unpack the whole picture: what is cut short shows as a grey field on the wall."""
    try:
        with warnings.catch_warnings():
            # Our own limit is stricter than the library's warning.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=tuple(_ENDING)) as picture:
                if picture.width * picture.height > MOST_DOTS:
                    raise PictureUnreadable
                picture.load()
                return str(picture.format)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as exc:
        raise PictureUnreadable from exc
