"""Pelican's settings that are not the owner's to choose, each with its reason.

A settings file need not name them. One that gives another value than Pelican's default or this one
is told so, because it would change what the gate relies upon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined
from pelican.paginator import PaginationRule
from pelican.settings import DEFAULT_CONFIG

from imprint.hooks.read_articles import order_key
from imprint.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["fix_settings"]

_FIXED: Mapping[str, Any] = {
    # An old file in the folder could be published, and deleting could empty the wrong folder: staging is ours to sweep.
    "DELETE_OUTPUT_DIRECTORY": False,
    # A template that names a thing that is not there is an error, and text is escaped unless it says otherwise.
    # A build reads each template once: to ask the disk again at every page would be a quarter of what a page costs.
    "JINJA_ENVIRONMENT": {
        "undefined": StrictUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "auto_reload": False,
    },
    # The default does not ignore hidden files: it is held against the base name.
    "IGNORE_FILES": [".*", "**/.*", "*~", "#*#", "__pycache__"],
    # Pelican's search for translations is quadratic, and a series has one language; the order must then be total.
    "ARTICLE_TRANSLATION_ID": None,
    "PAGE_TRANSLATION_ID": None,
    "ARTICLE_ORDER_BY": order_key,
    # Imprint writes the lists (Pelican's are quadratic) and the feeds (Pelican's have neither rights nor permanent ids).
    "DIRECT_TEMPLATES": [],
    "FEED_ATOM": None,
    "FEED_RSS": None,
    "FEED_ALL_ATOM": None,
    "FEED_ALL_RSS": None,
    "CATEGORY_FEED_ATOM": None,
    "CATEGORY_FEED_RSS": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TAG_FEED_ATOM": None,
    "TAG_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    "TRANSLATION_FEED_RSS": None,
    "YEAR_ARCHIVE_SAVE_AS": "",
    "MONTH_ARCHIVE_SAVE_AS": "",
    "DAY_ARCHIVE_SAVE_AS": "",
    # The default joins name and number, so that page 2 of author-1 is page 1 of author-12.
    "PAGINATION_PATTERNS": [
        PaginationRule(1, "{url}", "{save_as}"),
        PaginationRule(2, "{url}page/{number}/", "{base_name}/page/{number}/index.html"),
    ],
    # HTML and reStructuredText sources could carry script or read other files.
    "READERS": {"html": None, "htm": None, "rst": None},
    # A page of the site has its address from its slug.
    "PAGE_URL": "{slug}/",
    "PAGE_SAVE_AS": "{slug}/index.html",
    # Drafts stay at the author's desk.
    "DRAFT_SAVE_AS": "",
    "DRAFT_PAGE_SAVE_AS": "",
    # Unaudited copies of the sources, and quotes changed inside a notice.
    "OUTPUT_SOURCES": False,
    "TYPOGRIFY": False,
    # Links within the site are written by the templates; feeds and kits need absolute ones.
    "RELATIVE_URLS": False,
    # Pelican's cache is not keyed on its readers, and a damaged one stops the build.
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
    # The theme's files have their place among the site's; a link would let a released file be changed from the sources.
    "THEME_STATIC_DIR": "theme",
    "STATIC_CREATE_LINKS": False,
    # A category comes from the manifest, never from a folder.
    "USE_FOLDER_AS_CATEGORY": False,
}

_DICTIONARIES = ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS", "PAGINATED_TEMPLATES")
_PARTS_A_PAGE = {"index": None, "tag": None, "category": None, "author": None, "series": 100, "archive": 1_000, "series-kit": 1_000}
"""Every list of articles goes by pages, so that no page grows with the site; None: as many articles a page as ``DEFAULT_PAGINATION`` says."""


def fix_settings(settings: dict[str, Any]) -> None:
    """Put the fixed values into Pelican's settings.

    Raises :class:`~imprint.settings.SettingsError` where the owner asked for something else.
    """
    problems = [
        f"{name} is {settings[name]!r}; expected a dictionary" for name in _DICTIONARIES if not isinstance(settings.get(name, {}), dict)
    ]
    for name, value in _FIXED.items():
        asked = settings.get(name, value)
        if asked not in (value, DEFAULT_CONFIG.get(name)) and not _is_pelicans_own(name, asked):
            problems.append(f"{name} is {asked!r}; Imprint needs {value!r}: take the line out of the settings file")
        settings[name] = value
    if problems:
        raise SettingsError(problems)
    settings["PAGINATED_TEMPLATES"] = {**_PARTS_A_PAGE, **settings["PAGINATED_TEMPLATES"]}


def _is_pelicans_own(name: str, asked: object) -> bool:
    """Whether Pelican made the value out of its default while it read the settings."""
    if name == "PAGINATION_PATTERNS":
        return [tuple(rule) for rule in asked] == [tuple(rule) for rule in DEFAULT_CONFIG[name]]  # type: ignore[attr-defined] # a list of rules
    return name in {"JINJA_ENVIRONMENT", "ARTICLE_ORDER_BY"} and not asked
