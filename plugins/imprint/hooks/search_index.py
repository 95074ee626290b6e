"""What the search page looks through: one JSON file, fetched when a reader searches.

It holds a row for each article: path, title, summary, facts to show, then the fields to search beside the
title, the best first: tags, headings, summary and author, and the words of the text. ``theme/static/search.js`` reads it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from imprint.article.address import article_path
from imprint.article.model import plain
from imprint.render.plain import body_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from imprint.article.model import Article
    from imprint.settings import Settings

__all__ = ["search_index"]

MOST_WITH_TEXT = 1_000
"""Up to this many articles the words of the texts are searched too; above it the file would grow past what a reader waits for."""
_WORD = re.compile(r"\w{3,}")
_MARK = re.compile(r"[\u0300-\u036f]+")


def search_index(articles: Sequence[Article], settings: Settings, facts_of: Callable[[Article], Iterable[str]]) -> bytes:
    """The index of the articles in the given order; ``facts_of`` gives the short lines to show below a title."""
    with_text = len(articles) <= MOST_WITH_TEXT
    rows = [
        [
            settings.href(article_path(article)),
            article.title,
            article.summary,
            list(facts_of(article)),
            " ".join(tag.name for tag in article.tags),
            " ".join(plain(heading.text) for heading in article.reading.headings),
            f"{article.summary} {article.author}",
            " ".join(_words(article)) if with_text else "",
        ]
        for article in articles
    ]
    return (json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def _words(article: Article) -> list[str]:
    """Each word of the text once, folded as the page folds what is asked for."""
    folded = _MARK.sub("", unicodedata.normalize("NFD", body_text(article))).lower()
    return sorted(set(_WORD.findall(folded)))
