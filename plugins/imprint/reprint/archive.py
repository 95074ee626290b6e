"""Zip files that are the same byte for byte wherever and whenever they are made.

Dates, order and permissions are fixed, and members are stored: compressed bytes differ between
versions of zlib. A kit's files are small, and hosts compress what they send.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["SUMS_NAME", "Member", "archive", "member"]

SUMS_NAME = "SHA256SUMS"
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_READABLE_FILE = 0o100644 << 16
_UNIX = 3

Member = tuple[str, bytes, str]
"""A file's name, its bytes and their SHA-256 in hexadecimal."""


def member(name: str, data: bytes) -> Member:
    """A file to put into archives; its digest is computed here, once."""
    return name, data, sha256(data).hexdigest()


def archive(members: Sequence[Member], folder: str) -> bytes:
    """A zip with the members in the order given and, last, their checksums in the form that ``sha256sum -c`` reads.

    Everything lies in one folder, so that unpacking never scatters files. Raises :class:`ValueError` for two members of one name.
    """
    if len({name for name, _, _ in members}) < len(members):
        raise ValueError(f"{folder}: two files of an archive have one name")
    sums = "".join([f"{digest}  {name}\n" for name, _, digest in members]).encode()
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED, strict_timestamps=True) as written:
        for name, data in _files(members, sums):
            information = ZipInfo(f"{folder}/{name}", _NO_DATE)
            information.create_system = _UNIX
            information.external_attr = _READABLE_FILE
            written.writestr(information, data)
    return target.getvalue()


def _files(members: Sequence[Member], sums: bytes) -> Iterable[tuple[str, bytes]]:
    for name, data, _ in members:
        yield name, data
    yield SUMS_NAME, sums
