"""The kinds of findings about links on the wire, in order of code, and which verdict is which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.wire.verdict import Reason
from imprint.findings import Finding, Kind, Severity

if TYPE_CHECKING:
    from imprint.audit.wire.verdict import LinkVerdict

__all__ = ["LINK_KINDS", "LINK_NOT_CHECKED", "finding_of", "kind_of"]

LINK_DEAD = Kind(
    code="W101",
    name="resource-link-dead",
    message="{url} does not answer readers: {evidence} [{reason}]",
    help="open the address in a browser; mend the page or the server, or give the address where the author is found now in series.toml",
    explanation="""\
The resource link was asked and there is no page: the host or the page does not exist, the connection or its certificate fails, the answer is broken or empty, or it is no HTML.

Publishers pay for an article with a link that works. A dead one is carried into every copy, and no publisher will come back to change it.

The evidence says what was seen and how often it was tried. Whatever may pass by itself (a reset, a time-out, a server error) was tried three times.
A certificate that is wrong is a dead link because a browser shows readers a warning in place of the page; reasons that begin with "certificate" say in which way.""",
)
LINK_MOVED_OFF_SITE = Kind(
    code="W102",
    name="resource-link-moved-off-site",
    message="{url} sends readers to another site: {evidence}",
    help="if {final_url} is the author's new address, write it in series.toml; otherwise the old domain has a new owner",
    explanation="""\
The resource link redirects to a host of another registrable domain (Public Suffix List).

This is how a link to an author becomes a link to somebody else: a domain that lapses is bought for the links that lead to it. A program cannot know whether the new site is the author's.

Where the author has moved, give the new address. A redirect within the site (to https, to www, to a new path) is followed and only reported.""",
)
LINK_NOT_DETERMINED = Kind(
    code="W103",
    name="resource-link-not-determined",
    message="whether {url} answers could not be determined: {evidence} [{reason}]",
    help="try again later; where the server refuses programs as a matter of principle, look at the page yourself and publish with LINK_CHECK = 'skip-external'",
    explanation="""\
The resource link was asked, and what came back proves neither that it is live nor that it is dead: a time-out, "too many requests", a server error, a refusal that may be meant for programs only, or a body without an end.

Not known is not broken; but a release promises live links, and it does not promise what it does not know. The exit status is 3 in place of 1.

Run it again. The times and numbers of tries stand in docs/link-check.md.""",
)
LINK_SUSPECT = Kind(
    code="W104",
    name="resource-link-suspect",
    message="{url} answers, but not with the page: {evidence} [{reason}]",
    help="open the address in a browser; mend the page, or give the address where the author is found now in series.toml",
    explanation="""\
The server said that all is well (status 200) and sent a page which says that there is no page, that the domain is for sale, that the server has no site yet, or which lacks the text that was to be found on it.

A reader who follows the link finds nothing, although every check of the status alone would pass.

A part of the title or of a main heading is such a phrase, or a page with little else says so. If it is a false alarm, the page's title is the thing to change.""",
)
LINK_REFUSED = Kind(
    code="W105",
    name="resource-link-not-public",
    message="{url} was not asked: {evidence} [{reason}]",
    help="give an address that anybody on the internet can open; for a site on your own network set LINK_CHECK_PRIVATE = True",
    explanation="""\
The resource link, or a redirect on the way, leads where the link check does not go: a private, loopback or link-local address, a port other than 80 and 443, a scheme other than http and https, a user name before the host, or something that is no address.

Readers elsewhere cannot open such a link. And a text from somebody else must not be able to make the machine that builds the site send requests into its own network.

The address is judged after the name was looked up, and for every redirect anew.""",
)
NETWORK_DOWN = Kind(
    code="W106",
    name="network-down",
    message="{url} could not be asked, because no host answered at all: {evidence}",
    help="connect this machine to the network and build again; to go on without the check, build with LINK_CHECK = 'skip-external'",
    explanation="""\
Not one of the hosts that were asked gave any answer, and the kinds of failure are those of a machine without a network. So this is told as one fault of the network and not as a dead link for each address.

Nothing was released, because nothing could be checked; the exit status is 3.""",
)
LINK_MOVED = Kind(
    code="W107",
    name="resource-link-moved",
    message="{url} answers at another address of the same site: {evidence}",
    help="write {final_url} in series.toml, so that the copies do not depend on the redirect",
    explanation="""\
The resource link redirects within its own site and a page answers there. The release goes on.

Redirects are the first thing to be lost when a site is rebuilt, and the links in published copies stay as they are.""",
    severity=Severity.WARNING,
)
LINK_NOT_CHECKED = Kind(
    code="W108",
    name="resource-link-not-checked",
    message="{url} was not asked, because the settings say so (LINK_CHECK = 'skip-external')",
    help="set LINK_CHECK = 'require' for what is published",
    explanation="""\
The settings leave out links to other sites, so that a site can be built without a network. What was not checked is said here and is never passed off as live.""",
    severity=Severity.WARNING,
)

LINK_KINDS = (
    LINK_DEAD,
    LINK_MOVED_OFF_SITE,
    LINK_NOT_DETERMINED,
    LINK_SUSPECT,
    LINK_REFUSED,
    NETWORK_DOWN,
    LINK_MOVED,
    LINK_NOT_CHECKED,
)


def kind_of(verdict: LinkVerdict) -> Kind | None:
    """The kind of finding that a verdict is, or None for a link that is live."""
    if verdict.reason is Reason.NETWORK_DOWN:
        return NETWORK_DOWN
    if verdict.outcome == "live":
        return None
    if verdict.outcome == "not-determined":
        return LINK_NOT_DETERMINED
    if verdict.outcome == "moved":
        return LINK_MOVED_OFF_SITE if verdict.reason is Reason.MOVED_OFF_SITE else LINK_MOVED
    if verdict.reason.is_suspect:
        return LINK_SUSPECT
    return LINK_REFUSED if verdict.reason.is_refused_address else LINK_DEAD


def finding_of(verdict: LinkVerdict, path: str, line: int = 0) -> Finding | None:
    """The finding for a link that stands in a file, or None for a link that is live."""
    kind = kind_of(verdict)
    if kind is None:
        return None
    facts = {"url": verdict.url, "evidence": verdict.evidence, "reason": verdict.reason.value, "final_url": verdict.final_url}
    return Finding(kind, path, line, facts=facts)
