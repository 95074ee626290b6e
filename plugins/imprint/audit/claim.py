"""The words by which a text claims rights, and those by which it takes a claim back."""

from __future__ import annotations

import re

from imprint.audit.wording import folded

__all__ = ["CLAIM", "SENTENCE", "claims_only", "is_revoked", "may_be_taken_back_around", "taken_back", "taken_back_around"]

CLAIM = re.compile(r"(?:copyright(?:ed)?|copr\.|©|\(c\))[\s:,]*(?:©|\(c\)|by)?\s*(?:(?:1[89]|20)\d\d\b|[MDCLXVI]{2,}\b)", re.IGNORECASE)
"""A claim: the word or the sign, and a year in Arabic or Roman numerals."""

_NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|neither|nor|without|formerly|previously|void|invalid|false|isn.t|wasn.t|aren.t)\b[\s\w]{0,16}|\bno|\bnon)[-:,\s\"'“‘(]*$",
    re.IGNORECASE,
)
"""Words right before a notice that take it back."""

_REVOKED = re.compile(
    r"[\s.,;:)(\[\]\"'“”‘’»«-]{0,4}(?:\w+\s){0,3}(?:expired|void|invalid|withdrawn|revoked|no longer|does not apply|not valid|not true|waived"
    r"|public domain|no rights reserved|licensed under|creative commons|cc0|copyleft)\b",
    re.IGNORECASE,
)
"""Words right behind a notice that take it back."""

_SHOWN = 60
"""Characters of the words that take a notice back that a message shows."""
SENTENCE = 240
"""Characters before and behind a notice in which the sentence is looked for that it may be a part of."""
_QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』"
_OPENED = re.compile(rf"[{_QUOTES}]\s*$")
_GOES_ON = re.compile(rf"[\s,;:)(\[\]{_QUOTES}-]*(?=[a-z])")
"""What stands between a notice and the rest of a sentence of which it is a part: words in small letters follow."""
_SENTENCE_BEHIND = re.compile(r"(?:[^.!?]|[.!?](?=\w))*")
_SENTENCE_BEFORE = re.compile(r"(?:[^.!?]|[.!?](?=\w))*$")
_UPHELD = re.compile(
    r"(?:\b(?:not|never)|\bcannot|n['’]t)\s+(?:to\s+)?(?:be\s+)?(?:ever\s+)?"
    r"(?:remov|delet|drop|omit|strik|struck|alter|chang|edit|modif|replac|withdraw|revok|waiv|ignor|disregard|reproduc|cop[yi]|reprint|republish|us|sold|sell)\w*"
    r"(?:\s*(?:,|or|and|nor)\s*(?:remov|delet|drop|omit|alter|chang|edit|modif|replac)\w*)*",
    re.IGNORECASE,
)
"""What a sentence says that wants the notice kept."""
_DENIED = re.compile(
    r"\b(?:expired|void|invalid|withdrawn|revoked|removed|deleted|dropped|struck|superseded|replaced|omitted|outdated|obsolete|wrong(?:ly)?|false(?:ly)?|untrue"
    r"|incorrect(?:ly)?|mistaken(?:ly)?|by mistake|in error|erroneous(?:ly)?|fake[ds]?|forged|fraudulent|rejected|disputed|den(?:ied|y|ies)"
    r"|ignored?|disregard(?:ed)?|waived|no longer|public domain|copyleft|cc0)\b",
    re.IGNORECASE,
)
"""Words by which a sentence takes back a notice that is a part of it."""
_DENIED_IF_QUOTED = re.compile(r"\b(?:not|never|nor|neither|former(?:ly)?|previous(?:ly)?)\b|n['’]t\b", re.IGNORECASE)
"""More words by which a sentence takes back a notice that it quotes."""

_ABOVE = re.compile(r"\b(?:not|no|never|no longer|formerly|previously|void|invalid|false|untrue)\b[\s\w]{0,16}:\s*$", re.IGNORECASE)
_BELOW = re.compile(
    r"\b(?:(?:is|are)(?: now)? in the public domain|(?:is|are) copyright[- ]free|free of copyright|no rights reserved|CC0)\b", re.IGNORECASE
)
"""What the block above a notice ends with, and the block below it says, to take the notice back."""
_AROUND = re.compile(rf"{_ABOVE.pattern.removesuffix('$')}\0|{_BELOW.pattern}", re.IGNORECASE)
"""Either of the two in a text in which the character NUL stands between the blocks."""
_FAR = 200
"""Characters of a block that count as beside a notice."""

_MARKS = (b"copyright", "©".encode(), b"(c)", b"copr.")
_MAY_CLAIM = re.compile(r"(?:copyright(?:ed)?|copr\.|©|\(c\))[ :,]*(?:©|\(c\)|by)? ?(?:(?:1[89]|20)\d\d|[MDCLXVI]{2})", re.IGNORECASE)
"""Wider than :data:`CLAIM`, since in the text that is searched no space stands between two blocks."""
_REACH = 192
"""Bytes behind a mark that are looked at for its year; where almost all of them are white space, the claim is in doubt."""
_LEAST_REACH = 48
_SHORTEST = 8


def taken_back(before: str, after: str, *, quoted: bool) -> str:
    """The words of a block before or behind a notice that take it back; empty where none do.

    Right beside the notice a word is enough. Where the notice is ``quoted``, or stands in quotation marks, or in a sentence
    that goes on behind it, what the whole sentence says of it counts.
    """
    quoted = quoted or _OPENED.search(before) is not None
    if _NEGATED.search(before) or (quoted and _denies(_SENTENCE_BEFORE.search(before), quoted=True)):
        return before.strip()[-_SHOWN:]
    return after.strip()[:_SHOWN] if is_revoked(after, quoted=quoted) else ""


def taken_back_around(above: str, below: str) -> str:
    """The words of the block above a notice, or of the one below it, that take it back; empty where none do."""
    found = _ABOVE.search(above[-_FAR:]) or _BELOW.search(below[:_FAR])
    return found[0].strip() if found else ""


def may_be_taken_back_around(text: str) -> bool:
    """Whether any words of a page, with the character NUL between its blocks, could take back a notice above or below them."""
    return _AROUND.search(text) is not None


def is_revoked(after: str, *, quoted: bool = False) -> bool:
    """Whether the words right behind a notice, or the rest of the sentence that it is a part of, take it back."""
    if _REVOKED.match(after):
        return True
    goes_on = _GOES_ON.match(after)
    if goes_on is None:
        return False
    quoted = quoted or any(each in _QUOTES for each in goes_on[0])
    return _denies(_SENTENCE_BEHIND.match(after, goes_on.end()), quoted=quoted)


def _denies(sentence: re.Match[str] | None, *, quoted: bool) -> bool:
    said = _UPHELD.sub(" ", sentence[0] if sentence else "")
    return _DENIED.search(said) is not None or (quoted and _DENIED_IF_QUOTED.search(said) is not None)


def claims_only(text: str, notices: list[str]) -> bool:
    """Whether every text that claims rights is one of the notices, which are folded; ``text`` need not be."""
    data = text.encode()
    # Only the letters of ASCII change, so that places in one are places in the other.
    low = data.lower()
    reach = _REACH + 4 * max(map(len, notices), default=0)
    plain = [notice.encode() for notice in notices]
    for mark in _MARKS:
        at = low.find(mark)
        while at >= 0:
            notice = next((each for each in plain if data.startswith(each, at)), b"")
            if not notice and _may_claim(data, at):
                here = folded(data[at : at + reach].decode(errors="ignore"))
                if not any(here.startswith(each) or each.find(here[:_SHORTEST]) > 0 for each in notices):
                    return False
            at = low.find(mark, at + max(len(notice), 1))
    return True


def _may_claim(data: bytes, at: int) -> bool:
    """Whether a year may stand behind the mark at a place; True where there is too much white space to tell."""
    here = " ".join(data[at : at + _REACH].decode(errors="ignore").split())
    return _MAY_CLAIM.match(here) is not None or (len(here) < _LEAST_REACH and at + _REACH < len(data))
