"""Kill builds at random moments and look at the released folder each time: python bench/kill_builds.py [N].

Two texts of an article take turns, so that each build would change the site. After each kill the released folder must
agree, file for file, with its own seal, and now and then the next build is left alone and must succeed without help.
Prints how many of the N builds were still alive when they were killed.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from imprint.audit.seal import SealError, differences, read_seal

ROOT = Path(__file__).resolve().parent.parent
RECOVERY_EVERY = 10
PELICAN = Path(sys.executable).with_name("pelican")


def is_whole(folder: Path) -> bool:
    """Whether every file of a released folder is the one that its seal names, none is missing and none was added."""
    try:
        return not differences(folder, read_seal(folder))
    except SealError:
        return False


def start(project: Path) -> subprocess.Popen[bytes]:
    """A build in a process group of its own."""
    return subprocess.Popen(
        [PELICAN, "content", "-s", "publishconf.py"],
        cwd=project,
        env={**os.environ, "SITEURL": "http://localhost:8000"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def main() -> None:
    """Run the trials and print what happened."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trials", type=int, nargs="?", default=200)
    trials = parser.parse_args().trials
    draw = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in ("pelicanconf.py", "publishconf.py"):
            shutil.copy(ROOT / name, project)
        for name in ("content", "theme"):
            shutil.copytree(ROOT / name, project / name)
        article = next((project / "content" / "it-certifications").glob("*.txt"))
        texts = [article.read_bytes(), article.read_bytes().replace(b"Start Small", b"Begin Small")]
        for text in texts:
            article.write_bytes(text)
            started = time.perf_counter()
            assert start(project).wait() == 0, "the build itself fails"
            seconds = time.perf_counter() - started
        alive = mixed = recovered = 0
        for trial in range(trials):
            article.write_bytes(texts[trial % 2])
            build = start(project)
            time.sleep(draw.uniform(0, 1.1 * seconds))
            if build.poll() is None:
                alive += 1
                os.killpg(build.pid, signal.SIGKILL)
            build.wait()
            mixed += not is_whole(project / "output")
            if not (trial + 1) % RECOVERY_EVERY:
                recovered += start(project).wait() == 0 and is_whole(project / "output")
        print(f"{trials} builds of about {seconds:.1f} s, {alive} alive when killed: {mixed} times no whole site;")
        print(f"{recovered} of {trials // RECOVERY_EVERY} builds after a kill released without help")


if __name__ == "__main__":
    main()
