"""The release under faults: whatever happens, the served folder is the old site or the new one, whole."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
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


def test_pelican_interrupted_while_it_reads_the_settings_does_not_exit_with_0(published: Project) -> None:
    (published.folder / "slow.py").write_text(
        "import sys\nsys.path.insert(0, '.')\nfrom publishconf import *\nraise KeyboardInterrupt\n", encoding="utf-8"
    )

    run = published.publish("slow.py")

    assert run.returncode == 130
    assert run.stderr == "Interrupted: nothing was released.\n"


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


@pytest.mark.parametrize("day", ["1970-01-02", "2001-05-06", "2038-01-20", "2099-12-31"])
def test_a_clock_that_jumps_changes_no_byte_of_the_site(published: Project, day: str) -> None:
    if (faketime := shutil.which("faketime")) is None:
        pytest.skip("needs faketime: apt install faketime")
    before = published.digests()
    pelican = Path(sys.executable).with_name("pelican")

    run = subprocess.run(
        [faketime, f"{day} 00:00:00", pelican, "content", "-s", "publishconf.py"],
        cwd=published.folder,
        env={**os.environ, "SITEURL": "http://localhost:8000", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert run.returncode == 0, run.stderr
    assert published.digests() == before


def test_without_a_network_nothing_is_released_whose_link_was_not_seen_to_answer(published: Project) -> None:
    manifest = published.folder / "content" / "it-certifications" / "series.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"/about/"', '"https://author.example/"'), encoding="utf-8")
    before = published.digests()
    pelican = Path(sys.executable).with_name("pelican")
    command = ["unshare", "--net", "--map-root-user", str(pelican), "content", "-s"]
    environment = {**os.environ, "SITEURL": "http://localhost:8000", "NO_COLOR": "1"}
    if (tried := subprocess.run([*command[:3], "true"], capture_output=True, text=True, check=False)).returncode:
        pytest.skip(f"a network cannot be taken away here: {tried.stderr.strip()}")

    run = subprocess.run(
        [*command, "publishconf.py"], cwd=published.folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert run.returncode == 3, run.stdout + run.stderr
    assert " W106 " in run.stderr
    assert published.digests() == before

    run = subprocess.run(
        [*command, "pelicanconf.py"], cwd=published.folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "not checked: https://author.example/" in run.stderr


def test_a_served_file_that_another_program_holds_open_and_locked_is_no_obstacle(published: Project) -> None:
    with (published.output / "index.html").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        edit_article(published)
        run = published.publish()
        read = held.read()

    assert run.returncode == 0, run.stderr
    assert b"</html>" in read, "who has begun to read a page reads it to its end"
    assert differences(published.output, read_seal(published.output)) == []
    assert published.publish().returncode == 0


HOSTILE_TEXT = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> <a href='javascript:alert(3)'>go</a> <iframe srcdoc='<b>x</b>'></iframe> "
    "{{ 7*191 }} {{ cycler.__init__.__globals__.os.popen('touch owned') }} {% raise %} %(x)s {0} ]]> -->"
)


@pytest.mark.parametrize("name", ["second.txt", "second.md"])
def test_what_an_article_says_is_text_and_never_markup_or_a_program(published: Project, name: str) -> None:
    series = published.folder / "content" / "it-certifications"
    first = next(series.glob("*.txt")).read_bytes()
    notice = next(line for line in first.splitlines() if line.startswith(b"Copyright MMI")).decode()
    body = f"The second article says a few things.\n\n{HOSTILE_TEXT}\n\nAnd it ends here.\n\n{notice}\n"
    head = "Title: Second\nSlug: ../../evil\nSave_as: ../evil.html\nTemplate: ../../etc/passwd\n\n"
    (series / name).write_text(head + (f"Article Body:\n{body}" if name.endswith(".txt") else body), encoding="utf-8")

    run = published.publish()

    assert "Traceback" not in run.stderr
    assert not list(published.folder.rglob("owned"))
    assert not list(published.folder.parent.glob("evil*"))
    # Refused, or published as the text that it is.
    assert run.returncode in {0, 1}, run.stderr
    written = published.output if run.returncode == 0 else published.folder / ".imprint" / "staging"
    for page in written.rglob("*.html") if written.exists() else ():
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert "onerror=alert(2)>" not in text
        assert "href='javascript:" not in text
        assert "1337" not in text
