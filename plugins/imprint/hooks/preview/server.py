"""The preview's server: serves the site on the loopback address, shows a change in the open pages at once, and rebuilds the site behind them."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter, deque
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

import watchfiles

from imprint.findings import Severity
from imprint.hooks.preview.build import Glance, OpenPages, Preview, preview_site
from imprint.hooks.preview.overlay import ASSETS, asset, fault_page, overlay, with_overlay
from imprint.hooks.preview.whole_site import WholeSite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["PreviewServer"]

_HOST = "127.0.0.1"
_KEEP_ALIVE_SECONDS = 15.0
"""How often an idle event stream sends a comment, so that a closed browser is noticed."""
_PAGES_KEPT = 50
"""How many pages are kept as they last were, for when a fault takes their article out of the site."""


class PreviewServer:
    """The site of a settings file at ``http://127.0.0.1:port``; ``port`` 0 takes a free one.

    The socket is bound when the server is made. Raises :class:`OSError` where the port is taken.
    """

    def __init__(self, settings_file: Path, work: Path, port: int, tell: Callable[[Preview], None]) -> None:
        self.tell = tell
        self.site = preview_site(work)
        self.preview = Preview(())
        self.glance: Glance | None = None
        self.pages: dict[str, str] = {}
        self.assets: dict[str, str] = {}
        self.number = 0
        self.changes = 0
        self.changed = threading.Condition()
        self.stopped = threading.Event()
        self.open: Counter[str] = Counter()
        self.last_asked = ""
        self.last: dict[str, bytes] = {}
        self._last_served: deque[str] = deque()
        self.http = ThreadingHTTPServer((_HOST, port), _handler_of(self))
        self.http.daemon_threads = True
        self.address = f"http://{_HOST}:{self.http.server_port}"
        self._open_pages = OpenPages(settings_file, work, self.address)
        self._whole_site = WholeSite(settings_file, work, self.address, self._built)

    def run(self, watched: Iterable[Path], theme: Path) -> None:
        """Serve, and rebuild on each change, until :meth:`stop` is called or the keyboard interrupts."""
        serving = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        serving.start()
        static = (theme / "static").absolute()
        try:
            self._whole_site.start()
            paths = [path for path in watched if path.exists()]
            # A short debounce: an editor's few steps of saving are one change, and the writer waits for none of it.
            for changes in watchfiles.watch(*paths, stop_event=self.stopped, debounce=40, step=10, rust_timeout=1000, raise_interrupt=True):
                self._whole_site.give_up()
                self._look(
                    {
                        Path(path).absolute().relative_to(static).as_posix()
                        for _, path in changes
                        if static in Path(path).absolute().parents
                    },
                    static,
                )
                self._whole_site.start()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()
            self._whole_site.give_up()
            self.http.shutdown()
            self.http.server_close()
            serving.join()

    def stop(self) -> None:
        """Have :meth:`run` return."""
        self.stopped.set()
        with self.changed:
            self.changed.notify_all()

    def wait_for_change(self, seen: int) -> None:
        """Wait until there were more than ``seen`` changes of what is served, the server stops, or a while has passed."""
        with self.changed:
            self.changed.wait_for(lambda: self.changes != seen or self.stopped.is_set(), timeout=_KEEP_ALIVE_SECONDS)

    def wait_for_build(self, seen: int) -> int:
        """The number of the last build of the whole site, once it is another than ``seen``, the server stops, or a while has passed."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != seen or self.stopped.is_set(), timeout=_KEEP_ALIVE_SECONDS)
            return self.number

    def _look(self, assets: Iterable[str], static: Path) -> None:
        """Render the open pages anew, and take changed style sheets and scripts of the theme as they are."""
        # A page that is just loading again has not said yet that it is open.
        glance = self._open_pages.render({*self.open, self.last_asked})
        fresh = {f"theme/{name}": (static / name).read_bytes() for name in assets if (static / name).is_file()}
        with self.changed:
            self.glance = Glance({**(self.glance.rendered if self.glance else {}), **glance.rendered, **fresh}, glance.findings)
            self.pages |= glance.pages
            self.assets |= {path: hashlib.sha256(data).hexdigest() for path, data in fresh.items()}
            self._tell_of_change()

    def _built(self, preview: Preview) -> None:
        with self.changed:
            self.preview = preview
            self.glance = None
            self.pages |= preview.pages
            if preview.site:
                self.assets = dict(preview.assets)
            self.number += 1
            self._tell_of_change()
        self.tell(preview)

    def _tell_of_change(self) -> None:
        self.changes += 1
        self.changed.notify_all()

    def asked(self, path: str) -> None:
        """A browser loads what is at an address."""
        if path.endswith("/"):
            self.last_asked = _file_of(path)

    def answer(self, path: str) -> _Answer:
        """What is at an address, a path that ends in ``/`` where it is a folder's."""
        preview, glance = self.preview, self.glance
        findings = glance.findings if glance else preview.findings
        file = _file_of(path)
        status = HTTPStatus.OK
        data = self._bytes(file, glance)
        if data is None and any(finding.kind.severity is Severity.ERROR for finding in findings):
            data = self.last.get(file)  # a fault has taken its article out of the site: its author sees it as it last was
        elif data is not None and file.endswith(".html"):
            self._keep(file, data)
        if data is None:
            status, data = HTTPStatus.NOT_FOUND, self._bytes("404.html", glance)
        if data is None:
            title = "There is no such page" if preview.site else "There is nothing to look at yet"
            data = fault_page(title)
        sources = {source for source, page in self.pages.items() if page == file}
        return _Answer(status, data, overlay(file, sources, findings, judged=glance is None and self.number > 0), self._version(data))

    def _bytes(self, file: str, glance: Glance | None) -> bytes | None:
        if glance and file in glance.rendered:
            return glance.rendered[file]
        try:
            return (self.site / file).read_bytes()
        except (OSError, ValueError):
            return None

    def _keep(self, file: str, data: bytes) -> None:
        if file not in self.last:
            self._last_served.append(file)
            if len(self._last_served) > _PAGES_KEPT:
                self.last.pop(self._last_served.popleft(), None)
        self.last[file] = data

    def _version(self, page: bytes) -> str:
        """A page and everything that it may load."""
        return hashlib.sha256(page + repr(sorted(self.assets.items())).encode()).hexdigest()[:16]

    @contextmanager
    def opened(self, path: str) -> Iterator[None]:
        """While a browser has a page open, it is among those that are rendered at once."""
        file = _file_of(path)
        with self.changed:
            self.open[file] += 1
        try:
            yield
        finally:
            with self.changed:
                self.open[file] -= 1
                self.open += Counter()  # without those that nobody has open


class _Answer:
    """What is at an address: the status and the page's bytes, what the preview found, and a name for all that the page looks like."""

    def __init__(self, status: HTTPStatus, data: bytes, found: str, version: str) -> None:
        self.status, self.data, self.found, self.version = status, data, found, version

    def told(self, address: str) -> bytes:
        """The page with what was found, and with what lets it hear of changes."""
        events = f"/-/events?{urlencode({'page': address, 'version': self.version, 'findings': self.findings})}"
        return with_overlay(self.data, events, self.found)

    @property
    def findings(self) -> str:
        """A name for what the preview found."""
        return hashlib.sha256(self.found.encode()).hexdigest()[:16]


def _handler_of(server: PreviewServer) -> type[SimpleHTTPRequestHandler]:
    class Handler(_Handler):
        preview_server = server

    return Handler


class _Handler(SimpleHTTPRequestHandler):
    """Serves the files of the preview; pages get what was found, and an unknown address is a real 404."""

    preview_server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if path == "/-/events":
            self._events(parse_qs(parts.query))
        elif path in ASSETS:
            self._send(HTTPStatus.OK, ASSETS[path], asset(path))
        elif self._is_folder(path):
            self._redirect(f"{quote(path)}/")
        else:
            self._page_or_file(path)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Stay silent: the terminal is for the builds."""

    def _is_folder(self, path: str) -> bool:
        return not path.endswith("/") and _is_inside(path) and (self.preview_server.site / path.lstrip("/")).is_dir()

    def _page_or_file(self, path: str) -> None:
        self.preview_server.asked(path)
        answer = self.preview_server.answer(path if _is_inside(path) else "/-/nothing")
        kind = "text/html" if answer.status is not HTTPStatus.OK or path.endswith("/") else self.guess_type(path)
        if kind == "text/html":
            self._send(answer.status, "text/html; charset=utf-8", answer.told(path))
        else:
            self._send(answer.status, kind, answer.data)

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", address)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self, query: Mapping[str, list[str]]) -> None:
        """A stream of server-sent events (WHATWG HTML, 9.2).

        A page hears ``changed`` when it would look different if it was loaded again, and ``findings`` when only what the preview found
        is different. Whoever names no page hears ``built`` after each build of the whole site.
        """
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            if "page" in query:
                path = query["page"][0]
                with self.preview_server.opened(path):
                    self._tell_page(path, query.get("version", [""])[0], query.get("findings", [""])[0])
            else:
                self._tell_builds()
        except OSError:
            return  # the browser has gone

    def _tell_page(self, path: str, version: str, findings: str) -> None:
        server = self.preview_server
        while not server.stopped.is_set():
            seen = server.changes
            answer = server.answer(path)
            if answer.version != version:
                self._event("changed")
            elif answer.findings != findings:
                self._event("findings")
            else:
                self._event("")
            version, findings = answer.version, answer.findings
            server.wait_for_change(seen)

    def _tell_builds(self) -> None:
        server = self.preview_server
        seen = server.number
        while not server.stopped.is_set():
            self._event("")
            number = server.wait_for_build(seen)
            if number != seen:
                self._event("built")
            seen = number

    def _event(self, name: str) -> None:
        self.wfile.write(f"event: {name}\ndata: \n\n".encode() if name else b": waiting\n\n")
        self.wfile.flush()


def _file_of(path: str) -> str:
    return f"{path.lstrip('/')}index.html" if path.endswith("/") else path.lstrip("/")


def _is_inside(path: str) -> bool:
    return ".." not in path.split("/") and "\0" not in path
