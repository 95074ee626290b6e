"""A good page is damaged a thousand times; every damage that changes what a reader sees or can click is refused."""

from __future__ import annotations

import random
from html import escape

import pytest
from case_of_a_surface import EXPECTED, GOOD_PAGE, LINK, NOTICE, told

from imprint.audit.judge import judge_page
from imprint.audit.page import Page
from imprint.audit.style.library import StyleLibrary
from imprint.audit.wording import folded

BOX = GOOD_PAGE[GOOD_PAGE.index('<div class="author-resource">') : GOOD_PAGE.index("\n</main>")]
ANCHOR = GOOD_PAGE[GOOD_PAGE.index("<a href") : GOOD_PAGE.index("</a>") + 4]
ALPHABET = "abzAZ059 .,-_/:@%?#&;\u00e9\u03b1\u03bf\uff10\u200b\u00ad\u202e\u00a0\"'"
SEED = 20010506
ROUNDS = 250

HIDES_ANYTHING = (
    "<template>{}</template>",
    "<!-- {} -->",
    "<noscript>{}</noscript>",
    "<textarea>{}</textarea>",
    "<script type='text/plain'>{}</script>",
    "<iframe srcdoc='{}'></iframe>",
    "<object data='x'>{}</object>",
    "<canvas>{}</canvas>",
    "<video>{}</video>",
    "<select><option>{}</option></select>",
    "<div hidden>{}</div>",
    "<div inert>{}</div>",
    "<div popover>{}</div>",
    "<div aria-hidden='true'>{}</div>",
    "<details><summary>More</summary>{}</details>",
    "<dialog>{}</dialog>",
    "<del>{}</del>",
    "<div style='display:none'>{}</div>",
    "<div style='visibility:hidden'>{}</div>",
    "<div style='opacity:.1'>{}</div>",
    "<div style='opacity:.4'><div style='opacity:.4'>{}</div></div>",
    "<div style='font-size:2px'>{}</div>",
    "<div style='position:absolute;left:-5000px'>{}</div>",
    "<div style='position:fixed;top:-200vh'>{}</div>",
    "<div style='transform:scale(.01)'>{}</div>",
    "<div style='transform:translateY(-4000px)'>{}</div>",
    "<div style='height:0;overflow:hidden'>{}</div>",
    "<div style='width:1px;height:1px;overflow:hidden'>{}</div>",
    "<div style='clip-path:inset(100%)'>{}</div>",
    "<div style='position:absolute;clip:rect(0 0 0 0)'>{}</div>",
    "<div style='text-indent:-9999px'>{}</div>",
    "<div style='content-visibility:hidden'>{}</div>",
    "<div style='filter:opacity(0)'>{}</div>",
    "<div style='mask-image:linear-gradient(transparent,transparent)'>{}</div>",
    "<div style='text-decoration:line-through'>{}</div>",
    "<div style='zoom:.1'>{}</div>",
    "<bdo dir='rtl'>{}</bdo>",
    "<div style='position:relative'>{}<div style='position:absolute;inset:0;background:#fff'></div></div>",
)
HARMLESS = (
    "<div>{}</div>",
    "<section class='end'>{}</section>",
    "<details open><summary>Author</summary>{}</details>",
    "<dialog open>{}</dialog>",
    "<div aria-hidden='false'>{}</div>",
    "<div style='opacity:.9'>{}</div>",
    "<div style='font-size:12px'>{}</div>",
    "<div style='position:relative;left:10px'>{}</div>",
    "<div style='transform:translateY(-4px)'>{}</div>",
    "<div style='overflow:hidden'>{}</div>",
    "<div style='background:#222;color:#fff'>{}</div>".replace("{}", "<style>.author-resource a{{color:#9cf}}</style>{}"),
    "<ins>{}</ins>",
    "<bdo dir='ltr'>{}</bdo>",
    "<blockquote>{}</blockquote>",
    "<table><tr><td>{}</td></tr></table>",
    "<div data-hidden='true' class='hidden-on-nothing'>{}</div>",
    "<!-- hidden --> {}",
)


@pytest.fixture(scope="module")
def styles() -> StyleLibrary:
    """A library that has seen the good page, so that the short proof is tried as well."""
    library = StyleLibrary()
    assert judge_page(Page("x.html", GOOD_PAGE.encode(), library), EXPECTED) == []
    assert library.proven
    return library


def _damaged(text: str, draw: random.Random) -> str:
    """One character dropped, doubled, exchanged with the next or replaced."""
    at = draw.randrange(len(text))
    match draw.choice(("drop", "double", "swap", "replace")):
        case "drop":
            return text[:at] + text[at + 1 :]
        case "double":
            return text[:at] + text[at] + text[at:]
        case "swap":
            return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
        case _:
            return text[:at] + draw.choice(ALPHABET) + text[at + 1 :]


def _refused(page: str, styles: StyleLibrary) -> bool:
    return bool(judge_page(Page("x.html", page.encode("utf-8", "surrogatepass"), styles), EXPECTED))


@pytest.mark.parametrize("part", ["notice", "link", "anchor text away", "box"])
def test_a_thousand_damages_are_refused(part: str, styles: StyleLibrary) -> None:
    draw = random.Random(f"{SEED} {part}")  # noqa: S311 - reproducible damages
    passed = []
    for _ in range(ROUNDS):
        match part:
            case "notice":
                damaged = _damaged(NOTICE, draw)
                page = GOOD_PAGE.replace(NOTICE, escape(damaged))
                same = folded(damaged) == folded(NOTICE)
            case "link":
                damaged = _damaged(LINK, draw)
                page = GOOD_PAGE.replace(LINK, escape(damaged))
                same = damaged == LINK
            case "anchor text away":
                damaged = "".join(draw.choice(" \u200b\u00ad\u2060\u00a0\n\t") for _ in range(draw.randrange(6)))
                page = GOOD_PAGE.replace(">Computer Consultants Secrets</a>", f">{damaged}</a>")
                same = False
            case _:
                damaged = draw.choice(HIDES_ANYTHING).format(draw.choice((BOX, BOX, ANCHOR)))
                around = BOX if BOX in damaged else ANCHOR
                page = GOOD_PAGE.replace(around, damaged)
                same = False
        if _refused(page, styles) == same:
            passed.append(damaged)
    assert passed == []


@pytest.mark.parametrize("wrapping", HARMLESS)
def test_a_harmless_change_is_not_refused(wrapping: str, styles: StyleLibrary) -> None:
    page = GOOD_PAGE.replace(BOX, wrapping.format(BOX))
    assert told(judge_page(Page("x.html", page.encode(), styles), EXPECTED)) == []


@pytest.mark.parametrize("wrapping", HIDES_ANYTHING)
def test_each_way_to_hide_is_refused_for_the_notice_alone(wrapping: str, styles: StyleLibrary) -> None:
    page = GOOD_PAGE.replace(f"<p>{NOTICE}</p>", wrapping.format(f"<p>{NOTICE}</p>"))
    assert _refused(page, styles)
