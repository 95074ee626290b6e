"""The import of a pack into a series folder, file by file."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from imprint.article.address import slug_of
from imprint.article.governing import governing_notice
from imprint.article.manifest.read import fold_holder
from imprint.article.markdown.read import read_markdown
from imprint.article.model import block_texts
from imprint.article.pack import faults
from imprint.article.pack.ledger import Row
from imprint.article.pack.member import RefusedError
from imprint.article.source_file import SourceFileError, read_source
from imprint.article.text_format.read import read_text
from imprint.findings import Finding
from imprint.findings.as_json import finding_as_dict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.article.model import Reading
    from imprint.article.pack.ledger import Ledger
    from imprint.article.pack.member import Member, Pack

__all__ = ["import_members"]

_ROUTINE = frozenset({"keyword-collision", "keyword-duplicate", "empty-field", "missing-field", "summary-truncated"})
"""Warnings of the reader that say nothing about whether the text was read rightly: they are told, and make no file doubtful."""
_UNFINISHED = ".imprint-import"
"""The name under which a file is written before it gets its own; a killed run leaves at most this one, and the next run takes it away."""
_LONGEST_NAME = 200


def import_members(pack: Pack, ledger: Ledger, into: str) -> Iterator[None]:
    """Import every file that the ledger lists as pending; yields after each.

    Nothing that exists in ``into`` is ever written over. The bytes are written as they are.
    """
    Path(into).mkdir(parents=True, exist_ok=True)
    importer = _Importer(pack, ledger, into)
    importer.unfinished.unlink(missing_ok=True)
    for member in ledger.pending():
        try:
            row = importer.row(member)
        except RefusedError as error:
            row = Row(member.path, 0, "refused", reasons=[finding_as_dict(error.finding)])
        ledger.settle(row)
        yield


class _Importer:
    def __init__(self, pack: Pack, ledger: Ledger, into: str) -> None:
        self.pack, self.ledger, self.into = pack, ledger, into
        self.unfinished = Path(into, _UNFINISHED)

    def row(self, member: Member) -> Row:
        """Import one file and say what became of it."""
        data = self.pack.read(member)
        digest = sha256(data).digest()
        original = self.ledger.original_of(digest, text=False)
        if original:
            return Row(member.path, 0, "duplicate", original=original)
        reading = (read_markdown if member.path.lower().endswith(".md") else read_text)(data, member.path)
        if reading.errors:
            return Row(member.path, 0, "refused", reasons=[finding_as_dict(each) for each in reading.errors])
        holder = _holder(reading)
        text_digest = _digest_of_text(reading, holder)
        original = self.ledger.original_of(text_digest, text=True)
        if original:
            return Row(member.path, 0, "duplicate", original=original)
        folder, _, own_name = member.path.rpartition("/")
        name = self._place(data, digest, folder, own_name, member.path)
        warnings = list(reading.warnings)
        doubtful = any(each.kind.name not in _ROUTINE for each in warnings)
        if name != own_name:
            warnings.append(Finding(faults.NAME_CHANGED, member.path, facts={"name": name}))
        slug = slug_of(reading.title)
        free = self.ledger.free_slug(slug or "article")
        return Row(
            member.path,
            0,
            "doubtful" if doubtful else "imported",
            name,
            digest,
            text_digest,
            free,
            given_slug=free != slug,
            category=None if reading.fields.get("category") else _category(folder),
            has_author=bool(reading.fields.get("author")),
            has_category=bool(reading.fields.get("category")),
            holder=holder,
            holder_key=fold_holder(holder),
            has_notice=bool(holder),
            reasons=[finding_as_dict(each) for each in warnings],
        )

    def _place(self, data: bytes, digest: bytes, folder: str, own_name: str, path: str) -> str:
        """Write the bytes under the first free name and return it: the file's own, that with its folder's, that with its digest."""
        stem, dot, suffix = own_name.rpartition(".")
        candidates = (
            own_name,
            f"{slug_of(folder.rpartition('/')[2]) or 'pack'}-{own_name}",
            f"{stem}-{digest.hex()[:16]}{dot}{suffix}",
            f"{digest.hex()}{dot}{suffix}",
        )
        for name in candidates:
            if len(name.encode()) <= _LONGEST_NAME and self.ledger.take_name(name, path) and self._write(name, data):
                return name
        raise RefusedError(faults.UNREADABLE, path, reason=f"another file is in its place: {candidates[-1]}")

    def _write(self, name: str, data: bytes) -> bool:
        """Write a file whole or not at all; false where another one has the name. One with the same bytes is taken as written."""
        target = f"{self.into}/{name}"
        if os.path.lexists(target):
            try:
                return read_source(target, len(data)) == data
            except SourceFileError:
                return False
        handle = os.open(self.unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            # A link, and not a rename, because a rename would write over a file that has appeared meanwhile.
            os.link(self.unfinished, target)
        except FileExistsError:
            return False
        finally:
            self.unfinished.unlink()
        return True


def _holder(reading: Reading) -> str:
    """The holder of the notice that will govern the article, or an empty text."""
    return governing_notice(reading.notices).holder or "" if reading.notices else ""


def _category(folder: str) -> str | None:
    """The category that a folder of the pack stands for: its own name, with blanks for underscores."""
    name = " ".join(folder.rpartition("/")[2].replace("_", " ").split())
    return name or None


def _digest_of_text(reading: Reading, holder: str) -> bytes:
    """What two files of the same article share, whatever their encoding, spacing and layout: title, words and holder."""
    digest = sha256()
    for text in (holder, reading.title, *(text for block in reading.blocks for text in block_texts(block))):
        digest.update(" ".join(text.casefold().split()).encode())
        digest.update(b" ")
    return digest.digest()
