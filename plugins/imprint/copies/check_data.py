"""What the page ``/check/`` needs to know of an article, as the JSON that stands beside the article's reprint kit.

It says nothing that the kit does not say. Its form is the fields of :class:`~imprint.copies.original.Original`; ``format`` is raised where a field changes its meaning.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.copies.original import Original

__all__ = ["check_data"]

_FORMAT = 1


def check_data(original: Original) -> bytes:
    """The file ``check.json`` of an article; equal originals give equal bytes."""
    releases = original.releases
    told = {
        "format": _FORMAT,
        "id": original.id,
        "title": original.title,
        "blocks": original.blocks,
        "notices": original.notices,
        "link": original.link,
        "anchor": original.anchor,
        "box": original.box,
        "links": original.links,
        "sources": original.sources,
        "demands": asdict(original.demands),
        "withdrawn": original.withdrawn,
        "withdrawn_reason": original.withdrawn_reason,
        "releases": asdict(releases) if releases is not None else None,
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
