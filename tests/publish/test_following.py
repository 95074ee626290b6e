"""On a large site the audit follows the build, and is as strict as one that comes after it."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from conftest import Project, copy_project
from large_project import add_articles, needs_two_processors

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_two_processors

LATE = """
import os, signal
from pathlib import Path
from pelican import signals

def late(pelican):
    output = Path(pelican.output_path)
    children = Path(f"/proc/self/task/{{os.getpid()}}/children").read_text().split()
    Path("children").write_text(" ".join(children))
{body}

def register():
    signals.finalized.connect(late)
"""
PAGE = '(output / "articles" / "article-number-30" / "index.html")'
KIT = '(output / "articles" / "article-number-30" / "reprint")'
RECORD = "(output / 'reprint' / 'versions.json')"
SABOTAGE = {
    "a page": (f"{PAGE}.write_text({PAGE}.read_text().replace('All Worldwide', 'Some'))", {"articles/article-number-30/index.html"}),
    "a style sheet": (
        "(output / 'theme' / 'style.css').open('a').write('.colophon { display: none }')",
        {"articles/article-number-30/index.html", "articles/article-number-59/index.html", "index.html"},
    ),
    "a copy": (
        f"[each.write_text('nothing') for each in {KIT}.glob('*30.txt')]",
        {"articles/article-number-30/reprint/article-number-30.txt"},
    ),
    "the record of releases": (
        f"{RECORD}.write_text({RECORD}.read_text().replace(': 1, ', ': 7, '))",
        {"articles/article-number-30/reprint/index.html"},
    ),
    "a page removed": (f"{PAGE}.unlink()", {"articles/article-number-30/index.html"}),
    "a page added": ("(output / 'new.html').write_text('<p>Hello')", {"new.html"}),
}


@pytest.fixture(scope="module")
def _large(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("large") / "project")
    add_articles(project)
    run = project.publish("pelicanconf.py")
    assert run.returncode == 0, run.stdout + run.stderr
    return project


@pytest.fixture
def large(tmp_path: Path, _large: Project) -> Project:
    """A project of sixty articles that was released once."""
    shutil.copytree(_large.folder, tmp_path / "large")
    return Project(tmp_path / "large")


def add_plugin(project: Project, body: str) -> None:
    (project.folder / "late.py").write_text(LATE.format(body=f"    {body}"), encoding="utf-8")
    with (project.folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('\nPLUGIN_PATHS = ["."]\nPLUGINS = [*PLUGINS, "late"]\n')


def test_what_it_releases_an_audit_by_one_process_finds_in_order(large: Project) -> None:
    run = large.run("imprint", "audit", "output", "--json")
    assert json.loads(run.stdout)["findings"] == []
    assert large.run("imprint", "audit", "--sealed", "output").returncode == 0


@pytest.mark.parametrize("what", SABOTAGE)
def test_what_is_changed_after_it_was_judged_is_found(large: Project, what: str) -> None:
    body, places = SABOTAGE[what]
    add_plugin(large, body)
    before = large.digests()

    run = large.publish("pelicanconf.py")

    assert run.returncode == 1, run.stdout + run.stderr
    assert (large.folder / "children").read_text(), "no audit has followed the build"
    found = set(re.findall(r"staging/([^: ]+):(?:\d+:)* [A-Z]\d{3} ", run.stdout + run.stderr))
    assert places <= found, run.stderr
    assert large.digests() == before


def test_where_it_is_killed_everything_is_judged_after_the_build(large: Project) -> None:
    add_plugin(large, "[os.kill(int(child), signal.SIGKILL) for child in children]")

    run = large.publish("pelicanconf.py")

    assert (large.folder / "children").read_text(), "no audit has followed the build"
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_fault_that_it_meets_is_told_once(large: Project) -> None:
    template = large.folder / "theme" / "templates" / "article.html"
    text = template.read_text(encoding="utf-8").replace("{{ text|body }}", "{{ text|body if text.slug != 'article-number-7' }}")
    template.write_text(text, encoding="utf-8")

    run = large.publish("pelicanconf.py")

    assert run.returncode == 1
    assert (run.stdout + run.stderr).count("P111 article-text-altered") == 1, run.stderr
