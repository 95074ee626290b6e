"""A file's bytes as text, and what is wrong with the bytes.

A surface is read as UTF-8 and nothing else: the encoding that every receiver understands. Where the
bytes are something else, a text is still given, so that the other faults can be told in the same run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from unicodedata import category

from imprint.audit.rule import Place

__all__ = ["BIDI_CONTROLS", "UNSEEN", "ZERO_WIDTH", "Source", "fit_text", "seen_characters"]

ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u2800\u3164\ufeff\uffa0"
)
"""Characters that a reader does not see."""

BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that change the order in which a reader sees the others."""

UNSEEN = re.compile(f"[{ZERO_WIDTH}{BIDI_CONTROLS}]")
"""One character of either kind."""


def seen_characters(text: str) -> int:
    """How many letters, digits, marks of punctuation and signs a reader sees in a text; what has no width of its own does not count."""
    return sum(category(each)[0] in "LNPS" for each in UNSEEN.sub("", text))


_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_UNFIT_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 127])
_UNFIT_BEYOND = {b"\xc2": re.compile(rb"\xc2[\x80-\x9f]"), b"\xef": re.compile(rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])")}
"""The UTF-8 forms of the controls U+0080 to U+009F and of the code points that are no characters, by their first byte."""
_FEW = 64
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_EXCERPT = 80


def _occurs(unfit: re.Pattern[bytes], first: bytes, data: bytes) -> bool:
    """Whether a pattern that begins with a byte is found; where the byte is rare, to look for it alone is much the faster way."""
    at = data.find(first)
    for _ in range(_FEW):
        if at < 0 or unfit.match(data, at):
            return at >= 0
        at = data.find(first, at + 1)
    return at >= 0 and unfit.search(data, at) is not None


def fit_text(data: bytes) -> str | None:
    """The text of a file in whose bytes :attr:`Source.faults` finds nothing; None where it may, or where a byte order mark leads."""
    if data.startswith(b"\xef\xbb\xbf") or len(data.translate(None, _UNFIT_BYTES)) != len(data):
        return None
    if not data.isascii() and any(_occurs(unfit, first, data) for first, unfit in _UNFIT_BEYOND.items()):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


@dataclass(frozen=True)
class Source:
    """The bytes of one file. ``path`` names it as a person would type it."""

    path: str
    data: bytes

    @cached_property
    def _decoded(self) -> tuple[str, int | None]:
        """The text and the offset of the first byte that is no UTF-8, or None."""
        try:
            return self.data.decode("utf-8-sig"), None
        except UnicodeDecodeError as error:
            for mark, encoding in _BYTE_ORDER_MARKS:
                if self.data.startswith(mark):
                    return self.data[2:].decode(encoding, "replace"), 0
            return self.data.decode("cp1252", "replace"), error.start

    @property
    def text(self) -> str:
        """The text, without a byte order mark."""
        return self._decoded[0]

    @cached_property
    def faults(self) -> tuple[tuple[Place, str], ...]:
        """What is wrong with the bytes: the place and a phrase for each kind of fault, the first of each."""
        text, undecodable = self._decoded
        faults = []
        if undecodable is not None:
            line = self.data.count(b"\n", 0, undecodable) + 1
            faults.append((Place(line), f"the byte {self.data[undecodable]:#04x}, which is not UTF-8 there"))
        elif unfit := _UNFIT.search(text):
            faults.append((self.place(unfit.start()), f"the character U+{ord(unfit[0]):04X}"))
        return tuple(faults)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def row(self, number: int) -> str:
        """The line with that number as it stands; empty where there is none."""
        if not 1 <= number <= len(self._lines):
            return ""
        start = self._lines[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)]

    def line(self, number: int) -> str:
        """The line with that number, shortened to an excerpt."""
        return _shortened(self.row(number))

    def place(self, offset: int, excerpt: str = "") -> Place:
        """The place of a character of the text."""
        line = self.text.count("\n", 0, offset) + 1
        column = offset - self.text.rfind("\n", 0, offset)
        return Place(line, column, _shortened(excerpt) if excerpt else "")

    def find(self, wanted: str, from_line: int = 1) -> Place:
        """The place of the first occurrence of ``wanted`` from a line on; the line itself where there is none."""
        start = self._lines[min(max(from_line, 1), len(self._lines)) - 1]
        found = self.text.find(wanted, start)
        return self.place(found, wanted) if found >= 0 else Place(from_line, 0, _shortened(wanted))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
