"""Whether a page shows a copyright notice as it is written, and if not, what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from typing import TYPE_CHECKING

from imprint.audit.address import skeleton
from imprint.audit.claim import CLAIM, SENTENCE, WAIVER, taken_back, taken_back_around
from imprint.audit.claim_subject import is_about_another
from imprint.audit.elsewhere import places_of_text
from imprint.audit.rule import Fault, Place
from imprint.audit.source import BIDI_CONTROLS
from imprint.audit.style.generated import Added
from imprint.audit.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.audit.expected import Expected
    from imprint.audit.obstacle import Obstacle
    from imprint.audit.page import Page
    from imprint.audit.wording import Passage, Wording

__all__ = ["NoticeFindings", "notices_on"]

_YEAR = r"(?:\d{4}|[MDCLXVI]+\b)"
_PARTS = re.compile(rf"(?:copyright|©|\(c\))\W*(?P<years>{_YEAR}(?:\s*[-,&]\s*{_YEAR})*),?\s+(?:by\s+)?(?P<holder>[^.,]+)", re.IGNORECASE)
_BIDI = re.compile(f"[{BIDI_CONTROLS}]")
_LEAST_LIKENESS = 0.45
_CONTEXT = 24


@dataclass(frozen=True, slots=True)
class NoticeFindings:
    """The faults of all notices of a page, and where the whole ones stand."""

    faults: tuple[Fault, ...]
    whole: tuple[Passage, ...]


def notices_on(page: Page, expected: Expected) -> NoticeFindings:
    """How the page carries each expected notice."""
    faults: list[Fault] = []
    whole: list[Passage] = []
    judged: list[tuple[int, int]] = []
    wordings = page.wording
    for raw in dict.fromkeys(expected.notices):
        wanted = folded(raw)
        passages = wordings.occurrences(wanted)
        judged += [(each.start, each.end) for each in passages]
        outcome = _seen(page, wanted, passages)
        if outcome is None:
            whole += passages
        elif passages:
            faults.append(outcome)
        else:
            fault, span = _unlike(page, wanted)
            faults.append(fault)
            if span:
                judged.append(span)
    taken = any(fault.kind == "notice-negated" for fault in faults)
    faults += _claims(page, expected, judged, () if taken else WAIVER.finditer(page.wording.text))
    return NoticeFindings(tuple(faults), tuple(whole))


def _seen(page: Page, wanted: str, passages: Iterable[Passage]) -> Fault | None:
    """None where at least one occurrence is shown whole, else the fault of the one that comes nearest to it."""
    worst: list[tuple[int, Fault]] = []
    for passage in passages:
        fault = _fault_of(page, wanted, passage)
        if fault is None:
            return None
        worst.append((_NEARNESS.index(fault.kind), fault))
    if len(worst) > 1 and _shown_in_turn(page, wanted, passages):
        return None
    return min(worst, key=lambda each: each[0])[1] if worst else Fault("notice-missing", facts={"notice": wanted})


_NEARNESS = (
    "visibility-not-determined",
    "notice-altered",
    "notice-negated",
    "notice-reversed",
    "notice-struck-through",
    "notice-partly-hidden",
    "notice-hidden",
)


def _shown_in_turn(page: Page, wanted: str, passages: Iterable[Passage]) -> bool:
    """Whether one occurrence or another is shown in all circumstances, as where narrow windows and wide ones have a box each."""
    missing = page.sight.circumstances
    for passage in passages:
        if _fault_of(page, wanted, passage, seen=True) is None:
            missing -= frozenset.intersection(*(page.sight.clear_in(node.parent) for node in passage.nodes))
    return not missing


def _fault_of(page: Page, wanted: str, passage: Passage, *, seen: bool = False) -> Fault | None:  # noqa: C901, PLR0911, PLR0912 - one fault after the other, the plainest first
    """Why an occurrence does not count; ``seen`` takes it for granted that it is displayed."""
    place = Place(passage.line, 0, wanted)
    hidden: list[Obstacle] = []
    clear = 0
    undetermined: Obstacle | None = None
    for node in passage.nodes if not seen else ():
        obstacles = page.sight.obstacles(node.parent)
        stops = [each for each in obstacles if each.kind in {"markup", "style", "covered"}]
        for each in obstacles:
            if each.kind == "struck":
                return Fault("notice-struck-through", place, {"notice": wanted, "how": each.reason})
            if each.kind == "reversed":
                return Fault("notice-reversed", place, {"notice": wanted, "how": each.reason})
            if each.kind == "undetermined":
                undetermined = each
        if stops:
            hidden.append(stops[0])
        else:
            clear += 1
    if hidden:
        kind = "notice-partly-hidden" if clear else "notice-hidden"
        return Fault(kind, place, {"notice": wanted, "how": hidden[0].reason, "what": "notice"})
    begin, end = page.wording.block_of(passage.start)
    if control := _BIDI.search(page.wording.text, begin, max(end, passage.end)):
        return Fault("notice-reversed", place, {"notice": wanted, "how": f"by the character U+{ord(control[0]):04X} beside it"})
    added, moved = page.sight.disturbance(passage.nodes)
    if moved:
        return Fault("notice-reversed", place, {"notice": wanted, "how": moved})
    if added:
        facts = {"notice": wanted, "expected": wanted, "got": f"{wanted} with a text added by {added}"}
        return Fault("notice-altered", place, facts)
    words = _taken_back(page, passage)
    if words:
        return Fault("notice-negated", place, {"notice": wanted, "words": words})
    if undetermined:
        return Fault("visibility-not-determined", place, {"what": "the copyright notice", "how": undetermined.reason})
    return None


def _taken_back(page: Page, passage: Passage) -> str:
    """The words beside an occurrence that take it back, in the page's text or added by its style sheets; empty where none do."""
    first, last = passage.nodes[0].parent, passage.nodes[-1].parent
    text, (begin, end) = page.wording.text, page.wording.block_of(passage.start)
    before, after = text[max(begin, passage.start - SENTENCE) : passage.start], text[passage.end : min(end, passage.end + SENTENCE)]
    above = below = ""
    if not text[begin : passage.start].strip():
        above = text[page.wording.block_of(max(begin - 1, 0))[0] : begin].strip()
    if not text[passage.end : end].strip():
        below = text[end : page.wording.block_of(end)[1]].strip()
    quoted = any(each.local_name == "q" for each in first.chain)
    words = taken_back_around(above, below)
    for added in (Added(), *page.sight.words_beside(first, last)):
        words = (
            words or taken_back(before + added.before, added.after + after, quoted=quoted) or taken_back_around(added.above, added.below)
        )
    return words


def _unlike(page: Page, wanted: str) -> tuple[Fault, tuple[int, int] | None]:
    """What became of a notice that is nowhere in the page's text as it is written."""
    best, score = _nearest(page, wanted)
    if best is not None:
        found = page.wording.text[best[0] : best[1]].strip()
        passage = page.wording.passage(*best)
        place = Place(passage.line, 0, found)
        stops = [each for each in page.sight.obstacles(passage.nodes[0].parent) if each.kind in {"markup", "style"}]
        if not stops:
            return _compared(wanted, found, place), best
        if score > 1 - 1e-9:
            return Fault("notice-hidden", place, {"notice": wanted, "how": stops[0].reason}), best
    for where, line in places_of_text(page.source.text, wanted):
        return Fault("notice-not-text", Place(line + page.first_line - 1, 0, wanted), {"notice": wanted, "where": where}), None
    return Fault("notice-missing", Place(0, 0, ""), {"notice": wanted}), None


def _nearest(page: Page, wanted: str) -> tuple[tuple[int, int] | None, float]:
    """The block whose text is most like the notice, and how like it is, from 0 to 1."""
    wording = page.wording
    words = set(re.findall(r"\w+", skeleton(wanted).lower()))
    # A reversed text keeps its words, each of them turned round.
    words |= {word[::-1] for word in words}
    best: tuple[int, int] | None = None
    best_score = 0.0
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(skeleton(wanted).lower())
    for index, start in enumerate(wording.blocks):
        end = wording.blocks[index + 1] if index + 1 < len(wording.blocks) else len(wording.text)
        text = skeleton(wording.text[start:end]).lower()
        here = set(re.findall(r"\w+", text))
        if not words or len(words & here) * 4 < len(words):
            continue
        span = _window(wording, start, end, wanted)
        text = skeleton(wording.text[span[0] : span[1]]).lower()
        matcher.set_seq1(text)
        score = max(matcher.ratio(), SequenceMatcher(None, text[::-1], skeleton(wanted).lower(), autojunk=False).ratio())
        if score > best_score:
            best, best_score = span, score
    return (best, best_score) if best_score >= _LEAST_LIKENESS else (None, best_score)


def _window(wording: Wording, start: int, end: int, wanted: str) -> tuple[int, int]:
    """The part of a block that may be the notice: from the word that claims the rights on, about as long as the notice."""
    if end - start <= len(wanted) * 1.3:
        return start, end
    block = wording.text[start:end]
    mark = re.search(
        r"copyright|©|\(c\)|" + re.escape(wanted[:12]), skeleton(block) if len(skeleton(block)) == len(block) else block, re.IGNORECASE
    )
    begin = start + (mark.start() if mark else 0)
    return begin, min(end, begin + len(wanted) + 8)


def _compared(wanted: str, found: str, place: Place) -> Fault:
    """How a visible text that resembles the notice differs from it."""
    facts: dict[str, object] = {"notice": wanted, "found": found}
    plain, bare = skeleton(wanted), folded(skeleton(found))
    if plain.lower() in bare.lower():
        odd = next((f"U+{ord(each):04X}" for each in found if not each.isascii() and each not in wanted), "letters in another case")
        return Fault("notice-with-lookalikes", place, {**facts, "character": odd})
    if plain in bare[::-1] or bare[::-1] in plain:
        return Fault("notice-reversed", place, {"notice": wanted, "how": "letter by letter"})
    if len(bare) >= len(plain) // 4 and plain.startswith(bare.rstrip(" .…")) and len(bare) < len(plain):
        return Fault("notice-truncated", place, facts)
    blocks = SequenceMatcher(None, bare, plain, autojunk=False).get_opcodes()
    changes = [each for each in blocks if each[0] != "equal"]
    parts = _PARTS.search(plain)
    here = _PARTS.search(bare)
    if parts and here:
        if here["years"] != parts["years"]:
            return Fault("notice-years-wrong", place, {**facts, "years": here["years"], "expected": parts["years"]})
        if here["holder"].strip() != parts["holder"].strip():
            return Fault("notice-holder-wrong", place, {**facts, "holder": here["holder"].strip(), "expected": parts["holder"].strip()})
    _, from_found, to_found, from_wanted, to_wanted = changes[0] if changes else ("", 0, 0, 0, 0)
    facts["expected"] = plain[max(0, from_wanted - 8) : to_wanted + _CONTEXT]
    facts["got"] = bare[max(0, from_found - 8) : to_found + _CONTEXT]
    return Fault("notice-altered", place, facts)


def _claims(page: Page, expected: Expected, judged: list[tuple[int, int]], waivers: Iterable[re.Match[str]]) -> list[Fault]:
    """The visible claims of other rights: a second copyright line that is none of the expected ones, or one of the ``waivers`` of all rights."""
    faults = []
    quoted: tuple[str, ...] | None = None
    text = page.wording.text
    for match in chain(CLAIM.finditer(text), waivers):
        if any(start <= match.start() < end for start, end in judged):
            continue
        _, end = page.wording.block_of(match.start())
        claim = text[match.start() : min(end, match.start() + 120)].strip()
        if quoted is None:
            quoted = tuple(map(folded, expected.quotations))
        if any(claim[:60] in each for each in quoted):
            continue
        passage = page.wording.passage(match.start(), match.end())
        if any(each.kind in {"markup", "style"} for each in page.sight.obstacles(passage.nodes[0].parent)):
            continue
        if is_about_another(page, passage, judged):
            continue
        faults.append(Fault("notice-contradicted", Place(passage.line, 0, claim), {"found": claim}))
        break
    return faults
