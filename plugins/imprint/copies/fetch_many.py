"""Many copies fetched with Scrapy: politely, with retries, and never the same one twice in a run.

The only module that knows Scrapy. Each answer is written to the archive, judged, and noted in the journal, in that order, before it counts
as done. Robots rules are kept as RFC 9309 has them, and private addresses are refused after the name was looked up.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from imprint import __version__
from imprint.audit.wire.address import is_number, refusal_of_numbers
from imprint.copies.fetch import ROBOT
from imprint.copies.journal import Evidence
from imprint.copies.judge import CopyVerdict, judge_copy, undecided
from imprint.copies.source import MAX_BYTES, Source, copy_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from scrapy.http import Response
    from twisted.internet.defer import Deferred
    from twisted.python.failure import Failure

    from imprint.copies.archive import Archive
    from imprint.copies.journal import Journal, Task
    from imprint.copies.original import Original

__all__ = ["Manners", "Survey", "fetch_all"]

_OK, _FIRST_SERVER_ERROR = 200, 500
_MOST_PAGES = 20
_MOST_WAITING = 200
"""Requests in flight or in the queue; the rest of the list stays on disk."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How copies are asked for. ``pause`` is the least number of seconds between two requests to one host; ``contact`` stands in ``User-Agent``."""

    pause: float = 1.0
    at_once: int = 16
    seconds: float = 30.0
    tries: int = 3
    contact: str = ""
    allow_private: bool = False


@dataclass(frozen=True)
class Survey:
    """What one run needs: where verdicts and evidence go, what a path in the list means, and whom to tell of progress."""

    journal: Journal
    archive: Archive
    original_of: Callable[[str], Original]
    told: Callable[[CopyVerdict], None]
    cache: str


def fetch_all(survey: Survey, manners: Manners) -> None:
    """Fetch and judge every copy that has no verdict of this run; returns when all have one, or a person has interrupted it."""
    logging.getLogger("scrapy").setLevel(logging.ERROR)
    logging.getLogger("twisted").setLevel(logging.CRITICAL)
    process = CrawlerProcess(settings=_settings(survey, manners))
    process.crawl(_CopySpider, survey=survey, manners=manners)
    process.start()


def _settings(survey: Survey, manners: Manners) -> dict[str, object]:
    contact = f"; +{manners.contact}" if manners.contact else ""
    return {
        "USER_AGENT": f"{ROBOT}/{__version__} (check of copies{contact})",
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": ROBOT,
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            _PublicAddresses: 90,
            _Robots: 100,
            "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
        },
        "DNS_RESOLVER": _PublicResolver if not manners.allow_private else CachingThreadedResolver,
        "IMPRINT_ALLOW_PRIVATE": manners.allow_private,
        "CONCURRENT_REQUESTS": manners.at_once,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": manners.pause,
        "RANDOMIZE_DOWNLOAD_DELAY": False,
        "AUTOTHROTTLE_ENABLED": manners.pause > 0,
        "AUTOTHROTTLE_START_DELAY": manners.pause,
        "AUTOTHROTTLE_MAX_DELAY": max(10.0, manners.pause),
        "DOWNLOAD_TIMEOUT": manners.seconds,
        "DOWNLOAD_MAXSIZE": MAX_BYTES,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "RETRY_TIMES": manners.tries - 1,
        "REDIRECT_MAX_TIMES": 5,
        "HTTPCACHE_ENABLED": True,
        "HTTPCACHE_DIR": survey.cache,
        "HTTPCACHE_GZIP": True,
        "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.RFC2616Policy",
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "MEMUSAGE_ENABLED": False,
    }


class _PublicResolver(CachingThreadedResolver):
    """Refuses a name that stands for an address on a private network; the connection goes to the number that was judged."""

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802, ANN401 - Twisted names it so
        return super().getHostByName(name, timeout).addCallback(self._judged, name)

    @staticmethod
    def _judged(number: str, name: str) -> str:
        if refusal := refusal_of_numbers([number], allow_private=False):
            raise DNSLookupError(f"{name}: {refusal}")
        return number


class _PublicAddresses:
    """Refuses addresses that are numbers of a private network, for every hop of a redirect."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Any) -> _PublicAddresses:  # noqa: ANN401 - Scrapy hands itself over
        return cls(allow_private=crawler.settings.getbool("IMPRINT_ALLOW_PRIVATE"))

    def process_request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname or ""
        number = str(ip_address(host)) if is_number(host) else ""
        refusal = refusal_of_numbers([number], allow_private=self._allow_private) if number else ""
        if refusal:
            raise IgnoreRequest(f"address-private: {refusal}")


class _Robots(RobotsTxtMiddleware):
    """RFC 9309, 2.3.1: a client error means that there are no rules; a server that cannot be asked allows nothing."""

    def __init__(self, crawler: Any) -> None:  # noqa: ANN401 - likewise
        super().__init__(crawler)
        self._unreachable: dict[str, str] = {}

    async def process_request(self, request: Request, spider: Any = None) -> None:  # noqa: ANN401 - likewise
        del spider
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self.robot_parser(request)
        netloc = urlsplit(request.url).netloc
        if netloc in self._unreachable:
            raise IgnoreRequest(f"robots-unreachable: {self._unreachable[netloc]}")
        if rules is not None and not rules.allowed(request.url, ROBOT):
            raise IgnoreRequest("robots-refused: robots.txt does not allow this page to be fetched by a program")

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= _FIRST_SERVER_ERROR:
            self._unreachable[netloc] = f"robots.txt answers with status {response.status}, so nothing was fetched"
        await super()._parse_robots(response if response.status == _OK else response.replace(body=b""), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        said = str(exc)
        self._unreachable[netloc] = (
            said if said.startswith("address-private") else f"robots.txt could not be had ({_words_of(exc)[1]}), so nothing was fetched"
        )
        super()._robots_error(exc, netloc)


class _CopySpider(Spider):
    name = "copies"

    def __init__(self, survey: Survey, manners: Manners) -> None:
        super().__init__()
        self.survey, self.manners = survey, manners
        self.room = asyncio.Semaphore(_MOST_WAITING)

    async def start(self) -> AsyncIterator[Request]:
        """Hand over the list as fast as it is worked off, so that it is never in memory as a whole."""
        for task in self.survey.journal.tasks():
            await self.room.acquire()
            yield self._request(task.url, task, {})

    def _request(self, url: str, task: Task, pages: dict[str, bytes]) -> Request:
        return Request(
            url,
            callback=self._answered,
            errback=self._failed,
            dont_filter=True,
            meta={"handle_httpstatus_all": False, "handle_httpstatus_list": _STATUSES, "task": task, "pages": pages},
        )

    def _answered(self, response: Response) -> Iterator[Request]:
        task: Task = response.meta["task"]
        pages: dict[str, bytes] = response.meta["pages"]
        at = _now()
        headers = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
            if name.lower() not in {b"content-encoding", b"transfer-encoding", b"content-length"}
        ]
        file = self.survey.archive.write(
            response.url, f"{response.status} {_REASONS.get(response.status, 'Answer')}", headers, response.body, at
        )
        first = response.meta.get("first")
        if first is None:
            if response.status != _OK:
                evidence = Evidence(at, response.url, file, _digest(response.body))
                self._note(task, undecided(f"status-{response.status}", f"the server answers with status {response.status}"), evidence)
                return
            first = (response.url, response.body, (response.headers.get("Content-Type") or b"").decode("latin-1"), at, file)
        elif response.status == _OK:
            pages[response.meta["href"]] = response.body
        else:
            pages[response.meta["href"]] = b""
        yield from self._judged(task, first, pages)

    def _judged(self, task: Task, first: tuple[str, bytes, str, str, str], pages: dict[str, bytes]) -> Iterator[Request]:
        url, body, kind, at, file = first
        lacking: list[str] = []

        def page(href: str) -> bytes | None:
            if href not in pages:
                lacking.append(href)
            return pages.get(href) or None

        try:
            verdict = judge_copy(copy_of(self.survey.original_of(task.article), Source(task.url, body, kind, url, follow=page)))
        except Exception as error:  # noqa: BLE001 - one page must not stop the others, and what went wrong is told
            verdict = undecided("checker-failed", f"the check of this page failed: {type(error).__name__}: {error}")
            lacking.clear()
        if lacking and len(pages) < _MOST_PAGES:
            request = self._request(urljoin(url, lacking[0]), task, pages)
            yield request.replace(meta={**request.meta, "first": first, "href": lacking[0]})
            return
        self._note(task, verdict, Evidence(at, url, file, _digest(body)))

    def _failed(self, failure: Failure) -> Iterator[Request]:
        meta = failure.request.meta  # type: ignore[attr-defined] # Scrapy puts it there
        task: Task = meta["task"]
        if "first" in meta:  # a further page that cannot be had: what there is is judged
            meta["pages"][meta["href"]] = b""
            yield from self._judged(task, meta["first"], meta["pages"])
            return
        self._note(task, undecided(*_words_of(failure.value or RuntimeError("no reason was given"))), Evidence(_now()))

    def _note(self, task: Task, verdict: CopyVerdict, evidence: Evidence) -> None:
        self.survey.journal.note(task.id, verdict, evidence)
        self.room.release()
        self.survey.told(verdict)


_STATUSES = [status for status in range(200, 600) if status not in {301, 302, 303, 307, 308}]
_REASONS = {
    200: "OK",
    304: "Not Modified",
    403: "Forbidden",
    404: "Not Found",
    410: "Gone",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
_ERRORS = {
    "DNSLookupError": ("name-not-found", "the host's name could not be looked up"),
    "TimeoutError": ("too-slow", "the page did not come in time"),
    "TCPTimedOutError": ("too-slow", "no connection was made in time"),
    "DownloadTimeoutError": ("too-slow", "the page did not come in time"),
    "ConnectionRefusedError": ("connection-refused", "the host refused the connection"),
    "DownloadConnectionRefusedError": ("connection-refused", "the host refused the connection"),
    "DownloadFailedError": ("connection-failed", "the connection failed"),
    "UnsupportedURLSchemeError": ("address-scheme", "it leads to an address that is no http or https address"),
    "ConnectionLost": ("connection-reset", "the connection broke"),
    "ConnectionDone": ("connection-reset", "the connection broke"),
    "ResponseNeverReceived": ("connection-reset", "the connection broke before an answer came"),
    "ResponseFailed": ("body-truncated", "the connection broke before the page was complete"),
    "ResponseDataLossError": ("body-truncated", "the connection broke before the page was complete"),
    "CannotResolveHostError": ("name-not-found", "the host's name could not be looked up"),
}


def _words_of(error: BaseException) -> tuple[str, str]:
    """An exception as a reason and a sentence."""
    said = str(error)
    reason, colon, sentence = said.partition(": ")
    if isinstance(error, IgnoreRequest) and colon and reason.islower():
        return reason, sentence
    if isinstance(error, DownloadCancelledError) or "maxsize" in said.lower() or "larger than" in said.lower():
        return "too-large", f"the page is larger than {MAX_BYTES // 1024 // 1024} MiB"
    if isinstance(error, IgnoreRequest) and "redirect" in said.lower():
        return "too-many-redirects", "it redirects too often"
    known = _ERRORS.get(type(error).__name__)
    if known is not None:
        return known[0], f"{known[1]} ({said[:200]})" if "not an address on the public network" in said else known[1]
    return "not-fetched", f"it could not be fetched: {type(error).__name__}: {said[:200]}"


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
