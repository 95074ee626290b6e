"""A case file of the auditor of single surfaces: what it expects, read from its own header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from imprint.audit.expected import Expected
from imprint.audit.judge import judge_file
from imprint.audit.neighbourhood import files_near
from imprint.audit.style.library import StyleLibrary

if TYPE_CHECKING:
    from imprint.findings import Finding

FOLDER = Path(__file__).parent / "cases" / "surfaces"
NOTICE = "Copyright MMI-MMVI, Computer Consultants Secrets. All Worldwide Rights Reserved."
LINK = "https://author.example/resource"
EXPECTED = Expected((NOTICE,), (LINK,))
GOOD_PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Bees</title></head>\n<body><main><h1>Bees</h1>\n<p>Bees fly.</p>\n'
    f'<div class="author-resource"><p>{NOTICE}</p>\n<p>Visit <a href="{LINK}">Computer Consultants Secrets</a> for more.</p></div>\n</main></body></html>\n'
)

_HEADER = re.compile(rb"Case: (?P<case>[^\r\n]+)\r?\n[^\r\n]*?Expect: (?P<expect>[^\r\n\"]+)")


@dataclass(frozen=True)
class Case:
    """One file below ``cases/surfaces``; the folder is named after the rule that it is about."""

    path: Path

    @cached_property
    def data(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def expectation(self) -> list[str]:
        """Each finding as ``"L202 line 5"``, or ``"L202"`` where it is about the whole file."""
        header = _HEADER.search(self.data[:1000])
        assert header is not None, f"{self.path} does not open with Case: and Expect:"
        text = header["expect"].decode("ascii").strip()
        return [] if text == "nothing" else text.split(", ")

    @property
    def rule(self) -> str:
        return self.path.parent.name

    def __str__(self) -> str:
        return f"{self.rule}/{self.path.name}"

    def judged(self, styles: StyleLibrary | None = None) -> list[Finding]:
        return judge_file(self.path.name, self.data, EXPECTED, styles or StyleLibrary(files_near(FOLDER)), address=f"/{self.path.name}")


def all_cases() -> list[Case]:
    return [Case(path) for path in sorted(FOLDER.glob("*/*"))]


def told(findings: list[Finding]) -> list[str]:
    """Findings in the form in which a case expects them."""
    return [f"{each.kind.code} line {each.line}" if each.line else each.kind.code for each in findings]
