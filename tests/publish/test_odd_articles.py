"""What publishers take of odd articles is as good as of any other."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser
import pytest

from conftest import SITE_URL
from imprint.article.library import read_library
from odd_site import ODD, build_odd_site

if TYPE_CHECKING:
    from conftest import Project
    from imprint.article.model import Article

ARTICLES = read_library(ODD, SITE_URL).published


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return build_odd_site(tmp_path_factory.mktemp("odd") / "project")


def kit(odd: Project, article: Article, form: str) -> str:
    return (odd.output / "articles" / article.slug / "reprint" / f"{article.slug}{form}").read_text("utf-8")


def test_the_odd_articles_are_all_there() -> None:
    assert len(ARTICLES) == len([*ODD.glob("*/*.txt"), *ODD.glob("odd/*.md")]) == 13
    assert len({article.holder for article in ARTICLES}) == 4


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_markdown_and_plain_text_carry_notice_link_text_and_the_full_address(odd: Project, article: Article) -> None:
    for form in (".md", ".txt"):
        copy = kit(odd, article, form)
        box = copy[copy.index("About the author") :]
        for notice in article.notices:
            assert notice.raw in box
        assert article.resource_box.anchor in box
        assert article.resource_box.url in box
        assert f"{SITE_URL}/articles/{article.slug}/" in box
        assert f"version 2: {'<' if form == '.md' else ''}{SITE_URL}/reprint-terms/2/" in box
    assert f"[{article.resource_box.anchor}]({article.resource_box.url})" in kit(odd, article, ".md")


@pytest.mark.parametrize("article", [each for each in ARTICLES if each.reading.format == "text"], ids=lambda article: article.slug)
def test_the_text_format_of_a_kit_reads_back_as_the_article(odd: Project, article: Article) -> None:
    path = f"output/articles/{article.slug}/reprint/{article.slug}.article.txt"
    source, copy = (json.loads(odd.run("imprint", "read", each, "--json").stdout) for each in (f"content/{article.source}", path))

    for name in ("title", "summary", "keywords", "headings", "lists", "blocks", "links", "reprint_terms", "errors"):
        assert copy[name] == source[name], name
    assert [each["raw"] for each in copy["copyrights"]] == [each["raw"] for each in source["copyrights"]]


def test_every_entry_gives_a_reader_the_notice_the_licence_and_the_whole_text(odd: Project) -> None:
    by_id = {article.id: article for article in ARTICLES}
    seen = set()
    for path in sorted(odd.output.glob("feeds/**/*.xml")):
        feed = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
        assert not feed.bozo, path
        for entry in feed.entries:
            article = by_id[entry.id]
            seen.add(entry.id)
            assert entry.title == article.title
            assert entry.rights == article.notice.raw
            assert [link.href for link in entry.links if link.rel == "license"] == [f"{SITE_URL}/reprint-terms/2/"]
            text = " ".join(html.unescape(re.sub(r"<[^>]*>", "", entry.content[0].value)).split())
            assert article.notice.raw in text
            assert article.resource_box.text in text
    assert seen == by_id.keys()


def test_the_terms_for_automated_use_name_every_holder(odd: Project) -> None:
    document = (odd.output / "rsl.xml").read_text("utf-8")
    for article in ARTICLES:
        holder = html.escape(article.holder, quote=False)
        assert re.search(rf'url="/articles/{article.slug}/">.*<copyright>{re.escape(holder)}</copyright>', document)


DAMAGES = [
    ("rsl.xml", r"(<copyright>)Zoë", r"\1The Zoë", "R105"),
    ("rsl.xml", r'(url="/articles/end-of-cdata/">.*?)<permits type="usage">search', r'\1<permits type="usage">all', "R113"),
    ("feeds/series/odd.rss.xml", r"(<rsl:terms>[^<]*)/2/", r"\1/1/", "R108"),
    ("feeds/series/odd.rss.xml", r"<rsl:prohibits[^>]*>[^<]*</rsl:prohibits>", "", "R103"),
    ("feeds/categories/odds-ends.rss.xml", r'(<rsl:content url="[^"]*)articles', r"\1elsewhere", "R110"),
    ("feeds/all.rss.xml", r"<copyright>[^<]*", "<copyright>© 2001 Somebody Else", "R107"),
    ("feeds/all.json", r'("rights": ")[^"]*', r"\1Zoë Müller-Ångström", "R107"),
    ("articles/end-of-cdata/index.html", r'<link rel="license" type="application/rsl\+xml"[^>]*>', "", "R103"),
    ("articles/only-no-summary/index.html", r'(type="application/rsl\+xml" href="[^"]*)rsl.xml', r"\1other.xml", "R113"),
    ("robots.txt", r"License: .*", "", "R103"),
]


def test_records_of_several_holders_and_of_automated_use_that_were_changed_are_found_out(odd: Project, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(odd.output, damaged)
    for name, pattern, put, _ in DAMAGES:
        path = damaged / name
        text = path.read_text("utf-8")
        changed = re.sub(pattern, put, text, count=1, flags=re.DOTALL if name == "rsl.xml" else 0)
        assert changed != text, (name, pattern)
        path.write_text(changed, "utf-8")

    run = odd.run("imprint", "audit", str(damaged), "--json")

    found = [(Path(each["path"]).relative_to(damaged).as_posix(), each["code"]) for each in json.loads(run.stdout)["findings"]]
    # The address that one of them names has no file in the site either.
    nowhere = ("articles/only-no-summary/index.html", "S114")
    assert sorted(found) == sorted([nowhere, *((name, code) for name, _, _, code in DAMAGES)])
