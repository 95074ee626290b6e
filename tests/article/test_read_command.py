"""``imprint read`` as it is typed: what it prints, and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEED = next((ROOT / "content" / "it-certifications").glob("*.txt"))


def read(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).parent / "imprint", "read", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | environment,
    )


def test_the_seed_is_shown_to_a_person() -> None:
    result = read(SEED)
    assert (result.returncode, result.stderr) == (0, "")
    shown = [line.split(maxsplit=1) for line in result.stdout.splitlines() if line]
    assert ["title", "IT Certifications: Do Your Clients Even Understand Them?"] in shown
    assert ["words", "279 to read; 305 by the format's rule, declared 305"] in shown
    assert ["24", "heading  Start Small with Certification"] in shown
    assert "2001–2006; holder Computer Consultants Secrets; publishers: Live hyperlink" in result.stdout
    assert "A201 keyword-collision: warning: 4 keywords make 2 tags" in result.stdout


def test_errors_are_told_and_the_json_is_printed_all_the_same(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Title: T\n\nNo label of a body.\n", encoding="utf-8")
    told, parsed = read(article), read("--json", article)
    assert (told.returncode, parsed.returncode) == (1, 1)
    assert f"{article}: A108 missing-body:" in told.stdout
    assert [error["code"] for error in json.loads(parsed.stdout)["errors"]] == ["missing-body"]
    assert (told.stderr, parsed.stderr) == ("", "")


@pytest.mark.parametrize("name", ["absent.txt", ".", "a\nb"])
def test_what_cannot_be_opened_is_wrong_usage(name: str, tmp_path: Path) -> None:
    result = read(tmp_path / name)
    assert result.returncode == 2
    assert result.stderr.startswith("imprint: cannot open ")
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_characters_that_a_terminal_obeys_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_bytes("Title: A \x1b[2J\x9b31m \u202eT\nArticle Body:\nText \x1b]0;x\x07 here.\n".encode())
    result = read(article)
    assert result.returncode == 0
    assert not set(result.stdout) & {"\x1b", "\x9b", "\x07"}
    assert "\\u202e" in result.stdout.splitlines()[0]


def test_the_output_does_not_depend_on_the_encoding_of_the_terminal(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Title: ¿Cómo? – “so”\nArticle Body:\nTexto.\n", encoding="utf-8")
    for arguments in ((article,), ("--json", article)):
        result = read(*arguments, PYTHONIOENCODING="ascii")
        assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(read("--json", article, PYTHONIOENCODING="latin-1").stdout)["title"] == "¿Cómo? – “so”"


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(SEED)
    assert json.loads(read("--json", tmp_path / "a.txt").stdout)["word_count"]["legacy"] == 305


def test_a_name_in_capitals_that_ends_in_md_is_markdown(tmp_path: Path) -> None:
    article = tmp_path / "A.MD"
    article.write_text("# T\n\nText.\n", encoding="utf-8")
    assert json.loads(read("--json", article).stdout)["format"] == "markdown"


def test_the_text_format_is_read_without_loading_what_only_others_need() -> None:
    code = (
        "import sys; from imprint.cli import main\n"
        f"try: main(['read', '--json', {str(SEED)!r}])\n"
        "except SystemExit: pass\n"
        "sys.exit(', '.join({'markdown', 'lxml', 'nh3', 'bs4', 'ftfy', 'pelican'} & set(sys.modules)) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
