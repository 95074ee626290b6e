"""The ``head`` of an article's page and of its kit's: canonical address, licence, Dublin Core, ccREL and JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import turbohtml

from imprint.audit.records.demand import NOTHING, Demand, Disagreement, Moment, compared, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.records.facts import RightsFacts

__all__ = ["head_demands", "head_disagreements", "link_demands", "linked_data_demands"]

_HEAD = "the page's head"
_LINKED_DATA = "the JSON-LD"
_STATING = "script,link,meta[name*='dcterms.' i],meta[property*='cc:']"
"""The elements of a head that may state rights."""
_RIGHTS = frozenset({"copyrightNotice", "copyrightHolder", "copyrightYear", "usageInfo", "license", "creditText"})


def link_demands(facts: RightsFacts) -> tuple[Demand, ...]:
    """What the links of a page or of an HTML copy must say."""
    return (
        Demand(("canonical",), "record-address-wrong", facts.canonical, 'link rel="canonical"'),
        Demand(("license",), "record-terms-wrong", facts.terms.url, 'link rel="license"'),
    )


def head_demands(facts: RightsFacts) -> tuple[Demand, ...]:
    """What the elements of the head must say, JSON-LD left out."""
    article = facts.article
    return (
        *link_demands(facts),
        Demand(("rsl",), "record-use-wrong", facts.rsl_url or NOTHING, 'link rel="license" type="application/rsl+xml"'),
        Demand(("schema.dcterms",), "record-incomplete", "http://purl.org/dc/terms/", 'link rel="schema.dcterms"'),
        Demand(("dcterms.title",), "record-description-wrong", article.title),
        Demand(("dcterms.creator",), "record-description-wrong", article.author),
        Demand(("dcterms.created",), "record-description-wrong", Moment(article.date)),
        Demand(("dcterms.modified",), "record-description-wrong", Moment(article.modified)),
        Demand(("dcterms.language",), "record-description-wrong", article.lang),
        Demand(("dcterms.identifier",), "record-address-wrong", article.id),
        Demand(("dcterms.ispartof",), "record-address-wrong", facts.series_url, "dcterms.isPartOf"),
        Demand(("dcterms.rights",), "record-notice-wrong", facts.notice),
        Demand(("dcterms.rightsholder",), "record-holder-wrong", article.holder, "dcterms.rightsHolder"),
        Demand(("dcterms.license",), "record-terms-wrong", facts.terms.url),
        Demand(("cc:attributionURL",), "record-link-wrong", article.resource_box.url),
        Demand(("cc:attributionName",), "record-link-wrong", article.resource_box.anchor),
    )


def linked_data_demands(facts: RightsFacts) -> tuple[Demand, ...]:
    """What the JSON-LD must say, in schema.org's words."""
    article = facts.article
    holder = article.holder
    return (
        Demand(("@context",), "record-incomplete", "https://schema.org"),
        Demand(("@id",), "record-address-wrong", article.id),
        Demand(("url",), "record-address-wrong", facts.url),
        Demand(("mainEntityOfPage",), "record-address-wrong", facts.canonical),
        Demand(("sameAs",), "record-address-wrong", facts.original if facts.original not in (facts.url, facts.canonical) else NOTHING),
        Demand(("isPartOf", "url"), "record-address-wrong", facts.series_url),
        Demand(("isPartOf", "name"), "record-description-wrong", facts.series.title),
        Demand(("position",), "record-description-wrong", article.number),
        Demand(("headline",), "record-description-wrong", article.title),
        Demand(("inLanguage",), "record-description-wrong", article.lang),
        Demand(("datePublished",), "record-description-wrong", Moment(article.date)),
        Demand(("dateModified",), "record-description-wrong", Moment(article.modified)),
        Demand(("author", "name"), "record-description-wrong", article.author),
        Demand(("author", "url"), "record-description-wrong", article.author_url or NOTHING),
        Demand(("version",), "record-version-wrong", facts.version),
        Demand(("copyrightHolder", "name"), "record-holder-wrong", holder),
        Demand(("copyrightYear",), "record-years-wrong", article.notice.year_from),
        Demand(("copyrightNotice",), "record-notice-wrong", facts.notice),
        Demand(("creditText",), "record-link-wrong", article.resource_box.text),
        Demand(("usageInfo",), "record-terms-wrong", facts.terms.url),
        Demand(("license",), "record-terms-wrong", facts.terms.url),
    )


def head_disagreements(path: str, data: bytes, demands: tuple[Demand, ...], linked: tuple[Demand, ...]) -> Iterator[Disagreement]:
    """What the head of a page says otherwise; ``linked`` is what its JSON-LD must say, empty where it needs none.

    Only the head is parsed, unless JSON-LD stands elsewhere too.
    """
    end = data.find(b"</head>")
    head = data[:end] if end >= 0 and data.find(b"ld+json", end) < 0 else data
    tree = turbohtml.parse(head.decode("utf-8", "replace"), scripting=True, allow_declarative_shadow_roots=False, positions=False)
    said: dict[str, Any] = {}
    blocks: list[str] = []
    for element in tree.root.select(_STATING) if tree.root is not None else ():
        tag = element.tag
        if tag == "script":
            if str(element.attrs.get("type", "")).strip().lower() == "application/ld+json":
                blocks.append(element.text)
        elif tag in {"link", "meta"}:
            for name, value in _statements(tag, element.attrs):
                if name in said and said[name] != value:
                    line = line_of(data, value.encode("utf-8", "replace"))
                    facts = {"record": _HEAD, "field": name, "found": repr(value), "expected": repr(said[name])}
                    yield Disagreement("record-repeated", path, line, facts)
                said.setdefault(name, value)
    yield from compared(_HEAD, path, said, demands, lambda demand: _line_of_element(data, str(demand.path[0])))
    if linked:
        yield from _linked_data(path, data, blocks, linked)


def _statements(tag: str, attributes: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - the parser's mapping
    """What an element says, by the field's name."""
    prop = attributes.get("property") or ""
    if tag == "meta":
        name = (attributes.get("name") or "").strip().lower()
        if name.startswith("dcterms.") or prop.startswith("cc:"):
            return [(prop if prop.startswith("cc:") else name, attributes.get("content") or "")]
        return []
    href = (attributes.get("href") or "").strip()
    found = [(prop, href)] if prop.startswith("cc:") else []
    rel = attributes.get("rel") or ()
    for word in (rel if isinstance(rel, str) else " ".join(rel)).lower().split():
        if word in {"canonical", "schema.dcterms"}:
            found.append((word, href))
        elif word == "license":
            found.append(("rsl" if (attributes.get("type") or "").strip().lower() == "application/rsl+xml" else word, href))
    return found


def _line_of_element(data: bytes, name: str) -> int:
    """The line of the element that states a field; that of the head where there is none."""
    needle = {"canonical": b'rel="canonical"', "license": b'rel="license"', "rsl": b"application/rsl+xml"}.get(name, name.encode())
    lower = data.lower()
    return line_of(data, b"<head") if lower.find(needle.lower()) < 0 else line_of(lower, needle.lower())


def _linked_data(path: str, data: bytes, blocks: list[str], demands: tuple[Demand, ...]) -> Iterator[Disagreement]:
    """What the JSON-LD says otherwise. A block that says nothing of rights, such as a list of breadcrumbs, is left alone."""
    stating = 0
    start = 0
    for block in blocks:
        start = data.find(b"ld+json", start) + 1
        try:
            record = json.loads(block)
        except (ValueError, RecursionError) as error:
            line = line_of(data, b"", start) + getattr(error, "lineno", 1) - 1
            yield Disagreement("record-unreadable", path, line, {"record": _LINKED_DATA, "problem": str(error)})
            stating += 1
            continue
        for stated in _objects(record):
            if not _RIGHTS.isdisjoint(stated):
                stating += 1

                def line_of_field(demand: Demand, start: int = start) -> int:
                    return line_of(data, f'"{demand.path[0]}"'.encode(), start)

                yield from compared(_LINKED_DATA, path, stated, demands, line_of_field)
    if not stating:
        yield Disagreement("record-missing", path, line_of(data, b"<head"), {"record": _LINKED_DATA})


def _objects(record: object) -> Iterator[dict[str, Any]]:
    """The top-level objects of a JSON-LD document (JSON-LD 1.1, sections 4.2 and 4.9)."""
    if isinstance(record, list):
        for each in record:
            yield from _objects(each)
    elif isinstance(record, dict):
        graph = record.get("@graph")
        if isinstance(graph, list):
            yield from _objects(graph)
        else:
            yield record
