"""The years of a copyright notice, in digits or Roman numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roman_numerals import InvalidRomanNumeralError, RomanNumeral

__all__ = ["Years", "years_at", "years_within"]

_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,?\s+", re.IGNORECASE)
_DIGITS = re.compile(r"(?:1[6-9]|20)\d\d(?!\d|[.]\d)")
_ROMAN = re.compile(r"(?:M[MDCLXVI]+|[mdclxvi]{2,})(?![\w'’])")
_ANY_ROMAN = re.compile(r"[MDCLXVI]+(?=[-–—‒−])")
_MALFORMED = re.compile(r"(?:MM|MCM|MDC)[MDCLXVI]+|M[IVX]M")
"""A numeral that was meant to be a year, even where it is none."""
_RANGE = re.compile(r"(?P<tight>[-–—‒−]+|/)(?=\S)|\s*[-–—‒−]+\s*|\s+(?:to|through|until)\s+", re.IGNORECASE)
_LIST = re.compile(r"\s*[,&+]\s*(?:and\s+|&\s*)?|\s+and\s+", re.IGNORECASE)
_BAD_END = re.compile(r"(?:\d{1,6}|[MDCLXVI]+)(?![\w'’])")
_OPEN_END = re.compile(r"(?:present|today|now|current|date)\b", re.IGNORECASE)
_EARLIEST_ROMAN, _LATEST_ROMAN = 1700, 2099


@dataclass(frozen=True, slots=True)
class Years:
    """The first and the last year; both ``None`` where they cannot be read safely. ``end`` is the place after them."""

    first: int | None
    last: int | None
    end: int


def years_at(text: str, place: int) -> Years | None:
    """The years that start here, after an optional month; ``None`` where no year starts here.

    Years are joined by dashes to a range and by commas to a list. A range that runs backwards, that
    has no end or whose end is no year cannot be read safely.
    """
    month = _MONTH.match(text, place)
    first = _year(text, month.end() if month else place)
    if first is None:
        return None
    years, place = [first[0]], first[1]
    readable = first[0] is not None
    while True:
        joint = _RANGE.match(text, place)
        if joint and (following := _year(text, joint.end()) or _bad_end(text, joint)):
            readable = readable and following[0] is not None and years[-1] is not None and years[-1] <= following[0]
        elif (joint := _LIST.match(text, place)) and (following := _year(text, joint.end())):
            readable = readable and following[0] is not None
        else:
            break
        years.append(following[0])
        place = following[1]
    known = [year for year in years if year is not None]
    return Years(min(known), max(known), place) if readable else Years(None, None, place)


def years_within(text: str) -> tuple[int, Years] | None:
    """The first years that start after a blank, a comma or a bracket, and where they start."""
    for start in re.finditer(r"(?<=[\s,(])(?=[\dM])", text):
        years = years_at(text, start.start())
        if years:
            return start.start(), years
    return None


def _year(text: str, place: int) -> tuple[int | None, int] | None:
    """The year here (``None`` for a malformed numeral) and the place after it; ``None`` where there is no year."""
    digits = _DIGITS.match(text, place)
    if digits:
        return int(digits[0]), digits.end()
    numeral = _ROMAN.match(text, place)
    if not numeral:
        broken = _ANY_ROMAN.match(text, place)
        return (None, broken.end()) if broken and _ROMAN.match(text, broken.end() + 1) else None
    try:
        year = int(RomanNumeral.from_string(numeral[0]))
    except InvalidRomanNumeralError:
        return (None, numeral.end()) if _MALFORMED.match(numeral[0]) else None
    return (year, numeral.end()) if _EARLIEST_ROMAN <= year <= _LATEST_ROMAN else None


def _bad_end(text: str, joint: re.Match[str]) -> tuple[None, int] | None:
    """The end of a range that is no year: a stray number or numeral joined without blanks, or "present"."""
    end = _OPEN_END.match(text, joint.end()) or (_BAD_END.match(text, joint.end()) if joint["tight"] else None)
    return (None, end.end()) if end else None
