"""What holds of an element when a page opens, by its markup alone: the pseudo-classes of form controls and their like.

Each is written into the tree as an attribute with a blank in its name, which no attribute of a page has, so that the
selector engine finds it. What a reader changes afterwards, by typing or by ticking a box, is not asked.

Sources: HTML Living Standard, sections 4.16.3 (pseudo-classes), 4.10.20.1 (constraint validation), 4.10.5.1 (types of ``input``);
Selectors Level 4, sections 7.2 (``:dir()``) and 12 (``:open``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ada_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.document import Document, Element

__all__ = ["NAMES", "is_right_to_left", "mark", "mark_states"]

NAMES = frozenset(
    """valid invalid in-range out-of-range required optional read-write placeholder-shown indeterminate default checked enabled disabled open
    muted paused undefined rtl""".split()  # noqa: SIM905 - a list of words reads best as words
)
"""The states; ``undefined`` and ``rtl`` are those of ``:not(:defined)`` and ``:dir(rtl)``, the others have the name of their pseudo-class."""

_FIELDS = frozenset({"input", "select", "textarea"})
_CONTROLS = _FIELDS | {"button", "fieldset", "optgroup", "option"}
_WITHOUT_TEXT = frozenset("hidden range color checkbox radio file submit image reset button".split())  # noqa: SIM905 - a list of words reads best as words
_BARRED = frozenset({"hidden", "reset", "button"})
"""Types of controls that are not validated."""
_NEVER_REQUIRED = frozenset({"hidden", "range", "color", "submit", "image", "reset", "button"})
_RANGED = frozenset("date month week time datetime-local number range".split())  # noqa: SIM905 - a list of words reads best as words
_KNOWN = _WITHOUT_TEXT | _RANGED | {"text", "search", "tel", "url", "email", "password"}
_WITH_PLACEHOLDER = frozenset("text search tel url email password number".split())  # noqa: SIM905 - a list of words reads best as words
_MAIL = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*"
)
_CUSTOM = re.compile(r"[a-z][^\s/>]*-")
_BUILT_IN = frozenset(
    {
        "annotation-xml",
        "color-profile",
        "font-face",
        "font-face-src",
        "font-face-uri",
        "font-face-format",
        "font-face-name",
        "missing-glyph",
    }
)


def mark(name: str) -> str:
    """The attribute that stands at the elements in a state."""
    return f" {name}"


def mark_states(document: Document) -> None:
    """Write the states of all elements into the tree of a page."""
    controls = _Controls(document)
    for element in document.elements:
        for name in (*controls.states(element), *_plain_states(element)):
            element.attrib[mark(name)] = ""


def _plain_states(element: Element) -> Iterator[str]:
    """States that need nothing but the element and those around it."""
    name, attributes = element.local_name, element.attrib
    if is_right_to_left(element):
        yield "rtl"
    if not element.is_html:
        return
    if _CUSTOM.match(name) and name not in _BUILT_IN:
        yield "undefined"
    if name in {"details", "dialog"} and "open" in attributes:
        yield "open"
    if name == "progress" and "value" not in attributes:
        yield "indeterminate"
    if name in {"audio", "video"}:
        if "muted" in attributes:
            yield "muted"
        if "autoplay" not in attributes:
            yield "paused"
    edited = next((each.attrib["contenteditable"].strip().lower() for each in element.chain if "contenteditable" in each.attrib), "false")
    if name not in _FIELDS and edited in {"", "true", "plaintext-only"}:
        yield "read-write"


def is_right_to_left(element: Element) -> bool:
    """Whether attributes say that a text runs from right to left."""
    named = next((each.attrib["dir"].strip().lower() for each in element.chain if "dir" in each.attrib), "ltr")
    return named == "rtl"


class _Controls:
    """The form controls of a page; some of their states depend on each other."""

    def __init__(self, document: Document) -> None:
        self._fields = document.named(*_CONTROLS)
        self._checked = set(map(id, self._ticked()))
        submits = [each for each in self._fields if _kind(each) in {"submit", "image"}]
        first: dict[int, Element] = {}
        for each in submits:
            if (form := _form(each)) is not None:
                first.setdefault(id(form), each)
        self._default = set(map(id, first.values()))
        self._invalid = [each for each in self._fields if _is_validated(each) and not self._satisfies(each)]

    def states(self, element: Element) -> Iterator[str]:  # noqa: C901 - one state after the other
        """The states of a control, a form or a set of fields."""
        name = element.local_name
        if not element.is_html or name not in _CONTROLS | {"form"}:
            return
        if name in {"form", "fieldset"}:
            yield (
                "invalid" if any(_form(each) is element if name == "form" else _is_in(each, element) for each in self._invalid) else "valid"
            )
        if name == "form":
            return
        kind, attributes = _kind(element), element.attrib
        disabled = _is_disabled(element)
        yield "disabled" if disabled else "enabled"
        if id(element) in self._checked:
            yield "checked"
        if (
            id(element) in self._default
            or (kind in {"checkbox", "radio"} and "checked" in attributes)
            or (name == "option" and "selected" in attributes)
        ):
            yield "default"
        if kind == "radio" and not any(id(each) in self._checked for each in self._group(element)):
            yield "indeterminate"
        if name in _FIELDS:
            yield "required" if "required" in attributes and kind not in _NEVER_REQUIRED else "optional"
        typed = name == "textarea" or (name == "input" and kind not in _WITHOUT_TEXT)
        if typed and not disabled and "readonly" not in attributes:
            yield "read-write"
        if (name == "textarea" or kind in _WITH_PLACEHOLDER) and attributes.get("placeholder") and not _value(element):
            yield "placeholder-shown"
        if _is_validated(element):
            yield "valid" if self._satisfies(element) else "invalid"
            if kind in _RANGED and (kind == "range" or "min" in attributes or "max" in attributes):
                yield "in-range" if _is_in_range(element) else "out-of-range"

    def _ticked(self) -> Iterator[Element]:
        """What is chosen when the page opens: boxes, one radio button of each group, and options."""
        for each in self._fields:
            kind = _kind(each)
            if kind == "checkbox" and "checked" in each.attrib:
                yield each
            elif kind == "radio" and "checked" in each.attrib:
                # The last of a group that is checked wins.
                if [other for other in self._group(each) if "checked" in other.attrib][-1] is each:
                    yield each
            elif each.local_name == "select":
                yield from _chosen(each)

    def _group(self, radio: Element) -> list[Element]:
        name, form = radio.attrib.get("name", ""), _form(radio)
        if not name:
            return [radio]
        return [each for each in self._fields if _kind(each) == "radio" and each.attrib.get("name") == name and _form(each) is form]

    def _satisfies(self, element: Element) -> bool:
        """Whether a control meets what is demanded of it."""
        kind, attributes, value = _kind(element), element.attrib, _value(element)
        required = "required" in attributes and kind not in _NEVER_REQUIRED
        if kind == "radio":
            group = self._group(element)
            return not any("required" in each.attrib for each in group) or any(id(each) in self._checked for each in group)
        if kind == "checkbox":
            return not required or id(element) in self._checked
        if element.local_name == "select":
            return not required or any(_option_value(each) for each in _chosen(element))
        if kind == "file" or not value:
            return not required
        return _fits(kind, value) and _has_pattern(element, value) and _is_in_range(element)


def _kind(element: Element) -> str:
    """The type of a control; of an element without types its name."""
    name = element.local_name
    given = element.attrib.get("type", "").strip().lower()
    if name == "input":
        return given if given in _KNOWN else "text"
    if name == "button":
        return given if given in {"reset", "button"} else "submit"
    return name


def _form(element: Element) -> Element | None:
    """The form that a control belongs to: the one that it names, or the one around it."""
    if "form" in element.attrib:
        root = list(element.chain)[-1]
        return next(
            (each for each in root.iter_subtree() if each.local_name == "form" and each.attrib.get("id") == element.attrib["form"]), None
        )
    return next((each for each in element.chain if each.local_name == "form"), None)


def _is_in(element: Element, outer: Element) -> bool:
    return any(each is outer for each in element.chain)


def _is_disabled(element: Element) -> bool:
    """Whether a control is disabled, by itself, its group, or a set of fields around it, whose first legend is exempt."""
    if "disabled" in element.attrib and element.local_name in _CONTROLS:
        return True
    inner = element
    for around in element.ancestors[::-1]:
        if element.local_name == "option" and around.local_name == "optgroup" and "disabled" in around.attrib:
            return True
        if around.local_name == "fieldset" and "disabled" in around.attrib and element.local_name not in {"option", "optgroup"}:
            legend = next((each for each in around.elements if each.local_name == "legend"), None)
            if inner is not legend:
                return True
        inner = around
    return False


def _is_validated(element: Element) -> bool:
    kind = _kind(element)
    if element.local_name not in _FIELDS | {"button"} or kind in _BARRED or _is_disabled(element):
        return False
    typed = element.local_name == "textarea" or kind not in _WITHOUT_TEXT
    return not (typed and "readonly" in element.attrib) and not any(each.local_name == "datalist" for each in element.chain)


def _value(element: Element) -> str:
    """The value of a control when the page opens; one that its type does not allow is none."""
    if element.local_name == "textarea":
        return element.text_content
    value = element.attrib.get("value", "")
    kind = _kind(element)
    if kind in {"date", "month", "week", "time", "datetime-local"}:
        return value if re.fullmatch(_TIMES[kind], value) else ""
    if kind in {"number", "range"}:
        return value if _number(value) is not None else ""
    return value.strip() if kind in {"email", "url"} else value


_DATE = r"\d{4,}-\d\d-\d\d"
_TIME = r"\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?"
_TIMES = {"date": _DATE, "month": r"\d{4,}-\d\d", "week": r"\d{4,}-W\d\d", "time": _TIME, "datetime-local": f"{_DATE}[T ]{_TIME}"}


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _fits(kind: str, value: str) -> bool:
    if kind == "email":
        return all(_MAIL.fullmatch(each.strip()) for each in value.split(","))
    return kind != "url" or ada_url.check_url(value)


def _has_pattern(element: Element, value: str) -> bool:
    pattern = element.attrib.get("pattern")
    if pattern is None or _kind(element) not in {"text", "search", "tel", "url", "email", "password"}:
        return True
    try:
        return re.fullmatch(pattern, value) is not None
    except re.error:
        return True  # a pattern that is none demands nothing


def _is_in_range(element: Element) -> bool:
    kind, value = _kind(element), _value(element)
    if kind not in _RANGED or not value or kind == "range":
        return True  # a slider stands within its limits whatever is written
    least, most = element.attrib.get("min", ""), element.attrib.get("max", "")
    if kind == "number":
        here = _number(value) or 0.0
        low, high = _number(least), _number(most)
        return (low is None or here >= low) and (high is None or here <= high)
    # Dates and times of one form are in the order of their characters.
    limits = re.compile(_TIMES[kind])
    return not ((limits.fullmatch(least) and value < least) or (limits.fullmatch(most) and value > most))


def _chosen(select: Element) -> list[Element]:
    """The options of a list that are chosen: those that say so, of which the last where only one can be, or the first that can be."""
    options = [each for each in select.iter_subtree() if each.local_name == "option"]
    selected = [each for each in options if "selected" in each.attrib]
    if "multiple" in select.attrib:
        return selected
    size = select.attrib.get("size", "").strip()
    if selected or (size.isdecimal() and int(size) > 1):
        return selected[-1:]
    return [each for each in options if not _is_disabled(each)][:1]


def _option_value(option: Element) -> str:
    return option.attrib["value"] if "value" in option.attrib else option.text_content.strip()
