"""Markdown articles in files: each case is a text and the parse that ``imprint read --json`` has to print of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from imprint.article.markdown.read import read_markdown
from imprint.article.model import Heading, Markup, Paragraph
from imprint.cli import main

CASES = Path(__file__).parent / "cases" / "markdown"
ALL_CASES = sorted(CASES.glob("*.md"))

PIECES = [
    "Title: A",
    "Tags: b",
    "---",
    "# H",
    "a *b* **c**",
    "`",
    "[x](http://x.example)",
    "[",
    "](",
    "![",
    "<b>",
    "</b>",
    "<script>",
    "<p>",
]
PIECES += [
    "- i",
    "1. i",
    "    ",
    "> ",
    "| a | b |",
    "|---|",
    "```",
    "\\",
    "&amp;",
    "(c) 2005 A",
    "About the Author",
    "\t",
    "é",
    "\u202e",
    "<!--",
    "&#0;",
]


def parse_of(path: Path) -> dict[str, object]:
    result = CliRunner().invoke(main, ["read", "--json", str(path)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    parse = json.loads(result.stdout)
    assert result.exit_code == (0 if parse["ok"] else 1)
    for told in (*parse["warnings"], *parse["errors"]):
        assert told.pop("reason")
    return parse


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda path: path.stem)
def test_a_markdown_article_is_read_as_its_case_says(case: Path) -> None:
    assert parse_of(case) == json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))


def test_every_block_has_the_line_that_it_starts_on() -> None:
    data = (CASES / "blocks-of-every-kind.md").read_bytes()
    lines = data.decode().split("\n")
    reading = read_markdown(data, "a.md")
    starts = [lines[block.line - 1].lstrip("#-|>`1. ")[:7] for block in reading.blocks if not isinstance(block, Markup)]
    assert starts == ["A woodp", "Bark Si", "under t", "Split i", "Short d", "What It"]


def test_styles_and_links_are_kept_in_a_paragraph() -> None:
    reading = read_markdown(b"Title: A\n\nOne **two *three*** [four *five*](http://x.example/) `six`.", "a.md")
    paragraph = reading.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert [(span.text, span.url, span.style) for span in paragraph.text] == [
        ("One ", "", ""),
        ("two three", "", "strong"),
        (" ", "", ""),
        ("four five", "http://x.example/", ""),
        (" ", "", ""),
        ("six", "", "code"),
        (".", "", ""),
    ]


def test_headings_of_level_one_below_the_title_move_down() -> None:
    reading = read_markdown((CASES / "title-is-the-first-heading.md").read_bytes(), "a.md")
    assert [block.level for block in reading.blocks if isinstance(block, Heading)] == [2, 3]


@pytest.mark.parametrize(
    "body",
    [
        "[" * 20_000,
        "[a](" * 5_000,
        "![" * 9_000,
        "<a " * 9_000,
        "> " * 500 + "a",
        "- " * 500 + "a",
        "\\" * 250_000,
        "# a\n" * 9_000,
        "a\n" * 99_000,
    ],
    ids=lambda body: body[:4],
)
def test_markup_that_would_hang_the_markdown_library_is_refused(body: str) -> None:
    reading = read_markdown(b"Title: A\n\n" + body.encode(), "a.md")
    assert [(error.kind.name, error.line) for error in reading.errors] == [("markup-too-complex", 3)]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30), st.sampled_from(["\n", "\n\n", " ", ""]))
def test_no_markdown_makes_the_reader_raise_or_lets_a_script_through(pieces: list[str], between: str) -> None:
    reading = read_markdown(between.join(pieces).encode("utf-8", "replace"), "a.md")
    assert reading.errors or (reading.title and reading.blocks)
    for block in reading.blocks:
        if isinstance(block, Markup):
            assert "<script" not in block.html.lower()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_the_markdown_reader_raise(data: bytes) -> None:
    read_markdown(b"Title: A\n\n" + data, "a.md")
