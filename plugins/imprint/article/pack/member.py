"""One file of a pack, as the pack's listing gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from imprint.article.series_folder import is_article_name
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.findings import Kind

__all__ = ["MOST_BYTES", "Member", "Pack", "PackError", "RefusedError", "refusal_of_name"]

MOST_BYTES = 16 << 20
"""The most bytes of one article, as everywhere in this project."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file: its path in the pack, with ``/``; where the pack finds it again; and what changes when the file changes.

    ``refused`` is set where the listing alone shows that it cannot be imported.
    """

    path: str
    place: str
    mark: str
    refused: Finding | None = None


_ABOUT_THE_PACK = frozenset({"readme", "license", "licence", "copying", "changelog", "contributing", "authors"})
"""Names of Markdown files that say something about a pack; any Markdown file with a heading reads as an article."""


class RefusedError(Exception):
    """A file that is not imported."""

    def __init__(self, kind: Kind, path: str, **facts: object) -> None:
        super().__init__(kind.name)
        self.finding = Finding(kind, path, facts=facts)


class PackError(Exception):
    """A pack of which nothing is imported."""

    def __init__(self, kind: Kind, path: str, **facts: object) -> None:
        super().__init__(kind.name)
        self.finding = Finding(kind, path, facts=facts)


class Pack(Protocol):
    """A folder or a zip file."""

    def members(self) -> Iterator[Member]:
        """Every file, in no certain order. Raises :class:`PackError`."""

    def read(self, member: Member) -> bytes:
        """The bytes of one file. Raises :class:`RefusedError`."""


def refusal_of_name(path: str) -> tuple[str, bool]:
    """Why a path cannot be used, or an empty text; and whether its last part is the name of an article."""
    parts = path.split("/")
    name = parts[-1]
    if path.startswith("/") or "\\" in path or path[1:3] in {":", ":/"} or path[1:2] == ":":
        return "is absolute or contains a backslash", False
    if ".." in parts:
        return "climbs out of the pack with '..'", False
    if not path.isprintable():
        return "contains characters that cannot be shown", False
    stem, _, suffix = name.lower().rpartition(".")
    return "", is_article_name(name) and not (suffix == "md" and stem in _ABOUT_THE_PACK)
