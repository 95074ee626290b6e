"""The records that speak for the whole site: the record of releases, the changes feeds, RSL, robots.txt and the terms."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pyromark
from lxml import etree

from imprint.article.address import (
    RSL_PATH,
    VERSIONS_PATH,
    article_path,
    changes_path,
    series_kit_path,
    terms_path,
)
from imprint.audit.document import parse_document, parse_fragment
from imprint.audit.records.demand import NOTHING, Demand, Disagreement, Moment, compared, line_of, said_at
from imprint.audit.records.feed_rights import RSL, rsl_demands, rsl_statements
from imprint.audit.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from imprint.article.library import Library
    from imprint.audit.records.terms import ContentTerms
    from imprint.settings import Settings

__all__ = ["ended_articles", "released_versions", "site_disagreements"]

ATOM = "{http://www.w3.org/2005/Atom}"
_RECORD = "the record of releases"
_HEADING = re.compile(r"#[ \t]+.+\n")
"""The heading that the terms begin with; their page has it as its title."""
_QUOTED = 80


def released_versions(data: bytes | None) -> dict[str, tuple[int, str]]:
    """Version and digest of each article's text by the article's id, from the record of releases; empty where it cannot be read."""
    try:
        articles = json.loads(data or b"")["articles"]
        return {name: (release["version"], release["sha256"]) for name, release in articles.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def ended_articles(data: bytes | None) -> frozenset[str]:
    """The ids of the articles that were released once and are not offered any more, from the record of releases; none where it cannot be read."""
    try:
        return frozenset(name for name, release in json.loads(data or b"")["articles"].items() if release["live"] is False)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return frozenset()


def site_disagreements(
    read: Callable[[str], bytes | None], library: Library, settings: Settings, terms: ContentTerms
) -> Iterator[Disagreement]:
    """Everything that these records say otherwise; ``read`` gives a file by its site-relative path."""
    versions = VERSIONS_PATH.lstrip("/")
    record = yield from _json(read, versions, _RECORD)
    if record is not None:
        yield from _versions(versions, read(versions) or b"", record, library, terms)
        yield from _changes(read, record, settings, terms)
    yield from _rsl(read, library, settings, terms)
    yield from _robots(read, settings)
    yield from _terms_pages(read, library, terms)


def _json(read: Callable[[str], bytes | None], path: str, name: str) -> Generator[Disagreement, None, dict[str, Any] | None]:
    """The object in a JSON file, returned; ``None`` where there is none."""
    data = read(path)
    if data is None:
        yield Disagreement("record-missing", path, 0, {"record": name})
        return None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        yield Disagreement("record-unreadable", path, getattr(error, "lineno", 0), {"record": name, "problem": str(error)})
        return None
    if not isinstance(found, dict):
        yield Disagreement("record-unreadable", path, 1, {"record": name, "problem": "it holds no object"})
        return None
    return found


def _versions(path: str, data: bytes, record: dict[str, Any], library: Library, terms: ContentTerms) -> Iterator[Disagreement]:
    """Every published article is in it and live, at the version of its last change; every other one is not live."""
    changed: dict[str, int] = {}
    changes = record.get("changes")
    for change in changes if isinstance(changes, list) else ():
        if isinstance(change, dict):
            changed[str(change.get("article"))] = change.get("version", 0)
    for article in library.articles:
        released = said_at(record, ("articles", article.id))
        demands = [Demand(("articles", article.id, "live"), "record-version-wrong", article.status == "published", "live")]
        if article.status == "published":
            demands += (
                Demand(("articles", article.id, "version"), "record-version-wrong", changed.get(article.id, 1), "version"),
                Demand(("articles", article.id, "path"), "record-address-wrong", article_path(article), "path"),
                Demand(("articles", article.id, "title"), "record-description-wrong", article.title, "title"),
                Demand(("articles", article.id, "modified"), "record-description-wrong", Moment(article.modified), "modified"),
            )
        elif released is NOTHING:
            continue

        def line_of_article(_: Demand, name: str = article.id) -> int:
            return line_of(data, json.dumps(name).encode())

        yield from compared(f"{_RECORD} on {article.source}", path, record, demands, line_of_article)
    demands = [Demand(("terms", str(number)), "record-terms-wrong", digest, f"terms.{number}") for number, digest in terms.digests.items()]
    yield from compared(_RECORD, path, record, demands, lambda demand: line_of(data, f'"{demand.path[-1]}"'.encode()))


def _changes(
    read: Callable[[str], bytes | None], record: dict[str, Any], settings: Settings, terms: ContentTerms
) -> Iterator[Disagreement]:
    """Both feeds tell the newest changes of the record, newest first, and name the terms."""
    told = record.get("changes")
    newest = [each for each in told if isinstance(each, dict)][: -settings.feed_max_items - 1 : -1] if isinstance(told, list) else []
    path = changes_path("json").lstrip("/")
    feed = yield from _json(read, path, "the changes feed")
    if feed is not None:
        data = read(path) or b""
        named = (
            Demand(("_reprint", "terms"), "record-terms-wrong", terms.url),
            Demand(("_reprint", "terms_version"), "record-terms-wrong", terms.version),
            Demand(("_reprint", "terms_sha256"), "record-terms-wrong", terms.sha256),
        )
        yield from compared("the changes feed", path, feed, named, lambda demand: line_of(data, f'"{demand.path[-1]}"'.encode()))
        items = feed.get("items")
        said = [_facts_of(said_at(item, ("_reprint",))) for item in items] if isinstance(items, list) else []
        yield from _told(path, said, [_facts_of(change) for change in newest])
    path = changes_path("atom").lstrip("/")
    data = read(path) or b""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        rule = "record-unreadable" if data else "record-missing"
        yield Disagreement(rule, path, error.lineno or 0, {"record": "the changes feed", "problem": error.msg})
        return
    licences = [each.get("href") for each in root.findall(f"{ATOM}link") if each.get("rel") == "license"]
    demand = Demand(("license",), "record-terms-wrong", terms.url, 'link rel="license"')
    yield from compared("the changes feed", path, {"license": licences[0]} if licences else {}, [demand], lambda _: line_of(data, b"<link"))
    summaries = [each.findtext(f"{ATOM}summary") or "" for each in root.findall(f"{ATOM}entry")]
    for number, change in enumerate(newest):
        article, version, digest = str(change.get("article")), str(change.get("version")), str(change.get("sha256"))
        wanted = f"Article {article}, version {version}, SHA-256 {digest}."
        if number >= len(summaries) or wanted not in summaries[number]:
            yield Disagreement("change-untold", path, 0, {"change": f"{change.get('kind')} of {change.get('title')!r}"})


def _facts_of(value: object) -> tuple[object, ...]:
    said = value if isinstance(value, dict) else {}
    urgency = said.get("urgency", said.get("severity"))
    return (said.get("article"), said.get("kind"), said.get("version"), said.get("sha256"), urgency, said.get("changed"), said.get("note"))


def _told(path: str, said: list[tuple[object, ...]], changes: list[tuple[object, ...]]) -> Iterator[Disagreement]:
    for number, change in enumerate(changes):
        if number >= len(said) or said[number] != change:
            yield Disagreement("change-untold", path, 0, {"change": f"{change[1]} of {change[0]} in version {change[2]}"})


def _rsl(read: Callable[[str], bytes | None], library: Library, settings: Settings, terms: ContentTerms) -> Iterator[Disagreement]:
    """The RSL document covers every article with its holder, where the owner has said something of automated use, and is not there else."""
    path = RSL_PATH.lstrip("/")
    data = read(path)
    if not settings.rsl or data is None:
        if settings.rsl:
            yield Disagreement("record-missing", path, 0, {"record": "the RSL document"})
        elif data is not None:
            facts = {
                "record": "the RSL document",
                "field": "content",
                "found": "terms",
                "expected": "nothing, since the settings name no use",
            }
            yield Disagreement("record-use-wrong", path, 1, facts)
        return
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        yield Disagreement("record-unreadable", path, error.lineno or 0, {"record": "the RSL document", "problem": error.msg})
        return
    said = {str(content.get("url")): (dict(rsl_statements(content)), content.sourceline or 0) for content in root.findall(f"{RSL}content")}
    everything = f"{settings.prefix}/articles/"
    if len(holders := {article.holder for article in library.published}) == 1:
        demanded = {everything: holders.pop()}
    else:
        demanded = {settings.prefix + article_path(article): article.holder for article in library.published}
    for url, holder in demanded.items():
        found, line = said.get(url, ({}, 1))
        yield from compared("the RSL document", path, found, rsl_demands(url, holder, terms, settings), lambda _, line=line: line)  # type: ignore[misc] # bound now


def _robots(read: Callable[[str], bytes | None], settings: Settings) -> Iterator[Disagreement]:
    """robots.txt names the RSL document where there is one (RSL 1.0, discovery), and no licence else."""
    path = "robots.txt"
    data = read(path)
    if data is None:
        return
    match = re.search(rb"^License:[ \t]*(\S+)", data, re.MULTILINE | re.IGNORECASE)
    said = {"License": match[1].decode("utf-8", "replace")} if match else {}
    demand = Demand(("License",), "record-use-wrong", settings.absolute(RSL_PATH) if settings.rsl else NOTHING)
    yield from compared(path, path, said, [demand], lambda _: line_of(data, b"License"))


def _terms_pages(read: Callable[[str], bytes | None], library: Library, terms: ContentTerms) -> Iterator[Disagreement]:
    """Each version's page has its text and names its digest; the kit of each series names the version in force."""
    for version, digest in terms.digests.items():
        path = terms_path(version).lstrip("/") + "index.html"
        data = read(path)
        if data is None:
            yield Disagreement("record-missing", path, 0, {"record": f"the page of the reprint terms, version {version},"})
        elif digest.encode() not in data:
            facts = {"record": "the terms' page", "field": "digest", "found": "another", "expected": repr(digest)}
            yield Disagreement("record-terms-wrong", path, line_of(data, b"<code"), facts)
        elif lost := _lost_words(terms.texts[version], data.decode("utf-8", "replace")):
            facts = {"record": "the terms' page", "field": "text", "found": "something else", "expected": repr(lost)}
            yield Disagreement("record-terms-wrong", path, 0, facts)
    url = f'"{terms.url}"'.encode()
    for series in library.series:
        path = series_kit_path(series.slug).lstrip("/") + "index.html"
        data = read(path) if series.published else None
        licences = re.findall(rb'<(?:a|link)\b(?=[^<>]*\brel="license")(?![^<>]*rsl\+xml)[^<>]*\bhref=("[^"]*")', data or b"")
        if data is not None and (not licences or any(each != url for each in licences)):
            found = next((each.decode() for each in licences if each != url), "nothing")
            facts = {"record": "the kit of the series", "field": 'rel="license"', "found": found, "expected": repr(terms.url)}
            yield Disagreement("record-terms-wrong", path, line_of(data, b'rel="license"'), facts)


def _lost_words(terms: str, page: str) -> str:
    """What the page of the terms does not say as they do; nothing where all their words below the heading stand in it in one piece."""
    said = wording_of(parse_document(page).body).text
    wording = wording_of(parse_fragment(pyromark.html(_HEADING.sub("", terms, count=1))).body)
    if wording.text.strip() in said:
        return ""
    edges = (*wording.blocks, len(wording.text))
    parts = [part for start, end in pairwise(edges) if (part := wording.text[start:end].strip())]
    lost = next((part for part in parts if part not in said), parts[0])
    return lost if len(lost) <= _QUOTED else lost[: _QUOTED - 1] + "…"
