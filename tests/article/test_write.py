"""The text format written and read back: the article is the same, whatever form the original had."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from imprint.article.library import read_library
from imprint.article.markdown.read import read_markdown
from imprint.article.model import Block, Heading, Markup
from imprint.article.text_format.read import read_text
from imprint.article.text_format.write import write_text

if TYPE_CHECKING:
    from imprint.article.model import Reading

ROOT = Path(__file__).parents[2]
CASES = sorted([*(Path(__file__).parent / "cases" / "reading").glob("*.txt"), *(ROOT / "content").rglob("*.txt")])

WORDS = [
    "Two litres of water",
    "The Quiet Art",
    "for each person.",
    "Why?",
    "so it is",
    "1. first",
    "- a hat",
    "* a stick",
    "• a map",
    "1) Two Rails",
    "&amp;",
    "&",
    "<",
    "<b>",
    "</b>",
    "[b]",
    "[/b]",
]
WORDS += [
    "http://a.example/x",
    "www.b.example",
    "c@d.example",
    "Copyright MMI-MMVI, Holder. All Rights Reserved.",
    "(c) 2005 A B",
    "{Attention Publishers: Live link}",
]
WORDS += [
    "About the Author:",
    "Resource Box",
    "You may reprint this article.",
    "-----",
    "=====",
    "Title:",
    "Author:",
    "Keywords: x",
    "Article Body:",
    "â€™",
    "é",
    "“q”",
    "\u202e",
]
WORDS += [
    "<p>",
    "</p>",
    "<br>",
    "<ul>",
    "<li>",
    "</ul>",
    "<a href='http://e.example'>",
    "</a>",
    "<pre>",
    "</pre>",
    "<h2>",
    "</h2>",
    "[url=http://f.example]",
    "[/url]",
]
FIRST = "The first paragraph of this article is too long for a byline, and it ends in a full stop.\n\n"
BETWEEN = [" ", "\n", "\n\n", "\n\n\n", "\t"]


def said(reading: Reading) -> dict[str, object]:
    """What a reading says, without path, lines and the form of the original."""
    assert not reading.errors, [error.message for error in reading.errors]
    return {
        "title": reading.title,
        "summary": reading.summary,
        "summary_truncated": reading.summary_truncated,
        "keywords": reading.keywords,
        "tags": reading.tags,
        "fields": dict(reading.fields),
        "blocks": [replace(block, line=0) for block in reading.blocks],
        "notices": [replace(notice, line=0) for notice in reading.notices],
        "reprint_terms": reading.reprint_terms,
        "own_box": reading.own_box and replace(reading.own_box, line=0),
        "words": reading.word_count.reading,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_what_was_written_reads_as_what_was_read(case: Path) -> None:
    reading = read_text(case.read_bytes(), case.name)
    if reading.errors:
        return  # nothing to write: a file with errors says nothing
    again = read_text(write_text(reading).encode(), case.name)
    assert said(again) == said(reading)
    assert again.word_count.declared == again.word_count.legacy


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_writing_twice_changes_nothing(case: Path) -> None:
    reading = read_text(case.read_bytes(), case.name)
    if not reading.errors:
        written = write_text(reading)
        assert write_text(read_text(written.encode(), case.name)) == written


@settings(max_examples=400, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.sampled_from(WORDS) | st.text("ab é.,:;!?()[]<>&-*1", max_size=12).map("w".__add__), st.sampled_from(BETWEEN)),
        max_size=30,
    ),
    st.sampled_from(["", "Author:\nA B\n", "Copyright: (c) 2005 A B\n", "Resource Box: at http://z.example\n"]),
)
def test_any_text_that_reads_without_errors_can_be_written(pieces: list[tuple[str, str]], fields: str) -> None:
    body = FIRST + "".join(piece + between for piece, between in pieces)
    reading = read_text(f"Title: A Title\nSummary: S\n{fields}Article Body:\n{body}".encode(), "a.txt")
    assume(not reading.own_box or any(map(str.isalnum, reading.own_box.text)))
    if not reading.errors:
        assert said(read_text(write_text(reading).encode(), "a.txt")) == said(reading)


def test_an_article_is_written_with_the_resource_box_that_it_is_published_with() -> None:
    library = read_library(ROOT / "content", "https://site.example")
    article = library.published[0]
    again = read_text(write_text(article).encode(), "a.txt")
    assert not again.errors
    assert again.own_box
    assert again.own_box.text == article.resource_box.text
    assert again.own_box.urls == (article.resource_box.url,)
    assert [span.text for span in again.own_box.spans if span.url] == [article.resource_box.anchor]
    assert [notice.raw for notice in again.notices] == [notice.raw for notice in article.notices]
    assert [replace(block, line=0) for block in again.blocks] == [replace(block, line=0) for block in article.blocks]
    assert (again.title, again.summary, again.keywords) == (article.title, article.summary, article.keywords)
    assert again.fields == {"author": article.author, "category": article.category}


def test_a_markdown_article_keeps_its_words_and_links_in_the_text_format() -> None:
    source = (
        "Title: Author: A Life\nSummary: S\nKeywords: a\n\nOne **bold *x*** `a < b` and [a link](http://x.example/?a=1&b=2).\n\n## Two\n\n"
        "- i *j*\n- k\n\nShort Words\n\n1. only\n\nLine one  \nline two\n\n### Last\n\nEnd, &amp;amp; more <b> [/b].\n\n(c) 2005 A B"
    )
    reading = read_markdown(source.encode(), "a.md")
    again = read_text(write_text(reading).encode(), "a.txt")
    assert said(again) == said(replace(reading, blocks=tuple(_flat(block) for block in reading.blocks)))


def test_around_what_the_format_has_no_form_for_everything_reads_as_it_was() -> None:
    table, code, quote = "| Kind | Grams |\n|---|---|\n| White | 2.5 |\n| Green | 3 |", "```\nx = 1\n```", "> One.\n>\n> Two."
    source = (
        f"Title: Leaf\nSummary: S\nKeywords: a\n\nAn opening.\n\n## Weights\n\n{table}\n\n## Code\n\n{code}\n\nShort words\n\n{quote}\n\n"
        "1. One\n2. Two\n    - deeper\n\nTerm : Definition\n\n### Last\n\nA raw word\n\nThe end of it.\n\n(c) 2005 A B"
    )
    reading = read_markdown(source.encode(), "a.md")
    assert sum(isinstance(block, Markup) for block in reading.blocks) == 4

    again = read_text(write_text(reading).encode(), "a.txt")

    kept = [replace(_flat(block), line=0) for block in reading.blocks if not isinstance(block, Markup)]
    found = [replace(block, line=0) for block in again.blocks]
    assert [block for block in found if block in kept] == kept
    assert [block for block in found if isinstance(block, Heading)] == [block for block in kept if isinstance(block, Heading)]


def _flat(block: Block) -> Block:
    return replace(block, level=2) if isinstance(block, Heading) else block
