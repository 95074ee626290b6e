"""What is said about a link, with the reason and the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Failure", "LinkVerdict", "Outcome", "Reason"]

Outcome = Literal["live", "moved", "dead", "not-determined"]


class Reason(StrEnum):
    """Why the outcome is what it is; each reason has one outcome.

    A reason whose fault may lie with us, with the moment or with a dislike of programs is
    ``not-determined``: not known is neither live nor dead.
    """

    ANSWERS = "answers"

    MOVED_ON_SITE = "moved-on-site"
    MOVED_TO_FRONT_PAGE = "moved-to-front-page"
    MOVED_OFF_SITE = "moved-off-site"

    ADDRESS_MALFORMED = "address-malformed"
    ADDRESS_SCHEME = "address-scheme"
    ADDRESS_USERINFO = "address-userinfo"
    ADDRESS_PORT = "address-port"
    ADDRESS_PRIVATE = "address-private"
    NAME_NOT_FOUND = "name-not-found"
    CONNECTION_REFUSED = "connection-refused"
    CONNECTION_RESET = "connection-reset"
    CERTIFICATE_EXPIRED = "certificate-expired"
    CERTIFICATE_NOT_YET_VALID = "certificate-not-yet-valid"
    CERTIFICATE_SELF_SIGNED = "certificate-self-signed"
    CERTIFICATE_WRONG_HOST = "certificate-wrong-host"
    CERTIFICATE_UNTRUSTED = "certificate-untrusted"
    TLS_FAILED = "tls-failed"
    ANSWER_MALFORMED = "answer-malformed"
    BODY_TRUNCATED = "body-truncated"
    BODY_CORRUPT = "body-corrupt"
    BODY_EMPTY = "body-empty"
    NOT_HTML = "not-html"
    NOT_FOUND = "not-found"
    GONE = "gone"
    REQUEST_REJECTED = "request-rejected"
    SUCCESS_WITHOUT_PAGE = "success-without-page"
    REDIRECT_WITHOUT_LOCATION = "redirect-without-location"
    REDIRECT_LOOP = "redirect-loop"
    REDIRECT_REFUSED = "redirect-refused"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    SOFT_404 = "soft-404"
    PARKED = "parked"
    PLACEHOLDER = "placeholder"
    MARKER_MISSING = "marker-missing"

    ACCESS_REFUSED = "access-refused"
    COOKIES_REQUIRED = "cookies-required"
    BOT_CHALLENGE = "bot-challenge"
    RATE_LIMITED = "rate-limited"
    SERVER_ERROR = "server-error"
    CONNECT_TIMEOUT = "connect-timeout"
    TOO_SLOW = "too-slow"
    BODY_TOO_LARGE = "body-too-large"
    ENCODING_UNKNOWN = "encoding-unknown"
    NAME_LOOKUP_FAILED = "name-lookup-failed"
    NETWORK_UNREACHABLE = "network-unreachable"
    NETWORK_DOWN = "network-down"
    NO_TRUSTED_CERTIFICATES = "no-trusted-certificates"
    HOST_NOT_ANSWERING = "host-not-answering"
    RUN_TIME_OVER = "run-time-over"

    @property
    def outcome(self) -> Outcome:
        """The one outcome that goes with this reason."""
        if self is Reason.ANSWERS:
            return "live"
        if self in _MOVED:
            return "moved"
        return "not-determined" if self in _NOT_DETERMINED else "dead"

    @property
    def is_suspect(self) -> bool:
        """Whether the server said that all is well and the page says otherwise."""
        return self in _SUSPECT

    @property
    def is_refused_address(self) -> bool:
        """Whether the link, or a redirect on the way, leads where the link check does not go."""
        return self in _REFUSED

    @property
    def is_good(self) -> bool:
        """Whether a reader who follows the link arrives at a page of the same site."""
        return self in _GOOD


_MOVED = frozenset({Reason.MOVED_ON_SITE, Reason.MOVED_TO_FRONT_PAGE, Reason.MOVED_OFF_SITE})
_GOOD = frozenset({Reason.ANSWERS, Reason.MOVED_ON_SITE, Reason.MOVED_TO_FRONT_PAGE})
_SUSPECT = frozenset({Reason.SOFT_404, Reason.PARKED, Reason.PLACEHOLDER, Reason.MARKER_MISSING})
_REFUSED = frozenset(
    {
        Reason.ADDRESS_MALFORMED,
        Reason.ADDRESS_SCHEME,
        Reason.ADDRESS_USERINFO,
        Reason.ADDRESS_PORT,
        Reason.ADDRESS_PRIVATE,
        Reason.REDIRECT_REFUSED,
    }
)
_NOT_DETERMINED = frozenset(
    {
        Reason.ACCESS_REFUSED,
        Reason.COOKIES_REQUIRED,
        Reason.BOT_CHALLENGE,
        Reason.RATE_LIMITED,
        Reason.SERVER_ERROR,
        Reason.CONNECT_TIMEOUT,
        Reason.TOO_SLOW,
        Reason.BODY_TOO_LARGE,
        Reason.ENCODING_UNKNOWN,
        Reason.NAME_LOOKUP_FAILED,
        Reason.NETWORK_UNREACHABLE,
        Reason.NETWORK_DOWN,
        Reason.NO_TRUSTED_CERTIFICATES,
        Reason.HOST_NOT_ANSWERING,
        Reason.RUN_TIME_OVER,
    }
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that brought no answer to judge: the reason, and what was seen, in one sentence."""

    reason: Reason
    evidence: str


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """What is known about one link.

    ``evidence`` is a sentence for the report. ``status`` is the last HTTP status, 0 where none came.
    ``final_url`` is where the last request went, or would have gone. ``attempts`` counts requests.
    ``age_seconds`` is the age of a verdict that was taken from the cache, else 0. ``last_live_at``
    is when the link was last seen to answer before this check, where that is remembered.
    """

    url: str
    outcome: Outcome
    reason: Reason
    evidence: str
    status: int
    final_url: str
    checked_at: datetime
    from_cache: bool = False
    age_seconds: int = 0
    attempts: int = 0
    last_live_at: datetime | None = None
