"""Which rules an audit applied: a seal names them, so that an old seal is not taken for an audit by today's rules."""

from __future__ import annotations

import hashlib

from imprint import __version__
from imprint.audit.catalogue import kinds
from imprint.audit.site_catalogue import SITE_RULES

__all__ = ["rules_version"]


def rules_version() -> str:
    """The program's version and a digest of the catalogue: codes, names, messages and explanations."""
    catalogue = (*kinds(), *(rule.kind for rule in SITE_RULES))
    told = "\n".join(f"{kind.code} {kind.name} {kind.message} {kind.explanation}" for kind in catalogue)
    return f"{__version__}+{hashlib.sha256(told.encode()).hexdigest()[:12]}"
