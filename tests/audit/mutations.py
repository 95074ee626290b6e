"""Damages of a good page: one character of the notice or the link changed, the label taken away, the box hidden in one of many ways."""

from __future__ import annotations

import random
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from case_of_a_surface import EXPECTED, GOOD_PAGE, LINK, NOTICE

from imprint.audit.judge import judge_page, judge_rendering
from imprint.audit.page import Page
from imprint.audit.style.library import StyleLibrary
from imprint.audit.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.rendering.browser import Browser

PARTS = ("notice", "link", "anchor text away", "box")

BOX = GOOD_PAGE[GOOD_PAGE.index('<div class="author-resource">') : GOOD_PAGE.index("\n</main>")]
ANCHOR = GOOD_PAGE[GOOD_PAGE.index("<a href") : GOOD_PAGE.index("</a>") + 4]
ALPHABET = "abzAZ059 .,-_/:@%?#&;\u00e9\u03b1\u03bf\uff10\u200b\u00ad\u202e\u00a0\"'"
SEED = 20010506

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


@dataclass(frozen=True)
class Mutant:
    """A damaged page. ``same`` says that the damage changes nothing of what a reader sees and can click."""

    part: str
    damaged: str
    page: str
    same: bool = False

    @property
    def data(self) -> bytes:
        return self.page.encode("utf-8", "surrogatepass")


def mutants(part: str, number: int, seed: int = SEED) -> Iterator[Mutant]:
    """``number`` damages of one part of the page, the same ones for the same seed."""
    draw = random.Random(f"{seed} {part}")  # noqa: S311 - reproducible damages
    for _ in range(number):
        match part:
            case "notice":
                damaged = _damaged(NOTICE, draw)
                yield Mutant(part, damaged, GOOD_PAGE.replace(NOTICE, escape(damaged)), folded(damaged) == folded(NOTICE))
            case "link":
                damaged = _damaged(LINK, draw)
                yield Mutant(part, damaged, GOOD_PAGE.replace(LINK, escape(damaged)), damaged == LINK)
            case "anchor text away":
                damaged = "".join(draw.choice(" \u200b\u00ad\u2060\u00a0\n\t") for _ in range(draw.randrange(6)))
                yield Mutant(part, damaged, GOOD_PAGE.replace(">Computer Consultants Secrets</a>", f">{damaged}</a>"))
            case _:
                around = draw.choice((BOX, BOX, ANCHOR))
                damaged = draw.choice(HIDES_ANYTHING).format(around)
                yield Mutant(part, damaged, GOOD_PAGE.replace(around, damaged))


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


STYLES = {
    "display": ("none", "block", "inline", "flex", "grid", "contents", "table", "inline-block", "flow-root", "list-item"),
    "visibility": ("hidden", "visible", "collapse"),
    "opacity": ("0", "0.05", "0.5", "0.9", "1", "5%", "80%", "calc(1 - 1)", "min(1, 0.6)"),
    "font-size": ("0", "2px", "6px", "12px", "20px", "0.2em", "1.2em", "50%", "110%", "clamp(1px, 1vw, 3px)", "clamp(12px, 2vw, 20px)"),
    "color": (
        "#fff",
        "#fefefe",
        "#111",
        "#06c",
        "transparent",
        "rgb(0 0 0 / 4%)",
        "oklch(98% 0 0)",
        "hsl(220 40% 20%)",
        "color-mix(in srgb, #000 5%, #fff)",
    ),
    "background": ("#fff", "#000", "#eee", "linear-gradient(#fff, #eee)", "linear-gradient(#111, #222)", "transparent"),
    "position": ("absolute", "relative", "fixed", "sticky", "static"),
    "left": ("-9999px", "-200vw", "10px", "50%", "0", "120vw", "auto"),
    "top": ("-9999px", "-150vh", "40px", "0", "auto"),
    "right": ("-9999px", "100%", "0", "20px"),
    "bottom": ("100%", "0", "20px", "-9999px"),
    "margin-left": ("-9999px", "-10px", "40px", "auto", "150vw"),
    "margin-top": ("-9999px", "-8px", "2rem"),
    "padding": ("0", "1rem", "10px 20px"),
    "text-indent": ("-9999px", "2em", "0", "200%"),
    "letter-spacing": ("-1em", "0.05em", "-0.02em", "normal"),
    "word-spacing": ("-500px", "0.1em", "normal"),
    "line-height": ("0.1", "1.2", "2", "24px"),
    "height": ("0", "1px", "10px", "300px", "auto", "50vh"),
    "max-height": ("0", "4px", "400px", "none"),
    "width": ("0", "1px", "200px", "60%", "auto", "max-content"),
    "max-width": ("0", "2px", "40rem", "none"),
    "overflow": ("hidden", "clip", "auto", "visible", "scroll"),
    "transform": (
        "scale(0)",
        "scale(.05)",
        "scale(1.1)",
        "translateX(-300vw)",
        "translateY(-4px)",
        "rotateY(90deg)",
        "rotate(2deg)",
        "none",
        "translateZ(0)",
    ),
    "scale": ("0", "1 0", "1", "1.05"),
    "translate": ("-200vw", "0 -300vh", "0 4px", "none"),
    "rotate": ("x 90deg", "1deg", "none"),
    "clip-path": (
        "inset(100%)",
        "inset(0)",
        "circle(0)",
        "circle(150%)",
        "polygon(0 0, 0 0, 0 0)",
        "polygon(0 0, 100% 0, 100% 100%, 0 100%)",
        "none",
    ),
    "filter": ("opacity(2%)", "blur(20px)", "grayscale(1)", "none", "brightness(1.05)"),
    "mask-image": ("linear-gradient(transparent, transparent)", "linear-gradient(#000, #000)", "none"),
    "content-visibility": ("hidden", "auto", "visible"),
    "contain": ("strict", "paint", "layout", "none", "content"),
    "pointer-events": ("none", "auto"),
    "zoom": ("0.1", "1", "1.2", "30%"),
    "float": ("left", "right", "none"),
    "white-space": ("nowrap", "normal", "pre-wrap"),
    "text-overflow": ("ellipsis", "clip"),
    "column-count": ("2", "auto"),
    "writing-mode": ("horizontal-tb", "vertical-rl"),
    "direction": ("ltr", "rtl"),
    "box-sizing": ("border-box", "content-box"),
    "-webkit-text-fill-color": ("transparent", "#fff", "#222", "currentcolor"),
    "-webkit-line-clamp": ("1", "none"),
    "font-size-adjust": ("0", "none"),
    "z-index": ("-1", "0", "2"),
    "text-align": ("right", "center", "left"),
}
"""Values for each property, some of which hide and some of which do not."""

PLACES = (".author-resource", ".author-resource p", ".author-resource a", "main", "body", ".author-resource > *", "main > :last-child")


def styled(number: int, seed: int = SEED) -> Iterator[Mutant]:
    """``number`` pages with one to four declarations at random for the box or what is around it."""
    draw = random.Random(f"{seed} style")  # noqa: S311 - reproducible damages
    for _ in range(number):
        names = draw.sample(sorted(STYLES), draw.choice((1, 1, 2, 2, 3, 4)))
        sheet = f"{draw.choice(PLACES)}{{{';'.join(f'{name}:{draw.choice(STYLES[name])}' for name in names)}}}"
        yield Mutant("style", sheet, GOOD_PAGE.replace("</head>", f"<style>{sheet}</style></head>"))


MOVES = {
    "position": ("absolute", "absolute", "relative", "fixed", "sticky", "static"),
    "top": ("0", "20px", "-50px", "60px", "-200px", "50%", "100%", "auto", "10vh"),
    "bottom": ("0", "20px", "-80px", "100%", "auto"),
    "left": ("0", "-9999px", "50%", "20px", "100%", "auto"),
    "right": ("0", "20px", "-300px"),
    "width": ("900px", "100%", "200px", "20px", "50vw"),
    "height": ("300px", "100%", "20px", "60px", "40vh", "0"),
    "margin-top": ("-200px", "-20px", "-60px", "40px"),
    "margin-bottom": ("-200px", "-60px", "20px"),
    "transform": (
        "translateY(-200px)",
        "translate(-50%, -50%)",
        "scale(3)",
        "rotate(90deg)",
        "translateX(-100%)",
        "none",
        "translateY(100%)",
    ),
    "translate": ("0 -150px", "0 50px"),
    "padding": ("40px", "200px", "0"),
    "border": ("100px solid #fff", "1px solid #000", "300px solid white"),
    "z-index": ("1", "-1", "5"),
    "float": ("left", "right"),
    "font-size": ("100px", "14px"),
    "overflow": ("hidden", "visible"),
    "display": ("block", "inline-block", "flex"),
    "opacity": ("0", ".5"),
    "line-height": ("1",),
}
"""Values for each property that moves a box or makes it larger, some of which lay it over the text and some of which do not."""

GROUNDS = ("#fff", "#fff", "#eee", "transparent", "linear-gradient(#fff, #fff)")
AROUND = (
    "main{position:relative}",
    "body{position:relative}",
    ".author-resource{position:relative}",
    "main{max-width:600px;margin:0 auto}",
    "main{display:flex;flex-direction:column}",
    "main{overflow:hidden}",
)
TEXT = f"<p>{'Bees fly from flower to flower and carry what they find there home to the hive, day after day. ' * 6}</p>"


def _moved(draw: random.Random) -> str:
    """Some declarations for a box that is laid anywhere."""
    values = {name: draw.choice(MOVES[name]) for name in draw.sample(sorted(MOVES), draw.choice((3, 4, 5, 6)))}
    if draw.random() < 0.7:
        values["background"] = draw.choice(GROUNDS)
    if draw.random() < 0.7:
        values.setdefault("position", draw.choice(MOVES["position"]))
    return ";".join(f"{name}:{value}" for name, value in values.items())


def overlaid(number: int, seed: int = SEED) -> Iterator[Mutant]:
    """``number`` pages, short and long ones, with one more box that is moved at random, or a heading or a pseudo-element that is."""
    draw = random.Random(f"{seed} overlaid")  # noqa: S311 - reproducible damages
    for _ in range(number):
        page = GOOD_PAGE.replace("<p>Bees fly.</p>", draw.choice(("<p>Bees fly.</p>", "<p>Bees fly.</p>", TEXT, TEXT * 5)))
        if draw.random() < 0.3:
            page = page.replace("</main>", f"<footer>{TEXT}</footer></main>")
        box = f'<div class="o">{draw.choice(("", "", "Text of it", "<p>More text here</p>"))}</div>'
        declared = _moved(draw)
        sheet = draw.choice(AROUND) if draw.random() < 0.25 else ""
        selector = ".o"
        match draw.randrange(8):
            case 0:
                page = page.replace("</main>", f"{box}</main>")
            case 1:
                page = page.replace("<h1>", f"{box}<h1>")
            case 2:
                page = page.replace("<main>", f'<header style="position:relative">{box}</header><main>')
            case 3:
                page = page.replace("</div>\n</main>", f"{box}</div>\n</main>")
            case 4:
                page = page.replace("</main>", f'<div style="{_moved(draw)}">{box}</div></main>')
            case 5:
                selector = "h1"
            case 6:
                selector = draw.choice(("main::after", "main::before", "h1::after", "body::before"))
            case _:
                selector = draw.choice((".author-resource::after", ".author-resource p::before"))
        generated = "" if selector in {".o", "h1"} else "content:'';"
        sheet += f"{selector}{{{generated}{declared}}}"
        yield Mutant("overlaid", sheet, page.replace("</head>", f"<style>{sheet}</style></head>"))


STRICTER = {
    "C106": "a letter or a stop doubled at its edge makes it another text",
    "C108": "a text that is struck through is seen, and said to hold no more",
    "C109": "what lies far outside the window, or line upon line, is hidden, though it can be scrolled to or guessed",
    "L108": "an address that a browser repairs is a fault, since other programs do not",
    "L109": "likewise one that leads to nearly the right address",
    "L201": "what assistive technology is not told of is hidden from its users",
    "L202": "as for C109",
    "L209": "as for C108",
    "P108": "what needs a browser is not passed without one",
}
"""Codes of findings that stand although a browser shows the notice and the link, each with the reason."""


@dataclass(frozen=True)
class Opinions:
    """What the audit says of a page without a browser, as codes, and what a browser says of it, as sentences."""

    static: tuple[str, ...]
    browser: tuple[str, ...]


def opinions(mutant: Mutant, browser: Browser) -> Opinions:
    """Both opinions on one page."""
    static = judge_page(Page("x.html", mutant.data, StyleLibrary()), EXPECTED)
    shown = browser.glance("x.html", mutant.data, EXPECTED, pixels=mutant.part in {"style", "overlaid"})
    return Opinions(
        tuple(dict.fromkeys(each.kind.code for each in static)), tuple(each.message for each in judge_rendering(shown, EXPECTED))
    )
