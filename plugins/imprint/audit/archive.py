"""The zip files of reprint kits: every member that carries an article is judged as a file of its own would be."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from imprint.audit.judge import judge_text
from imprint.findings import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.style.library import StyleLibrary

__all__ = ["FAULTS", "judge_archive"]

ARCHIVE_UNREADABLE = Kind(
    "K201",
    "archive-unreadable",
    "{path} is no zip file that can be judged: {problem}",
    "build again; where it comes from somewhere else, take it out",
    """A zip file of the site could not be read back.

It is damaged or encrypted, or unpacks to more than a hundred times its size or more than 256 MiB. What cannot be read cannot be judged, and
does not leave.
""",
)
ARCHIVE_WITHOUT_ARTICLE = Kind(
    "K202",
    "archive-without-article",
    "{path} carries no article in HTML, Markdown or plain text",
    "find what took the article out of the zip file",
    """A zip file of a reprint kit holds the kit's copies of its articles. One without any would pass as a kit and give nothing.""",
)

FAULTS = (ARCHIVE_UNREADABLE, ARCHIVE_WITHOUT_ARTICLE)

_COPIES = (".html", ".md", ".txt")
_MOST_BYTES = 256 << 20
_MOST_RATIO = 100
_FREE_BYTES = 1 << 20
"""Below this size a high ratio is harmless."""


def judge_archive(
    path: str,
    data: bytes,
    expected_of: Callable[[str], Expected | None],
    styles: StyleLibrary | None = None,
    note: Callable[[str, bytes], None] | None = None,
) -> list[Finding]:
    """Everything that is wrong with a zip file and its members.

    ``expected_of`` tells what a member, by its name, must carry; ``None`` where the member carries no article.
    ``styles`` is the site's. ``note`` is told each member's name and content.
    """
    findings: list[Finding] = []
    carried = 0
    try:
        for name, content in _members(data):
            if note is not None:
                note(name, content)
            expected = expected_of(name) if name.lower().endswith(_COPIES) else None
            if expected is not None:
                carried += 1
                findings += [
                    replace(each, path=path, excerpt=f"{name}: {each.excerpt}") for each in judge_text(name, content, expected, styles)
                ]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        return [Finding(ARCHIVE_UNREADABLE, path, facts={"path": path, "problem": str(error)})]
    if not carried:
        findings.append(Finding(ARCHIVE_WITHOUT_ARTICLE, path, facts={"path": path}))
    return findings


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        unpacked = sum(info.file_size for info in infos)
        if unpacked > _MOST_BYTES or (unpacked > _FREE_BYTES and unpacked > _MOST_RATIO * len(data)):
            raise ValueError(f"it unpacks to {unpacked:,} bytes")
        for info in infos:
            if not info.is_dir():
                yield info.filename, archive.read(info)
