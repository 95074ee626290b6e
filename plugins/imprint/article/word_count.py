"""The two counts of an article's words: the text format's own, and the one that readers are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from imprint.article.model import Lines, ListBlock, Markup, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from imprint.article.model import Block

__all__ = ["differs", "legacy_count", "reading_count"]

_LEGACY_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_READING_WORD = re.compile(r"(?<!\S)(?:[^\s\w]|_)*[^\W_]")
"""The start of a whitespace-separated token up to its first letter or digit."""
_TOLERATED_WORDS = 3
_TOLERATED_SHARE = 0.02


def legacy_count(raw_body: str) -> int:
    """The words of everything after ``Article Body:`` as the format counts them: notices, tags and all.

    It is what PHP's ``str_word_count`` gives in the C locale; an accented letter ends a word.
    """
    return len(_LEGACY_WORD.findall(raw_body))


def reading_count(blocks: Iterable[Block]) -> int:
    """The words that a reader reads: tokens between white space that hold a letter or a digit."""
    return sum(len(_READING_WORD.findall(text)) for block in blocks for text in _texts(block))


def differs(declared: int, legacy: int) -> bool:
    """Whether a declared count is further from the counted one than three words and two per cent."""
    return abs(declared - legacy) > max(_TOLERATED_WORDS, _TOLERATED_SHARE * legacy)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, ListBlock):
        yield from map(plain, block.items)
    elif isinstance(block, Lines):
        yield from map(plain, block.lines)
    elif isinstance(block, Markup):
        yield block.text
    else:
        yield plain(block.text)
