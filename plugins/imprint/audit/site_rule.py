"""A rule of the whole site: a code, a name, one sentence, an explanation and a pure function from the site to evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.audit.site_surface import SiteEvidence
from imprint.findings import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from imprint.audit.site_surface import Site

__all__ = ["SiteRule", "disagreement_rule"]


@dataclass(frozen=True, slots=True)
class SiteRule:
    """One way in which a site can be wrong although each of its files, taken alone, is right.

    ``explanation`` is the docstring of the rule's module.
    """

    code: str
    name: str
    message: str
    help: str
    explanation: str
    check: Callable[[Site], Iterator[SiteEvidence]]

    @property
    def kind(self) -> Kind:
        """The rule as an entry of the catalogue of findings."""
        return Kind(self.code, self.name, self.message, self.help, self.explanation)

    def findings(self, site: Site, folder: Path) -> Iterator[Finding]:
        """The rule's findings in a site that was read from ``folder``."""
        kind = self.kind
        for evidence in self.check(site):
            yield Finding(kind, str(folder / evidence.path), evidence.line, facts={"path": evidence.path, **evidence.facts})


def disagreement_rule(code: str, name: str, message: str, help_: str, explanation: str) -> SiteRule:
    """A rule that tells the disagreements of one kind among the records of rights (:mod:`imprint.audit.records`)."""

    def check(site: Site) -> Iterator[SiteEvidence]:
        for each in site.disagreements:
            if each.rule == name:
                yield SiteEvidence(each.path, each.facts, each.line)

    return SiteRule(code, name, message, help_, explanation, check)
