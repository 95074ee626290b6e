"""One GET to one address: the only module of the audit that opens a socket.

It talks to httpcore2, the engine of httpx2, and not to httpx2's client, because everything that the
client adds has to be off here (redirects, cookies, decompression without a bound, proxies and
passwords from the environment), and because only the engine lets the caller say, by its public
interface, which IP address a connection goes to. The name is looked up once, the numbers are judged,
and the connection goes to those numbers; ``Host``, SNI and the certificate keep the name. A name that
changes its mind between the two (DNS rebinding) has nothing to gain.
"""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpcore2

from imprint.audit.wire.address import is_number, refusal_of_numbers
from imprint.audit.wire.answer import Answer
from imprint.audit.wire.body import Body, BodyError
from imprint.audit.wire.certificate import reason_of_certificate
from imprint.audit.wire.verdict import Failure, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from imprint.audit.wire.address import Address
    from imprint.audit.wire.policy import Policy

__all__ = ["Fetcher", "Resolver", "Trust", "has_route", "look_up", "system_trust"]

Resolver = Callable[[str], Awaitable[tuple[str, ...]]]
"""Gives the IP addresses of a host name, or raises :class:`OSError` (``socket.gaierror``)."""

_HEAD_START = 0.25
"""Seconds before the next address of a name is tried beside the one before (RFC 8305, 8: Connection Attempt Delay)."""
_MAX_NUMBERS = 8
_UNREACHABLE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM})
_LOOKUP_SAYS_NO = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


async def look_up(host: str) -> tuple[str, ...]:
    """The IP addresses of a name, in the system's order (RFC 6724).

    The lookup runs in a daemon thread: it cannot be cancelled, and one that hangs must keep neither
    the run nor the end of the process waiting, as a thread of the event loop's own pool would.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[tuple[str, ...]] = loop.create_future()

    def settle(numbers: tuple[str, ...], error: OSError | None) -> None:
        if found.done():
            return
        if error is None:
            found.set_result(numbers)
        else:
            found.set_exception(error)

    def ask() -> None:
        numbers: tuple[str, ...] = ()
        problem: OSError | None = None
        try:
            numbers = tuple(dict.fromkeys(str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)))
        except OSError as error:
            problem = error
        except UnicodeError as error:
            problem = socket.gaierror(socket.EAI_NONAME, str(error))
        with suppress(RuntimeError):  # the run is over and its loop closed: nobody waits for this name any more
            loop.call_soon_threadsafe(settle, numbers, problem)

    threading.Thread(target=ask, name=f"look up {host}", daemon=True).start()
    return await found


def has_route() -> bool:
    """Whether this machine knows a way out, to IPv4 or IPv6; nothing is sent.

    Connecting a datagram socket only asks the routing table. The addresses are of the blocks for
    documentation (RFC 5737, RFC 3849).
    """
    for family, number in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((number, 9))
        except OSError:
            continue
        return True
    return False


@dataclass(frozen=True, slots=True)
class Trust:
    """The certificates that are trusted, and whether there are none, so that the machine is at fault and not the server."""

    context: ssl.SSLContext
    is_empty: bool


def system_trust() -> Trust:
    """The certificates that the system trusts, or those of ``SSL_CERT_FILE`` or ``SSL_CERT_DIR``."""
    try:
        context = httpcore2.default_ssl_context()
    except OSError:  # SSL_CERT_FILE is no list of certificates
        return Trust(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), is_empty=True)
    # A system's own store (macOS, Windows) is taken to be filled; OpenSSL reads a folder only when it needs it.
    if type(context) is not ssl.SSLContext or context.cert_store_stats()["x509"]:
        return Trust(context, is_empty=False)
    folder = ssl.get_default_verify_paths().capath
    return Trust(context, is_empty=folder is None or not any(Path(folder).iterdir()))


@dataclass(frozen=True)
class Fetcher:
    """Asks addresses, one request and one connection at a time, and never waits beyond the policy's times."""

    policy: Policy
    allow_private: bool
    resolve: Resolver = look_up
    trust: Trust = field(default_factory=system_trust)

    async def get(self, address: Address, *, seconds: float) -> Answer | Failure:
        """One GET, over within ``seconds``: the answer, whatever its status, or why there is none."""
        try:
            async with asyncio.timeout(seconds):
                numbers = await self._numbers(address)
                if isinstance(numbers, Failure):
                    return numbers
                return await self._exchange(address, numbers)
        except TimeoutError:
            return Failure(Reason.TOO_SLOW, f"the answer was not complete after {seconds:g} s")

    async def _numbers(self, address: Address) -> tuple[str, ...] | Failure:
        if is_number(address.host):
            numbers: tuple[str, ...] = (address.host,)
        else:
            try:
                async with asyncio.timeout(self.policy.connect_seconds):
                    numbers = await self.resolve(address.host)
            except TimeoutError:
                return Failure(Reason.NAME_LOOKUP_FAILED, f"the name {address.host} was not found out in {self.policy.connect_seconds:g} s")
            except OSError as error:
                if isinstance(error, socket.gaierror) and error.errno in _LOOKUP_SAYS_NO:
                    return Failure(Reason.NAME_NOT_FOUND, f"there is no host with the name {address.host}")
                return Failure(Reason.NAME_LOOKUP_FAILED, f"the name {address.host} could not be looked up: {error.strerror or error}")
        if not numbers:
            return Failure(Reason.NAME_NOT_FOUND, f"the name {address.host} has no address")
        refusal = refusal_of_numbers(numbers, allow_private=self.allow_private)
        if refusal:
            return Failure(Reason.ADDRESS_PRIVATE, f"{refusal}; it was not asked")
        return numbers

    async def _exchange(self, address: Address, numbers: tuple[str, ...]) -> Answer | Failure:
        host = address.host.encode("ascii")
        url = httpcore2.URL(scheme=address.scheme.encode(), host=host, port=address.port, target=address.target.encode("ascii"))
        request = httpcore2.Request(
            b"GET",
            url,
            headers=[
                (b"Host", address.authority.encode("ascii")),
                (b"User-Agent", self.policy.user_agent.encode("ascii", "replace")),
                (b"Accept", b"text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"),
                (b"Accept-Encoding", b"gzip"),
                (b"Connection", b"close"),
            ],
            extensions={
                "timeout": {"connect": self.policy.connect_seconds, "read": self.policy.read_seconds, "write": self.policy.read_seconds},
                "sni_hostname": address.host,
            },
        )
        connection = httpcore2.AsyncHTTPConnection(
            origin=url.origin, ssl_context=self.trust.context, network_backend=_PinnedBackend(numbers[:_MAX_NUMBERS])
        )
        answering = False
        try:
            response = await connection.handle_async_request(request)
            answering = True
            try:
                return await self._read(address, response)
            finally:
                await response.aclose()
        except BodyError as error:
            return Failure(Reason.BODY_CORRUPT, str(error))
        except (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            return self._failure(error, answering=answering)
        finally:
            await connection.aclose()

    async def _read(self, address: Address, response: httpcore2.Response) -> Answer:
        headers: dict[str, str] = {}
        for name, value in response.headers:
            headers.setdefault(name.decode("latin-1").lower(), _text(value))
        # Only a page is read; what a redirect or a refusal says beside its headers changes nothing.
        if response.status != 200:  # noqa: PLR2004 - RFC 9110, 15.3.1
            return Answer(address, response.status, headers)
        encoding = headers.get("content-encoding", "").strip().lower()
        body = Body(gzip=encoding in {"gzip", "x-gzip"}, limit=self.policy.body_bytes)
        async for piece in response.aiter_stream():
            body.take(piece)
            if body.is_full:
                break
        else:
            body.end()
        length = headers.get("content-length", "")
        return Answer(
            address=address,
            status=response.status,
            headers=headers,
            body=bytes(body.content[: body.limit]),
            whole=not body.is_full,
            declared_length=int(length) if length.isascii() and length.isdigit() and len(length) < 20 else -1,  # noqa: PLR2004 - 2^64 has 20 digits
            wire_bytes=body.used_bytes,
        )

    def _failure(self, error: Exception, *, answering: bool) -> Failure:
        if isinstance(error, httpcore2.ConnectTimeout):
            return Failure(Reason.CONNECT_TIMEOUT, f"no connection within {self.policy.connect_seconds:g} s")
        if isinstance(error, httpcore2.TimeoutException):
            return Failure(Reason.TOO_SLOW, f"the server said nothing for {self.policy.read_seconds:g} s")
        if isinstance(error, httpcore2.ConnectError):
            return self._failure_to_connect(error)
        if isinstance(error, httpcore2.ProtocolError):
            return _failure_of_protocol(str(error)[:200], answering=answering)
        if answering:
            return Failure(Reason.BODY_TRUNCATED, "the connection broke before the page was complete")
        return Failure(Reason.CONNECTION_RESET, "the server broke off the connection")

    def _failure_to_connect(self, error: httpcore2.ConnectError) -> Failure:
        for cause in _causes(error):
            if isinstance(cause, ssl.SSLCertVerificationError):
                reason = reason_of_certificate(cause.verify_code)
                if reason is Reason.CERTIFICATE_UNTRUSTED and self.trust.is_empty:
                    return Failure(
                        Reason.NO_TRUSTED_CERTIFICATES, "this machine has no list of trusted certificates; install ca-certificates"
                    )
                return Failure(reason, f"the certificate is refused: {cause.verify_message}")
            if isinstance(cause, ssl.SSLError):
                return Failure(Reason.TLS_FAILED, f"the TLS handshake failed: {cause.reason or cause}")
            if isinstance(cause, OSError) and cause.errno == errno.ECONNREFUSED:
                return Failure(Reason.CONNECTION_REFUSED, "the host refused the connection")
            if isinstance(cause, OSError) and cause.errno in _UNREACHABLE:
                return Failure(Reason.NETWORK_UNREACHABLE, f"the host cannot be reached from here: {cause.strerror}")
        return Failure(Reason.CONNECTION_RESET, "the connection was broken off while it was made")


def _failure_of_protocol(said: str, *, answering: bool) -> Failure:
    """What HTTP's parser complained of, told apart by its words because it has one exception for all."""
    if answering:
        if "peer closed" in said:
            return Failure(Reason.BODY_TRUNCATED, "the connection ended before the page did")
        return Failure(Reason.BODY_CORRUPT, f"the page is not framed as HTTP asks: {said}")
    if "disconnected" in said:
        return Failure(Reason.CONNECTION_RESET, "the server closed the connection without an answer")
    return Failure(Reason.ANSWER_MALFORMED, f"the answer is not HTTP: {said}")


class _PinnedBackend(httpcore2.AsyncNetworkBackend):
    """Connects to IP addresses that were judged before, whatever the host's name would say now."""

    def __init__(self, numbers: Sequence[str]) -> None:
        self._numbers = numbers

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore2 declares it
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """The first connection that succeeds; each address has a head start on the next (RFC 8305, 5)."""
        del host, local_address
        backend = httpcore2.AnyIOBackend()
        waiting = list(self._numbers)
        running: set[asyncio.Task[httpcore2.AsyncNetworkStream]] = set()
        connected: list[httpcore2.AsyncNetworkStream] = []
        problem: BaseException = httpcore2.ConnectError("no address to connect to")
        try:
            while not connected and (waiting or running):
                if waiting:
                    connecting = backend.connect_tcp(waiting.pop(0), port, timeout=timeout, socket_options=socket_options)
                    running.add(asyncio.create_task(connecting))
                done, running = await asyncio.wait(running, timeout=_HEAD_START if waiting else None, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    failed = task.exception()
                    if failed is None:
                        connected.append(task.result())
                    else:
                        problem = failed
        finally:
            for task in running:
                task.cancel()
            late = await asyncio.gather(*running, return_exceptions=True)
            for stream in connected[1:] + [each for each in late if isinstance(each, httpcore2.AsyncNetworkStream)]:
                await stream.aclose()
        if not connected:
            raise problem
        return connected[0]


def _causes(error: BaseException) -> Iterable[BaseException]:
    """The error, what it was raised from, and so on to the first."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _text(value: bytes) -> str:
    """A header's value: UTF-8 where it is that, as servers send it in ``Location``, else Latin-1, which never fails."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
