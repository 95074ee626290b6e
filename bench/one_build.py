"""Build one folder of articles in this process and print what each stage cost, as JSON: python bench/one_build.py CONTENT WORK."""

from __future__ import annotations

import argparse
import json
import logging
import os
import resource
from pathlib import Path

from pelican.settings import read_settings

from imprint.hooks.gated_pelican import GatedPelican

ROOT = Path(__file__).resolve().parent.parent


def build(content: Path, work: Path) -> dict[str, float]:
    """Seconds by stage of one build, ``total``, and ``peak_mib`` of this process; the build must be clean."""
    settings = read_settings(
        str(ROOT / "pelicanconf.py"),
        override={
            "PATH": str(content),
            "THEME": str(ROOT / "theme"),
            "OUTPUT_PATH": str(work / ".imprint" / "staging"),
            "RELEASE_PATH": str(work / "output"),
        },
    )
    logging.disable(logging.WARNING)
    pelican = GatedPelican(settings)
    pelican.run()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    files = sum(len(names) for _, _, names in os.walk(work / "output"))
    return {**pelican.times.seconds, "total": pelican.times.total, "files": files, "peak_mib": round(peak)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=Path)
    parser.add_argument("work", type=Path)
    arguments = parser.parse_args()
    print("\n" + json.dumps(build(arguments.content.resolve(), arguments.work.resolve())))
