"""Invitations as pictures in a zip, each named by its delegate, to be sent by message.

Made in parts (see `parts`): each part is a small zip, and joining copies their entries.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image

from printers.artwork.text import tidy
from printers.documents.card import CARD_A5, lay_out_invitation
from printers.documents.painting import Picture
from printers.documents.parts import PartFolder, make_document, write_whole
from printers.documents.typesetting import register_fonts
from printers.documents.words import InvitationWords, Watch

PER_PART = 50
WIDTH_DOTS = 1248
COLOURS = 48
NEARLY_WHITE = 250
# Counts up when the drawing changes, so that parts drawn by an older release are not taken.
DRAWING = "1"
# What Windows refuses in names; the reserved ones count with any ending too.
_FORBIDDEN = str.maketrans('<>:"/\\|?*', "---------")
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL"} | {f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)}
)
# File systems allow 255 bytes, and a folder's path of 260 letters must have room around it.
LONGEST_NAME_BYTES = 150
# The oldest moment a zip can name: the same pictures give the same bytes.
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def invitations_zip(
    target: Path,
    invitations: Sequence[InvitationWords],
    fonts: Path,
    *,
    watch: Watch | None = None,
) -> bool:
    """Write a PNG of each invitation into a zip; True when it is whole, False if cancelled.

    A cancelled run leaves its parts in the folder "<target>.parts"; the next one goes on from them.
    """
    folder = target.with_name(f"{target.name}.parts")
    return make_document(PictureParts(folder, invitations, fonts), target, watch or Watch())


class PictureParts:
    """The pictures of a list, some at a time."""

    def __init__(
        self,
        folder: Path,
        invitations: Sequence[InvitationWords],
        fonts: Path,
        *,
        per_part: int = PER_PART,
    ) -> None:
        self._invitations, self._fonts, self._per_part = invitations, fonts, per_part
        self._names = picture_names(invitations)
        made_of = (DRAWING, str(per_part), *map(repr, invitations))
        self._parts = PartFolder(folder, made_of=made_of, suffix=".zip")
        register_fonts(fonts)

    @property
    def count(self) -> int:
        """How many parts there are; an empty list has one, an empty zip."""
        return max(1, -(-self.total // self._per_part))

    @property
    def total(self) -> int:
        """How many invitations there are."""
        return len(self._invitations)

    def written(self, parts: int) -> int:
        """How many invitations the first so many parts hold."""
        return min(parts * self._per_part, self.total)

    def write_part(self, nth: int) -> bool:
        """Write one part, counted from 0; False if it was there already."""
        return self._parts.write(nth, partial(self._draw, nth * self._per_part))

    def join(self, target: Path) -> None:
        """Put all pictures into one zip.

        Raises:
            FileNotFoundError: a part is not written yet.
        """
        write_whole(target, self._join)

    def clear(self) -> None:
        """Throw the parts away."""
        self._parts.clear()

    def _draw(self, start: int, path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as part:
            end = min(start + self._per_part, self.total)
            for nth in range(start, end):
                picture = draw_invitation(self._invitations[nth], self._fonts)
                part.writestr(zipfile.ZipInfo(self._names[nth], _NO_MOMENT), picture)

    def _join(self, path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as whole:
            for nth in range(self.count):
                with zipfile.ZipFile(self._parts.path(nth)) as part:
                    for entry in part.infolist():
                        whole.writestr(
                            zipfile.ZipInfo(entry.filename, _NO_MOMENT), part.read(entry)
                        )


def draw_invitation(words: InvitationWords, fonts: Path) -> bytes:
    """Draw one invitation as a PNG of 1248 dots' width (150 dpi on A5)."""
    register_fonts(fonts)
    card = CARD_A5
    picture = Picture(card.width_mm, card.height_mm, width_dots=WIDTH_DOTS, fonts=fonts)
    picture.paint(lay_out_invitation(words, card))
    stream = BytesIO()
    # Few colours are enough for print, and make the file a third.
    few = picture.image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
    palette = few.getpalette() or []
    # What is nearly white becomes white, or a printer would put a veil of dots on the paper.
    few.putpalette([255 if part >= NEARLY_WHITE else part for part in palette])
    few.save(stream, "PNG", dpi=picture.dpi)
    return stream.getvalue()


def picture_names(invitations: Sequence[InvitationWords]) -> list[str]:
    """Name each picture "0012 - Nguyễn Văn Tùng.png": safe on Windows, no two alike."""
    names: list[str] = []
    taken: set[str] = set()
    for words in invitations:
        stem = _safe_name(" - ".join(filter(None, (words.card_number, words.name))))
        name, copy = f"{stem}.png", 1
        # Windows takes "An.png" and "AN.png" for the same file.
        while name.casefold() in taken:
            copy += 1
            name = f"{stem} ({copy}).png"
        taken.add(name.casefold())
        names.append(name)
    return names


def _safe_name(text: str) -> str:
    """Keep the letters as they are written (NFC); replace only what no file name may hold."""
    name = tidy(text).translate(_FORBIDDEN)
    while len(name.encode()) > LONGEST_NAME_BYTES:
        name = name.rpartition(" ")[0] if " " in name else name[:-1]
    name = name.strip(" .")
    if not name or name.split(".")[0].rstrip().upper() in _RESERVED:
        return f"Giấy mời {name}".strip()
    return name
