"""A new article: a file with its title, its notice and a placeholder where the body will be."""

from __future__ import annotations

import json
import os
import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from imprint.article.address import slug_of
from imprint.article.checking import check_paths
from imprint.article.joining import PLACEHOLDER
from imprint.article.manifest.read import MANIFEST_NAME
from imprint.article.series import read_series
from imprint.article.shown import shown_path
from imprint.findings import Severity

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from imprint.article.manifest.read import Manifest
    from imprint.findings import Finding

__all__ = ["NewArticleError", "start_article"]

_SITE = "http://site.invalid"


class NewArticleError(Exception):
    """The article cannot be made; the message says why. ``findings`` are the faults that it would have had."""

    def __init__(self, problem: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(problem)
        self.findings = findings


def start_article(title: str, series: Path, form: Literal["text", "markdown"], holder: str, day: date) -> Path:
    """Write a new article into the folder of a series, and return its path.

    The copyright notice names ``holder`` or, where that is empty, the one holder of the manifest, and
    the year of ``day``; it is left out where the manifest supplies one. The manifest is changed only
    where it lists its articles or gives no ``date_start``. The file passes the check, or it is not
    there. Raises :class:`NewArticleError`.
    """
    shown = shown_path(series)
    if not (series / MANIFEST_NAME).is_file():
        raise NewArticleError(f"{shown} has no {MANIFEST_NAME}; write one with a title and a category first")
    title = " ".join(title.split())
    slug = slug_of(title)
    if not slug or not title.isprintable():
        raise NewArticleError(f"the title {title!r} gives no address; it needs a letter or a digit")
    reading = read_series(str(series.absolute()), series.absolute().name, shown, _SITE)
    manifest = reading.manifest
    if not manifest.usable:
        raise NewArticleError(f"{manifest.path} cannot be used", manifest.findings)
    taken = next((article for article in reading.series.articles if article.slug == slug), None)
    path = series / f"{slug}{'.txt' if form == 'text' else '.md'}"
    if taken or os.path.lexists(path):
        raise NewArticleError(
            f"{taken.reading.path if taken else shown_path(path)} has the address /articles/{slug}/ already; choose another title"
        )
    text = (_as_text if form == "text" else _as_markdown)(title, _notice(manifest, holder, day))
    _write(path, text.encode(), manifest, series / MANIFEST_NAME, day)
    return path


def _notice(manifest: Manifest, holder: str, day: date) -> str:
    """The line that claims the rights, or an empty text where the manifest gives it."""
    if not holder:
        if manifest.series.copyright_notice or (manifest.series.copyright_holder and manifest.series.copyright_years):
            return ""
        names = list(manifest.holder_names.values())
        if len(names) != 1:
            raise NewArticleError(
                f"{manifest.path} names {'no holder' if not names else 'several holders'}; say with --holder whose the article is"
            )
        holder = names[0]
    return f"Copyright {day.year}, {holder}"


def _as_text(title: str, notice: str) -> str:
    return f"Title: \n{title}\n\nSummary:\n\n\nKeywords:\n\n\nArticle Body:\n{PLACEHOLDER}\n" + (f"\n{notice}\n" if notice else "")


def _as_markdown(title: str, notice: str) -> str:
    return f"Title: {title}\nSummary: \nKeywords: \n\n{PLACEHOLDER}\n" + (f"\n{notice}\n" if notice else "")


def _write(path: Path, data: bytes, manifest: Manifest, manifest_path: Path, day: date) -> None:
    """Write the file and, where it needs one, its table; take both back where the check finds an error."""
    before = manifest_path.read_bytes()
    after = before
    if manifest.articles or manifest.series.date_start is None:
        date = "" if manifest.series.date_start else f"date = {day.isoformat()}\n"
        table = f"\n\n[[article]]\nfile = {json.dumps(path.name, ensure_ascii=False)}\n{date}"
        after = before.rstrip() + (table.replace("\n", "\r\n") if b"\r\n" in before else table).encode()
        try:
            tomllib.loads(after.decode("utf-8-sig"))
        except ValueError as error:
            raise NewArticleError(f"{manifest.path} does not list its articles in [[article]] tables, so none can be added") from error
    with path.open("xb") as file:
        file.write(data)
    try:
        if after != before:
            _replace(manifest_path, after)
        wrong = tuple(
            each for each in check_paths([path]).findings if each.kind.severity is Severity.ERROR and each.path == shown_path(path)
        )
    except BaseException:
        path.unlink()
        raise
    if wrong:
        path.unlink()
        if after != before:
            _replace(manifest_path, before)
        raise NewArticleError("the article would not pass the check, so it was not made", wrong)


def _replace(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()
