"""The line on which each key of a TOML file stands.

:mod:`tomllib` checks a file and gives its values, but no positions. This module answers only "on
which line", for a file that :mod:`tomllib` has found right, and only once a finding needs it.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, TypeAlias

import tree_sitter_toml
from tree_sitter import Language, Parser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tree_sitter import Node

__all__ = ["Place", "TomlLines"]

Place: TypeAlias = "tuple[str | int, ...]"
"""A way into the values: keys of tables and, from 0, indexes of arrays, such as ``("article", 3, "file")``."""

_NO_ELEMENT = frozenset({"[", "]", ",", "comment"})


class TomlLines:
    """Finds lines in the text of one TOML file, given in UTF-8."""

    def __init__(self, text: bytes) -> None:
        root = Parser(Language(tree_sitter_toml.language())).parse(text).root_node
        self._tables: dict[Place, Node] = {(): root}
        self._mentions: dict[Place, Node] = {}
        counts: dict[Place, int] = {}
        for node in root.children:
            if node.type in {"table", "table_array_element"}:
                self._add_table(node, counts)

    def _add_table(self, node: Node, counts: dict[Place, int]) -> None:
        """Enter a ``[table]`` or ``[[table]]`` under its place; a name that is an array of tables stands for its last element."""
        place: Place = ()
        keys = _keys(node.children[1])
        for number, key in enumerate(keys, 1):
            place = (*place, key)
            self._mentions.setdefault(place, node)
            if number == len(keys) and node.type == "table_array_element":
                counts[place] = counts.get(place, 0) + 1
            if place in counts:
                place = (*place, counts[place] - 1)
                self._mentions.setdefault(place, node)
        self._tables[place] = node

    def line_of(self, place: Place) -> int:
        """The line, counted from 1, of the key or array element at a place or, where there is none, of what should hold it."""
        for cut in range(len(place), -1, -1):
            table = self._tables.get(place[:cut])
            node = _in_pairs(table.children, place[cut:]) if table and cut < len(place) else None
            node = node or self._mentions.get(place[:cut])
            if node:
                return node.start_point.row + 1
        return 1


def _in_pairs(nodes: Iterable[Node], place: Place) -> Node | None:
    """The pair or element at a place below these pairs, or the nearest one around it; ``None`` where no pair leads there."""
    for pair in nodes:
        if pair.type == "pair":
            keys = _keys(pair.children[0])
            if place[: len(keys)] == keys[: len(place)]:
                return _in_value(pair.children[2], place[len(keys) :]) or pair
    return None


def _in_value(value: Node, place: Place) -> Node | None:
    """The node at a place inside a value, or ``None``."""
    if not place:
        return None
    if value.type == "inline_table":
        return _in_pairs(value.children, place)
    index = place[0]
    if value.type == "array" and isinstance(index, int):
        elements = [child for child in value.children if child.type not in _NO_ELEMENT]
        if index < len(elements):
            return _in_value(elements[index], place[1:]) or elements[index]
    return None


def _keys(node: Node) -> tuple[str, ...]:
    """The names of a bare, quoted or dotted key."""
    parts: list[str] = []
    while node.type == "dotted_key":
        parts.append(_name(node.children[2]))
        node = node.children[0]
    parts.append(_name(node))
    return tuple(reversed(parts))


def _name(node: Node) -> str:
    text = (node.text or b"").decode()
    return next(iter(tomllib.loads(f"{text} = 0"))) if node.type == "quoted_key" else text
