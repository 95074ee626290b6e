"""The whole catalogue: every rule, fault and advice that any stage can tell, one visible list of where they are declared."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from imprint.audit.catalogue import kinds
from imprint.audit.site_catalogue import SITE_RULES

if TYPE_CHECKING:
    from imprint.findings import Kind

__all__ = ["every_kind"]

_DECLARED = (
    ("imprint.article.faults", "FAULTS"),
    ("imprint.article.manifest.faults", "FAULTS"),
    ("imprint.article.pack.faults", "FAULTS"),
    ("imprint.article.site_rights", "FAULTS"),
    ("imprint.article.strays", "FAULTS"),
    ("imprint.feeds.record", "FAULTS"),
    ("imprint.feeds.changed_ids", "FAULTS"),
    ("imprint.reprint.kits", "FAULTS"),
    ("imprint.audit.archive", "FAULTS"),
    ("imprint.audit.wire.kinds", "LINK_KINDS"),
    ("imprint.publish.kept_record", "FAULTS"),
    ("imprint.publish.release", "FAULTS"),
    ("imprint.hooks.logged_errors", "FAULTS"),
    ("imprint.hooks.gated_pelican", "FAULTS"),
    ("imprint.hooks.build", "FAULTS"),
    ("imprint.hooks.preview.build", "FAULTS"),
    ("imprint.cli.audit", "FAULTS"),
)
"""The modules that declare kinds of faults, in the order of the stages, and the name of the tuple in each."""


def every_kind() -> tuple[Kind, ...]:
    """All of them, in order of code."""
    found: dict[str, Kind] = {each.code: each for each in kinds()}
    found.update({rule.code: rule.kind for rule in SITE_RULES})
    for module, name in _DECLARED:
        found.update({each.code: each for each in getattr(import_module(module), name)})
    return tuple(found[code] for code in sorted(found))
