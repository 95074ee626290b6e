"""All series of a content folder, read and checked together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from imprint.article.model import Article, Series
    from imprint.findings import Finding

__all__ = ["Library", "read_library"]


@dataclass(frozen=True)
class Library:
    """Every series with its right articles, and every fault of the others.

    An article with an error is not in ``series``; its errors are in ``errors``.
    """

    series: tuple[Series, ...]
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All articles, drafts and withdrawn ones among them, series by series, in order."""
        return tuple(article for series in self.series for article in series.articles)

    @cached_property
    def published(self) -> tuple[Article, ...]:
        """The articles that readers and publishers get, series by series, in order."""
        return tuple(article for series in self.series for article in series.published)


def read_library(content: Path, site_url: str) -> Library:
    """Read every folder below ``content`` that holds a ``series.toml``.

    ``site_url`` (absolute, no trailing slash) makes site-relative addresses of the manifests absolute.
    """
    raise NotImplementedError
