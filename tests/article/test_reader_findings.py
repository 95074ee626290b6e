"""What the reader tells of a file, and what it is told about encodings and headings from outside."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from imprint.article import faults
from imprint.article.model import plain
from imprint.article.text_format.read import read_text

if TYPE_CHECKING:
    from imprint.findings import Finding

CASES = tomllib.loads((Path(__file__).parent / "cases" / "reader_findings.toml").read_text(encoding="utf-8"))["case"]
ELSEWHERE = {
    faults.TEXT_TOO_LARGE,
    faults.MARKUP_TOO_COMPLEX,
    faults.METADATA_UNKNOWN,
    faults.ADDRESS_NOT_ABSOLUTE,
    faults.MARKDOWN_AS_TEXT,
}
"""Kinds whose files are too large to be written down here, or in Markdown."""


def told(finding: Finding) -> str:
    return f"{finding.kind.code} line {finding.line}" if finding.line else finding.kind.code


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_finding_of_a_file_is_told_with_its_line(case: dict[str, Any]) -> None:
    data = bytes.fromhex(case["bytes"]) if "bytes" in case else case["text"].encode(case.get("written_in", "utf-8"))
    reading = read_text(data, "article.txt", encoding=case.get("forced", ""))
    assert [told(finding) for finding in (*reading.errors, *reading.warnings)] == case["findings"]
    for finding in (*reading.errors, *reading.warnings):
        assert "{" not in finding.message + finding.help, "every fact that a message names is given"


def test_every_fault_of_the_catalogue_has_a_case_that_shows_it() -> None:
    shown = {finding.split()[0] for case in CASES for finding in case["findings"]}
    assert shown == {kind.code for kind in faults.FAULTS if kind not in ELSEWHERE}


def test_the_catalogue_is_in_order_and_explains_every_fault() -> None:
    codes = [kind.code for kind in faults.FAULTS]
    assert codes == sorted(set(codes))
    assert {kind.name: kind.severity.value for kind in faults.FAULTS} == {
        kind.name: "error" if kind.code < "A200" else "warning" for kind in faults.FAULTS
    }
    assert all(kind.help and kind.explanation.strip() for kind in faults.FAULTS)


BODY = b"""Title: Moats
Article Body:
A moat is a ditch with an opinion.

dig it deep

Salt keeps the ducks away.
Second thoughts
It keeps the gardener away as well.

Leave It Open

That is all.

The last word
"""


def headings(**told: list[str]) -> list[str]:
    return [plain(heading.text) for heading in read_text(BODY, "article.txt", **told).headings]  # type: ignore[arg-type]  # one type for both keys


def test_the_manifest_can_promote_a_line_and_demote_a_heading() -> None:
    assert headings() == ["Leave It Open"]
    assert headings(demote=["Leave It Open"]) == []
    assert headings(promote=["dig it deep", "Second thoughts", "The last word", "not there"]) == [
        "dig it deep",
        "Second thoughts",
        "Leave It Open",
        "The last word",
    ]
