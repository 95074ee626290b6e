"""Articles built without the reader, for tests of the stages after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from imprint.article.library import Library
from imprint.article.model import Article, Heading, Notice, Paragraph, Reading, ResourceBox, Series, Span, Tag, WordCount
from imprint.render.surface import Terms
from imprint.settings import Settings

NOTICE = (
    "Copyright MMI-MMVI, Ada & Co. All Worldwide Rights Reserved. {Attention Publishers: Live hyperlink in author resource box required}"
)
BOX = ResourceBox(url="https://ada.example/about/?a=1&b=2", anchor="Ada & Co", before="Visit ", after=" today.")
SETTINGS = Settings(site_url="https://site.example", site_name="Site & Co", content=Path("/c"), release=Path("/r"), work=Path("/w"))
TERMS = Terms(version=1, url="https://site.example/reprint-terms/1/", sha256="0" * 64)
FIRST_DAY = datetime(2006, 5, 1, 10, tzinfo=UTC)
_IDS = UUID("00000000-0000-5000-8000-000000000000")


def notice(raw: str = NOTICE, holder: str = "Ada & Co") -> Notice:
    return Notice(raw, 2001, 2006, holder, "All Worldwide Rights Reserved.", "Live hyperlink in author resource box required", "end")


def article(number: int = 1, series: str = "bees", **changes: object) -> Article:
    """The numbered article of a series; any field can be given."""
    moment = FIRST_DAY + timedelta(days=number)
    source = f"{series}/{number:03}.txt"
    blocks = (
        Paragraph((Span(f"Opening of article {number}: bees & <flowers>."),)),
        Heading((Span("Why Bees?"),)),
        Paragraph((Span("Read "), Span("more", url="https://more.example/?x=1&y=2"), Span("."))),
    )
    usual = Article(
        id=f"urn:uuid:{uuid5(_IDS, source)}",
        source=source,
        series=series,
        number=number,
        slug=f"{series}-{number}",
        title=f"Article {number} <of> {series} & more",
        summary=f"Summary {number} & <more>.",
        author="Ada",
        author_url="https://ada.example/",
        category="Garden & Home",
        date=moment,
        modified=moment + timedelta(days=1),
        lang="en",
        status="published",
        keywords=("bees", "honey"),
        tags=(Tag("bees", "Bees", ("Bees",)), Tag("honey", "honey", ("honey",))),
        blocks=blocks,
        notices=(notice(),),
        resource_box=BOX,
        word_count=WordCount(None, 12, 12),
        reading=Reading(f"content/{source}", "text", blocks=blocks),
    )
    return replace(usual, **changes)


def series(slug: str, *articles: Article, **changes: object) -> Series:
    usual = Series(slug, slug.title(), f"About {slug}.", "Garden & Home", "en", slug, articles)
    return replace(usual, **changes)


def library(*found: Series) -> Library:
    return Library(found, (), ())
