"""No zip file, however it is damaged, makes the import raise, hang or read more than it may."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from series_by_hand import article_text

from imprint.article.pack.member import MOST_BYTES, PackError, RefusedError
from imprint.article.pack.zip_pack import ZipPack
from imprint.findings.as_text import finding_as_text


def good_zip() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number, method in enumerate((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)):
            archive.writestr(f"Folder/{number}.txt", article_text(f"Part {number}"), method)
        archive.comment = b"A comment"
    return data.getvalue()


GOOD = good_zip()
CHANGES = st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=8)


def read_all(path: Path) -> int:
    """Read every member that is not refused; how many were read."""
    number = 0
    try:
        with ZipPack(str(path)) as pack:
            for member in pack.members():
                if member.refused:
                    continue
                try:
                    data = pack.read(member)
                except RefusedError as error:
                    finding_as_text(error.finding)
                    continue
                assert len(data) <= MOST_BYTES
                number += 1
    except PackError as error:
        finding_as_text(error.finding)
    return number


def test_a_zip_file_of_each_usual_method_is_read(tmp_path: Path) -> None:
    (tmp_path / "pack.zip").write_bytes(GOOD)
    assert read_all(tmp_path / "pack.zip") == 4


@settings(max_examples=400)
@given(CHANGES)
def test_changed_bytes_are_told_and_do_no_harm(tmp_path_factory: object, changes: list[tuple[int, int]]) -> None:
    path = Path(tmp_path_factory.getbasetemp(), "changed.zip")  # type: ignore[attr-defined] # a session's fixture, which hypothesis can keep
    data = bytearray(GOOD)
    for place, value in changes:
        data[place] = value
    path.write_bytes(data)
    read_all(path)


@given(st.integers(0, len(GOOD)), st.integers(0, len(GOOD)))
def test_a_piece_of_a_zip_file_is_told_and_does_no_harm(tmp_path_factory: object, start: int, end: int) -> None:
    path = Path(tmp_path_factory.getbasetemp(), "piece.zip")  # type: ignore[attr-defined] # a session's fixture, which hypothesis can keep
    path.write_bytes(GOOD[start:end])
    read_all(path)
