"""The reprint terms as the content folder has them: which version is in force, and the digest of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from imprint.article.address import TERMS_FOLDER, terms_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imprint.settings import Settings

__all__ = ["ContentTerms", "content_terms"]

_NAME = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class ContentTerms:
    """``version`` is in force, at the absolute address ``url``; ``texts`` and ``digests`` hold each version's Markdown and its SHA-256."""

    version: int
    url: str
    texts: Mapping[int, str]
    digests: Mapping[int, str]

    @property
    def sha256(self) -> str:
        """The digest of the version in force."""
        return self.digests[self.version]


def content_terms(settings: Settings) -> ContentTerms | None:
    """The terms in the content folder; ``None`` where there are none, which a build has told already."""
    texts, digests = {}, {}
    for path in (settings.content / TERMS_FOLDER).glob("*.md"):
        if _NAME.fullmatch(path.stem) and path.is_file():
            text = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            texts[int(path.stem)] = text.decode("utf-8", "replace")
            digests[int(path.stem)] = sha256(text).hexdigest()
    if not digests:
        return None
    version = max(digests)
    return ContentTerms(version, settings.absolute(terms_path(version)), texts, digests)
