"""The rights that feeds name: of each entry, and of the feed as a whole.

RSS 2.0 has ``copyright`` and takes Dublin Core and Atom's licence link from their own name spaces, Atom has ``rights`` and the licence
link of RFC 4946, and JSON Feed has an extension, ``_reprint``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from imprint.audit.records.demand import NOTHING, Demand, Disagreement, Moment, compared
from imprint.audit.records.facts import TermsNamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from imprint.article.model import Article
    from imprint.audit.feed import FeedEntry
    from imprint.audit.records.facts import RightsFacts
    from imprint.audit.records.terms import ContentTerms
    from imprint.settings import Settings

__all__ = [
    "FeedDemands",
    "NoClaim",
    "entry_disagreements",
    "feed_demands",
    "head_disagreements",
    "rsl_demands",
    "rsl_statements",
    "scope_rights",
]

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"
RSL = "{https://rslstandard.org/rsl}"
_CLAIM = re.compile(r"©|\(c\)|[0-9]", re.IGNORECASE)
_LICENCE_TITLE = 'link rel="license" title'


@dataclass(frozen=True, slots=True)
class NoClaim:
    """The rights of a feed whose articles have different notices: words that claim nothing for anybody."""

    holders: frozenset[str]

    def holds(self, found: object) -> bool:
        """Whether a text claims nothing."""
        return (
            isinstance(found, str) and bool(found.strip()) and not _CLAIM.search(found) and not any(name in found for name in self.holders)
        )

    def __str__(self) -> str:
        """Say what is expected, for the finding."""
        return "words that claim the rights for nobody, since the articles' notices differ"


@dataclass(frozen=True, slots=True)
class FeedDemands:
    """What an article's entry must say in each format, by the format's name."""

    rss: tuple[Demand, ...]
    atom: tuple[Demand, ...]
    json: tuple[Demand, ...]


def feed_demands(facts: RightsFacts, settings: Settings) -> FeedDemands:
    """What every entry of an article must say."""
    article, terms = facts.article, facts.terms
    named = TermsNamed(terms)
    licence = (
        Demand(("license",), "record-terms-wrong", terms.url, 'link rel="license"'),
        Demand(("license title",), "record-terms-wrong", named, _LICENCE_TITLE),
    )
    holder = Demand((f"{DCTERMS}rightsHolder",), "record-holder-wrong", article.holder, "dcterms:rightsHolder")
    rss = (
        Demand(("link",), "record-address-wrong", facts.url, "link"),
        Demand((f"{DC}creator",), "record-description-wrong", article.author, "dc:creator"),
        Demand((f"{DC}language",), "record-description-wrong", article.lang, "dc:language"),
        Demand((f"{DC}rights",), "record-notice-wrong", facts.notice, "dc:rights"),
        holder,
        Demand((f"{DCTERMS}license",), "record-terms-wrong", terms.url, "dcterms:license"),
        Demand((f"{DCTERMS}modified",), "record-description-wrong", Moment(article.modified), "dcterms:modified"),
        *licence,
        *rsl_demands(facts.url if settings.rsl else "", article.holder, terms, settings),
    )
    atom = (
        Demand(("alternate",), "record-address-wrong", facts.url, 'link rel="alternate"'),
        Demand(("author name",), "record-description-wrong", article.author, "author name"),
        Demand(("author uri",), "record-description-wrong", article.author_url or NOTHING, "author uri"),
        Demand((f"{ATOM}published",), "record-description-wrong", Moment(article.date), "published"),
        Demand((f"{ATOM}updated",), "record-description-wrong", Moment(article.modified), "updated"),
        Demand((f"{ATOM}rights",), "record-notice-wrong", facts.notice, "rights"),
        holder,
        *licence,
    )
    reprint = "_reprint"
    json = (
        Demand(("url",), "record-address-wrong", facts.url),
        Demand(("date_published",), "record-description-wrong", Moment(article.date)),
        Demand(("date_modified",), "record-description-wrong", Moment(article.modified)),
        Demand(("authors", 0, "name"), "record-description-wrong", article.author),
        Demand(("language",), "record-description-wrong", article.lang),
        Demand((reprint, "about"), "record-terms-wrong", terms.url),
        *_json_terms(terms),
        Demand((reprint, "notice"), "record-notice-wrong", facts.notice),
        Demand((reprint, "holder"), "record-holder-wrong", article.holder),
        Demand((reprint, "required_link"), "record-link-wrong", article.resource_box.url),
        Demand((reprint, "version"), "record-version-wrong", facts.version),
        Demand((reprint, "sha256"), "record-version-wrong", facts.sha256),
    )
    return FeedDemands(rss, atom, json)


def rsl_demands(url: str, holder: str, terms: ContentTerms, settings: Settings) -> tuple[Demand, ...]:
    """What an RSL ``content`` element (RSL 1.0) must say of ``url``; where that is empty, that there must be none."""
    if not url:
        return (Demand(("rsl url",), "record-use-wrong", NOTHING, "rsl:content url"),)
    permits, prohibits = " ".join(settings.rsl_permits) or NOTHING, " ".join(settings.rsl_prohibits) or NOTHING
    return (
        Demand(("rsl url",), "record-address-wrong", url, "rsl:content url"),
        Demand(("rsl permits",), "record-use-wrong", permits, "rsl:permits"),
        Demand(("rsl prohibits",), "record-use-wrong", prohibits, "rsl:prohibits"),
        Demand(("rsl payment",), "record-use-wrong", "attribution", "rsl:payment type"),
        Demand(("rsl copyright",), "record-holder-wrong", holder, "rsl:copyright"),
        Demand(("rsl terms",), "record-terms-wrong", terms.url, "rsl:terms"),
    )


def scope_rights(articles: tuple[Article, ...]) -> object:
    """What a feed of these articles must say of its rights: their notices where all have the same, else no claim for any one holder."""
    notices = {tuple(notice.raw for notice in article.notices) for article in articles}
    return "\n".join(notices.pop()) if len(notices) == 1 else NoClaim(frozenset(article.holder for article in articles))


def head_disagreements(
    path: str,
    kind: str,
    top: Any,  # noqa: ANN401 - a tree or an object
    rights: object,
    terms: ContentTerms,
) -> Iterator[Disagreement]:
    """What a feed says of its rights as a whole otherwise; ``rights`` are those of its scope, as :func:`scope_rights` states them."""
    record = "the feed"
    if kind == "json":
        demands = (*_json_terms(terms), Demand(("_reprint", "rights"), "record-notice-wrong", rights))
        yield from compared(record, path, top, demands, lambda _: 1)
        return
    channel = top.find("channel") if kind == "rss" else top
    if channel is None:
        return
    name, label = ("copyright", "copyright") if kind == "rss" else (f"{ATOM}rights", "rights")
    demands = (
        Demand((name,), "record-notice-wrong", rights, label),
        Demand(("license",), "record-terms-wrong", terms.url, 'link rel="license"'),
        Demand(("license title",), "record-terms-wrong", TermsNamed(terms), _LICENCE_TITLE),
    )
    yield from _xml(record, path, channel, demands)


def entry_disagreements(path: str, kind: str, entry: FeedEntry, demands: FeedDemands) -> Iterator[Disagreement]:
    """What an entry says otherwise; the line of a JSON Feed's item is that of its id."""
    record = f"the entry {entry.title!r}"
    if kind == "json":
        yield from compared(record, path, entry.node, demands.json, lambda _: entry.line)
    else:
        yield from _xml(record, path, entry.node, demands.rss if kind == "rss" else demands.atom)


def _json_terms(terms: ContentTerms) -> tuple[Demand, ...]:
    return (
        Demand(("_reprint", "terms"), "record-terms-wrong", terms.url),
        Demand(("_reprint", "terms_version"), "record-terms-wrong", terms.version),
        Demand(("_reprint", "terms_sha256"), "record-terms-wrong", terms.sha256),
    )


def _xml(record: str, path: str, node: etree._Element, demands: tuple[Demand, ...]) -> Iterator[Disagreement]:
    said: dict[str, str] = {}
    lines: dict[str, int] = {}
    for child in node:
        for name, value in _statements(child):
            if said.setdefault(name, value) is value:
                lines[name] = child.sourceline or 0
            elif any(name == demand.path[0] for demand in demands):
                facts = {"record": record, "field": name.rpartition("}")[2], "found": repr(value), "expected": repr(said[name])}
                yield Disagreement("record-repeated", path, child.sourceline or 0, facts)
    yield from compared(record, path, said, demands, lambda demand: lines.get(str(demand.path[0]), node.sourceline or 0))


def _statements(child: etree._Element) -> Iterator[tuple[str, str]]:
    """What a child of a feed or an entry says, by the name of the demand that it meets."""
    tag = child.tag
    if not isinstance(tag, str):
        return
    if tag == f"{ATOM}link":
        rel = child.get("rel") or "alternate"
        if rel == "license":
            yield "license", str(child.get("href") or "")
            if child.get("title") is not None:
                yield "license title", str(child.get("title"))
        elif rel == "alternate":
            yield "alternate", str(child.get("href") or "")
    elif tag == f"{ATOM}author":
        for part in child:
            if part.tag in {f"{ATOM}name", f"{ATOM}uri"}:
                yield f"author {str(part.tag)[len(ATOM) :]}", part.text or ""
    elif tag.startswith(RSL):
        yield from rsl_statements(child)
    else:
        yield tag, child.text or ""


def rsl_statements(content: etree._Element) -> Iterator[tuple[str, str]]:
    """What an RSL ``content`` element says."""
    yield "rsl url", str(content.get("url") or "")
    for each in content.iter(f"{RSL}permits", f"{RSL}prohibits", f"{RSL}payment", f"{RSL}copyright", f"{RSL}terms"):
        name = str(each.tag)[len(RSL) :]
        yield f"rsl {name}", str(each.get("type") or "") if name == "payment" else (each.text or "").strip()
