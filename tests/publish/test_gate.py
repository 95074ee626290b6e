"""The gate, through the command that an owner types: one thing broken at a time, and the released site stays as it was."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Project

CASES = sorted((Path(__file__).parent / "cases" / "sabotage").glob("*.toml"))


def break_one_thing(project: Project, edits: list[dict[str, Any]]) -> None:  # noqa: C901 - one case a kind of edit
    for edit in edits:
        path = project.folder / edit["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if "write" in edit:
            path.write_text(edit["write"], encoding="utf-8")
        elif "write_bytes" in edit:
            path.write_bytes(bytes.fromhex(edit["write_bytes"]))
        elif "remove_line" in edit:
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [line for line in lines if not line.startswith(edit["remove_line"])]
            assert len(kept) < len(lines), f"no line of {path} starts with {edit['remove_line']!r}"
            path.write_text("".join(kept), encoding="utf-8")
        elif "replace" in edit:
            text = path.read_text(encoding="utf-8")
            assert edit["replace"] in text, f"{path} does not hold {edit['replace']!r}"
            path.write_text(text.replace(edit["replace"], edit["with"]), encoding="utf-8")
        elif "append" in edit:
            path.write_text(path.read_text(encoding="utf-8") + edit["append"], encoding="utf-8")
        elif "symlink" in edit:
            path.symlink_to(edit["symlink"])
        elif "pipe" in edit:
            os.mkfifo(path)
        elif "megabytes" in edit:
            path.write_bytes(b"Title: Large\n\n" + b"word " * (edit["megabytes"] * 200_000))
        elif "rename" in edit:
            path.rename(path.with_name(edit["rename"]))
        elif "delete" in edit:
            path.unlink()
        else:
            raise AssertionError(f"this edit says nothing to do: {edit}")


def codes_in(told: str) -> list[str]:
    """The codes of the findings in a report, each once, in order; warnings left out."""
    return sorted(set(re.findall(r": ([A-Z]\d{3}) [a-z-]+: (?!warning: )", told)))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_one_thing_broken_stops_the_release_and_is_named(published: Project, path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    before = published.digests()
    break_one_thing(published, case["edit"])

    run = published.publish(case.get("settings", "publishconf.py"), *case.get("options", []))

    told = run.stdout + run.stderr
    assert run.returncode == case.get("status", 1), told
    assert codes_in(told) == case["expect"], told
    assert "Traceback" not in told, told
    assert published.digests() == before


def test_every_sabotage_case_is_a_file_that_was_found() -> None:
    assert len(CASES) == len(list((Path(__file__).parent / "cases" / "sabotage").iterdir())) >= 11


def test_publishing_without_an_address_exits_2_and_says_what_to_type(project: Project) -> None:
    run = project.run("pelican", "content", "-s", "publishconf.py", SITEURL="")

    assert run.returncode == 2
    assert "SITEURL=https://" in run.stderr
    assert not project.output.exists()


def test_two_things_broken_are_both_told_in_one_run(published: Project) -> None:
    before = published.digests()
    break_one_thing(published, [{"file": "theme/templates/partials/footer.html", "write": ""}])
    break_one_thing(published, [{"file": "content/it-certifications/second.txt", "write": "Article Body:\nNo title.\n"}])

    run = published.publish()

    assert run.returncode == 1
    assert " C101 " in run.stderr
    assert "missing-title" in run.stderr
    assert published.digests() == before


def test_a_second_release_replaces_the_first_whole(published: Project) -> None:
    before = published.digests()
    article = next((published.folder / "content" / "it-certifications").glob("*.txt"))
    article.write_text(article.read_text(encoding="utf-8").replace("Start Small", "Begin Small"), encoding="utf-8")

    run = published.publish()

    assert run.returncode == 0, run.stderr
    after = published.digests()
    assert after.keys() == before.keys()
    assert after != before


def test_two_builds_of_one_source_are_equal_byte_for_byte(published: Project) -> None:
    before = published.digests()

    run = published.run("pelican", "content", "-s", "publishconf.py", SITEURL="http://localhost:8000", PYTHONHASHSEED="7", TZ="Asia/Tokyo")

    assert run.returncode == 0, run.stderr
    assert published.digests() == before


@pytest.mark.parametrize("opted_in", [True, False])
def test_the_terms_for_automated_use_are_there_where_the_owner_has_set_some_and_nowhere_else(project: Project, *, opted_in: bool) -> None:
    settings = project.folder / "publishconf.py"
    settings.write_text(settings.read_text(encoding="utf-8") + ('RSL_PERMITS = ["search"]\n' if opted_in else ""), encoding="utf-8")

    run = project.publish()

    assert run.returncode == 0, run.stderr
    page = next(project.output.glob("articles/*/index.html")).read_text(encoding="utf-8")
    announced = [("/rsl.xml" in page), ("/rsl.xml" in (project.output / "robots.txt").read_text(encoding="utf-8"))]
    assert announced == [opted_in, opted_in]
    assert (project.output / "rsl.xml").exists() == opted_in


def test_a_markdown_article_with_code_tables_and_quotations_is_released(project: Project) -> None:
    """Its copy in the text format writes ``&lt;`` and ``&amp;`` where its code has ``<`` and ``&``."""
    series = project.folder / "content" / "it-certifications"
    text = (
        "Title: Code and tables\nKeywords: code\nSummary: What Markdown has.\n\n"
        "Where `a < b && c > d`, AT&T says &lt; nothing.\n\n## A table\n\n| Name | Value |\n|---|--:|\n| x < y | 1 |\n\n## Code\n\n"
        '```python\ndef f(a: int = 1) -> dict[str, list[int]]:\n    return {"<b>": [a & 1]}\n```\n\n> Quoted, "twice".\n\n'
        "Copyright MMI-MMVI, Computer Consultants Secrets. All Worldwide Rights Reserved. "
        "{Attention Publishers: Live hyperlink in author resource box required for copyright compliance}\n"
    )
    (series / "code.md").write_text(text, "utf-8")

    run = project.publish("pelicanconf.py")

    assert run.returncode == 0, run.stderr


def test_files_that_pages_show_and_copies_of_editors_may_lie_among_the_pages(published: Project) -> None:
    pages = published.folder / "content" / "pages"
    picture = (published.folder / "theme" / "static" / "favicon.ico").read_bytes()
    for name in ("pic.ico", ".about.html.swp", "about.html~", "#about.html#"):
        (pages / name).write_bytes(picture)
    about = pages / "about.md"
    about.write_text(f"{about.read_text(encoding='utf-8')}\n[One]({{static}}pic.ico)\n", encoding="utf-8")

    run = published.publish()

    assert run.returncode == 0, run.stderr
    assert {path.name for path in published.output.glob("pages/*")} == {"pic.ico"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("SITEURL = 5", "imprint: SITEURL is 5; expected text in quotes\n"),
        (
            "SITEURL = 'https://x.example/a b'",
            "imprint: SITEURL is 'https://x.example/a b'; write it as browsers do: 'https://x.example/a%20b'\n",
        ),
        ("JINJA_ENVIRONMENT = ['trim']", "imprint: JINJA_ENVIRONMENT is ['trim']; expected a dictionary\n"),
        (
            "THEME = 'nowhere'",
            "imprint: the settings cannot be used: ValueError: Could not find the theme nowhere; run pelican with -D to see where it happened\n",
        ),
    ],
)
def test_settings_that_cannot_be_used_are_told_in_a_line_that_names_them(published: Project, line: str, told: str) -> None:
    (published.folder / "here.py").write_text(f"import sys\nsys.path.insert(0, '.')\nfrom publishconf import *\n{line}\n", encoding="utf-8")

    run = published.publish("here.py")

    assert run.returncode == 2
    assert run.stderr == told
