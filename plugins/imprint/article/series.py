"""One series: its folder, its manifest and its articles, in order, with every fault of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from imprint.article.address import slug_of
from imprint.article.joining import Source, join
from imprint.article.known_readings import KnownReadings
from imprint.article.manifest import faults
from imprint.article.manifest.keys import Entry
from imprint.article.manifest.read import MANIFEST_NAME, Manifest, fold_holder, read_manifest
from imprint.article.manifest.values import LAST_YEAR
from imprint.article.markdown.read import read_markdown
from imprint.article.model import Series
from imprint.article.schedule import scheduled
from imprint.article.series_folder import list_series_folder
from imprint.article.shown import shown_below
from imprint.article.source_file import SourceFileError, read_source
from imprint.article.text_format.read import read_text
from imprint.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from imprint.article.model import Article, Reading

__all__ = ["SeriesReading", "read_series"]

_MANIFEST_BYTES = 64 << 20
_ARTICLE_BYTES = 16 << 20


@dataclass(frozen=True)
class SeriesReading:
    """A series with its right articles, and every finding of its manifest and its files.

    ``files`` counts the article files that lie in the folder. ``digests`` holds the SHA-256 of each
    file that was read, by its path as findings name it.
    """

    series: Series
    manifest: Manifest
    files: int
    digests: dict[str, bytes]
    findings: tuple[Finding, ...]


def read_series(folder: str, path: str, shown: str, site_url: str, known: KnownReadings | None = None) -> SeriesReading:
    """Read the series in ``folder``.

    ``path`` is the folder's path below the content folder, ``shown`` the one that findings name. A file that is ``known`` is not read again.
    """
    return _SeriesReader(folder, path, shown, site_url, known or KnownReadings()).read()


class _SeriesReader:
    def __init__(self, folder: str, path: str, shown: str, site_url: str, known: KnownReadings) -> None:
        self.folder, self.path, self.shown, self.site_url, self.known = folder, path, shown, site_url, known
        self.manifest = self._manifest()
        self.findings: list[Finding] = list(self.manifest.findings)
        self.digests: dict[str, bytes] = {}
        name = path.rpartition("/")[2]
        self.slug = self.manifest.series.slug or slug_of(name)
        if not self.slug and self.manifest.usable:
            self.findings.append(self.manifest.finding(faults.SLUG_UNUSABLE, (), value=name, reason=" (the folder's name)"))

    def read(self) -> SeriesReading:
        listing = list_series_folder(self.folder, self.shown, self.manifest)
        self.findings.extend(listing.findings)
        self._compare(listing.articles)
        dates = self._dates()
        published: list[Article] = []
        others: list[Article] = []
        holders: set[str] = set()
        for name in self._ordered(listing.articles):
            entry = self.manifest.articles.get(name, _NOTHING)
            before = len(self.findings)
            # An undated article takes the next date of the schedule, whether or not it turns out right.
            date = None if entry.date else next(dates)
            reading = self._reading(name, entry)
            if reading is None:
                continue
            holders.update(fold_holder(notice.holder) for notice in reading.notices if notice.holder)
            if not self.manifest.usable or any(each.kind.severity is Severity.ERROR for each in self.findings[before:]):
                continue
            article, findings = join(Source(f"{self.path}/{name}", reading, entry, self.slug, date), self.manifest, self.site_url)
            self.findings.extend(findings)
            if article:
                (published if article.status == "published" else others).append(article)
        self._check_holders(holders)
        if not listing.articles and self.manifest.usable:
            self.findings.append(self.manifest.finding(faults.SERIES_EMPTY, ()))
        said = self.manifest.series
        series = Series(
            slug=self.slug,
            title=said.title or "",
            summary=said.summary or "",
            category=said.category or "",
            lang=said.lang or "en",
            path=self.path,
            articles=tuple(replace(article, number=number) for number, article in enumerate(published + others, 1)),
        )
        return SeriesReading(series, self.manifest, len(listing.articles), self.digests, tuple(dict.fromkeys(self.findings)))

    def _manifest(self) -> Manifest:
        shown = shown_below(self.shown, MANIFEST_NAME)
        try:
            data = read_source(f"{self.folder}/{MANIFEST_NAME}", _MANIFEST_BYTES)
        except SourceFileError as error:
            return Manifest(shown, usable=False, findings=(Finding(faults.MANIFEST_UNREADABLE, shown, facts={"reason": str(error)}),))
        return read_manifest(data, shown, self.site_url)

    def _compare(self, names: Iterable[str]) -> None:
        """Hold the files in the folder against the listed ones."""
        listed, present = self.manifest.articles, frozenset(names)
        absent = [name for name in listed if name not in present]
        for name in absent:
            nearest = _nearest(name, present - listed.keys(), "unlisted file") if len(absent) < _FEW else ""
            self.findings.append(self.manifest.finding(faults.FILE_ABSENT, (*listed[name].place, "file"), file=name, nearest=nearest))
        if listed:
            self.findings.extend(
                Finding(faults.FILE_UNLISTED, shown_below(self.shown, name), facts={"file": name, "manifest": self.manifest.path})
                for name in sorted(present - listed.keys())
            )

    def _ordered(self, names: Iterable[str]) -> list[str]:
        """File names in the order of the series: by ``order``, then as listed, then by name."""
        entries = self.manifest.articles
        listed = {name: number for number, name in enumerate(entries)}
        last = len(listed)

        def place(name: str) -> tuple[float, int, str]:
            entry = entries.get(name)
            order = entry.order if entry else None
            return (order if order is not None else float("inf"), listed.get(name, last), name)

        return sorted(names, key=place)

    def _dates(self) -> Iterator[datetime | None]:
        """The dates of undated articles, in order, without end; ``None`` where there is no schedule, or past its last date."""
        start, step = self.manifest.series.date_start, self.manifest.series.date_step
        while start is None:
            yield None
        for number in count():
            try:
                date = scheduled(start, step, number)
            except OverflowError:
                break
            if date.year > LAST_YEAR:
                break
            yield date
        reason = f"with it, the dates of the articles go past the year {LAST_YEAR}"
        self.findings.append(
            self.manifest.finding(
                faults.DATE_IMPOSSIBLE, ("date_step",), key="date_step", value=" ".join(map(str, step or ())), reason=reason
            )
        )
        while True:
            yield None

    def _reading(self, name: str, entry: Entry) -> Reading | None:
        """What one file says; ``None`` where it cannot be read. Its findings and the manifest's checks of the file are noted."""
        shown = shown_below(self.shown, name)
        try:
            data = read_source(f"{self.folder}/{name}", _ARTICLE_BYTES)
        except SourceFileError as error:
            self.findings.append(Finding(faults.FILE_UNREADABLE, shown, facts={"file": name, "reason": str(error)}))
            return None
        digest = sha256(data)
        self.digests[shown] = digest.digest()
        if entry.sha256 and entry.sha256 != digest.hexdigest():
            self.findings.append(
                self.manifest.finding(faults.FILE_PIN_BROKEN, (*entry.place, "sha256"), file=name, found=digest.hexdigest())
            )
        if name.lower().endswith(".md"):
            reading = self.known.reading((digest.digest(), shown), lambda: read_markdown(data, shown))
        else:
            encoding = entry.encoding or self.manifest.series.encoding or ""
            promote, demote = entry.headings_promote, entry.headings_demote
            reading = self.known.reading(
                (digest.digest(), shown, encoding, tuple(promote), tuple(demote)),
                lambda: read_text(data, shown, encoding=encoding, promote=promote, demote=demote),
            )
        self.findings.extend(reading.errors)
        self.findings.extend(self._warnings(reading, entry))
        if entry.headings_promote or entry.headings_demote:
            self._check_lines(data, reading, name, entry)
        return reading

    def _warnings(self, reading: Reading, entry: Entry) -> Iterable[Finding]:
        """The reading's warnings, as ``word_count_policy`` has them."""
        policy = entry.word_count_policy or self.manifest.series.word_count_policy or "warn"
        for finding in reading.warnings:
            if finding.kind.name != "word-count-mismatch" or policy == "warn":
                yield finding
            elif policy == "error":
                words = reading.word_count
                facts = {"declared": words.declared, "counted": words.legacy, "manifest": self.manifest.path}
                yield replace(finding, kind=faults.WORD_COUNT_WRONG, facts=facts)

    def _check_lines(self, data: bytes, reading: Reading, name: str, entry: Entry) -> None:
        """Whether the lines that the manifest promotes or demotes are in the file."""
        lines = {" ".join(line.split()) for line in data.decode(reading.encoding, "replace").splitlines()}
        for key in ("headings_promote", "headings_demote"):
            for number, line in enumerate(getattr(entry, key)):
                if line not in lines:
                    self.findings.append(
                        self.manifest.finding(faults.HEADING_NOT_IN_FILE, (*entry.place, key, number), key=key, value=line, file=name)
                    )

    def _check_holders(self, met: set[str]) -> None:
        """Tables of holders that no article's notice names."""
        said = self.manifest
        met |= {fold_holder(each.copyright_holder) for each in (said.series, *said.articles.values()) if each.copyright_holder}
        names = said.holder_names
        unused = [folded for folded in names if folded not in met]
        for folded in unused:
            nearest = _nearest(folded, met, "holder") if len(unused) < _FEW else ""
            self.findings.append(said.finding(faults.HOLDER_UNUSED, ("holder", names[folded]), holder=names[folded], nearest=nearest))


def _nearest(name: str, others: Collection[str], what: str) -> str:
    """What to say of the name among many that is nearest to one that is not there."""
    near = get_close_matches(name, others, n=1) if len(others) < _MANY else []
    return f"; the nearest {what} is {near[0]!r}" if near else ""


_NOTHING = Entry()
_FEW, _MANY = 20, 1000
"""For this many missing names, or among this many, no nearest one is looked for: it would take long and help little."""
