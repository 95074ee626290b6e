"""Whose an article is and on what terms: stated from the article alone, for every record to be held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.article.address import RSL_PATH, article_path, kit_path, series_path

if TYPE_CHECKING:
    from imprint.article.model import Article, Series
    from imprint.audit.records.terms import ContentTerms
    from imprint.settings import Settings

__all__ = ["RightsFacts", "TermsNamed", "rights_facts"]


@dataclass(frozen=True)
class RightsFacts:
    """The facts; addresses are absolute.

    ``notice`` holds every notice verbatim, one on a line. ``usage`` is the holder's permission, else what the governing notice asks
    of publishers, else that notice. ``version`` and ``sha256`` are those of the article's text in the record of releases, ``None`` where
    that says nothing of it. ``rsl_url`` is empty where the owner has said nothing of automated use.
    """

    article: Article
    series: Series
    terms: ContentTerms
    url: str
    canonical: str
    original: str
    series_url: str
    kit_url: str
    rsl_url: str
    notice: str
    usage: str
    version: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class TermsNamed:
    """A title that names the terms in force, by number and digest, in whatever language."""

    terms: ContentTerms

    def holds(self, found: object) -> bool:
        """Whether a title names them, and no other version."""
        if not isinstance(found, str) or self.terms.sha256 not in found:
            return False
        rest = found.replace(self.terms.sha256, "").replace("SHA-256", "")
        return "".join(each for each in rest if each.isdigit()) == str(self.terms.version)

    def __str__(self) -> str:
        """Say what is expected, for the finding."""
        return f"version {self.terms.version} with its digest {self.terms.sha256}"


def rights_facts(
    article: Article, series: Series, settings: Settings, terms: ContentTerms, released: tuple[int, str] | None
) -> RightsFacts:
    """The facts of a published article; ``released`` is its version and digest in the record of releases."""
    url = settings.absolute(article_path(article))
    canonical = article.canonical_url or url
    return RightsFacts(
        article=article,
        series=series,
        terms=terms,
        url=url,
        canonical=canonical,
        original=article.source_url or canonical,
        series_url=settings.absolute(series_path(article.series)),
        kit_url=settings.absolute(kit_path(article)),
        rsl_url=settings.absolute(RSL_PATH) if settings.rsl else "",
        notice="\n".join(notice.raw for notice in article.notices),
        usage=article.permission or article.notice.publisher_notice or article.notice.raw,
        version=released[0] if released else None,
        sha256=released[1] if released else None,
    )
