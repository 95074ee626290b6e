"""Which addresses may be asked, so that a link in an article cannot make the build ask its own network.

A link is read by the WHATWG URL standard, as a browser reads it, because that is what turns
``http://0x7f.1/`` into 127.0.0.1. What may be connected to is decided on the numbers that a name
stands for, after the lookup and for every hop; the connection then goes to those numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

import ada_url

from imprint.audit.wire.verdict import Failure, Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["Address", "is_number", "read_address", "refusal_of_numbers"]

_MAX_ADDRESS_LENGTH = 2048
_MAX_NAME_LENGTH = 253
_MAX_LABEL_LENGTH = 63
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNCLEAN = re.compile(r"[\x00-\x20\x7f\\]|\s")
_AUTHORITY = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
_NAT64 = IPv6Network("64:ff9b::/96")
_IPV4_COMPATIBLE = IPv6Network("::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked, in the parts that a request needs.

    ``href`` is normalised and has no fragment, so it is also the key under which a verdict is kept.
    ``host`` is in ASCII, without brackets and without a final dot. ``target`` is path and query.
    """

    href: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The value of the ``Host`` header (RFC 9110, 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def is_front_page(self) -> bool:
        """Whether this is the address of a whole site and not of a page in it."""
        return self.target == "/"


def read_address(link: str, ports: Collection[int]) -> Address | Failure:
    """The address that a link names, or why it is not asked."""
    fault = _fault_of_form(link)
    if fault is not None:
        return fault
    try:
        url = ada_url.URL(link)
    except ValueError:
        return Failure(Reason.ADDRESS_MALFORMED, "it cannot be read as an address")
    scheme_name = url.protocol.rstrip(":")
    host = url.hostname.strip("[]").removesuffix(".")
    labels = host.split(".")
    if len(host) > _MAX_NAME_LENGTH or not all(0 < len(label) <= _MAX_LABEL_LENGTH for label in labels if not is_number(host)):
        return Failure(
            Reason.ADDRESS_MALFORMED, f"{host[:80]} is no host name: a label has 1 to 63 characters and the whole at most 253 (RFC 1035)"
        )
    port = int(url.port) if url.port else _DEFAULT_PORTS[scheme_name]
    if port not in ports:
        return Failure(Reason.ADDRESS_PORT, f"port {port} is not one that is asked")
    url.hash = ""
    return Address(href=url.href, scheme=scheme_name, host=host, port=port, target=(url.pathname or "/") + url.search)


def _fault_of_form(link: str) -> Failure | None:
    """What is wrong with the link as it is written, before a browser's leniency mends it."""
    scheme = _SCHEME.match(link)
    if scheme and scheme[1].lower() not in _DEFAULT_PORTS:
        return Failure(Reason.ADDRESS_SCHEME, f"{scheme[1]}: is not a scheme for pages; only http and https are asked")
    authority = _AUTHORITY.match(link)
    if not authority or not authority[1] or _UNCLEAN.search(link) or len(link) > _MAX_ADDRESS_LENGTH:
        return Failure(Reason.ADDRESS_MALFORMED, "it is no absolute http or https address in its plain form")
    if "@" in authority[1]:
        return Failure(Reason.ADDRESS_USERINFO, "it holds a user name before an @, which hides the host that is really asked")
    return None


def is_number(host: str) -> bool:
    """Whether a host is an IP address and not a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def refusal_of_numbers(numbers: Iterable[str], *, allow_private: bool) -> str:
    """Why a host with these IP addresses is not asked, or an empty string.

    One bad address among good ones is enough: a name that stands for both is how the check is tricked
    into asking first and connecting elsewhere after.
    """
    for number in numbers:
        for ip in _meanings(ip_address(number)):
            if not _may_be_asked(ip, allow_private=allow_private):
                return f"{number} is not an address on the public network"
    return ""


def _meanings(ip: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address, and the IPv4 address that it carries inside."""
    if isinstance(ip, IPv4Address):
        return [ip]
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    if ip.sixtofour:
        return [ip, ip.sixtofour]
    if ip.teredo:
        return [ip, *ip.teredo]
    if ip in _NAT64:
        return [ip, IPv4Address(ip.packed[-4:])]
    return [ip]


def _may_be_asked(ip: IPv4Address | IPv6Address, *, allow_private: bool) -> bool:
    if ip.is_multicast or ip.is_unspecified or ip.is_link_local or ip in _NAT64_LOCAL or (ip in _IPV4_COMPATIBLE and not ip.is_loopback):
        return False
    site_local = isinstance(ip, IPv6Address) and ip.is_site_local
    if ip.is_global and not site_local:
        return True
    return allow_private and (ip.is_private or site_local) and not (isinstance(ip, IPv4Address) and ip.is_reserved)
