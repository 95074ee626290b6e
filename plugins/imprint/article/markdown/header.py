"""The metadata above a Markdown article: ``Key: value`` lines, bare or between lines of three hyphens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from imprint.article import faults
from imprint.article.text_format.header import LABELS, Header
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read_metadata"]

_NAMES = {**LABELS, "authors": "Author", "description": "Summary", "tags": "Keywords"}
"""The keys that are read, in small letters, and the name of the field that each one fills."""
_KEY = re.compile(r"(?P<key>[^\W\d_][\w -]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*)|[ \t]*)\Z")
_FENCE = re.compile(r"-{3}[ \t]*\Z")
_END_OF_FENCED = re.compile(r"(?:-{3}|\.{3})[ \t]*\Z")
_LIST_ITEM = re.compile(r"-[ \t]+")
_EXCERPT = 80


def read_metadata(lines: Sequence[str], path: str) -> Header:
    """The metadata of a text; it ends at the first blank line, or at the line of hyphens that closes it.

    An indented line goes on with the value above it. Where no key is known the lines are text, not
    metadata. A key that is not known is told and its value not used.
    """
    start = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    fenced = start < len(lines) and bool(_FENCE.match(lines[start]))
    entries: list[tuple[str, int, list[str]]] = []
    index = start + fenced
    while index < len(lines):
        line = lines[index]
        if (fenced and _END_OF_FENCED.match(line)) or (not fenced and not line.strip()):
            break
        key = _KEY.match(line)
        if key:
            entries.append((key["key"], index + 1, [key["value"] or ""]))
        elif entries and (line[:1] in " \t" or (fenced and (not line.strip() or _LIST_ITEM.match(line)))):
            entries[-1][2].append(line.strip())
        elif fenced:
            return Header(body_index=0)
        else:
            break
        index += 1
    if not any(_fold(key) in _NAMES for key, _, _ in entries) or (fenced and index == len(lines)):
        return Header(body_index=0)
    blank = index < len(lines) and not lines[index].strip()
    header = Header(body_index=index + (fenced or blank))
    seen: set[str] = set()
    for written, number, values in entries:
        folded = _fold(written)
        name = _NAMES.get(folded)
        value = _value(values, fenced=fenced)
        if not name:
            excerpt = f"{written}: {value}"[:_EXCERPT]
            header.warnings.append(Finding(faults.METADATA_UNKNOWN, path, number, facts={"key": written}, excerpt=excerpt))
            continue
        adds = name == "Keywords" and name in header.fields and folded not in seen  # keywords and tags add up
        given = header.fields[name] if adds else header.add(name, number, path)
        seen.add(folded)
        if value:
            given.lines.append(value)
    return header


def _fold(key: str) -> str:
    return " ".join(key.lower().replace("_", " ").replace("-", " ").split())


def _value(values: Sequence[str], *, fenced: bool) -> str:
    """The value in one line; between hyphens it may be quoted or a list, as in YAML."""
    if not fenced:
        return " ".join(" ".join(values).split())
    items = [_LIST_ITEM.sub("", value, count=1) for value in values if _LIST_ITEM.match(value)]
    if items and not values[0]:
        return ", ".join(_unquoted(item) for item in items)
    value = " ".join(" ".join(values).split())
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_unquoted(item.strip()) for item in value[1:-1].split(","))
    return _unquoted(value)


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] in "\"'" and value[0] == value[-1]
    return value[1:-1] if quoted else value
