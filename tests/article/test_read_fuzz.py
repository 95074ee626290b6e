"""Whatever bytes a file holds, the reader answers: with a reading or with faults, never with an exception, and in time."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imprint.article.faults import FAULTS
from imprint.article.model import Heading, Lines, ListBlock, Paragraph, Reading
from imprint.article.reading_json import reading_as_json
from imprint.article.text_format.read import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases" / "reading"
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

PARTS = st.sampled_from(
    [
        "Title:", "Title: A", "Word Count:\n5", "Summary:", "Keywords: a, b", "Article Body:", "Author:\nX", "Copyright:\n(c) 2004 X", "Resource Box:",
        "\n", "\n\n", " ", "\t", "\f", "\r", "\r\n", "Copyright 2005 A. All rights reserved.", "(c) MMI-MMVI, B {Attention Publishers: x}", "About the Author:",
        "About the Author: see http://a.example", "-----", "*****", "- a", "1. b", "2) c", "(3) d", "•\te", "* f", "o\tg", "Short Heading Here", "#4 Stay",
        "<p>", "</p>", "<b>", "</b>", "<br>", "<ul>", "<li>", "</ol>", "<h2>", "</h2>", "<pre>", "<table><tr><td>", "<script>", "</script>", "<!--", "-->",
        '<a href="http://x.example">', "<a href='javascript:x'>", "</a>", "<hr>", "&amp;", "&#8217;", "&#0;", "&copy;", "[b]", "[/b]", "[url=x]", "[/url]", "[list]",
        "[*]", "[/list]", "â€™", "Ã©", "\u200b", "\u202e", "\x07", "\ufffe", "A sentence of some length that ends with a full stop, as they do.",
        "You may reprint this article.", "www.x.example", "a@b.example", "word", "?", ":", "...",
    ]
)  # fmt: skip


@st.composite
def article_like(draw: st.DrawFn) -> bytes:
    """Bytes made of what articles are made of, in any order, in one of the encodings that occur."""
    text = draw(st.sampled_from(["", "Title: A\n", "Title: A\nSummary: s\nKeywords: k\nWord Count: 3\nArticle Body:\n"]))
    text += draw(st.sampled_from(["", "\n", " "])).join(draw(st.lists(PARTS, max_size=40)))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode(draw(st.sampled_from(["utf-8", "cp1252"])), "replace")


@settings(max_examples=600, deadline=None)
@given(article_like())
def test_no_mixture_of_what_articles_hold_is_too_much(data: bytes) -> None:
    assert_is_a_reading(read_text(data, "article.txt"), data)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "utf-8", "windows-1252", "iso-8859-1", "utf-16", "no-such-encoding", "rot13", "hex", "a\0b", "punycode"]),
)
def test_no_bytes_and_no_forced_encoding_are_too_much(data: bytes, encoding: str) -> None:
    labelled = b"Title: A\nArticle Body:\n" + data
    assert_is_a_reading(read_text(labelled, "article.txt", encoding=encoding), labelled)
    assert_is_a_reading(read_text(data, "article.txt", encoding=encoding), data)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_cut_and_no_changed_byte_of_a_real_case_is_too_much(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(sorted(CASES.glob("*.txt")))).read_bytes()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    damaged = text[:start] + data.draw(st.binary(max_size=4)) + text[end:]
    assert_is_a_reading(read_text(damaged, "article.txt"), damaged)


def assert_is_a_reading(reading: Reading, data: bytes) -> None:
    """A reading is right in itself: faults of the catalogue that can be told, or an article without characters that a feed cannot hold."""
    assert set(reading.errors) or reading.title
    for finding in (*reading.errors, *reading.warnings):
        assert finding.kind in FAULTS
        assert finding.message
        assert "\n" not in finding.excerpt
        assert 0 <= finding.line <= data.count(b"\n") + data.count(b"\r") + 1
    assert [f.kind.severity.value for f in reading.errors] == ["error"] * len(reading.errors)
    assert [f.kind.severity.value for f in reading.warnings] == ["warning"] * len(reading.warnings)
    assert not FORBIDDEN.search(json.dumps(reading_as_json(reading), ensure_ascii=False))
    if reading.errors:
        return
    assert reading.blocks
    assert b"<h2>" in data or not isinstance(reading.blocks[-1], Heading), "a heading that no tag makes one has text below it"
    for text in texts(reading):
        assert text
        assert text == " ".join(text.split())


def texts(reading: Reading) -> Iterator[str]:
    for block in reading.blocks:
        match block:
            case Paragraph() | Heading():
                yield "".join(span.text for span in block.text)
            case ListBlock():
                for item in block.items:
                    yield "".join(span.text for span in item)
            case Lines():
                for line in block.lines:
                    yield "".join(span.text for span in line)


@pytest.mark.parametrize(
    "piece",
    [
        "\n", "\f", " ", "a\n", "A b\n\n", "[", "<", "<a ", '<a "', "<a '\"", "<b>", "<td> ", "<li>x", "<ul><li>", "<ul><li>a</li>x", "<script>", "<!--",
        "<p>x", "x<br>", "<h2>x\n\n", "<pre>x\n", "&", "&#", "&aaaaaaaa", "1. a\n\n", "1. A b\n\ntext\n\n", "- a\n\n", "---\n", "Ab\n---\n", "x\n\nAuthor:\n\n",
        "Author:\nX\n\n", "Resource Box:\nx\n\n", "About the Author: x\n\n", "Title: x\n", "[b]x[/b]", "[list][*]a[/list]", "Copyright 2005 A\n", "(c) ", "â€™",
        "Ã©", "\u200b", "\u202e", "Heading Here\n\n", "http://a.b ", "a@", "one two\n", "Foo: bar\n",
    ],
)  # fmt: skip
def test_a_file_of_one_thing_many_thousand_times_over_is_answered(piece: str) -> None:
    """Work that grows with the square of the length would take hours here, not the seconds that the whole table takes."""
    many = (piece * (40_000 // len(piece))).encode()
    for data in (many, b"Title: A\nArticle Body:\n" + many, b"Title: A\nArticle Body:\nx\n\n" + many + b"</b></ul>[/b]Copyright 2005 A."):
        assert_is_a_reading(read_text(data, "article.txt"), data)


@pytest.mark.parametrize(("size", "names"), [(999_000, []), (1_000_001, ["text-too-large"])])
def test_a_file_above_a_million_bytes_is_refused_unread(size: int, names: list[str]) -> None:
    head = b"Title: A\nArticle Body:\n"
    reading = read_text(head + b"w" * (size - len(head)), "article.txt")
    assert [finding.kind.name for finding in reading.errors] == names
