"""The reader that gives Pelican an article: Pelican asks for a path, and gets what the library read there.

This is the one place where an article becomes Pelican's metadata dictionary.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from pelican.readers import BaseReader, MarkdownReader
from pelican.urlwrappers import Author, Category

from imprint.article.address import article_path, file_of
from imprint.hooks.build import current_build

if TYPE_CHECKING:
    from pelican.readers import Readers

__all__ = ["ArticleReader", "add_readers", "order_key"]


class ArticleReader(BaseReader):  # type: ignore[misc] # Pelican carries no types
    """Reads ``.txt`` and ``.md`` files of series folders; other Markdown files are pages and go to Pelican's reader."""

    enabled = True
    file_extensions = ("txt", "md")

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The metadata of an article; its body is rendered by the template, so the content is empty."""
        build = current_build(self.settings)
        path = os.path.relpath(source_path, build.settings.content).replace(os.sep, "/")
        article = build.by_source.get(path)
        if article is None:
            content, metadata = MarkdownReader(self.settings).read(source_path)
            return content, metadata
        address = article_path(article)
        author = Author(article.author, self.settings)
        category = Category(article.category, self.settings)
        return "", {
            "title": article.title,
            "slug": article.slug,
            "date": article.date,
            "modified": article.modified,
            "author": author,
            "authors": [author],
            "category": category,
            "lang": article.lang,
            "status": "published",
            "summary": article.summary,
            "template": "article",
            "url": address.lstrip("/"),
            "save_as": file_of(address),
            "imprint": article,
        }


def add_readers(readers: Readers) -> None:
    """Have Pelican read ``.txt`` and ``.md`` files with :class:`ArticleReader`."""
    for extension in ArticleReader.file_extensions:
        readers.reader_classes[extension] = ArticleReader


def order_key(content: Any) -> tuple[float, str, int]:  # noqa: ANN401 - Pelican carries no types
    """A total order of Pelican's articles, newest first, so that two builds never differ."""
    article = content.imprint
    return (-article.date.timestamp(), article.series, article.number)
