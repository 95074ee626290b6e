"""The resource box follows the article.

"Body is the give, box is the take": the resource box is the author's closing text with the link, below the body. A link above the text, within
it, among readers' comments or in the footer of the whole site is no resource box. Furniture may stand between, up to about a paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.clause import Clause, Judgement, failed, passed

if TYPE_CHECKING:
    from imprint.copies.copy import Copy

__all__ = ["CLAUSE"]


def judge(copy: Copy) -> Judgement:
    """Whether the box follows the body."""
    box = copy.box
    if box.place == "after":
        between = f", {box.words} words behind its end" if box.words else ""
        return passed(f"the resource box follows the text{between}", box.line)
    reasons = {
        "before": "the link stands above the text, not in a resource box below it",
        "inside": "the link stands within the text, not in a resource box below it",
        "far": f"the link stands {box.words:,} words behind the text, not in a resource box below it",
        "comments": "the link stands among comments, not in a resource box",
        "none": "there is no resource box with the author's link below the text",
    }
    return failed(reasons[box.place], box.line)


CLAUSE = Clause("box-after-body", __doc__, judge, asked=lambda copy: copy.original.demands.live_link)
