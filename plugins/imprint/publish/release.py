"""Putting an audited folder where it is served: the only code that touches the released folder."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from imprint.audit.folder import entries_below
from imprint.audit.seal import SEAL_NAME, Seal, SealError, differences, read_seal, write_seal
from imprint.findings import Finding, Kind
from imprint.publish.exchange import exchange
from imprint.publish.staging import remove_tree

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FAULTS", "release", "release_faults"]

_DESKTOP_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What file managers leave in a folder that somebody has looked into."""

CHANGED_AFTER_AUDIT = Kind(
    "B401",
    "changed-after-audit",
    "{path} was {change} after the audit",
    "find what writes into the staging folder after the build has ended, and remove it",
    """A file of the staging folder is not the file that was audited.

The release takes the folder only as it was sealed: every file with the digest that the audit read, none added, none missing.
Something wrote into the folder between the audit and the release. Run the build again with nothing else writing there.
""",
)
RELEASE_PATH_NOT_OURS = Kind(
    "B402",
    "release-folder-not-ours",
    "{path} holds files that Imprint did not release, such as {example}",
    "move these files away, or name another folder in RELEASE_PATH",
    """The folder to release into holds something that no release put there.

A release takes the place of the whole folder. So that nothing of yours is lost, it takes the place only of an empty folder or of a
folder that an earlier release made, and of that only where no file was added by hand. A file that belongs to the site goes
into content/ or the theme, where every build copies it from.
""",
)
RELEASE_PATH_NO_FOLDER = Kind(
    "B403",
    "release-path-no-folder",
    "{path} is {what}, not a folder",
    "remove it, or name another folder in RELEASE_PATH",
    """The path to release into exists, and is a symbolic link or a file.

A link could lead anywhere; a release never writes through one. Remove it, or name the folder itself in RELEASE_PATH.
""",
)
RELEASE_FAILED = Kind(
    "B404",
    "release-failed",
    "the site could not be put into place: {reason}",
    "mend what the reason names, then build again; the released site is as it was",
    """The system refused a step of the release.

The disk is full, the folder is read-only, or staging and release lie on different file systems. The audited site and the
released one change places in one step at the end, so before that step nothing of the released site has changed.
""",
)

FAULTS = (CHANGED_AFTER_AUDIT, RELEASE_PATH_NOT_OURS, RELEASE_PATH_NO_FOLDER, RELEASE_FAILED)


def release_faults(target: Path) -> list[Finding]:
    """Why a release could not go to ``target``: told before a build as well, so that nobody waits for one in vain."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return []
    except OSError as error:
        return [Finding(RELEASE_FAILED, str(target), facts={"reason": error})]
    if not stat.S_ISDIR(mode):
        return [
            Finding(
                RELEASE_PATH_NO_FOLDER, str(target), facts={"path": target, "what": "a symbolic link" if stat.S_ISLNK(mode) else "a file"}
            )
        ]
    try:
        ours = read_seal(target).files.keys() | {SEAL_NAME}
    except SealError:
        ours = {SEAL_NAME}
    try:
        for path, entry in entries_below(target):
            if path not in ours and entry.name not in _DESKTOP_LITTER:
                return [Finding(RELEASE_PATH_NOT_OURS, str(target), facts={"path": target, "example": path})]
    except OSError as error:
        return [Finding(RELEASE_FAILED, str(target), facts={"reason": error})]
    return []


def release(staging: Path, seal: Seal, target: Path, *, durable: bool = True) -> list[Finding]:
    """Put ``staging`` in the place of ``target``, or say why not and change nothing.

    The caller holds the lock. ``staging`` and ``target`` lie on one file system. The folder is held
    against its seal first; then it is written out to the disk; then the two change places in one
    step. The folder that was released before is left beside the staging folder as ``previous``.
    Where ``durable`` is false the disk is not waited for, as a preview may be lost in a power cut.
    """
    if staging.is_symlink():
        return [Finding(CHANGED_AFTER_AUDIT, str(staging), facts={"path": staging, "change": "replaced by a symbolic link"})]
    changed = differences(staging, seal)
    if changed:
        return [Finding(CHANGED_AFTER_AUDIT, str(staging / path), facts={"path": path, "change": change}) for path, change in changed]
    faults = release_faults(target)
    if faults:
        return faults
    previous = staging.with_name("previous")
    try:
        write_seal(staging, seal)
        remove_tree(previous)
        if durable:
            _write_out(staging)
        if target.exists():
            exchange(staging, target)
            staging.rename(previous)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            staging.rename(target)
    except OSError as error:
        return [Finding(RELEASE_FAILED, str(target), facts={"reason": error})]
    return []


def _write_out(folder: Path) -> None:
    """Have the system write its buffers to the disk, so that a power cut after the exchange finds whole files."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    os.sync()
