"""Small damages to a finished site, each by the code it must raise: a damage without a finding is a rule that nobody has thought of."""

from __future__ import annotations

import json
import pkgutil
import re
import shutil
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from imprint.audit import site_rules
from imprint.audit.site_catalogue import SITE_RULES
from imprint.cli import main

if TYPE_CHECKING:
    from conftest import Project

CASES = sorted((Path(__file__).parent / "cases" / "damage").glob("*.toml"))


def damage(site: Path, edit: dict[str, Any]) -> None:
    """Do one thing to the files of a site; an edit that changes nothing is a fault of the case."""
    if "symlink" in edit:
        (site / edit["symlink"]).symlink_to(edit["to"])
        return
    if "write" in edit:
        (site / edit["write"]).write_bytes(bytes.fromhex(edit["bytes"]) if "bytes" in edit else edit["text"].encode())
        return
    paths = sorted(site.glob(edit["glob"]))
    assert paths, f"no file of the site matches {edit['glob']}"
    for path in paths:
        if edit.get("delete"):
            path.unlink()
        elif "copy_to" in edit:
            (site / edit["copy_to"]).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, site / edit["copy_to"])
        elif "cut" in edit:
            path.write_bytes(path.read_bytes()[: -edit["cut"]])
        elif "member" in edit:
            damage_member(path, edit)
        elif "append" in edit:
            path.write_text(path.read_text(encoding="utf-8") + edit["append"], encoding="utf-8")
        else:
            text = path.read_text(encoding="utf-8")
            path.write_text(changed(text, edit), encoding="utf-8")


def changed(text: str, edit: dict[str, Any]) -> str:
    result = re.sub(edit["pattern"], edit["with"], text, count=1, flags=re.DOTALL)
    assert result != text, f"{edit['pattern']!r} does not occur"
    return result


def damage_member(path: Path, edit: dict[str, Any]) -> None:
    """Change one member of a zip file and leave the others as they are."""
    with zipfile.ZipFile(path) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist()]
    assert any(fnmatch(info.filename, edit["member"]) for info, _ in members), edit["member"]
    with zipfile.ZipFile(path, "w") as archive:
        for info, content in members:
            hit = fnmatch(info.filename, edit["member"])
            archive.writestr(info, changed(content.decode(), edit).encode() if hit else content)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_damaged_site_is_found_out(published: Project, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    for edit in case["edit"]:
        damage(published.output, edit)

    monkeypatch.chdir(published.folder)
    run = CliRunner().invoke(main, ["audit", "output", "--json"])

    report = json.loads(run.stdout)
    codes = sorted({finding["code"] for finding in report["findings"]})
    assert codes == case["expect"], report["findings"]
    assert run.exit_code == case.get("status", 1)
    told = [f"{each['code']} {each['path']}:{each['line']} {each['message']}" for each in report["findings"]]
    assert told == case.get("tells", told)


def test_every_damage_case_is_a_file_that_was_found() -> None:
    assert len(CASES) == len(list((Path(__file__).parent / "cases" / "damage").iterdir())) >= 120


def test_every_rule_of_the_site_is_fired_by_a_case() -> None:
    cases = [*CASES, *(Path(__file__).parent / "cases" / "sabotage").glob("*.toml")]
    fired = {code for path in cases for code in tomllib.loads(path.read_text(encoding="utf-8"))["expect"]}
    told_elsewhere = {"R116", "S108"}  # they need a correction and a withdrawal; test_corrections_reach_publishers.py
    assert {rule.code for rule in SITE_RULES} - fired == told_elsewhere


def test_the_catalogue_lists_every_rule_of_the_site_and_nothing_else() -> None:
    modules = {module.name for module in pkgutil.iter_modules(site_rules.__path__)}
    assert modules == {rule.name.replace("-", "_") for rule in SITE_RULES}
    assert [rule.code for rule in SITE_RULES] == sorted({rule.code for rule in SITE_RULES})
