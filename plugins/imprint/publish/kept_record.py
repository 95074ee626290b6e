"""The record of releases in the sources: read before a build, written after a release, and held against the copies of it.

The record lies beside the content folder and goes where the sources go, so that a build in a fresh checkout knows what was released.
Each release carries a copy. After a kill, a rollback or a forgotten commit the two are of different age; one
that holds all that the other holds is the later, and is taken.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from imprint.article.address import VERSIONS_PATH
from imprint.article.shown import shown_path
from imprint.feeds.record import RECORD_UNREADABLE, Record, extends, read_record
from imprint.findings import Finding, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from imprint.settings import Settings

__all__ = ["FAULTS", "keep_record", "last_record", "put_aside", "write_ahead"]

RECORDS_DISAGREE = Kind(
    "K122",
    "records-disagree",
    "{one} and {other} tell of different releases",
    "keep the one that tells what publishers have been told, and remove the other; the history of {one} in version control shows which",
    """The record of releases lies beside the content folder, and each release carries a copy of it.
Where one of the two is later than the other, it is taken. Here each holds something that the other lacks: two machines have released from
the same state, or one of the files belongs to another site. Going on from either would give one version number to two texts.
""",
)
RECORD_NOT_KEPT = Kind(
    "K123",
    "record-not-kept",
    "the record of releases cannot be written: {reason}",
    "mend what the reason names, then publish again; the released site is as it was",
    """A release that no record tells of would be forgotten by the next build in a fresh checkout: versions would be given twice, and released terms could change.
So the record is written to the disk before the site is released, and takes its place afterwards.
""",
)

FAULTS = (RECORDS_DISAGREE, RECORD_NOT_KEPT)


def last_record(settings: Settings) -> Record | Finding:
    """The latest record of what was published, or why there is none that can be relied on; an empty one where nothing was published yet.

    It is looked for in the sources, in the released folder, unless that was built for the owner's own eyes, and in the
    work folder, where a build in a fresh checkout puts the record that is served.
    """
    latest, source = Record(), settings.record
    for path in (settings.record, settings.release / VERSIONS_PATH.lstrip("/"), _aside(settings)):
        try:
            found = read_record(path.read_bytes(), shown_path(path))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            return Finding(RECORD_NOT_KEPT, shown_path(path), facts={"reason": f"{shown_path(path)}: {error.strerror}"})
        if isinstance(found, Finding):
            return found
        if found.provisional and path == settings.record:
            return Finding(
                RECORD_UNREADABLE, shown_path(path), facts={"problem": "it is that of a build for your own eyes, not of a publication"}
            )
        if found.provisional or extends(latest, found):
            continue
        if not extends(found, latest):
            return Finding(RECORDS_DISAGREE, shown_path(source), facts={"one": shown_path(source), "other": shown_path(path)})
        latest, source = found, path
    return latest


def write_ahead(settings: Settings, data: bytes) -> list[Finding]:
    """Write the record of the release that is about to happen to the disk, beside its place; or say why that cannot be done."""
    try:
        if settings.record.is_symlink() or (settings.record.exists() and not settings.record.is_file()):
            raise OSError(f"{shown_path(settings.record)} is no regular file")  # noqa: TRY301 - told like what the system says
        with _ahead(settings).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return [Finding(RECORD_NOT_KEPT, shown_path(settings.record), facts={"reason": error})]
    return []


def keep_record(settings: Settings, *, released: bool) -> bool:
    """Put what was written ahead into its place where the site was released, else take it away. Returns whether the record is another one now.

    A build that is killed before this leaves the record in the released folder, where :func:`last_record` finds it.
    """
    ahead = _ahead(settings)
    if not ahead.exists():
        return False
    if not released or (settings.record.is_file() and settings.record.read_bytes() == ahead.read_bytes()):
        ahead.unlink()
        return False
    ahead.replace(settings.record)
    return True


def put_aside(settings: Settings) -> None:
    """Keep the record of a published folder that a build for the owner's own eyes is about to replace."""
    path = settings.release / VERSIONS_PATH.lstrip("/")
    if path.is_file():
        data = path.read_bytes()
        found = read_record(data, shown_path(path))
        if isinstance(found, Record) and not found.provisional:
            _aside(settings).write_bytes(data)


def _ahead(settings: Settings) -> Path:
    return settings.record.with_name(f"{settings.record.name}.new")


def _aside(settings: Settings) -> Path:
    return settings.work / VERSIONS_PATH.rpartition("/")[2]
