"""One run of an import: list the pack, import what is still to be done, draft the manifest, write the report."""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from imprint.article.manifest.read import MANIFEST_NAME
from imprint.article.pack.draft_manifest import draft_manifest
from imprint.article.pack.faults import PACK_UNREADABLE
from imprint.article.pack.folder_pack import FolderPack
from imprint.article.pack.importing import import_members
from imprint.article.pack.ledger import Ledger, LedgerError
from imprint.article.pack.member import PackError
from imprint.article.pack.quarantine_report import report_as_json_lines, report_as_text_lines
from imprint.article.pack.zip_pack import ZipPack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

__all__ = ["Imported", "run_import"]

_LEDGER = "ledger.sqlite"


@dataclass(frozen=True, slots=True)
class Imported:
    """The counts by outcome, the refused files' reasons as JSON objects, and where the drafted manifest lies.

    ``done_now`` counts the files of this run alone. ``kept_manifest`` is true where the series had a
    manifest already, which is left as it is; the draft then lies beside the report.
    """

    counts: Mapping[str, int]
    done_now: int
    manifest: Path
    kept_manifest: bool
    report: Path


def run_import(pack: Path, into: Path, report: Path, day: date, told: Callable[[int, int], None] = lambda _done, _of: None) -> Imported:
    """Import ``pack``, a folder or a zip file, into the series folder ``into``; ``report`` is the folder for ledger and report.

    ``told`` is called after each file with how many are done and how many there are to do. Raises
    :class:`~imprint.article.pack.member.PackError` and :class:`~imprint.article.pack.ledger.LedgerError`.
    """
    if not pack.is_dir() and not pack.is_file():
        raise PackError(PACK_UNREADABLE, str(pack), reason="it is neither a folder nor a file")
    try:
        return _run(pack, into, report, day, told)
    except sqlite3.Error as error:
        raise LedgerError(f"the ledger in {report} cannot be written ({error})") from error


def _run(pack: Path, into: Path, report: Path, day: date, told: Callable[[int, int], None]) -> Imported:
    source, target = os.path.realpath(pack), os.path.realpath(into)
    with ExitStack() as stack:
        opened = FolderPack(source) if pack.is_dir() else stack.enter_context(ZipPack(str(pack)))
        report.mkdir(parents=True, exist_ok=True)
        ledger = stack.enter_context(Ledger(str(report / _LEDGER), source, target))
        ledger.enter(opened.members())
        todo = ledger.counts()["pending"]
        done = 0
        for done, _ in enumerate(import_members(opened, ledger, target), 1):
            told(done, todo)
        ledger.commit()
        manifest = into / MANIFEST_NAME
        kept = not _write_whole(manifest, draft_manifest(ledger, Path(target).name, day), replace=False)
        if kept:
            manifest = report / MANIFEST_NAME
            _write_whole(manifest, draft_manifest(ledger, Path(target).name, day))
        _write_whole(report / "report.txt", report_as_text_lines(ledger, str(pack), str(into)))
        _write_whole(report / "report.json", report_as_json_lines(ledger, str(pack), str(into)))
        counts: dict[str, int] = {outcome: number for outcome, number in ledger.counts().items() if outcome != "pending"}
    return Imported(counts, done, manifest, kept, report)


def _write_whole(path: Path, pieces: Iterable[str], *, replace: bool = True) -> bool:
    """Write a file so that it is there whole or not at all; without ``replace``, false where the name is taken."""
    if not replace and os.path.lexists(path):
        return False
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
        if replace:
            unfinished.replace(path)
        else:
            os.link(unfinished, path)
    except FileExistsError:
        return False
    finally:
        unfinished.unlink(missing_ok=True)
    return True
