"""What is a notice and what is prose, and what a notice says; the cases are blocks of text in ``cases/notices.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imprint.article.links import spans_of
from imprint.article.model import plain
from imprint.article.notice import find_notice
from imprint.article.reprint_terms import find_terms
from imprint.article.resource_box import box_label

CASES = tomllib.loads((Path(__file__).parent / "cases" / "notices.toml").read_text(encoding="utf-8"))["notice"]
PIECES = [
    "Copyright ",
    "(c) ",
    "©",
    "2005",
    "-",
    "MMVI",
    "MMIIII",
    ", ",
    ". ",
    "by ",
    "Jane Doe",
    " All Rights Reserved.",
    "{Attention Publishers: x}",
    "[",
    "}",
    ")",
    "(",
]
PIECES += ["You may reprint this article.", "http://x.example", "About the Author", ":", "\n", "é", "present"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_block_is_the_notice_that_its_case_says(case: dict[str, object]) -> None:
    text = case["text"]
    assert isinstance(text, str)
    notice = find_notice(text, position="start", line=7)
    if case.get("prose"):
        assert notice is None
        return
    assert notice
    assert (notice.raw, notice.position, notice.line) == (text, "start", 7)
    assert {
        "years": [year for year in (notice.year_from, notice.year_to) if year],
        "holder": notice.holder,
        "statement": notice.statement,
        "publishers": notice.publisher_notice,
    } == {"years": case["years"], **{key: case.get(key) for key in ("holder", "statement", "publishers")}}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=25).map("".join))
def test_a_notice_is_kept_word_for_word_whatever_it_says(text: str) -> None:
    notice = find_notice(text)
    if notice:
        assert notice.raw == " ".join(text.split())
        assert notice.holder is None or (notice.holder in notice.raw and notice.holder == notice.holder.strip())
        assert (notice.year_from is None) == (notice.year_to is None)
    find_terms(text)
    box_label(text)
    assert plain(spans_of(text)) == text
