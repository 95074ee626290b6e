"""Whether a browser keeps a declaration. One that it drops lets the declaration before it stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.style.colour import BLACK, colour_of
from imprint.audit.style.token import calls, text_of

if TYPE_CHECKING:
    from imprint.audit.style.token import Token, Tokens

__all__ = ["is_colour", "is_valid", "refers"]

_GLOBAL = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})

_WORDS: dict[str, frozenset[str]] = {
    "display": frozenset(
        """none block inline inline-block flex inline-flex grid inline-grid flow-root contents table inline-table table-row table-cell table-column
        table-column-group table-row-group table-header-group table-footer-group table-caption list-item ruby ruby-text ruby-base flow math
        -webkit-box -webkit-inline-box -webkit-flex -webkit-inline-flex""".split()  # noqa: SIM905 - a list of words reads best as words
    ),
    "visibility": frozenset({"visible", "hidden", "collapse"}),
    "position": frozenset({"static", "relative", "absolute", "fixed", "sticky", "-webkit-sticky"}),
    "content-visibility": frozenset({"visible", "hidden", "auto"}),
    "overflow-x": frozenset({"visible", "hidden", "clip", "scroll", "auto", "overlay"}),
    "overflow-y": frozenset({"visible", "hidden", "clip", "scroll", "auto", "overlay"}),
    "overflow": frozenset({"visible", "hidden", "clip", "scroll", "auto", "overlay"}),
    "pointer-events": frozenset("auto none visiblepainted visiblefill visiblestroke visible painted fill stroke all bounding-box".split()),  # noqa: SIM905 - a list of words reads best as words
    "direction": frozenset({"ltr", "rtl"}),
    "unicode-bidi": frozenset(
        {"normal", "embed", "isolate", "bidi-override", "isolate-override", "plaintext", "-webkit-isolate", "-moz-isolate"}
    ),
    "interactivity": frozenset({"auto", "inert"}),
    "print-color-adjust": frozenset({"economy", "exact"}),
    "float": frozenset({"none", "left", "right", "inline-start", "inline-end"}),
}
_TOGETHER = {
    "display": frozenset({"block", "inline", "flow", "flow-root", "flex", "grid", "table", "ruby", "math", "list-item"}),
    "overflow": _WORDS["overflow"],
}
"""The words of a property that may stand beside others of it."""
_SIZES = frozenset("xx-small x-small small medium large x-large xx-large xxx-large smaller larger math".split())  # noqa: SIM905 - a list of words reads best as words
_COLOURS = frozenset({"color", "background-color", "text-fill-color"})
_LENGTHS = frozenset(
    """text-indent left right top bottom margin-left margin-right margin-top margin-bottom height width max-height max-width min-height
    min-width letter-spacing""".split()  # noqa: SIM905 - a list of words reads best as words
)
_NOT_NEGATIVE = frozenset({"height", "width", "max-height", "max-width", "min-height", "min-width", "font-size", "line-height", "zoom"})


_EXTENTS = frozenset(
    """auto none normal min-content max-content fit-content stretch contain intrinsic min-intrinsic content hanging each-line""".split()  # noqa: SIM905 - a list of words reads best as words
)
_CALLS = {
    "filter": frozenset("blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia url src".split()),  # noqa: SIM905 - a list of words reads best as words
    "transform": frozenset(
        """matrix matrix3d translate translatex translatey translatez translate3d scale scalex scaley scalez scale3d rotate rotatex rotatey rotatez
        rotate3d skew skewx skewy perspective""".split()  # noqa: SIM905 - a list of words reads best as words
    ),
}
"""The functions of which a value is made."""
_SHAPED = {
    "clip": (frozenset({"auto"}), frozenset({"rect"})),
    "clip-path": (
        frozenset({"none", "border-box", "padding-box", "content-box", "margin-box", "fill-box", "stroke-box", "view-box"}),
        frozenset({"inset", "circle", "ellipse", "polygon", "path", "rect", "xywh", "shape", "url"}),
    ),
}
"""The words and functions of which the value of a property that cuts is made."""
_SYSTEM = frozenset(
    """accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas canvastext field fieldtext graytext highlight highlighttext
    linktext mark marktext selecteditem selecteditemtext visitedtext activeborder activecaption appworkspace background buttonhighlight buttonshadow
    captiontext inactiveborder inactivecaption inactivecaptiontext infobackground infotext menu menutext scrollbar threeddarkshadow threedface
    threedhighlight threedlightshadow threedshadow window windowframe windowtext""".split()  # noqa: SIM905 - a list of words reads best as words
)
"""Colours that the reader's system has (CSS Color Level 4, section 6.2 and appendix A)."""


def refers(value: Tokens) -> bool:
    """Whether a value has ``var()`` or another function that is worked out only on an element."""
    stack = list(value)
    while stack:
        token = stack.pop()
        if token.type == "function":
            if token.lower_name in {"var", "env", "attr", "if", "inherit"} or token.lower_name.startswith("--"):
                return True
            stack += token.arguments
        elif token.type == "() block":
            stack += token.content
    return False


def is_valid(name: str, value: Tokens) -> bool:  # noqa: C901, PLR0911, PLR0912 - one case a property
    """Whether a declaration is kept. Where that takes more than is known here, it is."""
    if name.startswith("--") or refers(value):
        return True
    if not value or any(token.type == "error" for token in value):
        return False
    if len(value) == 1 and value[0].type == "ident" and value[0].lower_value in _GLOBAL:
        return True
    if name == "all":
        return False
    if name in _WORDS:
        words = _WORDS[name] if len(value) == 1 else _TOGETHER.get(name, ())
        return all(token.type == "ident" and token.lower_value in words for token in value)
    if name in _NOT_NEGATIVE and value[0].type in {"number", "dimension", "percentage"} and value[0].value < 0:
        return False
    if name == "opacity":
        return len(value) == 1 and value[0].type in {"number", "percentage", "function"}
    if name == "font-size":
        return len(value) == 1 and (_is_length(value[0]) or (value[0].type == "ident" and value[0].lower_value in _SIZES))
    if name in _COLOURS:
        return len(value) == 1 and is_colour(value[0])
    if name in _LENGTHS:
        return all(_is_length(token) or (token.type == "ident" and _is_size(token.lower_value)) for token in value)
    if name in _CALLS:
        return text_of(value).lower() == "none" or all(
            token.type == "url" or (token.type == "function" and token.lower_name in _CALLS[name]) for token in value
        )
    if name in _SHAPED:
        words, functions = _SHAPED[name]
        return all(
            token.type == "url"
            or (token.type == "ident" and token.lower_value in words)
            or (token.type == "function" and token.lower_name in functions)
            for token in value
        )
    if name == "mask-image":
        return len(value) >= 1 and (any(True for _ in calls(value)) or any(token.type in {"ident", "url"} for token in value))
    return True


def _is_length(token: Token) -> bool:
    if token.type == "number":
        return bool(token.value == 0)
    return token.type in {"dimension", "percentage", "function"}


def _is_size(word: str) -> bool:
    return word in _EXTENTS or word.startswith(("-webkit-", "-moz-"))


def is_colour(token: Token) -> bool:
    """Whether a token is a colour; every function counts as one."""
    if token.type == "function" or (token.type == "ident" and token.lower_value in _SYSTEM):
        return True
    return colour_of(token, BLACK, "light") is not None
