"""A copy in a reprint kit is not what the kit's file holds.

What is checked: each copy that the kit's page shows is the content of the kit's file, character by character, and the bodies of the ninjs record are the kit's HTML and plain text.

Why it matters: publishers copy from the page as often as they take the file, and the proof that a kit survives their systems is a proof of the file.

How to put it right: print the copies in the template ``kit.html`` as they are, without a filter.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule("R114", "kit-copies-differ", "{one} is not the same as {other}", "find what changes one of them", __doc__)
