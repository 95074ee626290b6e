"""The table of bulk import: processor time a file and peak memory, for packs of growing size, as folder and as zip.

    .venv/bin/python bench/import_table.py [NUMBER…]

Each import and each check runs in a process of its own, whose peak memory the kernel tells.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "article"))

from generated_pack import draw_pack, write_folder, write_zip

IMPRINT = str(Path(sys.executable).with_name("imprint"))
SIZES = (1_000, 10_000, 100_000)


def measured(folder: Path, *command: str) -> tuple[float, float]:
    """Seconds of processor time, which other work on the machine does not lengthen, and peak MiB of a command."""
    process = subprocess.Popen([IMPRINT, *command], cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in {0, 1}, f"imprint {' '.join(command)} ended with status {process.returncode}"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def draw(size: int, folder: Path) -> None:
    """Write a pack of this size, as a folder and as a zip file."""
    files = draw_pack(size)
    write_folder(files, folder / "pack")
    write_zip(files, folder / "pack.zip")


def main() -> None:
    """Print the table in Markdown."""
    sizes = [int(each) for each in sys.argv[1:]] or SIZES
    print("| files | import of a folder | µs a file | peak MiB | import of a zip | µs a file | peak MiB | check | µs a file | peak MiB |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            # Drawn in a process of its own: a process begins with the peak memory of the one that starts it.
            subprocess.run([sys.executable, __file__, "--draw", str(size), name], check=True)
            cells = [f"{size:,}"]
            for command in (
                ("import", "pack", "--into", "content/a"),
                ("import", "pack.zip", "--into", "zipped/b"),
                ("check", "content"),
            ):
                seconds, peak = measured(folder, *command)
                cells += [f"{seconds:.1f} s", f"{seconds / size * 1e6:.0f}", f"{peak:.0f}"]
            print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--draw"]:
        draw(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
