"""The subjects of articles: what the manifest changes of a text's tags, and one form of each tag for all articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from imprint.article.address import slug_of
from imprint.article.model import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from imprint.article.model import Article

__all__ = ["changed_tags", "with_shared_forms"]


def changed_tags(tags: Sequence[Tag], mapped: Mapping[str, str], dropped: Iterable[str], added: Iterable[str]) -> tuple[Tag, ...]:
    """Tags after ``keyword_map``, ``tags_drop`` and ``tags_add``, in this order; one a slug.

    A name in the map or among the dropped means the tag with its slug. A mapped tag keeps the forms
    that were written and shows the name that it is mapped to.
    """
    slugs = {slug_of(name): target for name, target in mapped.items()}
    changed: dict[str, Tag] = {}
    for tag in tags:
        target = slugs.get(tag.slug)
        new = Tag(slug_of(target), target, tag.forms) if target is not None else tag
        old = changed.get(new.slug)
        changed[new.slug] = new if old is None else Tag(new.slug, new.name if target else old.name, _merged(old.forms, new.forms))
    for name in dropped:
        changed.pop(slug_of(name), None)
    for name in added:
        slug = slug_of(name)
        changed.setdefault(slug, Tag(slug, name, (name,)))
    changed.pop("", None)
    return tuple(changed.values())


def with_shared_forms(articles: Sequence[Article]) -> dict[str, Article]:
    """The articles, by id, that have to show another form of a tag than their own, with that form.

    For each slug all articles show the form that most of them use; of two used equally often, the one
    met first.
    """
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for tag in article.tags:
            uses[tag.slug][tag.name] += 1
    chosen = {slug: names.most_common(1)[0][0] for slug, names in uses.items() if len(names) > 1}
    if not chosen:
        return {}
    return {
        article.id: replace(
            article,
            tags=tuple(tag if chosen.get(tag.slug, tag.name) == tag.name else replace(tag, name=chosen[tag.slug]) for tag in article.tags),
        )
        for article in articles
        if any(chosen.get(tag.slug, tag.name) != tag.name for tag in article.tags)
    }


def _merged(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + second))
