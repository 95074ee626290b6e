"""A list of copies on local servers: all are accounted for, a killed run goes on without a second fetch, and the report tells what is to be done."""

from __future__ import annotations

import csv
import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from publishers import Publishers, publishers
from warcio.archiveiterator import ArchiveIterator

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
CASES = HERE / "cases"
CONTENT = HERE / "content"
ARTICLE = str(CONTENT / "secrets" / "certifications.txt")
NAMES = ("kept-wordpress-secrets", "kept-newspaper-secrets", "broken-other-host", "broken-word", "unknown-excerpt", "unknown-other-article")
OUTCOME = {"kept": "kept", "broken": "broken", "unknown": "unknown"}
HOWS = {
    "good": "",
    "slow": "",
    "moved": "",
    "once": "",
    "error": "status-500",
    "gone": "status-404",
    "forbidden": "status-403",
    "private": "robots-refused",
    "hang": "too-slow",
    "reset": "connection-failed",
}
HOSTS = 8


@pytest.fixture(scope="module")
def keeper() -> Iterator[Publishers]:
    pages = {f"{name}.html": (CASES / f"{name}.html").read_bytes() for name in NAMES}
    first, _, rest = pages["kept-wordpress-secrets.html"].decode().partition("<p>If you get too caught up")
    foot = "</div></article></main></body></html>"
    pages["split.html"] = f'{first}<p class="pagination"><a href="?page=2">2</a></p>{foot}'.encode()
    pages["split.html?page=2"] = f"<!doctype html><body><main><article><div><p>If you get too caught up{rest}".encode()
    with publishers(pages, HOSTS) as running:
        yield running


def command(listing: Path, report: Path, *more: str) -> list[str]:
    program = str(Path(sys.executable).with_name("imprint"))
    options = ["--site-url", "https://imprint.example", "--report", str(report), "--pause", "0", "--seconds", "1.5", "--allow-private"]
    return [program, "check-copies", *options, *more, str(listing)]


def write_list(path: Path, rows: list[tuple[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["article", "url", "publisher", "contact"])
        writer.writerows([article, url, "The Lowland Courier", "desk@courier.example"] for article, url in rows)
    return path


def rows_of(report: Path) -> dict[str, dict[str, str]]:
    with (report / "copies.csv").open(encoding="utf-8", newline="") as file:
        return {row["url"]: row for row in csv.DictReader(file)}


def run(*arguments: str, expected: int) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(arguments, cwd=HERE, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == expected, done.stdout + done.stderr
    return done


def test_every_copy_of_a_list_is_accounted_for(keeper: Publishers, tmp_path: Path) -> None:
    expected = {}
    rows = []
    for number in range(20):
        for how, reason in HOWS.items():
            if how in {"hang", "reset"} and number >= 2:
                continue
            name = NAMES[number % len(NAMES)]
            url = keeper.address(number, f"/{how}/{name}.html?n={number}")
            rows.append((ARTICLE, url))
            expected[url] = ("unknown", reason) if reason else (name.partition("-")[0], "")
    listing = write_list(tmp_path / "list.csv", rows)
    report = tmp_path / "report"
    run(*command(listing, report), expected=1)
    told = rows_of(report)
    assert set(told) == set(expected)
    for url, (outcome, reason) in expected.items():
        assert (told[url]["outcome"], told[url]["reason"] if reason else "") == (outcome, reason), told[url]
    page = (report / "index.html").read_text("utf-8")
    assert page.index('class="bad">broken') < page.index('class="doubt">unknown') < page.rindex('class="good">kept')
    broken = next(row for row in told.values() if row["outcome"] == "broken")
    letter = (report / "letters" / broken["letter"]).read_text("utf-8")
    assert "Dear The Lowland Courier," in letter
    assert broken["url"] in letter
    assert len(list((report / "letters").iterdir())) == sum(row["outcome"] == "broken" for row in told.values())
    digests = {}
    for path in (report / "evidence").iterdir():
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "response":
                    digests[record.rec_headers["WARC-Target-URI"]] = hashlib.sha256(record.content_stream().read()).hexdigest()
    for row in told.values():
        if row["file"]:
            assert digests[row["final_url"]] == row["sha256"]


def test_a_second_run_tells_what_has_changed(keeper: Publishers, tmp_path: Path) -> None:
    url = keeper.address(0, "/good/changing.html")
    listing = write_list(tmp_path / "list.csv", [(ARTICLE, url)])
    report = tmp_path / "report"
    keeper.pages["changing.html"] = keeper.pages["kept-wordpress-secrets.html"]
    run(*command(listing, report), expected=0)
    keeper.pages["changing.html"] = keeper.pages["broken-word.html"]
    done = run(*command(listing, report), expected=1)
    assert "1 changed since the last run" in done.stdout
    assert rows_of(report)[url]["before"] == "kept"


def test_a_killed_run_goes_on_without_a_second_fetch(keeper: Publishers, tmp_path: Path) -> None:
    urls = [keeper.address(number, f"/slow/kept-wordpress-secrets.html?killed={number}") for number in range(120)]
    listing = write_list(tmp_path / "list.csv", [(ARTICLE, url) for url in urls])
    report = tmp_path / "report"
    process = subprocess.Popen(command(listing, report, "--at-once", "4"), cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    journal = report / "journal.sqlite"
    known: set[str] = set()
    while len(known) < 20:
        assert process.poll() is None
        if journal.exists():
            with sqlite3.connect(journal, timeout=10) as db:
                try:
                    known = {row[0] for row in db.execute("SELECT url FROM copies WHERE run = 1")}
                except sqlite3.OperationalError:
                    continue
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    with sqlite3.connect(journal, timeout=10) as db:
        known = {row[0] for row in db.execute("SELECT url FROM copies WHERE run = 1")}
    before = dict(keeper.requests)
    run(*command(listing, report), expected=0)
    told = rows_of(report)
    assert {url: row["outcome"] for url, row in told.items()} == dict.fromkeys(urls, "kept")
    assert 20 <= len(known) < len(urls)
    assert {url: keeper.requests[url] - before.get(url, 0) for url in known} == dict.fromkeys(known, 0)


def test_a_copy_that_is_split_over_pages_is_read_as_one(keeper: Publishers, tmp_path: Path) -> None:
    url = keeper.address(3, "/good/split.html")
    report = tmp_path / "report"
    run(*command(write_list(tmp_path / "list.csv", [(ARTICLE, url)]), report), expected=0)
    assert rows_of(report)[url]["outcome"] == "kept"
    run(
        str(Path(sys.executable).with_name("imprint")),
        "check-copy",
        "--allow-private",
        "--site-url",
        "https://imprint.example",
        "--article",
        ARTICLE,
        url,
        expected=0,
    )


def test_two_workers_share_a_list(keeper: Publishers, tmp_path: Path) -> None:
    urls = [keeper.address(number, f"/good/kept-newspaper-secrets.html?shared={number}") for number in range(32)]
    listing = write_list(tmp_path / "list.csv", [(ARTICLE, url) for url in urls])
    report = tmp_path / "report"
    workers = [subprocess.Popen(command(listing, report, "--part", f"{part}/2"), cwd=HERE, stdout=subprocess.DEVNULL) for part in (1, 2)]
    assert [worker.wait(timeout=120) for worker in workers] == [0, 0]
    run(*command(listing, report, "--part", "1/2"), expected=0)
    assert set(rows_of(report)) == set(urls)
    assert all(keeper.requests[url] >= 1 for url in urls)
    assert {path.name for path in report.glob("*.sqlite")} == {"journal-1-of-2.sqlite", "journal-2-of-2.sqlite"}


def test_workers_that_end_at_one_time_write_one_whole_report(keeper: Publishers, tmp_path: Path) -> None:
    urls = [keeper.address(number, f"/good/kept-newspaper-secrets.html?at_once={number}") for number in range(32)]
    listing = write_list(tmp_path / "list.csv", [(ARTICLE, url) for url in urls])
    report = tmp_path / "report"
    for _ in range(3):
        workers = [
            subprocess.Popen(command(listing, report, "--part", f"{part}/4"), cwd=HERE, stdout=subprocess.DEVNULL) for part in range(1, 5)
        ]
        assert [worker.wait(timeout=120) for worker in workers] == [0] * 4
    assert set(rows_of(report)) == set(urls)


def test_addresses_on_a_private_network_are_not_asked_unless_it_is_said(keeper: Publishers, tmp_path: Path) -> None:
    url = keeper.address(0, "/good/kept-wordpress-secrets.html?private")
    listing = write_list(tmp_path / "list.csv", [(ARTICLE, url)])
    arguments = [each for each in command(listing, tmp_path / "report") if each != "--allow-private"]
    run(*arguments, expected=3)
    assert rows_of(tmp_path / "report")[url]["reason"] == "address-private"
    assert keeper.requests[url] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("url\nhttp://a.example/\n", "names no column article"),
        (f"article,url\n{ARTICLE},ftp://a.example/\n", "list.csv:2: 'ftp://a.example/' is no http or https address"),
        ("article,url\nnowhere.txt,http://a.example/\n", "list.csv:2:"),
    ],
)
def test_a_list_that_cannot_be_used_is_wrong_usage(text: str, said: str, tmp_path: Path) -> None:
    listing = tmp_path / "list.csv"
    listing.write_text(text, encoding="utf-8")
    assert said in run(*command(listing, tmp_path / "report"), expected=2).stderr
