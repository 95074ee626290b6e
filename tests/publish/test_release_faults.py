"""The release under faults: whatever happens, the served folder is the old site or the new one, whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from imprint.audit.seal import SEAL_NAME, differences, read_seal
from imprint.publish.lock import lock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Project


def mount(*arguments: object) -> None:
    """Mount a file system, or skip the test where that is not allowed, as in most containers."""
    mounted = subprocess.run(["mount", *map(str, arguments)], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"a file system cannot be mounted here: {mounted.stderr.strip()}")


def edit_article(project: Project) -> None:
    """Give the article another text, so that a new site differs from the released one."""
    article = next((project.folder / "content" / "it-certifications").glob("*.txt"))
    article.write_bytes(article.read_bytes().replace(b"Start Small", b"Begin Small"))


def start(project: Project) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [Path(sys.executable).with_name("pelican"), "content", "-s", "publishconf.py"],
        cwd=project.folder,
        env={**os.environ, "SITEURL": "http://localhost:8000"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def test_the_released_folder_carries_a_seal_that_holds(published: Project) -> None:
    seal = read_seal(published.output)

    assert differences(published.output, seal) == []
    assert seal.site_url == "http://localhost:8000"
    assert len(seal.files) == len(published.digests()) - 1


def test_a_changed_served_folder_no_longer_agrees_with_its_seal(published: Project) -> None:
    (published.output / "index.html").write_text("<p>Defaced", encoding="utf-8")
    (published.output / "added.html").write_text("<p>Added", encoding="utf-8")
    (published.output / "about" / "index.html").unlink()

    run = published.run("imprint", "audit", "--sealed", "output", "--json")

    assert run.returncode == 1, run.stderr
    assert [(each["name"], each["facts"]["path"]) for each in json.loads(run.stdout)["findings"]] == [
        ("not-as-sealed", "about/index.html"),
        ("not-as-sealed", "added.html"),
        ("not-as-sealed", "index.html"),
    ]


def test_a_served_folder_that_nobody_touched_agrees_with_its_seal(published: Project) -> None:
    run = published.run("imprint", "audit", "--sealed", "output")

    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("moment", [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0])
def test_a_killed_build_leaves_a_whole_site_and_the_next_build_succeeds(published: Project, moment: float) -> None:
    before = published.digests()
    edit_article(published)
    build = start(published)
    try:
        build.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()

    after = published.digests()
    assert differences(published.output, read_seal(published.output)) == []
    run = published.publish()
    assert run.returncode == 0, run.stderr
    assert after in (before, published.digests())


def test_an_interrupted_build_does_not_exit_with_0(published: Project) -> None:
    before = published.digests()
    (published.folder / "slow.py").write_text(
        "import sys\nsys.path.insert(0, '.')\nfrom publishconf import *\nPLUGINS = [*PLUGINS, 'interrupting']\n", encoding="utf-8"
    )
    (published.folder / "interrupting.py").write_text(
        "from pelican import signals\n\ndef stop(pelican):\n    raise KeyboardInterrupt\n\ndef register():\n    signals.finalized.connect(stop)\n",
        encoding="utf-8",
    )

    run = published.publish("slow.py")

    assert run.returncode == 130
    assert published.digests() == before


def test_a_second_build_at_the_same_time_is_refused_and_told_why(published: Project) -> None:
    before = published.digests()

    with lock(published.folder / ".imprint"):
        run = published.publish()

    assert run.returncode == 2
    assert "another build is running" in run.stderr
    assert published.digests() == before


@pytest.mark.parametrize("kind", ["symlink", "file"])
def test_a_release_never_goes_through_a_link_or_over_a_file(project: Project, tmp_path: Path, kind: str) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "precious.txt").write_text("keep", encoding="utf-8")
    if kind == "symlink":
        project.output.symlink_to(victim)
    else:
        project.output.write_text("keep", encoding="utf-8")

    run = project.publish()

    assert run.returncode == 1
    assert " B403 " in run.stderr
    assert (victim / "precious.txt").read_text(encoding="utf-8") == "keep"
    assert project.output.is_symlink() == (kind == "symlink")


@pytest.mark.parametrize("released_before", [True, False])
def test_a_folder_with_a_file_that_is_not_ours_is_not_replaced(project: Project, published: Project, *, released_before: bool) -> None:
    target = published if released_before else project
    target.output.mkdir(exist_ok=True)
    (target.output / "notes.txt").write_text("mine", encoding="utf-8")
    before = target.digests()

    run = target.publish()

    assert run.returncode == 1
    assert " B402 " in run.stderr
    assert "notes.txt" in run.stderr
    assert target.digests() == before


def test_an_output_folder_on_the_command_line_is_released_into_and_gated(published: Project) -> None:
    elsewhere = published.folder / "elsewhere"

    run = published.publish("publishconf.py", "-o", "elsewhere")

    assert run.returncode == 0, run.stderr
    assert (elsewhere / SEAL_NAME).is_file()
    assert differences(elsewhere, read_seal(elsewhere)) == []


@pytest.fixture
def small_disk(tmp_path: Path, site: Path) -> Iterator[Path]:
    """A file system of its own with room for three such sites, so that it can be filled."""
    folder = tmp_path / "small"
    folder.mkdir()
    pages = sum(path.stat().st_size // 4096 + 1 for path in site.rglob("*"))
    mount("-t", "tmpfs", "-o", f"size={3 * pages * 4}k", "tmpfs", folder)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_the_released_site_as_it_was(published: Project, small_disk: Path) -> None:
    first = published.publish("publishconf.py", "-o", str(small_disk / "site"))
    released = differences(small_disk / "site", read_seal(small_disk / "site")) if first.returncode == 0 else None
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize - 8192))

    run = published.publish("publishconf.py", "-o", str(small_disk / "site"))

    assert released == [], first.stderr
    assert run.returncode in {1, 2}, run.stderr
    assert "No space left" in run.stderr
    assert "Traceback" not in run.stderr
    assert differences(small_disk / "site", read_seal(small_disk / "site")) == []


def test_a_read_only_output_leaves_the_released_site_as_it_was(published: Project, tmp_path: Path) -> None:
    folder = tmp_path / "readonly"
    folder.mkdir()
    assert published.publish("publishconf.py", "-o", str(folder / "site")).returncode == 0
    mount("--bind", folder, folder)
    try:
        mount("-o", "remount,ro,bind", folder)
        run = published.publish("publishconf.py", "-o", str(folder / "site"))
    finally:
        subprocess.run(["umount", folder], check=True)

    assert run.returncode in {1, 2}
    assert "Read-only file system" in run.stderr
    assert differences(folder / "site", read_seal(folder / "site")) == []
