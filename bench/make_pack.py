"""Write a series of N articles in the text format, the same for the same N: python bench/make_pack.py 1000 FOLDER.

About 300 words an article, three sub-headings, a list, an address, three of 2·√N keywords, one of eight categories' words in the title.
"""

from __future__ import annotations

import argparse
import math
import random
import re
from pathlib import Path

_WORDS = [
    "bench",
    "garden",
    "river",
    "letter",
    "engine",
    "winter",
    "market",
    "paper",
    "signal",
    "window",
    "harbour",
    "copper",
    "field",
    "lantern",
    "basket",
    "thread",
    "stone",
    "ladder",
    "orchard",
    "ferry",
    "kettle",
    "needle",
    "meadow",
    "anchor",
    "bridge",
    "candle",
    "feather",
    "gravel",
    "hammer",
    "island",
    "jacket",
    "kitchen",
]
_HEADINGS = ("Begin with the Tools You Have", "Why the Second Attempt Matters", "What Remains at the End")


def _sentence(draw: random.Random) -> str:
    words = [draw.choice(_WORDS) for _ in range(draw.randint(9, 17))]
    return " ".join(words).capitalize() + "."


def _paragraph(draw: random.Random) -> str:
    return " ".join(_sentence(draw) for _ in range(3))


def article_text(number: int, tags: int) -> str:
    """The article with this number, in the text format; ``tags`` is how many different keywords the series has."""
    draw = random.Random(number)
    title = f"{draw.choice(_WORDS).capitalize()} and {draw.choice(_WORDS).capitalize()}, Part {number}"
    keywords = ", ".join(f"subject {number}" for number in draw.sample(range(tags), 3))
    parts = [_paragraph(draw), _paragraph(draw)]
    for heading in _HEADINGS:
        parts += [heading, _paragraph(draw)]
    parts.append("\n".join(f"- {draw.choice(_WORDS)} {draw.choice(_WORDS)}" for _ in range(4)))
    parts.append(f"Read more at http://example.com/{number} before you start.")
    parts.append(_paragraph(draw))
    parts.append(
        "Copyright MMI-MMVI, Bench Articles. All Worldwide Rights Reserved. "
        "{Attention Publishers: Live hyperlink in author resource box required for copyright compliance}"
    )
    body = "\n\n".join(parts)
    count = len(re.findall(r"[A-Za-z][A-Za-z'-]*", body))
    return f"Title: \n{title}\n\nWord Count:\n{count}\n\nSummary:\n{_sentence(draw)}\n\n\nKeywords:\n{keywords}\n\n\nArticle Body:\n{body}\n\n\n"


def make_pack(number: int, folder: Path) -> None:
    """Write ``number`` articles and their manifest into ``folder``/bench, and the site's page about the holder beside it."""
    series = folder / "bench"
    series.mkdir(parents=True)
    tags = max(3, 2 * math.isqrt(number))
    for each in range(1, number + 1):
        (series / f"{each:06}.txt").write_text(article_text(each, tags), encoding="utf-8")
    (series / "series.toml").write_text(
        'title = "Bench articles"\ncategory = "Bench"\ndate_start = 2026-01-01\n\n'
        '[holder."Bench Articles"]\nauthor = "Bench Articles"\nresource_url = "/about/"\n',
        encoding="utf-8",
    )
    (folder / "reprint-terms").mkdir()
    (folder / "reprint-terms" / "1.md").write_text("# Reprint terms\n\nKeep the notice and the link.\n", encoding="utf-8")
    (folder / "pages").mkdir()
    (folder / "pages" / "about.md").write_text("Title: About\nSlug: about\n\nThe holder of these articles.\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    make_pack(arguments.number, arguments.folder)
