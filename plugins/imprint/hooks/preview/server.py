"""The preview's server: serves the last build on the loopback address, rebuilds on a change, and tells the browser."""

from __future__ import annotations

import os
import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import watchfiles

from imprint.hooks.preview.build import Preview, build_preview, preview_site
from imprint.hooks.preview.overlay import ASSETS, asset, fault_page, with_overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["PreviewServer"]

_HOST = "127.0.0.1"
_KEEP_ALIVE_SECONDS = 15.0
"""How often an idle event stream sends a comment, so that a closed browser is noticed."""


class PreviewServer:
    """The site of a settings file at ``http://127.0.0.1:port``; ``port`` 0 takes a free one.

    The socket is bound when the server is made. Raises :class:`OSError` where the port is taken.
    """

    def __init__(self, settings_file: Path, work: Path, port: int, tell: Callable[[Preview], None]) -> None:
        self.settings_file, self.work, self.tell = settings_file, work, tell
        self.site = preview_site(work)
        self.preview = Preview((), 0.0, site=False)
        self.built = threading.Condition()
        self.number = 0
        self.stopped = threading.Event()
        self.http = ThreadingHTTPServer((_HOST, port), _handler_of(self))
        self.http.daemon_threads = True
        self.address = f"http://{_HOST}:{self.http.server_port}"

    def build(self) -> None:
        """Build once, and have every open page reload."""
        preview = build_preview(self.settings_file, self.work, self.address)
        with self.built:
            self.preview = preview
            self.number += 1
            self.built.notify_all()
        self.tell(preview)

    def wait_for_build(self, seen: int) -> int:
        """The number of the last build, once it is another than ``seen``, the server stops, or a while has passed."""
        with self.built:
            self.built.wait_for(lambda: self.number != seen or self.stopped.is_set(), timeout=_KEEP_ALIVE_SECONDS)
            return self.number

    def run(self, watched: Iterable[Path]) -> None:
        """Serve and rebuild until :meth:`stop` is called or the keyboard interrupts."""
        serving = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        serving.start()
        try:
            self.build()
            paths = [path for path in watched if path.exists()]
            for _ in watchfiles.watch(*paths, stop_event=self.stopped, debounce=100, step=20, raise_interrupt=True):
                self.build()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()
            self.http.shutdown()
            self.http.server_close()
            serving.join()

    def stop(self) -> None:
        """Have :meth:`run` return."""
        self.stopped.set()
        with self.built:
            self.built.notify_all()


def _handler_of(server: PreviewServer) -> type[SimpleHTTPRequestHandler]:
    class Handler(_Handler):
        preview_server = server

    return Handler


class _Handler(SimpleHTTPRequestHandler):
    """Serves files of the last build; pages get the overlay, and an unknown address is a real 404."""

    preview_server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].partition("#")[0]
        if path == "/-/events":
            self._events()
        elif path in ASSETS:
            self._send(HTTPStatus.OK, ASSETS[path], asset(path))
        else:
            self._file(Path(self.translate_path(path)), path)

    def translate_path(self, path: str) -> str:
        self.directory = os.fspath(self.preview_server.site)
        return super().translate_path(path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Stay silent: the terminal is for the builds."""

    def _file(self, file: Path, path: str) -> None:
        preview = self.preview_server.preview
        if file.is_dir() and not path.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if file.is_dir():
            file /= "index.html"
        status = HTTPStatus.OK
        if not file.is_file():
            status, file = HTTPStatus.NOT_FOUND, self.preview_server.site / "404.html"
        try:
            data = file.read_bytes()
        except OSError:
            title = "There is no such page" if preview.site else "There is nothing to look at yet"
            self._send(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", fault_page(title, preview.findings))
            return
        kind = self.guess_type(file)
        if kind == "text/html":
            data = with_overlay(data, file.relative_to(self.preview_server.site).as_posix(), preview.findings)
            kind = "text/html; charset=utf-8"
        self._send(status, kind, data)

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _events(self) -> None:
        """A stream of server-sent events (WHATWG HTML, 9.2): ``built`` after each build."""
        server = self.preview_server
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        seen = server.number
        try:
            while not server.stopped.is_set():
                self.wfile.write(b": waiting\n\n")
                self.wfile.flush()
                number = server.wait_for_build(seen)
                if number != seen:
                    seen = number
                    self.wfile.write(b"event: built\ndata: \n\n")
                    self.wfile.flush()
        except OSError:
            return  # the browser has gone
