"""A short way to say that a plain text file is in order, as :mod:`imprint.audit.proof` does for pages.

A text has no style and no elements, so nothing need be learned from another file: where the notice is a
paragraph of its own, the address and the article's text are written out, no other text claims rights, and
none beside the notice may take it back, no rule can find anything. What is unusual in any way is judged in full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.claim import claims_only, may_be_taken_back_around
from imprint.audit.source import UNSEEN, fit_text
from imprint.audit.wording import carries, folded

if TYPE_CHECKING:
    from imprint.audit.expected import Expected

__all__ = ["is_text_in_order"]

_BEFORE_ADDRESS = frozenset(" \n(<\"'")
_BEHIND_ADDRESS = frozenset(" \n)>\"'")


def is_text_in_order(data: bytes, expected: Expected) -> bool:
    """Whether a plain text file surely carries what is expected; False where the rules must be asked."""
    text = fit_text(data)
    if text is None or (not text.isascii() and UNSEEN.search(text)):
        return False
    notices = [folded(notice) for notice in expected.notices]
    return (
        all(_is_paragraph(notice, text) for notice in expected.notices)
        and all(_is_written(link, text) for link in expected.links)
        and carries(text, expected.verbatim)
        and claims_only(data, notices)
        and not may_be_taken_back_around(data, text, text.replace("\n\n", "\n\0"), notices)
    )


def _is_paragraph(notice: str, text: str) -> bool:
    """Whether a notice stands in a text as a paragraph of its own, on one line."""
    at = text.find(f"\n\n{notice}\n")
    end = at + len(notice) + 3
    return at >= 0 and (end == len(text) or text[end] == "\n")


def _is_written(link: str, text: str) -> bool:
    """Whether an address stands in a text with nothing beside it that could belong to it."""
    at = text.find(link)
    while at > 0:
        end = at + len(link)
        if text[at - 1] in _BEFORE_ADDRESS and (end == len(text) or text[end] in _BEHIND_ADDRESS):
            return True
        at = text.find(link, at + 1)
    return False
