"""From a surface to findings: every rule is asked, and a rule that cannot answer is a finding itself.

:func:`judge_page` for pages, :func:`judge_feed` for feeds, :func:`judge_text` for kit files, and
:func:`judge_file` for a file of which nothing is known but its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeVar

from imprint.article.entities import decoded
from imprint.audit.catalogue import ENTRY_RULES, FEED_RULES, PAGE_RULES, RENDERING_RULES
from imprint.audit.expected import Expected
from imprint.audit.feed import Feed, FeedEntry, is_feed, read_feed
from imprint.audit.page import Page
from imprint.audit.proof import Shape, is_confirmed, shape_of
from imprint.audit.rule import Place
from imprint.audit.rules.page_scripted import RULE as SCRIPTED
from imprint.audit.rules.page_too_large import MAX_BYTES
from imprint.audit.rules.page_too_large import RULE as TOO_LARGE
from imprint.audit.rules.rule_failed import RULE as RULE_FAILED
from imprint.audit.source import fit_text
from imprint.audit.style.library import StyleLibrary
from imprint.audit.text_file import MARKDOWN, MarkdownFile, TextFile
from imprint.audit.text_proof import is_text_in_order
from imprint.findings import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.audit.rendering.surface import Rendering
    from imprint.audit.rule import Evidence, Rule

__all__ = ["FeedVerdict", "is_page", "judge_feed", "judge_file", "judge_page", "judge_rendering", "judge_text"]

_HTML = (".html", ".htm", ".xhtml")
_TEXT = (".txt", ".text")
_ORIGINAL = ".article.txt"
"""The suffix of a kit's copy in the text format of article directories."""
Surface = TypeVar("Surface")


@dataclass(frozen=True, slots=True)
class FeedVerdict:
    """What is wrong with a feed, and the entries that it has, in order; ``kind`` and ``top`` are those of :class:`~imprint.audit.feed.Feed`."""

    findings: tuple[Finding, ...]
    entries: tuple[FeedEntry, ...]
    kind: str = "unknown"
    top: Any = None


def judge_page(page: Page, expected: Expected, *, rendered: bool = False) -> list[Finding]:
    """Everything that is wrong with one page, from the top down; an empty list where nothing is.

    ``rendered`` says that a real browser judges the page too: rules that only forbid what cannot be
    told without one are left to it. What readers without scripts have is not the browser's to judge.
    """
    if len(page.data) > MAX_BYTES:
        return _asked([TOO_LARGE], page, expected, page.path)
    shape = _shape(page, expected)
    if shape is not None and shape.key in page.styles.proven:
        return []
    rules = [rule for rule in PAGE_RULES if (expected.own or not rule.own_only) and not (rendered and rule.needs_rendering)]
    found = _asked(rules, page, expected, page.path)
    if page.without_scripts is not None:
        unscripted = [rule for rule in PAGE_RULES if (expected.own or not rule.own_only) and rule is not SCRIPTED]
        known = _asked(unscripted, page, expected, page.path) if rendered else found
        added = [each for each in _asked(unscripted, page.without_scripts, expected, page.path) if each not in known]
        found = sorted([*found, *added], key=lambda each: each.sort_key)
    if not found and shape is not None and not rendered and is_confirmed(page, shape):
        page.styles.proven.add(shape.key)
    return found


def _shape(page: Page, expected: Expected) -> Shape | None:
    try:
        return shape_of(page, expected)
    except Exception:  # noqa: BLE001 - what cannot be proven is judged in full, where the rules say what went wrong
        return None


def judge_rendering(rendering: Rendering, expected: Expected) -> list[Finding]:
    """Everything that a real browser has found wrong with a page."""
    return _asked(RENDERING_RULES, rendering, expected, rendering.path)


def judge_feed(path: str, data: bytes, expected: Expected | Mapping[str, Expected], styles: StyleLibrary | None = None) -> FeedVerdict:
    """Everything that is wrong with a feed and with each of its entries.

    ``styles`` is the site's: an entry that one feed was found to have in order is not judged again for the next.

    ``expected`` is what every entry must carry, or what each must, by its id. An entry whose id is not
    among them is judged as a feed's entry only; that it is there at all is for the rules of the site to say.
    """
    everywhere = expected if isinstance(expected, Expected) else Expected((), ())
    if len(data) > MAX_BYTES:
        return FeedVerdict(tuple(_asked([TOO_LARGE], Page(path, data), everywhere, path)), ())
    try:
        feed = read_feed(path, data)
    except Exception as error:  # noqa: BLE001 - as for a rule: what breaks off has found nothing to be in order
        return FeedVerdict((_failed("reading the feed", error, path),), ())
    findings = _asked(FEED_RULES, feed, everywhere, path)
    for entry in feed.entries:
        mine = expected.get(entry.id) if isinstance(expected, Mapping) else expected
        if mine is not None:
            findings += _judged_entry(feed, entry, mine, styles or StyleLibrary())
    return FeedVerdict(tuple(findings), feed.entries, feed.kind, feed.top)


def judge_text(path: str, data: bytes, expected: Expected, styles: StyleLibrary | None = None) -> list[Finding]:
    """Everything that is wrong with a kit file: Markdown by its suffix, HTML by its suffix, else plain text.

    The text format of article directories is plain text in which a character that could begin a tag is a reference.
    ``styles`` is the site's: the same bytes are not judged again where they stand in a zip file.
    """
    styles = styles or StyleLibrary()
    name = path.lower()
    if len(data) > MAX_BYTES:
        return _asked([TOO_LARGE], Page(path, data), expected, path)
    known = _known(data, _ORIGINAL if name.endswith(_ORIGINAL) else name.rpartition(".")[2], expected)
    if known in styles.proven:
        return []
    if name.endswith(_ORIGINAL):
        data = _without_references(data)
    if name.endswith(_HTML):
        found = judge_page(Page(path, data, styles, fragment=b"<html" not in data[:2048].lower()), expected)
    elif name.endswith(MARKDOWN):
        found = _judged_markdown(path, data, expected, styles)
    elif is_text_in_order(data, expected):
        found = []
    else:
        found = judge_page(TextFile(path, data, fragment=True), expected)
    if not found:
        styles.proven.add(known)
    return found


def _without_references(data: bytes) -> bytes:
    """A text with its character references decoded, line by line as it was; bytes that are no text come back as they are."""
    try:
        return decoded(data.decode("utf-8")).encode("utf-8") if b"&" in data else data
    except UnicodeDecodeError:
        return data


def _known(data: bytes, form: str, expected: Expected) -> tuple[object, ...]:
    """Under which name it is remembered that these very bytes, read in this form, carry what is expected."""
    return (blake2b(data, digest_size=16).digest(), form, expected.digest)


def is_page(path: str, data: bytes) -> bool:
    """Whether a file is judged as an HTML page."""
    return not is_feed(data) and not path.lower().endswith((*MARKDOWN, *_TEXT))


def judge_file(
    path: str, data: bytes, expected: Expected, styles: StyleLibrary | None = None, *, address: str = "", rendered: bool = False
) -> list[Finding]:
    """Everything that is wrong with a file of any kind: a feed by its content, a kit file by its suffix, else a page."""
    if is_feed(data):
        return list(judge_feed(path, data, expected).findings)
    if path.lower().endswith((*MARKDOWN, *_TEXT)):
        return judge_text(path, data, expected)
    return judge_page(Page(path, data, styles or StyleLibrary(), address=address), expected, rendered=rendered)


def _judged_entry(feed: Feed, entry: FeedEntry, expected: Expected, styles: StyleLibrary) -> list[Finding]:
    findings = _asked(ENTRY_RULES, entry, expected, feed.path)
    html = entry.html.encode("utf-8", "replace")
    known = _known(html, entry.form, expected) if entry.form in {"html", "text"} else None
    if known in styles.proven:
        return findings
    if entry.form in {"none", "out-of-line"}:
        page: Page = TextFile(feed.path, b"")
    elif entry.form == "text":
        page = TextFile(feed.path, html)
        expected = replace(expected, links=())
    else:
        page = Page(feed.path, html, styles, fragment=True, tree=entry.tree)
    judged = judge_page(page, expected)
    if not judged and known is not None:
        styles.proven.add(known)
    for finding in judged:
        # Lines inside an entry are lines of the entry's HTML; the entry's own line is the one that a person can find.
        where = (
            f"in the entry {entry.title or entry.id!r}: {finding.excerpt}"
            if finding.excerpt
            else f"in the entry {entry.title or entry.id!r}"
        )
        line = finding.line + entry.line - 1 if entry.form == "html" and feed.kind != "json" and finding.line else max(entry.line, 0)
        findings.append(replace(finding, line=finding.line if entry.form == "tree" else line, column=0, excerpt=where))
    return findings


def _judged_markdown(path: str, data: bytes, expected: Expected, styles: StyleLibrary) -> list[Finding]:
    try:
        page = MarkdownFile(path, data, styles)
    except Exception as error:  # noqa: BLE001 - the converter is not made for hostile files
        return [_failed("converting Markdown", error, path)]
    found = []
    text = TextFile(path, data)
    unfit = [] if fit_text(data) is not None else _asked([rule for rule in PAGE_RULES if rule.code == "P101"], text, expected, path)
    for finding in [*unfit, *judge_page(page, expected)]:
        said = (str(finding.facts.get(fact) or "") for fact in ("href", "link", "found", "notice"))
        place = next((text.source.find(each) for each in said if each and each in text.source.text), Place())
        found.append(replace(finding, line=finding.line if finding.kind.code == "P101" else place.line, column=place.column))
    return sorted(found, key=lambda each: each.sort_key)


def _asked(rules: Iterable[Rule[Surface]], surface: Surface, expected: Expected, path: str) -> list[Finding]:
    """Ask these rules about a surface."""
    found: list[Finding] = []
    for rule in rules:
        try:
            found += [_finding(rule.kind, evidence, path) for evidence in rule.check(surface, expected)]
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in a rule, the audit has failed and says so
            found.append(_failed(f"{rule.code} {rule.name}", error, path))
    return sorted(found, key=lambda each: each.sort_key)


def _finding(kind: Kind, evidence: Evidence, path: str) -> Finding:
    place = evidence.place
    return Finding(kind, path, place.line, place.column, evidence.facts, place.excerpt)


def _failed(what: str, error: Exception, path: str) -> Finding:
    return Finding(RULE_FAILED.kind, path, facts={"rule": what, "error": f"{type(error).__name__}: {error}"})
