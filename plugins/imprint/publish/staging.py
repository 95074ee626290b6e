"""The staging folder: always empty at the start, never the released one, swept after a crash."""

from __future__ import annotations

import os
import shutil
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["fresh_staging", "remove_tree", "staging_path"]


def staging_path(work: Path) -> Path:
    """Where Pelican writes."""
    return work / "staging"


def fresh_staging(work: Path) -> Path:
    """An empty staging folder; what an earlier build left there is removed. The caller holds the lock."""
    staging = staging_path(work)
    remove_tree(staging)
    staging.mkdir(parents=True)
    return staging


def remove_tree(path: Path) -> None:
    """Remove a folder with all it holds, also where a file or folder in it is read-only; a link is removed, never followed."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(mode):
        path.unlink()
        return
    try:
        shutil.rmtree(path)
    except OSError:
        for folder, _, _ in os.walk(path):
            os.chmod(folder, 0o700)  # noqa: PTH101 - os.walk gives text
        shutil.rmtree(path)
