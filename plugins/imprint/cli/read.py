"""``imprint read``: the parse of one article."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import click

from imprint.article.source_file import SourceFileError, read_source
from imprint.cli.tell import stop_for_usage
from imprint.findings import ExitStatus

if TYPE_CHECKING:
    from imprint.article.model import Reading

__all__ = ["command"]

_MOST_BYTES = 64 << 20
"""More than this is not read at all; the reader refuses an article long before, and says so with its size."""
_MARKDOWN_SUFFIXES = (".md", ".markdown")


@click.command("read")
@click.argument("file", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print the whole parse as one JSON object.")
def command(file: str, *, as_json: bool) -> None:
    """Print what one article's FILE says of itself: its fields, body, notices and resource box.

    A name that ends in .md or .markdown is read as Markdown, every other as the text format. The
    series' manifest is not asked. Exit status 1 means that the file has errors, 2 that it cannot be opened.
    """
    try:
        data = read_source(os.path.realpath(file), _MOST_BYTES)
    except (SourceFileError, ValueError) as error:
        stop_for_usage(f"cannot open {file}: {error}")
    reading = _read(data, file)
    if as_json:
        # Loaded here, like the reader: each form of the output needs one of the two.
        from imprint.article.reading_json import reading_as_json  # noqa: PLC0415

        click.echo(json.dumps(reading_as_json(reading), ensure_ascii=False, indent=1).encode())  # RFC 8259, section 8.1
    else:
        from imprint.article.outline import outline  # noqa: PLC0415
        from imprint.findings.as_text import findings_as_text  # noqa: PLC0415

        told = [outline(reading)] if reading.ok else []
        if reading.errors or reading.warnings:
            told.append(findings_as_text((*reading.errors, *reading.warnings)))
        click.echo("\n\n".join(told).encode(sys.stdout.encoding, "backslashreplace"))
    sys.exit(ExitStatus.CLEAN if reading.ok else ExitStatus.FINDINGS)


def _read(data: bytes, path: str) -> Reading:
    if path.lower().endswith(_MARKDOWN_SUFFIXES):
        from imprint.article.markdown.read import read_markdown  # noqa: PLC0415 - loaded where it is needed

        return read_markdown(data, path)
    from imprint.article.text_format.read import read_text  # noqa: PLC0415 - likewise

    return read_text(data, path)
