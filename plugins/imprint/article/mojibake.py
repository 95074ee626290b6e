"""UTF-8 that was read as windows-1252 and saved again: how it is told from text that only looks like it, and its repair.

``’`` is E2 80 99 in UTF-8, and those bytes read as windows-1252 are ``â€™``. A sequence is put right only
where its characters, taken back to bytes, decode as UTF-8 without a rest, and where no careful reader could
take them for words: ``café”—`` is three such characters as well, and stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Repaired", "from_windows", "repair"]

_UNDEFINED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
_CHARACTERS = {byte: ord(bytes([byte]).decode("cp1252")) for byte in range(0x80, 0xA0) if byte not in _UNDEFINED}
_BYTES = {character: byte for byte, character in _CHARACTERS.items()}
_NEXT = "[\x80-\xbf" + "".join(map(chr, _BYTES)) + "]"
"""What the second and later bytes of a character of UTF-8, 80 to BF, look like in windows-1252."""
_SEQUENCE = f"[\xc2-\xdf]{_NEXT}|[\xe0-\xef]{_NEXT}{{2}}|[\xf0-\xf4]{_NEXT}{{3}}"
_SEQUENCES = re.compile(_SEQUENCE)
_CERTAIN = re.compile(f"\xe2\u20ac{_NEXT}|\xe2\u201e\xa2|\xe2\u201a\xac")
"""Typographic quotes and dashes, the trade mark and the euro sign: no language writes these characters in a row."""
_MAYBE = re.compile(f"[\xc2-\xf4]{_NEXT}")
_COMMON = frozenset("\xc2\xc3\xe2")
"""What the letters of western languages and typographic characters begin with."""
_FEW = 3
_MOST_TURNS = 3
"""A text can have been read wrongly and saved more than once."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The repaired text; how many characters were put right; the first of them as ``found``, at ``place``, and as ``made``."""

    text: str
    count: int
    found: str
    made: str
    place: int


def from_windows(data: bytes) -> str:
    """Bytes as windows-1252, each undefined byte as the control character of the same number."""
    return data.decode("latin-1").translate(_CHARACTERS)


def repair(text: str) -> Repaired | None:
    """The text with every such sequence put right; ``None`` where there is none."""
    first = _MAYBE.search(text)
    if not first:
        return None
    turned = _turned(text)
    if not turned:
        return None
    for _ in range(_MOST_TURNS - 1):
        again = _turned(turned.text)
        if not again:
            break
        turned = Repaired(again.text, turned.count, turned.found, turned.made, turned.place)
    return turned


def _turned(text: str) -> Repaired | None:
    pieces: list[str] = []
    count = place = at = 0
    found = made = ""
    for line in text.split("\n"):
        pattern = _SEQUENCES if _is_clean(line) else _CERTAIN
        end = 0
        whole: list[str] = []
        for match in pattern.finditer(line):
            character = _decoded(match[0])
            if not character:
                continue
            if not count:
                place, found, made = at + match.start(), match[0], character
            count += 1
            whole += [line[end : match.start()], character]
            end = match.end()
        pieces.append("".join(whole) + line[end:] if whole else line)
        at += len(line) + 1
    return Repaired("\n".join(pieces), count, found, made, place) if count else None


def _is_clean(line: str) -> bool:
    """Whether all that is not ASCII in a line belongs to such sequences, of common characters or of many."""
    if line.isascii():
        return False
    sequences = _SEQUENCES.findall(line)
    if not sequences or not _SEQUENCES.sub("", line).isascii():
        return False
    if not all(map(_decoded, sequences)):
        return False
    return len(sequences) >= _FEW or all(sequence[0] in _COMMON for sequence in sequences)


def _decoded(sequence: str) -> str:
    """The character that a sequence stands for; empty where its bytes are not UTF-8."""
    try:
        return sequence.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""
