"""Certificates of all sorts, made for one test run by an authority that only the run trusts."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import trustme

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = ("127.0.0.1", "books.example", "www.books.example")


class Certificates:
    """Server contexts by the kind of their certificate; ``authority`` is the file with the trusted root."""

    def __init__(self, folder: Path) -> None:
        self._root = trustme.CA()
        self._stranger = trustme.CA(organization_name="Nobody")
        self._folder = folder
        self.authority = folder / "authority.pem"
        self._root.cert_pem.write_to_path(str(self.authority))

    def server_side(self, kind: str) -> ssl.SSLContext:
        """A context for a server with a certificate of this kind."""
        now = datetime.now(UTC)
        day = timedelta(days=1)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if kind == "good":
            self._root.issue_cert(*_NAMES).configure_cert(context)
        elif kind == "expired":
            self._root.issue_cert(*_NAMES, not_before=now - 9 * day, not_after=now - day).configure_cert(context)
        elif kind == "not-yet-valid":
            self._root.issue_cert(*_NAMES, not_before=now + day, not_after=now + 9 * day).configure_cert(context)
        elif kind == "wrong-host":
            self._root.issue_cert("bees.example").configure_cert(context)
        elif kind == "untrusted":
            self._stranger.issue_cert(*_NAMES).configure_cert(context)
        elif kind == "intermediate-missing":
            leaf = self._root.create_child_ca().issue_cert(*_NAMES)
            alone = self._folder / "leaf.pem"
            alone.write_bytes(leaf.private_key_pem.bytes() + leaf.cert_chain_pems[0].bytes())
            context.load_cert_chain(alone)
        elif kind == "self-signed":
            own = self._folder / "own.pem"
            own.write_bytes(self._stranger.private_key_pem.bytes() + self._stranger.cert_pem.bytes())
            context.load_cert_chain(own)
        else:
            raise ValueError(kind)
        return context
