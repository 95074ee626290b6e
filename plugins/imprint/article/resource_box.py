"""The resource box that stands in the text itself: its label, its words and the addresses in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from imprint.article.links import spans_of
from imprint.article.model import OwnBox, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.article.model import Span

__all__ = ["box_label", "box_of_spans", "split_box"]

_ORNAMENT = r"[\s*=_~#<>\[\]|•·-]*"
_LABEL = re.compile(
    _ORNAMENT + r"(?P<label>"
    r"about\ (?:the\ )?(?:author|writer)s?(?:'s\ bio)?|"
    r"(?:the\ )?author(?:['’]?s)?['’]?\ (?:resource(?:\ box)?|bio(?:graphy)?|box|info(?:rmation)?)|"
    r"resource\ box|"
    r"bio(?:graphy)?\ of\ the\ author"
    r")"
    r"(?:" + _ORNAMENT + r"(?::[-–—]?" + _ORNAMENT + r")?|(?:\s*:[-–—]?|\s+[-–—]+(?=\s))\s*(?P<rest>\S.*))\Z",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_LONGEST_ORNAMENT = 80


def box_label(line: str) -> tuple[str, str] | None:
    """The label that a line opens with, as it is written, and the text after it; ``None`` where it opens with none.

    Text on the label's line needs a colon or a dash before it, so that "About the author we know little"
    stays prose. A label may stand between stars, dashes or brackets.
    """
    if "uthor" not in (low := line[: 2 * _LONGEST_ORNAMENT].lower()) and "esource" not in low and "writer" not in low:
        return None
    found = _LABEL.match(" ".join(line.split()))
    if not found:
        return None
    return found["label"], (found["rest"] or "").strip()


def split_box(label: str | None, text: str, line: int) -> OwnBox:
    """A box from its plain text; ``line`` is its first line in the file, counted from 1."""
    return box_of_spans(label, spans_of(text), line)


def box_of_spans(label: str | None, spans: Iterable[Span], line: int) -> OwnBox:
    """A box from text whose links are known, such as that of an HTML body; each address is named once, in order."""
    spans = tuple(spans)
    addresses = dict.fromkeys(span.url for span in spans if span.url)
    return OwnBox(
        label=label,
        text=plain(spans).strip() if spans else "",
        urls=tuple(url for url in addresses if not url.startswith("mailto:")),
        emails=tuple(url.removeprefix("mailto:") for url in addresses if url.startswith("mailto:")),
        line=line,
        spans=_stripped(spans),
    )


def _stripped(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The runs without white space at either end."""
    left = list(spans)
    while left and not left[0].text.strip():
        del left[0]
    while left and not left[-1].text.strip():
        del left[-1]
    if left:
        left[0] = replace(left[0], text=left[0].text.lstrip())
        left[-1] = replace(left[-1], text=left[-1].text.rstrip())
    return tuple(left)
