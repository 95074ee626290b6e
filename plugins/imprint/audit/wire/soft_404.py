"""Whether a page that came with status 200 says by its text that there is no page.

Each sign is held narrow, because a false alarm would stop a release: a title counts only when one of
its parts *is* such a phrase ("Page not found | Ada's bees", not "404 ways to keep bees"), and a
sentence in the text counts only on a page that says little else.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from imprint.audit.wire.page_tree import page_tree
from imprint.audit.wire.verdict import Failure, Reason

__all__ = ["PageText", "read_page", "sign_of_no_page"]

_SHORT_PAGE = 1500
"""Characters of visible text up to which a page is little more than a message."""
_ARTICLE = 4000
"""Characters from which a page is an article, whatever its title."""

_SEPARATOR = re.compile(r"\s+[|\-\u2013\u2014:\u00b7\u00bb\u00ab\u2022/]+\s+|\s*[|\u00bb\u00ab\u2022]\s*|:\s")
_WORD = re.compile(r"[\w'-]+")
_EDGES = " \t\n\r!.?,;:()[]\u2026'\"\u201c\u201d\u201e\u00ab\u00bb\u00bf\u00a1"

_NOT_FOUND_TITLES = frozenset(
    {
        "404",
        "404 error",
        "404 not found",
        "404 page not found",
        "404 page",
        "410",
        "410 gone",
        "error 404",
        "error 404 not found",
        "error 404 not found 1",
        "http 404",
        "not found",
        "file not found",
        "object not found",
        "content not found",
        "page not found",
        "page not found 404",
        "page cannot be found",
        "page can't be found",
        "page could not be found",
        "page does not exist",
        "page doesn't exist",
        "page no longer exists",
        "page unavailable",
        "page not available",
        "the page cannot be found",
        "the page can't be found",
        "the page could not be found",
        "the requested page could not be found",
        "this page could not be found",
        "this page does not exist",
        "this page doesn't exist",
        "that page can't be found",
        "oops! that page can't be found",
        "nothing found",
        "seite nicht gefunden",
        "die seite wurde nicht gefunden",
        "nicht gefunden",
        "fehler 404",
        "page non trouvée",
        "page introuvable",
        "erreur 404",
        "página no encontrada",
        "página não encontrada",
        "pagina non trovata",
        "errore 404",
        "pagina niet gevonden",
        "strona nie znaleziona",
        "nie znaleziono strony",
        "страница не найдена",
        "ページが見つかりません",
        "页面不存在",
        "找不到页面",
    }
)
_NOT_FOUND_SENTENCES = re.compile(
    r"page (?:you (?:are|were) looking for|you requested|you have requested|requested) "
    r"(?:cannot|can ?not|can['\u2019]t|could not|couldn['\u2019]t|was not|wasn['\u2019]t|does not|doesn['\u2019]t|has been|is no longer|might have been|may have been|no longer)"
    r"|(?:the|this|that) (?:page|url|file) (?:cannot|can ?not|can['\u2019]t|could not|couldn['\u2019]t|was not) (?:be )?found"
    r"|(?:requested )?url .{0,200}? was not found on this server"
    r"|there is nothing at this address"
)
_PARKED = re.compile(
    r"(?:this )?domain (?:name )?(?:is|may be) (?:for sale|parked|available for (?:sale|purchase))"
    r"|buy this domain|domain is parked|parked free|parked domain|domain parking"
    r"|domain (?:has|name has) expired|diese domain (?:steht zum verkauf|kaufen)|ce nom de domaine est (?:en vente|\u00e0 vendre)"
)
_PARKING_SERVICES = re.compile(
    rb"(?:sedoparking|parkingcrew|bodis|hugedomains|afternic|dan|above|undeveloped|parklogic|skenzo)\.com/|data-adblockkey=", re.IGNORECASE
)
_PLACEHOLDER_TITLES = frozenset(
    {
        "welcome to nginx",
        "apache2 debian default page",
        "apache2 ubuntu default page",
        "apache2 default page",
        "apache http server test page powered by centos",
        "test page for the apache http server",
        "test page for the nginx http server",
        "iis windows server",
        "iis7",
        "default web site page",
        "account suspended",
        "this account has been suspended",
        "site suspended",
        "website suspended",
        "index of",
        "it works",
    }
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PRESCAN = 1024
"""The bytes in which a page names its charset (HTML, 13.2.3.2)."""
_THINGS_TO_SEE = "img, svg, picture, video, audio, canvas, iframe, object, embed, frame, script[src], input, button"


@dataclass(frozen=True, slots=True)
class PageText:
    """What of a page the signs are looked for in; white space is collapsed."""

    headings: tuple[str, ...]
    text: str
    is_empty: bool


def read_page(body: bytes, content_type: str) -> PageText:
    """The headings and the text of an HTML page."""
    tree = page_tree(_decoded(body, content_type))
    headings = tuple(_collapsed(node.text(deep=True)) for node in tree.css("title, h1")[:4])
    page = tree.body
    sees_things = bool(tree.css_first(_THINGS_TO_SEE)) or tree.css_first("frameset") is not None
    if page is not None:
        for hidden in page.css("script, style, template, noscript"):
            hidden.decompose()
    text = _collapsed(page.text(deep=True, separator=" ")) if page is not None else ""
    return PageText(headings=headings, text=text, is_empty=not text and not sees_things)


def sign_of_no_page(body: bytes, content_type: str, marker: str) -> Failure | None:
    """The first sign that there is no page for a reader here, or None."""
    page = read_page(body, content_type)
    if page.is_empty:
        return Failure(Reason.BODY_EMPTY, "the page shows nothing")
    if marker and _collapsed(marker) not in page.text and not any(_collapsed(marker) in heading for heading in page.headings):
        return Failure(Reason.MARKER_MISSING, f"the page does not hold the text {marker!r}")
    return _sign_in_headings(page) or _sign_in_text(page, body)


def _sign_in_headings(page: PageText) -> Failure | None:
    if len(page.text) >= _ARTICLE:
        return None
    for heading in page.headings:
        for part in _parts(heading):
            if part in _NOT_FOUND_TITLES:
                return Failure(Reason.SOFT_404, f"status 200, but the page is titled {heading[:120]!r}")
            if part in _PLACEHOLDER_TITLES or part.startswith("index of /"):
                return Failure(Reason.PLACEHOLDER, f"the page is titled {heading[:120]!r}: the server has no site here")
    return None


def _sign_in_text(page: PageText, body: bytes) -> Failure | None:
    if len(page.text) >= _SHORT_PAGE:
        return None
    text = " ".join((*page.headings, page.text)).casefold()
    parked = _PARKED.search(text)
    if parked:
        return Failure(Reason.PARKED, f"the page says {parked[0]!r}: the domain is parked")
    if _PARKING_SERVICES.search(body):
        return Failure(Reason.PARKED, "the page is a domain parking service's")
    missing = _NOT_FOUND_SENTENCES.search(text)
    if missing:
        return Failure(Reason.SOFT_404, f"status 200, but the page says {missing[0][:120]!r}")
    return None


def _parts(heading: str) -> list[str]:
    """The heading and what stands between its separators, folded and without punctuation at the edges."""
    folded = heading.casefold().replace("\u2019", "'")
    whole = " ".join(_WORD.findall(folded))
    return [each.strip(_EDGES) for each in (folded, whole, *_SEPARATOR.split(folded))]


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _decoded(body: bytes, content_type: str) -> str:
    """The page as text: by the header's charset, else the one that it names itself, else UTF-8, else Windows-1252; never fails."""
    declared = _CHARSET.search(content_type) or _CHARSET.search(body[:_PRESCAN].decode("latin-1"))
    if declared:
        try:
            return body.decode(declared[1], "replace")
        except (LookupError, ValueError):
            pass  # a charset that nobody knows is no charset
    try:
        # The end may have been cut off in the middle of a character, which is no fault of the page.
        return codecs.getincrementaldecoder("utf-8-sig")().decode(body)
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")
