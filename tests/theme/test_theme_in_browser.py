"""What readers get, seen by a real browser: access, focus, policy, weight, print, clipboard and search."""

from __future__ import annotations

import gzip
import io
import itertools
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from example import PAGES, build_example
from hard_content import PAGES as HARD_PAGES
from hard_content import build_hard_content
from served import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SEED = "/articles/it-certifications-do-your-clients-even-understand-them/"
ARTICLE = PAGES["article"]
NOTICE = (
    "Copyright MMI-MMVI, Computer Consultants Secrets. All Worldwide Rights Reserved. "
    "{Attention Publishers: Live hyperlink in author resource box required for copyright compliance}"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 360, 320)
# WCAG 2.2, success criterion 1.4.12
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here; install Debian's, or name one in CHROMIUM"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(build_example(tmp_path_factory.mktemp("example"))) as address:
        yield address


@pytest.fixture(scope="module")
def seed(_published: Any) -> Iterator[str]:  # noqa: ANN401 - a fixture of the conftest
    with served(_published.output) as address:
        yield address


@pytest.fixture(scope="module")
def bypassing(browser: Browser) -> Iterator[Page]:
    """A page that takes the tools' scripts and styles in spite of the policy."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def axe_findings(page: Page) -> list[str]:
    """What axe finds wrong, one line a node."""
    found = page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", RULES)
    return [f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]]


def overflowing(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    width: int = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    return max(0, width)


def faults_of(page: Page, address: str) -> dict[tuple[int, str, str], list[str]]:
    """What axe finds and what is too wide, at each width in each mode, and with text spacing; nothing where all is well."""
    from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415 - only where there is a browser

    page.emulate_media(color_scheme="light", forced_colors="none")
    page.goto(address)
    page.add_script_tag(content=AXE_SCRIPT)
    faults = {}
    for width, (scheme, forced) in itertools.product(WIDTHS, (("light", "none"), ("dark", "none"), ("light", "active"))):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, forced_colors=forced)  # type: ignore[arg-type] # literals, one at a time
        faults[width, scheme, forced] = [*axe_findings(page), *[f"{wide} px too wide" for wide in [overflowing(page)] if wide]]
    page.add_style_tag(content=TEXT_SPACING)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        faults[width, "with", "text spacing"] = [*axe_findings(page), *[f"{wide} px too wide" for wide in [overflowing(page)] if wide]]
    return {where: found for where, found in faults.items() if found}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_an_accessibility_finding_or_a_clipped_line(name: str, example: str, bypassing: Page) -> None:
    assert faults_of(bypassing, example + PAGES[name]) == {}


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(build_hard_content(tmp_path_factory.mktemp("hard"))) as address:
        yield address


@pytest.mark.parametrize("name", HARD_PAGES)
def test_long_words_long_lists_and_other_directions_have_none_either(name: str, hard: str, bypassing: Page) -> None:
    assert faults_of(bypassing, hard + HARD_PAGES[name]) == {}


@pytest.mark.parametrize("name", PAGES)
def test_every_stop_of_the_tab_key_is_visibly_focused_and_the_first_skips_to_the_text(name: str, example: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(example + PAGES[name])
    expected = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, textarea, [tabindex]')].filter(each => each.checkVisibility()).length"
    )
    stops: list[dict[str, Any]] = []
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const at = document.activeElement;
              if (at === document.body || at.seen) return null;
              at.seen = true;
              const style = getComputedStyle(at), box = at.getBoundingClientRect();
              return { what: at.outerHTML.slice(0, 90), to: at.getAttribute('href'), line: style.outlineStyle, width: parseFloat(style.outlineWidth),
                       onScreen: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth && box.width > 0 };
            }"""
        )
        if stop is None:
            break
        stops.append(stop)
    context.close()
    assert stops[0]["to"] == "#main"
    assert [stop for stop in stops if stop["line"] == "none" or stop["width"] < 2 or not stop["onScreen"]] == []
    assert len(stops) == expected


@pytest.mark.parametrize("name", PAGES)
def test_a_strict_policy_blocks_nothing_and_nothing_comes_from_elsewhere(name: str, example: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(example + PAGES[name])
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(f"{example}/")] == []


def test_structured_data_in_the_page_is_read_and_not_blocked(seed: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("addEventListener('securitypolicyviolation', event => (window.blocked ??= []).push(event.violatedDirective))")
    answer = page.goto(seed + SEED)
    data = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    blocked = page.evaluate("window.blocked ?? []")
    context.close()
    assert answer is not None
    assert answer.headers["content-security-policy"] == "default-src 'self'"
    assert blocked == []
    assert (data["@type"], data["copyrightYear"]) == ("Article", 2001)


def test_the_article_page_is_light(seed: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    bodies: dict[str, bytes] = {}
    page.on("requestfinished", lambda request: bodies.update({request.url: request.response().body()}))
    page.goto(seed + SEED, wait_until="networkidle")
    context.close()
    # The icon is fetched outside of the page's view; it is counted with the rest.
    icon = f"{seed}/theme/favicon.svg"
    bodies.setdefault(icon, page_icon := b"" if icon in bodies else _fetched(icon))
    assert page_icon is not None
    assert len(bodies) <= 4
    assert sum(map(len, bodies.values())) <= 20_000
    assert sum(len(gzip.compress(body, 9, mtime=0)) for body in bodies.values()) <= 7_000


def _fetched(url: str) -> bytes:
    from urllib.request import urlopen  # noqa: PLC0415 - beside its only use

    with urlopen(url) as answer:  # noqa: S310 - the server of this test
        data: bytes = answer.read()
    return data


def test_the_seeds_page_has_one_visible_resource_link_and_the_text_as_it_was_written(seed: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(seed + SEED)
    links = page.evaluate(
        f"""[...document.links].filter(link => new URL(link.href).pathname === '/about/' && link.checkVisibility())
            .map(link => [link.getAttribute('href'), link.textContent]).concat([[location.origin === '{seed}', '']])"""
    )
    facts = {
        name: page.locator(name).all_inner_texts()
        for name in ("h1", "h2", "a[rel=tag]", ".byline", ".facts span", ".contents a", ".notice p")
    }
    paragraphs = page.locator(".text p").count()
    context.close()
    assert links == [["http://localhost:8000/about/", "Computer Consultants Secrets"], [True, ""]]
    assert facts == {
        "h1": ["IT Certifications: Do Your Clients Even Understand Them?"],
        "h2": [
            "Remember Who You Are Selling Your Services To",
            "Start Small with Certification",
            "The Bottom Line about IT Certification",
        ],
        "a[rel=tag]": ["IT certification", "IT certifications"],
        ".byline": ["By Computer Consultants Secrets"],
        ".facts span": ["By Computer Consultants Secrets", "279 words", "1 minute to read"],
        ".contents a": [
            "Remember Who You Are Selling Your Services To",
            "Start Small with Certification",
            "The Bottom Line about IT Certification",
        ],
        ".notice p": [NOTICE],
    }
    assert paragraphs == 7


@pytest.mark.parametrize("height", [*range(152, 182, 2), 297])
def test_on_paper_box_and_notice_stay_whole_and_addresses_follow_links(height: int, example: str, browser: Browser) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 - only where there is a browser

    context = browser.new_context()
    page = context.new_page()
    page.goto(example + PAGES["article in Markdown"])
    data = page.pdf(width="210mm", height=f"{height}mm")
    context.close()
    sheets = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(data)).pages]
    text = " ".join(sheets)
    box = (
        "About the author Marian Holt makes paper in a mill that has done so since 1740, and writes about the people who did it before her."
    )
    notice = (
        "Copyright 2019-2021, Marian Holt. All Rights Reserved. "
        "{Attention Publishers: Live hyperlink in author resource box required for copyright compliance}"
    )
    assert [sheet.count(box) for sheet in sheets if box in sheet] == [1]
    assert [sheet.count(notice) for sheet in sheets if notice in sheet] == [1]
    assert height != 297 or any(box in sheet and notice in sheet for sheet in sheets)
    assert "By Marian Holt" in text
    assert "chain lines (https://en.wikipedia.org/wiki/Laid_paper)" in text
    assert "Printed from http://localhost:8000/articles/a-table-of-formats/" in text
    assert [word for word in ("Subscribe", "Republish", "Contents", "Previous", "Skip to the text") if word in text] == []


def test_dark_light_and_motion_follow_what_the_reader_prefers(example: str, browser: Browser) -> None:
    seen = {}
    for scheme, motion in (("light", "no-preference"), ("dark", "reduce")):
        context = browser.new_context(color_scheme=scheme, reduced_motion=motion)  # type: ignore[arg-type] # literals, one at a time
        page = context.new_page()
        page.goto(example + ARTICLE)
        seen[scheme] = page.evaluate(
            "(({ backgroundColor, scrollBehavior }) => [backgroundColor, scrollBehavior])(getComputedStyle(document.documentElement))"
        )
        context.close()
    assert seen == {"light": ["rgb(252, 250, 245)", "smooth"], "dark": ["rgb(23, 20, 17)", "auto"]}


def test_a_language_that_runs_from_right_to_left_turns_the_page_round(browser: Browser, tmp_path: Path) -> None:
    with served(build_example(tmp_path, 'DEFAULT_LANG = "ar"')) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.goto(address + ARTICLE)
        direction = page.evaluate(
            "[getComputedStyle(document.body).direction, getComputedStyle(document.querySelector('.text')).direction]"
        )
        contents, text = page.locator(".contents").bounding_box(), page.locator(".text").bounding_box()
        wide = overflowing(page)
        context.close()
    assert direction == ["rtl", "ltr"]
    assert contents is not None
    assert text is not None
    assert contents["x"] > text["x"] + text["width"]
    assert wide == 0


def test_on_a_site_of_several_holders_the_sites_own_box_is_not_said_to_be_about_the_author_of_the_page(hard: str, browser: Browser) -> None:
    page = browser.new_page()
    labels = {}
    for name in ("/authors/author-1-of-the-society-with-the-long-name/", HARD_PAGES["a short text"]):
        page.goto(hard + name)
        box = page.locator(".resource-box")
        labels[name] = (box.get_attribute("aria-label"), box.locator(".label").inner_text())
    page.close()
    assert list(labels.values()) == [("About this site",) * 2, ("About the author",) * 2]


FROM_LEFT_TO_RIGHT = """(element, words) => {
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode(), range = document.createRange();
  return words.map((word) => {
    const at = text.data.indexOf(word);
    range.setStart(text, at);
    range.setEnd(text, at + word.length);
    return range.getBoundingClientRect().left;
  });
}"""


@pytest.mark.parametrize("name", ["from right to left", "the kit of it"])
def test_an_english_notice_runs_from_left_to_right_in_an_article_that_does_not(name: str, hard: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(hard + HARD_PAGES["from right to left"] + ("reprint/" if "kit" in name else ""))
    notices = page.locator("p", has_text="Copyright 2024").all()
    seen = [notice.evaluate(FROM_LEFT_TO_RIGHT, ["Copyright", "All", "rights"]) for notice in notices]
    source = page.locator("#source-html").evaluate("(area) => getComputedStyle(area).unicodeBidi") if "kit" in name else "plaintext"
    context.close()
    assert len(seen) == (2 if "kit" in name else 1)
    assert [places for places in seen if places != sorted(places)] == []
    assert source == "plaintext"


def test_the_kit_copies_formatted_text_as_two_flavours_and_says_so(example: str, browser: Browser) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(example + PAGES["kit"])
    page.get_by_role("button", name="Copy formatted text").click()
    page.get_by_role("status").get_by_text("Copied: Formatted text, for WordPress, Docs and e-mail.").wait_for()
    flavours = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          return Object.fromEntries(await Promise.all(item.types.map(async type => [type, await (await item.getType(type)).text()])));
        }"""
    )
    page.get_by_role("button", name="Copy: Resource box (HTML)").click()
    page.get_by_role("status").get_by_text("Copied: Resource box (HTML).").wait_for()
    field = page.evaluate("navigator.clipboard.readText()")
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    text = page.locator("#source-text").input_value()
    context.close()
    assert sorted(flavours) == ["text/html", "text/plain"]
    assert '<a href="https://marian-holt.example/" rel="author">Marian Holt</a>' in flavours["text/html"]
    assert "Live hyperlink in author resource box required" in flavours["text/html"]
    assert flavours["text/plain"].replace("\r\n", "\n") == text
    assert field.startswith('<p><a href="https://marian-holt.example/" rel="author">Marian Holt</a> makes paper')
    assert focused == "Copy: Resource box (HTML)"


def test_the_scripts_leave_notice_box_and_link_as_they_are(example: str, browser: Browser) -> None:
    seen = {}
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        for name in ("kit", "search"):
            page.goto(example + PAGES[name])
            seen[name, scripts] = [page.locator(part).evaluate("each => each.outerHTML") for part in (".resource-box", ".notice")]
            assert page.locator(".resource-box a").is_visible()
            assert page.locator(".notice").is_visible()
        context.close()
    assert seen["kit", True] == seen["kit", False]
    assert seen["search", True] == seen["search", False]


def test_without_scripts_the_kit_gives_every_copy_and_file(example: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example + PAGES["kit"])
    sources = [page.locator(f"#source-{name}").input_value() for name in ("html", "markdown", "text")]
    buttons = page.locator("button").count()
    with page.expect_download() as download:
        page.locator("#files ~ ul a").last.click()
    name = download.value.suggested_filename
    begins = Path(download.value.path()).read_bytes()[:2]
    context.close()
    assert buttons == 0
    assert all("https://marian-holt.example/" in source and "Copyright 2019-2021, Marian Holt." in source for source in sources)
    assert (name, begins) == ("a-table-of-formats.zip", b"PK")


@pytest.mark.parametrize(
    ("query", "titles", "told"),
    [
        ("octavo", ["A Table of Formats", "Why a Sheet Is Printed Upside Down"], "2 articles were found for “octavo”."),
        ("CORRECTOR’s scholars", ["Reading Backwards: The Corrector’s Trade"], "One article was found for “CORRECTOR’s scholars”."),
        ("dreissig zzz", [], "Nothing was found for “dreissig zzz”."),
        ("bucher", ["Das lange s"], "One article was found for “bucher”."),
    ],
)
def test_the_search_finds_words_of_titles_tags_and_texts(query: str, titles: list[str], told: str, example: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(example + PAGES["search"])
    before = [url for url in asked if url.endswith("index.json")]
    page.get_by_label("Search the articles").fill(query)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("status").get_by_text(told).wait_for()
    found = page.locator("#found a").all_inner_texts()
    note = page.locator("#plain").is_visible()
    page.reload()
    page.get_by_role("status").get_by_text(told).wait_for()
    context.close()
    assert before == []
    assert sorted(found) == sorted(titles)
    assert not note


def test_without_scripts_the_search_page_leads_to_the_archive(example: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example + PAGES["search"])
    form = page.locator("#search").is_visible()
    page.locator("#plain").get_by_role("link", name="Archive").click()
    title = page.locator("h1").inner_text()
    context.close()
    assert not form
    assert title == "Archive"


def test_an_unknown_address_is_answered_with_404_and_a_way_on(example: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    answer = page.goto(f"{example}/no/such/page/")
    heading = page.locator("h1").inner_text()
    context.close()
    assert answer is not None
    assert answer.status == 404
    assert heading == "There is no page here"
