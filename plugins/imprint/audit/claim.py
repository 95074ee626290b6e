"""The words by which a text claims rights, and those by which it takes a claim back."""

from __future__ import annotations

import re
from functools import lru_cache

from imprint.audit.wording import folded

__all__ = ["CLAIM", "SENTENCE", "WAIVER", "claims_only", "is_revoked", "may_be_taken_back_around", "taken_back", "taken_back_around"]

CLAIM = re.compile(r"(?:copyright(?:ed)?|copr\.|©|\(c\))[\s:,]*(?:©|\(c\)|by)?\s*(?:(?:1[89]|20)\d\d\b|[MDCLXVI]{2,}\b)", re.IGNORECASE)
"""A claim: the word or the sign, and a year in Arabic or Roman numerals."""

WAIVER = re.compile(
    r"\b(?:th(?:is|ese)|our)\s+(?:\w+\s+)?(?:articles?|texts?|contents?|stor(?:y|ies)|posts?|pages?|works?|(?:web\s?)?sites?|blog|magazine|newsletter)\b"
    r"(?:\s+(?:of|on|in|at|by)(?:\s+\w+){1,4}?)?\s+(?:is|are|was|were|(?:has|have)\s+been|belongs?)\s+"
    r"(?:(?:now|all|entirely|hereby|placed|released|dedicated|put|given|fully|completely|therefore)\s+)*"
    r"(?:(?:in|into|to|under)\s+)?(?:the\s+)?(?:public\s+domain|free\s+of\s+(?:all\s+)?copyrights?|copyright[-\s]free|cc0)\b"
    r"(?!\s+\w*(?:issue|problem|concern|infring|claim)\w*)",
    re.IGNORECASE,
)
"""A sentence that gives away all rights in what stands on the page, wherever on it that is said."""

_NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|neither|nor|without|formerly|previously|void|invalid|false|isn.t|wasn.t|aren.t)\b[\s\w]{0,16}|\bno|\bnon)[-:,\s\"'“‘(\[{<>«„‹*_]*$"
    r"|\b(?:expired|withdrawn|revoked|superseded|obsolete|outdated|waived)[^\w.!?]*$",
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

_BEFORE = ("not", "no", "never", "no longer", "formerly", "previously", "void", "invalid", "false", "untrue")
_ABOVE = re.compile(rf"\b(?:{'|'.join(_BEFORE)})\b[\s\w]{{0,16}}:\s*$", re.IGNORECASE)
_BELOW = re.compile(
    r"\b(?:(?:is|are)(?: now)? in the public domain|(?:is|are) copyright[- ]free|free of copyright|no rights reserved|CC0)\b", re.IGNORECASE
)
"""What the block above a notice ends with, and the block below it says, to take the notice back."""
_SPOKEN_OF = re.compile(
    r"\b(?:th(?:is|e|ese|at|ose)|our|my|his|her|their|its|any)\s+(?:(?:above|below|preceding|foregoing|following|former|said)\s+)?"
    r"(?:(?:copyright\s+)?(?:notices?|claims?)|copyrights?(?!\s+(?:of|in|on|to)\s+(?!th(?:is|e|ese)\b))|(?:copyright\s+)?(?:line|statement|sentence|footer)s?(?=\s+(?:above|below)))\b"
    r"|\b(?:the\s+)?(?:above|foregoing)\b(?=\s+(?:is|are|was|were|does|do|has|no)\b)",
    re.IGNORECASE,
)
"""How the block above or below a notice speaks of it."""
_UNBOUND = re.compile(
    r"(?:\b(?:do(?:es)?|did|should|need)\s+not|n['’]t)\s+(?:apply|hold|count|bind|cover|concern|stand|matter)\b"
    r"|\bnot\s+(?:\w+\s+)?(?:valid|binding|applicable|true|in\s+force|effective|enforceable|serious|meant|real)\b"
    r"|\bno\s+(?:force|effect|meaning|validity)\b|\bcannot\s+be\s+enforced\b",
    re.IGNORECASE,
)
"""What such a block says to take the notice back, beside :data:`_DENIED`."""
_CONDITION = re.compile(r"\b(?:if|unless|where|when|whenever|without|once|until|who(?:ever)?)\b", re.IGNORECASE)
"""A sentence with one of these says what becomes of a copy that breaks the terms."""
_MAY_SPEAK = re.compile(
    r"(?:notice|copyright|claim|line|statement|sentence|footer|above|foregoing)[^.!?]{0,200}?"
    r"(?:expired|void|invalid|withdrawn|revoked|removed|deleted|dropped|struck|superseded|replaced|omitted|outdated|obsolete|wrong|false|untrue"
    r"|incorrect|mistake|in error|erroneous|fake|forged|fraudulent|rejected|disputed|denied|deny|denies|ignore|disregard|waived"
    r"|no longer|copyleft|(?:not|n['’]t|no) [^.!?]{0,20}?"
    r"(?:apply|hold|count|bind|cover|concern|stand|matter|valid|applicable|true|force|effect|serious|meant|real|meaning))"
)
"""Wider than what :data:`_SPOKEN_OF` begins and :data:`_DENIED` or :data:`_UNBOUND` ends, for a text in small letters without the edges of elements."""
_AROUND = 1200
"""Characters before and behind a notice in which its neighbours are looked for; where almost all of them are white space, they are in doubt."""
_GIVES_AWAY = {
    b"domain": re.compile(rb"public[\s\x80-\xff]+domain"),
    b"free": re.compile(rb"copyright[-\s\x80-\xff]+free|free[\s\x80-\xff]+of[\s\x80-\xff]+copyright"),
    b"reserved": re.compile(rb"no[\s\x80-\xff]+rights[\s\x80-\xff]+reserved"),
}
"""Wider than :data:`_BELOW`, for a text in small letters whose white space is not folded, by a word that each needs."""
_NOUGHT = re.compile(r"\bc\0*c\0*0\b", re.IGNORECASE)
"""The mark of the waiver of all rights, in a text that has the character NUL wherever an element begins or ends."""
_ENDS = re.compile(r":[\s\0]*\0")
_SPLIT_ABOVE = re.compile(rf"\b(?:{'|'.join((chr(92) + '0*').join(word) for word in _BEFORE)})\b[\s\w\0]{{0,48}}:$", re.IGNORECASE)
"""Wider than :data:`_ABOVE`, for such a text."""
_TAIL = 240
_LEAST_TAIL = 80
"""Characters before a colon that are looked at, and how many of them must not be white space to be enough."""
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
    return found[0].strip() if found else _spoken_of(above[-_FAR:]) or _spoken_of(below[:_FAR])


def _spoken_of(block: str) -> str:
    """The sentence of a block that speaks of the notice beside it and says that it does not hold; empty where none does."""
    for subject in _SPOKEN_OF.finditer(block):
        rest = _SENTENCE_BEHIND.match(block, subject.end())
        said = _UPHELD.sub(" ", rest[0] if rest else "")
        before = _SENTENCE_BEFORE.search(block, 0, subject.start())
        if _CONDITION.search(said) or (before and _CONDITION.search(before[0])):
            continue
        if _DENIED.search(said) or _UNBOUND.search(said):
            return (subject[0] + (rest[0] if rest else "")).strip()[:_SHOWN]
    return ""


def may_be_taken_back_around(data: bytes, text: str, pieces: str, notices: list[str]) -> bool:
    """Whether any words of a page could take back one of the ``notices``, which are folded, above or below it.

    ``data`` is the ``text`` in UTF-8; in ``pieces``, which is the same text, the character NUL stands between two text nodes.
    """
    lower = data.lower()
    if any(word in lower and given.search(lower) for word, given in _GIVES_AWAY.items()) or (b"cc0" in lower and _NOUGHT.search(pieces)):
        return True
    if any(_may_lead_on(pieces[max(end.start() - _TAIL, 0) : end.start() + 1]) for end in _ENDS.finditer(pieces)):
        return True
    return any(_may_be_spoken_of(text, notice) for notice in notices)


def _may_be_spoken_of(text: str, notice: str) -> bool:
    """Whether the blocks beside an occurrence of a notice may say that it does not hold; True where it is not found."""
    first, _, rest = notice.partition(" ")
    unseen = True
    at = text.find(first)
    while at >= 0:
        behind = at + len(first)
        below = _folded_from(text, behind, len(rest) + _FAR)
        if below.startswith(rest):
            unseen = False
            above = _folded_to(text, at, _FAR)
            if (len(above) < _FAR and at > _AROUND) or (len(below) < len(rest) + _FAR and behind + len(rest) + _AROUND < len(text)):
                return True
            if _MAY_SPEAK.search(above[-_FAR:].lower()) or _MAY_SPEAK.search(below[len(rest) : len(rest) + _FAR].lower()):
                return True
        at = text.find(first, behind)
    return unseen


def _folded_from(text: str, start: int, least: int) -> str:
    """What stands behind a place, its white space folded: ``least`` characters or more, if there are so many near by."""
    found = " ".join(text[start : start + least + least // 2].split())
    return found if len(found) >= least else " ".join(text[start : start + least + _AROUND].split())


def _folded_to(text: str, end: int, least: int) -> str:
    """What stands before a place, likewise."""
    found = " ".join(text[max(end - 2 * least, 0) : end].split())
    return found if len(found) >= least else " ".join(text[max(end - _AROUND, 0) : end].split())


@lru_cache(maxsize=1024)
def _may_lead_on(tail: str) -> bool:
    """Whether what ends with a colon may say that the notice below it does not hold; the theme says the same on every page."""
    said = " ".join(tail.split())
    return (len(said) < _LEAST_TAIL and len(tail) > _TAIL) or _SPLIT_ABOVE.search(said) is not None


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


def claims_only(data: bytes, notices: list[str]) -> bool:
    """Whether every text in ``data`` that claims rights is one of the notices, which are folded; ``data``, in UTF-8, need not be."""
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
