"""The record of releases lies in the sources: a fresh checkout goes on from it, and no kill, rollback or forgotten commit loses or doubles a version."""

from __future__ import annotations

import json
import re
import shutil
import signal
from typing import TYPE_CHECKING, Any

import pytest

from conftest import Project

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "releases.json"
COPY = "output/reprint/versions.json"


def record_of(project: Project, path: str = RECORD) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project.folder / path).read_bytes())
    return found


def versions(project: Project, path: str = RECORD) -> list[int]:
    return [each["version"] for each in record_of(project, path)["articles"].values()]


def correct(project: Project, words: str) -> None:
    """Change one heading of the article."""
    article = next((project.folder / "content" / "it-certifications").glob("*.txt"))
    text = article.read_bytes().decode("utf-8")
    article.write_bytes(re.sub(r"\w+ (Small with|Little with)", f"{words} with", text).encode())


def released(project: Project, settings: str = "publishconf.py") -> str:
    run = project.publish(settings)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stderr


def refused(project: Project) -> str:
    before = project.digests()
    record = (project.folder / RECORD).read_bytes() if (project.folder / RECORD).is_file() else None
    run = project.publish()
    assert run.returncode == 1, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert project.digests() == before
    assert ((project.folder / RECORD).read_bytes() if (project.folder / RECORD).is_file() else None) == record
    return run.stderr


def fresh_clone(project: Project, folder: Path) -> Project:
    """What version control would give to another machine: the sources, without what was built."""
    shutil.copytree(project.folder, folder, ignore=shutil.ignore_patterns("output", ".imprint"))
    return Project(folder)


def two_changes(project: Project) -> None:
    """Two corrections that were published."""
    for words in ("Begin Small", "Start Little"):
        correct(project, words)
        released(project)


def test_a_publication_is_recorded_beside_the_content_and_the_owner_is_told_to_commit_it(project: Project) -> None:
    told = released(project)

    assert (project.folder / RECORD).read_bytes() == (project.folder / COPY).read_bytes()
    assert "releases.json tells of this release; commit it with the articles" in told
    assert "releases.json" not in released(project)
    assert sorted(path.name for path in project.folder.glob("releases.json*")) == [RECORD]


def test_a_fresh_clone_publishes_what_the_machine_published_that_published_before(published: Project, tmp_path: Path) -> None:
    two_changes(published)
    clone = fresh_clone(published, tmp_path / "clone")

    released(clone)

    assert clone.digests() == published.digests()
    assert versions(clone) == [3]
    assert (clone.folder / RECORD).read_bytes() == (published.folder / RECORD).read_bytes()


def test_terms_that_were_released_stay_as_they_are_in_a_fresh_clone_too(published: Project, tmp_path: Path) -> None:
    clone = fresh_clone(published, tmp_path / "clone")
    terms = clone.folder / "content" / "reprint-terms" / "1.md"
    terms.write_bytes(terms.read_bytes() + b"\nOne thing more.\n")

    assert "K112 terms-changed" in refused(clone)


def test_a_build_for_ones_own_eyes_leaves_the_record_alone_and_makes_no_version(published: Project) -> None:
    before = (published.folder / RECORD).read_bytes()
    for words in ("Begin Small", "Start Little", "Begin Little"):
        correct(published, words)
        released(published, "pelicanconf.py")
        assert (published.folder / RECORD).read_bytes() == before
    assert record_of(published, COPY)["provisional"] is True

    released(published)

    assert versions(published) == [2]
    assert len(record_of(published)["changes"]) == 1
    assert "provisional" not in record_of(published, COPY)


def test_a_build_for_ones_own_eyes_makes_no_record(project: Project) -> None:
    released(project, "pelicanconf.py")

    assert not (project.folder / RECORD).exists()
    released(project)
    assert versions(project) == [1]
    assert record_of(project)["changes"] == []


def test_a_build_that_is_refused_leaves_the_record_as_it_was(published: Project) -> None:
    correct(published, "Begin Small")
    (published.folder / "theme" / "templates" / "partials" / "footer.html").write_text("", "utf-8")

    assert " C101 " in refused(published)


@pytest.mark.parametrize("fate", ["removed", "an older one"])
def test_a_record_that_was_lost_or_put_back_is_taken_from_the_released_folder(published: Project, fate: str) -> None:
    older = (published.folder / RECORD).read_bytes()
    two_changes(published)
    whole = (published.folder / RECORD).read_bytes()
    (published.folder / RECORD).unlink()
    if fate == "an older one":
        (published.folder / RECORD).write_bytes(older)

    released(published)

    assert (published.folder / RECORD).read_bytes() == whole


def test_a_released_folder_that_was_rolled_back_takes_no_version_back(published: Project, tmp_path: Path) -> None:
    shutil.copytree(published.output, tmp_path / "older")
    two_changes(published)
    shutil.rmtree(published.output)
    shutil.copytree(tmp_path / "older", published.output)
    correct(published, "Start Small")

    released(published)

    assert versions(published) == [4]
    assert [each["version"] for each in record_of(published)["changes"]] == [2, 3, 4]


@pytest.mark.parametrize(
    "data", [b"", b"{", b'<<<<<<< HEAD\n{"format": 1', b'{"format": 1, "provisional": true, "articles": {}, "terms": {}, "changes": []}']
)
def test_a_damaged_record_stops_the_release_and_is_named(published: Project, data: bytes) -> None:
    (published.folder / RECORD).write_bytes(data)

    assert "releases.json: K120 record-unreadable" in refused(published)


def test_a_record_that_is_no_file_stops_the_release_and_is_named(published: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_bytes((published.folder / RECORD).read_bytes())
    (published.folder / RECORD).unlink()
    (published.folder / RECORD).symlink_to(tmp_path / "elsewhere.json")
    correct(published, "Begin Small")
    before = (tmp_path / "elsewhere.json").read_bytes()

    assert "releases.json: K123 record-not-kept" in refused(published)
    assert (tmp_path / "elsewhere.json").read_bytes() == before


def test_two_machines_that_published_from_one_state_are_told_apart(published: Project, tmp_path: Path) -> None:
    other = fresh_clone(published, tmp_path / "other")
    correct(published, "Begin Small")
    released(published)
    correct(other, "Start Little")
    released(other)
    shutil.copy(other.folder / RECORD, published.folder / RECORD)

    told = refused(published)

    assert "releases.json: K122 records-disagree: releases.json and output/reprint/versions.json tell of different releases" in told


KILLS = {
    "before the site is exchanged": "os.kill(os.getpid(), 9)",
    "after the site was exchanged": "exchange(*paths); os.kill(os.getpid(), 9)",
}


@pytest.mark.parametrize("local_build_after", [False, True])
@pytest.mark.parametrize("moment", KILLS)
def test_a_kill_beside_the_release_neither_loses_nor_doubles_a_version(published: Project, moment: str, *, local_build_after: bool) -> None:
    (published.folder / "killed.py").write_text(
        "import os, sys\nsys.path.insert(0, '.')\nfrom publishconf import *\nimport imprint.publish.release as release\n"
        f"exchange = release.exchange\n\ndef killed(*paths):\n    {KILLS[moment]}\n\nrelease.exchange = killed\n",
        "utf-8",
    )
    correct(published, "Begin Small")
    run = published.publish("killed.py")
    assert run.returncode == -signal.SIGKILL
    assert versions(published) == [1]
    assert versions(published, COPY) == ([2] if moment.startswith("after") else [1])
    if local_build_after:
        correct(published, "Begin Little")
        released(published, "pelicanconf.py")
    second_text = local_build_after and moment.startswith("after")

    released(published)
    assert versions(published) == ([3] if second_text else [2])
    correct(published, "Start Little")
    released(published)

    assert versions(published) == ([4] if second_text else [3])
    assert [each["version"] for each in record_of(published)["changes"]] == ([2, 3, 4] if second_text else [2, 3])
    assert (published.folder / RECORD).read_bytes() == (published.folder / COPY).read_bytes()
    assert sorted(path.name for path in published.folder.glob("releases.json*")) == [RECORD]
