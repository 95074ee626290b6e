"""``imprint check-copies``: the check of a copy for thousands of addresses, politely and so that it can be stopped and resumed."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import ExitStack, nullcontext
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imprint.cli.originals import Originals, OriginalsError
from imprint.cli.tell import stop_for_usage
from imprint.copies.archive import Archive
from imprint.copies.journal import Journal
from imprint.copies.listing import ListingError, read_listing
from imprint.copies.survey_report import write_report
from imprint.findings import ExitStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from imprint.copies.judge import CopyVerdict
    from imprint.copies.original import Original

__all__ = ["command"]

_SETTINGS = Path("pelicanconf.py")
_MOST_FAULTS = 20


@click.command("check-copies")
@click.argument("listing", metavar="LIST.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--report",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("copies-report"),
    show_default=True,
    help="The folder for verdicts, evidence, letters and the report.",
)
@click.option("--pause", type=click.FloatRange(min=0), default=1.0, show_default=True, help="Seconds between two requests to one host.")
@click.option(
    "--at-once", type=click.IntRange(min=1, max=256), default=16, show_default=True, help="Hosts that are asked at the same time."
)
@click.option("--seconds", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="The longest that one page may take.")
@click.option(
    "--part",
    default="1/1",
    show_default=True,
    metavar="K/N",
    help="Check the K-th of N parts of the list, so that N machines share it; each host is in one part.",
)
@click.option("--contact", default="", help="An address where the owner of a server finds you; it stands in every request.")
@click.option("--site-url", default="", help="The address of the site; default: SITEURL in the settings file.")
@click.option("--settings", "settings_file", type=click.Path(path_type=Path), default=_SETTINGS, help="The site's settings file.")
@click.option(
    "--record",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The record of releases; default: the one in the released folder.",
)
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    listing: Path,
    report: Path,
    pause: float,
    at_once: int,
    seconds: float,
    part: str,
    contact: str,
    site_url: str,
    settings_file: Path,
    record: Path | None,
    *,
    allow_private: bool,
) -> None:
    """Hold the copies of a list against the terms of their articles.

    LIST.csv has a column article (the path of the article's file, from here or from the list's folder) and a column url; columns publisher
    and contact go into the letters. A run that was stopped goes on where it was. Exit status: 0 every copy is kept, 1 one is broken or of a
    withdrawn article, 2 wrong usage, 3 one could not be judged.
    """
    number, parts = _part(part)
    originals = _Listed(Originals(settings_file, site_url, record), listing)
    try:
        originals.check()
        report.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            journal = stack.enter_context(Journal(report / ("journal.sqlite" if parts == 1 else f"journal-{number}-of-{parts}.sqlite")))

            def mine(host: str) -> bool:
                return int.from_bytes(sha256(host.encode()).digest()[:8]) % parts == number - 1

            journal.begin(copy for copy in read_listing(listing) if parts == 1 or mine(copy.host))
            _fetch(
                journal,
                originals.original,
                report,
                listing,
                (pause, at_once, seconds, contact, allow_private),
                name=f"{number}" if parts > 1 else "",
            )
            journals = [
                journal,
                *(stack.enter_context(Journal(path)) for path in sorted(report.glob("journal*.sqlite")) if not journal.is_at(path)),
            ]
            counts = write_report(report, journals, originals.original)
            done, all_ = journal.counts()
    except (OriginalsError, ListingError) as error:
        stop_for_usage(str(error))
    except (sqlite3.Error, OSError) as error:
        stop_for_usage(f"{report}: {error}")
    told = ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in ("broken", "withdrawn", "unknown", "kept"))
    click.echo(f"{told}; {counts['changed']:,} changed since the last run. {report / 'index.html'}")
    if done < all_:
        click.echo(f"imprint: stopped after {done:,} of {all_:,} copies; the same command goes on", err=True)
    status = (
        ExitStatus.FINDINGS
        if counts["broken"] + counts["withdrawn"]
        else ExitStatus.NOT_DETERMINED
        if counts["unknown"] or done < all_
        else ExitStatus.CLEAN
    )
    sys.exit(status)


def _part(given: str) -> tuple[int, int]:
    number, _, parts = given.partition("/")
    if not (number.isdigit() and parts.isdigit() and 1 <= int(number) <= int(parts)):
        stop_for_usage(f"--part {given}: expected K/N, such as 1/2")
    return int(number), int(parts)


class _Listed:
    """The originals that a list names."""

    def __init__(self, originals: Originals, listing: Path) -> None:
        self._originals, self._listing = originals, listing
        self._cached = lru_cache(maxsize=256)(self._read)

    def original(self, article: str) -> Original:
        """The original behind a path of the list."""
        return self._cached(article)

    def check(self) -> None:
        """Read every article that the list names, once, before anything is fetched. Raises with every fault that was found."""
        faults: dict[str, str] = {}
        seen: set[str] = set()
        for copy in read_listing(self._listing):
            if copy.article not in seen:
                seen.add(copy.article)
                try:
                    self._cached(copy.article)
                except OriginalsError as error:
                    faults[copy.article] = f"{self._listing}:{copy.line}: {error}"
        if faults:
            told = list(faults.values())
            more = [f"and {len(told) - _MOST_FAULTS:,} articles more"] if len(told) > _MOST_FAULTS else []
            raise OriginalsError("\n".join([*told[:_MOST_FAULTS], *more]))

    def _read(self, article: str) -> Original:
        path = Path(article)
        return self._originals.original(path if path.is_file() else self._listing.parent / path)


def _fetch(
    journal: Journal,
    original_of: Callable[[str], Original],
    report: Path,
    listing: Path,
    manners: tuple[float, int, float, str, bool],
    name: str,
) -> None:
    """Fetch what is still to be fetched, and show how far it is where somebody watches."""
    done, all_ = journal.counts()
    if done == all_:
        return
    # Loaded here, because it takes a second, and because a report can be written without it.
    from imprint.copies.fetch_many import Manners, Survey, fetch_all  # noqa: PLC0415

    pause, at_once, seconds, contact, allow_private = manners
    began = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    archive = Archive(report / "evidence", f"{began}{'-' + name if name else ''}")
    with _progress(listing, done, all_) as advance:
        try:
            survey = Survey(journal, archive, original_of, advance, str((report / f"cache{name}").absolute()))
            fetch_all(survey, Manners(pause, at_once, seconds, contact=contact, allow_private=allow_private))
        finally:
            archive.close()


def _progress(listing: Path, done: int, all_: int) -> _Progress | nullcontext[Callable[[CopyVerdict], None]]:
    return _Progress(listing, done, all_) if sys.stderr.isatty() else nullcontext(lambda _: None)


class _Progress:
    """A bar on a terminal."""

    def __init__(self, listing: Path, done: int, all_: int) -> None:
        from rich.console import Console  # noqa: PLC0415 - only for a terminal
        from rich.progress import Progress  # noqa: PLC0415 - likewise

        self._progress = Progress(console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task(listing.name, completed=done, total=all_)
        self._counts: dict[str, int] = {}

    def __enter__(self) -> Callable[[CopyVerdict], None]:
        self._progress.start()
        return self._advance

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def _advance(self, verdict: CopyVerdict) -> None:
        self._counts[verdict.outcome] = self._counts.get(verdict.outcome, 0) + 1
        told = ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(self._counts.items()))
        self._progress.update(self._task, advance=1, description=told)
