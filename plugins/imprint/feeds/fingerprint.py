"""The digest by which a version of an article's text can be told.

It covers what a publisher must keep: title, body, resource box with its address, and notices with
the holder's permission, as plain text. It leaves out what the site adds, so a new theme or a new version of the terms makes no new version of an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING

from imprint.render.characters import legal
from imprint.render.notice import rights_lines
from imprint.render.plain import body_text, resource_box_text

if TYPE_CHECKING:
    from imprint.article.model import Article

__all__ = ["PARTS", "Fingerprint", "fingerprint"]

PARTS = ("title", "body", "resource-box", "notice")
"""What an article's digest covers, in order."""

_PART_BYTES = 6


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``sha256`` is the digest of the whole, in hexadecimal; ``parts`` holds a short digest for each of :data:`PARTS`."""

    sha256: str
    parts: tuple[str, ...]

    def changed(self, before: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the parts that are not as they were."""
        return tuple(name for name, new, old in zip(PARTS, self.parts, before, strict=True) if new != old)


def fingerprint(article: Article) -> Fingerprint:
    """The digests of an article's text: UTF-8, the parts in order with an empty line between them."""
    parts = [
        article.title,
        body_text(article),
        resource_box_text(article),
        legal("\n\n".join(rights_lines(article))),
    ]
    encoded = [part.encode("utf-8", "replace") for part in parts]
    return Fingerprint(
        sha256=sha256(b"\n\n".join(encoded)).hexdigest(),
        parts=tuple([blake2b(part, digest_size=_PART_BYTES).hexdigest() for part in encoded]),
    )
