"""Whether a browser keeps a declaration. One that it drops lets the declaration before it stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.style.colour import BLACK, colour_of
from imprint.audit.style.token import calls, text_of

if TYPE_CHECKING:
    from imprint.audit.style.token import Token, Tokens

__all__ = ["is_valid", "refers"]

_GLOBAL = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})

_WORDS: dict[str, frozenset[str]] = {
    "display": frozenset(
        """none block inline inline-block flex inline-flex grid inline-grid flow-root contents table inline-table table-row table-cell table-column
        table-column-group table-row-group table-header-group table-footer-group table-caption list-item ruby ruby-text ruby-base flow run-in math
        -webkit-box -webkit-inline-box -webkit-flex -webkit-inline-flex -moz-box -ms-flexbox -ms-grid""".split()  # noqa: SIM905 - a list of words reads best as words
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
    "float": frozenset({"none", "left", "right", "inline-start", "inline-end"}),
}
_SIZES = frozenset("xx-small x-small small medium large x-large xx-large xxx-large smaller larger math".split())  # noqa: SIM905 - a list of words reads best as words
_COLOURS = frozenset({"color", "background-color", "text-fill-color"})
_LENGTHS = frozenset(
    """text-indent left right top bottom margin-left margin-right margin-top margin-bottom height width max-height max-width min-height
    min-width letter-spacing""".split()  # noqa: SIM905 - a list of words reads best as words
)
_NOT_NEGATIVE = frozenset({"height", "width", "max-height", "max-width", "min-height", "min-width", "font-size", "line-height", "zoom"})


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


def is_valid(name: str, value: Tokens) -> bool:  # noqa: C901, PLR0911 - one case a property
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
        return all(token.type == "ident" and token.lower_value in _WORDS[name] for token in value)
    if name in _NOT_NEGATIVE and value[0].type in {"number", "dimension", "percentage"} and value[0].value < 0:
        return False
    if name == "opacity":
        return len(value) == 1 and value[0].type in {"number", "percentage", "function"}
    if name == "font-size":
        return len(value) == 1 and (_is_length(value[0]) or (value[0].type == "ident" and value[0].lower_value in _SIZES))
    if name in _COLOURS:
        return len(value) == 1 and _is_colour(value[0])
    if name in _LENGTHS:
        return all(_is_length(token) or token.type == "ident" for token in value)
    if name == "filter":
        return text_of(value) == "none" or all(token.type in {"function", "url"} for token in value)
    if name in {"transform", "mask-image"}:
        return len(value) >= 1 and (any(True for _ in calls(value)) or any(token.type in {"ident", "url"} for token in value))
    return True


def _is_length(token: Token) -> bool:
    if token.type == "number":
        return bool(token.value == 0)
    return token.type in {"dimension", "percentage", "function"}


def _is_colour(token: Token) -> bool:
    return token.type == "function" or colour_of(token, BLACK, "light") is not None
