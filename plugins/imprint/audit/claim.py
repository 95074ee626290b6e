"""The words by which a text claims rights, and those by which it takes a claim back."""

from __future__ import annotations

import re

from imprint.audit.wording import folded

__all__ = ["CLAIM", "NEGATED", "REVOKED", "claims_only"]

CLAIM = re.compile(r"(?:copyright(?:ed)?|copr\.|©|\(c\))[\s:,]*(?:©|\(c\)|by)?\s*(?:(?:1[89]|20)\d\d\b|[MDCLXVI]{2,}\b)", re.IGNORECASE)
"""A claim: the word or the sign, and a year in Arabic or Roman numerals."""

NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|neither|nor|without|formerly|previously|void|invalid|false|isn.t|wasn.t|aren.t)\b[\s\w]{0,16}|\bno|\bnon)[-:,\s\"'“‘(]*$",
    re.IGNORECASE,
)
"""Words right before a notice that take it back."""

REVOKED = re.compile(
    r"[\s.,;:)(\[\]-]{0,4}(?:\w+\s){0,3}(?:expired|void|invalid|withdrawn|revoked|no longer|does not apply|not valid|not true|waived"
    r"|public domain|no rights reserved|licensed under|creative commons|cc0|copyleft)\b",
    re.IGNORECASE,
)
"""Words right behind a notice that take it back."""

_MARKS = (b"copyright", "©".encode(), b"(c)", b"copr.")
_MAY_CLAIM = re.compile(r"(?:copyright(?:ed)?|copr\.|©|\(c\))[ :,]*(?:©|\(c\)|by)? ?(?:(?:1[89]|20)\d\d|[MDCLXVI]{2})", re.IGNORECASE)
"""Wider than :data:`CLAIM`, since in the text that is searched no space stands between two blocks."""
_REACH = 192
"""Bytes behind a mark that are looked at for its year; where almost all of them are white space, the claim is in doubt."""
_LEAST_REACH = 48
_SHORTEST = 8


def claims_only(text: str, notices: list[str]) -> bool:
    """Whether every text that claims rights is one of the notices, which are folded; ``text`` need not be."""
    data = text.encode()
    # Only the letters of ASCII change, so that places in one are places in the other.
    low = data.lower()
    reach = _REACH + 4 * max(map(len, notices), default=0)
    plain = [notice.encode() for notice in notices]
    for mark in _MARKS:
        at = low.find(mark)
        while at >= 0:
            notice = next((each for each in plain if data.startswith(each, at)), b"")
            if not notice and _may_claim(data, at):
                here = folded(data[at : at + reach].decode(errors="ignore"))
                if not any(here.startswith(each) or each.find(here[:_SHORTEST]) > 0 for each in notices):
                    return False
            at = low.find(mark, at + max(len(notice), 1))
    return True


def _may_claim(data: bytes, at: int) -> bool:
    """Whether a year may stand behind the mark at a place; True where there is too much white space to tell."""
    here = " ".join(data[at : at + _REACH].decode(errors="ignore").split())
    return _MAY_CLAIM.match(here) is not None or (len(here) < _LEAST_REACH and at + _REACH < len(data))
