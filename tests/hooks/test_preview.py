"""The author's desk, through the command and a real connection: edits show, faults show in the page, and nothing is released."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from imprint.hooks.preview.build import preview_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from conftest import Project

ARTICLE = "/articles/it-certifications-do-your-clients-even-understand-them/"


@dataclass
class Desk:
    """A running preview of a project."""

    project: Project
    port: int

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def edited(self, path: Path, data: bytes) -> None:
        """Write a file and wait until the preview says that it has built again."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", "/-/events")
        stream = connection.getresponse()
        assert stream.readline() == b": waiting\n"
        path.write_bytes(data)
        while stream.readline() != b"event: built\n":
            pass
        connection.close()


@pytest.fixture
def desk(published: Project) -> Iterator[Desk]:
    process = subprocess.Popen(
        [Path(sys.executable).with_name("imprint"), "serve", "--port", "0"],
        cwd=published.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    told = ""
    for line in process.stdout:
        told += line
        if line.startswith("built in"):
            break
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", told)
    assert found, told
    yield Desk(published, int(found[1]))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 0


def seed_file(project: Project) -> Path:
    return next((project.folder / "content" / "it-certifications").glob("*.txt"))


def test_an_edit_shows_in_the_preview_and_leaves_the_released_site_alone(desk: Desk) -> None:
    before = desk.project.digests()
    article = seed_file(desk.project)

    desk.edited(article, article.read_bytes().replace(b"Start Small with", b"Begin Small with"))

    status, page = desk.get(ARTICLE)
    assert status == 200
    assert "Begin Small with Certification" in page
    assert "imprint-preview" not in page.partition("</main>")[2].partition("<link")[0]
    assert desk.project.digests() == before


def test_a_removed_resource_link_shows_its_finding_in_the_page_with_what_to_do(desk: Desk) -> None:
    manifest = desk.project.folder / "content" / "it-certifications" / "series.toml"

    desk.edited(manifest, re.sub(rb"(?m)^resource_url.*\n", b"", manifest.read_bytes()))

    _, page = desk.get("/")
    assert "resource-link-unknown" in page
    assert "resource_url" in page
    assert "Nothing would be published." in page


def test_a_page_has_a_place_for_its_own_findings_alone_though_articles_share_their_notice(desk: Desk) -> None:
    article = seed_file(desk.project)
    other = article.with_name("second.txt")
    desk.edited(other, article.read_bytes().replace(b"Do Your Clients Even Understand Them?", b"A Second Look"))
    manifest = article.with_name("series.toml")

    desk.edited(manifest, re.sub(rb"(?m)^resource_url.*\n", b"", manifest.read_bytes()))

    for address, file in ((ARTICLE, article), ("/articles/it-certifications-a-second-look/", other)):
        placed = re.findall(r"<li[^>]* data-excerpt=.*?</li>", desk.get(address)[1])
        assert [file.name in item for item in placed if "M121" in item] == [True]


def test_an_unknown_address_is_a_404_with_a_body(desk: Desk) -> None:
    status, page = desk.get("/no/such/page/")

    assert status == 404
    assert "<h1" in page


def test_a_draft_is_in_the_preview_and_not_in_the_released_site(desk: Desk) -> None:
    folder = desk.project.folder / "content" / "it-certifications"
    text = seed_file(desk.project).read_text(encoding="utf-8").replace("Do Your Clients Even Understand Them?", "A Second Look")
    manifest = folder / "series.toml"
    desk.edited(manifest, manifest.read_bytes() + b'\n[[article]]\nfile = "second.txt"\nstatus = "draft"\n')

    desk.edited(folder / "second.txt", text.encode())

    assert desk.get("/articles/it-certifications-a-second-look/")[0] == 200
    run = desk.project.publish()
    assert run.returncode == 0, run.stderr
    assert not (desk.project.output / "articles" / "it-certifications-a-second-look").exists()


def test_a_broken_settings_file_is_told_and_the_preview_goes_on(desk: Desk) -> None:
    settings = desk.project.folder / "pelicanconf.py"
    text = settings.read_bytes()

    desk.edited(settings, text + b"\nraise ValueError('no')\n")
    assert "preview-failed" in desk.get("/")[1]

    desk.edited(settings, text)
    assert "preview-failed" not in desk.get("/")[1]


def test_the_preview_is_the_folder_that_a_clean_build_makes(desk: Desk, tmp_path: Path) -> None:
    article = seed_file(desk.project)
    manifest = article.with_name("series.toml")
    desk.edited(article, article.read_bytes().replace(b"Start Small", b"Begin Small"))
    desk.edited(manifest, manifest.read_bytes().replace(b"2026-11-23", b"2026-10-01"))
    desk.edited(article, article.read_bytes().replace(b"Do Your Clients Even Understand Them?", b"What Do They Mean?"))
    style = desk.project.folder / "theme" / "static" / "style.css"
    desk.edited(style, style.read_bytes() + b"\n/* mine */\n")

    build_preview_of = (
        "import sys; from pathlib import Path; from imprint.hooks.preview.build import build_preview;"
        f"build_preview(Path('pelicanconf.py').absolute(), Path({str(tmp_path)!r}), 'http://127.0.0.1:{desk.port}')"
    )
    assert desk.project.run("python", "-c", build_preview_of).returncode == 0

    assert files_of(preview_site(desk.project.folder / ".imprint")) == files_of(preview_site(tmp_path))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_article_with_a_fault_stays_to_be_looked_at_with_what_is_wrong(desk: Desk) -> None:
    article = seed_file(desk.project)
    assert desk.get(ARTICLE)[0] == 200

    desk.edited(article, article.read_bytes().replace(b"Title:", b"Titel:"))

    status, page = desk.get(ARTICLE)
    assert status == 200
    assert "missing-title" in page
    assert "On this page" in page


@pytest.mark.parametrize("address", ["/../pelicanconf.py", "/%2e%2e/pelicanconf.py", "/theme/../../../pelicanconf.py", "/%00"])
def test_an_address_cannot_leave_the_preview(desk: Desk, address: str) -> None:
    status, page = desk.get(address)

    assert status == 404
    assert "PELICAN_CLASS" not in page


def test_an_address_without_its_slash_is_sent_to_it(desk: Desk) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=30)
    connection.request("HEAD", "/about")
    answer = connection.getresponse()
    connection.close()

    assert (answer.status, answer.getheader("Location")) == (301, "/about/")


@pytest.fixture
def page() -> Iterator[Page]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if shutil.which("chromium") is None:
        pytest.skip("there is no chromium here")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser.new_page()
        browser.close()


@pytest.mark.browser
def test_an_open_page_changes_by_itself_and_says_at_the_place_what_is_wrong(desk: Desk, page: Page) -> None:
    article = seed_file(desk.project)
    manifest = article.with_name("series.toml")
    page.goto(f"http://127.0.0.1:{desk.port}{ARTICLE}")

    article.write_bytes(article.read_bytes().replace(b"Start Small with", b"Begin Small with"))
    page.get_by_role("heading", name="Begin Small with").wait_for()

    text = manifest.read_bytes()
    manifest.write_bytes(re.sub(rb"(?m)^resource_url.*\n", b"", text))
    note = page.locator(".imprint-note")
    note.wait_for()
    assert "M121 resource-link-unknown" in note.inner_text()
    assert "add resource_url" in note.inner_text()
    assert "Copyright MMI-MMVI" in page.locator(".imprint-found").inner_text()

    manifest.write_bytes(text)
    page.wait_for_function("!document.querySelector('.imprint-note')")
    assert page.locator("#imprint-preview.errors").count() == 0


@pytest.mark.browser
def test_an_edit_elsewhere_leaves_the_open_page_where_its_reader_is(desk: Desk, page: Page) -> None:
    page.goto(f"http://127.0.0.1:{desk.port}/about/")
    page.evaluate("window.untouched = true")

    article = seed_file(desk.project)
    desk.edited(article, article.read_bytes().replace(b"Start Small with", b"Begin Small with"))
    page.wait_for_timeout(500)
    assert page.evaluate("window.untouched")

    style = desk.project.folder / "theme" / "static" / "style.css"
    style.write_bytes(style.read_bytes() + b"\nh1 { letter-spacing: 3px }\n")
    page.wait_for_function("getComputedStyle(document.querySelector('h1')).letterSpacing === '3px'")
