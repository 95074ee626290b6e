"""A record of an article's rights is missing.

What is checked: the JSON-LD of each article's page and of its kit's, the ninjs record and the record of the check page in each kit, the record of
releases, the changes feeds, the page of each version of the reprint terms and, where the settings name a use, the RSL document.

Why it matters: software reads records and no notices. Where one is missing an article looks as if nobody had claimed it.

How to put it right: find what took it out, such as a template of the theme that no longer prints ``head_of``, or a plugin that removes files.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule("R101", "record-missing", "{record} is missing", "find what takes it out of the page or the folder", __doc__)
