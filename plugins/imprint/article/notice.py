"""The copyright notice: how one is told from prose, and its parts."""

from __future__ import annotations

import re
from typing import Literal

from imprint.article.links import spans_of
from imprint.article.model import Notice
from imprint.article.notice_years import Years, years_at, years_within
from imprint.article.reprint_terms import start_of_terms

__all__ = ["find_notice"]

_MARK = r"(?:©|&copy;|\(c\)|\[c\]|\{c\}|\(copyright\)|\bcopyright(?:ed)?\b|\bcopr\b\.?)"
_MAYBE = re.compile(_MARK, re.IGNORECASE)
_LATEST_MARK = 60
"""How far into a block the mark can stand: behind ornament and one word, or a phrase such as "This article is"."""
_LONGEST_NOTICE = 4_000
"""A longer block is a text that happens to begin with a mark; notices with reprint terms have a few hundred characters."""
_ORNAMENT = r"[\s.,;:*=_~<>•·\"'“–—-]*"
_OPENING = re.compile(
    _ORNAMENT
    + r"(?:[^\W\d_]{1,30}[:,]?\s+|(?:this|the|all|entire)\s+[^\W\d_]{1,30}\s+(?:is\s+|are\s+)?)?"
    + _MARK
    + r"(?:[\s:.,@-]*"
    + _MARK
    + r")*[\s:.,|–—(-]*(?:years?\s+)?",
    re.IGNORECASE,
)
_MARKS_AGAIN = re.compile(r"(?:[\s:.,|–—-]*" + _MARK + r")+", re.IGNORECASE)

_RIGHTS = re.compile(
    r"\b(?:"
    r"(?:all|some|no)\s+(?:[a-z-]+\s+){0,3}rights\s+(?:[a-z]+\s+){0,2}reserved|"
    r"(?:(?:worldwide|international|world|publishing|reprint|full|other)\s+)?rights\s+(?:[a-z]+\s+)?reserved|"
    r"(?:re)?(?:used|printed|produced|published)\s+(?:here\s+)?(?:with|by)\s+(?:[a-z]+\s+){0,2}permission|"
    r"todos\s+(?:l?os\s+)?(?:derechos|direitos)\s+reservados|derechos\s+reservados|"
    r"tous\s+droits\s+(?:de\s+[a-zé]+\s+)?réservés|alle\s+rechte\s+vorbehalten|tutti\s+i\s+diritti\s+(?:sono\s+)?riservati"
    r")\b",
    re.IGNORECASE,
)
_OF_RIGHTS = re.compile(
    r"reserv|permi|reprodu|republ|reprint|cop(?:y|ied)|distribut|prohibit|licen[cs]|authori|right|derech|droit|recht", re.IGNORECASE
)
"""Words of a sentence that goes on with the rights."""
_NOTHING_BETWEEN = re.compile(r"[\s.,;:!|–—-]*")

_ADDRESSEE = re.compile(
    r"\s*(?:(?:(?:attention|attn|note|notice|important|dear)\b[\s.:!,-]*)?(?:(?:to|for)\s+)?(?:all\s+)?(?:publisher|editor|webmaster)s?\b"
    r"|attention|attn\.?|note)\s*[:–—-]+\s*",
    re.IGNORECASE,
)
_UNBRACKETED = re.compile(r"\battention\s+publishers?\s*:\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"[{\[(](?=\s*(?:attention|attn|note|publishers?|editors?|webmasters?)\b)", re.IGNORECASE)
_OPENERS = {"}": "{", "]": "[", ")": "("}
_FEWEST_WORDS_IN_SQUARE_BRACKETS = 3

_EDGE = ' \t,;:|–—-(“"*_~=•'
_BEFORE_NAME = re.compile(r"(?:[\s,;:|–—(\"“)*_~=•-]+|\.\s)*(?:(?:by|par|por)\s+)?", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"(?:^|[\s.,(])(?:(?:[^\W\d_]\.)*[^\W\d_]|inc|ltd|co|corp|bros|jr|sr|esq|plc|llc|gmbh|ph\.?d|m\.?d|dr|mr|mrs|ms|st|etc|assn|dept|univ)\.\Z",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z“\"])")
_PROSE = re.compile(
    r"(?:was|were|is|are|has|had|have|will|would|saw|brought|became|came|made|marked|changed|gave|did|does|began|ended|started|"
    r"might|may|can|could|should|must|after|before|when|while|because|but|or|laws?|legislation|act|rules?|cases?|issues?|"
    r"reforms?|treat(?:y|ies)|infringements?|protection|registrations?|terms?|disputes?|lawsuits?|statutes?|fue|era|fut|était)\b"
)
"""Words that go on with a sentence about copyright in some year; a holder's name starts with none of them in small letters."""
_NO_HOLDER = re.compile(r"(?:law|laws|act|office|infringement|protection|notice|date|year|since|in|from|until|is|was)\b", re.IGNORECASE)
_SMALL_IN_NAMES = frozenset(
    {"a", "an", "and", "at", "by", "da", "de", "del", "der", "di", "dos", "du", "e", "et", "for", "in", "la", "le", "les", "los", "of", "on",
     "or", "the", "und", "van", "von", "y", "&"}
)  # fmt: skip
_LONGEST_HOLDER_BEFORE_YEARS = 10
_LONG_HOLDER = 8
_LONG_SENTENCE = 5


def find_notice(text: str, *, position: Literal["start", "end", "field"] = "end", line: int = 0) -> Notice | None:
    """The notice that a block of text is; ``None`` where it is none.

    A notice starts, after an optional lead, with a copyright mark and carries a year. Its years are
    ``None`` where they are malformed, run backwards or have no end, and its holder where none is named;
    the caller warns of either. ``line`` is the block's first line, counted from 1.
    """
    if len(text) > _LONGEST_NOTICE or not _MAYBE.search(text, 0, _LATEST_MARK):
        return None
    raw = " ".join(text.split())
    rights_first = _RIGHTS.match(raw)
    opening = _OPENING.match(raw, rights_first.end() if rights_first else 0)
    if not opening:
        return None
    years = years_at(raw, opening.end())
    rest, publisher_notice = _without_publisher_notice(raw[years.end if years else opening.end() :])
    rest, statement = _without_statement(rest[: start_of_terms(rest)])
    if years:
        holder = _holder(rest)
        if _PROSE.match(_BEFORE_NAME.sub("", rest, count=1)) or (not statement and _is_prose(holder)):
            return None
    else:
        found = _holder_before_years(rest)
        if found is None:
            return None
        holder, years = found
    if rights_first and not statement:
        statement = rights_first[0]
    return Notice(raw, years.first, years.last, holder, statement, publisher_notice, position, line)


def _without_publisher_notice(rest: str) -> tuple[str, str | None]:
    """The rest of a notice without the instruction in brackets at its end, and the instruction without its label."""
    closed = rest.rstrip(" .")
    if closed and closed[-1] in _OPENERS:
        start = _opening_bracket(closed)
        if start >= 0:
            inner = closed[start + 1 : -1]
            label = _ADDRESSEE.match(inner)
            told = inner[label.end() :].strip() if label else inner.strip()
            is_one = label or closed[-1] == "}" or (closed[-1] == "]" and len(told.split()) >= _FEWEST_WORDS_IN_SQUARE_BRACKETS)
            if told and is_one:
                return closed[:start], told
    marked = _BRACKETED.search(rest)
    if marked:
        inside, _, after = rest[marked.end() :].partition({"{": "}", "[": "]", "(": ")"}[marked[0]])
        label = _ADDRESSEE.match(inside)
        if label and inside[label.end() :].strip():
            return rest[: marked.start()] + after, inside[label.end() :].strip()
    marked = _UNBRACKETED.search(rest)
    if marked and rest[marked.end() :].strip():
        return rest[: marked.start()], rest[marked.end() :].strip()
    return rest, None


def _opening_bracket(closed: str) -> int:
    """The place of the bracket that the last character closes; -1 where there is none."""
    closer = closed[-1]
    opener = _OPENERS[closer]
    depth = 0
    for place in range(len(closed) - 1, -1, -1):
        if closed[place] == closer:
            depth += 1
        elif closed[place] == opener:
            depth -= 1
            if not depth:
                return place
    return -1


def _without_statement(rest: str) -> tuple[str, str | None]:
    """The rest of a notice without its rights sentences, and these.

    The last phrase that reserves rights counts, with those that stand directly before it; one inside
    the holder's name does not.
    """
    start = end = -1
    for phrase in _RIGHTS.finditer(rest):
        if start < 0 or not _NOTHING_BETWEEN.fullmatch(rest, end, phrase.start()):
            start = phrase.start()
        end = phrase.end()
    if start < 0:
        return rest, None
    statement = rest[start:].strip(' ("“')
    for sentence in _SENTENCE_END.finditer(statement):
        following = _SENTENCE_END.split(statement[sentence.end() :], maxsplit=1)[0]
        if not _OF_RIGHTS.search(following):
            statement = statement[: sentence.start() + 1]
            break
    spans = spans_of(statement)
    if len(spans) > 1 and (spans[-1].url or (spans[-2].url and not spans[-1].text.strip(" ."))):
        statement = "".join(span.text for span in spans[: -1 if spans[-1].url else -2])
    return rest[:start], statement.strip(" ,;:|–—-")


def _holder(rest: str) -> str | None:
    """The name in what is left of a notice; ``None`` where nothing is left.

    It is never cut at a full stop, except where an address or a sentence of prose follows it.
    """
    again = _MARKS_AGAIN.match(rest)
    holder = _BEFORE_NAME.sub("", rest[again.end() if again else 0 :], count=1).rstrip(_EDGE)
    for end in _SENTENCE_END.finditer(holder):
        words = holder[end.end() :].split()
        if (
            len(words) >= _LONG_SENTENCE
            and 2 * sum(word[0].islower() for word in words) >= len(words)
            and not _ABBREVIATION.search(holder[: end.start() + 1])
        ):
            holder = holder[: end.start() + 1]
            break
    spans = spans_of(holder)
    if len(spans) > 1 and any(char.isalnum() for char in spans[0].text) and not spans[0].url:
        holder = spans[0].text
    holder = holder.rstrip(_EDGE)
    if holder.count("(") < holder.count(")"):
        holder = holder.rstrip(" )")
    if holder.endswith("..") or (holder.endswith(".") and not _ABBREVIATION.search(holder)):
        holder = holder.rstrip(_EDGE + ".")
    if holder.count('"') % 2 and f'{holder}"' in rest:  # the name ends with a word in quotation marks
        holder += '"'
    return holder if any(char.isalnum() for char in holder) else None


def _is_prose(holder: str | None) -> bool:
    """Whether what would be the holder reads like the middle of a sentence."""
    words = holder.split() if holder else []
    return len(words) >= _LONG_HOLDER and 10 * sum(word[0].islower() and word not in _SMALL_IN_NAMES for word in words) >= 6 * len(words)


def _holder_before_years(rest: str) -> tuple[str, Years] | None:
    """The holder and the years of a notice that names the holder first: "Copyright Jane Doe, 2005"."""
    found = years_within(rest)
    if not found:
        return None
    start, years = found
    holder = _holder(rest[:start].rstrip("( "))
    if not holder or rest[years.end :].strip(_EDGE + ").") or _NO_HOLDER.match(holder):
        return None
    words = holder.split()
    if len(words) > _LONGEST_HOLDER_BEFORE_YEARS:
        return None
    if any(word[0].islower() and word not in _SMALL_IN_NAMES and "." not in word for word in words):
        return None
    return holder, years
