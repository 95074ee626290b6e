"""A real Chromium that looks at pages from disk: no request leaves the machine, the clock runs ahead, scripts run.

Needs Playwright, which is not installed with the package, and a Chromium: Debian's, or the one that
``CHROMIUM`` names.
"""

from __future__ import annotations

import base64
import mimetypes
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from imprint.audit.address import Miss, aim_of
from imprint.audit.rendering.surface import Rendering, Sighting
from imprint.audit.wording import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from imprint.audit.expected import Expected

__all__ = ["Browser", "BrowserMissing", "open_browser"]

_SITE = "http://page.invalid"
_LEAST_CONTRAST = 2.5
"""What the sharpest twentieth of a text's pixels must reach; anti-aliasing takes a little from the 3 to 1 that its colour has."""
_LEAST_PIXELS = 12
_PATIENCE = 15_000
"""Milliseconds that any one step may take."""
_AHEAD = 30_000
"""Milliseconds by which the page's clock is put forward, so that what a script does later has happened."""
_MARGIN = 2
_ROUNDS, _ROUND = 20, 20
"""How often, and for how many milliseconds each time, a click's request is waited for."""


class BrowserMissing(Exception):  # noqa: N818 - it says what is the matter
    """Playwright or Chromium is not there; the text says what to install."""


@dataclass(frozen=True, slots=True)
class _Profile:
    width: int
    height: int
    scheme: str
    medium: str
    words: str
    pixels: bool
    click: bool = False


_PROFILES = (
    _Profile(1280, 800, "light", "screen", "", pixels=True, click=True),
    _Profile(320, 640, "light", "screen", "at a width of 320 px", pixels=False),
    _Profile(1280, 800, "dark", "screen", "in the dark colour scheme", pixels=True),
    _Profile(320, 640, "dark", "screen", "in the dark colour scheme, at a width of 320 px", pixels=False, click=True),
    _Profile(720, 1000, "light", "print", "in print", pixels=False),
)

_GLANCE = _Profile(1280, 800, "light", "screen", "", pixels=False)

_ADOPT = "(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }"
_BLANK = """
[data-imprint-seen], [data-imprint-seen] * { color: transparent !important; -webkit-text-fill-color: transparent !important; text-shadow: none !important;
 text-decoration: none !important; transition: none !important; }
[data-imprint-seen=link] img { visibility: hidden !important; }
[data-imprint-painted] { background: none !important; }
"""
_PLAIN = "[data-imprint-seen], [data-imprint-seen] * { text-decoration: none !important; transition: none !important; }"


def _executable() -> str | None:
    if named := os.environ.get("CHROMIUM"):
        return named
    return next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A browser for as long as the block lasts. Raises :class:`BrowserMissing` where there is none."""
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - optional
    except ImportError as error:
        raise BrowserMissing("--browser needs Playwright: pip install playwright") from error
    with sync_playwright() as playwright:
        try:
            # Chromium's own sandbox does not work for root.
            chromium = playwright.chromium.launch(executable_path=_executable(), args=["--no-sandbox"] if os.geteuid() == 0 else [])
        except Error as error:
            raise BrowserMissing("--browser needs Chromium: apt install chromium, or name it in CHROMIUM") from error
        try:
            yield Browser(chromium)
        finally:
            chromium.close()


class Browser:
    """Looks at one page after the other, each in a fresh context."""

    def __init__(self, chromium: Any) -> None:  # noqa: ANN401 - Playwright is optional, so its types are
        self._chromium = chromium
        self._glancing: _Visit | None = None
        here = files("imprint.audit.rendering")
        self._measure = here.joinpath("measure.js").read_text("utf-8")
        self._compare = here.joinpath("compare.js").read_text("utf-8")

    def look(
        self,
        path: str,
        data: bytes,
        expected: Expected,
        resolve: Callable[[str], bytes | None],
        name: str = "page.html",
    ) -> Rendering:
        """What a reader sees of a page. ``resolve`` gives the files of its site; ``name`` is its own path below the site's root."""
        context = self._chromium.new_context(viewport={"width": 1280, "height": 800}, service_workers="block", accept_downloads=False)
        try:
            return _Visit(context, path, data, expected, resolve, name, self._measure, self._compare).made(_PROFILES)
        finally:
            context.close()

    def glance(self, path: str, data: bytes, expected: Expected, *, pixels: bool = False) -> Rendering:
        """What a reader sees of a page that stands alone, in one window: no dark scheme, paper or clicks, and all pages in one context.

        Ten times as fast as :meth:`look`, and fit for pages that run no script. Without ``pixels`` what only colours hide is not seen.
        """
        if self._glancing is None or self._glancing.expected != expected:
            context = self._chromium.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
            self._glancing = _Visit(context, path, data, expected, lambda _: None, "page.html", self._measure, self._compare)
        self._glancing.path, self._glancing.data = path, data
        return self._glancing.made((replace(_GLANCE, pixels=pixels),))


class _Visit:
    def __init__(
        self,
        context: Any,  # noqa: ANN401 - Playwright is optional, so its types are
        path: str,
        data: bytes,
        expected: Expected,
        resolve: Callable[[str], bytes | None],
        name: str,
        measure: str,
        compare: str,
    ) -> None:
        from playwright.sync_api import Error  # noqa: PLC0415 - optional

        self.error = Error
        self.path, self.data, self.expected, self.resolve = path, data, expected, resolve
        self.address = f"{_SITE}/{name.lstrip('/')}"
        self.measure, self.compare = measure, compare
        self.wanted = {"notices": [folded(each) for each in dict.fromkeys(expected.notices)], "links": list(dict.fromkeys(expected.links))}
        self.asked: list[str] = []
        self.arrived = False
        self.context = context
        context.set_default_timeout(_PATIENCE)
        context.route("**/*", self._answer)
        context.clock.install()
        self.page = context.new_page()

    def made(self, profiles: tuple[_Profile, ...]) -> Rendering:
        """Visit the page in each profile."""
        notices: list[Sighting] = []
        links: list[Sighting] = []
        clicks: list[tuple[str, str]] = []
        for profile in profiles:
            try:
                left = self._open(profile)
                if left:
                    return Rendering(self.path, left_for=left)
                seen = self.page.evaluate(self.measure, self.wanted)
                notices += self._sighted("the copyright notice", seen["notices"], self.wanted["notices"], profile)
                links += self._sighted("the resource link", seen["links"], self.wanted["links"], profile)
                if profile.click:
                    clicks += [
                        (link, self._clicked(index)) for index, link in enumerate(self.wanted["links"]) if not seen["links"][index]["fault"]
                    ]
            except self.error as error:
                reason = f"the browser gave up: {str(error).splitlines()[0]}"
                links.append(Sighting("the resource link", reason, profile.words))
                break
        return Rendering(self.path, tuple(notices), tuple(links), tuple(clicks))

    def _answer(self, route: Any) -> None:  # noqa: ANN401 - Playwright is optional
        request = route.request
        address = request.url
        if request.is_navigation_request() and self._is_whole_page(request):
            if not self.arrived and address == self.address:
                self.arrived = True
                route.fulfill(body=self.data, content_type="text/html; charset=utf-8")
            else:
                # Where the page, or a click, wants to go: noted, and answered with nothing, so that the page stays.
                self.asked.append(address)
                route.fulfill(status=204, body="")
            return
        found = self.resolve(unquote(urlsplit(address).path)) if address.startswith(_SITE + "/") else None
        if found is None:
            route.fulfill(status=404, body="")
        else:
            route.fulfill(body=found, content_type=mimetypes.guess_type(address)[0] or "application/octet-stream")

    def _is_whole_page(self, request: Any) -> bool:  # noqa: ANN401 - Playwright is optional
        try:
            return request.frame.parent_frame is None
        except self.error:
            return True  # the page of a new window, which is not there yet

    def _open(self, profile: _Profile) -> str:
        """Load the page anew; the address for which it leaves by itself, or an empty string."""
        self.arrived = False
        self.asked.clear()
        self.page.set_viewport_size({"width": profile.width, "height": profile.height})
        self.page.emulate_media(color_scheme=profile.scheme, media=profile.medium)
        try:
            self.page.goto(self.address, wait_until="load")
        except self.error:
            if not self.asked:
                raise
            return self.asked[0]
        self.page.clock.run_for(_AHEAD)
        self.page.evaluate("() => document.getAnimations().forEach((each) => { try { each.finish() } catch { each.cancel() } })")
        return self.asked[0] if self.asked else ""

    def _sighted(self, what: str, seen: list[dict[str, Any]], wanted: list[str], profile: _Profile) -> Iterator[Sighting]:
        for each in seen[: len(wanted)]:
            fault = str(each["fault"])
            if not fault and profile.pixels:
                fault = self._pictured(each, "link" if "point" in each else "notice")
            yield Sighting(what, fault, profile.words)

    def _pictured(self, each: dict[str, Any], mark: str) -> str:
        """Whether making the text transparent changes the picture, and by how much."""
        box = {
            "x": max(0, each["box"]["x"] - _MARGIN),
            "y": max(0, each["box"]["y"] - _MARGIN),
            "width": max(1, each["box"]["width"] + 2 * _MARGIN),
            "height": max(1, min(each["box"]["height"] + 2 * _MARGIN, 4000)),
        }
        pictures = []
        for style in (_PLAIN, _BLANK):
            # A constructed sheet is not the page's own, so a policy against inline styles does not stop it (CSP 3, 8.1).
            self.page.evaluate(_ADOPT, style.replace("[data-imprint-seen]", f"[data-imprint-seen={mark}]"))
            shot = self.page.screenshot(clip=box, full_page=True, animations="disabled", caret="hide")
            self.page.evaluate("() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); }")
            pictures.append(base64.b64encode(shot).decode("ascii"))
        helper = self.context.new_page()
        try:
            found = helper.evaluate(self.compare, pictures)
        finally:
            helper.close()
        if found["changed"] < _LEAST_PIXELS:
            return "not one pixel of it can be seen"
        if found["contrast"] < _LEAST_CONTRAST:
            return f"it has hardly any contrast, {found['contrast']:.2f} to 1"
        return ""

    def _clicked(self, index: int) -> str:
        """The address that a real click asks for."""
        self.asked.clear()
        # Measured again, since taking pictures scrolls.
        point = self.page.evaluate(self.measure, self.wanted)["links"][index].get("point")
        if not point:
            return ""
        self.page.mouse.move(point["x"], point["y"])
        after = self.page.evaluate(self.measure, self.wanted)["links"][index].get("point") or point
        self.page.mouse.click(after["x"], after["y"])
        self._settle()
        return self.asked[0] if self.asked else ""

    def _settle(self) -> None:
        """Let the page's clock run ahead, and wait until a request has been asked for or surely will not be."""
        self.page.clock.run_for(_AHEAD)
        for _ in range(_ROUNDS):
            if self.asked:
                return
            self.page.wait_for_timeout(_ROUND)


def goes_to(asked: str, link: str) -> bool:
    """Whether a click asked for the expected address."""
    return aim_of(asked, link).miss is Miss.NONE
