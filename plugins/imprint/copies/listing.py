"""The list of copies to check: a CSV file with a column ``article``, a column ``url`` and whatever else its owner keeps there."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Listed", "ListingError", "read_listing"]

_NEEDED = ("article", "url")


class ListingError(Exception):
    """The list cannot be used; the message holds a sentence a line."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One copy of the list. ``article`` is the path of the article's file as it is written there; ``publisher`` and ``contact`` may be empty."""

    line: int
    article: str
    url: str
    publisher: str = ""
    contact: str = ""

    @property
    def host(self) -> str:
        """The host with its port, in lower case."""
        return urlsplit(self.url).netloc.lower()


def read_listing(path: Path) -> Iterator[Listed]:
    """The copies of a list, one at a time. Raises :class:`ListingError` where the list as a whole, or a line of it, cannot be used."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            names = {name.strip().lower(): name for name in rows.fieldnames or () if name}
            missing = [name for name in _NEEDED if name not in names]
            if missing:
                raise ListingError(f"{path}: the first line names no column {' and no column '.join(missing)}")
            for row in rows:
                values = {name: (row.get(column) or "").strip() for name, column in names.items()}
                if not any(values.values()):
                    continue
                yield _listed(path, rows.line_num, values)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ListingError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def _listed(path: Path, line: int, values: dict[str, str]) -> Listed:
    if not values["article"]:
        raise ListingError(f"{path}:{line}: it names no article")
    try:
        parts = urlsplit(values["url"])
        usable = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise ListingError(f"{path}:{line}: {values['url']!r} is no http or https address")
    return Listed(line, values["article"], values["url"], values.get("publisher", ""), values.get("contact", ""))
