"""Packed data, gzip or xz: unpacked a piece at a time, and never more than is asked for."""

import lzma
import zlib

from core.samples import DatasetError

GZIP, XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"
MAGICS = (GZIP, XZ)
BLOCK = 1 << 18  # packed bytes between two pieces
XZ_MEMORY = 256 << 20  # bytes; xz -9 asks for 65 MB


class Packed:
    """The bytes that are packed in data; name is for messages."""

    def __init__(self, data: bytes, name: str) -> None:
        self._left = memoryview(data)
        self._size = len(data)
        self._name = name
        self._unpacker = (
            lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)
            if data.startswith(XZ)
            else zlib.decompressobj(wbits=31)
        )

    @property
    def share(self) -> float:
        """How much of the packed data has been taken, 0..1."""
        return 1 - len(self._left) / self._size

    def some(self, most: int) -> bytes:
        """From one to most of the next bytes; none where they end, be it too early."""
        while not self._unpacker.eof:
            block = self._block()
            try:
                piece = self._unpacker.decompress(block, most)
            except (zlib.error, lzma.LZMAError) as error:
                raise DatasetError(
                    f"{self._name} is damaged: what is packed in it cannot be unpacked ({error}). "
                    "Copy or download it again."
                ) from error
            if piece or not block:
                return piece
        return b""

    def read(self, count: int) -> bytes:
        """The next so many bytes; fewer where they end."""
        taken = b""
        while len(taken) < count and (piece := self.some(count - len(taken))):
            taken += piece
        return taken

    def expect_end(self) -> None:
        """Check that nothing follows, and the sum over all that came; raises DatasetError."""
        if self.some(1):
            raise DatasetError(
                f"{self._name} holds more bytes than its header says. It is damaged or not what "
                "its name says: copy or download it again."
            )
        if not self._unpacker.eof:
            raise DatasetError(f"{self._name} is cut off at its end. Copy or download it again.")
        junk = len(self._unpacker.unused_data) + len(self._left)
        if junk:
            raise DatasetError(
                f"{self._name} is damaged at its end: {junk:,} bytes follow the packed data. "
                "Copy or download it again."
            )

    def _block(self) -> bytes | memoryview:
        """What the unpacker takes next: first what it left, if that is not in its own keeping."""
        if isinstance(self._unpacker, lzma.LZMADecompressor):
            if not self._unpacker.needs_input:
                return b""
        elif self._unpacker.unconsumed_tail:
            return self._unpacker.unconsumed_tail
        block, self._left = self._left[:BLOCK], self._left[BLOCK:]
        return block
