"""The files of a built site that belong to readers: links, words, sitemap, index, cards; and the theme's own order."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import string
import subprocess
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from example import PAGES, build_example
from lxml import etree, html
from PIL import Image

from conftest import ROOT, SITE_URL
from imprint.article.library import read_library
from imprint.article.model import Tag
from imprint.audit.own_scripts import OWN_SCRIPTS
from imprint.hooks.article_places import article_places
from imprint.hooks.preview.build import build_preview, preview_site
from imprint.hooks.sitemap import SitePage, sitemap
from imprint.hooks.social_card import SocialCards
from imprint.hooks.theme_words import read_theme_words
from imprint.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THEME = ROOT / "theme"
TEMPLATES = sorted((THEME / "templates").rglob("*.html"))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_example(tmp_path_factory.mktemp("example"))


def pages(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Every page with its address."""
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        yield f"{SITE_URL}/{path}", html.document_fromstring(file.read_bytes())


def test_no_list_grows_with_the_site_and_page_after_page_names_every_article_in_order(tmp_path: Path) -> None:
    site = build_example(tmp_path, 'PAGINATED_TEMPLATES = {"series": 5, "archive": 6, "series-kit": 7}')

    parts = linked_page_after_page(site, "/series/book/", 5)
    kits = linked_page_after_page(site, "/series/book/reprint/", 7)
    archived = linked_page_after_page(site, "/archive/", 6)

    assert len(parts) > 10
    assert [kit.removesuffix("reprint/") for kit in kits] == parts
    published = {page.relative_to(site).parent.as_posix() for page in site.glob("articles/*/reprint/index.html")}
    assert sorted(archived) == sorted(f"/{path.removesuffix('reprint')}" for path in published)


def linked_page_after_page(site: Path, first: str, most: int) -> list[str]:
    """The articles, or kits, that a list names on its pages, reached from one to the next; no page names more than it should."""
    found: list[str] = []
    path: str | None = first
    while path is not None:
        page = html.document_fromstring((site / path.lstrip("/") / "index.html").read_bytes())
        links = [str(each) for each in page.xpath("//main//li//a/@href") if re.fullmatch(r"/articles/[^/]+/(reprint/)?", str(each))]
        assert 0 < len(links) <= most
        assert page.xpath("string(//link[@rel='canonical']/@href)") == f"{SITE_URL}{path}"
        found += links
        further = page.xpath("//nav[@class='pages']/a[@rel='next']/@href")
        path = str(further[0]) if further else None
    return found


def test_every_link_into_the_site_has_a_target_fragments_included(example: Path) -> None:
    found = dict(pages(example))
    ids = {url: {each.get("id") for each in page.iter() if each.get("id")} for url, page in found.items()}
    broken = set()
    links = 0
    for url, page in found.items():
        for element, attribute, target, _ in page.iterlinks():
            if attribute not in {"href", "src"}:
                continue
            parts = urlsplit(urljoin(url, target))
            if f"{parts.scheme}://{parts.netloc}" != SITE_URL:
                continue
            links += 1
            address = f"{SITE_URL}{parts.path}"
            file = example / (parts.path.lstrip("/") + ("index.html" if parts.path.endswith("/") else ""))
            if not file.is_file() or (parts.fragment and parts.fragment not in ids.get(address, ())):
                broken.add((url, element.tag, target))
    assert broken == set()
    assert links > 1000


def test_every_template_is_among_the_pages_that_the_browser_looks_at() -> None:
    of_pages = {name.partition(",")[0].partition(" in ")[0] for name in PAGES}
    bases = {"base", "list"}
    assert {path.stem for path in TEMPLATES if path.parent.name == "templates"} == of_pages | bases


def test_a_page_cannot_leave_out_notice_and_box() -> None:
    base = (THEME / "templates" / "base.html").read_text("utf-8")
    outside = re.sub(r"{% block .*?{% endblock %}", "", base, flags=re.DOTALL)
    assert outside.count('{% include "partials/resource-box.html" %}') == 1
    assert outside.count('{% include "partials/footer.html" %}') == 1
    others = [path.name for path in TEMPLATES if "|notice" in (text := path.read_text("utf-8")) or "|resource_box" in text]
    assert sorted(others) == ["footer.html", "resource-box.html"]


def test_no_template_has_script_or_style_of_its_own() -> None:
    inline = re.compile(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|javascript:")
    assert [path.name for path in TEMPLATES if inline.search(path.read_text("utf-8"))] == []


def test_no_template_and_no_style_sheet_names_another_host() -> None:
    files = [*TEMPLATES, *sorted((THEME / "static").glob("*.css"))]
    assert [path.name for path in files if re.search(r"https?://|url\(", re.sub(r"@namespace[^;]+;", "", path.read_text("utf-8")))] == []


def test_the_style_sheets_have_no_physical_sides() -> None:
    physical = re.compile(
        r"[\s;{](?:margin|padding|border|inset)-(?:left|right|top|bottom)|[\s;{](?:left|right|float)\s*:|text-align:\s*(?:left|right)"
    )
    assert [path.name for path in (THEME / "static").glob("*.css") if physical.search(path.read_text("utf-8"))] == []


def test_the_audit_knows_the_scripts_of_the_theme() -> None:
    scripts = {f"/theme/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in (THEME / "static").glob("*.js")}
    assert scripts == dict(OWN_SCRIPTS)


def test_a_changed_script_is_refused(tmp_path: Path) -> None:
    from conftest import copy_project  # noqa: PLC0415 - beside its only use

    project = copy_project(tmp_path / "project")
    with (project.folder / "theme" / "static" / "copy.js").open("a") as script:
        script.write('document.querySelector(".notice").remove();\n')
    run = project.publish("pelicanconf.py")
    assert run.returncode == 1
    assert re.findall(r"[A-Z]\d{3} [a-z-]+: the page runs a script: \S+", run.stderr) == [
        "P106 page-scripted: the page runs a script: /theme/copy.js"
    ]
    assert not project.output.exists()


def test_every_word_of_the_theme_is_used_and_every_word_used_is_there() -> None:
    words = tomllib.loads((THEME / "strings.toml").read_text("utf-8"))
    text = "".join(path.read_text("utf-8") for path in TEMPLATES)
    used = set(re.findall(r"words\.(\w+)", text)) - {"counted", "day"}
    assert used | {"date", "months"} == set(words["en"])


def test_every_language_says_the_same_things_with_the_same_blanks() -> None:
    words = tomllib.loads((THEME / "strings.toml").read_text("utf-8"))
    english = words.pop("en")

    def blanks(value: object) -> object:
        if isinstance(value, dict):
            return {key: blanks(each) for key, each in value.items()}
        if isinstance(value, list):
            return [blanks(each) for each in value]
        return sorted(name for _, name, _, _ in string.Formatter().parse(str(value)) if name is not None)

    wrong = {
        f"{lang}.{key}"
        for lang, table in words.items()
        for key in english.keys() | table.keys()
        if key not in table or key not in english or blanks(table[key]) != blanks(english[key])
    }
    assert wrong == set()


def test_a_language_of_ones_own_needs_a_table_and_nothing_else(tmp_path: Path) -> None:
    shutil.copy(THEME / "strings.toml", tmp_path)
    with (tmp_path / "strings.toml").open("a") as file:
        file.write('\n[he]\nsubscribe = "הרשמה"\n')
    words = read_theme_words(tmp_path, "he-IL")
    assert (words.subscribe, words.archive) == ("הרשמה", "Archive")


def test_the_sitemap_lists_each_page_for_readers_once_with_the_day_of_its_last_change(example: Path) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    rows = {
        row[0].text: row[1].text if len(row) > 1 else None for row in etree.parse(example / "sitemap.xml").getroot().iter(f"{space}url")
    }
    canonical = {
        page.xpath("string(//link[@rel='canonical']/@href)")
        for url, page in pages(example)
        if "/reprint/" not in url and "/page/" not in url
    }
    withdrawn = f"{SITE_URL}/articles/how-to-date-a-book-by-its-paper/"
    unlisted = {withdrawn, "", f"{SITE_URL}/search/", f"{SITE_URL}/reprint-terms/"}
    assert set(rows) == canonical - unlisted
    assert rows[f"{SITE_URL}/articles/rags-water-and-a-mould-how-paper-was-made/"] == "2025-03-02T00:00:00+00:00"
    assert rows[f"{SITE_URL}/series/book/"] == "2025-03-02T00:00:00+00:00"
    assert rows[f"{SITE_URL}/about/"] is None
    assert f"Sitemap: {SITE_URL}/sitemap.xml\n" in (example / "robots.txt").read_text("utf-8")


def test_a_long_sitemap_is_split_and_indexed() -> None:
    settings = read_settings({"SITEURL": SITE_URL})
    day = datetime(2026, 1, 1, tzinfo=UTC)
    files = dict(sitemap([SitePage(f"/articles/a{number}/", day + timedelta(number)) for number in range(25_001)], settings))
    index = etree.fromstring(files["/sitemap.xml"])
    assert sorted(files) == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml", "/sitemap.xml"]
    assert [(row[0].text, row[1].text[:10]) for row in index] == [
        (f"{SITE_URL}/sitemap-1.xml", "2053-05-18"),
        (f"{SITE_URL}/sitemap-2.xml", "2080-10-03"),
        (f"{SITE_URL}/sitemap-3.xml", "2094-06-13"),
    ]
    assert [len(etree.fromstring(files[f"/sitemap-{number}.xml"])) for number in (1, 2, 3)] == [10_000, 10_000, 5_001]


def test_the_search_index_holds_the_published_articles_alone(example: Path) -> None:
    rows = json.loads((example / "search" / "index.json").read_text("utf-8"))
    assert len(rows) == 14
    assert [
        row[1]
        for row in rows
        if row[0] in {"/articles/how-to-date-a-book-by-its-paper/", "/articles/sewn-through-the-fold-the-binders-work/"}
    ] == []
    assert rows[0][:4] == [
        "/articles/das-lange-s/",
        "Das lange s",
        "Warum in alten Büchern ein Buchstabe steht, der wie ein f aussieht, und wann er verschwand.",
        ["3 February 2025", "Jonas Feld"],
    ]


def test_each_series_has_a_card_that_its_pages_name(example: Path) -> None:
    named = {page.xpath("string(//meta[@property='og:image']/@content)") for _, page in pages(example)} - {""}
    cards = {f"{SITE_URL}/{path.relative_to(example).as_posix()}" for path in (example / "cards").rglob("*.png")}
    assert named == cards
    sizes = {Image.open(io.BytesIO((example / urlsplit(card).path.lstrip("/")).read_bytes())).size for card in cards}
    assert sizes == {(1200, 630)}


@pytest.mark.parametrize("title", ["How a Book Was Made", "Köln – “é” 1½", "כותרת", "W" * 200, "many words " * 60, ""])
def test_a_card_is_the_same_bytes_for_the_same_words_and_fits_any_title(title: str, tmp_path: Path) -> None:
    typeface = THEME / "card" / "card.ttf"
    first = SocialCards(typeface, tmp_path / "a").card(title, "Papers")
    kept = SocialCards(typeface, tmp_path / "a").card(title, "Papers")
    again = SocialCards(typeface, tmp_path / "b").card(title, "Papers")
    image = Image.open(io.BytesIO(first)).convert("RGB")
    margins = {image.getpixel((x, y)) for x in (0, 40, 90, 1110, 1160, 1199) for y in range(630)}
    assert first == kept == again
    assert len(first) < 40_000
    assert margins == {(252, 250, 245)}


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "longer"])
def test_a_kept_card_that_was_damaged_is_drawn_anew(damage: str, tmp_path: Path) -> None:
    typeface = THEME / "card" / "card.ttf"
    drawn = SocialCards(typeface, tmp_path).card("Bees", "Papers")
    (kept,) = tmp_path.iterdir()
    told = kept.read_bytes()
    damaged = {"cut": told[:-1], "changed": told[:-9] + b"?" + told[-8:], "emptied": b"", "longer": told + b"\0"}
    kept.write_bytes(damaged[damage])

    assert SocialCards(typeface, tmp_path).card("Bees", "Papers") == drawn
    assert kept.read_bytes() == told


def test_an_article_knows_its_part_its_neighbours_and_what_is_like_it() -> None:
    library = read_library(ROOT / "examples" / "how-a-book-was-made" / "content", SITE_URL)
    places = article_places(library)
    named = {article.title: places[article.id] for article in library.published}
    first, formats, last = (
        named["Rags, Water and a Mould: How Paper Was Made"],
        named["A Table of Formats"],
        named["The Colophon: The Last Word of the Printer"],
    )
    assert (first.part, first.parts, first.previous, first.next and first.next.slug) == (
        1,
        13,
        None,
        "type-a-letter-that-can-be-used-again",
    )
    assert [each.title for each in first.related] == ["A Table of Formats"]
    assert [each.title for each in formats.related] == ["Rags, Water and a Mould: How Paper Was Made"]
    assert (last.part, last.next) == (13, None)
    assert [each.title for each in last.related] == ["Red Letters"]


def test_looking_for_related_articles_does_not_grow_with_the_number_of_articles_of_a_tag() -> None:
    library = read_library(ROOT / "examples" / "how-a-book-was-made" / "content", SITE_URL)
    model = library.published[0]
    looks = 0

    class Counted(tuple):
        __slots__ = ()

        def __iter__(self):  # noqa: ANN204 - of tuple
            nonlocal looks
            looks += 1
            return super().__iter__()

    tags = (Tag("paper", "paper", ("paper",)), Tag("ink", "ink", ("ink",)))
    articles = tuple(
        replace(model, id=f"urn:uuid:{number:08}", slug=f"a{number}", number=number, tags=Counted(tags)) for number in range(1, 2001)
    )
    series = replace(library.series[0], articles=articles)
    places = article_places(replace(library, series=(series,)))
    assert looks == 2 * len(articles)
    assert all(len(place.related) == 3 for place in places.values())


def test_a_draft_says_in_the_preview_that_it_is_one(tmp_path: Path) -> None:
    settings = ROOT / "examples" / "how-a-book-was-made" / "pelicanconf.py"
    assert build_preview(settings, tmp_path, SITE_URL).site
    articles = preview_site(tmp_path) / "articles"
    told = {path.parent.name for path in articles.glob("*/index.html") if 'class="draft" role="note"' in path.read_text("utf-8")}
    assert told == {"sewn-through-the-fold-the-binders-work"}


VNU = ROOT / "build" / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.slow
@pytest.mark.skipif(
    not VNU.is_file() or shutil.which("java") is None,
    reason=f"needs java and {VNU.relative_to(ROOT)}: .ci/npm puts it there where npm can be used",
)
def test_the_nu_html_checker_has_nothing_to_say(example: Path) -> None:
    # Read from disk, a page has no origin, so the policy of the check page seems to block the site's own files.
    policy = ".*Resource violates Content Security Policy.*"
    command = ["java", "-Xss4m", "-jar", str(VNU), "--skip-non-html", "--filterpattern", policy, str(example)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout + run.stderr) == (0, "")
