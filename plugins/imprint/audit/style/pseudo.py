"""The pseudo-classes and pseudo-elements that a specification or a browser knows; a selector with any other is not valid.

Sources: Selectors Level 4; HTML Living Standard, section 4.16; CSS Pseudo-Elements Level 4; CSS Scoping Level 1; CSS Shadow Parts;
CSS Overflow Level 5; CSS View Transitions Levels 1 and 2; CSS Highlight API; CSS Form Control Styling Level 1; WebVTT; Fullscreen API;
CSS Paged Media Level 3; CSS Multi-column Layout Level 2; the pseudo-classes of scroll bars in Blink and WebKit.
"""

from __future__ import annotations

__all__ = ["CLASSES", "ELEMENTS", "ESTABLISHED", "FUNCTIONAL_CLASSES", "FUNCTIONAL_ELEMENTS", "OLD_ELEMENTS", "is_prefixed"]

_FIRM_CLASSES = frozenset(
    """active any-link autofill checked default defined disabled empty enabled first-child first-of-type focus focus-visible focus-within fullscreen
    host hover in-range indeterminate invalid last-child last-of-type link only-child only-of-type optional out-of-range placeholder-shown
    read-only read-write required root scope target valid visited""".split()  # noqa: SIM905 - a list of words reads best as words
)
_FIRM_FUNCTIONS = frozenset(
    "has host is lang not nth-child nth-last-child nth-last-of-type nth-of-type where".split()  # noqa: SIM905 - a list of words reads best as words
)
_FIRM_ELEMENTS = frozenset(
    "after backdrop before file-selector-button first-letter first-line marker part placeholder selection slotted".split()  # noqa: SIM905 - a list of words reads best as words
)

ESTABLISHED = _FIRM_CLASSES | _FIRM_FUNCTIONS | _FIRM_ELEMENTS
"""What every browser of today knows."""

CLASSES = _FIRM_CLASSES | frozenset(
    """active-view-transition animated-image blank buffering corner-present current decrement double-button drop end first future granted
    has-slotted heading horizontal increment interest-source interest-target left local-link menu-open modal muted navigation-source no-button open
    overscroll-target past paused picture-in-picture playing popover-open post-layout right seeking single-button stalled start target-after
    target-before target-current target-within user-invalid user-valid vertical volume-locked window-inactive xr-overlay""".split()  # noqa: SIM905 - a list of words reads best as words
)
"""Those that stand without arguments."""

FUNCTIONAL_CLASSES = _FIRM_FUNCTIONS | frozenset(
    """active-navigation active-view-transition-type animated-image any current dir drop heading host-context link-to local-link matches nth-col
    nth-last-col state target-within""".split()  # noqa: SIM905 - a list of words reads best as words
)
"""Those that stand with arguments. Older names of ``:is()`` are among them, since some browsers keep them."""

OLD_ELEMENTS = frozenset({"after", "before", "first-letter", "first-line"})
"""The pseudo-elements that may be written with one colon."""

ELEMENTS = (_FIRM_ELEMENTS - {"part", "slotted"}) | frozenset(
    """checkmark clear-icon clear-button color-swatch column content cue cue-region details-content field-component field-separator field-text
    footnote-call footnote-marker grammar-error inactive-selection interest-button interest-hint meter-fill meter-track nth-fragment
    overscroll-area-parent permission-icon picker-icon placeholder-icon prefix postfix progress-fill progress-track reveal-button reveal-icon
    reveal-password-icon search-text scroll-marker scroll-marker-group select-fallback-button select-fallback-button-icon select-listbox shadow
    slider-fill slider-thumb slider-track spelling-error step-control step-down step-up target-text thumb track fill view-transition""".split()  # noqa: SIM905 - a list of words reads best as words
)
"""Those that stand without arguments."""

FUNCTIONAL_ELEMENTS = frozenset(
    """cue cue-region highlight nth-fragment overscroll-area part picker scroll-button slotted view-transition-group view-transition-group-children
    view-transition-image-pair view-transition-new view-transition-old""".split()  # noqa: SIM905 - a list of words reads best as words
)
"""Those that stand with arguments."""


def is_prefixed(name: str) -> bool:
    """Whether a name is a vendor's own, known to some browsers alone."""
    return name.startswith("-")
