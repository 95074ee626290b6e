"""Publishers' servers on this machine, each on an address of its own: good, slow, failing, redirecting, refusing robots."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Publishers", "publishers"]

ROBOTS = b"User-agent: *\nDisallow: /private/\n"


class Publishers:
    """``pages`` holds the bytes of a page by its name. Every request is counted by its whole address."""

    def __init__(self, pages: dict[str, bytes], hosts: int) -> None:
        self.pages = pages
        self.requests: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.servers = [self._server(f"127.0.0.{number + 2}") for number in range(hosts)]

    def _server(self, host: str) -> ThreadingHTTPServer:
        keeper = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                keeper.answer(self)

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - likewise
                del format, arguments

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A client that goes away is no fault of the server."""
                del request, client_address

        server = Server((host, 0), Handler)
        server.daemon_threads = True
        return server

    def address(self, number: int, path: str) -> str:
        """The address of a path at the server with that number."""
        server = self.servers[number % len(self.servers)]
        return f"http://{server.server_address[0]!s}:{server.server_port}{path}"

    def answer(self, handler: Any) -> None:  # noqa: ANN401 - a class of this module's own making
        """``/<how>/<page>``: how it is answered, and with which page."""
        path = handler.path
        with self.lock:
            host, port = handler.server.server_address[:2]
            self.requests[f"http://{host}:{port}{path}"] += 1
            seen = self.requests[f"http://{host}:{port}{path}"]
        if path == "/robots.txt":
            self._send(handler, 200, ROBOTS, "text/plain")
            return
        _, how, name, *_ = [*path.split("/"), "", ""]
        page = self.pages.get(name) or self.pages.get(name.partition("?")[0], b"")
        if how == "slow":
            time.sleep(0.3)
        if how == "hang":
            time.sleep(5)
            return
        if how == "reset":
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        if how == "moved":
            self._send(handler, 301, b"", "text/html", {"Location": f"/good/{name}"})
        elif how == "error":
            self._send(handler, 500, b"sorry", "text/html")
        elif how == "once" and seen == 1:
            self._send(handler, 503, b"later", "text/html")
        elif how == "gone":
            self._send(handler, 404, b"no such page", "text/html")
        elif how == "forbidden":
            self._send(handler, 403, b"not for programs", "text/html")
        else:
            self._send(handler, 200, page, "text/html; charset=utf-8")

    @staticmethod
    def _send(handler: Any, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:  # noqa: ANN401 - likewise
        handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(more or {})}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


@contextmanager
def publishers(pages: dict[str, bytes], hosts: int) -> Iterator[Publishers]:
    """Servers for as long as the block lasts."""
    keeper = Publishers(pages, hosts)
    with ExitStack() as stack:
        for server in keeper.servers:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            thread.start()
            stack.callback(server.server_close)
            stack.callback(thread.join)
            stack.callback(server.shutdown)
        yield keeper
