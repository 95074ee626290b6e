"""What publishers take of odd articles is as good as of any other."""

from __future__ import annotations

import html
import json
import re
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
