"""Whether a reader who follows a link of a copy arrives at the resource link, and what differs.

Source: WHATWG URL Standard, section 4.4 (parsing). A difference with which a reader still arrives is
reported and is no fault: ``http`` for ``https``, ``www.``, a trailing slash, a fragment, an escaped
letter, parameters that only count visits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

import ada_url

__all__ = ["Aim", "aim_of", "normal"]

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|ref|ref_src|source|share|_ga)(?:=|$)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_UNRESERVED = re.compile(r"%(?:2[dD]|2[eE]|5[fF]|7[eE]|3[0-9]|[46][1-9a-fA-F]|[57][0-9aA])")


@dataclass(frozen=True, slots=True)
class Aim:
    """``place`` is ``same``, ``nearly`` (a reader arrives), ``through`` (another host that names the address) or ``elsewhere``.

    ``form`` is ``absolute``, ``scheme-relative``, ``relative`` or ``other-scheme``. ``resolved`` is where a browser would go, as far as
    that is known; ``difference`` is a phrase.
    """

    place: Literal["same", "nearly", "through", "elsewhere"]
    form: Literal["absolute", "scheme-relative", "relative", "other-scheme"]
    resolved: str = ""
    difference: str = ""

    @property
    def arrives(self) -> bool:
        """Whether a reader gets to the resource link."""
        return self.place in {"same", "nearly"}


@dataclass(frozen=True, slots=True)
class _Parts:
    scheme: str
    host: str
    port: str
    path: str
    query: str
    fragment: str
    user: bool


def _parsed(address: str, base: str = "") -> ada_url.URL | None:
    try:
        return ada_url.URL(address, base) if base else ada_url.URL(address)
    except ValueError:
        return None


def normal(address: str, base: str = "") -> str:
    """An address as a browser writes it; empty where it is none."""
    url = _parsed(address, base)
    return url.href if url is not None else ""


def _parts(url: ada_url.URL) -> _Parts:
    host = url.hostname.removesuffix(".").removeprefix("www.")
    path = _UNRESERVED.sub(lambda each: unquote(each[0]), url.pathname).rstrip("/")
    path = re.sub(r"/index\.(?:html?|php)$", "", path)
    query = "&".join(each for each in url.search.removeprefix("?").split("&") if each and not _TRACKING.match(each))
    return _Parts(url.protocol.rstrip(":"), host, url.port, path, query, url.hash, bool(url.username or url.password))


def _form(href: str) -> Literal["absolute", "scheme-relative", "relative", "other-scheme"]:
    bare = re.sub(r"[\t\n\r]", "", href.strip())
    scheme = _SCHEME.match(bare)
    if scheme:
        return (
            "absolute"
            if scheme[0].lower() in {"http:", "https:"} and bare[len(scheme[0]) :].replace("\\", "/").startswith("//")
            else "other-scheme"
        )
    return "scheme-relative" if bare.replace("\\", "/").startswith("//") else "relative"


def aim_of(href: str, link: str, base: str = "") -> Aim:  # noqa: PLR0911 - one question after the other
    """How ``href``, on a page whose base address is ``base`` where that is known, stands to the absolute address ``link``."""
    form = _form(href)
    wanted = _parsed(link)
    if form == "relative" and not base:
        return Aim("elsewhere", form, "", "it is relative, so it leads to the publisher's own site")
    if form == "scheme-relative" and not base:
        base = link
    url = _parsed(href.strip(), base if form in {"relative", "scheme-relative"} else "")
    if url is None or wanted is None:
        return Aim("elsewhere", form, "", "it is no address that a browser can follow")
    if url.protocol not in {"http:", "https:"}:
        return Aim("elsewhere", form, url.href, f"it is a {url.protocol} address")
    here, there = _parts(url), _parts(wanted)
    if here.user:
        return Aim("elsewhere", form, url.href, f"it signs in before {here.host}")
    if url.href == wanted.href:
        return Aim("same", form, url.href)
    if here.host != there.host:
        if _names(url, there):
            return Aim("through", form, url.href, f"it leads through {here.host}")
        return Aim("elsewhere", form, url.href, f"its host is {url.hostname}, not {wanted.hostname}")
    if (here.port, here.path, here.query) == (there.port, there.path, there.query):
        return Aim("nearly", form, url.href, f"it is written {url.href}, not {wanted.href}")
    what = "port" if here.port != there.port else "path" if here.path != there.path else "query"
    return Aim("elsewhere", form, url.href, f"its {what} is {_shown(url, what)}, not {_shown(wanted, what)}")


def _shown(url: ada_url.URL, what: str) -> str:
    return {"port": url.port or "the usual one", "path": url.pathname, "query": url.search or "empty"}[what]


def _names(url: ada_url.URL, wanted: _Parts) -> bool:
    """Whether the query or the path of an address holds the wanted one, as redirecting links do."""
    tail = unquote(unquote(url.pathname + url.search + url.hash))
    return re.search(r"(?:^|[/=.])" + re.escape(wanted.host + wanted.path) + r"(?![\w.-])", tail) is not None
