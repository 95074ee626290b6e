"""Writes the stored feeds of the small site anew."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from test_feeds import GOLDEN, golden  # noqa: E402 - found on the path just set

shutil.rmtree(GOLDEN, ignore_errors=True)
for path, data in golden().items():
    file = GOLDEN / path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
