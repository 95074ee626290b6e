"""Which addresses may stand behind a link.

A surface is read far away from this site, so an address must be absolute; and it is read by
software that trusts it, so only ``http``, ``https`` and ``mailto`` may become links. What is anything
else stays text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from imprint.article.address import article_path

if TYPE_CHECKING:
    from imprint.article.model import Article
    from imprint.settings import Settings

__all__ = ["is_linkable", "is_web_address", "original_url"]

_WEB = re.compile(r"(?i:https?)://[^\s/?#\\<>\"'`{}|^\x00-\x20\x7f-\x9f]+(?:[/?#][^\s\\<>\"\x00-\x20\x7f-\x9f]*)?")
_MAIL = re.compile(r"(?i:mailto):[^\s\\<>\"@\x00-\x20\x7f-\x9f]+@[^\s\\<>\"@\x00-\x20\x7f-\x9f]+")


def is_web_address(url: str) -> bool:
    """Whether an address is an absolute ``http`` or ``https`` URL with a host (RFC 3986, section 3) that needs no repair."""
    return _WEB.fullmatch(url) is not None


def is_linkable(url: str) -> bool:
    """Whether an address may become a link: a web address, or ``mailto:`` with a mailbox (RFC 6068)."""
    return _WEB.fullmatch(url) is not None or _MAIL.fullmatch(url) is not None


def original_url(article: Article, settings: Settings) -> str:
    """The absolute address that a copy names as the article's origin.

    It is where the manifest says that the article stood first, else its canonical address, else its page here.
    """
    return article.source_url or article.canonical_url or settings.absolute(article_path(article))
