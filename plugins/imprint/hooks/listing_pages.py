"""Every page that lists articles or feeds: home, archive, series, tags, categories, authors, subscribe; and the sitemap, which lists them all.

Pelican's own lists hold each article against each tag, category and author, which is quadratic
(``generators.py``, ``generate_tags`` and its like); these take one pass over the articles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pelican.generators import Generator

from imprint.article import address
from imprint.hooks.build import current_build
from imprint.hooks.sitemap import SitePage, sitemap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pelican.generators import ArticlesGenerator

    from imprint.article.model import Article
    from imprint.hooks.build import Build
    from imprint.hooks.confined_writer import ConfinedWriter

_OVERVIEWS = ("/archive/", "/series/", "/tags/", "/categories/", "/authors/")

__all__ = ["Listing", "ListingPages", "write_no_lists"]


@dataclass(frozen=True)
class Listing:
    """A list of articles with a page of its own; ``path`` is site-relative."""

    name: str
    slug: str
    path: str
    articles: Sequence[Article]
    summary: str = ""


class ListingPages(Generator):  # type: ignore[misc] # Pelican carries no types
    """Writes the lists by pages, newest first; a series is listed in its own order."""

    def generate_output(self, writer: ConfinedWriter) -> None:
        """Write every list, the overviews of the lists and the sitemap."""
        build = current_build(self.settings)
        newest = build.newest_first
        home = Listing(build.settings.site_name, "", "/", newest)
        self._write_pages(writer, "index", home)
        self._write_pages(writer, "archive", Listing(home.name, "", "/archive/", newest))
        series = [
            Listing(each.title, each.slug, address.series_path(each.slug), each.published, each.summary)
            for each in build.library.series
            if each.published
        ]
        for listing in series:
            self._write_pages(writer, "series", listing)
        self._write(writer, "series-index", "/series/", listings=series)
        categories = list(_by_name(newest, "category", address.category_path))
        lists = [home, *series]
        for kind, path, listings in (
            ("tag", "/tags/", list(_by_tag(newest))),
            ("category", "/categories/", categories),
            ("author", "/authors/", list(_by_name(newest, "author", address.author_path))),
        ):
            for listing in listings:
                self._write_pages(writer, kind, listing)
            self._write(writer, "listings", path, kind=kind, listings=listings)
            lists += listings
        self._write(writer, "subscribe", "/subscribe/", series=series, categories=categories)
        for file, data in sitemap(list(self._pages(build, lists)), build.settings):
            writer.write_bytes(file.lstrip("/"), data)

    def _pages(self, build: Build, lists: Iterable[Listing]) -> Iterator[SitePage]:
        """The pages for readers: the articles, newest first, then the lists, then the site's own pages."""
        for article in build.newest_first:
            yield SitePage(address.article_path(article), article.modified)
        for listing in lists:
            yield SitePage(listing.path, max(article.modified for article in listing.articles))
        newest = max(article.modified for article in build.newest_first)
        for path in _OVERVIEWS:
            yield SitePage(path, newest)
        for page in self.context["pages"]:
            yield SitePage(f"/{page.url}", None)
        for version in build.terms_reading.versions:
            yield SitePage(address.terms_path(version.number), None)
        for path in ("/subscribe/", "/check/"):
            yield SitePage(path, None)

    def _write(self, writer: ConfinedWriter, template: str, path: str, **values: object) -> None:
        writer.write_file(address.file_of(path), self.get_template(template), self.context, url=path.lstrip("/"), page_path=path, **values)

    def _write_pages(self, writer: ConfinedWriter, template: str, listing: Listing) -> None:
        writer.write_file(
            address.file_of(listing.path),
            self.get_template(template),
            self.context,
            template_name=template,
            paginated={"articles": listing.articles},
            url=listing.path.lstrip("/"),
            page_path=listing.path,
            listing=listing,
        )


def _by_tag(articles: Iterable[Article]) -> Iterator[Listing]:
    groups: dict[str, list[Article]] = defaultdict(list)
    names: dict[str, str] = {}
    for article in articles:
        for tag in article.tags:
            groups[tag.slug].append(article)
            names.setdefault(tag.slug, tag.name)
    for slug in sorted(groups, key=_natural):
        yield Listing(names[slug], slug, address.tag_path(slug), groups[slug])


def _by_name(articles: Iterable[Article], attribute: str, path_of: Callable[[str], str]) -> Iterator[Listing]:
    groups: dict[str, list[Article]] = defaultdict(list)
    names: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for article in articles:
        name = getattr(article, attribute)
        slug = slugs.get(name)
        if slug is None:
            slug = slugs[name] = address.slug_of(name)
        groups[slug].append(article)
        names.setdefault(slug, name)
    for slug in sorted(groups, key=_natural):
        yield Listing(names[slug], slug, path_of(slug), groups[slug])


def _natural(slug: str) -> list[tuple[int, int, str]]:
    """A key by which "part-2" comes before "part-10"."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", slug)]


def write_no_lists(generator: ArticlesGenerator) -> None:
    """Leave Pelican's article generator no list to write; it writes the article pages alone."""
    generator.dates = []
    generator.tags = {}
    generator.categories = []
    generator.authors = []
