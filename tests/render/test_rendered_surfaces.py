"""Body, notice and resource box as HTML, Markdown and plain text."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import markdown as python_markdown
import pytest
from hypothesis import example, given
from hypothesis import settings as rules
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

import articles_by_hand
from articles_by_hand import BOX, NOTICE, SETTINGS, TERMS, notice
from imprint.article.model import (
    Article,
    Block,
    Heading,
    Lines,
    ListBlock,
    Markup,
    Paragraph,
    Reading,
    ResourceBox,
    Span,
    Text,
)
from imprint.render.body import body_html
from imprint.render.markdown import body_markdown, notice_markdown, resource_box_markdown, surface_markdown, titled_markdown
from imprint.render.notice import notice_html
from imprint.render.plain import body_text, surface_text, titled_text
from imprint.render.resource_box import resource_box_html
from imprint.render.sections import sections
from imprint.render.surface import surface_html

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def article(*blocks: Block, box: ResourceBox = BOX, raw: str = NOTICE, lang: str = "en") -> Article:
    return articles_by_hand.article(
        slug="a",
        title="A <title> & more",
        lang=lang,
        blocks=blocks,
        notices=(notice(raw),),
        resource_box=box,
        reading=Reading("a.txt", "text", blocks=blocks),
    )


def spans(values: list[dict[str, Any]]) -> Text:
    return tuple(Span(**value) for value in values)


def block(value: dict[str, Any]) -> Block:
    match value["kind"]:
        case "p":
            return Paragraph(spans(value["text"]))
        case "h":
            return Heading(spans(value["text"]), level=value.get("level", 2))
        case "ul" | "ol":
            return ListBlock(ordered=value["kind"] == "ol", items=tuple(map(spans, value["items"])))
        case "lines":
            return Lines(tuple(map(spans, value["items"])))
        case "markup":
            return Markup(value["html"], value["plain"], spans(value["links"]))
        case kind:
            raise ValueError(f"a case has a block of the kind {kind!r}")


def words(html: str) -> str:
    """What a reader sees, however the markup is indented; dialects differ in line breaks only."""
    return " ".join("".join(lxml_html.fragment_fromstring(html, create_parent="div").itertext()).split())


def links(html: str) -> list[tuple[str, str]]:
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return [(str(link.get("href")), "".join(link.itertext())) for link in root.iter("a")]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_form_of_a_body_is_as_its_case_says(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    subject = article(*map(block, case["blocks"]))
    page = body_html(subject)
    surface = surface_html(subject, SETTINGS, TERMS).partition("\n<hr>")[0]
    assert [surface, body_text(subject), body_markdown(subject)] == [case[form].strip("\n") for form in ("html", "text", "markdown")]
    headings = "\n".join(line for line in page.splitlines() if line.startswith("<h"))
    assert headings == case.get("page", headings).strip("\n")
    assert [f'<h{each.level} id="{each.id}">' for each in sections(subject)] == [
        line.partition(">")[0] + ">" for line in headings.splitlines()
    ]


@pytest.mark.parametrize("dialect", ["CommonMark", "Python-Markdown"])
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_markdown_read_back_has_the_words_and_links_of_the_html(path: Path, dialect: str) -> None:
    """Both dialects give every word and every link back."""
    subject = article(*map(block, tomllib.loads(path.read_text(encoding="utf-8"))["blocks"]))
    source = body_markdown(subject)
    read = MarkdownIt("commonmark").render(source) if dialect == "CommonMark" else python_markdown.markdown(source)
    written = body_html(subject)
    assert words(read) == words(written)
    percent = str.maketrans({"'": "%27"})  # markdown-it normalises addresses
    assert [(href.translate(percent).lower(), text) for href, text in links(read)] == [
        (href.translate(percent).lower(), text) for href, text in links(written)
    ]


LINES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40) | st.text(
    "abc *_`[]()<>!#+-.&;:~|\\=\"'0123 /ht", min_size=1, max_size=25
)


@rules(deadline=None)
@given(LINES.map(lambda text: " ".join(text.split())).filter(bool))
@example("-\x1b")
@example("#\x00\U0001fffe")
@example("&#0")
def test_any_line_is_read_back_from_markdown_as_it_was(line: str) -> None:
    subject = article(Paragraph((Span(line),)))
    source = body_markdown(subject)
    assert words(MarkdownIt("commonmark").render(source)) == words(body_html(subject))
    if line.isascii():  # Python-Markdown takes some other characters for its own marks
        assert words(python_markdown.markdown(source)) == words(body_html(subject))


@rules(deadline=None)
@given(st.text(), st.text(min_size=1))
def test_no_text_makes_a_surface_that_is_not_well_formed(text: str, anchor: str) -> None:
    subject = article(
        Heading((Span(text),)),
        Paragraph((Span(text, url=text), Span(text, style="em"))),
        ListBlock(ordered=True, items=((Span(text),),)),
        Lines(((Span(text),), (Span(text),))),
        raw=text,
        box=ResourceBox(BOX.url, f"A{anchor}", text, text),
    )
    html = surface_html(subject, SETTINGS, TERMS)
    etree.fromstring(f"<div>{html.replace('<hr>', '<hr/>').replace('<br>', '<br/>')}</div>")
    etree.fromstring(f"<div>{body_html(subject).replace('<br>', '<br/>')}</div>")
    for form in (
        titled_text(subject, surface_text(subject, SETTINGS, TERMS)),
        titled_markdown(subject, surface_markdown(subject, SETTINGS, TERMS)),
    ):
        etree.Element("text").text = form


@pytest.mark.parametrize(
    ("lang", "raw", "attribute"),
    [
        ("en", NOTICE, ""),
        ("he", NOTICE, ' dir="ltr"'),
        ("he", "© 2024 הוצאת הנייר. All rights reserved.", ""),
        ("ar-EG", "2024 Copyright دار الورق", ' dir="ltr"'),
        ("de", "© 2024 הוצאת הנייר", ' dir="rtl"'),
        ("fa", "2024 ©", ""),
    ],
)
def test_a_notice_that_runs_against_the_language_of_its_article_says_so_on_every_surface(lang: str, raw: str, attribute: str) -> None:
    subject = article(Paragraph((Span("x"),)), raw=raw, lang=lang)
    assert f"<p{attribute}>{escape(raw, quote=False)}</p>" in surface_html(subject, SETTINGS, TERMS)


def test_the_notice_is_printed_verbatim() -> None:
    assert notice_html(notice()) == f"<p>{NOTICE.replace('&', '&amp;')}</p>"
    assert notice_markdown(notice()) == NOTICE


@pytest.mark.parametrize(
    ("box", "html", "markdown"),
    [
        (
            BOX,
            '<p>Visit <a href="https://ada.example/about/?a=1&amp;b=2" rel="author">Ada &amp; Co</a> today. (https://ada.example/about/?a=1&amp;b=2)</p>',
            "Visit [Ada & Co](https://ada.example/about/?a=1&b=2) today. (<https://ada.example/about/?a=1&b=2>)",
        ),
        (
            ResourceBox("https://ada.example/", "Ada", "", " (https://ada.example/) writes <code>."),
            '<p><a href="https://ada.example/" rel="author">Ada</a> (https://ada.example/) writes &lt;code&gt;.</p>',
            "[Ada](https://ada.example/) (https://ada.example/) writes &lt;code>.",
        ),
    ],
    ids=["address-added", "address-in-the-words"],
)
def test_the_resource_box_has_its_words_its_link_and_its_address(box: ResourceBox, html: str, markdown: str) -> None:
    subject = article(box=box)
    assert resource_box_html(subject) == html
    assert resource_box_markdown(subject) == markdown
    assert surface_html(subject, SETTINGS, TERMS).count(html) == 1


@pytest.mark.parametrize(
    ("url", "anchor"), [("javascript:alert(1)", "Ada"), ("/about/", "Ada"), ("mailto:ada@a.example", "Ada"), ("https://ada.example/", " ")]
)
def test_an_article_without_a_live_link_leaves_by_no_html_surface(url: str, anchor: str) -> None:
    with pytest.raises(ValueError, match="is no live link"):
        surface_html(article(box=ResourceBox(url, anchor)), SETTINGS, TERMS)


@pytest.mark.parametrize(
    ("permission", "shown"),
    [
        ("You may reprint this <article> *if* you keep the link.", True),
        ("Live hyperlink in author resource box required", False),
        ("", False),
    ],
    ids=["own-words", "in-the-notice", "none"],
)
def test_the_permission_of_the_holder_goes_with_the_notices_unless_they_hold_it(permission: str, shown: bool) -> None:  # noqa: FBT001 - a case
    subject = replace(article(Paragraph((Span("Body."),))), permission=permission)
    bare = replace(subject, permission="")
    added = {
        surface_html: f"<p>{permission.replace('<', '&lt;').replace('>', '&gt;')}</p>\n",
        surface_text: f"{permission}\n\n",
        surface_markdown: f"{permission.replace('<', '&lt;').replace('*', chr(92) + '*')}\n\n",
    }
    for surface, text in added.items():
        before, origin, after = str(surface(bare, SETTINGS, TERMS)).rpartition("<p>Originally" if surface is surface_html else "Originally")
        assert str(surface(subject, SETTINGS, TERMS)) == before + (text if shown else "") + origin + after


def test_a_surface_carries_body_box_notice_origin_and_terms_in_this_order() -> None:
    subject = article(Paragraph((Span("Body."),)), lang="es-MX")
    origin = "https://site.example/articles/a/"
    assert surface_html(subject, SETTINGS, TERMS) == (
        "<p>Body.</p>\n<hr>\n<p><strong>Sobre el autor</strong></p>\n"
        f"{resource_box_html(subject)}\n{notice_html(subject.notice)}\n"
        f'<p>Publicado originalmente en <a href="{origin}">{origin}</a>. '
        f'Condiciones de reproducción, versión 1: <a href="{TERMS.url}" rel="license">{TERMS.url}</a></p>\n'
    )
    assert titled_text(subject, surface_text(subject, SETTINGS, TERMS)) == (
        f"A <title> & more\nPor Ada\n\nBody.\n\nSobre el autor\nVisit Ada & Co today. ({BOX.url})\n\n{NOTICE}\n\n"
        f"Publicado originalmente en {origin}\nCondiciones de reproducción, versión 1: {TERMS.url}\n"
    )
    assert titled_markdown(subject, surface_markdown(subject, SETTINGS, TERMS)) == (
        f"# A &lt;title> & more\n\nPor Ada\n\nBody.\n\n---\n\n**Sobre el autor**\n\nVisit [Ada & Co]({BOX.url}) today. (<{BOX.url}>)\n\n{NOTICE}\n\n"
        f"Publicado originalmente en <{origin}>. Condiciones de reproducción, versión 1: <{TERMS.url}>\n"
    )
