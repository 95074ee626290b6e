"""Which rules an audit applied: a seal names them, so that an old seal is not taken for an audit by today's rules."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from imprint import __version__
from imprint.audit.catalogue import kinds
from imprint.audit.site_catalogue import SITE_RULES

if TYPE_CHECKING:
    from imprint.findings import Kind

__all__ = ["rules_asked", "rules_version"]


def rules_asked() -> tuple[Kind, ...]:
    """What an audit of a site can find: the rules of its pages, feeds and kits, and those of the site as a whole."""
    return (*kinds(), *(rule.kind for rule in SITE_RULES))


def rules_version() -> str:
    """The program's version and a digest of the catalogue: codes, names, messages and explanations."""
    told = "\n".join(f"{kind.code} {kind.name} {kind.message} {kind.explanation}" for kind in rules_asked())
    return f"{__version__}+{hashlib.sha256(told.encode()).hexdigest()[:12]}"
