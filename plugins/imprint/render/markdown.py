"""An article as Markdown that CommonMark and Python-Markdown both read back as the same words and links.

Only what would be taken for markup is escaped, so that a notice reads in the source as it reads on
the page. Backslashes do where both dialects know the escape, character references elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from imprint.article.model import Heading, Lines, ListBlock, Markup, Paragraph
from imprint.render.address import is_linkable, original_url
from imprint.render.characters import legal
from imprint.render.notice import rights_lines
from imprint.render.phrases import phrases

if TYPE_CHECKING:
    from imprint.article.model import Article, Block, Notice, Span, Text
    from imprint.render.surface import Terms
    from imprint.settings import Settings

__all__ = ["body_markdown", "notice_markdown", "resource_box_markdown", "surface_markdown", "text_markdown", "titled_markdown"]

_PLAIN = re.compile(r"[^\\`*_\]<&~\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]*")
"""Text that needs no escape within a line; most text is so."""

_ESCAPES = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash that would be taken for an escape or a hard break
    r"|[`*]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore within a word is no markup
    r"|\](?=[(\[])"  # a link; other brackets are text
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#|\w+;)"
    r"|~(?=~)|(?<=~)~",
    re.MULTILINE,
)
_LINE_START = re.compile(
    r"[ \t]*(?:(?P<mark>[#>]|[-+](?=[ \t-]|$)|=+[ \t]*$|\|)|(?P<number>\d{1,9})(?P<stop>[.)])(?=[ \t]|$)|(?P<box>\[)(?=[ xX]\]|[^\]]*\]:))"
)
_CLOSING_HASHES = re.compile(r"#+\s*$")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_REFERENCES = {"<": "&lt;", "&": "&amp;", "~": "&#126;", "|": "&#124;", "=": "&#61;"}
_SEPARATOR = "<!-- -->"
"""Between two lists of one kind, which Markdown would join."""


def text_markdown(text: Text) -> str:
    """The spans of a text as Markdown, for the inside of a line."""
    if len(text) == 1 and not text[0].url and not text[0].style:
        return _words(text[0].text)
    parts: list[str] = []
    after_style = False
    for span in text:
        parts.append(_span_markdown(span, after_style=after_style))
        after_style = span.style in {"em", "strong"}
    return "".join(parts)


def body_markdown(article: Article) -> str:
    """The body: blocks with an empty line between them."""
    return legal(_blocks_markdown(article))


def resource_box_markdown(article: Article) -> str:
    """The box: words, link, words and, unless the words hold it, the address in brackets."""
    box = article.resource_box
    shown = "" if box.url in box.text else f" (<{box.url}>)"
    return legal(_line_start(f"{_words(box.before)}[{_words(box.anchor)}]({_destination(box.url)}){_words(box.after)}") + shown)


def notice_markdown(notice: Notice) -> str:
    """The notice: verbatim for whoever reads the result, and in the source but for characters that are markup."""
    return legal(_lines_markdown(notice.raw))


def surface_markdown(article: Article, settings: Settings, terms: Terms) -> str:
    """The article as Markdown, without its title: body, box, notices, origin and terms; it ends with a line feed."""
    words = phrases(article.lang)
    parts = [
        _blocks_markdown(article),
        "---",
        f"**{words.about_the_author}**",
        resource_box_markdown(article),
        *map(_lines_markdown, rights_lines(article)),
        f"{words.published_at} <{original_url(article, settings)}>. {words.terms.format(version=terms.version)}: <{terms.url}>",
    ]
    return legal("\n\n".join(parts)) + "\n"


def titled_markdown(article: Article, surface: str) -> str:
    """A surface in Markdown under the article's title and author, for where there is no field for them."""
    title = _heading(_words(article.title), 1)
    author = _line_start(_words(phrases(article.lang).by.format(author=article.author)))
    return f"{legal(title)}\n\n{legal(author)}\n\n{surface}"


def _blocks_markdown(article: Article) -> str:
    parts: list[str] = []
    before: Block | None = None
    for block in article.blocks:
        if isinstance(block, ListBlock) and isinstance(before, ListBlock) and block.ordered == before.ordered:
            parts.append(_SEPARATOR)
        parts.append(_block_markdown(block))
        before = block
    return "\n\n".join(parts)


def _lines_markdown(text: str) -> str:
    return "\n".join([_line_start(_words(line)) for line in text.split("\n")])


def _words(text: str) -> str:
    """Text with what would be markup within a line escaped; what may not leave goes first, lest the rest becomes markup without it."""
    if _PLAIN.fullmatch(text):
        return text
    return _ESCAPES.sub(lambda match: _REFERENCES.get(match[0]) or "\\" + match[0], legal(text))


def _line_start(line: str) -> str:
    """A line with what would be markup at its start escaped; its words are escaped already."""
    match = _LINE_START.match(line)
    if match is None:
        return line.lstrip(" \t")
    if match["number"]:
        return f"{match['number']}\\{match['stop']}{line[match.end() :]}"
    if match["box"]:
        return f"\\[{line[match.end() :]}"
    mark = match["mark"]
    return f"{_REFERENCES.get(mark[0]) or chr(92) + mark[0]}{line[match.start('mark') + 1 :]}"


def _heading(words: str, level: int) -> str:
    closing = _CLOSING_HASHES.search(words)
    if closing is not None:
        words = f"{words[: closing.start()]}\\{words[closing.start() :]}"
    return f"{'#' * level} {words.strip()}"


def _span_markdown(span: Span, *, after_style: bool) -> str:
    words = _code(legal(span.text)) if span.style == "code" else _words(span.text)
    if span.style in {"em", "strong"}:
        words = _styled(span, words, after_style=after_style)
    if not span.url or not is_linkable(span.url):
        return words
    if span.url in (span.text, f"mailto:{span.text}") and not span.style:
        return f"<{span.text}>"
    return f"[{words}]({_destination(span.url)})"


def _styled(span: Span, words: str, *, after_style: bool) -> str:
    """Emphasis by asterisks where every dialect sees it, by an element where the flanking rules (CommonMark 6.2) would not."""
    if not after_style and span.text[:1].isalnum() and span.text[-1:].isalnum():
        stars = "*" if span.style == "em" else "**"
        return f"{stars}{words}{stars}"
    return f"<{span.style}>{words}</{span.style}>"


def _code(text: str) -> str:
    """A code span with a fence longer than any run of backticks in it (CommonMark 6.1)."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if longest or (text.strip(" ") and text[0] == text[-1] == " ") else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def _destination(url: str) -> str:
    return f"<{url}>" if "(" in url or ")" in url else url


def _block_markdown(block: Block) -> str:
    match block:
        case Paragraph():
            return _line_start(text_markdown(block.text))
        case Heading():
            return _heading(text_markdown(block.text), block.level)
        case ListBlock():
            items = [_line_start(text_markdown(item)) for item in block.items]
            if block.ordered:
                return "\n".join([f"{number}. {item}" for number, item in enumerate(items, 1)])
            return "\n".join([f"- {item}" for item in items])
        case Lines():
            return "  \n".join([_line_start(text_markdown(line)) for line in block.lines])
        case Markup():
            return _markup(block)


def _markup(block: Markup) -> str:
    """Markup as an HTML block (CommonMark 4.6), which an empty line would end; in ``pre`` a character reference stands for it."""
    html = block.html.strip()
    if "<pre" not in html:
        return _BLANK_LINES.sub("\n", html)
    return _BLANK_LINES.sub(lambda match: "\n" + "&#10;" * (match[0].count("\n") - 1), html)
