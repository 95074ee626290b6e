"""A real HTTP server on 127.0.0.1 that does what a script says, wrong things above all.

A script gives, for each path, the answers to one request after another; the last is repeated. An
answer is a table with any of ``status``, ``headers``, ``body`` and ``send``: one of the ways to send
that are the methods of :class:`_Sender`. ``{port}`` and ``{origin}`` are filled in.
"""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping, Sequence

PAGE = "<!doctype html><html lang='en'><head><title>Ada Byron</title></head><body><h1>Ada Byron</h1><p>She writes about bees.</p></body></html>"
_SEND_BUFFER = 16 * 1024
_PIECE = b"<p>bees</p>\n" * 300


@dataclass
class FaultServer:
    """Started by ``with``; counts what reaches it and what it sends."""

    script: Mapping[str, Sequence[Mapping[str, Any]]]
    tls: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    port: int = 0
    requests: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    server_names: list[str | None] = field(default_factory=list)
    connections: int = 0
    most_at_once: int = 0
    bytes_sent: int = 0
    errors: list[BaseException] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    _waiting: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _open: set[socket.socket] = field(default_factory=set)
    _threads: list[threading.Thread] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._listener = socket.create_server(
            (self.host, self.port), family=socket.AF_INET6 if ":" in self.host else socket.AF_INET, backlog=128
        )
        # A small buffer, so that what was sent is nearly what was read.
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        self.port = self._listener.getsockname()[1]
        if self.tls is not None:
            self.tls.sni_callback = lambda _sock, name, _context: self.server_names.append(name)
        self._accepting = threading.Thread(target=self._accept, name="fault server")
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    @property
    def origin(self) -> str:
        return f"{'http' if self.tls is None else 'https'}://127.0.0.1:{self.port}"

    def filled(self, text: str) -> str:
        return text.replace("{port}", str(self.port)).replace("{origin}", self.origin)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self._open.add(connection)
                self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,), name="fault server connection")
            self._threads.append(thread)
            thread.start()

    def _serve(self, plain: socket.socket) -> None:
        connection = plain
        try:
            if self.tls is not None:
                connection = self.tls.wrap_socket(plain, server_side=True)
                with self._lock:
                    self._open.discard(plain)
                    self._open.add(connection)
            self._answer(connection)
        except OSError:
            pass  # the client has gone, as it is meant to for most faults
        except BaseException as error:  # noqa: BLE001 - shown by the test, which looks at errors
            self.errors.append(error)
        finally:
            connection.close()
            with self._lock:
                self._open -= {plain, connection}

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            received = connection.recv(65536)
            if not received:
                return
            head += received
            if head.startswith(b"\x16"):  # a TLS handshake, sent to a server without TLS
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
                return
        lines = head.split(b"\r\n\r\n", 1)[0].decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ")
        with self._lock:
            self.requests.append(f"{method} {target}")
            self.headers.append(dict(line.split(": ", 1) for line in lines[1:]))
            answers = self.script.get(f"{method} {target}") or self.script.get(target)
            self._waiting += 1
            self.most_at_once = max(self.most_at_once, self._waiting)
            number = self._seen.get(target, 0)
            self._seen[target] = number + 1
        if answers is None:
            answers = [{"status": 404, "body": "no such path in the script"}]
        answer = answers[min(number, len(answers) - 1)]
        sender = _Sender(self, connection, answer)
        # Held back for a moment, so that requests that are made side by side are seen to be.
        self.stopping.wait(answer.get("hold", 0))
        with self._lock:
            self._waiting -= 1
        way: Callable[[], None] = getattr(sender, answer.get("send", "page").replace("-", "_"))
        way()


@cache
def _bomb() -> bytes:
    """Made once, for it takes a second, and in pieces, for it is about memory."""
    stream = zlib.compressobj(1, wbits=31)
    pieces = [stream.compress(b"<p>"), *(stream.compress(b"0" * 1_000_000) for _ in range(300)), stream.flush()]
    return b"".join(pieces)


@dataclass
class _Sender:
    """One answer on one connection; each public method is a way to send."""

    server: FaultServer
    connection: socket.socket
    answer: Mapping[str, Any]

    def page(self) -> None:
        """The answer, whole and well-formed."""
        body = self._body()
        self._send(self._head(f"Content-Length: {len(body)}") + body)

    def close_delimited(self) -> None:
        """A body that ends with the connection."""
        self._send(self._head() + self._body())

    def chunked(self) -> None:
        body = self._body()
        self._send(self._head("Transfer-Encoding: chunked") + f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n")

    def raw(self) -> None:
        """``body`` is everything that is sent."""
        self._send(self._body())

    def close(self) -> None:
        """Nothing at all."""

    def reset(self) -> None:
        """A TCP reset in place of an answer."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def reset_in_body(self) -> None:
        self._send(self._head("Content-Length: 100000") + b"<!doctype html>")
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def hang(self) -> None:
        """Silence, until the client leaves."""
        while not self.server.stopping.is_set() and self.connection.recv(1024):
            pass

    def hang_in_body(self) -> None:
        self._send(self._head("Content-Length: 100000") + b"<!doctype html>")
        self.hang()

    def truncated(self) -> None:
        body = self._body()
        self._send(self._head(f"Content-Length: {len(body) + 100}") + body)

    def truncated_chunks(self) -> None:
        self._send(self._head("Transfer-Encoding: chunked") + b"400\r\n" + self._body())

    def bad_chunk(self) -> None:
        self._send(self._head("Transfer-Encoding: chunked") + b"zz\r\n" + self._body() + b"\r\n0\r\n\r\n")

    def gzip(self) -> None:
        body = gzip.compress(self._body())
        self._send(self._head("Content-Encoding: gzip", f"Content-Length: {len(body)}") + body)

    def gzip_twice(self) -> None:
        """Two gzip members, one after the other, and rubbish behind them (RFC 1952, 2.2)."""
        half = len(self._body()) // 2
        body = gzip.compress(self._body()[:half]) + gzip.compress(self._body()[half:]) + b"\x00\x00rubbish"
        self._send(self._head("Content-Encoding: gzip", f"Content-Length: {len(body)}") + body)

    def gzip_truncated(self) -> None:
        body = gzip.compress(self._body())[:-12]
        self._send(self._head("Content-Encoding: gzip", f"Content-Length: {len(body)}") + body)

    def gzip_bad(self) -> None:
        self._send(self._head("Content-Encoding: gzip", "Content-Length: 11") + b"hello world")

    def gzip_bomb(self) -> None:
        """300 MB in 300 KB, with its length announced."""
        body = _bomb()
        self._send(self._head("Content-Encoding: gzip", f"Content-Length: {len(body)}") + body)

    def drip(self) -> None:
        """A byte every 20 ms, for ever."""
        self._send(self._head("Content-Length: 100000"))
        while not self.server.stopping.wait(0.02):
            self._send(b"<")

    def drip_head(self) -> None:
        """A header that never ends, a byte every 20 ms."""
        self._send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.server.stopping.wait(0.02):
            self._send(b"a")

    def endless(self) -> None:
        self._send(self._head())
        self._forever(_PIECE)

    def endless_chunks(self) -> None:
        self._send(self._head("Transfer-Encoding: chunked"))
        self._forever(f"{len(_PIECE):x}\r\n".encode() + _PIECE + b"\r\n")

    def endless_gzip(self) -> None:
        """Gzip data that goes on and yields nothing: empty members for ever."""
        self._send(self._head("Content-Encoding: gzip"))
        self._forever(gzip.compress(b"") * 200)

    def announced(self) -> None:
        """A page of two megabytes, with its length."""
        body = b"<!doctype html><title>Bees</title>" + _PIECE * 600
        self._send(self._head(f"Content-Length: {len(body)}") + body)

    def long_header(self) -> None:
        self._send(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 2_000_000 + b"\r\n\r\n")

    def many_headers(self) -> None:
        self._send(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: a\r\n" % number for number in range(20_000)) + b"\r\n")

    def endless_headers(self) -> None:
        self._send(b"HTTP/1.1 200 OK\r\n")
        self._forever(b"X-More: and more\r\n" * 50)

    def continues(self) -> None:
        """Interim answers (100 Continue) for ever."""
        self._forever(b"HTTP/1.1 100 Continue\r\n\r\n" * 50)

    def _head(self, *more: str) -> bytes:
        headers = [self.server.filled(header) for header in self.answer.get("headers", [])]
        if not any(header.lower().startswith("content-type") for header in headers):
            headers.insert(0, "Content-Type: text/html; charset=utf-8")
        lines = [f"HTTP/1.1 {self.answer.get('status', 200)} Because", *headers, *more]
        return "".join(line + "\r\n" for line in lines if line != "Content-Type:").encode() + b"\r\n"

    def _body(self) -> bytes:
        return self.server.filled(self.answer.get("body", PAGE)).encode(self.answer.get("charset", "utf-8"))

    def _forever(self, piece: bytes) -> None:
        while not self.server.stopping.is_set():
            self._send(piece)

    def _send(self, data: bytes) -> None:
        for start in range(0, len(data), 4096):
            self.connection.sendall(data[start : start + 4096])
            with self.server._lock:
                self.server.bytes_sent += len(data[start : start + 4096])
