"""The report of an import: what became of every file, for a person and for a program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from imprint.article.pack.ledger import OUTCOMES, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.article.pack.ledger import Ledger, Row

__all__ = ["report_as_json_lines", "report_as_text_lines"]

_HEADINGS: dict[Outcome, str] = {
    "refused": "Refused: not imported",
    "doubtful": "Doubtful: imported, and worth a look",
    "duplicate": "Duplicates: not imported again",
    "imported": "Imported",
}


def report_as_text_lines(ledger: Ledger, pack: str, into: str) -> Iterator[str]:
    """The report for a person, the worst first."""
    counts = ledger.counts()
    yield f"Import of {pack} into {into}\n"
    yield ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in OUTCOMES) + "\n"
    for outcome, heading in _HEADINGS.items():
        if counts[outcome]:
            yield f"\n{heading} ({counts[outcome]:,})\n\n"
            for row in ledger.settled(outcome):
                yield from _lines(row)


def _lines(row: Row) -> Iterator[str]:
    if row.original:
        yield f"{row.path}: duplicate of {row.original}\n"
    elif row.name and row.name != row.path:
        yield f"{row.path} -> {row.name}\n"
    else:
        yield f"{row.path}\n"
    for reason in row.reasons:
        line = f"line {reason['line']}: " if reason["line"] else ""
        yield f"  {reason['code']} {reason['name']}: {line}{reason['message']}\n"


def report_as_json_lines(ledger: Ledger, pack: str, into: str) -> Iterator[str]:
    """One JSON object in pieces: ``pack``, ``into``, ``counts``, ``holders`` and ``files``, one file a line."""
    counts = {outcome: number for outcome, number in ledger.counts().items() if outcome != "pending"}
    holders = [{"name": name, "articles": number} for name, number, _ in ledger.holders()]
    head = {"pack": pack, "into": into, "counts": counts, "holders": holders}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "files": ['
    separator = "\n"
    for row in ledger.settled():
        yield separator + json.dumps(_as_dict(row), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _as_dict(row: Row) -> dict[str, object]:
    given = {"file": row.name, "duplicate_of": row.original, "category": row.category, "holder": row.holder or None}
    return {"path": row.path, "outcome": row.outcome, **{name: value for name, value in given.items() if value}, "reasons": row.reasons}
