"""The ledger of an import: one row for each file of the pack, on disk, so that memory does not grow and a killed run can go on.

It is an SQLite database. A batch of files is committed together; files of an uncommitted batch are
met again in the next run, which finds their bytes in place.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

from imprint.article.address import MAX_SLUG_BYTES
from imprint.article.pack.faults import NAME_TWICE
from imprint.article.pack.member import Member
from imprint.findings import Finding
from imprint.findings.as_json import finding_as_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

__all__ = ["OUTCOMES", "Ledger", "LedgerError", "Outcome", "Row"]

Outcome: TypeAlias = Literal["imported", "doubtful", "refused", "duplicate"]
OUTCOMES: tuple[Outcome, ...] = ("imported", "doubtful", "refused", "duplicate")
"""What can become of a file. A doubtful one is imported, with reasons to look at it."""

_BATCH = 256
_TABLES = """
CREATE TABLE IF NOT EXISTS import (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (
    path TEXT NOT NULL, turn INTEGER NOT NULL, place TEXT NOT NULL, mark TEXT NOT NULL, run INTEGER NOT NULL,
    outcome TEXT, name TEXT, digest BLOB, text_digest BLOB, slug TEXT, given_slug INTEGER, category TEXT, holder TEXT, holder_key TEXT,
    has_notice INTEGER, has_author INTEGER, has_category INTEGER, original TEXT, reasons TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (path, turn)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS file_digest ON file (digest) WHERE digest IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS file_text ON file (text_digest) WHERE text_digest IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS file_slug ON file (slug) WHERE slug IS NOT NULL;
CREATE TABLE IF NOT EXISTS name (folded TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS slug_use (slug TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
"""


class LedgerError(Exception):
    """The ledger cannot be used; the message says why."""


@dataclass(slots=True)
class Row:
    """What became of one file. ``name`` is its name in the series, ``original`` the path of what it duplicates.

    ``category`` is the one to write into the manifest; ``has_author`` and ``has_category`` say whether the
    file names its own.
    """

    path: str
    turn: int
    outcome: Outcome
    name: str | None = None
    digest: bytes | None = None
    text_digest: bytes | None = None
    slug: str | None = None
    given_slug: bool = False
    category: str | None = None
    holder: str | None = None
    holder_key: str | None = None
    has_notice: bool = False
    has_author: bool = False
    has_category: bool = False
    original: str | None = None
    reasons: list[dict[str, object]] = field(default_factory=list)


class Ledger:
    """A context manager; only one process can have a ledger open. Raises :class:`LedgerError`."""

    def __init__(self, path: str, pack: str, into: str) -> None:
        self._uncommitted = 0
        try:
            self._db = sqlite3.connect(path, timeout=0, isolation_level=None)
        except sqlite3.Error as error:
            raise LedgerError(f"{path} cannot be opened ({error})") from error
        try:
            self._db.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute("BEGIN EXCLUSIVE")
            self._db.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            self._db.close()
            locked = isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
            raise LedgerError(
                "another import is writing this report" if locked else f"{path} is not the ledger of an import ({error})"
            ) from error
        for key, value in (("pack", pack), ("into", into)):
            self._db.execute("INSERT OR IGNORE INTO import VALUES (?, ?)", (key, value))
            (known,) = self._db.execute("SELECT value FROM import WHERE key = ?", (key,)).fetchone()
            if known != value:
                self.close()
                raise LedgerError(f"the report belongs to an import of another {'pack' if key == 'pack' else 'series'}: {known}")
        (runs,) = self._db.execute("SELECT coalesce(max(run), 0) FROM file").fetchone()
        self._run = runs + 1

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Commit what was written, also after an error: each row stands for itself."""
        self.commit()
        self.close()

    def close(self) -> None:
        """Close the database, which lets go of the lock."""
        self._db.close()

    def commit(self) -> None:
        """Make what was written durable."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")
        self._uncommitted = 0

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN")
        self._db.execute(statement, values)

    def enter(self, members: Iterable[Member]) -> None:
        """Enter the files of the pack; those that the listing refuses are done with that.

        A file that has changed since an earlier run is to be done again. One that is gone and was never
        done is forgotten.
        """
        turns: dict[str, int] = {}
        for member in members:
            turn = turns.get(member.path, 0)
            known = self._db.execute("SELECT mark, run FROM file WHERE path = ? AND turn = ?", (member.path, turn)).fetchone()
            if known and known[1] == self._run:
                turn = turns[member.path] = turn + 1
                known = self._db.execute("SELECT mark, run FROM file WHERE path = ? AND turn = ?", (member.path, turn)).fetchone()
            if known is None:
                self._write(
                    "INSERT INTO file (path, turn, place, mark, run) VALUES (?, ?, ?, ?, ?)",
                    (member.path, turn, member.place, member.mark, self._run),
                )
            else:
                changed = ", outcome = NULL, digest = NULL, text_digest = NULL, slug = NULL" if known[0] != member.mark else ""
                self._write(
                    f"UPDATE file SET run = ?, place = ?, mark = ?{changed} WHERE path = ? AND turn = ?",  # noqa: S608 - one of two constants
                    (self._run, member.place, member.mark, member.path, turn),
                )
            refused = Finding(NAME_TWICE, member.path) if turn else member.refused
            if refused:
                self.settle(Row(member.path, turn, "refused", reasons=[finding_as_dict(refused)]))
        self._write("DELETE FROM file WHERE run <> ? AND outcome IS NULL", (self._run,))
        self.commit()

    def settle(self, row: Row) -> None:
        """Write down what became of a file."""
        self._write(
            "UPDATE file SET outcome = ?, name = ?, digest = ?, text_digest = ?, slug = ?, given_slug = ?, category = ?, holder = ?, holder_key = ?, "
            "has_notice = ?, has_author = ?, has_category = ?, original = ?, reasons = ? WHERE path = ? AND turn = ?",
            (
                *(row.outcome, row.name, row.digest, row.text_digest, row.slug, row.given_slug, row.category, row.holder, row.holder_key),
                *(
                    row.has_notice,
                    row.has_author,
                    row.has_category,
                    row.original,
                    json.dumps(row.reasons, ensure_ascii=False),
                    row.path,
                    row.turn,
                ),
            ),
        )
        self._uncommitted += 1
        if self._uncommitted >= _BATCH:
            self.commit()

    def pending(self) -> Iterator[Member]:
        """The files that are still to be done, in the order of their paths."""
        last = ("", -1)
        while rows := self._db.execute(
            "SELECT path, turn, place, mark FROM file WHERE outcome IS NULL AND (path, turn) > (?, ?) ORDER BY path, turn LIMIT 1000", last
        ).fetchall():
            for path, turn, place, mark in rows:
                last = (path, turn)
                yield Member(path, place, mark)

    def settled(self, outcome: Outcome | None = None) -> Iterator[Row]:
        """What became of the files, in the order of their paths; of one outcome, or of all."""
        where, values = ("outcome = ?", (outcome,)) if outcome else ("outcome IS NOT NULL", ())
        columns = "path, turn, outcome, name, digest, text_digest, slug, given_slug, category, holder, holder_key, has_notice, has_author, has_category, original, reasons"
        statement = f"SELECT {columns} FROM file WHERE {where} ORDER BY path, turn"  # noqa: S608 - one of two constants
        for *told, reasons in self._db.execute(statement, values):
            row = Row(*told)
            row.reasons = json.loads(reasons)
            yield row

    def counts(self) -> dict[Outcome | Literal["pending"], int]:
        """How many files have each outcome, and how many none yet."""
        found = dict(self._db.execute("SELECT coalesce(outcome, 'pending'), count(*) FROM file GROUP BY outcome"))
        return {"imported": 0, "doubtful": 0, "refused": 0, "duplicate": 0, "pending": 0, **found}

    def holders(self) -> Iterator[tuple[str, int, int]]:
        """The holders that the notices of imported articles name, with how many articles each, the most first, and how many of these name an author."""
        yield from self._db.execute(
            "SELECT min(holder), count(*), sum(has_author) FROM file WHERE outcome IN ('imported', 'doubtful') AND holder_key <> '' GROUP BY holder_key ORDER BY 2 DESC, 1"
        )

    def without_notice(self) -> int:
        """How many imported articles have no copyright notice with a holder."""
        (number,) = self._db.execute("SELECT count(*) FROM file WHERE outcome IN ('imported', 'doubtful') AND NOT has_notice").fetchone()
        return int(number)

    def without_category(self) -> int:
        """How many imported articles have no category, neither from a folder nor of their own."""
        (number,) = self._db.execute(
            "SELECT count(*) FROM file WHERE outcome IN ('imported', 'doubtful') AND category IS NULL AND NOT has_category"
        ).fetchone()
        return int(number)

    def original_of(self, digest: bytes, *, text: bool) -> str | None:
        """The path of the imported file with these bytes or, with ``text``, this text."""
        column = "text_digest" if text else "digest"
        found = self._db.execute(f"SELECT path FROM file WHERE {column} = ?", (digest,)).fetchone()  # noqa: S608 - one of two constants
        return found[0] if found else None

    def take_name(self, name: str, path: str) -> bool:
        """Reserve a file name of the series for a file of the pack; false where another file has it, in whatever case."""
        self._write("INSERT OR IGNORE INTO name VALUES (?, ?)", (name.casefold(), path))
        (owner,) = self._db.execute("SELECT path FROM name WHERE folded = ?", (name.casefold(),)).fetchone()
        return bool(owner == path)

    def free_slug(self, slug: str) -> str:
        """The slug itself where no imported article has it, else the slug with the next free number."""
        candidate = slug
        while self._db.execute("SELECT 1 FROM file WHERE slug = ?", (candidate,)).fetchone():
            self._write("INSERT INTO slug_use VALUES (?, 2) ON CONFLICT (slug) DO UPDATE SET number = number + 1", (slug,))
            (number,) = self._db.execute("SELECT number FROM slug_use WHERE slug = ?", (slug,)).fetchone()
            candidate = f"{slug[: MAX_SLUG_BYTES - 8].rstrip('-')}-{number}"
        return candidate
