"""Series folders written by hand, for tests that need a few articles and do not mind which."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MANIFEST", "article_text", "write_series"]

MANIFEST = """title = "Plain Things"
category = "Household"
date_start = 2026-11-23

[holder."Ada Byron"]
author = "Ada Byron"
resource_url = "https://byron.example/"
"""
DEMAND = "{Attention Publishers: Live hyperlink in author resource box required for copyright compliance}"


def article_text(title: str, keywords: str = "bees", holder: str = "Ada Byron", body: str = "") -> str:
    """An article in the text format; its words differ with its title."""
    body = body or f"This is about {title}, and about nothing else that anybody has ever heard of."
    notice = f"Copyright 2005-2006, {holder}. All rights reserved. {DEMAND}" if holder else ""
    count = len(re.findall(r"[A-Za-z][A-Za-z'-]*", f"{body} {notice}"))
    head = f"Title: \n{title}\n\nWord Count:\n{count}\n\nSummary:\nAll about {title}.\n\nKeywords:\n{keywords}\n\n"
    return f"{head}Article Body:\n{body}\n\n{notice}\n"


def write_series(folder: Path, *titles: str, manifest: str = MANIFEST) -> Path:
    """A series with an article for each title; the files are named ``1.txt``, ``2.txt`` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "series.toml").write_text(manifest, "utf-8")
    for number, title in enumerate(titles, 1):
        (folder / f"{number}.txt").write_text(article_text(title), "utf-8")
    return folder
