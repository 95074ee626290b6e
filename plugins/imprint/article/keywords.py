"""The keywords of an article as they are written, and the tags they make."""

from __future__ import annotations

import re
from dataclasses import dataclass

from imprint.article.address import slug_of
from imprint.article.model import Tag

__all__ = ["KeywordReading", "read_keywords"]

_SEPARATOR = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class KeywordReading:
    """What a ``Keywords`` field says.

    ``keywords`` are the written forms, in order, each once however its case varies. ``tags`` has one
    tag for each slug. ``collisions`` are the groups of keywords that share a slug. ``duplicates`` are
    the forms that repeat an earlier keyword in other letters or the same, each with the form it repeats.
    """

    keywords: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    collisions: tuple[tuple[str, ...], ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()


def read_keywords(value: str, body_text: str) -> KeywordReading:
    """The keywords of a field; the form that a tag shows is the one most used in the body, else the first.

    A keyword without a letter or a digit makes no tag. Singular and plural stay two tags.
    """
    written: dict[str, str] = {}
    duplicates: list[tuple[str, str]] = []
    for part in _SEPARATOR.split(value):
        keyword = " ".join(part.split())
        if not keyword:
            continue
        first = written.setdefault(keyword.casefold(), keyword)
        if first is not keyword:
            duplicates.append((keyword, first))
    groups: dict[str, list[str]] = {}
    for keyword in written.values():
        groups.setdefault(slug_of(keyword), []).append(keyword)
    groups.pop("", None)
    folded = body_text.casefold() if len(groups) < len(written) else ""
    return KeywordReading(
        keywords=tuple(written.values()),
        tags=tuple(Tag(slug, _most_used(forms, folded), tuple(forms)) for slug, forms in groups.items()),
        collisions=tuple(tuple(forms) for forms in groups.values() if len(forms) > 1),
        duplicates=tuple(duplicates),
    )


def _most_used(forms: list[str], folded: str) -> str:
    """The form that occurs most often in a text without case; of several the first."""
    return forms[0] if len(forms) == 1 else max(forms, key=lambda form: folded.count(form.casefold()))
