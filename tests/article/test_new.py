"""``imprint new``: a new article that passes the check, in any series, or a clear refusal."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from series_by_hand import MANIFEST, article_text, write_series

from imprint.article.library import read_library
from imprint.cli import main

YEAR = datetime.now(UTC).year


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def new(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["new", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.output
    return result


@pytest.mark.parametrize(("form", "suffix"), [("text", ".txt"), ("markdown", ".md")])
def test_a_new_article_passes_the_check_and_is_a_draft_until_it_is_written(form: str, suffix: str) -> None:
    series = write_series(Path("content/s"), "Bees")
    result = new("What's New in  Wasps?", "--series", "s", "--format", form)
    path = series / f"whats-new-in-wasps{suffix}"
    assert result.stdout == f"{path} is ready to be written.\n"
    assert f"Copyright {YEAR}, Ada Byron" in path.read_text("utf-8")
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    library = read_library(Path("content"), "https://site.example")
    assert [(article.title, article.status) for article in library.articles] == [("Bees", "published"), ("What's New in Wasps?", "draft")]
    path.write_text(
        path.read_text("utf-8").replace(
            "Write the article here, in place of this sentence.", "Wasps are bees without the honey, and with more to say."
        ),
        "utf-8",
    )
    assert [article.status for article in read_library(Path("content"), "https://site.example").articles] == ["published", "published"]
    assert (series / "series.toml").read_text("utf-8") == MANIFEST


@pytest.mark.parametrize(
    "manifest",
    [
        MANIFEST + '\n[[article]]\nfile = "1.txt"',
        MANIFEST.replace("date_start = 2026-11-23\n", "") + '# the end\n[[article]]\nfile = "1.txt"\ndate = 2026-01-01\n\n\n',
        (MANIFEST + '[[article]]\nfile = "1.txt"\n').replace("\n", "\r\n"),
    ],
    ids=["listed", "dated", "line breaks of Windows"],
)
def test_a_manifest_that_lists_its_articles_lists_the_new_one_too(manifest: str) -> None:
    series = write_series(Path("content/s"), "Bees")
    (series / "series.toml").write_bytes(manifest.encode())
    new("Wasps", "--series", "content/s")
    after = (series / "series.toml").read_bytes()
    assert after.startswith(manifest.rstrip().encode())
    assert after.count(b"\r\n") in {0, after.count(b"\n")}
    last = tomllib.loads(after.decode())["article"][-1]
    assert last == ({"file": "wasps.txt"} if "date_start" in manifest else {"file": "wasps.txt", "date": datetime.now(UTC).date()})
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_the_notice_names_the_one_holder_or_the_one_that_is_given() -> None:
    write_series(
        Path("content/none"), manifest='title = "T"\ncategory = "C"\ndate_start = 2026-11-23\nauthor = "A"\nresource_url = "/about/"\n'
    )
    write_series(Path("content/two"), "Bees", manifest=MANIFEST + '[holder."Per Vale"]\nauthor = "Per Vale"\nresource_url = "/about/"\n')
    assert "names no holder; say with --holder" in new("Wasps", "--series", "none", status=2).stderr
    assert "names several holders; say with --holder" in new("Wasps", "--series", "two", status=2).stderr
    new("Wasps", "--series", "none", "--holder", "Ada Byron")
    new("Stings", "--series", "two", "--holder", "Per Vale")
    assert f"Copyright {YEAR}, Per Vale" in Path("content/two/stings.txt").read_text()
    write_series(
        Path("content/given"), manifest=MANIFEST.replace("date_start", 'copyright_holder = "Ada Byron"\ncopyright_years = 2006\ndate_start')
    )
    new("Hives", "--series", "given")
    assert "Copyright" not in Path("content/given/hives.txt").read_text()


def test_what_cannot_be_made_is_refused_and_leaves_nothing_behind() -> None:
    series = write_series(Path("content/s"), "Bees")
    (series / "wasps.txt").write_text(article_text("Quite Another Title"))
    Path("content/bare").mkdir()
    for arguments, status, words in (
        (("Bees", "--series", "s"), 2, "content/s/1.txt has the address /articles/bees/ already"),
        (("Wasps", "--series", "s"), 2, "content/s/wasps.txt has the address"),
        (("???", "--series", "s"), 2, "gives no address"),
        (("Wasps", "--series", "bare"), 2, "content/bare has no series.toml"),
        (("Wasps", "--series", "gone"), 2, "there is no folder gone"),
        (("Wasps and More", "--series", "s", "--holder", "Per Vale"), 1, "would not pass the check"),
    ):
        assert words in new(*arguments, status=status).stderr
    assert sorted(path.name for path in Path("content").rglob("*.*")) == ["1.txt", "series.toml", "wasps.txt"]
    assert (series / "wasps.txt").read_text() == article_text("Quite Another Title")
    assert (series / "series.toml").read_text() == MANIFEST
