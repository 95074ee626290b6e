"""What is known of every copy of a list, kept in one SQLite file, so that a run that was killed goes on where it was.

A verdict is in the file before the next copy is looked at. A run ends when every copy of the list has a verdict of it; the next
start then begins a new run and keeps the outcomes of the one before, to tell what has changed.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from imprint.copies.judge import ClauseVerdict, CopyVerdict, Difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from imprint.copies.listing import Listed

__all__ = ["Entry", "Evidence", "Journal", "Task"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS state (run INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS copies (
  id INTEGER PRIMARY KEY, article TEXT NOT NULL, url TEXT NOT NULL, publisher TEXT NOT NULL, contact TEXT NOT NULL, host TEXT NOT NULL,
  turn INTEGER NOT NULL, listed INTEGER NOT NULL, run INTEGER NOT NULL DEFAULT 0, outcome TEXT, reason TEXT, verdict TEXT, checked_at TEXT,
  final_url TEXT, file TEXT, sha256 TEXT, before TEXT, UNIQUE (article, url));
CREATE INDEX IF NOT EXISTS pending ON copies (listed, run, turn, id);
"""


@dataclass(frozen=True, slots=True)
class Task:
    """A copy that has no verdict of this run."""

    id: int
    article: str
    url: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was fetched, and when: ``file`` is the WARC file that holds it, ``sha256`` the digest of the page's bytes; both empty where there was no answer."""

    checked_at: str
    final_url: str = ""
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A copy with its verdict. ``before`` is its outcome in the run before, or empty."""

    id: int
    article: str
    url: str
    publisher: str
    contact: str
    verdict: CopyVerdict
    evidence: Evidence
    before: str

    @property
    def has_changed(self) -> bool:
        """Whether the outcome is another than in the run before."""
        return self.before not in {"", self.verdict.outcome}


class Journal:
    """One file of verdicts. A context manager."""

    def __init__(self, path: Path) -> None:
        """Open the file, or begin it. Raises :class:`sqlite3.Error` where it cannot be used."""
        self._path = path
        self._db = sqlite3.connect(path, isolation_level=None, timeout=60)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_SCHEMA)

    def __enter__(self) -> Self:
        """The journal itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self._db.close()

    def is_at(self, path: Path) -> bool:
        """Whether this is the journal in a file."""
        return path == self._path

    @property
    def run(self) -> int:
        """The number of the run, from 1; 0 before the first."""
        row = self._db.execute("SELECT run FROM state").fetchone()
        return int(row[0]) if row else 0

    def begin(self, copies: Iterable[Listed]) -> None:
        """Take in the list. A run that was not finished goes on; after one that was, a new one begins."""
        db = self._db
        turns: dict[str, int] = {}
        db.execute("BEGIN IMMEDIATE")
        try:
            db.execute("UPDATE copies SET listed = 0")
            for copy in copies:
                host = copy.host
                # Hosts take turns, so that the pause at one of them is spent at the others.
                turns[host] = turn = turns.get(host, 0) + 1
                db.execute(
                    "INSERT INTO copies (article, url, publisher, contact, host, turn, listed) VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT (article, url)"
                    " DO UPDATE SET publisher = excluded.publisher, contact = excluded.contact, turn = excluded.turn, listed = 1",
                    (copy.article, copy.url, copy.publisher, copy.contact, host, turn),
                )
            run = self.run
            open_ones = db.execute("SELECT COUNT(*) FROM copies WHERE listed = 1 AND run < ?", (run,)).fetchone()[0]
            if run == 0 or not open_ones:
                db.execute("DELETE FROM state")
                db.execute("INSERT INTO state VALUES (?)", (run + 1,))
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    def tasks(self, batch: int = 200) -> Iterator[Task]:
        """The copies without a verdict of this run, hosts taking turns; a few are held in memory at a time."""
        turn = last = 0
        while True:
            rows = self._db.execute(
                "SELECT turn, id, article, url FROM copies WHERE listed = 1 AND run < ? AND (turn, id) > (?, ?) ORDER BY turn, id LIMIT ?",
                (self.run, turn, last, batch),
            ).fetchall()
            if not rows:
                return
            for _, number, article, url in rows:
                yield Task(number, article, url)
            turn, last = rows[-1][:2]

    def note(self, task: int, verdict: CopyVerdict, evidence: Evidence) -> None:
        """Keep a verdict; it is on its way to the disk when this returns."""
        self._db.execute(
            "UPDATE copies SET before = CASE WHEN run < ? THEN outcome ELSE before END, run = ?, outcome = ?, reason = ?, verdict = ?, checked_at = ?,"
            " final_url = ?, file = ?, sha256 = ? WHERE id = ?",
            (
                self.run,
                self.run,
                verdict.outcome,
                verdict.reason,
                json.dumps(asdict(verdict), ensure_ascii=False),
                evidence.checked_at,
                evidence.final_url,
                evidence.file,
                evidence.sha256,
                task,
            ),
        )

    def counts(self) -> tuple[int, int]:
        """How many copies of the list have a verdict of this run, and how many there are."""
        row = self._db.execute("SELECT COUNT(*) FILTER (WHERE run = ?), COUNT(*) FROM copies WHERE listed = 1", (self.run,)).fetchone()
        return int(row[0]), int(row[1])

    def entries(self, outcome: str) -> Iterator[Entry]:
        """The copies of the list with this outcome, those first whose outcome has changed."""
        rows = self._db.execute(
            "SELECT id, article, url, publisher, contact, verdict, checked_at, final_url, file, sha256, before FROM copies WHERE listed = 1 AND outcome = ?"
            " ORDER BY (before IS NOT NULL AND before <> outcome) DESC, reason, host, url",
            (outcome,),
        )
        for number, article, url, publisher, contact, told, at, final, file, digest, before in rows:
            evidence = Evidence(at or "", final or "", file or "", digest or "")
            yield Entry(number, article, url, publisher, contact, _verdict(told), evidence, before or "")


def _verdict(told: str) -> CopyVerdict:
    values = json.loads(told)
    return CopyVerdict(
        values["outcome"],
        values["reason"],
        values["similarity"],
        tuple(ClauseVerdict(**each) for each in values["clauses"]),
        tuple(Difference(**each) for each in values["diff"]),
    )
