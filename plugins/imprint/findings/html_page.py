"""The frame that the HTML reports share: one file, no script, light and dark, nothing loaded from anywhere."""

from __future__ import annotations

import html
import unicodedata

__all__ = ["END", "page_head", "safe"]

_STYLE = """:root{color-scheme:light dark;--ground:#fff;--text:#1b1b1b;--soft:#595959;--line:#b5b5b5;--field:#f3f3f3;--link:#0645ad;--bad:#a00000;
--doubt:#7a5200;--good:#00612e}
@media(prefers-color-scheme:dark){:root{--ground:#131313;--text:#ececec;--soft:#b0b0b0;--line:#5a5a5a;--field:#222;--link:#9cf;--bad:#ff9a9a;
--doubt:#ffd28a;--good:#8fe0b0}}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;background:var(--ground);color:var(--text)}
h1,h2,h3{line-height:1.25}a{color:var(--link)}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line)}td,dd,p,li,code{overflow-wrap:anywhere}
.bad{color:var(--bad);font-weight:bold}.doubt{color:var(--doubt)}.good{color:var(--good)}.soft{color:var(--soft)}"""

END = "</main></body></html>\n"

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""The general categories of Unicode of which a reader sees nothing, or which turn the text around."""


def page_head(title: str, style: str = "") -> str:
    """The page up to its first element; ``title`` is text, ``style`` is added to the style sheet."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{safe(title)}</title><style>{_STYLE}{style}</style></head>'
        "<body><main>\n"
    )


def safe(text: object) -> str:
    """A text written by anybody as HTML that shows it: markup escaped, and what is not seen written as its code point."""
    shown = str(text)
    if not shown.isprintable():
        shown = "".join(f"⟨U+{ord(each):04X}⟩" if unicodedata.category(each) in _UNSEEN else each for each in shown.replace("\n", " "))
    return html.escape(shown)
