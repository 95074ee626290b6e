"""The properties that decide what a reader sees, their shorthands, and which of them are inherited."""

from __future__ import annotations

__all__ = ["INHERITED", "LONGHANDS", "SHORTHANDS", "TRANSITIONS", "is_judged", "plain_name"]

SHORTHANDS: dict[str, tuple[str, ...]] = {
    "background": ("background-color", "background-image"),
    "font": ("font-size", "line-height", "font-family", "font-weight"),
    "margin": ("margin-top", "margin-right", "margin-bottom", "margin-left"),
    "margin-inline": ("margin-left", "margin-right"),
    "margin-block": ("margin-top", "margin-bottom"),
    "inset": ("top", "right", "bottom", "left"),
    "inset-inline": ("left", "right"),
    "inset-block": ("top", "bottom"),
    "overflow": ("overflow-x", "overflow-y"),
    "text-decoration": ("text-decoration-line",),
    "mask": ("mask-image", "mask-size"),
    "text-stroke": ("text-stroke-width", "text-stroke-color"),
    "grid-area": ("grid-area", "grid-row", "grid-column"),
    "grid-row": ("grid-area", "grid-row"),
    "grid-row-start": ("grid-area", "grid-row"),
    "grid-column": ("grid-area", "grid-column"),
    "grid-column-start": ("grid-area", "grid-column"),
    "mask-border": ("mask-border-source",),
    "animation": (
        "animation-name",
        "animation-duration",
        "animation-delay",
        "animation-iteration-count",
        "animation-direction",
        "animation-fill-mode",
        "animation-play-state",
        "animation-timeline",
    ),
    "text-wrap": ("text-wrap-mode",),
    "white-space": ("text-wrap-mode",),
    "offset": ("offset-path",),
    "line-clamp": ("line-clamp",),
    "border": ("border-bottom", "border-top-width", "border-right-width", "border-bottom-width", "border-left-width"),
    "border-width": ("border-top-width", "border-right-width", "border-bottom-width", "border-left-width"),
    "border-block": ("border-bottom", "border-top-width", "border-bottom-width"),
    "border-block-width": ("border-top-width", "border-bottom-width"),
    "border-inline": ("border-left-width", "border-right-width"),
    "border-inline-width": ("border-left-width", "border-right-width"),
    "border-top": ("border-top-width",),
    "border-right": ("border-right-width",),
    "border-bottom": ("border-bottom", "border-bottom-width"),
    "border-left": ("border-left-width",),
    "border-block-start": ("border-top-width",),
    "border-block-end": ("border-bottom", "border-bottom-width"),
    "border-inline-start": ("border-left-width",),
    "border-inline-end": ("border-right-width",),
    "border-bottom-style": ("border-bottom",),
    "border-bottom-width": ("border-bottom", "border-bottom-width"),
    "border-style": ("border-bottom",),
    "padding": ("padding-top", "padding-right", "padding-bottom", "padding-left"),
    "padding-inline": ("padding-left", "padding-right"),
    "padding-block": ("padding-top", "padding-bottom"),
    "flex": ("flex-basis", "flex-grow", "flex-shrink"),
    "flex-flow": ("flex-direction", "flex-wrap"),
    "grid": ("grid-template-rows", "grid-template-columns"),
    "grid-template": ("grid-template-rows", "grid-template-columns"),
    "outline-width": ("outline",),
    "columns": ("column-count",),
    "container": ("container-name", "container-type"),
}
"""Each shorthand and the judged properties that it sets."""

_ALIASES = {
    "margin-inline-start": "margin-left",
    "margin-inline-end": "margin-right",
    "margin-block-start": "margin-top",
    "margin-block-end": "margin-bottom",
    "inset-inline-start": "left",
    "inset-inline-end": "right",
    "inset-block-start": "top",
    "inset-block-end": "bottom",
    "block-size": "height",
    "inline-size": "width",
    "max-block-size": "max-height",
    "max-inline-size": "max-width",
    "min-block-size": "min-height",
    "min-inline-size": "min-width",
    "padding-inline-start": "padding-left",
    "padding-inline-end": "padding-right",
    "border-block-start-width": "border-top-width",
    "border-block-end-width": "border-bottom-width",
    "border-inline-start-width": "border-left-width",
    "border-inline-end-width": "border-right-width",
    "padding-block-start": "padding-top",
    "padding-block-end": "padding-bottom",
    "overflow-inline": "overflow-x",
    "overflow-block": "overflow-y",
    "word-wrap": "overflow-wrap",
    "mask-box-image-source": "mask-border-source",
    "mask-box-image": "mask-border-source",
    "color-adjust": "print-color-adjust",
}

INHERITED = frozenset(
    {
        "visibility",
        "font-size",
        "color",
        "text-fill-color",
        "text-stroke-width",
        "text-stroke-color",
        "text-indent",
        "font-family",
        "letter-spacing",
        "line-height",
        "direction",
        "text-wrap-mode",
        "pointer-events",
        "text-security",
        "color-scheme",
        "interactivity",
        "font-weight",
        "font-size-adjust",
        "text-align",
        "forced-color-adjust",
        "word-spacing",
        "print-color-adjust",
    }
)

_INITIAL_ONLY = frozenset(
    {
        "display",
        "opacity",
        "background-color",
        "background-image",
        "background-clip",
        "position",
        "left",
        "top",
        "right",
        "bottom",
        "margin-left",
        "margin-top",
        "margin-right",
        "margin-bottom",
        "clip",
        "clip-path",
        "height",
        "width",
        "max-height",
        "max-width",
        "min-height",
        "min-width",
        "overflow-x",
        "overflow-y",
        "transform",
        "translate",
        "rotate",
        "scale",
        "content-visibility",
        "mask-image",
        "mask-size",
        "mask-composite",
        "aspect-ratio",
        "outline-offset",
        "grid-area",
        "grid-row",
        "grid-column",
        "mask-border-source",
        "zoom",
        "filter",
        "mix-blend-mode",
        "animation-name",
        "animation-duration",
        "animation-delay",
        "animation-iteration-count",
        "animation-fill-mode",
        "animation-play-state",
        "animation-timeline",
        "animation-direction",
        "text-decoration-line",
        "unicode-bidi",
        "z-index",
        "content",
        "line-clamp",
        "offset-path",
        "float",
        "text-overflow",
        "backdrop-filter",
        "border-bottom",
        "border-top-width",
        "border-right-width",
        "border-bottom-width",
        "border-left-width",
        "box-shadow",
        "outline",
        "box-sizing",
        "contain",
        "padding-top",
        "padding-right",
        "padding-bottom",
        "padding-left",
        "flex-basis",
        "flex-grow",
        "flex-shrink",
        "flex-wrap",
        "grid-auto-flow",
        "vertical-align",
        "flex-direction",
        "grid-template-rows",
        "grid-template-columns",
        "order",
        "column-count",
        "container-name",
        "container-type",
    }
)

LONGHANDS = INHERITED | _INITIAL_ONLY
TRANSITIONS = frozenset({"transition", "transition-property", "transition-duration", "transition-delay"})
"""Properties that are looked at only where a style sheet says from where a transition starts."""

_PREFIXES = ("-webkit-", "-moz-", "-ms-")
_KEPT_PREFIXES = frozenset({"-webkit-box-reflect"})


def plain_name(name: str) -> str:
    """The name without a prefix, and of logical properties the physical one in horizontal writing from left to right."""
    for prefix in _PREFIXES:
        if name.startswith(prefix) and name not in _KEPT_PREFIXES:
            name = name.removeprefix(prefix)
            break
    return _ALIASES.get(name, name)


def is_judged(name: str) -> bool:
    """Whether a declaration of this property can change what a reader sees of a text."""
    if name.startswith("--") or name == "all":
        return True
    plain = plain_name(name)
    return plain in LONGHANDS or plain in SHORTHANDS or plain in TRANSITIONS
