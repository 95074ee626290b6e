"""Feeds as publishers' software reads them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser
import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from articles_by_hand import FIRST_DAY, NOTICE, SETTINGS, TERMS, article, library, notice, series
from imprint.article.model import Heading, Paragraph, Span
from imprint.feeds.corrections import next_record
from imprint.feeds.record import Record
from imprint.feeds.scopes import all_feeds, scopes
from imprint.render.surface import surface_html

if TYPE_CHECKING:
    from imprint.article.library import Library
    from imprint.article.model import Article
    from imprint.settings import Settings

GOLDEN = Path(__file__).parent / "cases" / "golden"
ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
SHORT = replace(SETTINGS, feed_max_items=6, websub_hub="https://hub.example/")
OTHER_NOTICE = "Copyright 2009, Bob. All rights reserved."
SITE = library(
    series("bees", *[article(number) for number in range(1, 9)]),
    series(
        "ants",
        article(1, "ants", lang="es", notices=(notice(OTHER_NOTICE, "Bob"), notice())),
        article(2, "ants", status="draft", category="Secret"),
        article(3, "ants", status="withdrawn", withdrawn_reason="Wrong."),
        lang="es",
        summary="",
    ),
    series("wasps", article(1, "wasps", status="draft")),
)
RSS_ITEM = {
    "title", "link", "guid", "pubDate", "category", "dc:creator", "dc:language", "dc:rights", "dcterms:rightsHolder", "dcterms:license",
    "dcterms:modified", "atom:link", "description", "content:encoded",
}  # fmt: skip
RSS_CHANNEL = {"title", "link", "description", "language", "copyright", "lastBuildDate", "docs", "atom:link", "fh:complete", "item"}
ATOM_ENTRY = {
    "title", "id", "published", "updated", "author", "category", "link", "rights", "dcterms:rightsHolder", "summary", "content",
}  # fmt: skip
ATOM_FEED = {"title", "subtitle", "id", "updated", "rights", "link", "fh:complete", "fh:archive", "entry"}
JSON_FEED = {"version", "title", "home_page_url", "feed_url", "description", "language", "hubs", "items", "_reprint"}
JSON_ITEM = {
    "id", "url", "title", "content_html", "content_text", "date_published", "date_modified", "authors", "language", "_reprint", "summary", "tags",
}  # fmt: skip


def build(site: Library = SITE, settings: Settings = SHORT, previous: Record = Record()) -> dict[str, bytes]:  # noqa: B008 - frozen
    return dict(all_feeds(site, settings, TERMS, next_record(previous, site, {1: TERMS.sha256})))


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return build()


def xml_feeds(site: dict[str, bytes]) -> list[str]:
    return [path for path in site if path.startswith("/feeds/") and path.endswith(".xml")]


def names(element: etree._Element) -> set[str]:
    return {f"{child.prefix}:{etree.QName(child).localname}" if child.prefix else str(etree.QName(child).localname) for child in element}


def by_id(found: Library = SITE) -> dict[str, Article]:
    return {each.id: each for each in found.published}


def test_there_is_a_feed_in_each_format_for_the_site_each_series_and_each_category_with_an_article(site: dict[str, bytes]) -> None:
    feeds = [
        f"/feeds/{scope}.{suffix}"
        for scope in ("all", "series/bees", "series/ants", "categories/garden-home")
        for suffix in ("rss.xml", "atom.xml", "json")
    ]
    long = {"all": 2, "series/bees": 2, "categories/garden-home": 2}
    archives = [f"/feeds/archives/{scope}/{number}.atom.xml" for scope, count in long.items() for number in range(1, count + 1)]
    beside = ["/feeds/all.opml", "/reprint/changes.atom.xml", "/reprint/changes.json", "/reprint/versions.json"]
    assert sorted(site) == sorted([*feeds, *archives, *beside])


def test_a_reader_finds_notice_licence_and_full_content_in_every_entry(site: dict[str, bytes]) -> None:
    articles = by_id()
    for path in xml_feeds(site):
        feed = feedparser.parse(site[path], sanitize_html=False, resolve_relative_uris=False)
        assert (path, feed.bozo) == (path, False)
        for entry in feed.entries:
            source = articles[entry.id]
            assert entry.rights == "\n".join(each.raw for each in source.notices)
            assert [link.href for link in entry.links if link.rel == "license"] == [TERMS.url]
            assert [part.value for part in entry.content] == [str(surface_html(source, SHORT, TERMS)).strip()]
            assert entry.link == f"https://site.example/articles/{source.slug}/"
            assert entry.dcterms_rightsholder == source.holder
            assert (entry.title, entry.author) == (source.title, source.author)
            assert [tag.term for tag in entry.tags] in (["garden-home", "bees", "honey"], ["Garden & Home", "Bees", "honey"])


def test_rss_holds_only_elements_that_its_specification_or_modules_define(site: dict[str, bytes]) -> None:
    for path in [each for each in site if each.endswith(".rss.xml")]:
        channel = etree.fromstring(site[path])[0]
        assert names(channel) <= RSS_CHANNEL
        assert names(channel) >= {"title", "link", "description"}
        items = channel.findall("item")
        assert items
        for item in items:
            assert names(item) == RSS_ITEM
            assert max(Counter(child.tag for child in item if child.tag != "category").values()) == 1
            guid = item.find("guid")
            assert guid is not None
            assert (guid.get("isPermaLink"), (guid.text or "")[:9]) == ("false", "urn:uuid:")
            assert parsedate_to_datetime(item.findtext("pubDate") or "").tzinfo is not None
        assert parsedate_to_datetime(channel.findtext("lastBuildDate") or "") == max(
            by_id()[item.findtext("guid") or ""].modified for item in items
        )


def test_atom_holds_only_elements_that_its_specification_or_extensions_define(site: dict[str, bytes]) -> None:
    rfc3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
    for path in [*[each for each in site if each.endswith(".atom.xml") and "changes" not in each]]:
        feed = etree.fromstring(site[path])
        assert names(feed) <= ATOM_FEED
        for entry in feed.findall(f"{ATOM}entry"):
            assert names(entry) == ATOM_ENTRY
        for tag in ("updated", "published"):
            assert all(rfc3339.fullmatch(each.text or "") for each in feed.iter(f"{ATOM}{tag}"))
        assert feed.findtext(f"{ATOM}updated") == max(each.text or "" for each in feed.iterfind(f"{ATOM}entry/{ATOM}updated"))


def test_json_feed_holds_only_keys_that_its_specification_defines_and_one_extension(site: dict[str, bytes]) -> None:
    for path in [each for each in site if each.startswith("/feeds/") and each.endswith(".json")]:
        feed = json.loads(site[path])
        assert (set(feed), feed["version"], feed["feed_url"]) == (
            JSON_FEED,
            "https://jsonfeed.org/version/1.1",
            f"https://site.example{path}",
        )
        assert feed["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
        for item in feed["items"]:
            source = by_id()[item["id"]]
            assert set(item) == JSON_ITEM
            assert item["content_html"] == str(surface_html(source, SHORT, TERMS))
            assert item["_reprint"]["notice"] == "\n".join(each.raw for each in source.notices)
            assert item["_reprint"]["required_link"] == source.resource_box.url
            assert source.resource_box.url in item["content_text"]
            assert source.notice.raw in item["content_text"]
            assert (item["language"], item["authors"]) == (source.lang, [{"name": "Ada", "url": "https://ada.example/"}])


def test_each_document_names_itself_its_page_its_licence_once_and_the_hub(site: dict[str, bytes]) -> None:
    for path in xml_feeds(site):
        root = etree.fromstring(site[path])
        for parent in [root[0] if root.tag == "rss" else root, *root.iter("item", f"{ATOM}entry")]:
            links = [(link.get("rel"), link.get("href")) for link in parent.findall(f"{ATOM}link")]
            assert len(links) == len(set(links))
            assert [href for rel, href in links if rel == "license"] == [TERMS.url]
            if parent.tag not in ("item", f"{ATOM}entry"):
                assert ("self", f"https://site.example{path}") in links
                assert (("hub", "https://hub.example/") in links) == ("archives" not in path)


def test_a_hub_is_named_only_where_the_settings_name_one() -> None:
    assert not [path for path, data in build(settings=SETTINGS).items() if b"hub" in data]


def test_no_address_in_a_feed_is_relative(site: dict[str, bytes]) -> None:
    for path in xml_feeds(site):
        root = etree.fromstring(site[path])
        found = [str(value) for value in root.xpath("//@href")] + [
            str(value)
            for content in root.iter(f"{ATOM}content", "{http://purl.org/rss/1.0/modules/content/}encoded")
            for value in lxml_html.fromstring(content.text or "").xpath("//@href | //@src")
        ]
        assert found
        assert not [address for address in found if not re.match("https?://[a-z]", address)]
        assert b'href="https://site.example/theme/feed.css"' in site[path].splitlines()[1]


def test_entries_are_the_newest_first_without_twins_and_never_more_than_the_settings_allow(site: dict[str, bytes]) -> None:
    articles = by_id()
    for path in xml_feeds(site):
        ids = [entry.id for entry in feedparser.parse(site[path]).entries]
        assert 1 <= len(ids) == len(set(ids)) <= SHORT.feed_max_items
        assert [articles[each].date for each in ids] == sorted((articles[each].date for each in ids), reverse=True)


@pytest.mark.parametrize("scope", ["all", "series/bees", "categories/garden-home"])
def test_the_archives_of_a_long_feed_lead_back_to_its_first_article(site: dict[str, bytes], scope: str) -> None:
    """RFC 5005, section 4: whoever follows ``prev-archive`` from the feed has every entry."""
    seen: list[str] = []
    path, newer = f"/feeds/{scope}.atom.xml", ""
    while path:
        root = etree.fromstring(site[path])
        links = {link.get("rel"): str(link.get("href")).removeprefix("https://site.example") for link in root.findall(f"{ATOM}link")}
        is_archive = root.find(f"{HISTORY}archive") is not None
        assert is_archive == ("archives" in path)
        assert links.get("current", "") == (f"/feeds/{scope}.atom.xml" if is_archive else "")
        assert links.get("next-archive", "") == (newer if "archives" in newer else "")
        assert root.find(f"{HISTORY}complete") is None
        seen.extend(root.xpath("//a:entry/a:id/text()", namespaces={"a": ATOM[1:-1]}))
        path, newer = links.get("prev-archive", ""), path
    assert sorted(seen) == sorted(each.id for each in SITE.published if scope in ("all", f"series/{each.series}", "categories/garden-home"))


def test_new_articles_change_no_archive_but_for_its_link_forward(site: dict[str, bytes]) -> None:
    bees = SITE.series[0]
    grown = build(library(replace(bees, articles=(*bees.articles, article(9), article(10))), *SITE.series[1:]))
    archives = [path for path in site if "archives" in path]
    assert len(archives) == 6
    forward = re.compile(rb'<link rel="next-archive"[^>]*/>')
    assert [forward.sub(b"", site[path]) for path in archives] == [forward.sub(b"", grown[path]) for path in archives]
    assert [path for path in archives if site[path] != grown[path]] == [
        "/feeds/archives/all/2.atom.xml",
        "/feeds/archives/categories/garden-home/2.atom.xml",
    ]
    assert grown.keys() - site.keys() == {"/feeds/archives/all/3.atom.xml", "/feeds/archives/categories/garden-home/3.atom.xml"}
    assert grown["/feeds/all.atom.xml"] != site["/feeds/all.atom.xml"]


def test_a_feed_is_complete_exactly_when_it_holds_every_article(site: dict[str, bytes]) -> None:
    complete = {path for path, data in site.items() if b"<fh:complete/>" in data or b'"complete": true' in data}
    assert complete == {f"/feeds/series/ants.{suffix}" for suffix in ("rss.xml", "atom.xml", "json")}
    exact = build(settings=replace(SETTINGS, feed_max_items=8))
    assert b"<fh:complete/>" in exact["/feeds/series/bees.atom.xml"]
    assert "/feeds/archives/series/bees/1.atom.xml" not in exact


def test_an_entry_keeps_its_id_when_title_date_slug_and_site_address_change(site: dict[str, bytes]) -> None:
    changed = [
        replace(each, title="New", slug=f"new-{each.number}", date=FIRST_DAY.replace(year=2020) + timedelta(days=each.number))
        for each in SITE.series[0].articles
    ]
    moved = build(
        library(replace(SITE.series[0], articles=tuple(changed)), *SITE.series[1:]),
        replace(SHORT, site_url="https://elsewhere.example/sub"),
    )
    before, after = (feedparser.parse(each["/feeds/series/bees.atom.xml"]) for each in (site, moved))
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries]
    assert after.feed.id == before.feed.id
    assert b"https://site.example" not in moved["/feeds/series/bees.atom.xml"].replace(TERMS.url.encode(), b"")


def test_every_feed_has_an_id_of_its_own_and_two_sites_have_none_in_common(site: dict[str, bytes]) -> None:
    other = build(settings=replace(SHORT, site_id="another site"))
    ids = [
        {feedparser.parse(each[path]).feed.id for path in each if path.endswith(".atom.xml") and "archives" not in path}
        for each in (site, other)
    ]
    assert [len(each) for each in ids] == [5, 5]
    assert not ids[0] & ids[1]
    assert ids[0] == {
        feedparser.parse(data).feed.id
        for path, data in build(settings=replace(SHORT, site_url="https://b.example")).items()
        if path.endswith(".atom.xml")
    }


@pytest.mark.parametrize("most", [1, 2, 5, 8])
def test_rss_and_json_hold_as_many_of_the_newest_articles_as_the_settings_allow(most: int) -> None:
    feeds = build(settings=replace(SETTINGS, feed_max_items=most))
    newest = [each.id for each in sorted(SITE.series[0].published, key=lambda each: each.date, reverse=True)[:most]]
    assert [entry.id for entry in feedparser.parse(feeds["/feeds/series/bees.rss.xml"]).entries] == newest
    assert [item["id"] for item in json.loads(feeds["/feeds/series/bees.json"])["items"]] == newest


def test_drafts_and_withdrawn_articles_stand_in_no_feed(site: dict[str, bytes]) -> None:
    hidden = [each for each in SITE.articles if each.status != "published"]
    assert len(hidden) == 3
    for path, data in site.items():
        if not path.startswith("/reprint/"):
            assert not [each.id for each in hidden if each.id.encode() in data or f"/{each.slug}/".encode() in data]
    assert b"Secret" not in b"".join(site.values())


def test_a_site_without_a_published_article_has_no_feed_but_that_of_changes() -> None:
    assert sorted(build(library(series("wasps", article(1, "wasps", status="draft"))))) == [
        "/reprint/changes.atom.xml",
        "/reprint/changes.json",
        "/reprint/versions.json",
    ]


def test_rights_of_a_whole_feed_are_the_notice_all_articles_share() -> None:
    rights = {scope.channel.scope: scope.channel.rights for scope in scopes(SITE, SHORT, TERMS)}
    assert rights == {
        "": "Each article states its own copyright notice.",
        "series/bees": NOTICE,
        "series/ants": f"{OTHER_NOTICE}\n{NOTICE}",
        "categories/garden-home": "Each article states its own copyright notice.",
    }


def test_rsl_terms_stand_in_rss_only_where_the_owner_opted_in(site: dict[str, bytes]) -> None:
    assert b"rsl" not in b"".join(site.values())
    opted = build(settings=replace(SHORT, rsl_permits=("search", "ai-index"), rsl_prohibits=("ai-train",)))
    assert [path for path, data in opted.items() if b"rsl:" in data] == [path for path in opted if path.endswith(".rss.xml")]
    content = next(etree.fromstring(opted["/feeds/series/ants.rss.xml"]).iter("{https://rslstandard.org/rsl}content"))
    assert etree.tostring(content, method="c14n", exclusive=True).decode() == (
        '<rsl:content xmlns:rsl="https://rslstandard.org/rsl" url="https://site.example/articles/ants-1/">'
        '<rsl:license><rsl:permits type="usage">search ai-index</rsl:permits><rsl:prohibits type="usage">ai-train</rsl:prohibits>'
        '<rsl:payment type="attribution"></rsl:payment></rsl:license><rsl:copyright>Ada &amp; Co</rsl:copyright>'
        f"<rsl:terms>{TERMS.url}</rsl:terms></rsl:content>"
    )


def test_an_item_without_a_summary_is_described_by_its_first_paragraph() -> None:
    bare = article(
        1,
        summary="",
        blocks=(
            Heading((Span("Why?"),)),
            Paragraph((Span("Bees & <b>"), Span(" honey.", url="https://h.example/"))),
        ),
    )
    empty = article(2, summary="", blocks=(Heading((Span("Why?"),)),))
    items = etree.fromstring(build(library(series("bees", bare, empty)))["/feeds/all.rss.xml"])[0].findall("item")
    told = [lxml_html.fromstring(f"<p>{item.findtext('description')}</p>").text_content() for item in items]
    assert told == [empty.title, "Bees & <b> honey. (https://h.example/)"]
    for item in items:
        names_in_order = [str(etree.QName(child).localname) for child in item]
        assert names_in_order.index("description") < names_in_order.index("encoded")


def test_a_title_that_looks_like_markup_is_text_in_the_opml_list() -> None:
    site = build(library(series("bees", article(1), title='Odd & "Ends" <of> bees')))
    outline = etree.fromstring(site["/feeds/all.opml"]).findall("body/outline")[1]
    assert outline.get("text", "").startswith('Odd & "Ends" &lt;of> bees')


def test_opml_lists_every_feed_once(site: dict[str, bytes]) -> None:
    root = etree.fromstring(site["/feeds/all.opml"])
    assert root.get("version") == "2.0"
    outlines = root.findall("body/outline")
    assert [(each.get("type"), each.get("text"), each.get("htmlUrl"), each.get("xmlUrl")) for each in outlines] == [
        ("rss", "Site & Co", "https://site.example/", "https://site.example/feeds/all.rss.xml"),
        ("rss", "Bees – Site & Co", "https://site.example/series/bees/", "https://site.example/feeds/series/bees.rss.xml"),
        ("rss", "Ants – Site & Co", "https://site.example/series/ants/", "https://site.example/feeds/series/ants.rss.xml"),
        (
            "rss",
            "Garden & Home – Site & Co",
            "https://site.example/categories/garden-home/",
            "https://site.example/feeds/categories/garden-home.rss.xml",
        ),
    ]


@rules(deadline=None)
@given(st.text(), st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]))
def test_no_text_in_a_field_makes_a_feed_that_a_reader_cannot_read(text: str, zone: timezone) -> None:
    odd = article(
        title=text,
        summary=text,
        author=text,
        author_url=text,
        category=text,
        notices=(notice(text, text),),
        modified_note=text,
        date=FIRST_DAY.astimezone(zone),
    )
    before = next_record(Record(), library(series("bees", article())), {})
    site = build(library(series("bees", odd, title=text, summary=text)), replace(SHORT, site_name=f"S{text}", rsl_permits=("all",)), before)
    for path, data in site.items():
        if path.endswith((".xml", ".opml")):
            etree.fromstring(data)
            assert not feedparser.parse(data).bozo or "opml" in path
        else:
            json.loads(data)


def test_equal_articles_give_equal_bytes_whatever_the_hash_seed_the_time_zone_and_the_order_of_series() -> None:
    program = "import hashlib, test_feeds as t; print(hashlib.sha256(repr(sorted(t.build().items())).encode()).hexdigest())"
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "PYTHONPATH": os.pathsep.join(map(str, (Path(__file__).parent, Path(__file__).parent.parent))),
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Kolkata"))
    }
    assert len(digests) == 1
    twins = [series(slug, article(1, slug), article(2, slug)) for slug in ("x", "y")]
    assert build(library(*twins))["/feeds/all.rss.xml"] == build(library(*reversed(twins)))["/feeds/all.rss.xml"]


def test_the_feeds_of_a_small_site_are_byte_for_byte_as_stored() -> None:
    """``python tests/feeds/renew_golden.py`` writes them anew; review the difference like code."""
    stored = {f"/{path.relative_to(GOLDEN).as_posix()}": path.read_bytes() for path in sorted(GOLDEN.rglob("*")) if path.is_file()}
    assert golden() == stored


def golden() -> dict[str, bytes]:
    before = library(series("bees", article(1), article(2), article(3)))
    now = library(
        series(
            "bees",
            article(1, title="Corrected", modified_note="The title had an error."),
            article(2, status="withdrawn", withdrawn_reason="Out of date."),
            article(3),
        )
    )
    return build(now, SETTINGS, next_record(Record(), before, {1: TERMS.sha256}))
