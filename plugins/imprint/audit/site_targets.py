"""Where the site's own pages lead within the site: the files that their links, pictures and style sheets name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.settings import Settings

__all__ = ["targets_within"]


def targets_within(settings: Settings) -> re.Pattern[bytes]:
    """What finds, in the bytes of a page, every address within the site, as a path below its root that begins with ``/``; without query and fragment.

    Quotation marks in the text of a page are escaped, so what is found is an attribute's value.
    """
    roots = "|".join(re.escape(root) for root in (settings.site_url, settings.prefix))
    # What is looked for first is one literal, since most of a page is none; the attribute's name is looked at from behind it.
    named = "|".join(rf'(?<=\s{name}=")' for name in ("href", "src", "poster", "content", "data-index"))
    return re.compile(rf'="(?:{named})(?:{roots})(/(?!/)[^"?#<>\s]*)'.encode())
