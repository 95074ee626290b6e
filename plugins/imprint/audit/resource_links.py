"""The resource links of all articles, on the wire or, where they lead into the site, in its folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from imprint.audit.wire.check_links import check_links
from imprint.audit.wire.kinds import LINK_NOT_DETERMINED, NETWORK_DOWN, finding_of
from imprint.audit.wire.policy import Policy

if TYPE_CHECKING:
    from imprint.article.library import Library
    from imprint.findings import Finding
    from imprint.settings import Settings

__all__ = ["LinkReport", "check_resource_links"]


@dataclass(frozen=True)
class LinkReport:
    """What is known of the links that lead out of the site; those that lead into it are a rule of the site.

    A link that answers at another address of its own site is among ``findings`` as a warning.
    """

    findings: tuple[Finding, ...] = ()
    not_determined: tuple[Finding, ...] = ()
    not_checked: tuple[str, ...] = ()


def check_resource_links(library: Library, settings: Settings) -> LinkReport:
    """Ask every external resource link of the published articles once, if the settings require it."""
    inside = settings.site_url + "/"
    external: dict[str, str] = {}
    for article in library.published:
        url = article.resource_box.url
        if not f"{url}/".startswith(inside):
            external.setdefault(url, article.reading.path)
    if settings.link_check == "skip-external":
        return LinkReport(not_checked=tuple(f"{url} (LINK_CHECK is skip-external)" for url in external))
    if not external:
        return LinkReport()
    policy = Policy(contact=inside)
    verdicts = check_links(
        external,
        policy=replace(policy, ports=policy.ports.union(settings.link_check_ports)),
        cache_file=settings.work / "links.json",
        allow_private=settings.link_check_private,
    )
    found = [finding for url, path in external.items() if (finding := finding_of(verdicts[url], path))]
    open_kinds = (LINK_NOT_DETERMINED, NETWORK_DOWN)
    return LinkReport(
        findings=tuple(each for each in found if each.kind not in open_kinds),
        not_determined=tuple(each for each in found if each.kind in open_kinds),
    )
