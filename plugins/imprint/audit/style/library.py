"""The style sheets of a site, each read once: from an address on a page to the sheet behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from imprint.audit.document import Document

__all__ = ["StyleLibrary"]


@dataclass
class StyleLibrary:
    resolve: Callable[[str], bytes | None] | None = None

    def of_page(self, path: str, document: Document) -> object:
        return None
