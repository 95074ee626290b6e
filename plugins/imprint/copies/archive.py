"""What was fetched, as evidence: WARC files (ISO 28500:2017), one for each start of a run.

A file whose writing was cut off by a kill is whole up to its last record, because every record is a gzip member of its own; a later
start writes a new file.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped] # warcio carries no types
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped] # likewise

from imprint import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Archive"]


class Archive:
    """One WARC file, begun when the first answer is written to it."""

    def __init__(self, folder: Path, name: str) -> None:
        """``name`` is that of the file without ``.warc.gz``; where it is taken, a number is added."""
        self._folder, self._name = folder, name
        self._file: BinaryIO | None = None
        self._writer: WARCWriter | None = None
        self.path = ""

    def write(self, url: str, status: str, headers: Iterable[tuple[str, str]], body: bytes, at: str) -> str:
        """Add an answer and give the name of the file that holds it. ``status`` is such as ``200 OK``; ``at`` is an RFC 3339 time in UTC."""
        writer = self._writer or self._begin()
        record = writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(body),
            http_headers=StatusAndHeaders(status, list(headers), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": at},
        )
        writer.write_record(record)
        assert self._file is not None
        self._file.flush()
        return self.path

    def _begin(self) -> WARCWriter:
        self._folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            path = self._folder / (f"{self._name}.warc.gz" if number == 1 else f"{self._name}-{number}.warc.gz")
            try:
                self._file = path.open("xb")
                break
            except FileExistsError:
                number += 1
        self.path = path.name
        self._writer = WARCWriter(self._file, gzip=True)
        self._writer.write_record(
            self._writer.create_warcinfo_record(path.name, {"software": f"imprint {__version__}", "format": "WARC File Format 1.0"})
        )
        return self._writer

    def close(self) -> None:
        """End the file."""
        if self._file is not None:
            self._file.close()
