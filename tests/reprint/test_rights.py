"""The records of an article's rights agree, and rights that contradict each other are told."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html

from articles_by_hand import BOX, SETTINGS, TERMS, article, library, notice, series
from imprint.feeds.corrections import next_record
from imprint.feeds.record import Record
from imprint.feeds.scopes import all_feeds
from imprint.reprint.archive import member
from imprint.reprint.box_advice import address_advice, anchor_advice
from imprint.reprint.contradictions import contradictions, terms_contradictions
from imprint.reprint.kit import kit_of
from imprint.reprint.records.head import head_html
from imprint.reprint.records.rsl import rsl_document
from imprint.reprint.rights import rights_of_article
from imprint.reprint.terms import TermsVersion, read_terms

CASES = sorted((Path(__file__).parent / "cases" / "rights").glob("*.toml"))
CONTENT = Path(__file__).resolve().parents[2] / "content"
ODD = article(
    1,
    title='</script><script>alert("1")</script> & \u2028more',
    source_url="https://first.example/article",
    notices=(notice('Copyright 2001, "Ada" & <Co>. All rights reserved. {Attention Publishers: Live hyperlink required}', '"Ada" & <Co>'),),
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_contradictions_and_advice_are_as_their_case_says(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    box = replace(
        BOX,
        url=case.get("url", BOX.url),
        anchor=case.get("anchor", BOX.anchor),
        before=case.get("before", "Visit "),
        after=case.get("after", f" at {BOX.url} ."),
    )
    notices = tuple(
        replace(notice(each["raw"], each["holder"]), year_from=each.get("years", [None])[0], year_to=each.get("years", [None])[-1])
        for each in case.get("notices", [{"raw": "Copyright 2001, Ada & Co.", "holder": "Ada & Co"}])
    )
    subject = article(1, notices=notices, resource_box=box, keywords=tuple(case.get("keywords", ())))
    found = (
        [*anchor_advice(subject), *address_advice(box, subject.source, "https://site.example")]
        if case.get("advice")
        else contradictions(subject)
    )
    assert [f"{each.kind.code} {each.message}" for each in found] == case["expect"]
    assert path.stem.startswith("fires_" if case["expect"] else "passes_")


def test_terms_that_reserve_all_rights_and_name_an_open_licence_contradict_themselves() -> None:
    text = "# Terms\n\nAll rights reserved. Licence: [BY](https://creativecommons.org/licenses/by/4.0/)\n"
    assert [each.kind.code for each in terms_contradictions(TermsVersion(1, "1.md", text))] == ["K140"]
    assert [list(terms_contradictions(version)) for version in read_terms(CONTENT).versions] == [[] for _ in read_terms(CONTENT).versions]


def test_all_records_of_an_article_name_the_same_holder_year_notice_terms_link_and_version() -> None:
    site = library(series("bees", ODD))
    record = next_record(Record(), site, {1: TERMS.sha256})
    rights = rights_of_article(ODD, SETTINGS, TERMS, record)
    head = lxml_html.fromstring(f"<head>{head_html(rights, site.series[0], SETTINGS)}</head>")
    linked = json.loads(str(head.xpath("string(//script)")))
    metas = {each.get("name") or each.get("property"): each.get("content") for each in head.iter("meta")}
    links = {each.get("rel") or each.get("property"): each.get("href") for each in head.iter("link")}
    ninjs = json.loads({file.name: file.data for file in kit_of(ODD, SETTINGS, TERMS, record, member("terms.md", b"")).files}["ninjs.json"])
    feeds = dict(all_feeds(site, SETTINGS, TERMS, record))
    item = json.loads(feeds["/feeds/all.json"])["items"][0]
    rss, atom = (feedparser.parse(feeds[f"/feeds/all.{form}.xml"]).entries[0] for form in ("rss", "atom"))

    def same(*values: object) -> object:
        assert len(set(map(str, values))) == 1, values
        return values[0]

    assert (
        same(
            linked["copyrightHolder"]["name"],
            metas["dcterms.rightsHolder"],
            ninjs["copyrightHolder"],
            rss.dcterms_rightsholder,
            atom.dcterms_rightsholder,
            item["_reprint"]["holder"],
        )
        == '"Ada" & <Co>'
    )
    assert (
        same(
            linked["copyrightNotice"],
            metas["dcterms.rights"],
            ninjs["copyrightNotice"],
            rss.rights,
            atom.rights,
            item["_reprint"]["notice"],
        )
        == ODD.notice.raw
    )
    assert (
        same(
            linked["usageInfo"],
            linked["license"],
            metas["dcterms.license"],
            links["license"],
            ninjs["rightsInfo"]["linkedRights"],
            rss.dcterms_license,
            item["_reprint"]["terms"],
        )
        == TERMS.url
    )
    assert same(linked["version"], ninjs["version"], item["_reprint"]["version"]) == 1
    assert same(links["cc:attributionURL"], item["_reprint"]["required_link"]) == BOX.url
    assert same(metas["cc:attributionName"], BOX.anchor) == "Ada & Co"
    assert same(linked["headline"], metas["dcterms.title"], ninjs["headlines"][0]["value"]) == ODD.title
    assert same(linked["@id"], metas["dcterms.identifier"], ninjs["uri"], item["id"], rss.id, atom.id) == ODD.id
    assert same(linked["datePublished"], metas["dcterms.created"], ninjs["firstCreated"], item["date_published"], atom.published)
    assert (linked["copyrightYear"], linked["creditText"], ninjs["usageTerms"]) == (
        2001,
        "Visit Ada & Co today.",
        ODD.notice.publisher_notice,
    )
    assert (linked["sameAs"], links["canonical"]) == ("https://first.example/article", "https://site.example/articles/bees-1/")
    assert (linked["isPartOf"]["name"], linked["position"]) == ("Bees", 1)


def test_no_word_of_an_article_ends_the_script_element_or_an_attribute() -> None:
    site = library(series("bees", ODD, title="</script>"))
    rights = rights_of_article(ODD, SETTINGS, TERMS, next_record(Record(), site, {}))
    html = head_html(rights, site.series[0], SETTINGS)
    assert html.count("</script>") == html.count("<script") == 1
    assert [str(each.tag) for each in lxml_html.fragments_fromstring(html)] == ["link"] * 3 + ["meta"] * 10 + ["link", "meta", "script"]
    assert "\u2028" not in html.partition("<script")[2]


@pytest.mark.parametrize("lacking", ["year", "summary", "tags"])
def test_what_an_article_lacks_is_left_out_and_never_guessed(lacking: str) -> None:
    bare = article(1, summary="", tags=(), notices=(replace(notice("Copyright Ada"), year_from=None, year_to=None),), author_url="")
    site = library(series("bees", bare))
    rights = rights_of_article(bare, SETTINGS, TERMS, next_record(Record(), site, {}))
    linked = json.loads(str(lxml_html.fromstring(f"<head>{head_html(rights, site.series[0], SETTINGS)}</head>").xpath("string(//script)")))
    assert {"year": "copyrightYear", "summary": "description", "tags": "keywords"}[lacking] not in linked
    assert linked["author"] == {"name": "Ada"}


def test_terms_for_automated_use_name_each_holder_where_there_are_several() -> None:
    settings = replace(SETTINGS, site_url="https://site.example/sub", rsl_permits=("search",))
    one = etree.fromstring(rsl_document(library(series("bees", article(1), article(2))), settings, TERMS))
    two = etree.fromstring(
        rsl_document(library(series("bees", article(1), article(2, notices=(notice("(c) 2001 <Bob>", "<Bob>"),)))), settings, TERMS)
    )
    found = [
        [
            (each.get("url"), each.findtext("{*}copyright"), each.findtext("{*}license/{*}permits"), each.findtext("{*}terms"))
            for each in root
        ]
        for root in (one, two)
    ]
    assert found == [
        [("/sub/articles/", "Ada & Co", "search", TERMS.url)],
        [("/sub/articles/bees-1/", "Ada & Co", "search", TERMS.url), ("/sub/articles/bees-2/", "<Bob>", "search", TERMS.url)],
    ]
    assert one.tag == "{https://rslstandard.org/rsl}rsl"
