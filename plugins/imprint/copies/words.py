"""A text as the words that count when a copy is held against an article.

Two texts with the same words in the same order are the same text, whatever was done to them in print:
quotes, dashes, spaces, apostrophes, ellipses, marks of emphasis and the numbers of list items do not
count. Letters, their case, figures and all other punctuation do.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from imprint.audit.source import BIDI_CONTROLS, ZERO_WIDTH

__all__ = ["Word", "keys_of", "settled", "words_of"]

_SETTLED = str.maketrans({**dict.fromkeys(ZERO_WIDTH + BIDI_CONTROLS, ""), "½": "1/2", "¼": "1/4", "¾": "3/4", "×": "x"})
_APOSTROPHES = "'\u2018\u2019\u02bc\u00b4`\u2032\uff07"
_TOKEN = re.compile(
    r"(?P<sign>\((?:c|tm|r)\))"
    rf"|(?P<word>[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*)"
    r"|(?P<dots>\u2026|\.{2,})"
    r"|(?P<mark>[^\w\s])",
    re.IGNORECASE,
)
_SIGNS = {"(c)": "©", "(tm)": "™", "(r)": "®"}
_ITEM = re.compile(r"\s*(?:[-\u2010-\u2015*•·◦▪‣>#|~]\s*)*(?:\(?(?:\d{1,3}|[A-Za-z])[.)]\s+)?")
"""The marker with which the line of a list or of a quotation begins."""
_NOT_COUNTED = frozenset("\"“”„‟«»‹›″'‘’‚‛ʼ´`′-‐‑‒–—―−*_~|#>•·◦▪‣►■□◆¶🔗")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_FOLDED_APOSTROPHES = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))


@dataclass(frozen=True, slots=True)
class Word:
    """``key`` is what is compared; ``start`` and ``end`` say where the word stands in its text."""

    key: str
    start: int
    end: int


def settled(text: str) -> str:
    """A text in the form in which it is cut into words: composed letters (NFC), no characters that nobody sees, fractions in figures."""
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_SETTLED))


def words_of(text: str) -> list[Word]:
    """The words of one block of settled text."""
    found = []
    marker = _ITEM.match(text)
    for match in _TOKEN.finditer(text, marker.end() if marker else 0):
        key = match[0]
        kind = match.lastgroup
        if kind == "mark":
            if key in _NOT_COUNTED:
                continue
        elif kind == "word":
            if not key.isascii() or not key.isalnum():
                key = key.translate(_FOLDED_APOSTROPHES).translate(_LIGATURES)
        elif kind == "dots":
            key = "..."
        else:
            key = _SIGNS[key.lower()]
        found.append(Word(key, match.start(), match.end()))
    return found


def keys_of(text: str) -> list[str]:
    """What is compared of a text of several lines."""
    return [word.key for line in settled(text).split("\n") for word in words_of(line)]
