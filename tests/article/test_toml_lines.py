"""Lines of a TOML file: every place that the values have is found on the line where it was written."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from imprint.article.manifest.toml_lines import Place, TomlLines

BARE = st.text("abcdefgh_-0123", min_size=1, max_size=3)
QUOTED = st.sampled_from(["a b", "é", '"', "\\", "[x]", "#", "=", "a.b", "", "'", "{", "\n"])
VALUES = st.sampled_from(
    [
        "1",
        '"x"',
        "'x'",
        "true",
        "2026-11-23",
        "2026-11-23 10:00:00Z",
        "-1.5e3",
        "inf",
        '"#"',
        '"[a]"',
        '"\\""',
        '"""\nx = 1\n[[y]]\n"""',
        "'''\n[z]\n'''",
        '""',
    ]
)


@dataclass
class Document:
    """A document under construction, with the line of each place that is written."""

    lines: list[str] = field(default_factory=list)
    places: dict[Place, int] = field(default_factory=dict)

    def write(self, text: str) -> None:
        self.lines.extend(text.split("\n"))

    @property
    def next_line(self) -> int:
        return len(self.lines) + 1


def written(draw: st.DrawFn, name: str) -> str:
    """A key as TOML: bare where it can be, quoted in one of two ways."""
    if name and all(letter.isascii() and (letter.isalnum() or letter in "_-") for letter in name) and draw(st.booleans()):
        return name
    if "'" not in name and "\n" not in name and draw(st.booleans()):
        return f"'{name}'"
    return json.dumps(name)


def write_pairs(draw: st.DrawFn, document: Document, place: Place) -> None:
    names = draw(st.lists(BARE | QUOTED, unique=True, max_size=3))
    for name in names:
        if (*place, name) in document.places:
            continue
        line = document.next_line
        key, blank = written(draw, name), draw(st.sampled_from(["", " ", "\t"]))
        kind = draw(st.sampled_from(["value", "value", "array", "inline", "dotted"]))
        document.places[(*place, name)] = line
        if kind == "value":
            document.write(f"{blank}{key}{blank}={blank}{draw(VALUES)}{blank}")
        elif kind == "array":
            document.write(f"{key} = [")
            for number in range(draw(st.integers(0, 3))):
                if draw(st.booleans()):
                    document.write("  # a comment, with a ] in it")
                document.places[(*place, name, number)] = document.next_line
                document.write(f"  {draw(VALUES)},")
            document.write("]")
        elif kind == "inline":
            document.places[(*place, name, "x")] = line
            document.places[(*place, name, "y")] = line
            document.places[(*place, name, "y", "z")] = line
            document.write(f"{key} = {{ x = 1, 'y'.z = [ 2 ] }}")
        else:
            inner = draw(BARE)
            document.places[(*place, name, inner)] = line
            document.write(f"{key} . {written(draw, inner)} = {draw(VALUES)}")
        if draw(st.booleans()):
            document.write(draw(st.sampled_from(["", "# x = 1", "   "])))


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[Place, int]]:
    document = Document()
    write_pairs(draw, document, ())
    for name in draw(st.lists(st.sampled_from(["T1", "T 2", "T.3"]), unique=True)):
        document.places[(name,)] = document.places[(name, "deep")] = document.next_line
        document.write(f"[ {written(draw, name)} . deep ]  # [no]")
        write_pairs(draw, document, (name, "deep"))
    for number in range(draw(st.integers(0, 4))):
        document.places.setdefault(("article",), document.next_line)
        document.places[("article", number)] = document.next_line
        document.write('[["article"]]' if draw(st.booleans()) else "[[article]]")
        write_pairs(draw, document, ("article", number))
        if draw(st.booleans()):
            document.places[("article", number, "BELOW")] = document.next_line
            document.write("[article.BELOW]")
            write_pairs(draw, document, ("article", number, "BELOW"))
    return "\n".join(document.lines), document.places


@given(documents())
def test_every_place_is_on_the_line_where_it_was_written(drawn: tuple[str, dict[Place, int]]) -> None:
    text, places = drawn
    tomllib.loads(text)
    lines = TomlLines(text.encode())
    assert {place: lines.line_of(place) for place in places} == places


@given(documents())
def test_a_key_that_is_missing_is_asked_for_at_the_table_that_should_hold_it(drawn: tuple[str, dict[Place, int]]) -> None:
    text, places = drawn
    lines = TomlLines(text.encode())
    for place in places:
        if place[:1] == ("article",) and len(place) == 2:
            assert lines.line_of((*place, "MISSING", "below")) == places[place]
    assert lines.line_of(("MISSING",)) == 1


def test_line_breaks_of_windows_count_as_one() -> None:
    assert TomlLines(b'a = 1\r\n\r\n[b]\r\nc = """\r\nx\r\n"""\r\nd = 2\r\n').line_of(("b", "d")) == 7
