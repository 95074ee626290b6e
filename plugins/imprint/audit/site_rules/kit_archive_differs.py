"""A zip file of a kit does not hold what it should.

What is checked: the files in it are those of the kit, byte for byte; the terms in force are with them; its ``SHA256SUMS`` names each file's digest; and the zip files of a series hold all its articles.

Why it matters: a publisher who takes the zip file gets the same promise as one who takes the copies one by one.

How to put it right: find what changed the zip file or the files beside it after they were written.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule("R115", "kit-archive-differs", "{member} {problem}", "find what makes or changes the zip file", __doc__)
