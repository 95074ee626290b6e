"""Corrections and withdrawals, through the command that an owner types: what is told, what disappears, and what the audit demands of both."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Project

SERIES = "content/it-certifications"
ENTRY = '\n[[article]]\nfile = "second.txt"\n'


def correct(project: Project) -> None:
    article = next((project.folder / SERIES).glob("000*.txt"))
    article.write_text(article.read_text(encoding="utf-8").replace("Start Small", "Begin Small"), encoding="utf-8")


def add_second(project: Project, status: str = "") -> None:
    first = next((project.folder / SERIES).glob("000*.txt"))
    text = first.read_text(encoding="utf-8").replace("IT Certifications: Do Your", "Second Certifications: Do Your")
    (project.folder / SERIES / "second.txt").write_text(text, encoding="utf-8")
    manifest = project.folder / SERIES / "series.toml"
    kept = manifest.read_text(encoding="utf-8").partition(ENTRY)[0]
    manifest.write_text(f"{kept}{ENTRY}{status}", encoding="utf-8")


def audited(project: Project) -> list[str]:
    run = project.run("imprint", "audit", "output", "--json")
    return [f"{each['code']} {each['path']}: {each['message']}" for each in json.loads(run.stdout)["findings"]]


def ids_of_entries(project: Project) -> dict[str, list[str]]:
    """The ids of the entries of every feed, and of the feed itself where it has one."""
    found = {}
    for path in sorted((project.output / "feeds").rglob("*")):
        if path.is_file() and path.suffix != ".opml":
            text = path.read_text(encoding="utf-8")
            found[path.name] = sorted(re.findall(r'<guid isPermaLink="false">([^<]*)|<id>([^<]*)|^\{"id": "([^"]*)', text, re.MULTILINE))
    return found


@pytest.mark.parametrize(
    ("change", "kind", "version"),
    [
        ('title = "Do Your Clients Understand IT Certifications?"', "correction", 2),
        ("date = 2007-03-04", None, 1),
        ('slug = "elsewhere"', "move", 1),
        ('modified = 2027-01-01\nmodified_note = "A word was wrong."\nresource_anchor = "the consultants"', "correction", 2),
    ],
    ids=["title", "date", "address", "link"],
)
def test_an_edit_keeps_the_ids_of_entries_and_feeds_and_is_told(published: Project, change: str, kind: str | None, version: int) -> None:
    before = ids_of_entries(published)
    manifest = published.folder / SERIES / "series.toml"
    first = next((published.folder / SERIES).glob("000*.txt")).name
    entry = f'\n[[article]]\nfile = "{first}"\n{change}\n'
    manifest.write_text(manifest.read_text(encoding="utf-8") + entry, encoding="utf-8")

    run = published.publish()

    assert run.returncode == 0, run.stderr
    assert ("K124 address-changed" in run.stdout + run.stderr) == change.startswith(("title", "slug"))
    assert audited(published) == []
    after = ids_of_entries(published)
    assert after == before
    assert sum(map(len, after.values())) == 12
    told = json.loads((published.output / "reprint" / "changes.json").read_bytes())["items"]
    assert [(each["_reprint"]["kind"], each["_reprint"]["version"]) for each in told] == ([(kind, version)] if kind else [])
    assert [each["_reprint"]["note"] for each in told] == (["A word was wrong."] if "modified_note" in change else [""] * len(told))
    (release,) = json.loads((published.output / "reprint" / "versions.json").read_bytes())["articles"].values()
    assert release["version"] == version


def test_what_is_advised_for_a_changed_address_keeps_the_old_one_or_sends_it_on(published: Project) -> None:
    (before,) = published.output.glob("articles/*")
    manifest = published.folder / SERIES / "series.toml"
    first = next((published.folder / SERIES).glob("000*.txt")).name
    text = manifest.read_text(encoding="utf-8") + f'\n[[article]]\nfile = "{first}"\ntitle = "Do They Understand?"\n'

    manifest.write_text(f"{text}slug = '{before.name}'\n", encoding="utf-8")
    kept = published.publish()
    assert kept.returncode == 0, kept.stderr
    assert "K124" not in kept.stdout + kept.stderr
    assert (published.output / "articles" / before.name).is_dir()

    manifest.write_text(text, encoding="utf-8")
    host = published.folder / "content" / "host"
    host.mkdir()
    (host / "_redirects").write_text(f"/articles/{before.name}/ /articles/do-they-understand/ 301\n", encoding="utf-8")
    moved = published.publish()
    assert moved.returncode == 0, moved.stderr
    told = " ".join((moved.stdout + moved.stderr).split())
    assert f"set slug = '{before.name}' in the article's entry" in told
    assert (host / "_redirects").read_text(encoding="utf-8").strip() in told


def test_what_is_advised_for_a_changed_id_keeps_the_released_one(published: Project) -> None:
    record = (published.folder / "releases.json").read_bytes()
    article = next((published.folder / SERIES).glob("000*.txt"))
    article.rename(article.with_name("certifications.txt"))

    refused = published.publish()
    assert refused.returncode == 1
    (told,) = re.findall(r'write (id = "[^"]+") in', " ".join(refused.stderr.split()))

    manifest = published.folder / SERIES / "series.toml"
    manifest.write_text(f'{manifest.read_text(encoding="utf-8")}\n[[article]]\nfile = "certifications.txt"\n{told}\n', encoding="utf-8")
    kept = published.publish()
    assert kept.returncode == 0, kept.stderr
    assert (published.folder / "releases.json").read_bytes() == record


@pytest.mark.parametrize("form", ["json", "atom.xml"])
def test_a_changes_feed_that_leaves_out_a_correction_is_found_out(published: Project, form: str) -> None:
    correct(published)
    assert published.publish().returncode == 0
    assert audited(published) == []
    feed = published.output / "reprint" / f"changes.{form}"
    text = feed.read_text(encoding="utf-8")
    feed.write_text(text.replace('"sha256": "', '"sha256": "0').replace("SHA-256 ", "SHA-256 0"), encoding="utf-8")

    assert [each.partition(":")[0] for each in audited(published)] == [f"R116 output/reprint/changes.{form}"]


def test_a_withdrawn_article_is_found_nowhere_but_on_its_own_page(published: Project) -> None:
    add_second(published)
    assert published.publish().returncode == 0
    page = next(published.output.glob("articles/second-*/index.html"))
    slug = page.parent.name
    add_second(published, 'withdrawn = true\nreason = "It was wrong."\n')

    run = published.publish()

    assert run.returncode == 0, run.stderr
    naming = [path for path in published.output.rglob("*") if path.is_file() and f"/articles/{slug}/".encode() in path.read_bytes()]
    assert sorted(path.relative_to(published.output).as_posix() for path in naming) == [
        f"articles/{slug}/index.html",
        "reprint/changes.atom.xml",
        "reprint/changes.json",
        "reprint/versions.json",
    ]
    assert "It was wrong." in page.read_text(encoding="utf-8")
    assert sorted(path.name for path in page.parent.iterdir()) == ["index.html"]
    assert [item["_reprint"]["kind"] for item in json.loads((published.output / "reprint" / "changes.json").read_bytes())["items"]] == [
        "withdrawal"
    ]
    home = published.output / "index.html"
    home.write_text(home.read_text(encoding="utf-8").replace("<main", f'<a href="/articles/{slug}/">second</a><main'), encoding="utf-8")
    assert [each.partition(":")[0] for each in audited(published)] == ["S108 output/index.html"]


def kinds_told(project: Project) -> list[str]:
    """What the changes feed tells, the newest first."""
    return [item["_reprint"]["kind"] for item in json.loads((project.output / "reprint" / "changes.json").read_bytes())["items"]]


@pytest.mark.parametrize("status", ['status = "draft"\n', None], ids=["a draft again", "removed"])
def test_a_released_article_that_is_taken_out_is_withdrawn_and_may_return(published: Project, status: str | None) -> None:
    add_second(published)
    assert published.publish().returncode == 0
    slug = next(published.output.glob("articles/second-*")).name
    if status is None:
        (published.folder / SERIES / "second.txt").unlink()
        manifest = published.folder / SERIES / "series.toml"
        manifest.write_text(manifest.read_text(encoding="utf-8").partition(ENTRY)[0], encoding="utf-8")
    else:
        add_second(published, status)

    out = published.publish()

    assert out.returncode == 0, out.stderr
    assert audited(published) == []
    naming = [path for path in published.output.rglob("*") if path.is_file() and f"/articles/{slug}/".encode() in path.read_bytes()]
    assert sorted(path.relative_to(published.output).as_posix() for path in naming) == [
        "reprint/changes.atom.xml",
        "reprint/changes.json",
        "reprint/versions.json",
    ]
    assert not (published.output / "articles" / slug).exists()
    assert kinds_told(published) == ["withdrawal"]
    add_second(published)
    assert published.publish().returncode == 0
    assert kinds_told(published) == ["return", "withdrawal"]


def test_a_draft_that_was_never_released_is_named_nowhere(published: Project) -> None:
    add_second(published, 'title = "Nobody knows"\nstatus = "draft"\n')
    assert published.publish().returncode == 0
    assert audited(published) == []
    feed = published.output / "reprint" / "changes.json"
    feed.write_text(feed.read_text(encoding="utf-8").replace("reprint-terms/1/", "articles/nobody-knows/", 1), encoding="utf-8")

    assert "S108 output/reprint/changes.json" in [each.partition(":")[0] for each in audited(published)]
