"""Pages that come with status 200 and say that there is none, beside the pages that only look like it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from imprint.audit.wire.soft_404 import sign_of_no_page

CASES = sorted((Path(__file__).parent / "cases" / "wire" / "pages").glob("*.html"))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_page_is_suspected_exactly_where_it_says_that_it_is_none(path: Path) -> None:
    text = path.read_text("utf-8")
    header = re.match(r"<!--\nCase: .+\nExpect: ([a-z0-9-]+)\n-->\n", text)
    assert header, "the case does not open with what it expects"
    assert path.stem.startswith("passes_") == (header[1] == "none")
    found = sign_of_no_page(text.encode(), "text/html; charset=utf-8", "")
    assert (found.reason.value if found else "none") == header[1], found


def test_a_page_of_half_a_megabyte_of_brackets_is_read_in_linear_time() -> None:
    for piece in (b"<", b"<p>", b"<div><a href=", b"domain is ", b"url not found ", b"404 | ", b"meta refresh"):
        body = b"<title>" + piece * (250_000 // len(piece)) + b"</title>" + piece * (250_000 // len(piece))
        sign_of_no_page(body, "text/html", "")
