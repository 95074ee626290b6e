"""Whether a file carries the text of an article that is not its own: a list, the home page, the page of a withdrawn article.

What is compared is how sentences begin, in the bytes of the file, whatever holds them: a paragraph, an attribute, JSON in a script, a comment. So
nothing is parsed for it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

from imprint.article.model import Heading, block_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.article.model import Article

__all__ = ["ArticleTexts", "CarriedText"]

_EVEN = bytes.maketrans(b"\t\n\v\f\r!?>\x82" + ascii_uppercase.encode(), b"     ...." + ascii_lowercase.encode())
r"""Small letters, blanks, and one sign for what stands before a sentence, each byte where it was; ``\x82`` ends the ideographic full stop."""
_BEGINNING = re.compile(rb"\. *([\w\x80-\xff][\w ,;:()\x80-\xff-]{31})")
"""The first bytes of a sentence, in what :data:`_EVEN` makes of a text; one with quotation marks or an ampersand in them has none, since HTML may write these in several ways."""
_ENOUGH = 4
"""Sentences that make an article carried: more than anybody quotes in a list, and about a paragraph of sixty words."""
_FEWEST = 2
_TWINS = 2
"""Articles up to which a sentence is peculiar to them. What more of them have is common matter, such as a disclaimer, which another page may have too."""
_MOST_OWNERS = 8
"""Articles that are remembered for one sentence."""
_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class CarriedText:
    """The text of an article in a file that is not its own: the article's ``source``, the first words found, and their line."""

    source: str
    words: str
    line: int


class ArticleTexts:
    """How the sentences of ``articles`` begin, but for those of their titles, headings and summaries, which lists may show."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._sources: dict[str, str] = {}
        self._sentences: dict[str, int] = {}
        self._owners: dict[bytes, tuple[str, ...]] = {}
        for article in articles:
            alone = (article.id,)
            beginnings = _beginnings_of(article)
            self._sources[article.id] = article.source
            self._sentences[article.id] = len(beginnings)
            for beginning in beginnings:
                owners = self._owners.setdefault(beginning, alone)
                if owners is not alone and len(owners) < _MOST_OWNERS:
                    self._owners[beginning] = owners + alone

    def carried_by(self, data: bytes, own: Article | None) -> CarriedText | None:
        """The text of an article that a file carries and that is not its ``own``; of several, that with most sentences there.

        A text is carried by four of its sentences, or by half of them where that is two or more. What the own article says as well, since it
        quotes the other one or is a later edition of it, does not count.
        """
        even = data.translate(_EVEN)
        found = self._owners.keys() & _BEGINNING.findall(even)
        if len(found) < _FEWEST:
            return None
        if own is not None:
            found = {each for each in found if own.id not in self._owners[each]}
            found = found - _beginnings_of(own) if len(found) >= _FEWEST else found
        if len(found) < _FEWEST:
            return None
        there = Counter(owner for each in found for owner in self._owners[each])
        peculiar = Counter(owner for each in found if len(owners := self._owners[each]) <= _TWINS for owner in owners)
        for owner, number in there.most_common():
            if peculiar[owner] >= _ENOUGH or number >= max(_FEWEST, self._sentences[owner] / 2):
                at = min(even.index(each) for each in found if owner in self._owners[each])
                words = data[at : at + _EXCERPT].partition(b"<")[0].decode("utf-8", "ignore")
                return CarriedText(self._sources[owner], " ".join(words.split()), data.count(b"\n", 0, at) + 1)
        return None


def _beginnings_of(article: Article) -> set[bytes]:
    shown = (text for block in article.blocks if not isinstance(block, Heading) for text in block_texts(block))
    return set(_beginnings(shown)).difference(_beginnings((article.title, article.summary)))


def _beginnings(texts: Iterable[str]) -> list[bytes]:
    return _BEGINNING.findall(f">{'>'.join(texts)}".encode("utf-8", "replace").translate(_EVEN))
