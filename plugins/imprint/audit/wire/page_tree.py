"""The tree of a page from somewhere else, with a bound on what it can cost.

The parsing algorithm of HTML looks through the open elements again and again, so a page of nothing
but nested elements takes time in the square of their number: a hundred thousand of them, which fit
into what is read of a page, take 18 seconds. What follows the first ten thousand tags of a page is
left out; a page of that many is no message of three lines, whatever else it is.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

__all__ = ["page_tree"]

_MAX_TAGS = 10_000


def page_tree(markup: str) -> LexborHTMLParser:
    """The tree of the page, up to its ten thousandth tag."""
    if markup.count("<") > _MAX_TAGS:
        end = -1
        for _ in range(_MAX_TAGS):
            end = markup.index("<", end + 1)
        markup = markup[:end]
    return LexborHTMLParser(markup)
