"""The articles of this site, read from their files: their feeds and kits."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from lxml import html as lxml_html

from articles_by_hand import SETTINGS
from imprint.article.library import Library, read_library
from imprint.article.text_format.read import read_text
from imprint.feeds.corrections import next_record
from imprint.feeds.record import Record
from imprint.feeds.scopes import all_feeds
from imprint.reprint.kit import Kit
from imprint.reprint.kits import all_kits, kit_findings
from imprint.reprint.terms import read_terms

CONTENT = Path(__file__).resolve().parents[2] / "content"
SITE = replace(SETTINGS, content=CONTENT)
READING = read_terms(CONTENT)


@pytest.fixture(scope="module")
def library() -> Library:
    found = read_library(CONTENT, SITE.site_url)
    assert found.errors == ()
    assert found.published
    return found


def test_every_entry_of_every_feed_names_rights_licence_and_link(library: Library) -> None:
    record = next_record(Record(), library, READING.digests)
    articles = {article.id: article for article in library.published}
    held = 0
    for path, data in all_feeds(library, SITE, READING.in_force(SITE), record):
        if path.startswith("/feeds/") and path.endswith(".xml"):
            feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
            assert not feed.bozo
            for entry in feed.entries:
                article = articles[entry.id]
                held += 1
                assert entry.rights == "\n".join(notice.raw for notice in article.notices)
                assert [link.href for link in entry.links if link.rel == "license"] == [READING.in_force(SITE).url]
                content = lxml_html.fromstring(entry.content[0].value)
                links = [link for link in content.iter("a") if link.get("href") == article.resource_box.url]
                assert [link.text_content() for link in links] == [article.resource_box.anchor]
                assert article.notice.raw in content.text_content()
    assert held >= len(articles) * 6


def test_the_text_format_of_a_kit_is_read_back_as_its_source(library: Library) -> None:
    """But for the lines' numbers and the count of words, since the kit's file has the resource box that the source lacks."""
    record = next_record(Record(), library, READING.digests)
    for kit in (each for each in all_kits(library, SITE, READING, record) if isinstance(each, Kit)):
        source = kit.article.reading
        data = next(file.data for file in kit.files if file.name.endswith(".article.txt"))
        back = read_text(data, source.path)
        assert (back.errors, back.title, back.summary, back.keywords, back.tags) == (
            (),
            source.title,
            source.summary,
            source.keywords,
            source.tags,
        )
        assert [replace(block, line=0) for block in back.blocks] == [replace(block, line=0) for block in source.blocks]
        assert [replace(notice, line=0) for notice in back.notices] == [replace(notice, line=0) for notice in source.notices]
        assert back.word_count.reading == source.word_count.reading
        assert back.own_box is not None
        assert (back.own_box.text, back.own_box.urls) == (kit.article.resource_box.text, (kit.article.resource_box.url,))


def test_every_kit_survives_and_its_zip_holds_every_form(library: Library) -> None:
    record = next_record(Record(), library, READING.digests)
    assert [finding for finding in kit_findings(library, SITE, READING, record) if finding.kind.severity.value == "error"] == []
    kits = [each for each in all_kits(library, SITE, READING, record) if isinstance(each, Kit)]
    assert [kit.article for kit in kits] == list(library.published)
    for kit in kits:
        with zipfile.ZipFile(io.BytesIO(kit.files[-1].data)) as opened:
            assert opened.testzip() is None
            names = {Path(name).name for name in opened.namelist()}
        assert names == {
            *[file.name for file in kit.files if file.name.startswith(kit.article.slug)],
            "reprint-terms-1.md",
            "SHA256SUMS",
        } - {f"{kit.article.slug}.zip"}
