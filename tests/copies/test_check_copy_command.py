"""The command itself: its forms, its exit statuses, its options, and sources that nobody should hand to a program."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from imprint.copies.catalogue import CLAUSES

HERE = Path(__file__).parent
CASES = HERE / "cases"
CONTENT = HERE / "content"
ARTICLE = CONTENT / "secrets" / "certifications.txt"
ID = "urn:uuid:00000000-0000-5000-8000-000000000001"


def check(*arguments: str | Path, data: bytes | None = None, article: Path = ARTICLE) -> subprocess.CompletedProcess[bytes]:
    program = Path(sys.executable).with_name("imprint")
    command = [program, "check-copy", "--site-url", "https://imprint.example", "--article", article, *arguments]
    run = subprocess.run(command, cwd=HERE, input=data, capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in run.stderr, run.stderr.decode()
    return run


def case(name: str) -> Path:
    return CASES / name


@pytest.mark.parametrize(
    ("names", "status"),
    [
        (["kept-wordpress-secrets.html"], 0),
        (["kept-wordpress-secrets.html", "unknown-excerpt.html"], 3),
        (["unknown-excerpt.html", "broken-word.html", "kept-wordpress-secrets.html"], 1),
    ],
)
def test_the_worst_of_several_sources_counts(names: list[str], status: int) -> None:
    assert check(*map(case, names)).returncode == status


def test_the_json_form_has_the_fields_that_it_promises() -> None:
    told = json.loads(check("--json", case("broken-word.html")).stdout)
    assert list(told) == ["outcome", "article", "source", "similarity", "clauses", "diff"]
    assert [each["name"] for each in told["clauses"]] == [clause.name for clause in CLAUSES]
    assert {tuple(each) for each in told["clauses"]} == {("name", "verdict", "evidence", "line")}
    assert told["diff"] == [{"op": "delete", "from": "non", "to": "", "line": 22}]
    assert 0.99 < told["similarity"] < 1


def test_several_sources_are_a_list_and_unknown_has_its_reason() -> None:
    told = json.loads(check("--json", case("unknown-excerpt.html"), case("kept-wordpress-secrets.html")).stdout)
    assert [(each["outcome"], each.get("reason")) for each in told] == [("unknown", "excerpt"), ("kept", None)]


def test_a_copy_can_come_by_standard_input() -> None:
    assert check("-", data=case("kept-plain-text.txt").read_bytes()).returncode == 0


def test_the_line_of_a_verdict_is_that_of_the_source() -> None:
    told = json.loads(check("--json", case("broken-inserted-paragraph.html")).stdout)
    line = told["diff"][0]["line"]
    assert "Our own courses" in case("broken-inserted-paragraph.html").read_text("utf-8").splitlines()[line - 1]


def test_what_is_printed_for_a_broken_copy_mends_it(tmp_path: Path) -> None:
    printed = check(case("broken-link-gone.html"), article=CONTENT / "bees" / "hives.txt").stdout.decode()
    box = next(line.strip() for line in printed.splitlines() if "<a href=" in line)
    mended = tmp_path / "mended.html"
    mended.write_text(case("broken-link-gone.html").read_text("utf-8").replace("<B>About the Author</B>", box, 1), "utf-8")
    assert check(mended, article=CONTENT / "bees" / "hives.txt").returncode == 0


def test_a_saved_page_is_judged_with_the_style_sheet_beside_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        case("kept-style-sheet-missing.html").read_text("utf-8").replace("https://cdn.example/site.css", "page_files/site.css"), "utf-8"
    )
    (tmp_path / "page_files").mkdir()
    sheet = tmp_path / "page_files" / "site.css"
    sheet.write_text("p { color: #222 }", "utf-8")
    assert check(page).returncode == 0
    sheet.write_text(".entry-content p a { display: none }", "utf-8")
    run = check("--json", page)
    assert run.returncode == 1
    assert [each["name"] for each in json.loads(run.stdout)["clauses"] if each["verdict"] == "fail"] == ["link-visible"]


def test_a_saved_page_names_nothing_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("a { display: none }", "utf-8")
    (tmp_path / "site").mkdir()
    page = tmp_path / "site" / "page.html"
    page.write_text(
        case("kept-style-sheet-missing.html").read_text("utf-8").replace("https://cdn.example/site.css", "../secret.css"), "utf-8"
    )
    assert check(page).returncode == 0


def record(tmp_path: Path, article_id: str, *, urgency: str, live: bool = True) -> Path:
    path = tmp_path / "versions.json"
    change = {
        "sequence": 1,
        "article": article_id,
        "kind": "correction",
        "urgency": urgency,
        "changed": ["body"],
        "note": "A figure was wrong.",
    }
    change |= {"version": 2, "sha256": "0" * 64, "path": "/", "title": "", "updated": ""}
    release = {"version": 2, "sha256": "0" * 64, "parts": ["", "", "", ""], "path": "/", "title": "", "modified": "", "live": live}
    path.write_text(json.dumps({"format": 1, "terms": {}, "articles": {article_id: release}, "changes": [change]}), "utf-8")
    return path


@pytest.fixture
def corrected(tmp_path: Path) -> tuple[Path, Path]:
    """An article that was corrected, and the file of its first release."""
    folder = tmp_path / "secrets"
    shutil.copytree(CONTENT / "secrets", folder)
    manifest = folder / "series.toml"
    manifest.write_text(manifest.read_text("utf-8") + f'\n[[article]]\nfile = "certifications.txt"\nid = "{ID}"\n', "utf-8")
    article = folder / "certifications.txt"
    (tmp_path / "old").mkdir()
    for path in (article, manifest):
        shutil.copy(path, tmp_path / "old" / path.name)
    article.write_text(article.read_text("utf-8").replace("one or two entry-level", "two or three entry-level"), "utf-8")
    return article, tmp_path / "old" / "certifications.txt"


def test_a_faithful_copy_of_an_earlier_release_is_no_alteration(corrected: tuple[Path, Path], tmp_path: Path) -> None:
    article, old = corrected
    versions = record(tmp_path, ID, urgency="recommended")
    copy = case("kept-wordpress-secrets.html")
    run = check("--json", "--record", versions, copy, article=article)
    assert (run.returncode, json.loads(run.stdout)["reason"]) == (3, "text-unaltered-not-determined")
    run = check("--json", "--record", versions, "--earlier", f"1={old}", copy, article=article)
    told = json.loads(run.stdout)
    assert (run.returncode, told["outcome"]) == (0, "kept")
    assert told["clauses"][-1]["verdict"] == "info"
    assert "version 1 of 2" in told["clauses"][-1]["evidence"]


def test_a_required_correction_that_is_missing_breaks_the_terms(corrected: tuple[Path, Path], tmp_path: Path) -> None:
    article, old = corrected
    versions = record(tmp_path, ID, urgency="required")
    run = check("--json", "--record", versions, "--earlier", f"1={old}", case("kept-wordpress-secrets.html"), article=article)
    told = json.loads(run.stdout)
    assert (run.returncode, told["outcome"], told["clauses"][-1]["verdict"]) == (1, "broken", "fail")


def test_an_article_that_the_record_no_longer_has_is_withdrawn(corrected: tuple[Path, Path], tmp_path: Path) -> None:
    article, _ = corrected
    run = check(
        "--json", "--record", record(tmp_path, ID, urgency="optional", live=False), case("kept-wordpress-secrets.html"), article=article
    )
    assert (run.returncode, json.loads(run.stdout)["outcome"]) == (1, "withdrawn")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.html"], "nowhere.html: No such file or directory"),
        (["-", "-"], "standard input can be read once"),
        (["--earlier", "x", "-"], "expected VERSION=FILE"),
    ],
)
def test_wrong_usage_is_told_and_is_status_2(arguments: list[str], said: str) -> None:
    run = check(*arguments, data=b"")
    assert (run.returncode, said in run.stderr.decode()) == (2, True), run.stderr


def test_an_article_outside_every_series_is_wrong_usage(tmp_path: Path) -> None:
    lone = tmp_path / "article.txt"
    shutil.copy(ARTICLE, lone)
    run = check("-", data=b"", article=lone)
    assert (run.returncode, "stands in no series" in run.stderr.decode()) == (2, True)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00" * 1000,
        b"<" * 200_000,
        b"[a](" * 100_000,
        b"<div>" * 100_000,
        b"<!--" * 200_000,
        b"# " + b"(" * 200_000,
        b"<rss><channel><item><description>&lol;",
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [[]]}',
        b"<a href=x>" * 100_000,
        b"the " * 500_000,
    ],
    ids=["bytes", "brackets", "links", "nested", "comments", "heading", "entity", "json", "anchors", "words"],
)
def test_a_source_that_is_made_to_hurt_is_unknown(data: bytes) -> None:
    run = check("--json", "-", data=data)
    assert (run.returncode, json.loads(run.stdout)["reason"]) == (3, "article-not-found")


def test_five_megabytes_around_a_copy_change_nothing() -> None:
    page = case("kept-wordpress-secrets.html").read_text("utf-8")
    filler = "<p>IT certifications the of to you do not business and a small lorem ipsum</p>\n" * 60_000
    run = check("--json", "-", data=page.replace('<div id="content"', f'<div class="list">{filler}</div><div id="content"').encode())
    assert (run.returncode, json.loads(run.stdout)["outcome"]) == (0, "kept")


def test_a_source_beyond_the_limit_is_unknown() -> None:
    assert json.loads(check("--json", "-", data=b"x" * (9 << 20)).stdout)["reason"] == "too-large"


@pytest.mark.browser
def test_a_browser_runs_the_scripts_of_a_page(tmp_path: Path) -> None:
    if shutil.which("chromium") is None:
        pytest.skip("Debian's chromium is not installed, so no browser was asked")
    text = case("kept-wordpress-secrets.html").read_text("utf-8")
    page = tmp_path / "page.html"
    page.write_text(
        text.replace("</body>", "<script>document.querySelector('.entry-content a').parentNode.style.display = 'none'</script></body>"),
        "utf-8",
    )
    assert check(page).returncode == 0
    assert check("--browser", page).returncode == 1
    assert check("--browser", case("kept-wordpress-secrets.html")).returncode == 0
