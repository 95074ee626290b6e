"""The resource link: which addresses can be one, and how the resource box is cut around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ada_url

from imprint.article.model import ResourceBox

if TYPE_CHECKING:
    from imprint.article.model import OwnBox

__all__ = ["LINK_PLACE", "AddressError", "box_around_link", "default_box", "own_box_around_link", "usable_address"]

LINK_PLACE = "{link}"
"""What stands in ``resource_text`` where the link shall stand."""

_PLAIN_START = re.compile(r"https?://(?=[^/])", re.IGNORECASE)
_NO_URL_CHARACTER = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]")
"""Everything that RFC 3986 allows nowhere in an address (section 2; ``%`` as it starts an escape)."""
_WORD_AT_EDGE = re.compile(r"\w")


class AddressError(ValueError):
    """An address that cannot go into a resource box; the message says why."""


def usable_address(written: str, site_url: str) -> str:
    """The absolute http(s) address that is written, or that a path such as ``/about/`` stands for on ``site_url``.

    The address is returned as it is written. It must mean the same to every reader: what the WHATWG
    URL standard makes of it differs from what is written at most in the case of scheme and host, a
    default port and an empty path. With an empty ``site_url`` no path is allowed. Raises :class:`AddressError`.
    """
    if not written:
        raise AddressError("it is empty")
    if re.search(r"[\s\x00-\x1f\x7f]", written):
        raise AddressError("it contains a blank or a control character")
    if "\\" in written:
        raise AddressError("it contains a backslash")
    if written.startswith("//"):
        raise AddressError("it leaves out http: or https:")
    if written.startswith("/") and site_url:
        return site_url + _same_to_all(written, "http://site.invalid")
    if not _PLAIN_START.match(written):
        scheme, colon, _ = written.partition(":")
        if colon and scheme.lower() not in {"http", "https"}:
            raise AddressError(f"it is neither an http nor an https address, but {scheme.lower()[:20]!r}")
        raise AddressError("it is no absolute http or https address")
    return _same_to_all(written, "")


def _same_to_all(written: str, origin: str) -> str:
    """The address, once it is sure that no browser takes it for another one."""
    stray = _NO_URL_CHARACTER.search(written)
    if stray:
        raise AddressError(f"it contains {stray[0]!r}; write it percent-encoded, and a host name in its xn-- form")
    try:
        url = ada_url.URL(origin + written)
    except ValueError as error:
        raise AddressError("it is no valid address") from error
    authority = re.split(r"[/?#]", (origin + written).partition("://")[2], maxsplit=1)[0]
    if "@" in authority:
        raise AddressError("it contains a user name")
    host, _, port = authority.lower().rpartition(":") if re.search(r":\d*$", authority) else (authority.lower(), "", "")
    if url.hostname != host or not host.strip("."):
        raise AddressError(f"browsers read its host name as {url.hostname!r}")
    rest = written[len(written.partition("://")[0]) + 3 + len(authority) :] if not origin else written
    if url.pathname + url.search + url.hash != (rest if rest.startswith("/") else "/" + rest):
        raise AddressError(f"browsers read its path as {url.pathname!r}")
    if port and int(port) == 0:
        raise AddressError("its port is 0")
    return written


def box_around_link(text: str, anchor: str, url: str) -> ResourceBox | None:
    """A box from a text that marks the place of its link; ``None`` where the place is not clear.

    The link stands at ``{link}`` or, without that, on the one occurrence of ``anchor``.
    """
    mark = LINK_PLACE if LINK_PLACE in text else anchor
    if text.count(mark) != 1:
        return None
    before, _, after = text.partition(mark)
    return ResourceBox(url, anchor, before, after)


def own_box_around_link(box: OwnBox, anchor: str, url: str) -> ResourceBox:
    """A box from the text of the article's own resource box.

    The link stands on ``anchor`` where that occurs once, else where the text shows ``url``. Where it shows
    one other address, that is replaced, so that the words never name one address and link another. Else
    the link is added at the end.
    """
    text = " ".join(box.text.split())
    if anchor:
        marked = box_around_link(text, anchor, url)
        if marked:
            return marked
    same = [address for address in box.urls if _bare(address) == _bare(url)]
    for address in same or (box.urls if len(box.urls) == 1 else ()):
        for shown in (address, address.partition("://")[2]):
            before, found, after = text.partition(shown)
            if found:
                return ResourceBox(url, anchor or (shown if same else url), before, after)
    return ResourceBox(url, anchor or url, f"{text} " if text else "")


def _bare(address: str) -> str:
    """An address without what people add or leave out without meaning another page."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def default_box(author: str, anchor: str, url: str) -> ResourceBox:
    """The plainest box there can be: it names the author and nothing else."""
    if anchor and anchor != author:
        return ResourceBox(url, anchor, f"{author}: ")
    return ResourceBox(url, author)
