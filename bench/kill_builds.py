"""Kill builds at random moments and look at the released folder each time: python bench/kill_builds.py [N].

Two versions of the site take turns. After each kill the released folder must be, file for file, one of the two, and
the next build must succeed without help. Prints how many of the N builds were still alive when they were killed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECOVERY_EVERY = 10
PELICAN = Path(sys.executable).with_name("pelican")


def digest(folder: Path) -> str:
    """One digest of every path and every byte below a folder."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(f"{path.relative_to(folder)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


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
        whole = []
        for text in texts:
            article.write_bytes(text)
            started = time.perf_counter()
            assert start(project).wait() == 0, "the build itself fails"
            seconds = time.perf_counter() - started
            whole.append(digest(project / "output"))
        alive = mixed = recovered = 0
        for trial in range(trials):
            article.write_bytes(texts[trial % 2])
            build = start(project)
            time.sleep(draw.uniform(0, 1.1 * seconds))
            if build.poll() is None:
                alive += 1
                os.killpg(build.pid, signal.SIGKILL)
            build.wait()
            mixed += digest(project / "output") not in whole
            if not (trial + 1) % RECOVERY_EVERY:
                recovered += start(project).wait() == 0 and digest(project / "output") == whole[trial % 2]
        print(f"{trials} builds of about {seconds:.1f} s, {alive} alive when killed: {mixed} times no whole site;")
        print(f"{recovered} of {trials // RECOVERY_EVERY} builds after a kill released without help")


if __name__ == "__main__":
    main()
