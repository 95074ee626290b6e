"""The page ``/check/`` in a browser gives the command's verdicts on every case, and nothing leaves it."""

from __future__ import annotations

import shutil
import threading
import tomllib
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined

from imprint.cli.originals import Originals
from imprint.copies.check_data import check_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
CASES = HERE / "cases"
CONTENT = HERE / "content"
THEME = HERE.parent.parent / "theme"
SITE = "https://imprint.example"
NAMES = sorted(path.stem for path in CASES.glob("*.toml"))
ARTICLES = sorted({tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["article"] for name in NAMES})
BASE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{% block title %}{% endblock %}</title>{% block head %}{% endblock %}
<link rel="stylesheet" href="/theme/style.css">{% block scripts %}{% endblock %}</head><body><main>{% block main %}{% endblock %}</main></body></html>"""

pytestmark = pytest.mark.browser


def slug(article: str) -> str:
    return Path(article).stem


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the page, its script and the data of each article."""
    top = tmp_path_factory.mktemp("site")
    shutil.copytree(THEME / "static", top / "theme")
    words = SimpleNamespace(**tomllib.loads((THEME / "strings.toml").read_text("utf-8"))["en"])
    loader = ChoiceLoader([DictLoader({"base.html": BASE, "partials/head.html": ""}), FileSystemLoader(THEME / "templates")])
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.get_template("check.html").render(
        SITENAME="Imprint",
        words=words,
        page_path="/check/",
        site=SimpleNamespace(href=lambda path: path),
        check_articles=[{"slug": slug(each), "title": each} for each in ARTICLES],
    )
    (top / "check").mkdir()
    (top / "check" / "index.html").write_text(page, "utf-8")
    originals = Originals(Path("none.py"), SITE, None)
    for article in ARTICLES:
        kit = top / "articles" / slug(article) / "reprint"
        kit.mkdir(parents=True)
        (kit / "check.json").write_bytes(check_data(originals.original(CONTENT / article)))
    return top


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class names it so
        del format, arguments


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed, so no browser was asked")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Debian's chromium is not installed, so no browser was asked")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@dataclass
class Visit:
    """The page, what it asked for and what went wrong in it."""

    page: Page
    requests: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    context = browser.new_context()
    visit = Visit(context.new_page())
    visit.page.on("request", lambda request: visit.requests.append((request.method, request.url)))
    visit.page.on("pageerror", lambda error: visit.problems.append(str(error)))
    visit.page.goto(f"{address}/check/")
    yield visit
    context.close()


def ask(page: Page, article: str, text: str) -> dict[str, Any]:
    """Paste a copy, press the button, and read what the page says."""
    page.fill("#article", article)
    page.fill("#copy", text)
    page.evaluate("document.getElementById('said').replaceChildren()")
    page.click("form button")
    page.wait_for_selector("#said h2")
    told: dict[str, Any] = page.evaluate(
        """() => ({
          outcome: document.querySelector('#said h2').dataset.outcome,
          reason: document.querySelector('#said h2').dataset.reason,
          clauses: Object.fromEntries([...document.querySelectorAll('[data-clause]')].map((each) => [each.dataset.clause, each.dataset.verdict])),
          evidence: [...document.querySelectorAll('[data-clause]')].map((each) => each.innerText),
          paste: [...document.querySelectorAll('#said textarea')].map((each) => each.value),
        })"""
    )
    return told


@pytest.mark.parametrize("name", [name for name in NAMES if name != "unknown-empty"])
def test_the_page_gives_the_commands_verdicts(name: str, visit: Visit) -> None:
    case = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    told = ask(visit.page, slug(case["article"]), (CASES / case["copy"]).read_text("utf-8"))
    assert told["clauses"] == case["clauses"], told
    assert told["outcome"] == case["outcome"]
    assert told["reason"] == case.get("reason", "")
    assert visit.problems == []


def test_the_fix_that_the_page_gives_mends_the_copy(visit: Visit) -> None:
    broken = (CASES / "broken-link-gone.html").read_text("utf-8")
    told = ask(visit.page, "hives", broken)
    assert told["outcome"] == "broken"
    mended = ask(visit.page, "hives", broken.replace("<B>About the Author</B>", "<B>About the Author</B>" + told["paste"][-1], 1))
    assert mended["outcome"] == "kept", mended


def test_nothing_leaves_the_page(visit: Visit, address: str) -> None:
    visit.requests.clear()
    trap = '<img src="https://elsewhere.example/a.png"><script src="https://elsewhere.example/a.js"></script><style>@import "https://elsewhere.example/a.css";p{background:url(https://elsewhere.example/b.png)}</style>'
    copy = (
        (CASES / "kept-wordpress-secrets.html")
        .read_text("utf-8")
        .replace("<body", "<body onload=\"document.title='run'\"")
        .replace("<main", f"{trap}<img src=x onerror=\"document.title='run'\"><main")
    )
    ask(visit.page, "certifications", copy)
    visit.page.wait_for_load_state("networkidle")
    assert visit.requests == [("GET", f"{address}/articles/certifications/reprint/check.json")]
    assert visit.page.title() != "run"


def test_an_article_that_is_not_there_is_told(visit: Visit) -> None:
    visit.page.fill("#article", "no-such-article")
    visit.page.fill("#copy", "text")
    visit.page.click("form button")
    visit.page.wait_for_selector("#said [role=alert]")


def test_the_script_forbids_itself_every_other_site(folder: Path) -> None:
    html = (folder / "check" / "index.html").read_text("utf-8")
    assert "default-src 'self'" in html
