"""The site's ``robots.txt`` keeps search engines from an article.

What a search engine may not read it does not list, and the link in the resource box counts for nothing.

What is checked: whether ``robots.txt`` lets everybody (``*``), Googlebot and Bingbot read the page of every article (RFC 9309).
Programs that are named otherwise may be turned away. Take the line out, or name the programs that are meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

from imprint.article.address import article_path
from imprint.audit.site_rule import SiteRule
from imprint.audit.site_surface import SiteEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.site_surface import Site

__all__ = ["RULE", "check"]

_ROBOTS = "robots.txt"
_READERS = {"*": "everybody", "Googlebot": "Googlebot", "bingbot": "Bingbot"}


def check(site: Site) -> Iterator[SiteEvidence]:
    """The first article of which each reader is kept."""
    data = site.host_files.get(_ROBOTS)
    if data is None or b"disallow" not in data.lower():
        return
    parser = RobotFileParser()
    parser.parse(data.decode("utf-8", "replace").splitlines())
    for agent, name in _READERS.items():
        for article in site.library.published:
            address = f"{site.settings.prefix}{article_path(article)}"
            if not parser.can_fetch(agent, address):
                yield SiteEvidence(_ROBOTS, {"reader": name, "address": address})
                break


RULE = SiteRule(
    "S111",
    "article-disallowed",
    "{path} keeps {reader} from reading {address}",
    "take the line out of {path}, or name the programs that are meant",
    __doc__,
    check,
)
