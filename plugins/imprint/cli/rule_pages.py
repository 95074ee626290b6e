"""``docs/rules.md``, generated from the catalogue: ``python -m imprint.cli.rule_pages > docs/rules.md``."""

from __future__ import annotations

import re
import sys

from imprint.cli.every_kind import every_kind

__all__ = ["rule_pages"]

_HEADINGS = {
    "A": "Articles",
    "B": "The build",
    "C": "The copyright notice",
    "F": "Feeds",
    "K": "Kits",
    "L": "The resource link",
    "M": "Manifests and series folders",
    "P": "Pages",
    "R": "Rights",
    "S": "The site as a whole",
}


def rule_pages() -> str:
    """The document, in Markdown, one section a rule."""
    lines = ["# Rules", "", "Generated from the rules themselves; `imprint explain CODE` prints the same.", ""]
    letter = ""
    for kind in every_kind():
        if kind.code[0] != letter:
            letter = kind.code[0]
            lines += [f"## {letter}: {_HEADINGS.get(letter, 'Others')}", ""]
        lines += [f"### {kind.code} {kind.name}", ""]
        lines += [_markdown(kind.explanation.strip() or kind.message), ""]
        if kind.help:
            lines += [f"Help: {_markdown(kind.help)}.", ""]
    return "\n".join(lines).rstrip() + "\n"


def _markdown(text: str) -> str:
    """An explanation as Markdown: one paragraph a line, code in single backticks."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return "\n\n".join(re.sub(r"``(.+?)``", r"`\1`", paragraph) for paragraph in paragraphs)


if __name__ == "__main__":
    sys.stdout.write(rule_pages())
