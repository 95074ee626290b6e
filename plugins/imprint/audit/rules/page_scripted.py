"""The page runs a script.

What is checked: no ``script`` element but data blocks such as JSON-LD, no event handler on ``html`` or ``body`` and none elsewhere that runs by itself, such as ``onerror`` of an image, and no ``javascript:`` frame.
The search page and the pages of the reprint kits may load the site's own two scripts, as they were tried, byte for byte.

Why it matters: a script can remove the notice, change the link or catch the click, and what it does cannot be known from the file. Where a real browser looks at the page (``--browser``),
its answer stands instead.

How to put it right: take the script out; every page of the site works without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Place, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.document import Element
    from imprint.audit.expected import Expected
    from imprint.audit.page import Page

__all__ = ["RULE"]

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


def check(page: Page, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, one for each place."""
    for script in page.document.elements:
        if script.local_name == "script" and _runs(script) and script.attrib.get("src") not in expected.scripts:
            what = script.attrib.get("src") or " ".join(script.text_content.split())[:60] or "empty"
            yield Evidence(Place(script.line, script.column, page.source_line(script.line)), {"what": what})
        else:
            everything = page.fragment or script.local_name in {"html", "body", "frameset"}
            for name in script.attrib:
                if name.startswith("on") and script.local_name != "a" and (everything or name not in _DELIBERATE):
                    yield Evidence(
                        Place(script.line, script.column, page.source_line(script.line)), {"what": f"{name} of <{script.local_name}>"}
                    )
                    break


def _runs(script: Element) -> bool:
    kind = script.attrib.get("type")
    if kind is None:
        language = script.attrib.get("language", "").strip().lower()
        return not language or f"text/{language}" in _SCRIPTS
    kind = kind.strip().lower()
    return not kind or kind in _SCRIPTS or kind == "module"


RULE: Rule[Page] = Rule(
    code="P106",
    name="page-scripted",
    message="the page runs a script: {what}",
    help="take the script out; what the page needs works without one",
    explanation=__doc__,
    check=check,
    needs_rendering=True,
)
