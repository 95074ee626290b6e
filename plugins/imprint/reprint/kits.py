"""All kits of a site, one after the other, and what is wrong with any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.article.address import series_kit_path
from imprint.article.model import Markup
from imprint.reprint import box_advice, contradictions, survival, terms
from imprint.reprint.archive import member
from imprint.reprint.kit import kit_of
from imprint.reprint.series_kit import MOST_ARTICLES, SeriesKit, series_zip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.article.library import Library
    from imprint.article.model import Article, ResourceBox, Series
    from imprint.feeds.record import Record
    from imprint.findings import Finding, Kind
    from imprint.reprint.archive import Member
    from imprint.reprint.kit import Kit, KitFile
    from imprint.reprint.terms import TermsReading
    from imprint.settings import Settings

__all__ = ["FAULTS", "all_kits", "kit_findings"]

FAULTS: tuple[Kind, ...] = (*survival.FAULTS, *terms.FAULTS, *box_advice.FAULTS, *contradictions.FAULTS)
"""Everything that this stage can find wrong, in order of code."""


def all_kits(library: Library, settings: Settings, reading: TermsReading, record: Record) -> Iterator[Kit | KitFile | SeriesKit]:
    """The kit of each published article, series by series; then the zips of the series as they fill; then the series' kit.

    ``record`` is that of this build. What has been yielded is not kept, but for the kits of one zip.
    """
    terms_member = _terms_member(reading)
    for series in library.series:
        if series.published:
            yield from _series_kits(series, settings, reading, record, terms_member)


def _series_kits(
    series: Series, settings: Settings, reading: TermsReading, record: Record, terms_member: Member
) -> Iterator[Kit | KitFile | SeriesKit]:
    in_force = reading.in_force(settings)
    several = len(series.published) > MOST_ARTICLES
    pending: list[tuple[Article, tuple[Member, ...]]] = []
    zips: list[tuple[str, str, int, int]] = []
    last = series.published[-1]
    for article in series.published:
        kit = kit_of(article, settings, in_force, record, terms_member)
        yield kit
        pending.append((article, kit.members))
        if len(pending) == MOST_ARTICLES or article is last:
            written = series_zip(series, pending, len(zips) + 1 if several else 0, terms_member)
            zips.append((written.name, written.path, len(written.data), len(pending)))
            pending = []
            yield written
    yield SeriesKit(series, in_force, series_kit_path(series.slug), series.published, tuple(zips))


def kit_findings(library: Library, settings: Settings, reading: TermsReading, record: Record) -> list[Finding]:
    """What is wrong with the kits, and the advice on their resource boxes; all of it before anything is written.

    The body of an article in the text format is escaped words in balanced markup and cannot change what follows
    it, so one kit of each closing part is put through the filters, and each kit whose body holds markup of its
    author's. Advice on the addresses in a box is given once, for the first article that has it.
    """
    if not reading.versions:
        return []
    findings = [finding for version in reading.versions for finding in contradictions.terms_contradictions(version)]
    in_force = reading.in_force(settings)
    terms_member = _terms_member(reading)
    agreeing: dict[tuple[object, ...], bool] = {}
    advised: set[ResourceBox] = set()
    for article in library.published:
        findings += box_advice.anchor_advice(article)
        if article.resource_box not in advised:
            advised.add(article.resource_box)
            findings += box_advice.address_advice(article.resource_box, article.reading.path, settings.site_url)
        closing = (article.resource_box, article.lang, article.permission, *[notice.raw for notice in article.notices])
        new = closing not in agreeing
        if new or not agreeing[closing]:
            found = list(contradictions.contradictions(article))
            agreeing[closing] = not found
            findings += found
        if new or any(isinstance(block, Markup) for block in article.blocks):
            findings += _survival(article, kit_of(article, settings, in_force, record, terms_member))
    return findings


def _terms_member(reading: TermsReading) -> Member:
    version = reading.versions[-1]
    return member(f"reprint-terms-{version.number}.md", version.text.encode())


def _survival(article: Article, kit: Kit) -> list[Finding]:
    link = article.resource_box.url
    notices = [notice.raw for notice in article.notices]
    losses = list(survival.survives(kit.html, link, notices))
    for form, content in (("Markdown", kit.markdown), ("plain text", kit.text)):
        if link not in content:
            losses.append(survival.Loss(form, "address"))
        losses += [survival.Loss(form, raw) for raw in notices if form == "plain text" and raw not in content]
    return survival.loss_findings(losses, article.reading.path, link)
