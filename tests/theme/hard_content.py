"""A site of what a theme seldom meets: titles without blanks, a series of sixty parts, forty tags, a language from right to left, tables and code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import SITE_URL, copy_project

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "a table and code": "/articles/code-and-tables/",
    "a long word": "/articles/rindfleischetikettierungsuberwachungsaufgabenubertragungsgesetz-und-noch/",
    "a long title": "/articles/a-title-that-goes-on-for-much-longer-than-any-editor-would-allow-because-its/",
    "a short text": "/articles/short/",
    "from right to left": "/articles/n-sn-lwrq/",
    "its kit": "/articles/code-and-tables/reprint/",
    "sixty parts": "/series/sixty/",
    "sixty parts, second page": "/series/sixty/page/2/",
    "kits of sixty parts, second page": "/series/sixty/reprint/page/2/",
    "forty tags": "/tags/",
    "many authors": "/authors/",
    "a long archive": "/archive/",
    "a long archive, third page": "/archive/page/3/",
    "home": "/",
}

_NOTICE = "Copyright 2024 {holder}. All rights reserved. {{Attention Publishers: Live hyperlink in author resource box required for copyright compliance}}"
_TEXT = (
    "The machine was old and the work was slow, and nobody in the shop would have had it otherwise. "
    "A page is a promise that somebody will read it, and the promise is kept by a hundred small decisions that no reader sees. "
)
_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
_MARKDOWN = f"""Title: Code and tables
Keywords: code, {_WORD}

An opening paragraph with `inline code`, *emphasis*, **strong words** and a [link](https://example.com/).

## A table

| Format | Leaves | Pages | A heading with many words that wants room |
|--------|-------:|------:|:--:|
| Folio | 2 | 4 | the largest of them all, for Bibles and for maps |
| Quarto | 4 | 8 | {_WORD} |

## Eight columns

| One | Two | Three | Four | Five | Six | Seven | Eight |
|---|---|---|---|---|---|---|---|
| a | b | c | d | e | f | g | a longer word |

## Code

```python
def a_function_with_a_rather_long_name(parameter_one: int, parameter_two: str = "a long default") -> dict[str, list[int]]:
    return {{"<b>": [1 & 2]}}
```

### A third level

> Somebody said it once, over two lines,
> and it is worth being read twice.

1. First
2. Second
    - nested

And https://example.com/a/very/long/address/that/does/not/end/and/goes/on/and/on/until/the/edge?query=parameters is an address.

{_NOTICE.format(holder="Hard Cases")}
"""


def build_hard_content(folder: Path) -> Path:
    """The released site."""
    project = copy_project(folder)
    content = project.folder / "content"
    holders = [f"Author {number} of the Society with the Long Name" for number in range(1, 9)]
    tables = "".join(
        f'\n[holder."{holder}"]\nauthor = "{holder}"\nresource_url = "https://example.com/{number}"\nresource_text = "Written by {{link}}."\n'
        for number, holder in enumerate(holders)
    )
    series = (
        'title = "A Series of Sixty Parts That Has Rather a Long Title"\ncategory = "Long"\ndate_start = 2024-01-01\ndate_step = "1 week"\n'
    )
    _write(content / "sixty" / "series.toml", series + tables)
    for part in range(1, 61):
        tags = ", ".join(f"subject {part * step % 40}" for step in (1, 7, 11))
        _write(content / "sixty" / f"{part:02}.txt", _article(f"On What Is Said in Part {part}", _TEXT, holders[part % 8], tags))
    one = '\n[holder."{0}"]\nauthor = "{0}"\nresource_url = "https://example.com/"\nresource_text = "{1}"\n'
    _write(
        content / "hard" / "series.toml",
        'title = "Hard"\ncategory = "Hard"\ndate_start = 2025-02-01\n' + one.format("Hard Cases", "By {link}."),
    )
    _write(content / "hard" / "1.md", _MARKDOWN)
    word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz_und_noch_viel_mehr_ohne_Leerzeichen"
    _write(content / "hard" / "2.txt", _article(word, _TEXT, "Hard Cases", _WORD))
    long = "A Title That Goes On for Much Longer Than Any Editor Would Allow, Because Its Author Wanted to Say Everything at Once"
    parts = "\n\n".join(f"Heading Number {number} of a Very Long Article\n\n{_TEXT}" for number in range(1, 15))
    _write(content / "hard" / "3.txt", _article(long, f"{_TEXT}\n\n{parts}", "Hard Cases", ""))
    _write(content / "hard" / "4.txt", _article("Short", "One line.", "Hard Cases", ""))
    arabic = 'title = "عن الكتب"\ncategory = "كتب"\nlang = "ar"\ndate_start = 2025-03-01\n'
    _write(content / "arabic" / "series.toml", arabic + one.format("دار الورق", "كتبها {link}."))
    _write(content / "arabic" / "1.txt", _article("عن صناعة الورق", "كانت الآلة قديمة والعمل بطيئا. " * 12, "دار الورق", "ورق, كتب"))
    settings = project.folder / "pelicanconf.py"
    _write(
        settings,
        settings.read_text("utf-8") + '\nSITE_HOLDER = "Hard Cases"\nSITENAME = "The Collected Papers of a Society with a Long Name"\n'
        'PAGINATED_TEMPLATES = {"series": 25, "archive": 25, "series-kit": 25}\n',
    )
    run = project.run("pelican", "content", "-s", "pelicanconf.py", SITEURL=SITE_URL)
    assert run.returncode == 0, run.stderr
    return project.output


def _article(title: str, body: str, holder: str, tags: str) -> str:
    keywords = f"Keywords:\n{tags}\n\n" if tags else ""
    return f"Title: \n{title}\n\n{keywords}Article Body:\n{body}\n\n{_NOTICE.format(holder=holder)}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
