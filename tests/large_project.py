"""A project with enough articles for an audit to be shared out over processors and to follow the build."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Project

__all__ = ["add_articles", "needs_two_processors"]

ARTICLES = 60

needs_two_processors = pytest.mark.skipif(
    not sys.platform.startswith("linux") or len(os.sched_getaffinity(0)) < 2,
    reason="an audit uses several processes on Linux and with two processors or more; this machine has one",
)


def add_articles(project: Project) -> None:
    """Give the project's series that many articles more, each with the notice of the first."""
    series = project.folder / "content" / "it-certifications"
    original = next(series.glob("*.txt")).read_text(encoding="utf-8")
    notice = next(line for line in original.splitlines() if line.startswith("Copyright"))
    lines = "".join(f"Paragraph {number} of an article that is long enough to be one.\n\n" for number in range(3))
    for number in range(ARTICLES):
        text = f"Title:\nArticle number {number}\n\nArticle Body:\n{lines}{notice}\n"
        (series / f"{number:03}.txt").write_text(text, encoding="utf-8")
