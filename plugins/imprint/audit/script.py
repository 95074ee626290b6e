"""What on a page runs scripts by itself: script elements, event handlers, and frames that run them in the page's own origin.

A script in a frame of the same origin reaches the page around it through ``parent`` and can take the notice away. One of
another origin cannot (HTML Living Standard, section 7.2.1.3), nor one in a frame whose ``sandbox`` keeps scripts or the
origin from it (section 4.8.5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from imprint.audit.document import parse_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.document import Document, Element
    from imprint.audit.expected import Expected
    from imprint.audit.page import Page

__all__ = ["scripts_of"]

_SCRIPTS = frozenset(
    f"{kind}/{name}"
    for kind in ("text", "application")
    for name in (
        "javascript",
        "ecmascript",
        "x-javascript",
        "x-ecmascript",
        "jscript",
        "livescript",
        *(f"javascript1.{n}" for n in range(6)),
    )
)
"""The JavaScript MIME types of the WHATWG MIME Sniffing Standard, and a few that only look like it."""

_DELIBERATE = frozenset(
    """onclick ondblclick onauxclick oncontextmenu onsubmit onreset onchange oninput onbeforeinput onselect oninvalid onsearch onkeydown onkeyup onkeypress
    oncopy oncut onpaste ondrag ondragstart ondragend ondragenter ondragleave ondragover ondrop onplay onpause onended oncommand""".split()  # noqa: SIM905 - a list of words reads best as words
)
"""Events of an element that a reader brings about on purpose; all others come by themselves, with the loading of an image or the pointer's way."""

_ADDRESS_OF = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
"""The elements that show another document, and the attribute that names it."""
_WITHOUT_SCRIPTS = re.compile(
    r"\.(?:pdf|txt|css|js|json|png|jpe?g|gif|webp|avif|ico|mp[34]|m4[av]|ogg|og[av]|wav|webm|vtt)$", re.IGNORECASE
)
"""Files of the site that are shown, played or kept and run nothing in its origin."""
_STRIPPED = re.compile(r"[\t\n\r]|^[\x00-\x20]+")
"""What an address loses before its scheme is read. Source: URL Standard, section 4.4, the basic URL parser."""
_DEEPEST = 8
"""Frames inside each other that are followed; more are taken to run something."""


def scripts_of(page: Page, expected: Expected) -> Iterator[tuple[Element, str]]:
    """The elements of a page that run scripts, and what they run in a few words; at most one each."""
    for element in page.document.elements:
        what = _script_in(element, expected) or _handler_of(element, everything=page.fragment)
        if not what and element.local_name in _ADDRESS_OF:
            what = _framed(_Frames(page, expected, page.address or page.path, page.document), element)
        if what:
            yield element, what


def _script_in(element: Element, expected: Expected) -> str:
    # In XML a prefix may stand before the name.
    if element.local_name.rpartition(":")[2] != "script" or not _runs(element) or element.attrib.get("src") in expected.scripts:
        return ""
    return element.attrib.get("src") or " ".join(element.text_content.split())[:60] or "empty"


def _runs(script: Element) -> bool:
    kind = script.attrib.get("type")
    if kind is None:
        language = script.attrib.get("language", "").strip().lower()
        return not language or f"text/{language}" in _SCRIPTS
    kind = kind.strip().lower()
    return not kind or kind in _SCRIPTS or kind == "module"


def _handler_of(element: Element, *, everything: bool) -> str:
    """The event handler of an element that runs by itself; of ``everything``, any one. Those of a link are rule L206's."""
    everything = everything or element.local_name in {"html", "body", "frameset"}
    for name in element.attrib:
        if name.startswith("on") and element.local_name != "a" and (everything or name not in _DELIBERATE):
            return f"{name} of <{element.local_name}>"
    return ""


@dataclass(frozen=True, slots=True)
class _Frames:
    """What frames are followed from: the page, the path and the document by which an address in it is read, and how many frames are around it."""

    page: Page
    expected: Expected
    path: str
    document: Document
    depth: int = 0
    opened: set[str] = field(default_factory=set)
    """The files that were looked into: none is twice."""


def _framed(around: _Frames, element: Element) -> str:
    """What a frame runs in the origin of the page around it."""
    name = element.local_name
    if name not in _ADDRESS_OF or not element.is_html or _is_kept_apart(element):
        return ""
    if around.depth > _DEEPEST:
        return f"<{name}> inside {around.depth} others"
    if name == "iframe" and "srcdoc" in element.attrib:
        document = parse_document(element.attrib["srcdoc"])
        inside = _document_runs(document, replace(around, document=document if document.named("base") else around.document))
        return f"{inside} in the srcdoc of <{name}>" if inside else ""
    address = _STRIPPED.sub("", element.attrib.get(_ADDRESS_OF[name], ""))
    if address.lower().startswith("javascript:"):
        return f"{address[:60]} in <{name}>"
    # A file that is not there is taken for what a browser would find in its place, as a style sheet is: nothing. Whoever audits a
    # page has its files beside it, and expects a frame that shows an error page not to be what the page is refused for.
    place, data = around.page.styles.file_at(address, around.path, around.document)
    if data is None or place in around.opened or _WITHOUT_SCRIPTS.search(place):
        return ""
    around.opened.add(place)
    document = parse_document(data.decode("utf-8-sig", "replace"))
    inside = _document_runs(document, replace(around, path=place, document=document))
    return f"{inside} in {address} of <{name}>" if inside else ""


def _is_kept_apart(frame: Element) -> bool:
    """Whether a sandbox keeps scripts from running in a frame, or from reaching the page around it."""
    if frame.local_name != "iframe" or "sandbox" not in frame.attrib:
        return False
    allowed = set(frame.attrib["sandbox"].lower().split())
    # Without the origin a script cannot reach the page, but with allow-top-navigation it can put another page in its place.
    return "allow-scripts" not in allowed or allowed.isdisjoint({"allow-same-origin", "allow-top-navigation"})


def _document_runs(document: Document, around: _Frames) -> str:
    """The first thing in a framed document that may run a script; a link that runs one is such a thing, too."""
    for element in document.elements:
        target = _STRIPPED.sub("", element.attrib.get("href", element.attrib.get("action", ""))).lower()
        handler = next((each for each in element.attrib if each.startswith("on")), "")
        if what := (
            _script_in(element, around.expected)
            or (f"{handler} of <{element.local_name}>" if handler else "")
            or (f"a javascript: address of <{element.local_name}>" if target.startswith("javascript:") else "")
            or _framed(replace(around, depth=around.depth + 1), element)
        ):
            return what
    return ""
