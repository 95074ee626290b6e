"""The report on a list of copies: a page to look at, worst first, a CSV file, and a letter for each copy that is to be mended."""

from __future__ import annotations

import csv
import fcntl
import html
import os
from collections import Counter
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from imprint.copies.letter import letter_to
from imprint.findings.html_page import END, page_head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from imprint.copies.journal import Entry, Journal
    from imprint.copies.original import Original

__all__ = ["write_report"]

_WORST_FIRST = ("broken", "withdrawn", "unknown", "kept")
_TONES = {"broken": "bad", "withdrawn": "bad", "unknown": "doubt", "kept": "good"}
_COLUMNS = (
    "outcome",
    "reason",
    "before",
    "article",
    "url",
    "publisher",
    "contact",
    "similarity",
    "failed",
    "evidence",
    "checked_at",
    "final_url",
    "file",
    "sha256",
    "letter",
)


def write_report(folder: Path, journals: Sequence[Journal], original_of: Callable[[str], Original]) -> Counter[str]:
    """Write ``index.html``, ``copies.csv`` and ``letters/`` and give the number of copies of each outcome.

    ``original_of`` gives the original that a path in the list names. Copies are read one at a time.
    """
    with _alone_in(folder):
        return _written(folder, journals, original_of)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process writes its report there: workers that share a list end at about the same time."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _written(folder: Path, journals: Sequence[Journal], original_of: Callable[[str], Original]) -> Counter[str]:
    letters = folder / "letters"
    letters.mkdir(parents=True, exist_ok=True)
    for old in letters.glob("*.txt"):
        old.unlink()
    counts: Counter[str] = Counter()
    rows = folder / "rows.partial"
    with (folder / "copies.csv").open("w", encoding="utf-8", newline="") as table, rows.open("w", encoding="utf-8") as page:
        writer = csv.DictWriter(table, _COLUMNS)
        writer.writeheader()
        for number, entry in enumerate(_entries(journals), 1):
            counts[entry.verdict.outcome] += 1
            counts["changed"] += entry.has_changed
            letter = letter_to(entry, original_of(entry.article))
            name = f"{number:06}.txt" if letter else ""
            if letter:
                (letters / name).write_text(letter, encoding="utf-8")
            writer.writerow(_row(entry, name))
            page.write(_row_of_page(entry, name))
    done, all_ = (sum(each) for each in zip(*(journal.counts() for journal in journals), strict=True))
    with (folder / "index.html").open("w", encoding="utf-8") as page, rows.open(encoding="utf-8") as told:
        _write_page(page, told, counts, done, all_)
    rows.unlink()
    return counts


def _entries(journals: Iterable[Journal]) -> Iterator[Entry]:
    journals = tuple(journals)
    return chain.from_iterable(journal.entries(outcome) for outcome in _WORST_FIRST for journal in journals)


def _failed(entry: Entry) -> list[str]:
    return [each.name for each in entry.verdict.clauses if each.verdict == "fail"]


def _told(entry: Entry) -> list[str]:
    """The sentences that explain an outcome."""
    if entry.verdict.outcome == "kept":
        return []
    told = [each.evidence for each in entry.verdict.clauses if each.verdict == "fail"]
    return told or [each.evidence for each in entry.verdict.clauses if each.verdict == "not-determined"][:1]


def _row(entry: Entry, letter: str) -> dict[str, object]:
    row = {
        "outcome": entry.verdict.outcome,
        "reason": entry.verdict.reason,
        "before": entry.before,
        "article": entry.article,
        "url": entry.url,
        "publisher": entry.publisher,
        "contact": entry.contact,
        "similarity": entry.verdict.similarity,
        "failed": " ".join(_failed(entry)),
        "evidence": " | ".join(_told(entry)),
        "checked_at": entry.evidence.checked_at,
        "final_url": entry.evidence.final_url,
        "file": entry.evidence.file,
        "sha256": entry.evidence.sha256,
        "letter": letter,
    }
    # A cell that begins like a formula is one to a spreadsheet, and much of this was written by strangers.
    return {
        name: f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
        for name, value in row.items()
    }


def _row_of_page(entry: Entry, letter: str) -> str:
    e = html.escape
    outcome = entry.verdict.outcome
    changed = f"<br>before: {e(entry.before)}" if entry.has_changed else ""
    reason = f"<br>{e(entry.verdict.reason)}" if entry.verdict.reason else ""
    told = "".join(f"<li>{e(sentence)}</li>" for sentence in _told(entry))
    mail = f'<a href="letters/{letter}">letter</a>' if letter else ""
    evidence = (
        f'<a href="evidence/{e(entry.evidence.file)}">evidence</a><br>sha256 {entry.evidence.sha256[:16]}…'
        if entry.evidence.file
        else "no page"
    )
    return (
        f'<tr><td class="{_TONES[outcome]}">{outcome}{reason}{changed}</td><td><a href="{e(entry.url)}" rel="noreferrer">{e(entry.url)}</a><br>{e(entry.article)} {e(entry.publisher)}'
        f"<ul>{told}</ul></td><td>{e(entry.evidence.checked_at)}<br>{evidence}<br>{mail}</td></tr>\n"
    )


def _write_page(page: TextIO, rows: TextIO, counts: Counter[str], done: int, all_: int) -> None:
    unfinished = (
        f"<p>This run is not finished: {done:,} of {all_:,} copies were looked at. Start it again to go on.</p>" if done < all_ else ""
    )
    summary = ", ".join(f'<span class="{_TONES[outcome]}">{counts[outcome]:,} {outcome}</span>' for outcome in _WORST_FIRST)
    page.write(
        page_head("Copies") + f"<h1>Copies</h1>\n<p>{summary}. {counts['changed']:,} changed since the last run.</p>{unfinished}\n"
        '<table><thead><tr><th scope="col">Outcome</th><th scope="col">Copy</th><th scope="col">Looked at</th></tr></thead><tbody>\n'
    )
    page.writelines(rows)
    page.write(f"</tbody></table>{END}")
