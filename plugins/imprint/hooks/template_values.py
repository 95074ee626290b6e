"""What the theme's templates can use, beside Pelican's own variables."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from imprint.article import address
from imprint.hooks.article_places import article_places
from imprint.hooks.theme_words import read_theme_words
from imprint.render.body import body_html
from imprint.render.direction import direction_of
from imprint.render.inline import attribute, safe_html
from imprint.render.notice import notice_html
from imprint.render.resource_box import resource_box_html
from imprint.render.sections import sections
from imprint.reprint.records.head import head_html
from imprint.reprint.rights import rights_of_article

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from markupsafe import Markup as SafeHtml

    from imprint.article.model import Article
    from imprint.hooks.article_places import ArticlePlace
    from imprint.hooks.build import Build

__all__ = ["template_filters", "template_globals"]

_WORDS_A_MINUTE = 230
"""The pace of adults who read English prose silently (Brysbaert 2019 finds 238 for non-fiction), rounded down."""


def template_globals(build: Build, theme: Path) -> dict[str, Any]:
    """Global names.

    ``site`` (the settings), ``site_rights``, ``site_box_label`` (what stands above their resource box), ``library``,
    ``address`` (each address of the site), ``words`` (what the theme says, in the site's language), ``direction``,
    ``place_of`` (an article's :class:`~imprint.hooks.article_places.ArticlePlace`), ``head_of`` (an article's rights as
    elements of ``head``), ``tongue`` (the attributes of an element in another language than the site's) and ``is_draft``.
    """
    settings = build.settings
    words = read_theme_words(theme, settings.lang)
    direction = direction_of(settings.lang)
    # Among several holders' articles the site's own box is not the one of the author whom a page is about.
    several_holders = len({article.holder for article in build.library.published}) > 1

    @cache
    def places() -> Mapping[str, ArticlePlace]:
        return article_places(build.library)

    @cache
    def tongue(lang: str) -> SafeHtml:
        if lang == settings.lang:
            return safe_html("")
        other = direction_of(lang)
        return safe_html(f' lang="{attribute(lang)}"' + (f' dir="{other}"' if other != direction else ""))

    def head_of(article: Article) -> SafeHtml:
        rights = rights_of_article(article, settings, build.terms, build.record)
        return head_html(rights, places()[article.id].series, settings)

    return {
        "site": settings,
        "site_rights": build.rights,
        "site_box_label": words.about_site if several_holders else words.about_author,
        "library": build.library,
        "address": address,
        "words": words,
        "direction": direction,
        "tongue": tongue,
        "place_of": lambda article: places()[article.id],
        "head_of": head_of,
        "is_draft": lambda article: article.id in build.drafts,
    }


def template_filters() -> dict[str, Any]:
    """Filters that turn an article's parts into HTML (``body``, ``notice``, ``resource_box``) or values (``sections``, ``minutes``)."""
    return {"body": body_html, "notice": notice_html, "resource_box": resource_box_html, "sections": sections, "minutes": _minutes}


def _minutes(article: Article) -> int:
    """The time that reading an article takes, in minutes, at least one."""
    return max(1, round(article.word_count.reading / _WORDS_A_MINUTE))
