"""Where each article stands among the others: its part of the series, its neighbours and the articles like it.

Worked out once a build for all articles, in one pass and with a bounded number of looks for each, so
that a page costs the same on a site of ten articles and on one of a hundred thousand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from imprint.article.library import Library
    from imprint.article.model import Article, Series

__all__ = ["ArticlePlace", "article_places"]

_MOST_RELATED = 3
_MOST_TAGS = 8
"""The tags of an article that are looked at, the rarest first."""
_REACH = 6
"""How many articles on either side of it, in the list of a tag, an article is compared with."""


@dataclass(frozen=True, slots=True)
class ArticlePlace:
    """``part`` counts from 1 to ``parts`` among the published articles of the series; ``related`` holds articles outside it and its neighbours."""

    series: Series
    part: int
    parts: int
    previous: Article | None
    next: Article | None
    related: tuple[Article, ...]


def article_places(library: Library) -> Mapping[str, ArticlePlace]:
    """The place of each published article, by the article's id."""
    by_tag: dict[str, list[Article]] = {}
    rank: dict[tuple[str, str], int] = {}
    for article in library.published:
        for tag in article.tags:
            articles = by_tag.setdefault(tag.slug, [])
            rank[tag.slug, article.id] = len(articles)
            articles.append(article)
    places: dict[str, ArticlePlace] = {}
    for series in library.series:
        published = series.published
        for index, article in enumerate(published):
            before = published[index - 1] if index else None
            after = published[index + 1] if index + 1 < len(published) else None
            related = _related(article, (before, after), by_tag, rank)
            places[article.id] = ArticlePlace(series, index + 1, len(published), before, after, related)
    return places


def _related(
    article: Article,
    neighbours: Sequence[Article | None],
    by_tag: Mapping[str, Sequence[Article]],
    rank: Mapping[tuple[str, str], int],
) -> tuple[Article, ...]:
    """The articles that share the most tags, and of these the nearest; a page links to its neighbours anyway."""
    shared: Counter[str] = Counter()
    distance: dict[str, int] = {}
    found: dict[str, Article] = {}
    for tag in sorted(article.tags, key=lambda tag: (len(by_tag[tag.slug]), tag.slug))[:_MOST_TAGS]:
        articles = by_tag[tag.slug]
        here = rank[tag.slug, article.id]
        for index in range(max(0, here - _REACH), min(len(articles), here + _REACH + 1)):
            other = articles[index]
            found[other.id] = other
            shared[other.id] += 1
            distance[other.id] = min(abs(index - here), distance.get(other.id, _REACH))
    for each in (article, *neighbours):
        if each is not None:
            found.pop(each.id, None)
    best = sorted(found, key=lambda name: (-shared[name], distance[name], name))
    return tuple(found[name] for name in best[:_MOST_RELATED])
