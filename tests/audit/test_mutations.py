"""A good page is damaged a thousand times; every damage that changes what a reader sees or can click is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from case_of_a_surface import EXPECTED, GOOD_PAGE, NOTICE, told
from mutations import BOX, HARMLESS, HIDES_ANYTHING, PARTS, STRICTER, mutants, opinions, overlaid, styled

from imprint.audit.judge import judge_page
from imprint.audit.page import Page
from imprint.audit.rendering.browser import BrowserMissing, open_browser
from imprint.audit.style.library import StyleLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.rendering.browser import Browser


@pytest.fixture(scope="module")
def styles() -> StyleLibrary:
    """A library that has seen the good page, so that the short proof is tried as well."""
    library = StyleLibrary()
    assert judge_page(Page("x.html", GOOD_PAGE.encode(), library), EXPECTED) == []
    assert library.proven
    return library


def _refused(page: str, styles: StyleLibrary) -> bool:
    return bool(judge_page(Page("x.html", page.encode("utf-8", "surrogatepass"), styles), EXPECTED))


@pytest.mark.parametrize("part", PARTS)
def test_a_thousand_damages_are_refused(part: str, styles: StyleLibrary) -> None:
    assert [each.damaged for each in mutants(part, 250) if _refused(each.page, styles) == each.same] == []


@pytest.mark.parametrize("wrapping", HARMLESS)
def test_a_harmless_change_is_not_refused(wrapping: str, styles: StyleLibrary) -> None:
    page = GOOD_PAGE.replace(BOX, wrapping.format(BOX))
    assert told(judge_page(Page("x.html", page.encode(), styles), EXPECTED)) == []


@pytest.mark.parametrize("wrapping", HIDES_ANYTHING)
def test_each_way_to_hide_is_refused_for_the_notice_alone(wrapping: str, styles: StyleLibrary) -> None:
    page = GOOD_PAGE.replace(f"<p>{NOTICE}</p>", wrapping.format(f"<p>{NOTICE}</p>"))
    assert _refused(page, styles)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        with open_browser() as found:
            yield found
    except BrowserMissing as missing:
        pytest.skip(str(missing))


@pytest.mark.browser
@pytest.mark.parametrize("part", [*PARTS, "style", "overlaid"])
def test_a_browser_agrees_about_damaged_pages(part: str, browser: Browser) -> None:
    """What the audit passes, a browser shows; what it refuses, a browser does not show, but for what is known to be stricter.

    ``bench/mutations_in_browser.py`` does the same with a thousand pages.
    """
    wrong = []
    for mutant in mutants(part, 40) if part in PARTS else {"style": styled, "overlaid": overlaid}[part](40):
        said = opinions(mutant, browser)
        if (said.browser and not said.static) or (said.static and not said.browser and not set(said.static) & STRICTER.keys()):
            wrong.append((mutant.damaged, said))
    assert wrong == []
