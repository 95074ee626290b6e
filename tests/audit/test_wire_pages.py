"""Pages that come with status 200 and say that there is none, beside the pages that only look like it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from imprint.audit.wire.address import Address
from imprint.audit.wire.answer import Answer
from imprint.audit.wire.body import Body
from imprint.audit.wire.redirects import redirect_target
from imprint.audit.wire.soft_404 import sign_of_no_page

ADDRESS = Address("http://a.example/", "http", "a.example", 80, "/")
CASES = sorted((Path(__file__).parent / "cases" / "wire" / "pages").glob("*.html"))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_page_is_suspected_exactly_where_it_says_that_it_is_none(path: Path) -> None:
    text = path.read_text("utf-8")
    header = re.match(r"<!--\nCase: .+\nExpect: ([a-z0-9-]+)\n-->\n", text)
    assert header, "the case does not open with what it expects"
    assert path.stem.startswith("passes_") == (header[1] == "none")
    found = sign_of_no_page(text.encode(), "text/html; charset=utf-8", "")
    assert (found.reason.value if found else "none") == header[1], found


@pytest.mark.parametrize(
    "piece",
    [
        b"<",
        b"<p>",
        b"<div>",
        b"<b><p>",
        b"<a href=",
        b"<table><tr><td>",
        b"<svg><math>",
        b"domain is ",
        b"url not found ",
        b"404 | ",
        b"&amp",
        b" - ",
    ],
)
def test_half_a_megabyte_of_anything_is_read_without_end_or_crash(piece: bytes) -> None:
    """As much as the link check ever reads, deep and flat: neither the parser nor an expression may blow up."""
    body = b"<title>" + piece * (100_000 // len(piece)) + b"</title><h1>" + piece * (400_000 // len(piece))
    sign_of_no_page(body, "text/html", "")
    redirect_target(Answer(address=ADDRESS, status=200, headers={"refresh": "0;" + " " * 50_000}, body=b"<meta http-equiv=refresh>" + body))


@pytest.mark.parametrize(
    "content", [b"0" * 50_000_000, b"".join(number.to_bytes(4, "big") for number in range(500_000))], ids=["bomb", "data"]
)
def test_of_one_piece_of_gzip_no_more_is_unpacked_than_is_kept(content: bytes) -> None:
    body = Body(gzip=True, limit=1000)
    body.take(gzip.compress(content))
    assert (bytes(body.content), body.is_full) == (content[:1001], True)
