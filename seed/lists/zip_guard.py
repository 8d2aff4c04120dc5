"""The zip directory and the real bytes of each entry, before any library opens the file.

Declared sizes lie, therefore every entry is unpacked here once, in pieces, and counted.
Limits: reliability.md, threat 13.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from seed.lists.refused import Bomb, Damaged, Encrypted

MOST_ENTRIES: Final = 200
MOST_BYTES: Final = 50 * 1024 * 1024
MOST_RATIO: Final = 100
SMALL_BYTES: Final = 1024 * 1024
"""Below this a high ratio is only a sheet of repeated rows."""
_PIECE: Final = 64 * 1024
_LOCAL_HEADER: Final = struct.Struct("<4s5H3I2H")
_ENCRYPTED_BIT: Final = 0x1


class Package:
    """The entries of a zip file, all of them within the limits as far as they declare it.

    Raises:
        Bomb: too many entries, too many bytes, too high a ratio.
        Encrypted: an entry is encrypted.
        Damaged: no readable directory.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.entries = archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as exc:
            raise Damaged from exc
        self._left = MOST_BYTES
        self._check_directory()

    def _check_directory(self) -> None:
        if len(self.entries) > MOST_ENTRIES:
            raise Bomb(what=f"{len(self.entries)} > {MOST_ENTRIES} zip entries")
        if sum(one.file_size for one in self.entries) > MOST_BYTES:
            raise Bomb(what=f"> {MOST_BYTES // 1024**2} MB")
        for one in self.entries:
            if one.flag_bits & _ENCRYPTED_BIT:
                raise Encrypted
            self._check_ratio(one.file_size, one.compress_size)

    @staticmethod
    def _check_ratio(unpacked: int, packed: int) -> None:
        if unpacked > SMALL_BYTES and unpacked > MOST_RATIO * max(packed, 1):
            raise Bomb(what=f"zip > {MOST_RATIO}:1")

    @property
    def names(self) -> set[str]:
        """The names of all entries."""
        return {one.filename for one in self.entries}

    def pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Unpack one entry piece by piece, counting real bytes against all limits.

        Raises:
            Bomb: the real bytes pass a limit.
            Damaged: the entry is not what the directory says.
        """
        counted = 0
        for piece in self._unpack(entry):
            counted += len(piece)
            self._left -= len(piece)
            if self._left < 0:
                raise Bomb(what=f"> {MOST_BYTES // 1024**2} MB")
            self._check_ratio(counted, entry.compress_size)
            yield piece
        if counted != entry.file_size:
            raise Damaged

    def _unpack(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        packed = self._packed(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            for start in range(0, len(packed), _PIECE):
                yield packed[start : start + _PIECE]
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise Damaged
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            while packed and not stream.eof:
                yield stream.decompress(packed, _PIECE)
                packed = stream.unconsumed_tail
            yield stream.flush(_PIECE)
        except zlib.error as exc:
            raise Damaged from exc

    def _packed(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            header = _LOCAL_HEADER.unpack_from(self._data, entry.header_offset)
        except struct.error as exc:
            raise Damaged from exc
        start = entry.header_offset + _LOCAL_HEADER.size + header[9] + header[10]
        packed = self._data[start : start + entry.compress_size]
        if header[0] != b"PK\x03\x04" or len(packed) != entry.compress_size:
            raise Damaged
        return packed
