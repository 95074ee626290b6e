"""A real browser as the second opinion: what only rendering decides, and that it agrees with the static answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from case_of_a_surface import EXPECTED, FOLDER, GOOD_PAGE, told

from imprint.audit.judge import judge_file, judge_rendering
from imprint.audit.neighbourhood import files_near
from imprint.audit.rendering.browser import BrowserMissing, open_browser
from imprint.audit.style.library import StyleLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from imprint.audit.rendering.browser import Browser

pytestmark = pytest.mark.browser

STYLE = "<style>{}</style></head>"
SHADOW = "<div><template shadowrootmode=open>{}</template>"
SCRIPT = "<script>{}</script></main>"

ONLY_RENDERED = {
    "a script removes the box late": (
        "</main>",
        SCRIPT.format("setTimeout(() => document.querySelector('.author-resource').remove(), 20000)"),
        "P201, P202",
    ),
    "a script changes the link on mousedown": (
        "</main>",
        SCRIPT.format(
            "document.querySelector('a').addEventListener('mousedown', (e) => { e.currentTarget.href = 'https://evil.example/' })"
        ),
        "P203",
    ),
    "a script cancels the click": ("</main>", SCRIPT.format("addEventListener('click', (e) => e.preventDefault(), true)"), "P203"),
    "a script leaves the page": ("</main>", SCRIPT.format("location.replace('/elsewhere')"), "P204"),
    "a script leaves the page late": ("</main>", SCRIPT.format("setTimeout(() => { location = '/x' }, 9000)"), "P204"),
    "an element is laid over the box": ("</main>", "<div style='position:fixed;inset:0;z-index:9'></div></main>", "P201, P202"),
    "white on white": ("</head>", STYLE.format(".author-resource, .author-resource a { color: #fff; background: #fff }"), "P201, P202"),
    "dark on dark": (
        "</head>",
        STYLE.format("@media (prefers-color-scheme: dark) { body { background: #111 } body, a { color: #111 } }"),
        "P201, P202",
    ),
    "hidden at 320 px": ("</head>", STYLE.format("@media (max-width: 600px) { .author-resource { display: none } }"), "P201, P202"),
    "hidden in print": ("</head>", STYLE.format("@media print { .author-resource { display: none } }"), "P201, P202"),
    "a box one pixel high": ("</head>", STYLE.format(".author-resource { height: 1px; overflow: hidden }"), "P201, P202"),
    "a parent that has the link": ("</head>", STYLE.format("div:has(> p a) { visibility: hidden }"), "P201, P202"),
    "no clicks": ("</head>", STYLE.format("a { pointer-events: none }"), "P202"),
    "through a slot": ("<div", SHADOW.format("<section><slot></slot></section>") + "<div", ""),
    "through a transparent slot at 320 px": (
        "<div",
        SHADOW.format("<style>@media (max-width: 600px) { section { opacity: 0.1 } }</style><section><slot></slot></section>") + "<div",
        "P201, P202",
    ),
    "through a slot in a box one pixel high": (
        "<div",
        SHADOW.format("<p style='height:1px;overflow:hidden'><slot></slot></p>") + "<div",
        "P201, P202",
    ),
    "a harmless handler": ("<a href", '<a onclick="console.log(1)" href', ""),
    "a harmless script": ("</main>", SCRIPT.format("document.title = 'x'"), ""),
    "a new window": ("<a href", '<a target="_blank" href', ""),
    "light and dark": (
        "</head>",
        STYLE.format("@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } a { color: #9cf } }"),
        "",
    ),
    "a box far down the page": ("<p>Bees fly.</p>", "<p style='height:4000px'>Bees fly.</p>", ""),
    "a sticky header": ("<main>", "<header style='position:sticky;top:0;background:#fff'>Site</header><main>", ""),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        with open_browser() as found:
            yield found
    except BrowserMissing as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize("name", ONLY_RENDERED)
def test_a_browser_decides(browser: Browser, name: str) -> None:
    old, new, expected = ONLY_RENDERED[name]
    assert old in GOOD_PAGE
    rendering = browser.look("x.html", GOOD_PAGE.replace(old, new, 1).encode(), EXPECTED, lambda _: None)
    assert ", ".join(told(judge_rendering(rendering, EXPECTED))) == expected


SAMPLE = [path for number, path in enumerate(sorted(FOLDER.glob("*/passes_*.html"))) if number % 6 == 0]


@pytest.mark.slow
@pytest.mark.parametrize("file", SAMPLE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_browser_shows_what_the_static_answer_says_is_shown(browser: Browser, file: Path) -> None:
    resolve = files_near(FOLDER)
    assert judge_file(file.name, file.read_bytes(), EXPECTED, StyleLibrary(resolve), address=f"/{file.name}", rendered=True) == []
    assert told(judge_rendering(browser.look(file.name, file.read_bytes(), EXPECTED, resolve, file.name), EXPECTED)) == []
