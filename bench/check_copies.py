"""A thousand copies on local servers, some slow, failing, redirecting or refusing robots: time, memory and who was asked how often.

Run with ``python bench/check_copies.py [COPIES]``; prints a table in Markdown.
"""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "copies"))

from publishers import publishers  # noqa: E402 - it stands with the tests

CASES = ROOT / "tests" / "copies" / "cases"
ARTICLE = ROOT / "tests" / "copies" / "content" / "secrets" / "certifications.txt"
HOWS = ("good",) * 12 + ("slow", "slow", "moved", "once", "error", "gone", "forbidden", "private")
NAMES = (
    "kept-wordpress-secrets",
    "kept-newspaper-secrets",
    "kept-directory-secrets",
    "broken-other-host",
    "broken-word",
    "unknown-excerpt",
)


def memory_of(process: int) -> float:
    """The memory that a process has in use, in MB; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def watched(command: list[str], *, kill_after: float = 0.0) -> tuple[float, float, float, int]:
    """Seconds, memory at a quarter of the way and at its highest, and the exit status of a command."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    samples = []
    while process.poll() is None:
        samples.append(memory_of(process.pid))
        if kill_after and time.monotonic() - started > kill_after:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        time.sleep(0.1)
    return time.monotonic() - started, samples[len(samples) // 4], max(samples), process.returncode


def main(copies: int) -> None:
    """Measure one run from beginning to end, and one that is killed and resumed."""
    pages = {f"{name}.html": (CASES / f"{name}.html").read_bytes() for name in NAMES}
    print("| run | copies | seconds | MB at a quarter | MB at most | accounted for | fetched twice |")
    print("|---|---|---|---|---|---|---|")
    for kill_after in (0.0, 8.0):
        with publishers(pages, 40) as keeper, tempfile.TemporaryDirectory() as folder:
            listing = Path(folder) / "list.csv"
            with listing.open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(["article", "url"])
                for number in range(copies):
                    path = f"/{HOWS[number % len(HOWS)]}/{NAMES[number % len(NAMES)]}.html?n={number}"
                    writer.writerow([ARTICLE, keeper.address(number, path)])
            report = Path(folder) / "report"
            program = str(Path(sys.executable).with_name("imprint"))
            command = [program, "check-copies", "--site-url", "https://imprint.example", "--report", str(report)]
            command += ["--pause", "0", "--allow-private", str(listing)]
            seconds, quarter, most, status = watched(command, kill_after=kill_after)
            name = "whole"
            if status == -signal.SIGKILL:
                name = f"killed after {kill_after:g} s and resumed"
                more, quarter, again, status = watched(command)
                seconds, most = seconds + more, max(most, again)
            assert status == 1, status
            with (report / "copies.csv").open(encoding="utf-8", newline="") as file:
                outcomes = Counter(row["outcome"] for row in csv.DictReader(file))
            twice = sum(
                count > 1 for url, count in keeper.requests.items() if "/once/" not in url and "/error/" not in url and "robots" not in url
            )
            told = ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(outcomes.items()))
            print(f"| {name} | {copies:,} | {seconds:.1f} | {quarter:.0f} | {most:.0f} | {sum(outcomes.values()):,} ({told}) | {twice} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
