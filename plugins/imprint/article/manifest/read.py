"""The manifest of a series: ``series.toml``, read and checked.

A manifest supplies what the articles' texts lack, at three levels: the series, each copyright holder,
and each article. Every fault is found in one run, each with its line.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING

from imprint.article.manifest import faults
from imprint.article.manifest.keys import KEYS, TABLES, Entry, Key, Table
from imprint.article.manifest.values import Surroundings, ValueFault, read_value, zone_named
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import tzinfo

    from imprint.article.manifest.toml_lines import Place, TomlLines
    from imprint.findings import Kind

__all__ = ["MANIFEST_NAME", "Manifest", "fold_holder", "read_manifest"]

MANIFEST_NAME = "series.toml"

_BY_TABLE: dict[Table, dict[str, Key]] = {table: {key.name: key for key in KEYS if table in key.tables} for table in TABLES}
_SUBTABLES = ("holder", "article", "ignore")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def fold_holder(name: str) -> str:
    """A holder's name as names are compared: without regard to case and to runs of blanks."""
    return " ".join(name.split()).casefold()


@dataclass(frozen=True)
class Manifest:
    """What one ``series.toml`` says. Where it has faults, the entries hold what could be read of it.

    ``holders`` goes by :func:`fold_holder`, ``articles`` by file name in the order listed.
    ``usable`` is false where the file could not be read at all.
    """

    path: str
    series: Entry = field(default_factory=Entry)
    holders: Mapping[str, Entry] = field(default_factory=dict)
    holder_names: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, Entry] = field(default_factory=dict)
    ignores: tuple[Entry, ...] = ()
    zone: tzinfo = UTC
    source: bytes = b""
    usable: bool = True
    findings: tuple[Finding, ...] = ()

    def finding(self, kind: Kind, place: Place, **facts: object) -> Finding:
        """A finding at the line of a key, or of the table that should hold it."""
        line = self._lines.line_of(place)
        return Finding(kind, self.path, line, 1, facts, self._texts[line - 1].strip() if place else "")

    def line_of(self, place: Place) -> int:
        """The line of a key, from 1."""
        return self._lines.line_of(place)

    def ignored_by(self, name: str) -> Entry | None:
        """The first ``[[ignore]]`` table that applies to a file, or ``None``."""
        return next((each for each in self.ignores if name == each.file or (each.pattern and fnmatchcase(name, each.pattern))), None)

    @cached_property
    def _lines(self) -> TomlLines:
        # Loaded here, because a manifest without a fault needs no line.
        from imprint.article.manifest.toml_lines import TomlLines  # noqa: PLC0415

        return TomlLines(self.source)

    @cached_property
    def _texts(self) -> list[str]:
        return self.source.decode().split("\n")


def read_manifest(data: bytes, path: str, site_url: str) -> Manifest:
    """The manifest in the bytes of a ``series.toml``, with every fault of it.

    ``path`` names the file in findings; ``site_url`` makes addresses such as ``/about/`` absolute.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        values = tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _unusable(Finding(faults.MANIFEST_UNREADABLE, path, line, facts={"reason": f"line {line} is not UTF-8"}))
    except RecursionError:
        return _unusable(Finding(faults.MANIFEST_NOT_TOML, path, 1, facts={"reason": "its values are nested too deeply"}))
    except ValueError as error:  # TOMLDecodeError, or a number of too many digits
        return _unusable(_syntax_fault(str(error), data.decode(), path))
    reader = _ManifestReader(site_url)
    manifest = reader.read(values, data, path)
    if not reader.found:
        return manifest
    findings = tuple(manifest.finding(kind, place, **_with_lines(facts, manifest)) for kind, place, facts in reader.found)
    return replace(manifest, findings=findings)


def _unusable(finding: Finding) -> Manifest:
    return Manifest(finding.path, usable=False, findings=(finding,))


def _syntax_fault(message: str, text: str, path: str) -> Finding:
    lines = text.split("\n")
    match = _TOML_PLACE.search(message)
    line, column = (int(match[1]), int(match[2])) if match and match[1] else (len(lines), 0)
    reason = _TOML_PLACE.sub("", message)
    reason = reason[:1].lower() + reason[1:]
    if match and not match[1]:
        line = max((number for number, each in enumerate(lines, 1) if each.strip()), default=1)
        reason += " at the end of the file"
    return Finding(faults.MANIFEST_NOT_TOML, path, line, column, {"reason": reason}, lines[line - 1].strip())


class _ManifestReader:
    """Reads the values of one manifest and collects its faults; lines are found afterwards, if there are any."""

    def __init__(self, site_url: str) -> None:
        self.around = Surroundings(UTC, site_url)
        self.found: list[tuple[Kind, Place, dict[str, object]]] = []

    def fault(self, kind: Kind, place: Place, **facts: object) -> None:
        self.found.append((kind, place, facts))

    def read(self, values: dict[str, object], source: bytes, path: str) -> Manifest:
        top = {name: value for name, value in values.items() if name not in _SUBTABLES}
        zone = values.get("timezone")
        if isinstance(zone, str):
            with suppress(ValueError):  # told below, where the key itself is read
                self.around = Surroundings(zone_named(zone), self.around.site_url)
        series = self.entry("series", top, ())
        self._check_withdrawal(series)
        holders, names = self._holders(values.get("holder", {}))
        return Manifest(
            path,
            series,
            holders,
            names,
            self._articles(values.get("article", [])),
            self._ignores(values.get("ignore", [])),
            self.around.zone,
            source,
        )

    def entry(self, table: Table, values: Mapping[str, object], place: Place) -> Entry:
        """One table's entry; keys that are unknown or wrong are told and left out."""
        keys = _BY_TABLE[table]
        checked: dict[str, object] = {"place": place}
        wrong = set()
        for name, value in values.items():
            key = keys.get(name)
            if key is None:
                near, told = _nearest_key(name, table)
                wrong.add(near)
                self.fault(faults.KEY_UNKNOWN, (*place, name), key=name, table=TABLES[table], nearest=told)
                continue
            try:
                checked[name] = read_value(key, value, self.around)
            except ValueFault as fault:
                wrong.add(name)
                self.fault(fault.kind, (*place, name), key=name, **fault.facts)
        for key in keys.values():
            if key.required and key.name not in values and key.name not in wrong:
                kind = faults.REASON_MISSING if key.name == "reason" else faults.KEY_MISSING
                example = f"{key.name} = {key.example}"
                self.fault(kind, place, table=TABLES[table], key=key.name, example=example, what="a file is left out of the series")
        if wrong:
            checked["wrong"] = frozenset(wrong)
        return Entry(**checked)  # type: ignore[arg-type] # each value has the type of its key, which the test of KEYS compares with Entry

    def _holders(self, tables: object) -> tuple[dict[str, Entry], dict[str, str]]:
        entries: dict[str, Entry] = {}
        names: dict[str, str] = {}
        if not isinstance(tables, dict):
            self._wrong_table("holder", '[holder."Ada Byron"]', tables)
            return entries, names
        for name, values in tables.items():
            place: Place = ("holder", name)
            if not isinstance(values, dict):
                self.fault(
                    faults.KEY_UNKNOWN,
                    place,
                    key=name,
                    table="[holder]",
                    nearest=', which holds a table for each holder: [holder."Ada Byron"]',
                )
                continue
            folded = fold_holder(name)
            entry = self.entry("holder", values, place)
            if folded in entries:
                self.fault(faults.HOLDER_TWIN, place, holder=name, first=_LineOf(entries[folded].place))
                continue
            entries[folded], names[folded] = entry, name
            self._check_withdrawal(entry)
        return entries, names

    def _articles(self, tables: object) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        orders: dict[int, str] = {}
        ids: dict[str, str] = {}
        for place, values in self._array("article", tables):
            entry = self.entry("article", values, place)
            name = entry.file
            if name is None:
                continue
            if "/" in name or "\\" in name:
                self.fault(
                    faults.VALUE_NOT_ALLOWED,
                    (*place, "file"),
                    key="file",
                    value=name,
                    expected="the name of a file in this folder",
                    example='file = "do-your-clients.txt"',
                )
                continue
            if name in entries:
                self.fault(faults.FILE_LISTED_TWICE, (*place, "file"), file=name, first=_LineOf((*entries[name].place, "file")))
                continue
            entries[name] = entry
            if entry.order is not None:
                other = orders.setdefault(entry.order, name)
                if other is not name:
                    self.fault(faults.ORDER_TWIN, (*place, "order"), order=entry.order, file=name, other=other)
            if entry.id is not None:
                other = ids.setdefault(entry.id, name)
                if other is not name:
                    self.fault(faults.ID_TWIN, (*place, "id"), id=entry.id, other=repr(other))
            if entry.date and entry.modified and entry.modified < entry.date:
                self.fault(
                    faults.DATE_IMPOSSIBLE,
                    (*place, "modified"),
                    key="modified",
                    value=entry.modified.date(),
                    reason=f"it lies before the date, {entry.date.date()}",
                )
            self._check_withdrawal(entry)
        self._check_gaps(orders, entries)
        return entries

    def _check_gaps(self, orders: Mapping[int, str], entries: Mapping[str, Entry]) -> None:
        before = 0
        for number, order in enumerate(sorted(orders), 1):
            if order != before + 1:
                self.fault(faults.ORDER_GAP, (*entries[orders[order]].place, "order"), before=before, after=order, number=number)
            before = order

    def _check_withdrawal(self, entry: Entry) -> None:
        if entry.withdrawn and entry.status not in {None, "withdrawn"}:
            self.fault(faults.STATUS_CONTRADICTED, (*entry.place, "status"), status=entry.status)
        elif (entry.withdrawn or entry.status == "withdrawn") and entry.reason is None and "reason" not in entry.wrong:
            key = "withdrawn" if entry.withdrawn else "status"
            self.fault(
                faults.REASON_MISSING, (*entry.place, key), what="the article is withdrawn" if entry.place else "the series is withdrawn"
            )

    def _ignores(self, tables: object) -> tuple[Entry, ...]:
        entries = []
        for place, values in self._array("ignore", tables):
            entry = self.entry("ignore", values, place)
            if entry.file is None and entry.pattern is None and not {"file", "pattern"} & values.keys():
                self.fault(faults.KEY_MISSING, place, table="[[ignore]]", key="file and no pattern", example='pattern = "*.doc"')
            entries.append(entry)
        return tuple(entries)

    def _array(self, name: Table, tables: object) -> Iterable[tuple[Place, dict[str, object]]]:
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self._wrong_table(name, TABLES[name], tables)
            return
        for number, values in enumerate(tables):
            yield (name, number), values

    def _wrong_table(self, name: str, written: str, found: object) -> None:
        what = "one table" if isinstance(found, dict) else "a list" if isinstance(found, list) else "a value"
        self.fault(faults.VALUE_WRONG_TYPE, (name,), key=name, found=what, expected=f"tables written {written}", example=written)


class _LineOf:
    """A place that a message names by its line."""

    def __init__(self, place: Place) -> None:
        self.place = place


def _with_lines(facts: Mapping[str, object], manifest: Manifest) -> dict[str, object]:
    return {name: manifest.line_of(fact.place) if isinstance(fact, _LineOf) else fact for name, fact in facts.items()}


def _nearest_key(name: str, table: Table) -> tuple[str, str]:
    """The nearest key of the table to an unknown one, or an empty text; and what to say: that key, or the table where the unknown one is known."""
    near = get_close_matches(name.lower().replace("-", "_"), _BY_TABLE[table], n=1)
    if near:
        return near[0], f"; the nearest one is {near[0]!r}"
    homes = [TABLES[other] for other, keys in _BY_TABLE.items() if name in keys]
    return "", f"; it belongs to {' and '.join(homes)}" if homes else ""
