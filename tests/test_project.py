"""Facts about the project itself that a person could forget when changing it."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
from pathlib import Path

import pytest

from imprint.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "content" / "it-certifications" / "000_34954eeca70ab4b3.txt"


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_hashed_and_names_no_registry(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=\S)", text.strip())

    assert len(requirements) > 10
    for requirement in requirements:
        assert re.match(r"[a-z0-9-]+==\S+", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement
    assert "://" not in text


def test_the_locked_packages_of_npm_are_pinned_and_hashed_and_name_no_registry() -> None:
    locked = json.loads((ROOT / "tests" / "npm" / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert len(locked) > 40
    for name, package in locked.items():
        assert not name or package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_the_owners_seven_targets_are_told_by_make_help() -> None:
    told = make("help").stdout

    for target in ("site", "serve", "publish", "test", "check", "bench", "clean", "help"):
        assert f"make {target} " in told


def test_every_setting_is_described_in_the_documentation_and_nothing_else_is() -> None:
    source = (ROOT / "plugins" / "imprint" / "settings.py").read_text(encoding="utf-8")
    declared = set(re.findall(r"``([A-Z_]{5,})``", "\n".join(re.findall(r'^    """.*"""$', source, re.MULTILINE))))
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    described = set(re.findall(r"[A-Z_]+", " ".join(rows)))

    assert len(declared) >= 8
    assert declared - {"SITENAME", "DEFAULT_LANG"} == described
    assert len(dataclasses.fields(Settings)) >= len(declared)


def test_the_seed_article_is_in_content_as_it_came() -> None:
    data = SEED.read_bytes()

    assert len(data) == 2205
    assert data.startswith(b"Title: \nIT Certifications: Do Your Clients Even Understand Them?\n")
    assert data.endswith(b"required for copyright compliance}\n\n\n")


def test_no_file_of_the_project_names_a_machine_or_a_registry() -> None:
    found = subprocess.run(
        ["git", "grep", "-nIE", r"(^|[^[:alnum:]_.])/(root|home)/|files\.pythonhosted\.org|registry\.npmjs\.org|pypi\.org/simple"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert [line for line in found.stdout.splitlines() if not line.startswith("tests/test_project.py:")] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_every_link_of_the_documentation_has_a_target(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    targets = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"(?ms)^```.*?^```", "", text))

    for target in targets:
        path, _, fragment = target.partition("#")
        if "://" in target:
            continue
        file = (ROOT / page).parent / path if path else ROOT / page
        assert file.exists(), target
        if fragment:
            headings = re.findall(r"(?m)^#+ (.+)$", file.read_text("utf-8"))
            assert fragment in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}, target
