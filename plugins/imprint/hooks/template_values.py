"""What the theme's templates can use, beside Pelican's own variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from imprint.article import address
from imprint.render.body import body_html
from imprint.render.notice import notice_html
from imprint.render.resource_box import resource_box_html

if TYPE_CHECKING:
    from imprint.hooks.build import Build

__all__ = ["template_filters", "template_globals"]


def template_globals(build: Build) -> dict[str, Any]:
    """Global names: ``site`` (the settings), ``site_rights``, ``library`` and ``address`` (each address of the site)."""
    return {"site": build.settings, "site_rights": build.rights, "library": build.library, "address": address}


def template_filters() -> dict[str, Any]:
    """Filters that turn an article's parts into HTML: ``body``, ``notice`` and ``resource_box``."""
    return {"body": body_html, "notice": notice_html, "resource_box": resource_box_html}
