"""Character references of HTML, such as ``&amp;`` and ``&#8217;``, in text that people typed.

A reference ends with a semicolon. The few that people leave without one count where neither a letter, a
digit nor an equals sign follows, so that ``?a=1&copy=2`` stays an address (HTML, section 13.2.5.73).
"""

from __future__ import annotations

import re
from html import unescape

__all__ = ["decoded"]

_REFERENCE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&(?:copy|reg|nbsp|amp|lt|gt|quot)(?![A-Za-z0-9=;])"
)
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def decoded(text: str) -> str:
    """The text with its references decoded, once; white space becomes a blank, a character that no text may hold goes."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(_character, text)


def _character(reference: re.Match[str]) -> str:
    written = reference[0]
    characters = unescape(written if written[-1] == ";" else written + ";")
    if characters == written:
        return written
    return " " if characters.isspace() else _INVISIBLE.sub("", characters)
