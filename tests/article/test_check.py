"""``imprint check`` as a person, a pre-commit hook and a code host run it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from series_by_hand import MANIFEST, article_text, write_series

from imprint.cli import main

ROOT = Path(__file__).parents[2]


def check(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["check", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two series: one with a fault in each of two files and in the manifest, one with a warning alone."""
    monkeypatch.chdir(tmp_path)
    folder = write_series(tmp_path / "content" / "wrong", "Bees", "Wasps", "Ants", manifest=MANIFEST.replace("category", "categry"))
    (folder / "1.txt").write_text(article_text("Bees").replace("Ada Byron", "100%, Byron: Sons"))
    write_series(tmp_path / "content" / "fine", "Maps", "Streets", manifest=MANIFEST + '[[article]]\nfile = "1.txt"\n')
    return tmp_path / "content"


def test_the_text_form_names_place_excerpt_help_and_ends_with_the_counts(content: Path) -> None:
    result = check()
    assert result.exit_code == 1
    assert (
        "content/wrong/series.toml:2:1: M103 key-unknown: 'categry' is no key of the top of the manifest; the nearest one is 'category'\n"
        '      2 | categry = "Household"\n'
        "  help: correct the key or take the line out; docs/manifest.md lists all keys and the tables they belong to\n"
        "  why:  imprint explain M103\n"
    ) in result.stdout
    assert "content/fine/2.txt: M201 file-unlisted: warning: '2.txt' is in the folder but not listed\n" in result.stdout
    assert result.stdout.splitlines()[-1] == "5 articles, 3 errors, 1 warning."
    assert result.stdout == check(str(content)).stdout


def test_errors_stand_last_and_what_is_said_of_many_files_is_said_once(content: Path) -> None:
    names = [f"content/wrong/{number}.txt" for number in range(1, 7)]
    for name in names[1:]:
        Path(name).write_text(re.sub(r"Summary:.*?\n\n", "", article_text(f"On {name}"), flags=re.DOTALL))
    lines = check().stdout.splitlines()
    told = [line.split(": ") for line in lines if re.match(r"content/\S+:", line)]
    severities = ["warning" if "warning" in line else "error" for line in told]
    assert severities == sorted(severities, reverse=True)
    assert set(severities) == {"warning", "error"}
    assert [line[0] for line in told if line[1].startswith("A204")] == [names[1]]
    assert f"  also: {', '.join(names[2:5])} and 1 more file" in lines
    assert lines[-1].endswith("6 warnings.")
    del content


def test_warnings_alone_are_no_failure(content: Path) -> None:
    result = check("content/fine")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "2 articles, 0 errors, 1 warning."
    (content / "fine" / "2.txt").unlink()
    assert check("content/fine").stdout == "1 article, 0 errors, 0 warnings.\n"


def test_a_named_file_is_checked_with_its_manifest_and_the_other_files_are_not_told(content: Path) -> None:
    result = check("content/wrong/1.txt", "content/fine/1.txt")
    assert result.exit_code == 1
    places = {line.split(":")[0] for line in result.stdout.splitlines() if re.match(r"content/\S+:", line)}
    assert places == {"content/wrong/1.txt", "content/wrong/series.toml"}
    assert result.stdout.splitlines()[-1] == "2 articles, 3 errors, 0 warnings."
    assert check("content/fine/1.txt").exit_code == 0
    del content


def test_a_named_manifest_stands_for_its_series(content: Path) -> None:
    assert check("content/fine/series.toml").stdout == check("content/fine").stdout
    assert "content/fine/2.txt" in check("content/fine/series.toml").stdout
    del content


def test_a_named_file_outside_every_series_is_said_to_be_unchecked_and_an_article_there_is_a_fault(content: Path) -> None:
    (content.parent / "README.md").write_text("# A project\n")
    assert check("README.md").stdout == "0 articles, 0 errors, 0 warnings, 1 file outside every series not checked.\n"
    (content / "loose.txt").write_text(article_text("Loose"))
    result = check("content/loose.txt")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "content: M119 folder-without-manifest: this folder holds articles such as 'loose.txt', and has no series.toml\n"
    )


def test_a_fault_is_told_once_however_often_its_file_is_named(content: Path) -> None:
    once = check("content/wrong")
    assert check("content/wrong", "content/wrong/1.txt", str(content / "wrong"), "content/wrong/series.toml").stdout == once.stdout


def test_a_series_can_be_checked_from_inside_its_folder(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(content / "wrong")
    assert check("1.txt").stdout.startswith("1.txt")
    assert check(".").stdout.splitlines()[-1] == "3 articles, 3 errors, 0 warnings."


def test_wrong_usage_is_status_2(content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert check("content/gone").exit_code == 2
    assert check("--format", "xml").exit_code == 2
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert check().exit_code == 2
    del content


def test_without_a_path_the_folder_of_the_settings_file_is_checked(content: Path) -> None:
    content.rename(content.with_name("texts"))
    (content.parent / "pelicanconf.py").write_text('PATH = "texts"\nSITEURL = "http://localhost:8000"\n')
    assert check().stdout.splitlines()[-1] == "5 articles, 3 errors, 1 warning."
    (content.parent / "pelicanconf.py").write_text("PATH = \n")
    assert check().exit_code == 2


def test_the_json_form_holds_every_finding_and_the_counts(content: Path) -> None:
    report = json.loads(check("--format", "json").stdout)
    assert report == json.loads(check("--json").stdout)
    assert report["outcome"] == "findings"
    assert report["counts"] == {"articles": 5, "errors": 3, "warnings": 1}
    assert [(each["code"], each["path"], each["line"]) for each in report["findings"] if each["code"] == "M103"] == [
        ("M103", "content/wrong/series.toml", 2)
    ]
    del content


def test_the_sarif_form_has_a_rule_for_each_result_and_a_region_for_each_line(content: Path) -> None:
    folder = content / "späte Äpfel"
    write_series(folder, "Apples", manifest="title = \n")
    log = json.loads(check("--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({result["ruleId"] for result in run["results"]})
    assert all(rule["help"]["text"].strip() and rule["shortDescription"]["text"] for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning"}
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert re.fullmatch(r"content/[\w%./-]+", physical["artifactLocation"]["uri"], re.ASCII)
        assert physical.get("region", {"startLine": 1})["startLine"] >= 1
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert "content/sp%C3%A4te%20%C3%84pfel/series.toml" in uris


def test_the_github_form_is_one_escaped_command_a_finding(content: Path) -> None:
    lines = check("--format", "github").stdout.splitlines()
    assert lines[-1] == "5 articles, 3 errors, 1 warning."
    commands = [
        re.fullmatch(r"::(error|warning) file=([^,:]+),title=([^,:]+)(?:,line=(\d+),col=(\d+))?::(.*)", line) for line in lines[:-1]
    ]
    assert all(commands)
    assert sum(command[1] == "error" for command in commands if command) == 3
    odd = next(command[6] for command in commands if command and command[2] == "content/wrong/1.txt" and "resource_url" in command[6])
    assert 'add resource_url to [holder."100%25, Byron: Sons"] in content/wrong/series.toml' in odd
    assert "%0Ahelp: " in odd
    del content


def test_the_pre_commit_hook_runs_this_command_on_articles_and_manifests() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    pattern = re.search(r"^  files: (.*)$", text, re.MULTILINE)
    assert pattern
    files = re.compile(pattern[1])
    assert all(files.search(name) for name in ("content/s/series.toml", "content/s/a.txt", "content/s/A.TXT", "a.md"))
    assert not any(files.search(name) for name in ("pyproject.toml", "content/s/a.txt~", "content/s/my-series.toml", "a.py"))
    command = re.search(r"^  entry: (.*)$", text, re.MULTILINE)
    assert command
    program = [str(Path(sys.executable).with_name("imprint")), *command[1].split()[1:]]
    seed = subprocess.run([*program, "content/it-certifications/series.toml"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (seed.returncode, seed.stdout.splitlines()[-1]) == (0, "1 article, 0 errors, 1 warning.")
