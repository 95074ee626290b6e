"""The audit of a large folder is shared out over the processors, and finds what one process finds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from large_project import add_articles, needs_two_processors

if TYPE_CHECKING:
    from conftest import Project

SCRIPT = """
import os, sys, time
from imprint.audit.shared_out import shared_out

first = os.getpid()

def work(share):
    total = 0
    for each in share:
        total += each
        time.sleep(0.0005)  # so that no process takes everything
        if {condition}:
            {fate}
    return os.getpid(), total

results = shared_out(work, range(1000))
assert sum(total for _, total in results) == sum(range(1000))
print(len(results), len({{process for process, _ in results}}))
"""


def run_shared(condition: str, fate: str) -> subprocess.CompletedProcess[str]:
    script = SCRIPT.format(condition=condition, fate=fate)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)


@needs_two_processors
def test_each_processor_takes_a_share() -> None:
    run = run_shared("False", "pass")
    shares, processes = map(int, run.stdout.split())
    assert shares == processes == min(len(os.sched_getaffinity(0)), 8), run.stderr


@needs_two_processors
@pytest.mark.parametrize("fate", ["os._exit(0)", "os.kill(os.getpid(), 9)", "raise ValueError('no share')"])
def test_what_a_process_took_that_ends_without_an_answer_is_done_all_the_same(fate: str) -> None:
    run = run_shared("os.getpid() != first", fate)
    shares, processes = map(int, run.stdout.split())
    assert shares > processes == 1, run.stderr
    assert run.stderr == ""


def test_what_fails_in_every_process_is_raised_in_the_first() -> None:
    run = run_shared("True", "raise ValueError('no share')")
    assert "ValueError: no share" in run.stderr
    assert run.stderr.count("Traceback") == 1
    assert run.returncode == 1


@needs_two_processors
def test_two_processes_find_in_a_large_site_what_one_finds(project: Project) -> None:
    add_articles(project)
    built = project.publish("pelicanconf.py")
    assert built.returncode == 0, built.stdout + built.stderr
    damaged = 0
    for number, path in enumerate(
        sorted(path for path in project.output.rglob("*") if path.suffix in {".html", ".txt", ".md", ".xml", ".zip"})
    ):
        if number % 17 == 0:
            path.write_bytes(path.read_bytes().replace(b"All Worldwide Rights", b"Most Worldwide Rights"))
            damaged += 1
    assert damaged > 20

    one = audited(project, "0")
    several = audited(project, ",".join(map(str, sorted(os.sched_getaffinity(0)))))

    assert len(one["findings"]) >= damaged
    assert several == one


def audited(project: Project, processors: str) -> dict[str, object]:
    """The report of ``imprint audit``, run on these processors."""
    script = f"import os, sys; os.sched_setaffinity(0, [{processors}]); os.execv(sys.argv[1], sys.argv[1:])"
    program = str(Path(sys.executable).with_name("imprint"))
    run = subprocess.run(
        [sys.executable, "-c", script, program, "audit", "output", "--json"],
        cwd=project.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    report: dict[str, object] = json.loads(run.stdout)
    return report
