"""A response body, decompressed by us, because a client that does it by itself knows no bound."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

__all__ = ["Body", "BodyError"]

_GZIP = 16 + zlib.MAX_WBITS


class BodyError(Exception):
    """The body is not what its headers say; the message says how."""


@dataclass
class Body:
    """Takes the pieces of a body as they arrive and keeps at most ``limit`` bytes of them, decompressed.

    Gzip is RFC 1952, members one after the other; what follows the last member is ignored, as browsers do.
    """

    gzip: bool
    limit: int
    content: bytearray = field(default_factory=bytearray)
    wire_bytes: int = 0
    """What arrived."""
    used_bytes: int = 0
    """What of that the kept content was made from."""
    _stream: zlib._Decompress | None = None
    _ended: bool = False

    @property
    def is_full(self) -> bool:
        """Whether there is more than is kept."""
        return len(self.content) > self.limit or self.wire_bytes > self.limit

    def take(self, piece: bytes) -> None:
        """Add a piece as it came from the wire. Raises :class:`BodyError`."""
        self.wire_bytes += len(piece)
        if not self.gzip:
            self.content += piece[: self._room]
            self.used_bytes += len(piece)
            return
        while piece and self._room and not self._ended:
            if self._stream is None:
                if self.content and not piece.startswith(b"\x1f"):
                    self._ended = True
                    return
                self._stream = zlib.decompressobj(_GZIP)
            try:
                self.content += self._stream.decompress(piece, self._room)
            except zlib.error as error:
                raise BodyError(f"the body says that it is gzip and is not: {error}") from error
            rest = self._stream.unused_data or self._stream.unconsumed_tail
            self.used_bytes += len(piece) - len(rest)
            piece = rest
            if self._stream.eof:
                self._stream = None

    def end(self) -> None:
        """The body has ended. Raises :class:`BodyError` where a gzip member has not."""
        if self.gzip and self._stream is not None and not self.is_full:
            raise BodyError("the body ends in the middle of its gzip data")

    @property
    def _room(self) -> int:
        return max(0, self.limit + 1 - len(self.content))
