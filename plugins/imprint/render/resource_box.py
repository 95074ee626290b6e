"""The resource box as HTML: the author's words around the live link that republication pays for.

The markup is the same on every surface, so what holds for one copy holds for all: an absolute
address, a link without ``nofollow``, and the address once more as text, because a publisher's
system may drop the link and keep the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from imprint.render.address import is_web_address
from imprint.render.inline import attribute, escaped, safe_html

if TYPE_CHECKING:
    from markupsafe import Markup as SafeHtml

    from imprint.article.model import ResourceBox

__all__ = ["HasResourceBox", "resource_box_html", "shown_address"]


class HasResourceBox(Protocol):
    """An article, or the rights of the site's own pages."""

    @property
    def resource_box(self) -> ResourceBox:
        """The author's closing text and link."""
        ...


def resource_box_html(rights: HasResourceBox) -> SafeHtml:
    """The box as one paragraph: words, link, words and, unless the words hold it, the address in brackets.

    Raises :class:`ValueError` where the resource link is no absolute web address with words to click: such
    an article may not leave by any surface.
    """
    box = rights.resource_box
    if not is_web_address(box.url) or not box.anchor.strip():
        raise ValueError(f"the resource link {box.url!r} with the words {box.anchor!r} is no live link")
    link = f'<a href="{attribute(box.url)}" rel="author">{escaped(box.anchor)}</a>'
    return safe_html(f"<p>{escaped(box.before)}{link}{escaped(box.after)}{escaped(shown_address(box))}</p>")


def shown_address(box: ResourceBox) -> str:
    """What follows the words of the box so that its address can be read: ``" (https://…)"``, or nothing where the words hold it."""
    return "" if box.url in box.text else f" ({box.url})"
