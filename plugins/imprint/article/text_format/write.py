"""An article, or a reading, written in the text format, so that reading it back gives the same again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from imprint.article.entities import decoded
from imprint.article.links import spans_of
from imprint.article.model import Article, Heading, Lines, ListBlock, Markup, OwnBox, Paragraph, Reading, Span, plain
from imprint.article.reprint_terms import find_terms
from imprint.article.resource_box import box_of_spans
from imprint.article.text_format.header import LABELS
from imprint.article.text_format.read import read_text
from imprint.article.word_count import legacy_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from imprint.article.model import Block, Notice

    _Text: TypeAlias = "tuple[Span, ...]"

__all__ = ["write_text"]

_RULE = "-" * 60
_BOX_LABEL = "About the Author"
_BODY_LABEL = "article body"
_STYLE_TAGS = {"em": "i", "strong": "b", "code": "code"}
_MOST_PASSES = 8
_TAG_START = re.compile(r"<(?=[A-Za-z/!])")
_TITLE_LABEL = re.compile(r"(?P<label>title\s*):", re.IGNORECASE)
_FIELD_LABELS = {name.lower().replace(" ", "_"): name for name in LABELS.values()}
_FORMS = {Paragraph: 4, Heading: 2, ListBlock: 2, Lines: 2, Markup: 1}
"""How many forms each kind of block has; the first is the plainest."""
_PREFORMATTED = 3


@dataclass(frozen=True, slots=True)
class _Content:
    """What is written, whatever it was taken from."""

    title: str
    summary: str
    keywords: tuple[str, ...]
    fields: Mapping[str, str]
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...]
    terms: str | None
    box: OwnBox | None


def write_text(source: Reading | Article) -> str:
    """The file, to be saved in UTF-8. ``Word Count`` is what the format's rule counts in it.

    An article is written with the resource box that it is published with, link included. Each block
    has the plainest form that reads back as it is; tags are used where plain text cannot say it. What the
    format has no form for, such as a table, is written in the nearest one.
    """
    content = _of_article(source) if isinstance(source, Article) else _of_reading(source)
    forms = [0] * len(content.blocks)
    # Alone on its line a label that is a field's as well would open the field.
    beside = content.box is not None and (content.box.label or "").lower() in LABELS
    text = ""
    for _ in range(_MOST_PASSES):
        text = _file(content, forms, beside=beside)
        found = read_text(text.encode("utf-8", "replace"), "")
        wrong = _wrong_blocks(content.blocks, found.blocks)
        raised = [index for index in wrong if forms[index] + 1 < _FORMS[type(content.blocks[index])]]
        misses_box = content.box is not None and not beside and (found.own_box is None or found.own_box.spans != content.box.spans)
        if not raised and not misses_box:
            break
        beside = beside or misses_box
        for index in raised:
            forms[index] += 1
    return text


def _of_reading(reading: Reading) -> _Content:
    box = reading.own_box
    if box and box.label == "Resource Box" and reading.fields.get("resource_box") == box.text:
        box = None  # the field says it
    return _Content(
        reading.title, reading.summary, reading.keywords, reading.fields, reading.blocks, reading.notices, reading.reprint_terms, box
    )


def _of_article(article: Article) -> _Content:
    reading, box = article.reading, article.resource_box
    label = reading.own_box.label if reading.own_box else _BOX_LABEL
    spans = [*spans_of(box.before), Span(box.anchor, box.url), *spans_of(box.after)]
    fields = {name: value for name, value in reading.fields.items() if name != "resource_box"}
    fields |= {"author": article.author, "category": article.category}
    terms = reading.reprint_terms
    if not terms and article.permission and find_terms(article.permission) == article.permission:
        terms = article.permission
    return _Content(
        article.title,
        article.summary,
        article.keywords,
        fields,
        article.blocks,
        article.notices,
        terms,
        box_of_spans(label, [span for span in spans if span.text], 0),
    )


def _file(content: _Content, forms: Sequence[int], *, beside: bool) -> str:
    """The file with each block in its form; ``beside`` puts the resource box beside its label."""
    body = "\n\n".join(_body(content, forms, beside=beside)) + "\n\n\n"
    fields = [
        _field("Title", content.title, space=" ") + "\n",
        f"Word Count:\n{legacy_count(body)}\n\n",
        _field("Summary", content.summary) + "\n\n" if content.summary else "",
        _field("Keywords", ", ".join(content.keywords)) + "\n\n" if content.keywords else "",
        *(_field(_FIELD_LABELS[name], value) + "\n" for name, value in content.fields.items() if value),
    ]
    return f"{''.join(fields)}Article Body:\n{body}"


def _field(label: str, value: str, space: str = "") -> str:
    """A label and, below it, its value; beside it where the value begins like a label."""
    begins = value.partition(":")[0].strip().lower() if ":" in value else ""
    beside = begins in LABELS or begins == _BODY_LABEL
    return f"{label}: {_typed(value)}\n" if beside else f"{label}:{space}\n{_typed(value)}\n"


def _body(content: _Content, forms: Sequence[int], *, beside: bool) -> Iterable[str]:
    printed = [notice for notice in content.notices if notice.position != "field" or content.fields.get("copyright") != notice.raw]
    yield from (_typed(notice.raw) for notice in printed if notice.position == "start")
    blocks = content.blocks
    if blocks and isinstance(blocks[0], Paragraph | Heading) and plain(blocks[0].text).casefold() == content.title.casefold():
        yield _typed(content.title)  # the reader takes off one line that repeats the title
    bullet = "-"
    for index, (block, form) in enumerate(zip(blocks, forms, strict=True)):
        after_list = index > 0 and isinstance(blocks[index - 1], ListBlock)
        bullet = "*" if after_list and bullet == "-" else "-"
        yield _tagged(block, form) if form else _plainest(block, bullet)
    if content.terms and not any(content.terms in notice.raw for notice in printed):
        yield _typed(content.terms)
    if content.box:
        if content.box.label is None:
            yield _RULE
            yield _inline(content.box.spans)
        else:
            gap = " " if beside else "\n"
            yield f"{content.box.label}:{gap}{_inline(content.box.spans)}"
    yield from (_typed(notice.raw) for notice in printed if notice.position != "start")


def _plainest(block: Block, bullet: str) -> str:
    match block:
        case Paragraph() | Heading():
            return _inline(block.text)
        case ListBlock():
            marks = (f"{number}." if block.ordered else bullet for number in range(1, len(block.items) + 1))
            return "\n".join(f"{mark} {_inline(item)}" for mark, item in zip(marks, block.items, strict=False))
        case Lines():
            return "\n".join(map(_inline, block.lines))
        case Markup():
            return block.html


def _tagged(block: Block, form: int) -> str:
    """A form that says what the block is, where its plainest form reads as something else.

    A paragraph that looks like a heading or an item is broken into two lines, before its last word or after
    its first; one that looks like a drawn rule is preformatted.
    """
    match block:
        case Paragraph():
            if form == _PREFORMATTED:
                return f"<pre>{_inline(block.text)}</pre>"
            return _inline(_broken(block.text, late=form == 1))
        case Heading():
            return f"<h2>{_inline(block.text)}</h2>"
        case ListBlock():
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>\n" + "".join(f"<li>{_inline(item)}</li>\n" for item in block.items) + f"</{tag}>"
        case Lines():
            return "<pre>" + "\n".join(map(_inline, block.lines)) + "</pre>"
        case Markup():
            return block.html


def _broken(text: _Text, *, late: bool) -> _Text:
    """A text with one blank made a line break: the last one, or the first; outside of links and styles where one stands there."""
    plain_runs = [index for index, span in enumerate(text) if " " in span.text and not span.url and not span.style]
    runs = plain_runs or [index for index, span in enumerate(text) if " " in span.text]
    if not runs:
        return text
    index = runs[-1 if late else 0]
    words = text[index].text
    place = words.rindex(" ") if late else words.index(" ")
    return (*text[:index], replace(text[index], text=f"{words[:place]}\n{words[place + 1 :]}"), *text[index + 1 :])


def _inline(text: _Text) -> str:
    """A text with its links and styles; bare addresses stay bare."""
    shown = plain(text)
    if all(not span.style for span in text) and spans_of(shown) == text:
        return _typed(shown)
    return "".join(map(_tagged_run, text))


def _tagged_run(span: Span) -> str:
    run = _typed(span.text)
    if span.url:
        run = f'<a href="{escape(span.url)}">{run}</a>'
    if span.style:
        tag = _STYLE_TAGS[span.style]
        run = f"<{tag}>{run}</{tag}>"
    return run


def _typed(text: str) -> str:
    """Text so that the reader takes no part of it for a reference, a tag or a label."""
    if "&" in text and decoded(text) != text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = _TAG_START.sub("&lt;", text)
    if "[/" in text:
        text = text.replace("[/", "&#91;/")
    if text[:5].lower() == "title":
        text = _TITLE_LABEL.sub(r"\g<label>&#58;", text, count=1)
    return text


def _wrong_blocks(wanted: Sequence[Block], found: Sequence[Block]) -> list[int]:
    """The indices of the wanted blocks that were not found in their places.

    Markup that the format has no form for is found as something else, as often as not as several blocks; what stands around it
    is judged for itself. Elsewhere a block too many or too few may be the fault of a neighbour as well.
    """
    if len(wanted) == len(found):
        return [index for index, (one, other) in enumerate(zip(wanted, found, strict=True)) if _bare(one) != _bare(other)]
    wrong: set[int] = set()
    matched = SequenceMatcher(None, list(map(_bare, wanted)), list(map(_bare, found)), autojunk=False)
    for tag, first, end, _, _ in matched.get_opcodes():
        if tag == "equal":
            continue
        if any(isinstance(block, Markup) for block in wanted[first:end]):
            wrong.update(range(first, end))
        else:
            wrong.update((first - 1, first, first + 1))
            break
    return sorted(index for index in wrong if 0 <= index < len(wanted))


def _bare(block: Block) -> Block:
    """A block without what a written file cannot keep: its line, and the level of a heading."""
    return replace(block, line=0, level=2) if isinstance(block, Heading) else replace(block, line=0)
