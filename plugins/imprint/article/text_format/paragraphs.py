"""The lines of a plain body, gathered between blank lines; drawn rules, underlines, hard wrapping and verse."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from imprint.article.text_format.lines import Line, Piece
from imprint.article.text_format.lists import marker_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["is_rule", "is_verse", "pieces_of", "plain_lines", "wrap_width"]

_RULE_CHARACTERS = "-=*_~"
_SHORTEST_RULE = 3
_LONGEST_UNDERLINED = 16
_MOST_UNDERLINED_SENTENCE = 8
_FEWEST_WRAPPED = 6
_WIDEST_WRAPPED = 80
_NARROWEST_WRAPPED = 40
_FEWEST_VERSES = 3
_WIDEST_VERSE = 60
_BLANK = Line("", 0)


def plain_lines(body: str, first: int) -> list[Line]:
    """The lines of a body, blank ones as empty text; ``first`` is the number of the first. A form feed ends a paragraph."""
    lines: list[Line] = []
    for number, raw in enumerate(body.split("\n"), first):
        if not raw:
            lines.append(_BLANK)
        elif "\f" in raw:
            for part in raw.split("\f"):
                lines += (Line(" ".join(part.split()), number), Line("", number))
        else:
            lines.append(Line(" ".join(raw.split()), number, None, raw[:1].isspace(), "\t" in raw))
    return lines


def pieces_of(lines: Iterable[Line]) -> list[Piece]:
    """The lines gathered; a rule right under a single line makes that line a heading, any other rule stands by itself."""
    pieces: list[Piece] = []
    gathered: list[Line] = []
    for line in lines:
        text = line.text
        if not text:
            if gathered:
                pieces.append(Piece(gathered))
                gathered = []
        elif text[0] in _RULE_CHARACTERS and is_rule(text):
            if gathered:
                pieces.append(Piece(gathered, "heading" if _is_underlined(gathered, text) else "text"))
                gathered = []
                if pieces[-1].kind == "heading":
                    continue
            pieces.append(Piece([line], "rule"))
        else:
            gathered.append(line)
    if gathered:
        pieces.append(Piece(gathered))
    return pieces


def is_rule(text: str) -> bool:
    """Whether a line is a drawn rule: three or more of ``- = * _ ~``, perhaps spaced, and nothing else."""
    return not text.strip("-=*_~ ") and len(text.replace(" ", "")) >= _SHORTEST_RULE


def _is_underlined(gathered: list[Line], rule: str) -> bool:
    """Whether a rule underlines what stands above it: one line, short enough for a heading, and no closing sentence."""
    if len(gathered) > 1:
        return False
    text = gathered[0].text
    words = text.count(" ") + 1
    if words > _LONGEST_UNDERLINED or not any(map(str.isalpha, text)):
        return False
    if text[-1] not in ".!,;:":
        return True
    return words <= _MOST_UNDERLINED_SENTENCE and abs(len(text) - len(rule)) <= _SHORTEST_RULE


def wrap_width(pieces: Iterable[Piece]) -> int:
    """The width at which the lines of a body were broken, 0 where none were.

    A body is hard-wrapped where at least 6 lines are not their paragraph's last, all of them ≤ 80
    characters and their median ≥ 40. Verse, and lines before a list item, end where their author ended them
    and are not asked.
    """
    lengths: list[int] = []
    for piece in pieces:
        lines = piece.lines
        if len(lines) == 1 or piece.kind != "text" or _is_short_lined(lines):
            continue
        for line, after in pairwise(lines):
            length = len(line.text)
            if length > _WIDEST_WRAPPED:
                return 0
            if not marker_of(after):
                lengths.append(length)
    if len(lengths) < _FEWEST_WRAPPED:
        return 0
    lengths.sort()
    return lengths[-1] if lengths[len(lengths) // 2] >= _NARROWEST_WRAPPED else 0


def is_verse(lines: Sequence[Line], width: int) -> bool:
    """Whether the breaks of lines matter: three or more, all short, none ended as a sentence.

    In a file that is wrapped at a width, at least one line must have had room for the next line's first word.
    """
    if not _is_short_lined(lines):
        return False
    return not width or any(len(line.text) + 1 + len(after.text.partition(" ")[0]) <= width for line, after in pairwise(lines))


def _is_short_lined(lines: Sequence[Line]) -> bool:
    return len(lines) >= _FEWEST_VERSES and all(len(line.text) < _WIDEST_VERSE and line.text[-1] not in ".!?" for line in lines)
