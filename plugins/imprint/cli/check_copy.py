"""``imprint check-copy``: whether a publisher's copy keeps the terms of an article."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import click

from imprint.cli.originals import Originals, OriginalsError
from imprint.cli.tell import stop_for_usage
from imprint.copies.fix import fix_of
from imprint.copies.judge import CopyVerdict, judge_copy, undecided
from imprint.copies.report import status_of, verdict_as_dict, verdict_as_text
from imprint.copies.source import MAX_BYTES, Source, copy_of

if TYPE_CHECKING:
    from imprint.copies.original import Original

__all__ = ["command"]

_SETTINGS = Path("pelicanconf.py")


@click.command("check-copy")
@click.option("--article", required=True, type=click.Path(path_type=Path), help="The file of the article, in its series' folder.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, or a list of them for several sources.")
@click.option("--browser", is_flag=True, help="Let a browser make the page first: scripts run, styles are computed.")
@click.option("--link", default="", help="The resource link to look for, in place of the one in the series' manifest.")
@click.option(
    "--earlier", multiple=True, metavar="VERSION=FILE", help="The file of an earlier release of the article; can be given several times."
)
@click.option("--site-url", default="", help="The address of the site; default: SITEURL in the settings file.")
@click.option("--settings", "settings_file", type=click.Path(path_type=Path), default=_SETTINGS, help="The site's settings file.")
@click.option(
    "--record",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The record of releases; default: the one in the released folder.",
)
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
def command(  # noqa: PLR0913 - one parameter an option
    article: Path,
    link: str,
    earlier: tuple[str, ...],
    site_url: str,
    settings_file: Path,
    record: Path | None,
    sources: tuple[str, ...],
    *,
    as_json: bool,
    browser: bool,
    allow_private: bool,
) -> None:
    """Hold copies of an article against its terms, clause by clause.

    SOURCE is a URL, a file or - for standard input: a page, a feed, Markdown or plain text.
    Exit status: 0 every copy is kept, 1 one is broken or of a withdrawn article, 2 wrong usage, 3 one could not be judged.
    """
    if sources.count("-") > 1:
        stop_for_usage("standard input can be read once; give - once")
    originals = Originals(settings_file, site_url, record)
    try:
        original = originals.original(article, link)
        releases = [_earlier(originals, each, link) for each in earlier]
    except OriginalsError as error:
        stop_for_usage(str(error))
    judge = _Judge(original, tuple(releases), browser=browser, allow_private=allow_private)
    verdicts = [judge.verdict(source) for source in sources]
    if as_json:
        told = [verdict_as_dict(verdict, str(article), source) for verdict, source in zip(verdicts, sources, strict=True)]
        click.echo(json.dumps(told if len(told) > 1 else told[0], ensure_ascii=False, indent=1))
    else:
        for verdict, source in zip(verdicts, sources, strict=True):
            click.echo(verdict_as_text(verdict, source))
            fix = fix_of(original, verdict)
            if fix:
                click.echo(f"\n{fix}\n")
    sys.exit(status_of(verdicts))


def _earlier(originals: Originals, given: str, link: str) -> Original:
    number, _, file = given.partition("=")
    if not number.isdigit() or int(number) < 1 or not file:
        raise OriginalsError(f"--earlier {given}: expected VERSION=FILE, such as 1=old/article.txt")
    return replace(originals.original(Path(file), link), earlier=int(number))


class _Judge:
    """Fetches or reads sources and judges them."""

    def __init__(self, original: Original, earlier: tuple[Original, ...], *, browser: bool, allow_private: bool) -> None:
        self.originals = (original, *(replace(each, releases=original.releases, withdrawn=original.withdrawn) for each in earlier))
        self.browser, self.allow_private = browser, allow_private
        self._web: object = None

    def verdict(self, given: str) -> CopyVerdict:
        source = self._source(given)
        if isinstance(source, CopyVerdict):
            return source
        if len(source.data) > MAX_BYTES:
            return undecided("too-large", f"the source is larger than {MAX_BYTES // 1024 // 1024} MiB")
        if self.browser:
            from imprint.copies.rendered import RenderingError, rendered  # noqa: PLC0415 - brings a browser's driver

            try:
                source = rendered(source)
            except RenderingError as error:
                return undecided("browser-failed", str(error))
        verdicts = [judge_copy(copy_of(original, source)) for original in self.originals]
        # The release whose words the copy comes nearest to; the current one where it makes no difference.
        return max(verdicts, key=lambda each: each.similarity)

    def _source(self, given: str) -> Source | CopyVerdict:
        if urlsplit(given).scheme.lower() in {"http", "https"}:
            from imprint.copies.fetch import Refusal, Web  # noqa: PLC0415 - files need no network

            if not isinstance(self._web, Web):
                self._web = Web(allow_private=self.allow_private)
            source = self._web.source(given)
            return undecided(source.reason, source.evidence) if isinstance(source, Refusal) else source
        if given == "-":
            return Source("-", sys.stdin.buffer.read(MAX_BYTES + 1))
        path = Path(given)
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            stop_for_usage(f"{given}: {getattr(error, 'strerror', None) or error}")
        return Source(given, data, load=lambda href: _beside(path, href))


def _beside(page: Path, href: str) -> bytes | None:
    """A file that a saved page names, where it was saved with it; nothing outside the page's own folder."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    folder = page.resolve().parent
    try:
        for name in (f"{unquote(parts.path)}?{parts.query}" if parts.query else "", unquote(parts.path)):
            file = (folder / name.lstrip("/")).resolve()
            if name and file.is_relative_to(folder) and file.is_file() and file.stat().st_size <= MAX_BYTES and file != page.resolve():
                return file.read_bytes()
    except (OSError, ValueError):
        pass
    return None
