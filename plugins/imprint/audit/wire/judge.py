"""What an answer that is no redirect means: the reason, and the evidence in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.wire.soft_404 import sign_of_no_page
from imprint.audit.wire.verdict import Failure, Reason

if TYPE_CHECKING:
    from imprint.audit.wire.answer import Answer
    from imprint.audit.wire.policy import Policy

__all__ = ["fault_of"]

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_DEPENDS_ON_WHO_ASKS = frozenset({401, 402, 403, 405, 406, 407, 412, 418, 421, 423, 425, 426, 428, 431, 451, 511, 999})
"""Statuses that servers and their shields give to programs, to the address of a build machine or for want of a login; a reader may see the page."""
_CHALLENGES = {"cf-mitigated": "challenge", "x-amzn-waf-action": "", "x-vercel-mitigated": "challenge"}
_OK, _NOT_FOUND, _REQUEST_TIMEOUT, _GONE, _TOO_MANY = 200, 404, 408, 410, 429


def fault_of(answer: Answer, policy: Policy) -> Failure | None:
    """Why the answer is no page for a reader, or None where it is one."""
    if answer.status == _OK:
        return _fault_of_page(answer, policy)
    return Failure(_reason_of_status(answer), _evidence_of_status(answer))


def _reason_of_status(answer: Answer) -> Reason:
    status = answer.status
    if any(name in answer.headers and answer.headers[name].startswith(value) for name, value in _CHALLENGES.items()):
        return Reason.BOT_CHALLENGE
    by_status = {_NOT_FOUND: Reason.NOT_FOUND, _GONE: Reason.GONE, _TOO_MANY: Reason.RATE_LIMITED, _REQUEST_TIMEOUT: Reason.TOO_SLOW}
    if status in by_status:
        return by_status[status]
    if status in _DEPENDS_ON_WHO_ASKS:
        return Reason.ACCESS_REFUSED
    by_class = {2: Reason.SUCCESS_WITHOUT_PAGE, 3: Reason.REDIRECT_WITHOUT_LOCATION, 4: Reason.REQUEST_REJECTED, 5: Reason.SERVER_ERROR}
    return by_class.get(status // 100, Reason.ANSWER_MALFORMED)


def _evidence_of_status(answer: Answer) -> str:
    wait = answer.headers.get("retry-after", "")
    return f"status {answer.status}" + (f", Retry-After {wait[:60]}" if wait else "")


def _fault_of_page(answer: Answer, policy: Policy) -> Failure | None:
    if any(name in answer.headers and answer.headers[name].startswith(value) for name, value in _CHALLENGES.items()):
        return Failure(Reason.BOT_CHALLENGE, "the server answers programs with a test for people")
    if answer.whole and not answer.body:
        return Failure(Reason.BODY_EMPTY, "status 200 with nothing in it")
    encoding = answer.headers.get("content-encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        return Failure(Reason.ENCODING_UNKNOWN, f"the page is compressed as {encoding[:40]!r}, which was not asked for")
    content_type = answer.headers.get("content-type", "")
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in _HTML and (kind or not answer.body.lstrip().startswith(b"<")):
        return Failure(Reason.NOT_HTML, f"it is {kind or 'of no declared type'}, not a page")
    if not answer.whole and not _is_a_long_page(answer, policy):
        return Failure(Reason.BODY_TOO_LARGE, f"more than {policy.body_bytes // 1024} KiB and no end in sight; reading stopped there")
    return sign_of_no_page(answer.body, content_type, policy.marker)


def _is_a_long_page(answer: Answer, policy: Policy) -> bool:
    """Whether a page that goes on after what was read has an announced end and was not blown up from almost nothing."""
    return answer.declared_length >= 0 and len(answer.body) < answer.wire_bytes * policy.expansion
