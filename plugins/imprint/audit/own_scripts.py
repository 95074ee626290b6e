"""The site's own scripts: the few that were tried in a browser and found to leave notice, box and link alone.

What a script does cannot be known from a file, so no page may run one (rule P106), but these few on
the pages that they are for. Each is known by its digest: a script that was changed is a script like any other, until
it was tried again and its digest is here. ``tests/theme`` tries them and holds the digests against the theme.
"""

from __future__ import annotations

import re
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from imprint.settings import Settings

__all__ = ["OWN_SCRIPTS", "is_foreign_program", "own_scripts", "page_may_run_scripts"]

OWN_SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "/theme/check.js": "1a3bcf6978ee7a7ca1e8a36f9325b9d863878f99a79b6c000e28e9d523a1097c",
        "/theme/copy.js": "6157c85574f0728d5075a81c5da58bfa5dbeb9422137ce9cdd9729b1bd55ecff",
        "/theme/search.js": "8d818b2655fc426939f78ec5206f8323bcd508f43fd1ad24507441699d9f0ded",
    }
)
"""The SHA-256 of each script, by its site-relative address."""


def own_scripts(read: Callable[[str], bytes | None], settings: Settings) -> frozenset[str]:
    """What ``src`` says on the site's pages of the scripts that are as they were tried; ``read`` gives a file by its site-relative address."""
    return frozenset(
        settings.href(path)
        for path, digest in OWN_SCRIPTS.items()
        if (data := read(path)) is not None and sha256(data).hexdigest() == digest
    )


_ACTIVE = re.compile(rb"<(?:\w+:)?(?:script|foreignObject|iframe|handler)\b|\son\w+\s*=|javascript:", re.IGNORECASE)
"""What makes a picture of markup do something, or show a page."""


def is_foreign_program(path: str, data: bytes) -> bool:
    """Whether a file is a script that is not the site's own, or a picture that runs one; ``path`` is relative to the folder.

    No page may run it, but a host or a reader's browser might: a worker of the host's, a service worker, a picture opened by itself.
    """
    if path.lower().endswith(".js"):
        return f"/{path}" not in OWN_SCRIPTS
    return path.lower().endswith(".svg") and _ACTIVE.search(data) is not None


def page_may_run_scripts(path: str) -> bool:
    """Whether a page of the site has a use for them: the search, the check of copies, and the pages of the reprint kits. ``path`` is relative to the folder."""
    return path in {"check/index.html", "search/index.html"} or (
        path.startswith(("articles/", "series/")) and path.endswith("/reprint/index.html")
    )
