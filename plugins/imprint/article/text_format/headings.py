"""Which lines are sub-headings: the rule of the format, measured on 80 articles labelled by hand.

A line is never made a heading because an article has none; the manifest can promote one, and demote one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from imprint.article.links import spans_of
from imprint.article.notice import find_notice
from imprint.article.resource_box import box_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.article.text_format.units import Unit

__all__ = ["LONGEST", "has_attached_lengths", "is_heading_like", "settle_headings"]

LONGEST = 16
"""The most words that a heading has, by whatever rule it is one."""
_LONGEST_LINE = 200
"""The most characters of a line that can be a heading, whatever its words."""
_MOST_WORDS = 12
_SHORT_QUESTION = 3
_TITLE_CASE = 0.6
_FEWEST_IN_A_ROW = 4
_SHORTEST_BODY_LINE = 60
_ATTACHED_SHARE = 0.6

_MARKER = re.compile(r"(?:#\s?[0-9]{1,3}[.:)]?|\(?[0-9]{1,3}[.)]|[•·*▪■●◦‣➢►\uf0b7]+)\s*")
_OPENING = "\"'“”‘’«»„¿¡([{*_ "
_CLOSING = "\"'“”‘’«»)]}*_ "
_NO_CLOSE = frozenset(".,;:!…")
_QUESTION = frozenset("?？")
_SENTENCE_ENDS = _NO_CLOSE | _QUESTION
_SPOKEN = re.compile(r"(?:so|and|but|or|well)\b", re.IGNORECASE)
_BYLINE = re.compile(r"By(?: [A-Z][\w.'’-]*){2,4}\Z")
"""The author's name above the text, which has the form of a heading and is none."""
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "nor", "of", "off", "on", "onto", "or", "over", "per", "so",
     "than", "that", "the", "to", "up", "via", "vs", "vs.", "with", "yet", "is", "are", "be",
     "de", "la", "el", "los", "las", "un", "una", "y", "o", "en", "del", "al", "le", "les", "des", "du", "et", "ou", "à", "au", "aux"}
)  # fmt: skip
"""Words that stay small in title case, in English, Spanish and French."""


def is_heading_like(text: str) -> bool:
    """Whether a line by itself looks like a heading: rules (a) to (d), without its neighbours."""
    if len(text) > _LONGEST_LINE or text.count(" ") >= LONGEST + 2:
        return False
    bare = text
    if text[0] in "#([•·*▪■●◦‣➢►\uf0b70123456789":
        marker = _MARKER.match(text)
        if marker:
            bare = text[marker.end() :]
    bare = bare.lstrip(_OPENING)
    if not bare or not (bare[0].isupper() or bare[0].isdigit() or _has_no_case(bare[0])):
        return False
    core = bare.rstrip(_CLOSING)
    if not core or core[-1] in _NO_CLOSE or not any(map(str.isalpha, core)):
        return False
    words = core.rstrip("?？ ").split()
    if core[-1] in _QUESTION:
        if _SPOKEN.match(core):
            return False
        fits = (len(words) <= _SHORT_QUESTION and "," not in core) or (len(words) <= _MOST_WORDS and _is_title_case(words))
    else:
        fits = len(words) <= _MOST_WORDS or (len(words) <= LONGEST and _is_title_case(words))
    return fits and not _is_something_else(text)


def has_attached_lengths(first: str, second: str) -> bool:
    """Whether the lengths of two lines are those of a heading and the paragraph that it is attached to."""
    return len(second) >= _SHORTEST_BODY_LINE and len(first) < _ATTACHED_SHARE * len(second)


def settle_headings(units: Sequence[Unit], promote: frozenset[str], demote: frozenset[str]) -> None:
    """Make headings of the units that are some, in place.

    What markup or an underline made a heading is one wherever body text follows it.
    """
    count = len(units)
    likes = [unit.kind == "h" or (unit.is_line and is_heading_like(unit.text)) for unit in units]
    if units and units[0].kind == "p" and _BYLINE.match(units[0].text):
        likes[0] = False
    crowded = _crowded(units)
    for index, unit in enumerate(units):
        if not likes[index]:
            continue
        follows = _body_follows(likes, index, count)
        if unit.kind != "h":
            if follows and not crowded[index]:
                unit.kind = "h"
        elif not follows and not unit.by_tag:
            unit.kind = "p"
    if promote or demote:
        _obey(units, promote, demote)


def _obey(units: Sequence[Unit], promote: frozenset[str], demote: frozenset[str]) -> None:
    """Do what the manifest says of single lines."""
    for unit in units:
        if unit.kind != "h" and len(unit.lines) == 1 and unit.text in promote:
            unit.kind = "h"
        elif unit.kind == "h" and unit.text in demote:
            unit.kind = "p"


def _body_follows(likes: Sequence[bool], index: int, count: int) -> bool:
    """Rule (e): whether body text follows before another two heading-like blocks."""
    return (index + 1 < count and not likes[index + 1]) or (index + 2 < count and not likes[index + 2])


def _crowded(units: Sequence[Unit]) -> list[bool]:
    """Which units are one of four or more short blocks in a row."""
    crowded = [False] * len(units)
    start = 0
    for index in range(len(units) + 1):
        if index < len(units) and _is_short(units[index]):
            continue
        if index - start >= _FEWEST_IN_A_ROW:
            crowded[start:index] = [True] * (index - start)
        start = index + 1
    return crowded


def _is_short(unit: Unit) -> bool:
    """Whether a unit is one short line that does not end as a sentence, such as a command."""
    if unit.kind != "p" or len(unit.lines) > 1:
        return False
    text = unit.lines[0].text
    return len(text) <= _LONGEST_LINE and text.count(" ") < _MOST_WORDS and text.rstrip(_CLOSING)[-1:] not in _SENTENCE_ENDS


def _is_title_case(words: Sequence[str]) -> bool:
    """Whether at least 60 % of the significant words begin with a capital or a digit."""
    significant = capitals = 0
    for word in words:
        bare = word.strip("\"'“”‘’«»()[]{}*_.,;:!?¿¡–—-")
        if not bare or bare.lower() in _SMALL_WORDS:
            continue
        significant += 1
        capitals += bare[0].isupper() or bare[0].isdigit()
    return significant > 0 and capitals >= _TITLE_CASE * significant


def _has_no_case(character: str) -> bool:
    """Whether a letter belongs to a script without capitals."""
    return character.isalpha() and character.lower() == character.upper()


def _is_something_else(text: str) -> bool:
    """Rule (a): an address line, a notice or the label of a resource box."""
    if "//" in text or "@" in text or "www." in text or "WWW." in text:
        linked = sum(len(span.text) for span in spans_of(text) if span.url)
        if linked * 2 > len(text):
            return True
    return box_label(text) is not None or find_notice(text) is not None
