"""A copy as a real browser makes it: scripts have run, and what computed style hides is marked.

No request leaves the machine on the page's own account: what the page asks for comes from the source's own ``load``, or does not come.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from imprint.copies.decoding import decoded
from imprint.copies.medium import kind_of

if TYPE_CHECKING:
    from imprint.copies.source import Source

__all__ = ["RenderingError", "rendered"]

_ADDRESS = "http://copy.invalid/copy.html"
_PATIENCE = 15_000
"""Milliseconds that any one step may take."""
_AHEAD = 10_000
"""Milliseconds by which the page's clock is put forward, so that what a script does later has happened."""
_KINDS = {"stylesheet": "text/css", "script": "text/javascript", "xhr": "application/json", "fetch": "application/json"}


class RenderingError(Exception):
    """The page could not be rendered; the message says why."""


def rendered(source: Source) -> Source:
    """The source as a browser makes it; what is no page is given back as it is. Raises :class:`RenderingError`."""
    if kind_of(decoded(source.data, source.content_type), source.address or source.name) != "html":
        return source
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - optional
    except ImportError as error:
        raise RenderingError("--browser needs Playwright: pip install playwright") from error
    with sync_playwright() as playwright:
        try:
            # Chromium's own sandbox does not work for root.
            chromium = playwright.chromium.launch(executable_path=_executable(), args=["--no-sandbox"] if os.geteuid() == 0 else [])
        except Error as error:
            raise RenderingError("--browser needs Chromium: apt install chromium, or name it in CHROMIUM") from error
        try:
            page = _Visit(source, chromium.new_context(service_workers="block", accept_downloads=False)).made()
        finally:
            chromium.close()
    return replace(source, data=page.encode("utf-8"), content_type="text/html; charset=utf-8", rendered=True)


def _executable() -> str | None:
    if named := os.environ.get("CHROMIUM"):
        return named
    return next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


class _Visit:
    def __init__(self, source: Source, context: Any) -> None:  # noqa: ANN401 - Playwright is optional, so its types are
        self.source, self.context = source, context
        self.address = source.address or _ADDRESS
        self.arrived = False

    def made(self) -> str:
        from playwright.sync_api import Error  # noqa: PLC0415 - optional

        try:
            self.context.set_default_timeout(_PATIENCE)
            self.context.route("**/*", self._answer)
            self.context.clock.install()
            page = self.context.new_page()
            page.goto(self.address, wait_until="load")
            self.context.clock.run_for(_AHEAD)
            return str(page.evaluate(files("imprint.copies").joinpath("unseen.js").read_text("utf-8")))
        except Error as error:
            raise RenderingError(f"the browser gave up: {str(error).splitlines()[0]}") from error
        finally:
            self.context.close()

    def _answer(self, route: Any) -> None:  # noqa: ANN401 - likewise
        request = route.request
        if not self.arrived and request.is_navigation_request():
            self.arrived = True
            route.fulfill(body=self.source.data, content_type=self.source.content_type or "text/html")
            return
        kind = _KINDS.get(request.resource_type)
        if kind is None or self.source.load is None:
            route.abort()
            return
        own = urlsplit(_ADDRESS)
        asked = urlsplit(request.url)
        name = request.url if asked.netloc != own.netloc else asked.path.lstrip("/") + (f"?{asked.query}" if asked.query else "")
        data = self.source.load(name)
        if data is None:
            route.abort()
        else:
            route.fulfill(body=data, content_type=kind)
