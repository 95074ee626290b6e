"""Small damages to a finished site, each by the code it must raise: a damage without a finding is a rule that nobody has thought of."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Project

CASES = sorted((Path(__file__).parent / "cases" / "damage").glob("*.toml"))


def damage(site: Path, edit: dict[str, Any]) -> None:
    """Do one thing to the files of a site; an edit that changes nothing is a fault of the case."""
    if "symlink" in edit:
        (site / edit["symlink"]).symlink_to(edit["to"])
        return
    if "write" in edit:
        (site / edit["write"]).write_text(edit["text"], encoding="utf-8")
        return
    paths = sorted(site.glob(edit["glob"]))
    assert paths, f"no file of the site matches {edit['glob']}"
    for path in paths:
        if edit.get("delete"):
            path.unlink()
        elif "copy_to" in edit:
            (site / edit["copy_to"]).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, site / edit["copy_to"])
        elif "append" in edit:
            path.write_text(path.read_text(encoding="utf-8") + edit["append"], encoding="utf-8")
        else:
            text = path.read_text(encoding="utf-8")
            changed = re.sub(edit["pattern"], edit["with"], text, count=1, flags=re.DOTALL)
            assert changed != text, f"{edit['pattern']!r} does not occur in {path}"
            path.write_text(changed, encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_damaged_site_is_found_out(published: Project, path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    for edit in case["edit"]:
        damage(published.output, edit)

    run = published.run("imprint", "audit", "output", "--json")

    report = json.loads(run.stdout)
    codes = sorted({finding["code"] for finding in report["findings"]})
    assert codes == case["expect"], report["findings"]
    assert run.returncode == case.get("status", 1)


def test_every_damage_case_is_a_file_that_was_found() -> None:
    assert len(CASES) == len(list((Path(__file__).parent / "cases" / "damage").iterdir())) >= 16
