"""Rights that contradict each other: whoever reads one of them would be misled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from imprint.findings import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.article.model import Article
    from imprint.reprint.terms import TermsVersion

__all__ = ["FAULTS", "contradictions", "terms_contradictions"]

RESERVED_AND_OPEN = Kind(
    "K140",
    "reserved-and-open",
    "the rights are reserved ({notice!r}) and a Creative Commons licence is named ({licence})",
    "take the licence's address out, or change the notice to what the author means",
    """A Creative Commons licence allows everybody what "all rights reserved" reserves. A publisher cannot keep both,
and software that looks for licences takes the article for free.
""",
)
NOTICES_DISAGREE = Kind(
    "K141",
    "notices-disagree",
    "two notices of {holder!r} claim different years: {first} and {second}",
    "keep the notice that is right",
    """Every record of an article names the holder and the years of its governing notice. A second notice of the same holder
with other years is printed as well, so one of the two is wrong on every surface.
""",
)

FAULTS = (RESERVED_AND_OPEN, NOTICES_DISAGREE)

_RESERVED = re.compile(r"\ball\b[^.{}]{0,40}\brights?\b[^.{}]{0,20}\breserved\b", re.IGNORECASE)
_LICENCE = re.compile(r"\b(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/[a-z0-9./+-]*[a-z0-9+-]", re.IGNORECASE)


def contradictions(article: Article) -> Iterator[Finding]:
    """The contradictions within one article: its notices, its resource box and the permission of its holder."""
    texts = [notice.raw for notice in article.notices]
    texts += [article.resource_box.text, article.resource_box.url, article.permission]
    yield from _open_licences(texts, article.reading.path, article.notice.line)
    by_holder: dict[str, tuple[int | None, int | None]] = {}
    for notice in article.notices:
        years = (notice.year_from, notice.year_to)
        if notice.holder is None or notice.year_from is None:
            continue
        before = by_holder.setdefault(notice.holder, years)
        if before != years:
            facts = {"holder": notice.holder, "first": _years(before), "second": _years(years)}
            yield Finding(NOTICES_DISAGREE, article.reading.path, notice.line, facts=facts)


def terms_contradictions(version: TermsVersion) -> Iterator[Finding]:
    """The contradictions within one version of the terms."""
    yield from _open_licences([version.text], version.path, 0)


def _open_licences(texts: list[str], path: str, line: int) -> Iterator[Finding]:
    reserved = next((match[0] for text in texts for match in _RESERVED.finditer(text)), None)
    licence = next((match[0] for text in texts for match in _LICENCE.finditer(text)), None)
    if reserved and licence:
        yield Finding(RESERVED_AND_OPEN, path, line, facts={"notice": reserved, "licence": licence})


def _years(years: tuple[int | None, int | None]) -> str:
    first, last = years
    return str(first) if last in (None, first) else f"{first}–{last}"
