"""The addresses that stand bare in a text: web addresses, ``www.`` names and e-mail addresses."""

from __future__ import annotations

import re

from imprint.article.model import Span

__all__ = ["spans_of"]

_MAYBE = re.compile(r"[:@]|www\.", re.IGNORECASE)
_TRIGGER = re.compile(r"(?<![A-Za-z0-9])(?:(?:https?|ftp)://|mailto:|www\.)|@", re.IGNORECASE)
_WEB_START = re.compile(r"(?:https?|ftp)://(?:[^\s/?#@]{0,200}@)?[^\W_]", re.IGNORECASE)
_WWW_START = re.compile(r"www\.[^\W_][^\s/?#.]{0,62}\.[^\W_]", re.IGNORECASE)
_RUN = re.compile(r"""[^\s<>"`{}|\\^\[\]“”„«»‘’]+""")
_CLOSING = ".,;:!?…'*_~"
"""Characters that close a sentence or a quotation rather than an address."""
_LONGEST_MAIL_NAME = 64  # RFC 5321, section 4.5.3.1.1
_MAIL_NAME_REVERSED = re.compile(r"[A-Za-z0-9._+%'&-]+")
_MAIL_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,10}[A-Za-z]{2,24}(?![^\W_])")


def spans_of(text: str) -> tuple[Span, ...]:
    """The text cut into runs; a run that is an address is a link.

    Closing punctuation, and a closing bracket that the address did not open, are not part of it.
    A ``www.`` name links with ``http://``, an e-mail address with ``mailto:``.
    """
    if not _MAYBE.search(text):
        return (Span(text),)
    spans: list[Span] = []
    told = 0  # everything before this place stands in a span
    place = 0
    while trigger := _TRIGGER.search(text, place):
        if trigger[0] == "@":
            start, end = _mail_address(text, trigger.start(), told)
        elif trigger[0][-1] == "/" or trigger[0][-1] == ".":
            start, end = _web_address(text, trigger.start())
        else:
            place = trigger.end()  # "mailto:" is found by its "@"
            continue
        if start == end:
            place = trigger.end()
            continue
        if start > told:
            spans.append(Span(text[told:start]))
        shown = text[start:end]
        spans.append(Span(shown, _url_of(shown)))
        told = place = end
    if told < len(text) or not spans:
        spans.append(Span(text[told:]))
    return tuple(spans)


def _web_address(text: str, start: int) -> tuple[int, int]:
    """Where the address that starts here ends; an empty range where none does."""
    pattern = _WWW_START if text[start] in "wW" else _WEB_START
    if not pattern.match(text, start):
        return start, start
    run = _RUN.match(text, start)
    assert run
    shown = run[0]
    surplus = {")": shown.count(")") - shown.count("(")}
    end = len(shown)
    while end and (shown[end - 1] in _CLOSING or surplus.get(shown[end - 1], 0) > 0):
        if shown[end - 1] in surplus:
            surplus[shown[end - 1]] -= 1
        end -= 1
    return start, start + end


def _mail_address(text: str, at: int, earliest: int) -> tuple[int, int]:
    """Where the e-mail address around this ``@`` starts and ends; an empty range where there is none.

    Names and hosts are ASCII. Of a longer one, ``søren@a.example``, no part is an address: mail to it would reach somebody else.
    """
    host = _MAIL_HOST.match(text, at + 1)
    name = _MAIL_NAME_REVERSED.match(text[max(earliest, at - _LONGEST_MAIL_NAME) : at][::-1]) if host else None
    if not host or not name:
        return at, at
    length = len(name[0][::-1].lstrip(".'&%+-"))
    if not length or text[at - 1] == ".":
        return at, at
    start = at - length
    if start > earliest and text[start - 1].isalnum():
        return at, at
    if text[max(earliest, start - 7) : start].lower() == "mailto:":
        start -= 7
    return start, host.end()


def _url_of(shown: str) -> str:
    lower = shown[:7].lower()
    if lower.startswith("www."):
        return "http://" + shown
    return shown if "://" in shown[:8] or lower == "mailto:" else "mailto:" + shown
