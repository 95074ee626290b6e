"""Zip files that are the same byte for byte wherever and whenever they are made.

Dates, order and permissions are fixed, and members are stored: compressed bytes differ between
versions of zlib. A kit's files are small, and hosts compress what they send. The format is that of
PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16; the bytes are those that :mod:`zipfile` writes for
the same members, for a fifth of its time.
"""

from __future__ import annotations

from hashlib import sha256
from struct import Struct
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SUMS_NAME", "Member", "archive", "member"]

SUMS_NAME = "SHA256SUMS"

Member = tuple[str, bytes, str]
"""A file's name, its bytes and their SHA-256 in hexadecimal."""

_LOCAL = Struct("<4s5H3L2H")
_CENTRAL = Struct("<4s4B4H3L5H2L")
_END = Struct("<4s4H2LH")
_VERSION = 20
_UNIX = 3
_FIRST_OF_1980 = 0x21
_READABLE_FILE = 0o100644 << 16
_MOST_MEMBERS = 0xFFFE
_MOST_BYTES = 0xFFFF_FFFE


def member(name: str, data: bytes) -> Member:
    """A file to put into archives; its digest is computed here, once."""
    return name, data, sha256(data).hexdigest()


def archive(members: Sequence[Member], folder: str) -> bytes:
    """A zip with the members in the order given and, last, their checksums in the form that ``sha256sum -c`` reads.

    Everything lies in one folder, so that unpacking never scatters files. Raises :class:`ValueError` for two
    members of one name, a name that is not ASCII, and more than a plain zip can hold (65,534 members, 4 GiB).
    """
    sums = "".join([f"{digest}  {name}\n" for name, _, digest in members]).encode()
    files = [*[(name, data) for name, data, _ in members], (SUMS_NAME, sums)]
    if len({name for name, _ in files}) < len(files):
        raise ValueError(f"{folder}: two files of an archive have one name")
    if len(files) > _MOST_MEMBERS or sum(len(data) for _, data in files) > _MOST_BYTES:
        raise ValueError(f"{folder}: too much for one zip")
    parts: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for name, data in files:
        path = f"{folder}/{name}".encode("ascii")
        size, checksum = len(data), crc32(data)
        header = _LOCAL.pack(b"PK\3\4", _VERSION, 0, 0, 0, _FIRST_OF_1980, checksum, size, size, len(path), 0)
        parts += (header, path, data)
        central += (
            _CENTRAL.pack(
                *(b"PK\1\2", _VERSION, _UNIX, _VERSION, 0, 0, 0, 0, _FIRST_OF_1980, checksum, size, size),
                *(len(path), 0, 0, 0, 0, _READABLE_FILE, offset),
            ),
            path,
        )
        offset += len(header) + len(path) + size
    directory = b"".join(central)
    end = _END.pack(b"PK\5\6", 0, 0, len(files), len(files), len(directory), offset, 0)
    return b"".join([*parts, directory, end])
