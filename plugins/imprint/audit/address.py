"""Whether an ``href`` goes where the resource link says, and if not, how it misses.

The value is held against the address twice: as it is written, since feed readers and scripts repair
less than browsers do, and as a browser resolves it (WHATWG URL Standard). Only the spelling that
every consumer understands alike counts as the same address: the host's letter case, a default port
and character references may differ.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

import ada_url

from imprint.audit.source import BIDI_CONTROLS, ZERO_WIDTH

__all__ = ["Aim", "Miss", "aim_of", "skeleton"]

_ABSOLUTE = re.compile(r"https?://[^/\\]", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_UNWRITTEN = re.compile(r"[\x00-\x20\x7f-\xa0\\" + ZERO_WIDTH + BIDI_CONTROLS + "]")
_CONFUSABLE = str.maketrans(
    "аеорсухіјѕԁһӏԛԝвкмнтгпАВЕКМНОРСТУХІЈЅαορνικτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧɑɡıḷօոսցһⅼⅰⅴⅹⅽⅾⅿ∶⁄∕․",
    "aeopcyxijsdhlqwbkmhtrnABEKMHOPCTYXIJSaopvikτuxABEZHIKMNOPTYXagiloncghlivxcdm://.",
)


class Miss(Enum):
    """How an address misses its target, from the mildest to the farthest."""

    NONE = "none"
    SPELLING = "spelling"
    """The same for most servers, not the same address: a trailing slash, a fragment, http for https, a query, an escaped letter."""
    REPAIRED = "repaired"
    """A browser repairs it into the right address; other consumers do not."""
    RELATIVE = "relative"
    SCHEME = "scheme"
    INVALID = "invalid"
    USER_INFO = "user-info"
    LOOKALIKE = "lookalike"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Aim:
    """The verdict on one ``href``: how it misses, where a browser would go, and what differs."""

    miss: Miss
    resolved: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class _Parts:
    scheme: str
    host: str
    port: str
    path: str
    query: str
    fragment: str
    user: str
    href: str


def _parts(address: str) -> _Parts | None:
    try:
        url = ada_url.URL(address)
    except ValueError:
        return None
    user = url.username + (":" + url.password if url.password else "")
    return _Parts(url.protocol, url.hostname, url.port, url.pathname, url.search, url.hash, user, url.href)


def skeleton(text: str) -> str:
    """A text with look-alike characters replaced by the ones they imitate and invisible ones dropped; only to name a fault."""
    text = "".join(each for each in text if each not in ZERO_WIDTH and each not in BIDI_CONTROLS)
    return unicodedata.normalize("NFKC", text).translate(_CONFUSABLE)


def aim_of(href: str, link: str) -> Aim:  # noqa: C901, PLR0911 - one question after the other, the mildest answer last
    """How ``href`` stands to the absolute address ``link``."""
    if href == link:
        return Aim(Miss.NONE, link)
    wanted = _parts(link)
    if wanted is None:
        return Aim(Miss.INVALID, "", f"{link!r} is not an absolute address")
    if not _ABSOLUTE.match(href):
        return _not_absolute(href, wanted)
    found = _parts(href)
    if found is None:
        return Aim(Miss.INVALID, "", "a browser cannot resolve it")
    if found.user:
        return Aim(Miss.USER_INFO, found.href, f"it signs in as {found.user!r} at {found.host}")
    same_place = (found.host, found.path) == (wanted.host, wanted.path)
    if _UNWRITTEN.search(href) or (not href.isascii() and link.isascii()):
        if found.host != wanted.host and skeleton(href).lower().startswith(_origin(wanted)):
            return Aim(Miss.LOOKALIKE, found.href, f"its host is {found.host}")
        if same_place and found.query == wanted.query:
            return Aim(Miss.REPAIRED, found.href, "it is written in a way that only browsers understand")
        return Aim(Miss.TARGET, found.href, _difference(found, wanted))
    if found.host != wanted.host:
        lookalike = found.host.startswith("xn--") or ".xn--" in found.host or wanted.host in found.host
        if lookalike and found.host != f"www.{wanted.host}":
            return Aim(Miss.LOOKALIKE, found.href, f"its host is {found.host}")
    if found == wanted:
        return Aim(Miss.NONE, found.href)
    miss = Miss.SPELLING if _nearly(found, wanted) else Miss.TARGET
    return Aim(miss, found.href, _difference(found, wanted))


def _origin(parts: _Parts) -> str:
    return f"{parts.scheme}//{parts.host}"


def _not_absolute(href: str, wanted: _Parts) -> Aim:
    stripped = re.sub(r"[\t\n\r]", "", href.strip("\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x1b \x1f"))
    scheme = _SCHEME.match(stripped)
    if scheme is None:
        resolved = _parts(ada_url.join_url(wanted.href, href)) if _joins(wanted.href, href) else None
        kind = "relative to the scheme" if stripped.startswith(("//", "\\\\")) else "relative"
        return Aim(Miss.RELATIVE, resolved.href if resolved else "", f"it is {kind}")
    if scheme[0].lower() not in {"http:", "https:"}:
        return Aim(Miss.SCHEME, stripped, f"its scheme is {scheme[0].lower()}")
    found = _parts(stripped)
    if found is not None and (found.host, found.path, found.query, found.user) == (wanted.host, wanted.path, wanted.query, ""):
        return Aim(Miss.REPAIRED, found.href, "it is written in a way that only browsers understand")
    if found is None:
        return Aim(Miss.INVALID, "", "a browser cannot resolve it")
    return Aim(Miss.TARGET, found.href, _difference(found, wanted))


def _joins(base: str, href: str) -> bool:
    try:
        ada_url.join_url(base, href)
    except ValueError:
        return False
    return True


def _nearly(found: _Parts, wanted: _Parts) -> bool:
    return (
        found.host.removeprefix("www.") == wanted.host.removeprefix("www.")
        and found.port == wanted.port
        and _unescaped(found.path).rstrip("/") == _unescaped(wanted.path).rstrip("/")
        and (found.query == wanted.query or (not wanted.query and "utm_" in found.query))
    )


def _unescaped(path: str) -> str:
    return re.sub(r"%(2d|2e|5f|7e|3\d|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])", lambda each: chr(int(each[1], 16)), path, flags=re.IGNORECASE)


def _difference(found: _Parts, wanted: _Parts) -> str:
    for part in ("scheme", "host", "port", "path", "query", "fragment"):
        here, there = getattr(found, part), getattr(wanted, part)
        if here != there:
            return f"its {part} is {here or 'empty'!r}, not {there or 'empty'!r}".replace("'empty'", "empty")
    return ""
