"""From the bytes of a file to its text: the encoding, wrongly decoded characters, characters that no text may hold.

UTF-8 is taken where the bytes are valid UTF-8, windows-1252 otherwise. The five bytes that windows-1252
leaves undefined are read as the control characters of ISO 8859-1 (WHATWG Encoding Standard, index windows-1252).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from imprint.article import faults, mojibake
from imprint.findings import Finding

__all__ = ["MAX_BYTES", "Decoded", "decode"]

MAX_BYTES = 1_000_000
"""The largest file that is read as an article."""

_UTF_8 = "utf-8"
_WINDOWS_1252 = "windows-1252"
_LATIN_1 = "iso-8859-1"
_NAMES = {"cp1252": _WINDOWS_1252, "iso8859-1": _LATIN_1, "utf-8-sig": _UTF_8}
"""The names that the Encoding Standard and the reading cases use, by the names that Python uses."""
_WINDOWS_ONLY = re.compile(rb"[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
"""Bytes that are characters in windows-1252 and controls in ISO 8859-1."""

_PLAIN = bytes([*b"\t\n\v\f\r", *range(0x20, 0x7F)])
"""The characters of ASCII that need no look."""
_UNUSUAL_BYTES = re.compile(
    rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2(?:\x80[\x8b-\x8d\xa9-\xae]|\x81[\xa0\xa6-\xa9])|\xef(?:\xb7[\x90-\xaf]|\xbb\xbf|\xbf[\xbe\xbf])"
)
"""What :data:`_FORBIDDEN`, :data:`_ZERO_WIDTH` and :data:`_BIDI` look for, in UTF-8. No false alarm is wrong, only slow."""
_MOJIBAKE_BYTE = b"\xc3"
"""What the letters that wrongly read UTF-8 begins with begin with in UTF-8."""
_FORBIDDEN = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML 1.0 (section 2.2) does not allow or discourages; NEL, U+0085, is white space."""
_ZERO_WIDTH = re.compile(r"[\u200b\u2060\ufeff]|(?<![\u0590-\U0010ffff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0590-\U0010ffff\ufe0f])")
"""A joiner counts as zero-width litter unless it stands between characters of a script, or emoji, that needs it."""
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_DOS_END = "\x1a"
_BEFORE = 50
"""How much of a long line an excerpt shows before the place, and about as much after it."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text with LF line ends; where ``error`` is set there is none.

    ``encoding`` is the name of the encoding that was used, as the WHATWG and Python know it.
    """

    text: str = ""
    encoding: str = _UTF_8
    error: Finding | None = None
    warnings: tuple[Finding, ...] = ()


def decode(data: bytes, path: str, encoding: str = "") -> Decoded:
    """The text of a file; ``encoding`` forces one. Wrongly decoded UTF-8 is repaired, forbidden characters are removed, both are told."""
    if len(data) > MAX_BYTES:
        return Decoded(error=Finding(faults.TEXT_TOO_LARGE, path, facts={"size": len(data), "limit": MAX_BYTES}))
    if encoding:
        decoded = _forced(data, path, encoding)
        if isinstance(decoded, Finding):
            return Decoded(error=decoded)
        text, used = decoded
    else:
        text, used = _recognised(data)
    if "\0" in text:
        return Decoded(encoding=used, error=_no_text(data, text, path))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    unusual = data.translate(None, _PLAIN)
    if not unusual and used == _UTF_8:
        return Decoded(text, used)
    warnings: list[Finding] = []
    repaired = mojibake.repair(text) if used != _UTF_8 or _MOJIBAKE_BYTE in unusual else None
    if repaired:
        facts = {"count": repaired.count, "found": repaired.found, "repaired": repaired.made}
        line = text.count("\n", 0, repaired.place) + 1
        warnings.append(Finding(faults.MOJIBAKE_REPAIRED, path, line, facts=facts, excerpt=_line_at(text, repaired.place)))
        text = repaired.text
    if warnings or used != _UTF_8 or _UNUSUAL_BYTES.search(unusual):
        text, more = _cleaned(text, path)
        warnings += more
    return Decoded(text, used, None, tuple(warnings))


def _recognised(data: bytes) -> tuple[str, str]:
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(_UTF_8), _UTF_8
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), _WINDOWS_1252
    except UnicodeDecodeError:
        # Only bytes tell the two apart: where one that is a character in windows-1252 alone occurs, the file is in windows-1252.
        return mojibake.from_windows(data), _WINDOWS_1252 if _WINDOWS_ONLY.search(data) else _LATIN_1


def _forced(data: bytes, path: str, encoding: str) -> tuple[str, str] | Finding:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        byte = f"0x{data[error.start]:02X}" if error.start < len(data) else "at the end"
        return Finding(faults.ENCODING_WRONG, path, facts={"encoding": encoding, "byte": byte, "position": error.start + 1})
    except (LookupError, ValueError):
        return Finding(faults.ENCODING_UNKNOWN, path, facts={"encoding": encoding})
    return text, _NAMES.get(name, name)


def _no_text(data: bytes, text: str, path: str) -> Finding:
    place = text.index("\0")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Finding(faults.NOT_TEXT, path, 1, facts={"reason": "it is in UTF-16"})
    line = text.count("\n", 0, place) + 1
    return Finding(faults.NOT_TEXT, path, line, facts={"reason": f"it holds a NUL character, the first at position {place + 1}"})


def _cleaned(text: str, path: str) -> tuple[str, list[Finding]]:
    """The text without zero-width and forbidden characters; what was removed, and controls of direction, are told."""
    warnings: list[Finding] = []
    text = text.removesuffix(_DOS_END)
    removed = _FORBIDDEN.findall(text)
    if removed:
        place = text.index(removed[0])
        facts = {"count": len(removed), "character": f"U+{ord(removed[0]):04X}"}
        warnings.append(
            Finding(faults.CHARACTERS_REMOVED, path, text.count("\n", 0, place) + 1, facts=facts, excerpt=_line_at(text, place))
        )
        text = _FORBIDDEN.sub("", text)
    text = _ZERO_WIDTH.sub("", text).replace("\u2029", "\f")
    control = _BIDI.search(text)
    if control:
        facts = {"character": f"U+{ord(control[0]):04X}"}
        line = text.count("\n", 0, control.start()) + 1
        warnings.append(Finding(faults.BIDI_CONTROL, path, line, facts=facts))
    return text, warnings


def _line_at(text: str, place: int) -> str:
    """The line around a place, as an excerpt of printable characters."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    line = text[start : end if end >= 0 else len(text)]
    if place - start > _BEFORE:
        line = "…" + line[place - start - _BEFORE :]
    return "".join(char if char.isprintable() else "�" for char in line[: 2 * _BEFORE])
