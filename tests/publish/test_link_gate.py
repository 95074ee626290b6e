"""The resource link on the wire, as the gate takes it: live goes out, dead does not, and not known is told as not known."""

from __future__ import annotations

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Project

PAGE = (
    b"<!DOCTYPE html><html lang=en><title>The author</title><h1>The author</h1>"
    + b"<p>Here is the author's page, with words enough to be one.</p>" * 9
)


class Author(BaseHTTPRequestHandler):
    """An author's site with one page, one that is gone and one that fails."""

    def do_GET(self) -> None:
        status = {"/": 200, "/gone": 404, "/failing": 503}[self.path]
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep the test's output clean."""


@pytest.fixture
def author() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Author)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def link_to(project: Project, url: str) -> None:
    port = urlsplit(url).port or 443
    manifest = project.folder / "content" / "it-certifications" / "series.toml"
    text = re.sub(r"(?m)^resource_url.*$", f'resource_url = "{url}"', manifest.read_text(encoding="utf-8"))
    manifest.write_text(text, encoding="utf-8")
    settings = project.folder / "publishconf.py"
    settings.write_text(
        settings.read_text(encoding="utf-8") + f"\nLINK_CHECK_PRIVATE = True\nLINK_CHECK_PORTS = [{port}]\n", encoding="utf-8"
    )


def test_an_external_link_that_was_not_asked_is_told_as_not_checked(project: Project) -> None:
    link_to(project, "https://author.example/")

    run = project.publish("pelicanconf.py")

    assert run.returncode == 0, run.stderr
    assert "not checked: https://author.example/" in run.stderr


@pytest.mark.parametrize(("path", "status", "code"), [("/", 0, ""), ("/gone", 1, "W101"), ("/failing", 3, "W103")])
def test_a_release_goes_out_only_with_a_link_that_answers(published: Project, author: str, path: str, status: int, code: str) -> None:
    before = published.digests()
    link_to(published, author + path)

    run = published.publish()

    assert run.returncode == status, run.stderr
    assert f" {code} " in run.stderr if code else "W1" not in run.stderr
    assert (published.digests() == before) == (status != 0)


def test_a_private_address_is_refused_unless_the_settings_allow_it(published: Project, author: str) -> None:
    before = published.digests()
    link_to(published, f"{author}/")
    settings = published.folder / "publishconf.py"
    settings.write_text(settings.read_text(encoding="utf-8").replace("LINK_CHECK_PRIVATE = True", ""), encoding="utf-8")

    run = published.publish()

    assert run.returncode == 1
    assert " W105 " in run.stderr
    assert published.digests() == before


def test_a_host_that_does_not_exist_is_no_live_link(published: Project) -> None:
    before = published.digests()
    link_to(published, "https://no-such-host.invalid/")

    run = published.publish()

    assert run.returncode in {1, 3}
    assert re.search(r" W10[136] ", run.stderr)
    assert published.digests() == before
