"""The reprint kit of a whole series: zips with the kits of its articles, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.article.address import series_kit_path
from imprint.reprint.archive import archive
from imprint.reprint.kit import KitFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.article.model import Article, Series
    from imprint.render.surface import Terms
    from imprint.reprint.archive import Member

__all__ = ["MOST_ARTICLES", "SeriesKit", "series_zip"]

MOST_ARTICLES = 200
"""The most articles in one zip of a series, so that a long series makes several files of a few megabytes."""


@dataclass(frozen=True)
class SeriesKit:
    """The kit of a series: its articles, whose kits have addresses of their own, and its zips by name and size.

    ``path`` is the site-relative address of the kit's page. ``zips`` holds name, site-relative address, bytes and number of articles.
    """

    series: Series
    terms: Terms
    path: str
    articles: tuple[Article, ...]
    zips: tuple[tuple[str, str, int, int], ...]


def series_zip(series: Series, kits: Sequence[tuple[Article, tuple[Member, ...]]], number: int, terms_member: Member) -> KitFile:
    """One zip of a series, the ``number``-th from 1, or the only one where it is 0.

    Each article has a folder that begins with its number in the series, so that they sort as they are read. The
    terms are there once.
    """
    width = len(str(len(series.articles)))
    members: list[Member] = []
    for article, files in kits:
        folder = f"{article.number:0{width}}-{article.slug}"
        members += [(f"{folder}/{name}", data, digest) for name, data, digest in files if name != terms_member[0]]
    members.append(terms_member)
    name = f"{series.slug}-{number}" if number else series.slug
    path = f"{series_kit_path(series.slug)}{name}.zip"
    return KitFile(f"{name}.zip", "All articles, with terms and checksums", "application/zip", path, archive(members, name))
