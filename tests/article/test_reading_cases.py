"""The text format in files: each case is a file as authors write them, and the parse that a careful person wants of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from imprint.cli import main

CASES = Path(__file__).parent / "cases" / "reading"
ALL_CASES = sorted(CASES.glob("*.json"))
NOTES = {"case", "classes", "note"}


def test_every_text_has_a_parse_and_every_parse_a_text() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == {path.stem for path in ALL_CASES}
    assert len(ALL_CASES) >= 20


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda path: path.stem)
def test_a_text_is_read_as_a_careful_person_reads_it(case: Path) -> None:
    result = CliRunner().invoke(main, ["read", "--json", str(case.with_suffix(".txt"))])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    found = json.loads(result.stdout)
    wanted = json.loads(case.read_text(encoding="utf-8"))
    for parse in (found, wanted):
        for told in ("warnings", "errors"):
            parse[told] = sorted({entry["code"] for entry in parse.get(told, ())})
    assert found["ok"] == wanted["ok"]
    assert result.exit_code == (0 if wanted["ok"] else 1)
    if not wanted["ok"]:
        assert found["errors"] == wanted["errors"]
        return
    for notice in found["copyrights"]:
        del notice["line"]
    for notice in wanted["copyrights"]:
        notice.pop("line", None)
    assert {key: found[key] for key in wanted.keys() - NOTES} == {key: wanted[key] for key in wanted.keys() - NOTES}
