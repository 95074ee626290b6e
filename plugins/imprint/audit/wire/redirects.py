"""Where a redirect leads, and whether that is still the same site."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import ada_url
from publicsuffixlist import PublicSuffixList

from imprint.audit.wire.address import is_number, read_address
from imprint.audit.wire.page_tree import page_tree
from imprint.audit.wire.verdict import Failure, Reason

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from imprint.audit.wire.address import Address
    from imprint.audit.wire.answer import Answer
    from imprint.audit.wire.policy import Policy

__all__ = ["next_address", "redirect_target", "same_site"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFRESH = re.compile(r"""[\s]*(\d{1,4})(?:\.\d*)?[\s]*[;,][\s]*(?:url[\s]*=[\s]*)?["']?([^"'\s]+)""", re.IGNORECASE)
_PROMPT_SECONDS = 10
"""A refresh after longer than this is a page that reloads or shows itself first, not a redirect."""


def redirect_target(answer: Answer) -> str | None:
    """Where the answer sends a browser, as written there; None where it is no redirect.

    That is ``Location`` (RFC 9110, 15.4), or a prompt refresh by header or ``meta`` (HTML, 4.2.5.3)
    where scripts run, as they do for readers. An empty string is a redirect that leads nowhere.
    """
    if answer.status in _REDIRECTS:
        return answer.headers.get("location", "").strip()
    refreshes = [answer.headers.get("refresh", "")]
    if b"refresh" in answer.body.lower():
        refreshes += [
            meta.attributes.get("content") or ""
            for meta in page_tree(answer.body.decode("latin-1")).css("meta[http-equiv]")
            if (meta.attributes.get("http-equiv") or "").strip().lower() == "refresh" and not _is_without_script(meta)
        ]
    for refresh in map(_REFRESH.match, refreshes):
        if refresh and int(refresh[1]) <= _PROMPT_SECONDS:
            return refresh[2]
    return None


def _is_without_script(node: LexborNode) -> bool:
    """Whether the element is for browsers without scripts only."""
    above = node.parent
    while above is not None:
        if above.tag == "noscript":
            return True
        above = above.parent
    return False


def next_address(answer: Answer, target: str, policy: Policy) -> Address | Failure:
    """The address of the next hop, held to the same demands as the link itself."""
    if not target:
        return Failure(Reason.REDIRECT_WITHOUT_LOCATION, f"status {answer.status} without a Location")
    try:
        joined = ada_url.join_url(answer.address.href, target)
    except ValueError:
        return Failure(Reason.REDIRECT_REFUSED, f"it redirects to {target[:200]!r}, which is no address")
    following = read_address(joined, policy.ports)
    if isinstance(following, Failure):
        return Failure(Reason.REDIRECT_REFUSED, f"it redirects to {joined[:200]}: {following.evidence}")
    return following


def same_site(one: str, other: str, aliases: frozenset[str] = frozenset()) -> bool:
    """Whether two hosts belong to one owner: equal, both declared aliases, or under one registrable domain.

    The registrable domain is found with the Public Suffix List, its private part included, so that
    two blogs of one hosting service are two sites. The list is the library's copy: nothing is
    downloaded.
    """
    if one == other or other in aliases:
        return True
    if is_number(one) or is_number(other):
        return False
    registrable = _suffixes().privatesuffix(one)
    return registrable is not None and registrable == _suffixes().privatesuffix(other)


@cache
def _suffixes() -> PublicSuffixList:
    # Read once and never changed; reading it takes 40 ms, and most runs see no redirect to another host.
    return PublicSuffixList()
