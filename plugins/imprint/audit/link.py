"""Whether a page carries a link that a reader can follow to the resource, and if not, what is wrong with the nearest one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.audit.address import Aim, Miss, aim_of
from imprint.audit.elsewhere import places_of_address
from imprint.audit.markup import STRUCK
from imprint.audit.rule import Fault, Place
from imprint.audit.source import ZERO_WIDTH, seen_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from imprint.audit.document import Element
    from imprint.audit.expected import Expected
    from imprint.audit.page import Page

__all__ = ["links_on"]

_UNSEEN = re.compile(rf"[\s{ZERO_WIDTH}]")
_LEAST_TEXT = 3
"""Visible characters without which a link is too small to be found."""
_LEAST_IMAGE = 8
"""Pixels, each way, below which an image is too small to be found."""
_FARTHEST = 60
"""Blocks between the notice and the link beyond which the two no longer are one resource box."""
_INTERACTIVE = frozenset({"button", "label", "select", "input", "textarea"})

_FAULT_OF_MISS = {
    Miss.SPELLING: "resource-link-misspelt",
    Miss.REPAIRED: "resource-link-needs-repair",
    Miss.RELATIVE: "resource-link-relative",
    Miss.SCHEME: "resource-link-wrong-scheme",
    Miss.INVALID: "resource-link-invalid",
    Miss.USER_INFO: "resource-link-with-user-info",
    Miss.LOOKALIKE: "resource-link-lookalike-host",
    Miss.TARGET: "resource-link-wrong-target",
}


@dataclass(frozen=True, slots=True)
class _Candidate:
    anchor: Element
    aim: Aim
    faults: tuple[Fault, ...]


def links_on(page: Page, expected: Expected) -> tuple[Fault, ...]:
    """The faults of every expected link; none where a live link to it is there."""
    return tuple(fault for link in dict.fromkeys(expected.links) for fault in _faults_of(page, expected, link))


def _faults_of(page: Page, expected: Expected, link: str) -> tuple[Fault, ...]:
    aimed: list[tuple[Element, Aim]] = []
    astray: list[tuple[Element, Aim]] = []
    for anchor in page.anchors:
        href = _target(anchor)
        if href is None:
            continue
        aim = aim_of(href, link)
        (astray if aim.miss in {Miss.TARGET, Miss.RELATIVE, Miss.SCHEME} else aimed).append((anchor, aim))
    candidates = []
    for anchor, aim in aimed:
        faults = tuple(_found_on(page, expected, anchor, aim, link))
        if not faults:
            return ()
        candidates.append(_Candidate(anchor, aim, faults))
    right = [each for each in candidates if each.aim.miss is Miss.NONE] or candidates
    if right:
        nearest = min(right, key=lambda each: (len(each.faults), each.anchor.order)).faults
        return () if len(right) > 1 and _shown_in_turn(page, right) else nearest
    near = _likeliest(page, expected, [each for each in astray if _is_related(page, each[0], each[1], link)])
    if near:
        return tuple(_found_on(page, expected, *near, link))
    for where, line in places_of_address(page.source.text, link):
        return (Fault("resource-link-not-an-anchor", Place(line + page.first_line - 1, 0, link), {"link": link, "where": where}),)
    near = _likeliest(page, expected, astray)
    if near and _beside_notice(page, expected, near[0]):
        return tuple(_found_on(page, expected, *near, link))
    return (Fault("resource-link-missing", facts={"link": link}),)


_OUT_OF_SIGHT = frozenset({"resource-link-hidden", "resource-link-not-clickable", "visibility-not-determined"})


def _shown_in_turn(page: Page, candidates: Iterable[_Candidate]) -> bool:
    """Whether one link or another is shown in all circumstances, as where narrow windows and wide ones have a box each."""
    missing = page.sight.circumstances
    for each in candidates:
        text = seen_characters(each.anchor.text_content)
        if text >= _LEAST_TEXT and all(fault.kind in _OUT_OF_SIGHT for fault in each.faults):
            missing -= page.sight.clear_in(_speaking(page, each.anchor), clickable=True)
    return not missing


def _target(anchor: Element) -> str | None:
    if anchor.is_html:
        return anchor.attrib.get("href")
    return anchor.attrib.get("href", anchor.attrib.get("xlink:href"))


def _is_related(page: Page, anchor: Element, aim: Aim, link: str) -> bool:
    """Whether a link that goes elsewhere was meant to be the resource link: it resolves there, names it, or shows its address."""
    del page
    bare = link.split("://", 1)[-1].rstrip("/")
    href = _target(anchor) or ""
    return aim.resolved == link or bare in href or bare in anchor.text_content or bare in anchor.attrib.get("title", "")


def _likeliest(page: Page, expected: Expected, astray: list[tuple[Element, Aim]]) -> tuple[Element, Aim] | None:
    """Of the links that go elsewhere, the one that stands nearest to the notice."""
    whole = page.notices(expected).whole
    at = whole[0].start if whole else len(page.wording.text)
    return min(astray, key=lambda each: abs(page.wording.position_of(each[0].order) - at), default=None)


def _beside_notice(page: Page, expected: Expected, anchor: Element) -> bool:
    """Whether the link stands where the resource link is looked for: within a few blocks of the notice."""
    whole = page.notices(expected).whole
    if not whole:
        return True
    wording = page.wording
    return abs(wording.block_number(wording.position_of(anchor.order)) - wording.block_number(whole[0].start)) <= _LEAST_TEXT


def _found_on(page: Page, expected: Expected, anchor: Element, aim: Aim, link: str) -> Iterator[Fault]:
    href = _target(anchor) or ""
    place = Place(anchor.line + page.first_line - 1, anchor.column, page.source_line(anchor.line))
    facts: dict[str, object] = {"link": link, "href": href, "difference": aim.difference}
    if aim.miss is not Miss.NONE:
        yield Fault(_FAULT_OF_MISS[aim.miss], place, facts)
    elif page.repeats_href(anchor):
        yield Fault("resource-link-with-two-targets", place, facts)
    elif mapped := _mapped(page, anchor, link):
        yield Fault("resource-link-wrong-target", place, {**facts, **mapped})
    yield from _as_seen(page, anchor, place, facts)
    yield from _as_marked(page, anchor, place, facts)
    if expected.own and aim.miss is Miss.NONE and (blocks := _distance(page, expected, anchor)) > _FARTHEST:
        yield Fault("resource-link-far-from-notice", place, {**facts, "blocks": blocks})


def _mapped(page: Page, anchor: Element, link: str) -> dict[str, object]:
    """Where a click on an image in the link leads instead; empty where it leads to the link's target.

    Sources: HTML Living Standard, section 4.6.5 (following hyperlinks: the image's ``ismap`` adds the coordinates) and 4.8.14.2 (image maps).
    """
    for image in anchor.iter_subtree():
        if image.local_name != "img" or not image.is_html:
            continue
        if "ismap" in image.attrib and anchor.is_html:
            return {
                "href": f"{_target(anchor)}?0,0",
                "difference": "the image in it has ismap, so that the place of the click is added to the address",
            }
        name = image.attrib.get("usemap", "").partition("#")[2]
        maps = [each for each in page.document.named("map") if name and each.attrib.get("name") == name]
        for area in (area for each in maps[:1] for area in each.iter_subtree() if area.local_name == "area"):
            if "href" in area.attrib and aim_of(area.attrib["href"], link).miss is not Miss.NONE:
                return {"href": area.attrib["href"], "difference": "the image in it has a map, whose area leads there"}
    return {}


def _as_seen(page: Page, anchor: Element, place: Place, facts: dict[str, object]) -> Iterator[Fault]:
    kinds: set[str] = set()
    hidden = False
    obstacles = page.sight.obstacles(_speaking(page, anchor), clickable=True)
    sure = any(each.kind in {"markup", "style"} for each in obstacles)
    for obstacle in obstacles:
        if sure and obstacle.kind == "undetermined":
            continue  # what surely hides the link makes the doubt idle
        kind = {
            "markup": "resource-link-not-live",
            "style": "resource-link-hidden",
            "struck": "resource-link-struck-through",
            "reversed": "resource-link-hidden",
            "covered": "resource-link-not-clickable",
            "unclickable": "resource-link-not-clickable",
            "undetermined": "visibility-not-determined",
        }.get(obstacle.kind)
        if kind and kind not in kinds:
            kinds.add(kind)
            hidden = hidden or kind in {"resource-link-not-live", "resource-link-hidden"}
            yield Fault(kind, place, {**facts, "how": obstacle.reason, "what": "the resource link"})
    if "resource-link-struck-through" not in kinds:
        for each in anchor.iter_subtree():
            if each.local_name in STRUCK and each is not anchor:
                yield Fault("resource-link-struck-through", place, {**facts, "how": f"by <{each.local_name}> in it"})
                break
    if hidden:
        return
    if not _has_label(page, anchor):
        yield Fault("resource-link-without-text", place, facts)
    elif not page.sight.is_marked(anchor):
        yield Fault("resource-link-unmarked", place, facts)


def _speaking(page: Page, anchor: Element) -> Element:
    """The element whose text is the link's: one inside it where all of its text is in others, and one that is seen if there is one."""
    holders = [node.parent for node in anchor.texts if node.data.strip()]
    if not holders or any(each is anchor for each in holders):
        return anchor
    return next((each for each in holders if not page.sight.obstacles(each, clickable=True)), anchor)


def _has_label(page: Page, anchor: Element) -> bool:
    seen = "".join(node.data for node in anchor.texts if not _is_unseen(page, node.parent, anchor))
    if seen_characters(seen) >= _LEAST_TEXT:
        return True
    return any(_is_label(page, image, anchor) for image in anchor.iter_subtree() if image.local_name == "img" and image.is_html)


def _is_label(page: Page, image: Element, anchor: Element) -> bool:
    if not _UNSEEN.sub("", image.attrib.get("alt", "")):
        return False
    for side in ("width", "height"):
        number = re.match(r"\s*(\d+)", image.attrib.get(side, ""))
        if number and int(number[1]) < _LEAST_IMAGE:
            return False
    return not _is_unseen(page, image, anchor)


def _is_unseen(page: Page, element: Element, anchor: Element) -> bool:
    return element is not anchor and any(each.kind in {"markup", "style"} for each in page.sight.obstacles(element))


def _as_marked(page: Page, anchor: Element, place: Place, facts: dict[str, object]) -> Iterator[Fault]:
    attributes = anchor.attrib
    refused = {"nofollow", "ugc", "sponsored"} & set(re.split(r"[\s,]+", attributes.get("rel", "").lower()))
    if refused:
        yield Fault("resource-link-nofollow", place, {**facts, "rel": ", ".join(sorted(refused))})
    handlers = [name for each in anchor.chain for name in each.attrib if name.startswith("on") and (each is anchor or name in _CLICKS)]
    if handlers:
        yield Fault("resource-link-scripted", place, {**facts, "handler": handlers[0]})
    for name, value in (*_not_a_link(anchor), *_framed(page, anchor)):
        yield Fault("resource-link-not-a-link", place, {**facts, "attribute": f"{name}={value!r}" if value else name})
    for each in (*anchor.chain, *anchor.iter_subtree()):
        if each is not anchor and each.is_html and each.local_name in _INTERACTIVE:
            yield Fault("resource-link-nested", place, {**facts, "element": each.local_name})
            break


_CLICKS = frozenset({"onclick", "onmousedown", "onmouseup", "onpointerdown", "onpointerup", "ontouchstart", "ontouchend", "onauxclick"})


def _not_a_link(anchor: Element) -> Iterator[tuple[str, str]]:
    attributes = anchor.attrib
    role = attributes.get("role", "").strip().lower()
    if role and role != "link":
        yield "role", role
    if "download" in attributes:
        yield "download", attributes["download"]
    if re.match(r"\s*-\s*\d", attributes.get("tabindex", "")):
        yield "tabindex", attributes["tabindex"]
    if attributes.get("aria-disabled", "").strip().lower() == "true":
        yield "aria-disabled", "true"
    for each in anchor.chain:
        if "contenteditable" in each.attrib:
            if each.attrib["contenteditable"].strip().lower() != "false":
                yield "contenteditable", each.attrib["contenteditable"]
            break


def _framed(page: Page, anchor: Element) -> Iterator[tuple[str, str]]:
    """The frame of the page in which a link opens, where a reader is not taken to the author's page."""
    bases = (each.attrib["target"] for each in page.document.named("base") if "target" in each.attrib)
    target = anchor.attrib.get("target", next(bases, "")).strip().lower()
    frames = (each.attrib.get("name", "").strip().lower() for each in page.document.named("iframe", "object", "embed", "frame"))
    if target and target in frames:
        yield "target", target


def _distance(page: Page, expected: Expected, anchor: Element) -> int:
    whole = page.notices(expected).whole
    if not whole:
        return 0
    wording = page.wording
    here = wording.block_number(wording.position_of(anchor.order))
    return min(abs(here - wording.block_number(each.start)) for each in whole)
