"""The two counts of an article's words: the text format's own, and the one that readers are shown."""

from __future__ import annotations

import re
from string import ascii_letters
from typing import TYPE_CHECKING

from imprint.article.model import block_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.article.model import Block

__all__ = ["differs", "legacy_count", "reading_count"]

_LEGACY_CLASSES = bytes(97 if chr(code) in ascii_letters else 45 if chr(code) in "'-" else 32 for code in range(256))
"""For each byte of an ASCII text: ``a`` for a letter, ``-`` for an apostrophe or a hyphen, a blank for everything else."""
_READING_CLASSES = bytes(97 if chr(code).isalnum() else 32 if chr(code).isspace() else 45 for code in range(128)) + b"-" * 128
"""For each byte of an ASCII text: ``a`` for a letter or a digit, a blank for white space, ``-`` for everything else."""
_MARKS_ALONE = re.compile(rb"(?<= )-+(?= )")
_TOLERATED_WORDS = 3
_TOLERATED_SHARE = 0.02


def legacy_count(raw_body: str) -> int:
    """The words of everything after ``Article Body:`` as the format counts them: notices, tags and all.

    They are the matches of ``[A-Za-z][A-Za-z'-]*``, which is what PHP's ``str_word_count`` gives in the C
    locale; an accented letter ends a word.
    """
    classes = b" " + raw_body.encode("ascii", "replace").translate(_LEGACY_CLASSES)
    runs = classes.split()
    return len(runs) - (sum(not run.strip(b"-") for run in runs) if b" -" in classes else 0)


def reading_count(blocks: Iterable[Block]) -> int:
    """The words that a reader reads: tokens between white space that hold a letter or a digit."""
    text = "\n".join([text for block in blocks for text in block_texts(block)])
    marks = len(_MARKS_ALONE.findall(b" %b " % text.encode("ascii", "replace").translate(_READING_CLASSES)))
    if marks and not text.isascii():  # some of them may be letters of another script
        marks = sum(not any(map(str.isalnum, token)) for token in text.split())
    return len(text.split()) - marks


def differs(declared: int, legacy: int) -> bool:
    """Whether a declared count is further from the counted one than three words and two per cent."""
    return abs(declared - legacy) > max(_TOLERATED_WORDS, _TOLERATED_SHARE * legacy)
