"""The reprint kit in a browser, for articles with odd titles and texts: every button, every download, and all of it without scripts."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from served import served
from test_theme_in_browser import browser, pytestmark  # noqa: F401 - a fixture, and the mark of all tests here

from odd_site import build_odd_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

SLUGS = ["end-of-cdata", "markdown-with-links-https-x-example-code", "mql-n-lnhl-wl-sl", "quotes-ampersands-whats-in-a-title-100"]
CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read();
  return Object.fromEntries(await Promise.all(item.types.map(async type => [type, await (await item.getType(type)).text()])));
}"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_odd_site(tmp_path_factory.mktemp("odd") / "project").output


@pytest.fixture(scope="module")
def address(odd: Path) -> Iterator[str]:
    with served(odd) as found:
        yield found


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:  # noqa: F811 - the fixture
    made = browser.new_context(java_script_enabled=request.param)
    yield made
    made.close()


def unified(text: str) -> str:
    return text.replace("\r\n", "\n").strip("\n")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_button_puts_what_the_file_holds_on_the_clipboard(slug: str, odd: Path, address: str, browser: Browser) -> None:  # noqa: F811 - the fixture
    kit = odd / "articles" / slug / "reprint"
    made = browser.new_context()
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    page = made.new_page()
    page.goto(f"{address}/articles/{slug}/reprint/")
    copied = {}
    for part in page.locator("[data-copy]").all():
        name = part.get_attribute("data-copy") or ""
        button = part.get_by_role("button")
        label = part.get_attribute("data-of") or part.get_by_role("heading").first.inner_text()
        page.evaluate("navigator.clipboard.writeText('nothing yet')")
        button.click()
        page.get_by_role("status").get_by_text(f"Copied: {label}.", exact=True).wait_for()
        copied[name] = {kind: unified(text) for kind, text in page.evaluate(CLIPBOARD).items()}
    fields = {name: page.locator(f"#field-{name}").input_value() for name in copied if page.locator(f"#field-{name}").count()}
    made.close()
    plain, markdown = (unified((kit / f"{slug}{form}").read_text("utf-8")) for form in (".txt", ".md"))
    document = (kit / f"{slug}.html").read_text("utf-8")
    assert sorted(copied["formatted"]) == ["text/html", "text/plain"]
    assert copied["formatted"]["text/plain"] == copied["text"]["text/plain"] == plain
    assert copied["markdown"]["text/plain"] == markdown
    assert copied["html"]["text/plain"] in document
    assert 'rel="author"' in copied["formatted"]["text/html"]
    assert len(fields) >= 8
    assert {name: copied[name]["text/plain"] for name in fields} == {name: unified(value) for name, value in fields.items()}
    assert fields["resource-box-html"] in document


@pytest.mark.parametrize("slug", SLUGS)
def test_the_zip_that_is_downloaded_unpacks_to_files_with_their_checksums(
    slug: str, address: str, context: BrowserContext, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto(f"{address}/articles/{slug}/reprint/")
    with page.expect_download() as download:
        page.get_by_role("link", name=f"{slug}.zip").click()
    subprocess.run([sys.executable, "-m", "zipfile", "-e", download.value.path(), tmp_path], check=True)

    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path / slug, capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert len(checked.stdout.splitlines()) == 5


@pytest.mark.parametrize("slug", SLUGS)
def test_without_scripts_the_page_shows_every_copy_as_the_file_holds_it(slug: str, odd: Path, address: str, browser: Browser) -> None:  # noqa: F811 - the fixture
    kit = odd / "articles" / slug / "reprint"
    made = browser.new_context(java_script_enabled=False)
    page = made.new_page()
    page.goto(f"{address}/articles/{slug}/reprint/")
    sources = {name: unified(page.locator(f"#source-{name}").input_value()) for name in ("html", "markdown", "text")}
    link = page.locator(".specimen a[rel~=author]")
    buttons, visible, text = page.locator("button").count(), link.is_visible(), page.locator(".specimen").inner_text()
    made.close()
    assert buttons == 0
    assert visible
    assert sources["text"] == unified((kit / f"{slug}.txt").read_text("utf-8"))
    assert sources["markdown"] == unified((kit / f"{slug}.md").read_text("utf-8"))
    assert sources["html"] in (kit / f"{slug}.html").read_text("utf-8")
    assert "About the author" in text
