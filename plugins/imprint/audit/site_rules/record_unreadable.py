"""A record of an article's rights cannot be read.

What is checked: JSON-LD, ninjs and the other JSON records are JSON, and the changes feed and the RSL document are well-formed XML.

Why it matters: software drops a record that it cannot read, without a word, and with it the holder, the notice and the terms.

How to put it right: find what changed it after it was made, such as a filter of the theme that escapes it a second time.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R102", "record-unreadable", "{record} cannot be read: {problem}", "find what damages it; the line is that of the first fault", __doc__
)
