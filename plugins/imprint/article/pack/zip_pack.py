"""A pack that is a zip file, read so that no zip file can do harm.

Nothing is extracted by name: each member is read into memory, with a counter, and written under a
name of our own. What the directory of the zip file declares is checked first.
"""

from __future__ import annotations

import os
import stat
import struct
import zlib
from lzma import LZMAError
from typing import TYPE_CHECKING, Self
from zipfile import BadZipFile, ZipFile

from imprint.article.pack import faults
from imprint.article.pack.member import MOST_BYTES, Member, PackError, RefusedError, refusal_of_name
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from zipfile import ZipInfo

    from imprint.findings import Kind

__all__ = ["MOST_DECLARED_BYTES", "MOST_MEMBERS", "MOST_RATIO", "ZipPack"]

MOST_MEMBERS = 250_000
"""The most members of one zip file."""
MOST_DECLARED_BYTES = 4 << 30
"""The most bytes that all members may declare together."""
MOST_RATIO = 100
"""The most that a member may be larger than its compressed form. Members of at most 4 KiB are exempt: they can do no harm."""

_DIRECTORY_BYTES_A_MEMBER = 1 << 10
_SMALL = 4 << 10
_LOCAL_HEADER_BYTES = 30
_END = struct.Struct("<4s4H2LH")
_END_MARK, _LONGEST_END = b"PK\x05\x06", 22 + 0xFFFF
_LOCATOR = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_UNKNOWN_16, _UNKNOWN_32 = 0xFFFF, 0xFFFFFFFF
_ENCRYPTED = 0x1


class ZipPack:
    """All members of a zip file; a context manager. Raises :class:`PackError` where the file is no zip file or declares too much."""

    def __init__(self, path: str) -> None:
        self._path = path
        try:
            self._check_directory()
            self._zip = ZipFile(path)
        except (OSError, BadZipFile, NotImplementedError, struct.error, ValueError) as error:
            raise PackError(faults.PACK_UNREADABLE, path, reason=_reason(error)) from error
        infos = self._zip.infolist()
        declared = sum(info.file_size for info in infos)
        if len(infos) > MOST_MEMBERS:
            raise PackError(faults.PACK_REFUSED, path, found=f"{len(infos):,} files", most=f"{MOST_MEMBERS:,}")
        if declared > MOST_DECLARED_BYTES:
            raise PackError(faults.PACK_REFUSED, path, found=f"{declared:,} bytes", most=f"{MOST_DECLARED_BYTES:,}")
        self._overlapping = _overlapping(infos)

    def __enter__(self) -> Self:
        """The pack itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self._zip.close()

    def _check_directory(self) -> None:
        """Refuse a zip file whose directory is too large before it is read as a whole (APPNOTE.TXT 4.3.14 to 4.3.16)."""
        with open(self._path, "rb") as file:  # noqa: PTH123 - the path is text throughout this module
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _LONGEST_END))
            tail = file.read(_LONGEST_END)
            at = tail.rfind(_END_MARK)
            if at < 0:
                raise BadZipFile("it has no directory at its end")
            _, _, _, _, count, directory, _, _ = _END.unpack_from(tail, at)
            if (count == _UNKNOWN_16 or directory == _UNKNOWN_32) and at >= _LOCATOR.size:
                mark, _, offset, _ = _LOCATOR.unpack_from(tail, at - _LOCATOR.size)
                if mark == b"PK\x06\x07" and offset < size:
                    file.seek(offset)
                    record = _END_64.unpack(file.read(_END_64.size))
                    count, directory = record[7], record[8]
        if count > MOST_MEMBERS or directory > MOST_MEMBERS * _DIRECTORY_BYTES_A_MEMBER:
            raise PackError(
                faults.PACK_REFUSED, self._path, found=f"{count:,} files in a directory of {directory:,} bytes", most=f"{MOST_MEMBERS:,}"
            )

    def members(self) -> Iterator[Member]:
        """Every member that is not a folder."""
        for number, info in enumerate(self._zip.infolist()):
            refused = self._refusal(number, info)
            if refused is None and info.is_dir():
                continue
            shown = info.orig_filename.encode("utf-8", "backslashreplace").decode()
            yield Member(shown, str(number), f"{info.CRC}:{info.file_size}:{info.header_offset}", refused)

    def _refusal(self, number: int, info: ZipInfo) -> Finding | None:
        """What the directory alone shows against a member."""
        path = info.orig_filename
        mode = info.external_attr >> 16
        reason, is_article = refusal_of_name(path.removesuffix("/"))
        kind: Kind | None = None
        facts: dict[str, object] = {}
        if reason:
            kind, facts = faults.NAME_UNSAFE, {"reason": reason}
        elif stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            kind, facts = faults.NO_REGULAR_FILE, {"what": "a symbolic link" if stat.S_ISLNK(mode) else "a special file"}
        elif info.is_dir():
            return None
        elif not is_article:
            kind = faults.NO_ARTICLE
        elif info.flag_bits & _ENCRYPTED:
            kind = faults.ENCRYPTED
        elif info.file_size > MOST_BYTES:
            kind, facts = faults.TOO_LARGE, {"found": info.file_size, "most": MOST_BYTES}
        elif info.file_size > max(_SMALL, MOST_RATIO * info.compress_size):
            kind, facts = faults.COMPRESSED_TOO_MUCH, {"ratio": info.file_size // max(1, info.compress_size), "most": MOST_RATIO}
        elif number in self._overlapping:
            kind, facts = faults.DAMAGED, {"reason": "its data overlap those of another file"}
        return Finding(kind, path, facts=facts) if kind else None

    def read(self, member: Member) -> bytes:
        """The bytes of a member, at most as many as it declares. Raises :class:`RefusedError`."""
        info = self._zip.infolist()[int(member.place)]
        try:
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except (OSError, BadZipFile, NotImplementedError, EOFError, zlib.error, LZMAError, RuntimeError, ValueError) as error:
            raise RefusedError(faults.DAMAGED, member.path, reason=_reason(error)) from error
        if len(data) != info.file_size:
            raise RefusedError(
                faults.DAMAGED, member.path, reason=f"it declares {info.file_size:,} bytes and has {'more' if data else 'none'}"
            )
        return data


def _overlapping(infos: list[ZipInfo]) -> frozenset[int]:
    """The numbers of members that begin inside the data of the one before, which lets one piece of data be unpacked many times."""
    ordered = sorted(range(len(infos)), key=lambda number: infos[number].header_offset)
    found = set()
    end = 0
    for number in ordered:
        info = infos[number]
        if info.header_offset < end:
            found.add(number)
        end = max(end, info.header_offset + _LOCAL_HEADER_BYTES + info.compress_size)
    return frozenset(found)


def _reason(error: Exception) -> str:
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]
