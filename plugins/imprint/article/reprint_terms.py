"""What a text says itself of its republication: the sentence that permits reprinting."""

from __future__ import annotations

import re

__all__ = ["find_terms", "start_of_terms"]

_OPENING = re.compile(
    r"(?:^|(?<=[.!?:;}\])]))[\s\"“(\[*]*(?P<terms>(?:"
    r"you\s+(?:may|can|are\s+(?:free|welcome|allowed|permitted))|"
    r"(?:you|publishers|editors|webmasters|anyone)\s+(?:have|has)\s+(?:(?:my|our|the|full)\s+)?permission|"
    r"(?:publishers|editors|webmasters|anyone)\s+may|"
    r"(?:this|the)\s+article\s+(?:may|can|is\s+free)|"
    r"(?:re-?print(?:ing)?\s+|re-?publication\s+)?permission\s+(?:is\s+|to\s+)?(?:hereby\s+)?(?:granted|given|re-?print|re-?publish|publish)|"
    r"(?:please\s+)?feel\s+free\s+to"
    r")\b)",
    re.IGNORECASE,
)
_REPRINTING = re.compile(r"\bre-?print|\b(?:re-?)?publish(?!er)|\b(?:re-?)?publication", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?=\s|\Z)")


def start_of_terms(text: str) -> int:
    """Where the sentence that permits reprinting starts; the text's length where there is none."""
    if _REPRINTING.search(text):
        for opening in _OPENING.finditer(text):
            end = _SENTENCE_END.search(text, opening.end())
            if _REPRINTING.search(text, opening.start("terms"), end.start() if end else len(text)):
                return opening.start("terms")
    return len(text)


def find_terms(text: str) -> str | None:
    """The reprint terms in a block of text: from that sentence to the block's end; ``None`` where it permits nothing."""
    if not _REPRINTING.search(text):
        return None
    block = " ".join(text.split())
    return block[start_of_terms(block) :].strip() or None
