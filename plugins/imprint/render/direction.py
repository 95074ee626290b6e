"""In which direction a language and a text run."""

from __future__ import annotations

from unicodedata import bidirectional

__all__ = ["direction_attribute", "direction_of"]

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Primary language subtags (BCP 47) whose usual script runs from right to left."""
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction_of(lang: str) -> str:
    """The direction of a language's usual script: ``"rtl"`` or ``"ltr"``."""
    return "rtl" if lang.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def direction_attribute(text: str, lang: str) -> str:
    """`` dir="ltr"`` or `` dir="rtl"`` for a text that runs against its language, otherwise nothing.

    A text runs as its first strong character does (UAX #9, rules P2 and P3). An English notice in an article in Hebrew
    would show its holder behind the rights sentence without it.
    """
    around = direction_of(lang)
    if around == "ltr" and text.isascii():
        return ""
    own = next((_STRONG[kind] for kind in map(bidirectional, text) if kind in _STRONG), around)
    return f' dir="{own}"' if own != around else ""
