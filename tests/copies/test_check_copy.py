"""Every case through the command: the verdict of each clause, the outcome and the exit status."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = HERE / "cases"
CONTENT = HERE / "content"
SITE = "https://imprint.example"
STATUS = {"kept": 0, "broken": 1, "withdrawn": 1, "unknown": 3}
NAMES = sorted(path.stem for path in CASES.glob("*.toml"))


def check_copy(*arguments: str, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a person would, outside any site."""
    program = Path(sys.executable).with_name("imprint")
    return subprocess.run(
        [program, "check-copy", "--site-url", SITE, *arguments], cwd=HERE, input=data, capture_output=True, check=False, timeout=60
    )


@pytest.fixture(scope="session")
def verdicts() -> dict[str, dict[str, object]]:
    """What the command says of every case, asked once an article."""
    articles: dict[str, list[str]] = {}
    for name in NAMES:
        case = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
        articles.setdefault(case["article"], []).append(case["copy"])
    found = {}
    for article, copies in articles.items():
        run = check_copy("--json", "--article", str(CONTENT / article), *(str(CASES / copy) for copy in copies))
        assert run.returncode in {0, 1, 3}, run.stderr.decode()
        told = json.loads(run.stdout)
        found.update({Path(each["source"]).name: each for each in (told if isinstance(told, list) else [told])})
    return found


@pytest.mark.parametrize("name", NAMES)
def test_each_clause_of_each_case_has_its_verdict(name: str, verdicts: dict[str, dict[str, object]]) -> None:
    case = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    told = verdicts[case["copy"]]
    assert {each["name"]: each["verdict"] for each in told["clauses"]} == case["clauses"], told
    assert told["outcome"] == case["outcome"]
    assert told.get("reason", "") == case.get("reason", "")
    if "diff" in case:
        assert [{key: each[key] for key in ("op", "from", "to")} for each in told["diff"]] == case["diff"]


def test_every_file_of_the_cases_is_a_case() -> None:
    copies = {tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["copy"] for name in NAMES}
    assert {path.name for path in CASES.iterdir() if path.suffix != ".toml"} == copies
