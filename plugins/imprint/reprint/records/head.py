"""The rights of an article in the ``head`` of its page: canonical address, licence, Dublin Core, ccREL and JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.article.address import RSL_PATH
from imprint.feeds.dates import rfc3339
from imprint.render.inline import attribute, safe_html
from imprint.reprint.records.json_ld import json_ld

if TYPE_CHECKING:
    from markupsafe import Markup as SafeHtml

    from imprint.article.model import Series
    from imprint.reprint.rights import Rights
    from imprint.settings import Settings

__all__ = ["dublin_core", "head_html"]


def dublin_core(rights: Rights) -> tuple[tuple[str, str], ...]:
    """Name and content of each ``meta`` element in the Dublin Core terms (DCMI Metadata Terms; DC-HTML for the names)."""
    article = rights.article
    return (
        ("dcterms.title", article.title),
        ("dcterms.creator", rights.author),
        ("dcterms.created", rfc3339(article.date)),
        ("dcterms.modified", rfc3339(article.modified)),
        ("dcterms.language", article.lang),
        ("dcterms.identifier", article.id),
        ("dcterms.isPartOf", rights.series_url),
        ("dcterms.rights", rights.notice),
        ("dcterms.rightsHolder", rights.holder),
        ("dcterms.license", rights.terms.url),
    )


def head_html(rights: Rights, series: Series, settings: Settings) -> SafeHtml:
    """The elements for the ``head`` of the article's page, one on a line.

    The resource link is named once more as ccREL's attribution (RDFa Lite 1.1), the one term that says "link to
    this with these words"; it does not put the article under a Creative Commons licence.
    """
    metas = "".join([f'<meta name="{name}" content="{attribute(content)}">\n' for name, content in dublin_core(rights)])
    automated = f'<link rel="license" type="application/rsl+xml" href="{attribute(settings.absolute(RSL_PATH))}">\n' if settings.rsl else ""
    prefix = 'prefix="cc: http://creativecommons.org/ns#"'
    return safe_html(
        f'<link rel="canonical" href="{attribute(rights.canonical_url)}">\n'
        f'<link rel="license" type="text/html" href="{attribute(rights.terms.url)}">\n'
        f"{automated}"
        '<link rel="schema.dcterms" href="http://purl.org/dc/terms/">\n'
        f"{metas}"
        f'<link {prefix} property="cc:attributionURL" href="{attribute(rights.link)}">\n'
        f'<meta {prefix} property="cc:attributionName" content="{attribute(rights.article.resource_box.anchor)}">\n'
        f'<script type="application/ld+json">{json_ld(rights, series)}</script>\n'
    )
