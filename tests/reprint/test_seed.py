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
