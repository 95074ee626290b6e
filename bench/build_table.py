"""What a build costs, stage by stage, at 100, 1,000 and 10,000 articles: python bench/build_table.py [N ...].

Each size is built three times into a new folder; the medians are printed in milliseconds a build and, in the last
column, in microseconds an article. A stage whose cost an article grows with the number of articles is not linear.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from make_pack import make_pack

RUNS = 3


def measure(number: int) -> list[dict[str, float]]:
    """The stage times of ``RUNS`` builds of ``number`` articles."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        make_pack(number, content)
        results = []
        for run in range(RUNS):
            work = Path(folder) / f"work{run}"
            work.mkdir()
            command = [sys.executable, Path(__file__).with_name("one_build.py"), content, work]
            built = subprocess.run(command, capture_output=True, text=True, check=True)
            results.append(json.loads(built.stdout.splitlines()[-1]))
    return results


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="*", default=[100, 1_000, 10_000])
    for number in parser.parse_args().number:
        results = measure(number)
        median = {stage: statistics.median(result[stage] for result in results) for stage in results[0]}
        print(f"\n{number:,} articles, {median.pop('files'):,.0f} files, {median.pop('peak_mib'):,.0f} MiB at the most")
        for stage, seconds in median.items():
            share = seconds / median["total"]
            print(f"  {stage:<10} {seconds * 1000:10,.0f} ms {share:6.0%} {seconds / number * 1e6:10,.0f} µs an article")


if __name__ == "__main__":
    main()
