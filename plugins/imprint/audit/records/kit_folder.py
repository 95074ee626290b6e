"""The reprint kit of an article, as one: its page, its copies as files, the ninjs record and the record of the check page.

A publisher takes a copy from the page or from a file, so what the page shows must be what the files hold.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from imprint.audit.records.demand import Demand, Disagreement, Moment, compared, line_of, said_at
from imprint.audit.records.page_head import head_disagreements, link_demands

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from imprint.audit.records.facts import RightsFacts

__all__ = ["Holding", "KitFolder", "ninjs_demands"]

_FIELD = re.compile(rb""" id="field-([a-z-]+)"(?:[^<>]* value="([^"]*)")?[^<>]*>(?:\n?([^<]*)</textarea>)?""")
_FACT = re.compile(rb""" property="([a-z]+:\w+)"[^<>]*>([^<]*)<""")
_TERMS_DIGEST = re.compile(rb"""<code about="([^"]*)" property="schema:sha256">([^<]*)<""")
_LICENCE_LINK = re.compile(rb"""<a (?=[^<>]*\brel="license")[^<>]*\bhref="([^"]*)\"""")


@dataclass(frozen=True, slots=True)
class Holding:
    """A text that must hold each of some texts; line breaks and spaces between words do not count."""

    texts: tuple[str, ...]

    def holds(self, found: object) -> bool:
        """Whether a text does."""
        if not isinstance(found, str):
            return False
        folded = " ".join(found.split())
        return all(" ".join(text.split()) in folded for text in self.texts)

    def __str__(self) -> str:
        """Say what is expected, for the finding."""
        return " and ".join(map(repr, self.texts))


def ninjs_demands(facts: RightsFacts) -> tuple[Demand, ...]:
    """What the ninjs 3.1 item must say."""
    article = facts.article
    return (
        Demand(("uri",), "record-address-wrong", article.id),
        Demand(("standard", "name"), "record-incomplete", "ninjs"),
        Demand(("pubStatus",), "record-description-wrong", "usable"),
        Demand(("representationType",), "record-description-wrong", "full"),
        Demand(("version",), "record-version-wrong", str(facts.version)),
        Demand(("firstCreated",), "record-description-wrong", Moment(article.date)),
        Demand(("versionCreated",), "record-description-wrong", Moment(article.modified)),
        Demand(("language",), "record-description-wrong", article.lang),
        Demand(("headlines", 0, "value"), "record-description-wrong", article.title),
        Demand(("by",), "record-description-wrong", article.author),
        Demand(("copyrightHolder",), "record-holder-wrong", article.holder),
        Demand(("copyrightNotice",), "record-notice-wrong", facts.notice),
        Demand(("usageTerms",), "record-use-wrong", facts.usage),
        Demand(("rightsInfo", "linkedRights"), "record-terms-wrong", facts.terms.url),
    )


def check_data_demands(facts: RightsFacts) -> tuple[Demand, ...]:
    """What the record of the check page must say."""
    article, box = facts.article, facts.article.resource_box
    return (
        Demand(("id",), "record-address-wrong", article.id),
        Demand(("title",), "record-description-wrong", article.title),
        Demand(("notices",), "record-notice-wrong", [notice.raw for notice in article.notices]),
        Demand(("link",), "record-link-wrong", box.url),
        Demand(("anchor",), "record-link-wrong", box.anchor),
        Demand(("box",), "record-link-wrong", box.text),
        Demand(("withdrawn",), "record-description-wrong", expected=False),
        Demand(("releases", "version"), "record-version-wrong", facts.version),
        Demand(("releases", "sha256"), "record-version-wrong", facts.sha256),
    )


def field_demands(facts: RightsFacts) -> tuple[Demand, ...]:
    """What the fields for article directories must say on the kit's page."""
    article, box = facts.article, facts.article.resource_box
    notices = tuple(notice.raw for notice in article.notices)
    return (
        Demand(("title",), "record-description-wrong", article.title, "field title"),
        Demand(("author",), "record-description-wrong", article.author, "field author"),
        Demand(("summary",), "record-description-wrong", Holding((article.summary,)) if article.summary else None, "field summary"),
        Demand(("keywords",), "record-description-wrong", ", ".join(article.keywords) or None, "field keywords"),
        Demand(("word-count",), "record-description-wrong", str(article.word_count.reading), "field word-count"),
        Demand(("body",), "record-notice-wrong", Holding(notices), "field body"),
        Demand(("body-html",), "record-notice-wrong", Holding(tuple(html.escape(raw, quote=False) for raw in notices)), "field body-html"),
        Demand(("resource-box",), "record-link-wrong", Holding((box.text, box.url)), "field resource-box"),
        Demand(
            ("resource-box-html",),
            "record-link-wrong",
            Holding((f'href="{html.escape(box.url, quote=False)}"',)),
            "field resource-box-html",
        ),
        Demand(("copyright",), "record-notice-wrong", Holding(notices), "field copyright"),
    )


def fact_demands(facts: RightsFacts) -> tuple[Demand, ...]:
    """What the facts at the end of the kit's page must say."""
    return (
        Demand(("dcterms:rightsHolder",), "record-holder-wrong", facts.article.holder),
        Demand(("cc:attributionURL",), "record-link-wrong", facts.article.resource_box.url),
        Demand(("schema:version",), "record-version-wrong", str(facts.version)),
        Demand(("schema:sha256",), "record-version-wrong", facts.sha256),
        Demand((facts.terms.url,), "record-terms-wrong", facts.terms.sha256, "schema:sha256 of the reprint terms"),
    )


@dataclass
class KitFolder:
    """The files of one kit as they were read. ``prefix`` is the folder, relative to the site's, with ``/`` at its end.

    ``heads`` is what the head of the kit's page and the JSON-LD in it must say, which is what the article's page must say.
    """

    prefix: str
    facts: RightsFacts
    heads: tuple[tuple[Demand, ...], tuple[Demand, ...]]
    files: dict[str, bytes] = field(default_factory=dict)

    def disagreements(self) -> Iterator[Disagreement]:
        """Everything in the kit that says something other than the article, or something other than the rest of the kit."""
        slug = self.facts.article.slug
        yield from self._page()
        item = yield from self._json("ninjs.json", "the ninjs record", ninjs_demands(self.facts))
        yield from self._json("check.json", "the record of the check page", check_data_demands(self.facts))
        markdown, text, document = (self.files.get(f"{slug}{form}") for form in (".md", ".txt", ".html"))
        if document is not None and not self._surely_linked(document):
            yield from head_disagreements(f"{self.prefix}{slug}.html", document, link_demands(self.facts), ())
        for form, data in ((".md", markdown), (".txt", text), (".html", document)):
            if data is not None:
                yield from self._terms_named(f"{slug}{form}", data)
        if text is not None and self.facts.sha256 is not None:
            yield from self._digest(f"{slug}.txt", text)
        bodies = {each.get("contentType"): each.get("value") for each in _bodies(item)}
        yield from self._copies(bodies, markdown, text, document)

    def _surely_linked(self, document: bytes) -> bool:
        """Whether an HTML copy has the two links as they are usually written and no other: then its head need not be parsed."""
        links = f'<link rel="canonical" href="{escape(self.facts.canonical)}">\n<link rel="license" type="text/html" href="{escape(self.facts.terms.url)}">\n</head>'
        return links.encode("utf-8", "replace") in document and document.count(b"<link") == 2 and b"<!--" not in document  # noqa: PLR2004 - the two

    def _page(self) -> Iterator[Disagreement]:
        page = self.files.get("index.html")
        if page is None:
            return
        path = f"{self.prefix}index.html"
        yield from head_disagreements(path, page, *self.heads)
        body = page[max(page.find(b"</head>"), 0) :]
        raw = {name.decode(): value or text for name, value, text in _from(b' id="field-', body, _FIELD)}
        doubtful = tuple(each for each in field_demands(self.facts) if not _surely_met(each.expected, raw.get(str(each.path[0]))))
        fields = {name: html.unescape(value.decode("utf-8", "replace")).rstrip("\n") for name, value in raw.items()} if doubtful else {}

        def line_of_field(demand: Demand) -> int:
            return line_of(page, f'id="field-{demand.path[0]}"'.encode())

        yield from compared("the kit's page", path, fields, doubtful, line_of_field)
        stated = [*reversed(_from(b' property="', body, _FACT)), *_from(b"<code about=", body, _TERMS_DIGEST)]
        facts = {name.decode("utf-8", "replace"): html.unescape(value.decode("utf-8", "replace")) for name, value in stated}
        yield from compared(
            "the kit's page", path, facts, fact_demands(self.facts), lambda demand: line_of(page, f'property="{demand.path[0]}"'.encode())
        )
        for href in _licence_links(body):
            found = html.unescape(href.decode("utf-8", "replace"))
            if found != self.facts.terms.url:
                told = {
                    "record": "the kit's page",
                    "field": 'a rel="license"',
                    "found": repr(found),
                    "expected": repr(self.facts.terms.url),
                }
                yield Disagreement("record-terms-wrong", path, line_of(page, href), told)

    def _json(self, name: str, record: str, demands: tuple[Demand, ...]) -> Generator[Disagreement, None, object]:
        """Compare a JSON file of the kit; returns what it says."""
        path, data = f"{self.prefix}{name}", self.files.get(name)
        if data is None:
            yield Disagreement("record-missing", path, 0, {"record": record})
            return {}
        try:
            said = json.loads(data)
        except (ValueError, RecursionError) as error:
            yield Disagreement("record-unreadable", path, getattr(error, "lineno", 0), {"record": record, "problem": str(error)})
            return {}
        yield from compared(record, path, said, demands, lambda demand: line_of(data, f'"{demand.path[0]}"'.encode()))
        return said

    def _terms_named(self, name: str, data: bytes) -> Iterator[Disagreement]:
        """The copy names the terms in force: their address, and before it no other version's number."""
        terms = self.facts.terms
        url = terms.url.encode()
        at = data.rfind(b"\n", 0, max(data.rfind(url), 0)) + 1
        named = data.find(url, at)
        before = re.sub(rb"https?://[^\s<>\"]+", b"", data[at : max(named, at)])
        numbers = re.findall(rb"\d+", before)
        if named < 0 or (numbers and numbers[-1] != str(terms.version).encode()):
            found = "another version" if named >= 0 else "nothing"
            expected = f"version {terms.version} at {terms.url}"
            facts = {"record": "the copy", "field": "the reprint terms", "found": found, "expected": expected}
            yield Disagreement("record-terms-wrong", self.prefix + name, line_of(data, b"", at if named >= 0 else len(data)), facts)

    def _digest(self, name: str, data: bytes) -> Iterator[Disagreement]:
        """The digest in the record of releases is that of the words in the plain text copy: title, body, box and notices."""
        title, _, rest = data.decode("utf-8", "replace").partition("\n\n")
        box = self.facts.article.resource_box.text
        before, found, after = rest.rpartition(f"\n{box}")
        words = (title.partition("\n")[0], before.rpartition("\n\n")[0], box + after.rpartition("\n\n")[0])
        digest = sha256("\n\n".join(words).encode("utf-8", "replace")).hexdigest()
        if found and digest != self.facts.sha256:
            facts = {"record": "the record of releases", "field": "sha256", "found": repr(self.facts.sha256), "expected": repr(digest)}
            yield Disagreement("record-version-wrong", self.prefix + name, 0, facts)

    def _copies(
        self, bodies: Mapping[object, Any], markdown: bytes | None, text: bytes | None, document: bytes | None
    ) -> Iterator[Disagreement]:
        """What the page shows, the files and the bodies of the ninjs record are the same copies."""
        slug, page = self.facts.article.slug, self.files.get("index.html")
        marked, plain = bodies.get("text/html"), bodies.get("text/plain")
        item = f"{self.prefix}ninjs.json"
        formatted = marked.encode("utf-8", "replace") if isinstance(marked, str) else None
        if text is not None and not (isinstance(plain, str) and plain and text.endswith(plain.encode("utf-8", "replace"))):
            yield Disagreement("kit-copies-differ", item, 1, {"one": "the text of the ninjs record", "other": f"{slug}.txt"})
        if document is not None and not (formatted and formatted in document):
            yield Disagreement("kit-copies-differ", item, 1, {"one": "the HTML of the ninjs record", "other": f"{slug}.html"})
        if page is None:
            return
        path = f"{self.prefix}index.html"
        for name, data in (("html", formatted), ("markdown", markdown), ("text", text)):
            if data is not None and _source(data.decode("utf-8", "replace")) not in page:
                shown = re.search(rb'<textarea\b[^<>]*\bid="source-' + name.encode() + rb'"[^<>]*>\n?([^<]*)</textarea>', page)
                if shown is None or html.unescape(shown[1].decode("utf-8", "replace")).encode("utf-8", "replace") != data:
                    line = line_of(page, f'id="source-{name}"'.encode())
                    facts = {"one": f"the copy {name!r} on the page", "other": "the kit's file"}
                    yield Disagreement("kit-copies-differ", path, line, facts)
        if formatted and formatted.strip() not in page:
            facts = {"one": "the formatted copy on the page", "other": "the kit's file"}
            yield Disagreement("kit-copies-differ", path, line_of(page, b'id="copy-formatted"'), facts)


def _from(start: bytes, data: bytes, pattern: re.Pattern[bytes]) -> list[Any]:
    """Everything that matches a pattern whose matches begin with ``start``; a search for plain bytes is the faster one."""
    at = data.find(start)
    return pattern.findall(data, at) if at >= 0 else []


def _licence_links(body: bytes) -> Iterator[bytes]:
    """The addresses of the links to a licence; to look for the attribute first is the faster way."""
    at = body.find(b'rel="license"')
    while at >= 0:
        if link := _LICENCE_LINK.match(body, max(body.rfind(b"<", 0, at), 0)):
            yield link[1]
        at = body.find(b'rel="license"', at + 1)


def _surely_met(expected: object, raw: bytes | None) -> bool:
    """Whether a field's source meets a demand as it stands, without being decoded: most do."""
    if isinstance(expected, str):
        return _source(expected) == raw
    return isinstance(expected, Holding) and raw is not None and all(_source(text) in raw for text in expected.texts)


def _source(text: str) -> bytes:
    return str(escape(text)).encode("utf-8", "replace")


def _bodies(item: object) -> Iterator[dict[str, Any]]:
    bodies = said_at(item, ("bodies",))
    if isinstance(bodies, list):
        yield from (each for each in bodies if isinstance(each, dict))
