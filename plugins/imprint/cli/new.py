"""``imprint new``: a new article file that passes the check."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import click

from imprint.article.new_article import NewArticleError, start_article
from imprint.article.shown import shown_path
from imprint.cli.tell import stop_for_usage
from imprint.findings import ExitStatus
from imprint.findings.as_text import findings_as_text

__all__ = ["command"]


@click.command("new")
@click.argument("title")
@click.option("--series", required=True, help="The folder of the series, or its name below content.")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True, help="The format of the file."
)
@click.option("--holder", default="", help="The copyright holder, where the manifest names none or several.")
def command(title: str, series: str, form: Literal["text", "markdown"], holder: str) -> None:
    """Start an article named TITLE.

    The file holds the title, the copyright notice and a sentence where the body will be. As long as
    that sentence is the whole body, the article is a draft and is not published. Nothing is ever
    written over.
    """
    folder = Path(series) if Path(series).is_dir() else Path("content", series)
    if not folder.is_dir():
        stop_for_usage(f"there is no folder {series} and no folder {folder}; make it, with a series.toml, first")
    try:
        path = start_article(title, folder, form, holder, datetime.now(UTC).date())
    except NewArticleError as error:
        if error.findings:
            click.echo(findings_as_text(error.findings))
            click.echo(f"imprint: {error}", err=True)
            sys.exit(ExitStatus.FINDINGS)
        stop_for_usage(str(error))
    click.echo(f"{shown_path(path)} is ready to be written.")
