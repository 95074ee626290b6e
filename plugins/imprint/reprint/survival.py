"""Proof that a kit survives what publishers' systems do to it.

After each filter the resource link must still be one that a reader can click, and the notice must
still be there; where only text is left, the full address must be. This module is told the address and
the notices and knows nothing else of how a kit is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from imprint.findings import Finding, Kind
from imprint.reprint.filters import HTML_FILTERS, text_alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["FAULTS", "Loss", "loss_findings", "survives"]

KIT_LINK_LOST = Kind(
    "K101",
    "kit-link-lost",
    "after {filter} the reprint kit has no link to {link} that a reader can click",
    "report it with the article; the markup of the body takes the resource box with it",
    """Publishers paste a kit into systems that filter HTML. A kit is handed out only if the resource link is a live link after each of the usual filters:
the defaults of nh3 and bleach, links taken out of headings, everything on one line, and HTML to Markdown and back.
""",
)
KIT_NOTICE_LOST = Kind(
    "K102",
    "kit-notice-lost",
    "after {filter} the reprint kit lacks the notice {notice!r}",
    "report it with the article; the markup of the body takes the notice with it",
    KIT_LINK_LOST.explanation,
)
KIT_ADDRESS_LOST = Kind(
    "K103",
    "kit-address-lost",
    "the {form} of the reprint kit does not say the address {link}",
    "report it with the article",
    """Where a system drops links and keeps the words, and in plain text, the address itself must be there to be read.""",
)

FAULTS = (KIT_LINK_LOST, KIT_NOTICE_LOST, KIT_ADDRESS_LOST)


@dataclass(frozen=True, slots=True)
class Loss:
    """What was lost where: ``what`` is ``"link"``, ``"address"`` or the notice that is no longer there."""

    filter: str
    what: str


def survives(html: str, link: str, notices: Sequence[str] = ()) -> tuple[Loss, ...]:
    """Everything that is lost of a kit's HTML by any of the filters; empty where the kit survives them all."""
    return tuple(_losses(html, link, notices))


def loss_findings(losses: Iterable[Loss], path: str, link: str) -> list[Finding]:
    """The losses as findings about the article's source file."""
    kinds = {"link": KIT_LINK_LOST, "address": KIT_ADDRESS_LOST}
    return [
        Finding(
            kinds.get(loss.what, KIT_NOTICE_LOST),
            path,
            facts={"filter": loss.filter, "form": loss.filter, "link": link, "notice": loss.what},
        )
        for loss in losses
    ]


def _losses(html: str, link: str, notices: Sequence[str]) -> Iterator[Loss]:
    for name, apply in HTML_FILTERS.items():
        filtered = apply(html)
        tree = LexborHTMLParser(filtered)
        if not any(node.attributes.get("href") == link and (node.text() or "").strip() for node in tree.css("a[href]")):
            yield Loss(name, "link")
        yield from _notices_lost(name, text_alone(filtered), notices)
    text = text_alone(html)
    if link not in text:
        yield Loss("text without tags", "address")
    yield from _notices_lost("text without tags", text, notices)


def _notices_lost(name: str, text: str, notices: Sequence[str]) -> Iterator[Loss]:
    shown = " ".join(text.split())
    for notice in notices:
        if " ".join(notice.split()) not in shown:
            yield Loss(name, notice)
