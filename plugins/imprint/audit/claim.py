"""The words by which a text claims rights, and those by which it takes a claim back."""

from __future__ import annotations

import re

__all__ = ["CLAIM", "NEGATED", "REVOKED"]

CLAIM = re.compile(r"(?:copyright(?:ed)?|copr\.|©|\(c\))[\s:,]*(?:©|\(c\)|by)?\s*(?:(?:1[89]|20)\d\d\b|[MDCLXVI]{2,}\b)", re.IGNORECASE)
"""A claim: the word or the sign, and a year in Arabic or Roman numerals."""

NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|neither|nor|without|formerly|previously|void|invalid|false|isn.t|wasn.t|aren.t)\b[\s\w]{0,16}|\bno|\bnon)[-:,\"'“‘(]*\s*$",
    re.IGNORECASE,
)
"""Words right before a notice that take it back."""

REVOKED = re.compile(
    r"[\s.,;:)(\[\]-]{0,4}(?:\w+\s){0,3}(?:expired|void|invalid|withdrawn|revoked|no longer|does not apply|not valid|not true|waived)\b",
    re.IGNORECASE,
)
"""Words right behind a notice that take it back."""
