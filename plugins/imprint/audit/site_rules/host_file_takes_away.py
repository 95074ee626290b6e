"""A file for the host tells it to serve an article as something else than what was audited.

``_headers`` and ``_redirects`` are read by hosts such as Netlify and Cloudflare Pages, and stand above the pages:
a header can have search engines ignore the resource link (``X-Robots-Tag: nofollow``), serve a page as plain text or
as a download, bring a style sheet that nobody audited, or send the reader on; a redirect can take a page away.
The pages would carry notice and link, and no reader would see them.

What is checked: in ``_headers``, the headers ``Content-Disposition``, ``Link``, ``Location`` and ``Refresh``, an
``X-Robots-Tag`` that hides pages or links, and a ``Content-Type`` for addresses that pages may have; in
``_redirects``, every line whose address, on this site, is that of a file of the site.
Take the line out. A redirect from another host, or from an address that the site does not have, is in order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from imprint.audit.site_rule import SiteRule
from imprint.audit.site_surface import SiteEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.site_surface import Site

__all__ = ["RULE", "check"]

_REFUSED = frozenset({"content-disposition", "link", "location", "refresh"})
_HIDING = re.compile(r"\b(?:no(?:follow|index|ne|archive|snippet)|unavailable_after|indexifembedded)\b", re.IGNORECASE)
_ONE_KIND = re.compile(r"\.(?!x?html?$)[a-z0-9.]+$", re.IGNORECASE)
"""The end of an address pattern that matches files of one kind, and no pages."""


def check(site: Site) -> Iterator[SiteEvidence]:
    """Every line of a host's file that takes something away."""
    for path, data in site.host_files.items():
        lines = [line.strip() for line in data.decode("utf-8", "replace").splitlines()]
        if path == "_headers":
            yield from _headers(lines)
        elif path == "_redirects":
            yield from _redirects(lines, site)


def _headers(lines: list[str]) -> Iterator[SiteEvidence]:
    address = ""
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        if line.startswith(("/", "http://", "https://")):
            address = line
            continue
        name, _, value = line.partition(":")
        name = name.lstrip("! \t").strip().lower()
        if (
            name in _REFUSED
            or (name == "x-robots-tag" and _HIDING.search(value))
            or (name == "content-type" and not _ONE_KIND.search(address))
        ):
            yield SiteEvidence("_headers", {"text": line}, number)


def _redirects(lines: list[str], site: Site) -> Iterator[SiteEvidence]:
    addresses = [f"{site.settings.prefix}/{path.removesuffix('index.html')}" for path in site.classes]
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        parts = urlsplit(line.split()[0])
        if parts.netloc and parts.netloc != urlsplit(site.settings.site_url).netloc:
            continue
        pattern = _pattern(parts.path)
        if any(pattern.fullmatch(address) for address in addresses):
            yield SiteEvidence("_redirects", {"text": line}, number)


def _pattern(address: str) -> re.Pattern[str]:
    """What an address with ``*`` for anything and ``:name`` for one part matches; a slash at the end makes no difference."""
    parts = re.split(r"(\*|:[A-Za-z_]\w*)", address.removesuffix("/"))
    return re.compile(
        "".join(".*" if part == "*" else "[^/]+" if part[:1] == ":" else re.escape(part) for part in parts) + "(?:/|/index\\.html)?"
    )


RULE = SiteRule(
    "S110",
    "host-file-takes-away",
    "{path} has the host serve something else than what was audited: {text}",
    "take the line out of {path}",
    __doc__,
    check,
)
