"""What a server sent back, as far as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imprint.audit.wire.address import Address

__all__ = ["Answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response with the beginning of its body, decompressed.

    Names of headers are in lower case; of a repeated header the first value stands. ``whole`` says
    whether the body ended within what was read, ``declared_length`` what ``Content-Length`` says
    (-1 without one), ``wire_bytes`` how many bytes of it, as sent, ``body`` was made from.
    """

    address: Address
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    whole: bool = True
    declared_length: int = -1
    wire_bytes: int = 0
