"""The author's desk, through the command and a real connection: edits show, faults show in the page, and nothing is released."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

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
