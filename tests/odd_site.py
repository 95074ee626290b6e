"""A site of odd articles: quotes, ampersands, markup and emoji in titles, Arabic, several holders, no summary, a long series, RSL and a hub."""

from __future__ import annotations

import shutil
from pathlib import Path

from conftest import Project, copy_project

ODD = Path(__file__).parent / "publish" / "cases" / "odd"
SETTINGS = """
FEED_MAX_ITEMS = 5
WEBSUB_HUB = "https://hub.example/"
RSL_PERMITS = ["search"]
RSL_PROHIBITS = ["ai-train"]
SITE_HOLDER = "O'Brien & Sons Ltd"
"""


def build_odd_site(folder: Path) -> Project:
    """The site of the articles in ``cases/odd``, released."""
    project = copy_project(folder)
    shutil.rmtree(project.folder / "content")
    shutil.copytree(ODD, project.folder / "content")
    settings = project.folder / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + SETTINGS, "utf-8")
    run = project.publish("pelicanconf.py")
    assert run.returncode == 0, run.stderr
    assert "0 findings" in run.stderr + run.stdout
    return project
